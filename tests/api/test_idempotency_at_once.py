"""The same request sent many times at once, or to a process that dies at the worst moment."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from api.app import create_app
from linkreg import Registry, journal
from linkreg.vocabulary import Role

PASSWORD = "kalimat sandi untuk uji"
PROFILE = {"name": "Yayasan Contoh Sekali", "region": "73.71"}


@dataclass
class Office:
    """An application, and an officer's token."""

    registry: Registry
    app: Flask
    token: str

    def register(self, key: str, **more: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        return self.app.test_client().post(
            "/v1/organizations", json=PROFILE | more, headers=headers
        )

    def registered(self) -> int:
        with self.registry.reading() as tx:
            changes = journal.read_after(tx.session, 0, 1000)
        return sum(change.verb == "registered" for change in changes)


@pytest.fixture
def office(make_registry: Callable[..., Registry], database_url: str) -> Office:
    registry = make_registry(database_url)
    registry.initialize()
    registry.add_account("petugas@contoh.example", PASSWORD, Role.OFFICER, region="73")
    token = registry.issue_token("petugas@contoh.example", PASSWORD).secret
    return Office(registry, create_app(registry, secret_key="for tests only: 0123456789"), token)


def test_of_many_at_once_one_is_done(office: Office) -> None:
    for number in range(4):
        ready = threading.Barrier(6)

        def send(_: int, number: int = number, ready: threading.Barrier = ready) -> TestResponse:
            ready.wait()
            return office.register(f"kunci-{number}")

        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(send, range(6)))
        done = [answer for answer in answers if answer.status_code == 201]
        late = [answer for answer in answers if answer.status_code != 201]
        assert len({answer.data for answer in done}) == 1
        assert sum("Idempotency-Replayed" not in answer.headers for answer in done) == 1
        assert {(it.status_code, it.json["code"]) for it in late} <= {
            (409, "idempotency_outcome_unknown")
        }
        assert office.register(f"kunci-{number}").data == done[0].data
        assert office.registered() == number + 1


def test_of_two_things_at_once_under_one_key_one_is_done(office: Office) -> None:
    ready = threading.Barrier(4)

    def send(number: int) -> TestResponse:
        ready.wait()
        return office.register("kunci", short_name=f"Y{number}")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    refused = {answer.json["code"] for answer in answers if answer.status_code == 409}
    assert refused == {"idempotency_key_reused"}
    assert office.registered() == 1


_DYING = """
import os, sys
from api import idempotency
from api.app import create_app
from linkreg import open_registry
from linkreg.services import replay
from linkreg.transaction import Transaction

url, index, files, token, moment = sys.argv[1:]
registry = open_registry(url, index_dir=index, files_dir=files)
app = create_app(registry, secret_key="for tests only: 0123456789")

def dying(act, last=lambda: os._exit(9)):
    def die(*given, **named):
        act(*given, **named)
        last()
    return die

if moment == "before the commit":
    Transaction.seal = dying(Transaction.seal)
elif moment == "before the answer is kept":
    replay.keep_answer = dying(lambda *given: None)
elif moment == "before the commit of the answer":
    replay.keep_answer = dying(replay.keep_answer)
else:
    idempotency._keep = dying(idempotency._keep)
headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "kunci"}
profile = {"name": "Yayasan Contoh Sekali", "region": "73.71"}
app.test_client().post("/v1/organizations", json=profile, headers=headers)
"""


@pytest.mark.parametrize(
    ("moment", "came_to"),
    [
        ("before the commit", (0, 201)),
        ("before the answer is kept", (1, 409)),
        ("before the commit of the answer", (1, 409)),
        ("before the answer is sent", (1, 201)),
    ],
)
def test_a_process_that_dies_leaves_both_or_neither(
    office: Office, database_url: str, tmp_path: Path, moment: str, came_to: tuple[int, int]
) -> None:
    done, status = came_to
    places = (str(tmp_path / "index"), str(tmp_path / "files"))
    command = [sys.executable, "-c", _DYING, database_url, *places, office.token, moment]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    died = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert died.returncode == 9, died.stderr
    assert office.registered() == done
    for _ in range(2):
        again = office.register("kunci")
        assert again.status_code == status, again.text
        assert office.registered() == 1
    if status == 409:
        assert again.json["code"] == "idempotency_outcome_unknown"
        assert office.register("kunci-baru").status_code == 201


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise RuntimeError("no room")

    with monkeypatch.context() as patched:
        patched.setattr("linkreg.services.replay.keep_answer", fail)
        assert office.register("kunci").status_code == 201
    again = office.register("kunci")
    assert (again.status_code, again.json["code"]) == (409, "idempotency_outcome_unknown")
    assert office.registered() == 1
