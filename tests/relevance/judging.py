"""Judged queries: what an officer types, and by which facts of a profile an answer is good.

A judgment is no list of results: it is a rule over facts, so it cannot lean on any engine's ranking
and a procurement officer can read and correct it. See ``README.md`` beside this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fixtures.outline import Outline
from linkreg.plain_yaml import load_plain_yaml
from linkreg.profile import Profile
from linkreg.reference import covers, get_region, get_urusan
from linkreg.search.analysis import name_key
from linkreg.vocabulary import BeneficiaryGroup, Service

QUERIES = Path(__file__).parent / "queries"
TUNE, TEST = "tune", "test"
GRADES: Mapping[str, int] = {"perfect": 3, "good": 2, "marginal": 1}


@dataclass(frozen=True)
class Facts:
    """What a judgment may speak of: the themes an organization was made from, and its profile."""

    id: str
    theme: str
    second: str | None
    profile: Profile

    @classmethod
    def of(cls, organization_id: str, outline: Outline, profile: Profile) -> Facts:
        second = outline.second_theme.key if outline.second_theme else None
        return cls(organization_id, outline.theme.key, second, profile)

    @property
    def regions(self) -> tuple[str, ...]:
        return (self.profile.region, *self.profile.operating_regions)

    @property
    def names(self) -> set[str]:
        profile = self.profile
        return {
            name_key(name) for name in (profile.name, profile.short_name or "", *profile.aliases)
        }


def _is_in(facts: Facts, region: str) -> bool:
    """Whether it sits or works in the region, or works in all of the province around it."""
    return any(covers(region, own) or covers(own, region) for own in facts.regions)


def _has_done(facts: Facts, words: str) -> bool:
    wanted = set(name_key(words).split())
    titles = (set(name_key(work.title).split()) for work in facts.profile.experiences)
    return any(wanted <= title for title in titles)


#: What a rule can ask of an organization, by its key in the files.
_ASKED: Mapping[str, Callable[[Facts, str], bool]] = {
    "theme": lambda facts, value: facts.theme == value,
    "second": lambda facts, value: facts.second == value,
    "region": _is_in,
    "urusan": lambda facts, value: value in facts.profile.urusan,
    "services": lambda facts, value: value in facts.profile.services,
    "beneficiaries": lambda facts, value: value in facts.profile.beneficiaries,
    "experience": _has_done,
    "named": lambda facts, value: name_key(value) in facts.names,
    "identifier": lambda facts, value: any(i.id == value for i in facts.profile.identifiers),
}

#: Codes are checked, so that a typo in a rule does not quietly judge everything irrelevant.
_CHECKS: Mapping[str, Callable[[str], object]] = {
    "region": get_region,
    "urusan": get_urusan,
    "services": Service,
    "beneficiaries": BeneficiaryGroup,
}

Rule = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Judged:
    """A query with its class, its half, and for each grade the rules of which one must hold."""

    ask: str
    kind: str
    half: str
    rules: Mapping[int, tuple[Rule, ...]]

    def grade(self, facts: Facts) -> int:
        """Return 3 (perfect), 2 (good), 1 (marginal) or 0: the best grade of which a rule holds."""
        held = (g for g, rules in self.rules.items() if any(_holds(rule, facts) for rule in rules))
        return max(held, default=0)

    def grades(self, organizations: Sequence[Facts]) -> dict[str, int]:
        """Return the grade of every organization that has one, by id."""
        graded = {facts.id: self.grade(facts) for facts in organizations}
        return {organization_id: grade for organization_id, grade in graded.items() if grade}


def _holds(rule: Rule, facts: Facts) -> bool:
    """Every key must hold; of several values of a key one is enough."""
    return all(any(_ASKED[key](facts, value) for value in values) for key, values in rule.items())


def load_judged() -> tuple[Judged, ...]:
    """Return every judged query; raise ``ValueError`` for what cannot be understood."""
    return tuple(query for path in sorted(QUERIES.glob("*.yaml")) for query in _read(path))


def _read(path: Path) -> Iterator[Judged]:
    data = load_plain_yaml(path.read_text("utf-8"))
    for entry in data["queries"]:
        unknown = entry.keys() - {"ask", "half", *GRADES}
        if unknown or entry["half"] not in {TUNE, TEST}:
            raise ValueError(f"{path.name}: {entry['ask']!r}: {unknown or entry['half']}")
        rules = {grade: _rules(entry[name]) for name, grade in GRADES.items() if name in entry}
        yield Judged(entry["ask"], data["class"], entry["half"], rules)


def _rules(written: Any) -> tuple[Rule, ...]:
    return tuple(_rule(rule) for rule in (written if isinstance(written, list) else [written]))


def _rule(written: Mapping[str, Any]) -> Rule:
    rule = {key: tuple(v) if isinstance(v, list) else (v,) for key, v in written.items()}
    for key, values in rule.items():
        if key not in _ASKED:
            raise ValueError(f"unknown fact in a rule: {key}")
        for value in values:
            _CHECKS.get(key, str)(value)
    return rule
