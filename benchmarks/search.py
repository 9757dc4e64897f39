"""How fast the search engine is, side by side with its peers on the same corpus in one run.

    python -m pip install tantivy
    python benchmarks/search.py [--organizations 100000] [--rounds 9] [--engines linkreg,tantivy]

Peers: Whoosh 2.7.4 as shipped, SQLite FTS5, PostgreSQL, tantivy (see ``benchmarks/peers``). Each round
asks every engine every query once, so that whatever else the machine does meets all of them alike;
told are the median and the 95th percentile over all queries of a class and all rounds, in milliseconds
that passed. Slow engines get fewer rounds. The corpus is kept in ``--folder`` and read piece by piece:
1,000,000 organizations need no more memory than the engines do.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import Figures, Spent, spread, table
from benchmarks.machine import described
from benchmarks.peers.asking import CLASSES, Question, listed
from benchmarks.peers.choosing import ENGINES, Makers, choose
from benchmarks.peers.ours import cache_mb, opened
from benchmarks.peers.peer import Peer, Reply
from benchmarks.peers.rows import Corpus, Pair
from linkreg.search import Part, SearchQuery

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results")
_SLOW_ROUNDS = {"Whoosh 2.7.4": 2, "SQLite FTS5": 4, "PostgreSQL 15": 4}
_CHANGES = 9
_COLD_TERMS = 200


def build(peer: Peer, corpus: Corpus, figures: Figures) -> None:
    """Add the whole corpus; reading it is left out of the time."""
    passed = worked = 0.0
    for step in _steps(peer, corpus):
        start, began = time.perf_counter(), time.process_time()
        step()
        passed += time.perf_counter() - start
        worked += time.process_time() - began
    figures.rate = corpus.documents / passed
    figures.worked_rate = corpus.documents / worked
    figures.size = peer.size()


def _steps(peer: Peer, corpus: Corpus) -> Iterator[Callable[[], None]]:
    for chunk in corpus.chunks():
        yield lambda chunk=chunk: peer.add(chunk)
    yield peer.finish


def seconds(work: Callable[[], object]) -> float:
    """Return the time that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ask_all(peers: Sequence[Peer], figures: dict[str, Figures], rounds: int) -> None:
    """Ask every engine every question, round after round; the first round only warms up."""
    for peer in peers:
        figures[peer.name].asked = {kind: [] for kind in CLASSES}
    for number in range(rounds + 1):
        for kind, questions in CLASSES.items():
            for peer in peers:
                if number > min(_SLOW_ROUNDS.get(peer.name, rounds), rounds):
                    continue
                asked = [peer.ask(kind, question) for question in questions]
                spent = [seconds(answer) for answer in asked]
                if number:
                    figures[peer.name].asked[kind] += spent


def changed(pair: Pair, word: str) -> Pair:
    """Return a document that says one word more."""
    document, row = pair
    texts = dict(document.texts)
    texts[Part.DESCRIPTION] = (*texts.get(Part.DESCRIPTION, ()), word)
    said = {**row.texts, "description": f"{row.texts['description']} {word}"}
    return replace(document, texts=texts), replace(row, texts=said)


def change_some(peer: Peer, pairs: Sequence[Pair]) -> Spent:
    """Change documents one by one, each found by the next question for its new word."""
    spent = []
    for number, pair in enumerate(pairs):
        word = f"ubahan{number}xyz"
        new = changed(pair, word)
        answer = peer.ask("one common term", Question(SearchQuery(text=word)))

        def see(new: Pair = new, answer: Callable[[], Reply] = answer) -> None:
            peer.change(new)
            found = answer()
            assert found.ids == (new[1].id,), (peer.name, found)  # noqa: S101

        spent.append(seconds(see))
    return spent


def compare(peers: Sequence[Peer]) -> Iterator[str]:
    """Tell how far the engines agree: totals, and how many of our first 20 are among theirs."""
    yield f"{'first query of each class':<26}" + "".join(f"{peer.name:>22}" for peer in peers)
    for kind, (question, *_) in CLASSES.items():
        replies = [peer.ask(kind, question)() for peer in peers]
        mine = frozenset(replies[0].ids)
        cells = (
            ", ".join(reply.words)
            if reply.words
            else f"{reply.total:,} ({len(mine & frozenset(reply.ids))}/{len(mine)})"
            for reply in replies
        )
        yield f"{kind:<26}" + "".join(f"{cell:>22}" for cell in cells)
        for name, counts in replies[0].facets.items():
            same = [_known(reply.facets.get(name, {})) == counts for reply in replies]
            yield f"    facet {name}: " + ("all agree" if all(same) else f"agree: {same}")


