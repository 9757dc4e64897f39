"""A few of the kills that ``python -m tests.kill_commits`` does by the hundred."""

from __future__ import annotations

from pathlib import Path

from tests.kill_commits import kill


def test_after_any_kill_the_index_opens_catches_up_and_equals_a_rebuilt_one(tmp_path: Path) -> None:
    documents, _ = kill(tmp_path, times=6, seed=7)
    assert documents >= 6
