"""How long a whole registry takes to be assessed anew, when a text is written or changed.

    export LINKREG_DATABASE_URL=sqlite:///bench/linkreg.sqlite3
    export LINKREG_INDEX_DIR=bench/index LINKREG_FILES_DIR=bench/files
    linkreg init && python -m fixtures --organizations 100000
    python benchmarks/reassess.py [--runs 3]

Every published organization is read from the database and judged on verified documents: under one
text, and under both, as ``linkreg rulesets impact`` does. One core, the median of whole runs: the
seconds that passed, and those of the processor, which other work on the machine disturbs less. The
goal: 100,000 organizations in under two minutes.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import described
from linkreg import Registry, open_registry
from linkreg.eligibility import assess
from linkreg.services.assessments import facts_of
from linkreg.services.impact import compare_rulesets, walk_published
from linkreg.settings import load_settings

ON = date(2026, 11, 20)


def read_all(registry: Registry) -> int:
    """Read every published organization, and do nothing with it."""
    with registry.reading() as tx:
        return sum(1 for _ in walk_published(tx))


def assess_all(registry: Registry) -> int:
    """Assess every published organization under the text in force."""
    ruleset = registry.rulesets.in_force(ON)
    count = 0
    with registry.reading() as tx:
        for record in walk_published(tx):
            assess(facts_of(record), ruleset, ON)
            count += 1
    return count


def compare_all(registry: Registry) -> int:
    """Assess every published organization under both texts, and keep who gains or loses."""
    old, new = registry.rulesets.all
    with registry.reading() as tx:
        return compare_rulesets(tx, old, new, ON).assessed


def measure(
    work: Callable[[Registry], int], registry: Registry, runs: int
) -> tuple[int, float, float]:
    """Return how many organizations were looked at, and the medians of seconds passed and worked."""
    passed, worked, count = [], [], 0
    for _ in range(runs):
        start, began = time.perf_counter(), time.process_time()
        count = work(registry)
        passed.append(time.perf_counter() - start)
        worked.append(time.process_time() - began)
    return count, statistics.median(passed), statistics.median(worked)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs: int = parser.parse_args().runs
    registry = open_registry(settings=load_settings(os.environ))
    print(described())
    print(f"all published organizations, verified documents, median of {runs} runs, one core")
    for name, work in (
        ("read from the database only", read_all),
        ("one text", assess_all),
        ("two texts compared", compare_all),
    ):
        count, passed, worked = measure(work, registry, runs)
        print(
            f"{name:<30}{count:>9,} organizations {passed:7.1f} s {count / passed:7,.0f}/s"
            f"  (processor {worked:7.1f} s {count / worked:7,.0f}/s)"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MiB")
    registry.close()


if __name__ == "__main__":
    main()
