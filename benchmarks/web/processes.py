"""A server as a process of its own, and the memory of its workers (Linux tells)."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

_PATIENCE = 120.0


class Served:
    """A server that answers on ``port``; ``seconds`` passed from its start to its first answer."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, seconds: float) -> None:
        self.process = process
        self.port = port
        self.seconds = seconds

    def workers(self) -> list[int]:
        """Return the processes that the server has started."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]


@contextmanager
def serving(
    command: Sequence[str], port: int, first: str, folder: Path, environ: Mapping[str, str]
) -> Iterator[Served]:
    """Start a server in a folder, wait until it answers ``first``; end it when the block ends."""
    log = folder / "server.log"
    with log.open("ab") as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **environ}, cwd=folder, stdout=said, stderr=said
        )
        try:
            _wait(process, port, first, log)
            yield Served(process, port, time.perf_counter() - began)
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int, first: str, log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            connection.request("GET", first)
            response = connection.getresponse()
            response.read()
        except (OSError, HTTPException):
            time.sleep(0.005)
        else:
            assert response.status == 200, (first, response.status)  # noqa: S101, PLR2004
            return
        finally:
            connection.close()
    raise RuntimeError(f"no server came up: see {log}")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def forget_peak(pid: int) -> None:
    """Let the peak of a process's memory begin again at what it has now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def memory(pid: int) -> tuple[int, int]:
    """Return the resident bytes of a process: now, and at their peak."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    said = dict(line.split(":", 1) for line in lines if ":" in line)
    now, peak = (int(said[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))
    return now, peak
