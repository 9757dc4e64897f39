"""The registry that is asked: made once in a folder of its own, with the environment that names it."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import select

from benchmarks.web import datasette
from fixtures.generator import generate
from fixtures.loading import load
from linkreg import Registry, open_registry
from linkreg.clock import date_in_indonesia
from linkreg.models import Organization
from linkreg.services.exports import ExportFormat
from linkreg.settings import load_settings
from linkreg.vocabulary import OrganizationStatus

ROOT = Path(__file__).resolve().parents[2]
_SEED = 1


class World:
    """Generated organizations in a folder, and where everything of them lies."""

    def __init__(self, folder: Path, organizations: int) -> None:
        self.folder = folder.resolve()
        self.organizations = organizations
        self.environ: Mapping[str, str] = {
            "LINKREG_DATABASE_URL": f"sqlite:///{self.folder / 'linkreg.sqlite3'}",
            "LINKREG_INDEX_DIR": str(self.folder / "index"),
            "LINKREG_FILES_DIR": str(self.folder / "files"),
            "LINKREG_SECRET_KEY": secrets.token_urlsafe(32),
            "LINKREG_ALLOWED_HOSTS": "localhost",
            "PYTHONPATH": str(ROOT),
        }

    def make(self) -> None:
        """Generate it, unless an earlier run has; 100,000 organizations take some ten minutes."""
        done = self.folder / "made"
        if done.exists():
            return
        registry = self.open()
        try:
            registry.initialize()
            today = date_in_indonesia(registry.clock())
            for count in load(registry, generate(self.organizations, _SEED, today)):
                print(f"{count:,} of {self.organizations:,} generated", file=sys.stderr)
        finally:
            registry.close()
        done.touch()

    def open(self) -> Registry:
        """Return the registry, in this process."""
        return open_registry(settings=load_settings(self.environ))

    def published(self) -> Sequence[str]:
        """Return the ids of all that the public sees."""
        registry = self.open()
        query = select(Organization.id).where(Organization.status == OrganizationStatus.PUBLISHED)
        try:
            with registry.reading() as tx:
                return list(tx.session.scalars(query.order_by(Organization.id)))
        finally:
            registry.close()

    def write_for_datasette(self) -> None:
        """Write Datasette's database from our own export, unless an earlier run has."""
        path = self.folder / "registry.db"
        if path.exists():
            return
        registry = self.open()
        try:
            pieces = registry.export("", ExportFormat.JSONL)
            datasette.write_database(
                (line for piece in pieces for line in piece.splitlines()), path
            )
        finally:
            registry.close()

    def described(self) -> str:
        """Tell in a line what is asked."""
        return f"{len(self.published()):,} published of {self.organizations:,} organizations"
