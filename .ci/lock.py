"""Keep ``requirements.lock`` in step with ``setup.cfg``.

``check`` needs no network: the lock's first line carries a fingerprint of every declared requirement,
and each of them must be pinned there. ``write`` resolves anew for all platforms, keeping pins.
"""

from __future__ import annotations

import configparser
import hashlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
_MARK = "# setup.cfg "
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,.-]+\])?==", re.MULTILINE)


def declared() -> list[str]:
    """Return every requirement of setup.cfg, extras included."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lists = [config["options"]["install_requires"], *config["options.extras_require"].values()]
    return sorted({line.strip() for text in lists for line in text.splitlines() if line.strip()})


def fingerprint() -> str:
    """Return the fingerprint of what is declared."""
    return hashlib.sha256("\n".join(declared()).encode()).hexdigest()


def problems() -> list[str]:
    """Return what makes the lock stale; empty when it is fresh."""
    text = LOCK.read_text("utf-8")
    if not text.startswith(_MARK + fingerprint()):
        return ["requirements.lock does not belong to this setup.cfg: run `make lock`"]
    pinned = {_plain(name) for name in _PINNED.findall(text)}
    names = {_plain(match[0]) for line in declared() if (match := _NAME.match(line))}
    missing = sorted(names - pinned)
    unhashed = [block for block in re.split(r"\n(?=\w)", text)[1:] if "--hash=" not in block]
    return [f"not pinned: {', '.join(missing)}"] * bool(missing) + [
        f"without a hash: {block.splitlines()[0]}" for block in unhashed
    ]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def write() -> None:
    """Resolve for every platform and Python from the floor on.

    Extras stay in the lock: told only of ``coverage==...``, pip before 23.3 takes the newest release
    for ``coverage[toml]`` and then refuses it for want of a hash.
    """
    command = "uv pip compile setup.cfg --universal --python-version 3.11 --all-extras"
    options = "--generate-hashes --no-strip-extras --no-emit-index-url --no-header --quiet"
    uv = [sys.executable, "-m", *f"{command} {options} -o {LOCK.name}".split()]
    subprocess.run(uv, cwd=ROOT, check=True)
    LOCK.write_text(f"{_MARK}{fingerprint()}\n{LOCK.read_text('utf-8')}", "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        write()
    found = problems()
    print("\n".join(found) or "requirements.lock is fresh")
    sys.exit(bool(found))
