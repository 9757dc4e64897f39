"""The programs that serve, as they are started: ``linkreg serve`` and gunicorn."""

from __future__ import annotations

import gc
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from click.testing import CliRunner
from gunicorn.workers.gthread import ThreadWorker

from api.gunicorn_worker import Worker
from api.identity import EXTENSION
from api.starting import start
from fixtures.factories import ProfileFactory
from fixtures.loading import KEEPER, OFFICER, add_accounts
from linkreg import open_registry
from linkreg.cli import main
from linkreg.errors import IndexUnavailable, InvalidSettings, NotReady
from linkreg.profile import to_plain
from linkreg.settings import Settings
from linkreg.vocabulary import OrganizationStatus
from search_index.engine import WhooshEngine

_ROOT = Path(__file__).parents[2]
_KEY = secrets.token_urlsafe(32)
_SITE = {"LINKREG_SECRET_KEY": _KEY, "LINKREG_PUBLIC_URL": "https://ormas.example"}
_SERVE = ("-m", "linkreg", "serve")
_GUNICORN = ("-m", "gunicorn", "-c", "python:api.gunicorn_settings")
_PATIENCE = 30.0


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a registry in it."""
    registry = open_registry(
        f"sqlite:///{tmp_path}/var/linkreg.sqlite3", index_dir=tmp_path / "var/index"
    )
    registry.initialize()
    profile = ProfileFactory(complete=True)
    registry.register(to_plain(profile), status=OrganizationStatus.PUBLISHED)
    registry.close()
    return tmp_path


def _environment(settings: dict[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), **settings}


def _refused(office: Path, *command: str, **settings: str) -> str:
    """Return what a program says that must not start."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=office,
        env=_environment(settings),
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


@contextmanager
def _running(office: Path, *command: str, **settings: str) -> Iterator[tuple[int, Path]]:
    """Run a program that serves; yield its port and what it logs. It must end when it is told to."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    place = ["--port", str(port)] if "serve" in command else ["--bind", f"127.0.0.1:{port}"]
    log = office / "log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, *command, *place],
            cwd=office,
            env=_environment(settings),
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        try:
            _wait_for(process, port)
            yield port, log
            process.send_signal(signal.SIGTERM)
            assert process.wait(_PATIENCE) == 0
        finally:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None
        try:
            if _ask(port, "/readyz")[0].status == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("not ready in time")


def _ask(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    connection.request("GET", path, headers={n.replace("_", "-"): v for n, v in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def _lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def _smuggled(port: int) -> bytes:
    lines = (
        "POST /v1/organizations HTTP/1.1",
        "Host: localhost",
        "Content-Length: 5",
        "Transfer-Encoding: chunked",
    )
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE) as connection:
        connection.sendall("\r\n".join([*lines, "", "0", "", ""]).encode())
        said = b""
        while piece := connection.recv(65536):
            said += piece
    return said


@pytest.mark.parametrize("program", [_SERVE, _GUNICORN], ids=["serve", "gunicorn"])
def test_a_program_serves_behind_a_proxy_and_logs_lines_of_json(
    office: Path, program: tuple[str, ...]
) -> None:
    """Also: several processes of gunicorn add up their numbers."""
    settings = {**_SITE, "LINKREG_TRUSTED_PROXIES": "127.0.0.1"}
    if program is _GUNICORN:
        settings["PROMETHEUS_MULTIPROC_DIR"] = str(office / "numbers")
        (office / "numbers").mkdir()
    with _running(office, *program, **settings) as (port, log):
        assert _ask(port, "/", Host="jahat.example")[0].status == 400
        page, _ = _ask(port, "/masuk", Host="ormas.example", X_Forwarded_For="203.0.113.9")
        assert page.headers["Set-Cookie"].startswith("__Host-linkreg=")
        assert "Secure" in page.headers["Set-Cookie"]
        long, body = _ask(port, f"/?q={'a' * 9000}")
        assert (long.status, json.loads(body)["code"]) == (414, "request_uri_too_long")
        for _ in range(10):
            _ask(port, "/healthz")
        numbers = _ask(port, "/metrics")[1].decode()
        assert _ask(port, "/metrics", X_Forwarded_For="203.0.113.9")[0].status == 404
        refused = _smuggled(port)
    count = 'linkreg_requests_total{method="GET",route="/healthz",status="2xx"}'
    assert float(numbers.partition(count)[2].split()[0]) >= 10  # waiting for the start may ask too
    assert "linkreg_ready 1.0" in numbers
    assert refused.split(b" ")[1] == b"400"
    assert b"application/problem+json" in refused
    assert refused.count(b"HTTP/1.") == 1
    lines = [line for line in _lines(log) if line["logger"] == "linkreg.request"]
    assert [line["status"] for line in lines if line["route"] == "/masuk"] == [200]
    assert [line["status"] for line in lines if line["route"] == "-"] == [400, 414, 400]
    assert b"203.0.113.9" not in log.read_bytes()


def test_gunicorn_without_a_key_says_what_to_do(office: Path) -> None:
    """It would tell the error's class only, and several processes cannot each make a key."""
    keyless = {"LINKREG_PUBLIC_URL": "https://ormas.example"}
    assert _refused(office, *_GUNICORN, **keyless).count("LINKREG_SECRET_KEY: belum diisi") == 1


