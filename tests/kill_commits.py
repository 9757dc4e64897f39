"""Kill a process that changes a registry at random moments, and look at what it leaves behind.

    python -m tests.kill_commits [--times 200] [--seed 1]

Each time a process registers, changes and commits until it is killed (SIGKILL) some milliseconds after
one of its commits: in the next change, while the index is written, or between the two. Then the index
must open as it is, catch up with the journal by itself, and answer as one that is built from scratch.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from linkreg import Registry, open_registry
from linkreg.search import Facet, SearchQuery
from linkreg.services import indexing

_LONGEST = 0.06  # seconds from one commit into the next, and a little more

_WRITER = """
import random, sys
from linkreg import open_registry
from linkreg.vocabulary import OrganizationStatus

registry = open_registry(sys.argv[1], index_dir=sys.argv[2], files_dir=sys.argv[3])
rng = random.Random(int(sys.argv[4]))
words = "nelayan petani mangrove pesisir perempuan anak pelatihan kesehatan".split()
mine = []
while True:
    description = " ".join(rng.choices(words, k=12))
    profile = {"name": f"Yayasan {rng.randrange(10**9)}", "region": "73.71"}
    if mine and rng.random() < 0.5:
        organization, version = mine.pop(rng.randrange(len(mine)))
        record = registry.update(organization, {"description": description}, version=version)
    else:
        profile |= {"description": description}
        record = registry.register(profile, status=OrganizationStatus.PUBLISHED)
    mine.append((record.id, record.version))
    print(record.id, flush=True)
"""


def kill_once(folder: Path, rng: random.Random) -> None:
    """Let a process write, and kill it at a random moment after its first commit or a later one."""
    places = (f"sqlite:///{folder}/linkreg.sqlite3", str(folder / "index"), str(folder / "files"))
    command = (sys.executable, "-c", _WRITER, *places, str(rng.randrange(10**9)))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        for _ in range(rng.randint(1, 15)):  # enough for segments to be folded now and then
            assert writer.stdout.readline(), "the writer failed by itself"
        time.sleep(rng.uniform(0, _LONGEST))
        writer.send_signal(signal.SIGKILL)
        writer.stdout.read()


def check(registry: Registry, folder: Path) -> int:
    """Return how many entries the index lacked when opened; fail when it does not heal by itself."""
    with registry.reading() as tx:
        missing = indexing.lag(tx, registry.engine).entries
    registry.catch_up()
    with registry.reading() as tx:
        assert indexing.lag(tx, registry.engine).entries == 0
    rebuilt = open_in(folder, "rebuilt")
    try:
        rebuilt.rebuild_index()
        for text in ("", "nelayan", "pelatihan perempuan", '"anak pelatihan"', "mangrof"):
            query = SearchQuery(text=text, facets=tuple(Facet), limit=50)
            assert registry.engine.search(query) == rebuilt.engine.search(query)
            assert [*registry.engine.all_hits(query)] == [*rebuilt.engine.all_hits(query)]
    finally:
        rebuilt.close()
    return missing


def open_in(folder: Path, index: str = "index") -> Registry:
    """Open the registry of a folder, on this index or another."""
    return open_registry(
        f"sqlite:///{folder}/linkreg.sqlite3",
        index_dir=folder / index,
        files_dir=folder / "files",
    )


def kill(folder: Path, times: int, seed: int) -> tuple[int, int]:
    """Kill so many times; return how many organizations there are, and how often entries lacked."""
    rng = random.Random(seed)
    registry = open_in(folder)
    try:
        registry.initialize()
        behind = 0
        for number in range(1, times + 1):
            kill_once(folder, rng)
            behind += check(registry, folder) > 0
            if number % 20 == 0:
                print(f"{number} killed", file=sys.stderr)
        return registry.engine.status().documents, behind
    finally:
        registry.close()


def main() -> None:
    """Kill, and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        documents, behind = kill(Path(folder), given.times, given.seed)
    print(
        f"killed {given.times} times: the index always opened and caught up ({behind} times it had "
        f"to); {documents} organizations, as in an index built from scratch"
    )


if __name__ == "__main__":
    main()
