"""``docs/library.md`` tells the truth: its Python runs, beside the data and over HTTP."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from linkreg.client import Client
from linkreg.vocabulary import OrganizationStatus
from tests.api.conftest import World
from tests.client.conftest import serving

_ROOT = Path(__file__).parents[2]
_PAGE = (_ROOT / "docs/library.md").read_text("utf-8")
_BLOCKS = re.findall(r"```python\n(.*?)```", _PAGE, flags=re.DOTALL)


def _run(code: str, namespace: dict[str, Any]) -> None:
    exec(compile(code, "library.md", "exec"), namespace)  # noqa: S102 - our own page


def test_the_python_beside_a_database_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    _run(_BLOCKS[0], {})
    assert capsys.readouterr().out == "draft incomplete\n"


def test_the_python_over_http_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path)
    world.add(name="Yayasan Contoh Kesehatan", region="73.71", status=OrganizationStatus.PUBLISHED)
    with serving(world.app) as address:
        monkeypatch.setenv("REGISTRY_URL", address)
        monkeypatch.setenv("REGISTRY_TOKEN", world.tokens["officer"])
        namespace: dict[str, Any] = {}
        for block in _BLOCKS[1:]:
            _run(block, namespace)
        namespace["client"].close()
    world.registry.close()
    first, *steps, found, names, happened, followed, name, region, missing = (
        capsys.readouterr().out.splitlines()
    )
    assert first == "draft incomplete"
    assert steps
    assert all(step.startswith("- ") for step in steps)
    assert found == "1 ['Yayasan Contoh Kesehatan']"
    assert names == "['Yayasan Contoh Kesehatan']"
    assert happened.endswith(" registered")
    assert followed == "True"
    assert [name, region] == ["/name required", "/region unknown_code"]
    assert "'tidakada' tidak ditemukan" in missing


def test_the_page_names_every_verb_of_the_client() -> None:
    verbs = {name for name in vars(Client) if not name.startswith("_")} - {"close"}
    (row,) = [line for line in _PAGE.splitlines() if line.startswith("| has |")]
    assert set(re.findall(r"`(\w+)`", row)) == verbs


def test_every_file_linked_is_there() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)", _PAGE):
        assert (_ROOT / "docs" / target).exists(), target
