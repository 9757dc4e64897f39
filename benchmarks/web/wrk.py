"""wrk 4 on loopback: as many requests as are answered, from a list of paths in turn."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

#: Reads ``path<TAB>tag`` a line, and prints what was measured as JSON.
_SCRIPT = """
local asked, place = {}, 0
function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, tag = line:match("^([^\\t]*)\\t(.*)$")
    local headers = {}
    if tag ~= "" then headers["If-None-Match"] = tag end
    asked[#asked + 1] = wrk.format("GET", path, headers)
  end
end
function request()
  place = place % #asked + 1
  return asked[place]
end
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\\n{"requests":%d,"seconds":%.6f,"median":%.6f,"p95":%.6f,"bytes":%d,"failed":%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e6,
    latency:percentile(95) / 1e6, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""

Asked = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Driven:
    """What wrk measured; times are in seconds."""

    requests: int
    seconds: float
    median: float
    p95: float
    bytes: int
    failed: int

    @property
    def rate(self) -> float:
        """Return the requests a second."""
        return self.requests / self.seconds


def is_installed() -> bool:
    """Say whether there is a wrk."""
    return shutil.which("wrk") is not None


def drive(port: int, asked: Asked, folder: Path, *, connections: int, seconds: int) -> Driven:
    """Ask the paths, each with the tag known of it if any, for so long; one thread of wrk."""
    script, listed = folder / "wrk.lua", folder / "wrk.txt"
    script.write_text(_SCRIPT)
    listed.write_text("".join(f"{path}\t{tag}\n" for path, tag in asked))
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "120s"]
    command += ["-s", str(script), f"http://127.0.0.1:{port}", "--", str(listed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return read(done.stdout)


def read(said: str) -> Driven:
    """Return what the script printed last."""
    return Driven(**json.loads(said.strip().splitlines()[-1]))
