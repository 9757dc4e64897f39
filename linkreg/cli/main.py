"""The root command: settings, errors in words, and commands that other packages add."""

from __future__ import annotations

import os
import sys
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click

from linkreg import __version__
from linkreg.cli.accounts import accounts
from linkreg.cli.assess import assess
from linkreg.cli.backup import backup
from linkreg.cli.evidence import evidence
from linkreg.cli.flags import flags
from linkreg.cli.index import index
from linkreg.cli.init import init
from linkreg.cli.journal import journal
from linkreg.cli.notices import notices
from linkreg.cli.organizations import organizations
from linkreg.cli.privacy import privacy
from linkreg.cli.reminders import reminders
from linkreg.cli.restore import restore
from linkreg.cli.rulesets import rulesets
from linkreg.cli.search import search
from linkreg.errors import InvalidInput, LinkregError

COMMANDS = "linkreg.commands"


class RegistryGroup(click.Group):
    """A group that other packages extend, and that tells our errors without a stack trace."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return our own commands and those found by entry point."""
        return sorted({*super().list_commands(ctx), *_contributed()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a contributed command only when it is asked for."""
        own = super().get_command(ctx, cmd_name)
        if own is not None or cmd_name not in _contributed():
            return own
        command: click.Command = _contributed()[cmd_name].load()
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run, and turn what linkreg raises on purpose into one message and exit code 1."""
        try:
            return super().invoke(ctx)
        except InvalidInput as error:
            listed = "".join(f"\n  {m.pointer or '/'}: {m.message}" for m in error.mistakes)
            raise click.ClickException(error.message + listed) from error
        except LinkregError as error:
            raise click.ClickException(error.message) from error


def _contributed() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=COMMANDS)}


@click.group(cls=RegistryGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="linkreg")
def main() -> None:
    """Registri terbuka Ormas untuk Swakelola Tipe III.

    Pengaturan dibaca dari lingkungan: LINKREG_DATABASE_URL, LINKREG_INDEX_DIR, LINKREG_FILES_DIR,
    LINKREG_SECRET_KEY, LINKREG_SEARCH_ENGINE, LINKREG_SYNONYMS, LINKREG_REPLY_DAYS; untuk mengirim
    surel juga LINKREG_SMTP_URL, LINKREG_MAIL_FROM, LINKREG_PUBLIC_URL; untuk melayani juga
    LINKREG_ALLOWED_HOSTS, LINKREG_TRUSTED_PROXIES, LINKREG_METRICS_TOKEN, LINKREG_DEMO.

    Siapa menjalankan perintah ini bertindak sebagai pengelola registri dan boleh melakukan semuanya.
    """
    if not os.environ.get("PYTHONIOENCODING") and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # an old Windows console must not end a report


for command in (
    init,
    organizations,
    evidence,
    notices,
    flags,
    privacy,
    search,
    assess,
    rulesets,
    index,
    journal,
    accounts,
    reminders,
    backup,
    restore,
):
    main.add_command(command)
