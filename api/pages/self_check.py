"""``/persyaratan/periksa``: answers typed by anybody, judged at once and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict

from api import messages
from api.errors import status_of
from api.identity import registry
from api.pages.profile_form import Told
from api.pages.small_form import SmallForm, as_number
from api.pages.typed_lists import split_years
from linkreg.clock import date_in_indonesia
from linkreg.document_kinds import REQUIRED, dates_asked
from linkreg.eligibility import Assessment, Ruleset, next_steps
from linkreg.eligibility.questions import Section, Topic, sections_of
from linkreg.errors import InvalidInput
from linkreg.reference import all_urusan
from linkreg.vocabulary import EvidenceKind, LegalForm, Outcome

blueprint = Blueprint("self_check", __name__)

_SINGLE = ("legal_form", "permanent_staff", "last_work_year", "package_urusan", "partnering")
_NUMBERS = frozenset({"permanent_staff", "last_work_year"})

#: Sent along with the answers: a form that was left empty is an answer too.
ANSWERED = "dijawab"


@blueprint.get("/persyaratan/periksa")
def show() -> tuple[str, int]:
    """Ask, and once answered say what that comes to."""
    ruleset = _ruleset(request.args.get("aturan"))
    answers = Answers.read(request.args, ruleset)
    if ANSWERED not in request.args:
        return _page(ruleset, answers), 200
    try:
        assessment = registry().judge_declaration(answers.data, ruleset=ruleset.key)
    except InvalidInput as error:
        return _page(ruleset, answers, form=answers.refused(error)), status_of(error)
    return _page(ruleset, answers, assessment=assessment), 200


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed, as it was, and what the registry takes; ``told_at`` says which field is which."""

    values: Mapping[str, str]
    urusan: tuple[str, ...]
    data: Mapping[str, Any]
    told_at: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, given: MultiDict[str, str], ruleset: Ruleset) -> Answers:
        """Read the answers to what a text asks; anything else is passed over."""
        sections = sections_of(ruleset)
        names = [*_SINGLE, *(name for it in sections for name in _names(it))]
        values = {name: given.get(name, "") for name in names}
        data: dict[str, Any] = {
            name: as_number(text) if name in _NUMBERS else text
            for name in _SINGLE
            if (text := values[name].strip())
        }
        if "package_urusan" in data:
            data["package_urusan"] = [data["package_urusan"]]
        if "partnering" in data:
            data["partnering"] = True
        documents = list(_documents(sections, values))
        data["documents"] = [document for _, document in documents]
        urusan = tuple(given.getlist("urusan"))
        told_at = {f"documents/{place}": kind for place, (kind, _) in enumerate(documents)}
        return cls(values, urusan, {**data, "urusan": list(urusan)}, told_at)

    def refused(self, error: InvalidInput) -> SmallForm:
        """Return what is wrong, by field."""
        told: dict[str, tuple[str, ...]] = {}
        for mistake in error.mistakes:
            name = self._field_at(mistake.pointer.removeprefix("/"))
            told[name] = (*told.get(name, ()), mistake.message)
        return SmallForm(self.values, told, error.message)

    def _field_at(self, place: str) -> str:
        """Return the field that a pointer is about."""
        document, _, part = place.rpartition("/")
        if document not in self.told_at:
            return place.partition("/")[0]
        kind = self.told_at[document]
        return f"{kind}-{'years' if part == 'fiscal_year' else part}"


def _names(section: Section) -> Iterator[str]:
    """Yield the fields of the documents that a section asks for."""
    for group in section.new_documents:
        for kind in group:
            yield kind.value
            yield from (f"{kind.value}-{part}" for part in dates_asked(kind))
    yield from (f"{kind.value}-years" for kind in yearly_kinds(section))


def yearly_kinds(section: Section) -> tuple[EvidenceKind, ...]:
    """Return the kinds of which one is wanted for each of some years."""
    found = (check.documents for topic, check in section.checks if topic is Topic.YEARLY)
    return tuple(kind for groups in found for group in groups for kind in group)


def _documents(
    sections: tuple[Section, ...], values: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each document that is there: ticked, or with a date or year that says so."""
    for section in sections:
        for kind in (kind for group in section.new_documents for kind in group):
            dates = {part: values[f"{kind.value}-{part}"].strip() for part in dates_asked(kind)}
            filled = {part: text for part, text in dates.items() if text}
            if values[kind.value] or filled:
                yield kind.value, {"kind": kind.value, **filled}
        for kind in yearly_kinds(section):
            for text in split_years(values[f"{kind.value}-years"]):
                yield kind.value, {"kind": kind.value, "fiscal_year": as_number(text)}


def _told_in(form: SmallForm) -> list[Told]:
    """Return what is wrong, each with its field and what that is called."""
    return [
        Told(name, _label_of(name), message)
        for name, said in form.mistakes.items()
        for message in dict.fromkeys(said)
    ]


def _label_of(name: str) -> str:
    kind = name.partition("-")[0]
    known = kind in {it.value for it in EvidenceKind}
    return EvidenceKind(kind).label if known else messages.CHECK_LABELS.get(name, "")


def _ruleset(key: str | None) -> Ruleset:
    rulesets = registry().rulesets
    return rulesets.get(key) if key else rulesets.in_force(date_in_indonesia(registry().clock()))


def _page(
    ruleset: Ruleset,
    answers: Answers,
    *,
    form: SmallForm | None = None,
    assessment: Assessment | None = None,
) -> str:
    findings = assessment.findings if assessment else ()
    affairs = [urusan for urusan in all_urusan() if urusan.is_affair]
    return render_template(
        "self_check.html",
        ruleset=ruleset,
        named=request.args.get("aturan"),
        sections=sections_of(ruleset),
        answers=answers,
        form=form or SmallForm(answers.values),
        assessment=assessment,
        steps=next_steps(assessment) if assessment else (),
        counted=sum(it.outcome is not Outcome.NOT_APPLICABLE for it in findings),
        met=sum(it.outcome is Outcome.MET for it in findings),
        dates_asked=dates_asked,
        required=REQUIRED,
        yearly_kinds=yearly_kinds,
        told_in=_told_in,
        forms=[(form.value, form.label) for form in LegalForm],
        fields=[(urusan.code, urusan.name) for urusan in affairs],
        affairs=affairs,
        answered=ANSWERED,
    )
