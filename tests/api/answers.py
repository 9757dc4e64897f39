"""Write ``api/answers.json``, the answers in the OpenAPI document: ``make answers``.

Each operation is asked as its example says, in a world of its own where nothing is left to chance: the
same is written again until something is answered otherwise. Long lists are cut to their first two.
"""

from __future__ import annotations

import copy
import json
import random
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from api.examples import ANSWERS
from api.resources import OPERATIONS
from api.route import JSON, Operation
from fixtures import factories
from tests.api import prepared
from tests.api.asking import ask
from tests.api.conftest import FixedClock, World

_AT_MOST = 2

#: The media types of answers that are text: others cannot stand in a document.
_TEXTS = ("text/csv", "application/jsonl")

#: What is answered otherwise each time the document is (and holds these very examples).
_NEVER = frozenset({"describe_api"})


def draw(folder: Path) -> dict[str, Any]:
    """Return the examples of all answers, by operation, and of the refusals they share."""
    (folder / "start").mkdir()
    with _without_chance("start"):
        start = World(folder / "start")
    start.registry.close()
    drawn = {
        operation.name: answer
        for operation in OPERATIONS
        if operation.name not in _NEVER
        and (answer := _answer(start, folder / operation.name, operation)) is not None
    }
    with _alone(start, folder / "refusals", "refusals") as world:
        refusals = _refusals(world)
    return {name: _shortened(answer) for name, answer in sorted({**drawn, **refusals}.items())}


def written(drawn: dict[str, Any]) -> str:
    """Return the examples as they stand in the file."""
    return json.dumps(drawn, ensure_ascii=False, indent=1) + "\n"


def _answer(start: World, folder: Path, operation: Operation) -> Any:
    with _alone(start, folder, operation.name) as world:
        prepare = prepared.PREPARED.get(operation.name, _some_organization)
        response = ask(world, operation, prepare(world))
        assert response.status_code == operation.status, response.text
        if response.mimetype in _TEXTS:
            return response.text
        return response.json if response.mimetype == JSON else None


def _some_organization(world: World) -> prepared.Asked:
    world.add(qualified=True, name="Yayasan Pelita Contoh", short_name="YPC")
    return prepared.Asked()


def _refusals(world: World) -> dict[str, Any]:
    """Return a refusal of each kind that operations share."""
    wrong = {"email": "petugas@contoh.example", "password": "bukan kata sandinya"}
    for _ in range(5):
        world.post("/v1/tokens", wrong)
    answers = {
        "Problem": world.post("/v1/organizations", {"name": "", "region": "99"}, by="newcomer"),
        "UnknownCaller": world.get("/v1/accounts"),
        "Later": world.post("/v1/tokens", wrong),
    }
    assert [it.status_code for it in answers.values()] == [422, 401, 429]
    return {name: answer.json for name, answer in answers.items()}


@contextmanager
def _alone(start: World, folder: Path, name: str) -> Iterator[World]:
    """Yield a copy of a world in which nothing happened yet, and nothing will by chance."""
    shutil.copytree(start.folder, folder)
    world = copy.copy(start)
    world.clock, world.tokens, world.token_ids = FixedClock(), {**start.tokens}, {}
    world.open(folder)
    prepared.NUMBERS = count()
    for builder in factories.Builder.__subclasses__():
        builder.reset_sequence(0)
    with _without_chance(name):
        try:
            yield world
        finally:
            world.registry.close()


@contextmanager
def _without_chance(name: str) -> Iterator[None]:
    """Let the same ids and secrets come up each time."""
    chance = random.Random(name)
    with patch.multiple(
        secrets,
        randbelow=chance.randrange,
        token_bytes=chance.randbytes,
        token_hex=lambda size: chance.randbytes(size).hex(),
        token_urlsafe=lambda size: f"contoh-{chance.randbytes(size).hex()[:36]}",
    ):
        yield


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [_shortened(one) for one in value[:_AT_MOST]]
    if isinstance(value, dict):
        return {name: _shortened(one) for name, one in value.items()}
    return round(value, 3) if isinstance(value, float) else value


def main() -> None:
    """Write the file anew."""
    with tempfile.TemporaryDirectory() as folder:
        ANSWERS.write_text(written(draw(Path(folder))), "utf-8")


if __name__ == "__main__":
    main()
