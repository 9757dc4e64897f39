"""Which engines a benchmark sets side by side."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError

import pytest

from benchmarks import search
from benchmarks.peers import choosing
from benchmarks.peers.choosing import ENGINES, choose


def test_ours_comes_first_whatever_the_order_asked() -> None:
    assert list(choose("sqlite, linkreg")) == ["linkreg", "sqlite"]


def test_one_that_is_not_installed_is_left_out_and_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(choosing.ENGINES, "tantivy", None)
    assert list(choose("tantivy,linkreg")) == ["linkreg"]
    assert "tantivy is not installed" in capsys.readouterr().out
    with pytest.raises(ArgumentTypeError, match="none of the engines"):
        choose("tantivy")


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [("linkreg,tantivi", "'tantivi'"), ("", "''"), ("lucene,linkreg,xapian", "'lucene', 'xapian'")],
)
def test_a_name_that_no_engine_has_is_refused_before_anything_is_measured(
    typed: str, unknown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["search.py", "--engines", typed])
    with pytest.raises(SystemExit) as ended:
        search.main()
    assert ended.value.code == 2
    said = f"--engines: no engine is called {unknown}; there are {', '.join(ENGINES)}"
    assert said in capsys.readouterr().err
