"""How fast verdicts are: one organization under one text, all its qualified days, a whole registry.

    python benchmarks/assess.py [--organizations 2000]

Facts are in memory; one core, CPU time, the median of repeated runs. There is no peer to set beside it:
no other program judges these texts.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import described
from fixtures.demo import DemoOrganization
from fixtures.generator import generate
from linkreg.eligibility import Facts, assess, load_rulesets, qualified_spans
from linkreg.records import EvidenceRecord, OrganizationRecord
from linkreg.services.assessments import facts_of
from linkreg.vocabulary import Basis

ON = date(2026, 11, 20)
_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_RUNS = 9


def record_of(number: int, demo: DemoOrganization) -> OrganizationRecord:
    """Return a generated organization as the database would."""
    evidence = tuple(
        EvidenceRecord(
            id=f"{number}-{place}",
            kind=document.kind,
            state=document.state,
            supplied_at=_NOW,
            issued_on=document.issued_on,
            valid_from=document.valid_from,
            valid_until=document.valid_until,
            fiscal_year=document.fiscal_year,
        )
        for place, document in enumerate(demo.evidence)
    )
    return OrganizationRecord(str(number), 1, demo.status, demo.profile, _NOW, _NOW, evidence)


def median_seconds(work: Callable[[], object]) -> float:
    """Return the median CPU time of several runs."""
    times = []
    for _ in range(_RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def consume(work: Callable[..., object], items: Sequence[object]) -> None:
    """Make every result and keep none, as a walk over a registry does."""
    for item in items:
        work(item)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organizations", type=int, default=2000)
    count: int = parser.parse_args().organizations
    records = [record_of(n, demo) for n, demo in enumerate(generate(count, 1, ON))]
    facts: list[Facts] = [facts_of(record) for record in records]
    library = load_rulesets()
    ruleset = library.in_force(ON)
    print(described())
    print(f"{count} generated organizations, {ruleset.key}, median of {_RUNS} runs, one core")
    for name, items, work in (
        ("facts from a stored record", records, facts_of),
        ("assess, verified", facts, lambda f: assess(f, ruleset, ON)),
        ("assess, declared", facts, lambda f: assess(f, ruleset, ON, Basis.DECLARED)),
        (
            "all qualified days, both texts, one basis",
            facts,
            lambda f: qualified_spans(f, library, Basis.VERIFIED),
        ),
    ):
        seconds = median_seconds(partial(consume, work, items))
        each = seconds / count
        print(f"{name:<42} {each * 1e6:8.1f} us  {1 / each:10,.0f} organizations/s")


if __name__ == "__main__":
    main()
