"""Lists at a terminal: lines for people, or the API's own JSON; and confirmations in Indonesian."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

import click
from marshmallow import Schema

from linkreg.clock import WIB
from linkreg.schemas.lists import present_list

Item = TypeVar("Item")

json_option = click.option("--json", "as_json", is_flag=True, help="Keluarkan JSON.")
limit_option = click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="Paling banyak sekian.",
)
offset_option = click.option(
    "--offset",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Mulai sesudah sekian.",
)


def print_list(
    items: Sequence[Item],
    view: type[Schema],
    lines: Callable[[Item], Iterator[str]],
    *,
    as_json: bool,
    empty: str,
) -> None:
    """Print a list in the form of the API, or each item's lines; ``empty`` when there is none."""
    if as_json:
        print_json(present_list(view, items))
    else:
        print_lines((line for item in items for line in lines(item)), empty=empty)


def print_lines(lines: Iterable[str], *, empty: str = "") -> None:
    """Print lines; what people wrote on several lines stays below its own."""
    click.echo("\n".join(line.replace("\n", "\n    ") for line in lines) or empty)


def print_json(plain: Any) -> None:
    """Print JSON-ready data."""
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2))


def moment(instant: datetime) -> str:
    """Return an instant as a list shows it: to the minute, in Western Indonesia Time."""
    return f"{instant.astimezone(WIB):%Y-%m-%d %H:%M} WIB"


_SAID = {"y": True, "ya": True, "t": False, "tidak": False}


def ask(question: str, instead: str) -> bool:
    """Ask a question to be answered *ya* or *tidak*; where nobody answers say what to do instead."""
    try:
        answer: bool = click.prompt(f"{question} [ya/tidak]", value_proc=_yes_or_no)
    except click.Abort:
        raise click.ClickException(f"Tidak ada yang diubah: belum dijawab. {instead}") from None
    return answer


def _yes_or_no(said: str) -> bool:
    """Return whether it is yes; complain about anything else, which asks again."""
    answer = _SAID.get(said.strip().lower())
    if answer is None:
        raise click.UsageError(f"{said!r}: jawab ya atau tidak.")
    return answer