def _known(counts: Mapping[str | None, int]) -> dict[str | None, int]:
    return {value: count for value, count in counts.items() if value}


def cold_terms(folder: Path) -> tuple[float, Spent]:
    """Open the index afresh; return the first answer's time, and those of terms never asked before."""
    engine = opened(folder)
    first = seconds(lambda: engine.search(SearchQuery(text="pelatihan")))
    # Every engine asked below is its own, so that each term is read from the segments again.
    words = sorted(engine._generations.newest().segments[0].words.words)
    rng = random.Random(1)
    chosen = [q.query.text for q in CLASSES["one common term"]]
    chosen += rng.sample(words, min(_COLD_TERMS, len(words)))
    engine = opened(folder)
    engine.search(SearchQuery(text="tidakadadimana"))
    return first, [seconds(lambda t=t: engine.search(SearchQuery(text=t))) for t in chosen[1:]]


def serve(folder: Path) -> None:
    """Answer everything as a serving process does, and print how much memory that took."""
    engine = opened(folder)
    for kind, questions in CLASSES.items():
        for question in questions:
            if kind == "suggest as one types":
                engine.suggest(question.typed)
            else:
                engine.search(question.query)
    rng = random.Random(2)
    words = engine._generations.newest().segments[0].words.words
    for word in rng.sample(words, min(2_000, len(words))):
        engine.search(SearchQuery(text=word))
        engine.search(SearchQuery(text=f'"{word} {rng.choice(words)}"'))
    print(_resident())


def _resident() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    return 0


def memory_of(folder: Path) -> int:
    """Return the resident memory of a process that serves the index."""
    command = (sys.executable, __file__, "--serve", str(folder))
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1])


def measure(corpus: Corpus, chosen: Makers, folder: Path, rounds: int) -> Iterator[str]:
    """Build, ask, change; yield the lines of the result."""
    figures: dict[str, Figures] = {}
    peers: list[Peer] = []
    try:
        for make in chosen.values():
            peer = make(folder / f"engine-{len(peers)}")
            peers.append(peer)
            figures[peer.name] = Figures()
            build(peer, corpus, figures[peer.name])
            gc.collect()
            print(f"built {peer.name}: {figures[peer.name].rate:,.0f} documents/s", flush=True)
        agreement = list(compare(peers))
        ask_all(peers, figures, rounds)
        pairs = [pair for pair, _ in zip(corpus.pairs(), range(_CHANGES), strict=False)]
        own = folder / "engine-0"
        cold = list(_alone(own)) if "linkreg" in chosen else []
        for peer in peers:
            figures[peer.name].changed = change_some(peer, pairs)
        yield from table(figures)
        yield from ("", *cold, "", *agreement)
    finally:
        for peer in peers:
            peer.close()


def _alone(folder: Path) -> Iterator[str]:
    """Yield what is measured of our engine only."""
    first, cold = cold_terms(folder)
    yield f"linkreg, first answer of a process: {first * 1000:.0f} ms"
    yield f"linkreg, first touch of a term: {spread(cold)} ms ({len(cold)} terms)"
    yield f"linkreg, memory of a serving process: {memory_of(folder) / 2**20:,.0f} MiB"


def _load() -> str:
    return "load average {:.1f} {:.1f} {:.1f}".format(*os.getloadavg())


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organizations", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--engines", type=choose, default=",".join(ENGINES))
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    corpus = Corpus(given.folder / f"corpus-{given.organizations}.pickle", given.organizations)
    corpus.write()
    engines = given.folder / f"engines-{given.organizations}"
    shutil.rmtree(engines, ignore_errors=True)
    engines.mkdir()
    before = _load()
    lines = list(measure(corpus, given.engines, engines, given.rounds))
    head = [
        f"python benchmarks/search.py --organizations {given.organizations}",
        f"engines: {', '.join(given.engines)}; LINKREG_SEARCH_CACHE_MB={cache_mb()}",
        f"{described()}; {before} before, {_load()} after",
        corpus.described(),
        "",
    ]
    RESULTS.mkdir(exist_ok=True)
    text = "\n".join([*head, *lines, ""])
    print(text)
    (RESULTS / f"search-{given.organizations}.txt").write_text(text)
    (RESULTS / "search-queries.txt").write_text(listed())
    shutil.rmtree(engines)


if __name__ == "__main__":
    main()
