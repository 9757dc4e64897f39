"""On what a figure was measured: without it a figure says nothing. Names no host."""

from __future__ import annotations

import os
import platform
import sqlite3


def described() -> str:
    """Return cores, architecture, Python and SQLite, for the head of a result."""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.python_implementation()} "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def load() -> str:
    """Return what else the machine has to do."""
    return "load average {:.1f} {:.1f} {:.1f}".format(*os.getloadavg())
