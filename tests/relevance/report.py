"""Print how good the answers are, ours beside three other engines, class by class and half by half.

    python -m tests.relevance.report [--write] [--tune-queries] [--ours] [--half tune]

``--write`` keeps the table in ``benchmarks/results/relevance.txt``. ``--tune-queries`` also prints each
query of the tune half with what ours answered; those of the test half are never shown one by one, so
that nothing is ever tuned on them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from sqlite3 import sqlite_version
from statistics import mean
from tempfile import TemporaryDirectory

from whoosh import versionstring

from tests.relevance.judging import TEST, TUNE, Judged, load_judged
from tests.relevance.measures import ndcg, success
from tests.relevance.peers import Ranker, postgres_peer, rows_of, sqlite_peer, whoosh_peer
from tests.relevance.world import COUNT, SEED, TODAY, World, open_world

RESULT = Path(__file__).parents[2] / "benchmarks" / "results" / "relevance.txt"
OURS = "linkreg"

#: (nDCG@10, success@3) of a group of queries.
Figures = tuple[float, float]


def classes_of(judged: Sequence[Judged]) -> list[str]:
    """Return the classes, in the order of their names."""
    return sorted({query.kind for query in judged})


def measure(ranker: Ranker, world: World, queries: Sequence[Judged]) -> Figures:
    """Return the means over some queries."""
    graded = [(ranker(query.ask), query.grades(world.organizations)) for query in queries]
    return (
        mean(ndcg(ranking, grades) for ranking, grades in graded),
        mean(success(ranking, grades) for ranking, grades in graded),
    )


def figures_of(
    ranker: Ranker, world: World, judged: Sequence[Judged], half: str
) -> dict[str, Figures]:
    """Return the figures of each class in a half, and of all of them under ``all``."""
    chosen = [query for query in judged if query.half == half]
    groups = {kind: [q for q in chosen if q.kind == kind] for kind in classes_of(judged)}
    groups["all"] = chosen
    return {name: measure(ranker, world, queries) for name, queries in groups.items()}


def table(figures: Mapping[str, Mapping[str, Figures]]) -> Iterator[str]:
    """Yield the lines of one half's table: a row a class, two columns an engine."""
    yield " " * 10 + "".join(f"{engine:>18}" for engine in figures)
    yield f"{'class':<10}" + f"{'nDCG@10':>10}{'succ@3':>8}" * len(figures)
    for name in next(iter(figures.values())):
        measured = (of_engine[name] for of_engine in figures.values())
        yield f"{name:<10}" + "".join(f"{gain:>10.3f}{hit:>8.2f}" for gain, hit in measured)


def _each(world: World, judged: Sequence[Judged]) -> Iterator[str]:
    by_id = {facts.id: facts for facts in world.organizations}
    for query in (q for q in judged if q.half == TUNE):
        ranking, grades = world.ours(query.ask), query.grades(world.organizations)
        got = "".join(str(grades.get(found, 0)) for found in ranking)
        best = "".join(map(str, sorted(grades.values(), reverse=True)[:10]))
        yield f"{query.kind:<8} {ndcg(ranking, grades):.3f} {got:<10} of {best:<10} {query.ask[:70]}"
        for found in ranking[:10]:
            facts, grade = by_id[found], grades.get(found, 0)
            if grade < 2:
                yield f"{'':>14}{grade} {facts.theme}/{facts.second} {facts.profile.name}"


def _lines(
    world: World, judged: Sequence[Judged], rankers: Mapping[str, Ranker], only: str | None
) -> Iterator[str]:
    yield f"{COUNT} generated organizations (seed {SEED}, {TODAY}), {len(world.organizations)} public;"
    yield f"{len(judged)} judged queries, half of each class for tuning, half for testing"
    yield f"Whoosh {versionstring()}, SQLite {sqlite_version}, PostgreSQL with 'indonesian'"
    for half in (only,) if only else (TUNE, TEST):
        yield ""
        yield f"{half} half"
        yield from table({n: figures_of(r, world, judged, half) for n, r in rankers.items()})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--write", "--tune-queries", "--ours"):
        parser.add_argument(option, action="store_true")
    parser.add_argument("--half", choices=(TUNE, TEST), help="only this half")
    options = parser.parse_args()
    judged = load_judged()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        world = stack.enter_context(open_world(folder))
        rankers: dict[str, Ranker] = {OURS: world.ours}
        if not options.ours:
            rankers |= _peers(stack, world)
        if options.tune_queries:
            print("\n".join(_each(world, judged)))
        lines = "\n".join(_lines(world, judged, rankers, options.half))
    print(lines)
    if options.write:
        RESULT.write_text(f"# python -m tests.relevance.report --write\n{lines}\n", "utf-8")


def _peers(stack: ExitStack, world: World) -> dict[str, Ranker]:
    rows = rows_of(world.organizations)
    folder = Path(stack.enter_context(TemporaryDirectory()))
    found = {
        "Whoosh": stack.enter_context(whoosh_peer(rows, folder)),
        "SQLite FTS5": stack.enter_context(sqlite_peer(rows)),
        "PostgreSQL": stack.enter_context(postgres_peer(rows)),
    }
    return {name: ranker for name, ranker in found.items() if ranker is not None}


if __name__ == "__main__":
    main()
