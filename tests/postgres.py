"""A PostgreSQL of the tests' own: started on a socket in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_binaries() -> Path | None:
    """Return the folder of ``initdb`` and ``pg_ctl``, or ``None``."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    found = packaged[0] if packaged else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def running_server(binaries: Path) -> Iterator[str]:
    """Start a server and yield the URL of its empty database."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket needs a short path
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, capture_output=True, cwd=folder)

    data = str(folder / "data")
    run(str(binaries / "initdb"), "-D", data, "-U", "linkreg", "-A", "trust", "-N", "-E", "UTF8")
    options = f"-c listen_addresses='' -k {folder} -c fsync=off"
    control = str(binaries / "pg_ctl")
    run(control, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://linkreg@/postgres?host={folder}"
    finally:
        run(control, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