@pytest.fixture
def serve(office: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run ``linkreg serve`` in this process, where it must not start; return what it says."""
    monkeypatch.chdir(office)
    monkeypatch.setattr("api.serve.write_logs", lambda: None)

    def run(*options: str, **settings: str) -> str:
        done = CliRunner().invoke(main, ["serve", *options], env={**_SITE, **settings})
        assert done.exit_code == 1
        return done.output

    return run


def test_a_port_that_is_taken_is_told_with_what_to_do(serve: Callable[..., str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"127.0.0.1:{port} (Address already in use). Pilih porta lain" in serve(
            "--port", port
        )


def test_a_guessable_key_is_told_with_what_to_do(serve: Callable[..., str]) -> None:
    said = serve(LINKREG_SECRET_KEY="0123456789abcdef")
    assert "LINKREG_SECRET_KEY: mudah ditebak. Buat yang acak dengan" in said
    assert "0123456789abcdef" not in said


@pytest.mark.parametrize("name", ["secret_key", "metrics_token"])
def test_a_guessable_secret_starts_nothing_but_a_demo(office: Path, name: str) -> None:
    settings = Settings(
        f"sqlite:///{office}/var/linkreg.sqlite3", office / "var/index", **{name: "0" * 40}
    )
    with pytest.raises(InvalidSettings, match=f"LINKREG_{name.upper()}: mudah ditebak"):
        start(settings, secret_key=_KEY, bind="127.0.0.1")
    app = start(replace(settings, demo=True), secret_key=_KEY, bind="127.0.0.1")
    assert app.test_client().get("/").status_code == 200
    app.extensions[EXTENSION].close()


def test_accounts_whose_password_everybody_knows_start_nothing_but_a_demo(office: Path) -> None:
    """Disabled, or with another password, they are in nobody's way."""
    settings = Settings(f"sqlite:///{office}/var/linkreg.sqlite3", office / "var/index")
    registry = open_registry(settings=settings)
    add_accounts(registry)
    for found in ([OFFICER.email, KEEPER.email], [KEEPER.email]):
        with pytest.raises(InvalidSettings) as refused:
            start(settings, secret_key=_KEY, bind="127.0.0.1")
        assert [problem.partition(":")[0] for problem in refused.value.problems] == found
        assert f"linkreg accounts disable {found[0]}" in refused.value.message
        assert OFFICER.password not in refused.value.message
        start(replace(settings, demo=True), secret_key=_KEY, bind="127.0.0.1").extensions[
            EXTENSION
        ].close()
        registry.set_password(OFFICER.email, "kambing makan kawat berduri")
    registry.change_account(registry.get_account_by_email(KEEPER.email).id, disabled=True)
    registry.close()
    start(settings, secret_key=_KEY, bind="127.0.0.1").extensions[EXTENSION].close()


def test_nobody_listens_everywhere_without_a_name() -> None:
    for bind in ("", "::"):
        with pytest.raises(InvalidSettings, match="LINKREG_ALLOWED_HOSTS: belum diisi"):
            start(Settings("sqlite://"), secret_key=_KEY, bind=bind)


def test_a_registry_that_was_never_made_is_not_served(tmp_path: Path) -> None:
    settings = Settings(f"sqlite:///{tmp_path}/none.sqlite3", tmp_path / "index")
    with pytest.raises(NotReady, match="linkreg init"):
        start(settings, secret_key=_KEY, bind="127.0.0.1")


def test_the_first_visitor_does_not_wait_for_what_a_first_answer_reads(office: Path) -> None:
    settings = Settings(f"sqlite:///{office}/var/linkreg.sqlite3", office / "var/index")
    app = start(settings, secret_key=_KEY, bind="127.0.0.1")
    assert len(app.extensions[EXTENSION].public_rows) == 1
    app.extensions[EXTENSION].close()


def test_a_search_that_cannot_be_answered_is_told_to_who_asks(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(*_: object) -> None:
        raise IndexUnavailable("Tidak terbaca.")

    monkeypatch.setattr(WhooshEngine, "search", search)
    settings = Settings(f"sqlite:///{office}/var/linkreg.sqlite3", office / "var/index")
    app = start(settings, secret_key=_KEY, bind="127.0.0.1")
    assert app.test_client().get("/v1/organizations").status_code == 503
    assert app.test_client().get("/v1/rulesets").status_code == 200
    app.extensions[EXTENSION].close()


def test_a_worker_looks_for_garbage_only_once_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    looking: list[bool] = []
    monkeypatch.setattr(ThreadWorker, "load_wsgi", lambda self: looking.append(gc.isenabled()))
    usual = gc.get_threshold()
    try:
        Worker.load_wsgi(Worker.__new__(Worker))
        assert looking == [False]
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
        assert all(mine > other for mine, other in zip(gc.get_threshold(), usual, strict=True))
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
