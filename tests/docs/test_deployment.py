"""The page on running it: its files are sound, its settings and commands exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import click
import pytest
from gunicorn.config import Config

from api import gunicorn_settings
from api.gunicorn_worker import Silent, Worker
from linkreg.cli import main
from linkreg.settings import PREFIX, Settings, load_settings
from tests.conftest import missing

_ROOT = Path(__file__).parents[2]
_PAGE = (_ROOT / "docs/deployment.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", _PAGE, flags=re.DOTALL)


def test_the_settings_named_exist() -> None:
    known = {PREFIX + field.name.upper() for field in fields(Settings)}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", _PAGE)) <= known


def test_the_settings_file_is_taken_once_its_secrets_are_filled_in() -> None:
    (block,) = _blocks("ini")
    given = dict(line.split("=", 1) for line in block.splitlines())
    secrets = {name for name, value in given.items() if not value}
    assert secrets == {"LINKREG_SECRET_KEY", "LINKREG_METRICS_TOKEN"}
    settings = load_settings({**given, **dict.fromkeys(secrets, "x" * 40)})
    assert settings.public_url is not None
    assert not settings.demo


@pytest.mark.parametrize(
    "line",
    [
        line
        for block in [*_blocks("sh"), *_blocks("systemd")]
        for line in block.splitlines()
        if re.match(r"(ExecStartPre=\S*/)?linkreg ", line)
    ],
)
def test_the_commands_exist(line: str) -> None:
    command: click.Command = main
    context = click.Context(main)
    for word in shlex.split(line, comments=True)[1:]:
        if not isinstance(command, click.Group):
            assert command.params, line
            break
        found = command.get_command(context, word)
        assert found is not None, line
        command = found
    assert not isinstance(command, click.Group)


def test_gunicorn_knows_its_options_and_settings() -> None:
    (unit,) = _blocks("systemd")
    command = re.search(r"^ExecStart=\S+/gunicorn (.*)$", unit, flags=re.MULTILINE)
    assert command is not None
    options = Config().parser().parse_args(shlex.split(command[1]))
    assert options.config == f"python:{gunicorn_settings.__name__}"
    config = Config()
    for name, value in vars(gunicorn_settings).items():
        if name.islower() and not name.startswith("_") and name != "annotations":
            config.set(name, value)
    assert config.worker_class is Worker
    assert config.logger_class is Silent


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        missing("systemd-analyze (paket Debian: systemd)")
    (unit,) = _blocks("systemd")
    file = tmp_path / "linkreg.service"
    file.write_text(re.sub(r"^(ExecStart\w*=)\S+", r"\1/bin/true", unit, flags=re.MULTILINE))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(file)], capture_output=True, text=True, check=False
    )
    assert not [line for line in done.stderr.splitlines() if "linkreg.service" in line]


def test_nginx_says_who_is_asking_and_hides_the_numbers() -> None:
    (block,) = _blocks("nginx")
    assert block.count("{") == block.count("}")
    lines = [line.strip() for line in block.splitlines() if line]
    assert all(line.endswith((";", "{", "}")) for line in lines)
    for wanted in (
        "proxy_set_header Host $host;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "proxy_request_buffering on;",
        "location = /metrics {",
    ):
        assert wanted in lines
