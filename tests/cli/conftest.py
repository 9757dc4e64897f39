"""What the commands' tests share: a terminal in a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from linkreg import Registry
from linkreg.cli import main
from linkreg.cli.opening import opened_registry
from linkreg.vocabulary import OrganizationStatus
from tests.smtp import MailServer, running_mail_server

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


#: A profile that lacks nothing but consent.
COMPLETE = {
    "name": "Yayasan Contoh Sehat",
    "region": "73.71",
    "legal_form": "yayasan",
    "address": "Jalan Contoh 1",
    "description": "Pendampingan posyandu.",
    "urusan": ["1.02"],
    "contact": {"email": "lembaga@contoh.example"},
    "board": [
        {"name": "Siti Contoh", "position": "Ketua"},
        {"name": "Budi Peraga", "position": "Bendahara"},
    ],
}


@dataclass(frozen=True)
class Desk:
    """A terminal at a registry with one organization."""

    run: Run
    registry: Registry
    organization: str

    def __call__(self, *arguments: str, stdin: str | None = None) -> Result:
        return self.run(*(it.format(id=self.organization) for it in arguments), stdin=stdin)

    def json(self, *arguments: str) -> Any:
        """Return what a command prints with ``--json``."""
        return json.loads(self(*arguments, "--json").stdout)

    def supply(self, kind: str = "deed", **facts: Any) -> str:
        """Put a document forward; return its id."""
        return self.registry.supply_evidence(self.organization, {"kind": kind, **facts}).id

    def status(self) -> str:
        """Return where the profile stands."""
        return self.registry.get(self.organization).status.value


@pytest.fixture
def draft(run: Run) -> Iterator[Desk]:
    """A registry with a draft that lacks nothing but consent."""
    yield from _desk(run, OrganizationStatus.DRAFT)


@pytest.fixture
def published(run: Run) -> Iterator[Desk]:
    """A registry with a public organization."""
    yield from _desk(run, OrganizationStatus.PUBLISHED)


def _desk(run: Run, status: OrganizationStatus) -> Iterator[Desk]:
    run("init")
    with opened_registry() as registry:
        record = registry.register(COMPLETE, status=status)
        yield Desk(run, registry, record.id)


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server that the environment names."""
    with running_mail_server() as server:
        for name, value in (
            ("SMTP_URL", server.url),
            ("MAIL_FROM", "Registri Ormas <registri@contoh.example>"),
            ("PUBLIC_URL", "https://ormas.contoh.example/"),
        ):
            monkeypatch.setenv(f"LINKREG_{name}", value)
        yield server
