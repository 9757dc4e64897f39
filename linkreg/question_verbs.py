"""The registry's verbs that ask: who qualifies and when, what waits, what a search finds."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.clock import date_in_indonesia
from linkreg.eligibility import Assessment, PackageFacts, PeriodVerdict, Stretch
from linkreg.records import SuggestedRecord
from linkreg.schemas.coverage import CoverageQuery, load_coverage_query
from linkreg.schemas.query import load_query
from linkreg.schemas.self_check import load_declaration
from linkreg.search import SearchQuery
from linkreg.services import (
    assessments,
    catalogue,
    comparisons,
    coverage,
    dossiers,
    history,
    listing,
    self_check,
    worklist,
)
from linkreg.services.changes import Feed, read_feed
from linkreg.services.comparison_sheet import write_comparison
from linkreg.services.exports import Export, ExportFormat, open_export
from linkreg.vocabulary import Basis
from linkreg.wiring import Wiring


class QuestionVerbs(Wiring):
    """What a ``Registry`` can be asked; nothing is changed."""

    def assess(
        self,
        organization_id: str,
        *,
        on: date | None = None,
        ruleset: str | None = None,
        basis: Basis = Basis.VERIFIED,
        package: PackageFacts | None = None,
        actor: Actor = SYSTEM,
    ) -> Assessment:
        """Say whether an organization qualifies on a day (today), by which criteria, and why.

        A past day is judged by what the registry held at its end; raise as ``get`` does.
        """
        with self.reading(actor) as tx:
            _, assessment = assessments.assess_organization(
                tx,
                self.rulesets,
                organization_id,
                on=on,
                ruleset=ruleset,
                basis=basis,
                package=package,
            )
        return assessment

    def assess_period(
        self,
        organization_id: str,
        start: date,
        end: date,
        *,
        ruleset: str | None = None,
        basis: Basis = Basis.VERIFIED,
        package: PackageFacts | None = None,
        actor: Actor = SYSTEM,
    ) -> PeriodVerdict:
        """Say whether an organization qualifies on every day from one to another, and if not, why.

        A period that begins on a past day is judged by what the registry held at that day's end.
        """
        with self.reading(actor) as tx:
            record = history.read(tx, organization_id, start).record
        return assessments.assess_period(
            record, self.rulesets, start, end, ruleset=ruleset, basis=basis, package=package
        )

    def judge_declaration(
        self, data: Mapping[str, Any], *, ruleset: str | None = None
    ) -> Assessment:
        """Judge today, on its word, an organization that need not be registered; nothing is kept.

        By the text in force, or the one named. Raise ``InvalidInput`` with every mistake.
        """
        today = date_in_indonesia(self.clock())
        chosen = self.rulesets.get(ruleset) if ruleset else self.rulesets.in_force(today)
        return self_check.judge(load_declaration(data), chosen, today)

    def timeline(
        self,
        organization_id: str,
        *,
        basis: Basis = Basis.VERIFIED,
        actor: Actor = SYSTEM,
    ) -> tuple[Stretch, ...]:
        """Say on which days, past and future, which verdict stands by what is known now, and why."""
        with self.reading(actor) as tx:
            return assessments.trace_organization(tx, self.rulesets, organization_id, basis)[1]

    def open_dossier(
        self,
        organization_id: str,
        *,
        on: date | None = None,
        until: date | None = None,
        basis: Basis = Basis.VERIFIED,
        package: PackageFacts | None = None,
        actor: Actor = PUBLIC,
    ) -> dossiers.Dossier:
        """Return an organization as the actor may see it, its verdict, and what the actor may do."""
        with self.reading(actor) as tx:
            return dossiers.open_dossier(
                tx,
                self.rulesets,
                organization_id,
                on=on,
                until=until,
                basis=basis,
                package=package,
            )

    def compare(
        self,
        ids: Iterable[str],
        *,
        on: date | None = None,
        basis: Basis = Basis.VERIFIED,
        actor: Actor = PUBLIC,
    ) -> comparisons.Comparison:
        """Put up to five organizations side by side on a day (today); what cannot be shown is told."""
        with self.reading(actor) as tx:
            return comparisons.compare(tx, self.rulesets, ids, on=on, basis=basis)

    def export_comparison(
        self,
        ids: Iterable[str],
        *,
        on: date | None = None,
        basis: Basis = Basis.VERIFIED,
        actor: Actor = PUBLIC,
    ) -> Generator[bytes, None, None]:
        """Write out what ``compare`` shows as a workbook, in pieces; raise ``NotFound`` for nothing."""
        return write_comparison(self.compare(ids, on=on, basis=basis, actor=actor))

    def list_waiting(
        self,
        actor: Actor,
        *,
        limit: int = worklist.AT_MOST,
        ending: int = worklist.AT_MOST,
    ) -> worklist.Worklist:
        """Return what waits for this officer: profiles to publish, documents to decide on or ending.

        At most so many of each (``ending``: of organizations whose documents run out); whatever is
        read is logged.
        """
        with self.reading(actor) as tx:
            return worklist.list_waiting(tx, self.rulesets, limit=limit, ending=ending)

    def list_documents_waiting(
        self, actor: Actor = SYSTEM, *, limit: int = worklist.AT_MOST
    ) -> worklist.DocumentQueue:
        """Return the documents that wait to be decided on in the officer's region, oldest first."""
        with self.reading(actor) as tx:
            return worklist.list_documents(tx, limit)

    def search(
        self, query: SearchQuery | str = "", *, actor: Actor = PUBLIC, **parameters: Any
    ) -> catalogue.ResultPage:
        """Find organizations by words and by the parameters of ``GET /v1/organizations``.

        ``qualified_on`` and the verdicts found rest on what is known now, even for a past day.

        ``registry.search("kesehatan ibu", region=["73.71"], qualified_on="2026-11-20")``
        """
        if not isinstance(query, SearchQuery):
            query = load_query({**parameters, "q": query})
        with self.reading(actor) as tx:
            return catalogue.search(tx, self.engine, self.rulesets, query)

    def list_found(self, query: SearchQuery, *, actor: Actor = PUBLIC) -> listing.Listed:
        """Find what ``search`` finds, its rows as the JSON text of ``GET /v1/organizations``."""
        with self.reading(actor) as tx:
            return listing.list_found(tx, self.engine, self.rulesets, self.public_rows, query)

    def export(
        self,
        query: SearchQuery | str = "",
        form: ExportFormat = ExportFormat.CSV,
        *,
        actor: Actor = PUBLIC,
        **parameters: Any,
    ) -> Export:
        """Write out all that ``search`` would find, page by page, in pieces of bytes.

        The keeper of the machine (``SYSTEM``) gets it whole, anybody else what the public sees.

        ``for piece in registry.export("kesehatan", ExportFormat.XLSX, region=["73"]): ...``
        """
        if not isinstance(query, SearchQuery):
            query = load_query({**parameters, "q": query})
        read = partial(self.reading, actor)
        return open_export(read, self.engine, self.rulesets, query, form)

    def suggest(self, text: str, *, limit: int = 10) -> tuple[SuggestedRecord, ...]:
        """Return published organizations whose name or acronym begins like what is being typed."""
        with self.reading(PUBLIC) as tx:
            return catalogue.suggest(tx, self.engine, text, limit)

    def find_public(self, ids: Iterable[str]) -> tuple[SuggestedRecord, ...]:
        """Return those of the organizations that anybody may see, in the order of the ids."""
        with self.reading(PUBLIC) as tx:
            return catalogue.find_public(tx, ids)

    def coverage(self, query: CoverageQuery | None = None, **parameters: Any) -> coverage.Coverage:
        """Count published organizations by field of government and region, and who qualifies.

        ``registry.coverage(region="73", qualified_on="2026-11-20")``
        """
        query = query or load_coverage_query(parameters)
        with self.reading(PUBLIC) as tx:
            return coverage.cover(tx, self.engine, self.rulesets, query)

    def changes(self, since: int = 0, *, limit: int = 100, actor: Actor = PUBLIC) -> Feed:
        """Return up to ``limit`` journal entries after a number, as far as the actor may know of them.

        Go on with ``since`` set to ``next`` of what is returned, until that is ``journal``.
        """
        with self.reading(actor) as tx:
            return read_feed(tx, since, limit)
