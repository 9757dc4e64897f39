"""``Client``: the verbs of ``linkreg.registry.Registry`` that exist over HTTP, without the actor.

Who asks is decided by the token; without one it is the public.
"""

from __future__ import annotations

import re
import secrets
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Any, Self

from linkreg.client.address import read_address
from linkreg.client.asking import Asker
from linkreg.client.connection import Connections
from linkreg.client.records import read_organization
from linkreg.client.results import (
    read_changes,
    read_history,
    read_results,
    read_suggestions,
    write_query,
)
from linkreg.client.verdicts import read_assessment, read_next_steps
from linkreg.eligibility import Assessment, NextStep, PackageFacts
from linkreg.errors import InvalidInput, Mistake, NotFound
from linkreg.journal import Change
from linkreg.privacy import public_part
from linkreg.records import OrganizationRecord, SuggestedRecord
from linkreg.schemas.fields import IN_ADDRESSES
from linkreg.schemas.query import load_query
from linkreg.search import SearchQuery
from linkreg.services import gate
from linkreg.services.catalogue import ResultPage
from linkreg.services.changes import Feed
from linkreg.services.chronicle import History
from linkreg.vocabulary import Basis

_ORGANIZATIONS = "organizations"


class Client:
    """A registry asked over HTTP; safe to share between threads.

    Errors are those of ``linkreg.errors``, with the server's words. Where the server cannot be asked,
    ``ServerUnavailable``; where something else answers, ``UnreadableAnswer``.
    """

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        timeout: float = 10.0,
        retries: int = 2,
        max_answer: int = 16 * 1024**2,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Name the server, as whom to ask it, and what to put up with; nothing is sent yet.

        ``timeout``: seconds until the whole of one answer is there. ``retries``: how often a
        reading, or a change under a key, is asked again when the connection was refused or cut off or
        the server says that it cannot now. ``max_answer``: bytes. ``tls``: which certificates to
        trust. Raise ``InvalidSettings``.
        """
        self._address = read_address(base_url, token)
        self._connections = Connections(
            self._address, timeout=timeout, max_answer=max_answer, tls=tls
        )
        self._asker = Asker(self._address, self._connections, retries=retries)

    def __repr__(self) -> str:
        return f"Client({self._address.origin + self._address.prefix!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open; what is asked later opens another."""
        self._connections.close()

    def search(self, query: SearchQuery | str = "", **parameters: Any) -> ResultPage:
        """Find organizations, as ``Registry.search`` does.

        The verdict of each row is without findings. ``query`` comes back without ``scope_region``, and
        ``page.hits`` are those of the results; its ``as_of`` is the server's, whatever was asked. The
        ``match`` costs a second reading, as the public.
        """
        if not isinstance(query, SearchQuery):
            query = load_query({**parameters, "q": query})
        view = self._asker.read(_ORGANIZATIONS, write_query(query))
        with self._asker.reading():
            found = read_results(view, query)
            match = view["match"] and view["match"]["id"]
        return replace(found, match=self._find_public(match)) if match else found

    def suggest(self, text: str, *, limit: int = 10) -> tuple[SuggestedRecord, ...]:
        """Return published organizations whose name or acronym begins like what is being typed.

        At most ten. Raise ``InvalidInput`` for a text that could be no question.
        """
        view = self._asker.read(f"{_ORGANIZATIONS}/suggest", {"q": text, "limit": limit})
        with self._asker.reading():
            return read_suggestions(view)

    def _find_public(self, organization_id: str) -> OrganizationRecord | None:
        """Return an organization as the public sees it, unless it is public no longer."""
        try:
            view = self._asker.read(_place(organization_id), known=False)
        except NotFound:
            return None
        with self._asker.reading():
            record = read_organization(view)
        return public_part(record, consented=record.consented)

    def get(self, organization_id: str, *, on: date | None = None) -> OrganizationRecord:
        """Return an organization as the token may see it, as it stood at the end of a day (now).

        Raise as ``Registry.get`` does.
        """
        view = self._asker.read(_place(organization_id), _stated(on=on))
        with self._asker.reading():
            return read_organization(view)

    def history(self, organization_id: str, *, since: int = 0, limit: int = 100) -> History:
        """Return what happened to an organization, as ``Registry.read_history`` does.

        Who acted is empty where ``shows_actor`` is false. Go on with ``since`` set to ``next``.
        """
        place = f"{_place(organization_id)}/history"
        view = self._asker.read(place, {"since": since, "limit": limit})
        with self._asker.reading():
            return read_history(view)

    def register(self, data: Mapping[str, Any], *, key: str | None = None) -> OrganizationRecord:
        """Add an organization as a draft; raise ``InvalidInput`` with every mistake.

        ``key``: under which it is done once, however often it is asked; one of its own if none is
        given. Keep yours where you must ask again after a crash.
        """
        view = self._asker.add(_ORGANIZATIONS, data, key or secrets.token_hex(16))
        with self._asker.reading():
            return read_organization(view)

    def assess(
        self,
        organization_id: str,
        *,
        on: date | None = None,
        ruleset: str | None = None,
        basis: Basis = Basis.VERIFIED,
        package: PackageFacts | None = None,
    ) -> Assessment:
        """Say whether an organization qualifies on a day (today), by which criteria, and why.

        Of the facts only the package and the sanctions in force are told: ``ToldFacts``. How findings
        come back says ``read_assessment``. Documents are named to those who may read them.
        """
        view = self._read_assessment(organization_id, on, ruleset, basis, package)
        with self._asker.reading():
            return read_assessment(view, package)

    def next_steps(
        self,
        organization_id: str,
        *,
        on: date | None = None,
        ruleset: str | None = None,
        basis: Basis = Basis.VERIFIED,
        package: PackageFacts | None = None,
    ) -> tuple[NextStep, ...]:
        """Return the fewest actions that turn the verdict, as ``linkreg.eligibility.next_steps`` does.

        What each changes of the facts, for ``what_if``, is not told: ``changes`` is empty.
        """
        view = self._read_assessment(organization_id, on, ruleset, basis, package)
        with self._asker.reading():
            return read_next_steps(view)

    def _read_assessment(
        self,
        organization_id: str,
        on: date | None,
        ruleset: str | None,
        basis: Basis,
        package: PackageFacts | None,
    ) -> dict[str, Any]:
        query = _stated(on=on, ruleset=ruleset) | {"basis": basis.value} | _described(package)
        return self._asker.read(f"{_place(organization_id)}/assessment", query)

    def changes(self, since: int = 0, *, limit: int = 100) -> Feed:
        """Return up to ``limit`` journal entries after a number, as far as the token may know of them.

        Who acted is empty where ``shows_actor`` is false.
        """
        view = self._asker.read("changes", {"since": since, "limit": limit})
        with self._asker.reading():
            return read_changes(view)

    def follow(self, since: int = 0) -> Iterator[Change]:
        """Yield every change after a number until the journal's end as it was then."""
        while True:
            feed = self.changes(since, limit=1000)
            for entry in feed.entries:
                yield entry.change
            if feed.next >= feed.journal or feed.next <= since:
                return
            since = feed.next


def _place(organization_id: str) -> str:
    if re.fullmatch(IN_ADDRESSES, organization_id) is None:
        raise gate.not_found(organization_id)
    return f"{_ORGANIZATIONS}/{organization_id}"


def _stated(*, on: date | None, ruleset: str | None = None) -> dict[str, str]:
    stated = {"on": None if on is None else on.isoformat(), "ruleset": ruleset}
    return {name: value for name, value in stated.items() if value is not None}


def _described(package: PackageFacts | None) -> dict[str, Any]:
    """Return the package as parameters; raise ``InvalidInput`` for one of which nothing is said."""
    if package is None:
        return {}
    if not (package.urusan or package.partnering):
        message = "Lewat HTTP paket harus menyebut urusan atau kemitraan."
        raise InvalidInput(message, [Mistake("/package_urusan", "required", message)])
    described: dict[str, Any] = {"package_urusan": sorted(package.urusan)}
    return described | ({"partnering": "true"} if package.partnering else {})
