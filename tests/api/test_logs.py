"""Log lines: JSON, with what helps and nothing that is anybody's."""

from __future__ import annotations

import ast
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.logs import JsonLines, write_logs
from linkreg import errors
from linkreg.services.credentials import Purpose
from tests.api.conftest import PASSWORD, World

_ROOT = Path(__file__).parents[2]
_FIELDS = {
    "at",
    "level",
    "logger",
    "event",
    "place",
    "request_id",
    "actor",
    "method",
    "route",
    "status",
    "ms",
    "code",
    "errors",
    "frames",
}
_LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log"}


class Log:
    """What was written."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    """Everything that is logged anywhere, as it would be written."""
    log = Log()
    handler = logging.StreamHandler(log.stream)
    handler.setFormatter(JsonLines())
    root, ours = logging.getLogger(), logging.getLogger("linkreg")
    before = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    ours.setLevel(logging.DEBUG)
    yield log
    root.removeHandler(handler)
    root.setLevel(before[0])
    ours.setLevel(before[1])


def _requests(log: Log) -> list[dict[str, Any]]:
    return [line for line in log.lines if line["logger"] == "linkreg.request"]


def test_a_request_is_one_line_with_who_where_and_how_long(world: World, log: Log) -> None:
    organization = world.add()
    with world.get(f"/v1/organizations/{organization}?on=2026-11-20", by="officer") as answer:
        request_id = answer.headers["X-Request-Id"]
    (line,) = _requests(log)
    assert line.pop("at").endswith("+00:00")
    assert line.pop("ms") > 0
    account = line.pop("actor")
    assert account == world.registry.find_actor(world.tokens["officer"], Purpose.TOKEN).name
    assert line == {
        "level": "info",
        "logger": "linkreg.request",
        "event": "request",
        "request_id": request_id,
        "method": "GET",
        "route": "/v1/organizations/<id:organization_id>",
        "status": answer.status_code,
    }


@pytest.mark.parametrize(
    ("host", "path", "route", "status"),
    [
        ("localhost", "/", "/", 200),
        ("localhost", "/tidak-ada", "-", 404),
        ("localhost", "/v1/organizations?q=%ff", "/v1/organizations", 400),
        ("jahat.example", "/", "-", 400),
        ("localhost", "/static/style.css", "/static/<path:filename>", 200),
    ],
)
def test_every_kind_of_request_has_its_line(  # noqa: PLR0917 - what is asked, what is written
    world: World, log: Log, host: str, path: str, route: str, status: int
) -> None:
    world.add()
    world.app.test_client().get(path, headers={"Host": host}).close()
    (line,) = _requests(log)
    assert (line["route"], line["status"], line["actor"]) == (route, status, "public")


def test_nothing_personal_and_no_secret_is_written(world: World, log: Log) -> None:
    """Marked values in every place a request has, and in errors on the way."""
    client = world.app.test_client()
    marked = {"Authorization": "Bearer TANDA-token", "User-Agent": "TANDA", "Referer": "/TANDA"}
    client.get("/v1/organizations?q=TANDA", headers=marked).close()
    client.get("/TANDA?q=TANDA", headers={"X-Forwarded-For": "TANDA", "Cookie": "a=TANDA"}).close()
    client.get("/v1/organizations/TANDA").close()
    client.open("/v1/organizations", method="TANDA").close()
    client.post("/masuk", data={"email": "TANDA@contoh.example", "password": "TANDA"}).close()
    body = {"email": world.email("officer"), "password": PASSWORD, "label": "TANDA"}
    issued = client.post("/v1/tokens", json=body)
    issued.close()
    wrong = {"name": "TANDA", "npwp": "TANDA", "TANDA": "TANDA"}
    client.post("/v1/organizations", json=wrong, headers=_bearer(issued.json["token"])).close()
    assert len(_requests(log)) == 7
    for word in ("TANDA", PASSWORD, issued.json["token"], world.email("officer"), "127.0.0.1"):
        assert word.lower() not in log.text.lower()


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("RAHASIA"),
        errors.CorruptIndex("RAHASIA"),
        errors.DatabaseUnavailable("RAHASIA"),
        UnicodeDecodeError("utf-8", b"RAHASIA", 0, 1, "RAHASIA"),
    ],
)
def test_an_error_is_its_class_and_where_it_came_through(
    world: World, log: Log, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        try:
            {}["RAHASIA yang lebih dalam"]
        except KeyError:
            raise error from None

    monkeypatch.setattr(world.registry, "list_found", fail)
    with world.get("/v1/organizations?q=x") as answer:
        number = answer.json["request_id"]
    failed, request = [line for line in log.lines if line["logger"].startswith("linkreg")]
    assert (failed["event"], failed["request_id"], failed["level"]) == (
        "request failed",
        number,
        "error",
    )
    assert failed["code"] == answer.json["code"]
    assert failed["errors"][0].endswith(type(error).__qualname__)
    assert failed["errors"][-1] == "builtins.KeyError"
    assert failed["frames"][-1].startswith("api/test_logs.py:")
    assert failed["frames"][-1].endswith(" fail")
    assert request["status"] == answer.status_code
    assert "RAHASIA" not in log.text


def test_what_others_say_is_kept_to_its_place(log: Log) -> None:
    logging.getLogger("waitress").warning("RAHASIA %s", "RAHASIA")
    logging.getLogger("linkregister").warning("RAHASIA")
    logging.getLogger("linkreg").warning("told %s of it", "RAHASIA", extra={"path": "RAHASIA"})
    others, namesake, ours = log.lines
    assert others["place"].startswith("test_logs.py:")
    assert set(others) == set(namesake) == {"at", "level", "logger", "place"}
    assert ours["event"] == "told %s of it"
    assert "RAHASIA" not in log.text


def test_a_line_has_only_fields_of_the_list(world: World, log: Log) -> None:
    world.get("/v1/organizations").close()
    logging.getLogger("linkreg").error("x", extra=dict.fromkeys(_FIELDS | {"password"}, 1))
    for line in log.lines:
        assert set(line) <= _FIELDS


def test_no_error_stops_the_writing_of_a_line(log: Log) -> None:
    looped = RuntimeError()
    looped.__cause__ = KeyError()
    looped.__cause__.__cause__ = looped
    logging.getLogger("linkreg").error({"an": "object"}, exc_info=looped)
    (line,) = log.lines
    assert line["errors"] == ["builtins.RuntimeError", "builtins.KeyError"]


def test_no_message_stops_the_writing_of_a_line() -> None:
    odd = {"name": "linkreg", "msg": "line\nbreak \x00 \ud800", "status": object()}
    written = JsonLines().format(logging.makeLogRecord(odd))
    assert len(written.encode().splitlines()) == 1
    assert json.loads(written)["status"] == "object"


def test_a_process_that_serves_writes_to_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    root, ours = logging.getLogger(), logging.getLogger("linkreg")
    before = root.handlers[:], root.level, ours.level
    root.handlers.clear()
    try:
        write_logs()
        logging.getLogger("linkreg.index").info("index caught up")
        logging.getLogger("alembic").info("not of interest")
    finally:
        root.handlers[:], level, own = before
        root.setLevel(level)
        ours.setLevel(own)
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = map(json.loads, err.splitlines())
    assert line["event"] == "index caught up"


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for folder in ("linkreg", "api", "search_index")
        for path in (_ROOT / folder).rglob("*.py")
    ),
    ids=lambda path: path.relative_to(_ROOT).as_posix(),
)
def test_a_template_is_written_down_and_never_put_together(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(ast.Name(name), attr), args=[first, *_]) if (
                attr in _LOGGING and name.strip("_") in {"log", "logger", "logging", "requests"}
            ):
                assert isinstance(first, ast.Constant), f"{path.name}:{node.lineno}"
