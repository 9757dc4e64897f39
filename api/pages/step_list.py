"""The steps in which an organization fills in its profile: which fields each has, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from api import messages
from api.pages.profile_patch import FIRST_OF
from linkreg.services.completeness import Gap, SectionState
from linkreg.services.filling import Filling
from linkreg.vocabulary import Section


@dataclass(frozen=True, slots=True)
class Step:
    """A step by the last part of its address; the last one, a review, belongs to no section."""

    key: str
    section: Section | None
    fields: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the one word it is called by in the list of steps."""
        return messages.STEP_TITLES[self.key]


_IDENTITY = ("name", "short_name", "region", "address")
_CONTACT = ("contact-phone", "contact-email", "contact-website")
_ACTIVITY = ("description", "urusan", "services", "beneficiaries", "operating_regions")
_STRENGTHS = (
    "strengths-audited_years",
    "strengths-accountability_standards",
    "strengths-open_government_commitments",
    "strengths-catalogue_url",
)
_PERSONNEL = ("personnel-permanent", "personnel-by_sex-female", "personnel-by_sex-male")

STEPS = (
    Step("identitas", Section.IDENTITY, (*_IDENTITY, *_CONTACT)),
    Step("legalitas", Section.LEGAL, ("legal_form", "founded_on", "npwp", "sk_ahu")),
    Step("bidang", Section.ACTIVITY, (*_ACTIVITY, *_STRENGTHS)),
    Step("pengurus", Section.PEOPLE, ("board", *_PERSONNEL)),
    Step("bukti", Section.EVIDENCE),
    Step("periksa", None),
)
BY_KEY: Mapping[str, Step] = {step.key: step for step in STEPS}

#: The steps that are forms of fields, as a rule of addresses has them.
FORMS = ",".join(step.key for step in STEPS if step.fields)


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A step in the list beside every step; ``is_typed``: something in it is typed and not saved."""

    step: Step
    number: int
    state: SectionState | None
    is_typed: bool


def waypoints(filling: Filling) -> tuple[Waypoint, ...]:
    """Return the steps with how far each is."""
    states: dict[Section | None, SectionState] = {it.section: it for it in filling.sections}
    return tuple(
        Waypoint(step, number, states.get(step.section), step.key in filling.drafts)
        for number, step in enumerate(STEPS, start=1)
    )


def after(step: Step) -> Step:
    """Return the next step; the last one has itself."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def first_open(filling: Filling) -> Step:
    """Return the first step in which something is missing; the review when nothing is."""
    for state in filling.sections:
        if not state.is_done:
            return next(step for step in STEPS if step.section is state.section)
    return STEPS[-1]


def address_of_step(organization_id: str, key: str, anchor: str | None = None) -> str:
    """Return where a step is filled in."""
    if BY_KEY[key].fields:
        return url_for(
            "pages.steps.show", organization_id=organization_id, stage=key, _anchor=anchor
        )
    endpoint = f"pages.{'evidence' if key == 'bukti' else 'review'}_step.show"
    return url_for(endpoint, organization_id=organization_id, _anchor=anchor)


def address_of_gap(organization_id: str, section: Section, gap: Gap) -> str:
    """Return where what is missing is filled in."""
    step = next(step for step in STEPS if step.section is section)
    if gap.kinds:
        return address_of_step(organization_id, step.key, f"bukti-{gap.kinds[0].value}")
    if gap.pointer == "/experiences":
        return url_for("pages.experiences.show", organization_id=organization_id)
    name = gap.pointer.strip("/").replace("/", "-")
    return address_of_step(organization_id, step.key, FIRST_OF.get(name, name))
