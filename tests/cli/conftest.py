"""What the commands' tests share: a terminal in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkreg.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``linkreg`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name, value in (
        ("LINKREG_DATABASE_URL", f"sqlite:///{tmp_path}/a.sqlite3"),
        ("LINKREG_INDEX_DIR", str(tmp_path / "index")),
        ("LINKREG_FILES_DIR", str(tmp_path / "files")),
    ):
        monkeypatch.setenv(name, value)

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(main, arguments, input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke
