"""The README tells the truth: its Python runs, its commands exist, its settings are those there are."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest

from linkreg.cli import main
from linkreg.settings import PREFIX, Settings

_ROOT = Path(__file__).parents[1]
_README = (_ROOT / "README.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", _README, flags=re.DOTALL)


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {}
    for block in _blocks("python"):
        exec(compile(block, "README.md", "exec"), namespace)  # noqa: S102 - our own README
    namespace["registry"].close()
    printed = capsys.readouterr().out.splitlines()
    assert printed[:2] == ["incomplete", "1"]
    assert len(printed) == 2 + 8 + 1
    assert "huruf a" in printed[2]
    assert printed[-1] == "incomplete"


@pytest.mark.parametrize(
    "line", [line for block in _blocks("sh") for line in block.splitlines() if "linkreg " in line]
)
def test_the_commands_of_the_readme_exist(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        assert found is not None, line
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_setting_is_listed_and_no_other() -> None:
    listed = set(re.findall(rf"^\| `({PREFIX}\w+)`", _README, flags=re.MULTILINE))
    assert listed == {PREFIX + field.name.upper() for field in fields(Settings)}


def test_every_file_linked_is_there() -> None:
    for target in re.findall(r"\]\((?!http)([^)]+)\)", _README):
        assert (_ROOT / target).exists(), target


def test_make_has_the_targets_that_the_readme_names() -> None:
    makefile = (_ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:^|`)make (\w+)", _README, flags=re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target
