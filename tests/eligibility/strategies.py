"""Facts of every sort, days and texts, for properties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from linkreg.dates import DateRange
from linkreg.eligibility import (
    EvidenceFact,
    ExperienceFact,
    Facts,
    PackageFacts,
    load_rulesets,
)
from linkreg.vocabulary import Basis, EvidenceKind, EvidenceState, LegalForm, Verdict

#: From the worst verdict to the best.
RANK = {Verdict.NOT_QUALIFIED: 0, Verdict.INCOMPLETE: 1, Verdict.QUALIFIED: 2}

ALL_KINDS = tuple(EvidenceKind)

days = st.dates(date(2018, 6, 8), date(2029, 12, 31))
urusan = st.frozensets(st.sampled_from(["1.02", "1.06", "2.11"]))


@st.composite
def spans(draw: st.DrawFn) -> DateRange:
    start = draw(st.none() | days)
    length = draw(st.none() | st.integers(0, 2000))
    end = None if length is None else (start or date(2020, 1, 1)) + timedelta(length)
    return DateRange(start, end)


@st.composite
def documents(draw: st.DrawFn, among: Sequence[EvidenceKind] = ALL_KINDS) -> list[EvidenceFact]:
    kinds = draw(st.lists(st.sampled_from(among), max_size=25))
    return [
        EvidenceFact(
            id=str(number),
            kind=kind,
            state=draw(st.sampled_from(list(EvidenceState))),
            valid=draw(spans()),
            fiscal_year=draw(st.none() | st.integers(2015, 2028)),
        )
        for number, kind in enumerate(kinds)
    ]


@st.composite
def all_facts(draw: st.DrawFn) -> Facts:
    years = draw(st.lists(st.tuples(st.integers(2005, 2028), st.integers(0, 4)), max_size=3))
    package = st.builds(PackageFacts, urusan, partnering=st.booleans())
    return Facts(
        legal_form=draw(st.none() | st.sampled_from(list(LegalForm))),
        permanent_staff=draw(st.none() | st.integers(0, 3)),
        urusan=draw(urusan),
        experiences=[ExperienceFact(y, y + n, draw(urusan)) for y, n in years],
        evidence=draw(documents()),
        package=draw(st.none() | package),
    )


rulesets = st.sampled_from(load_rulesets().all)
bases = st.sampled_from(list(Basis))
