"""How long the server works on one organization: its page, and the answers of the API.

    export LINKREG_DATABASE_URL=sqlite:///bench/linkreg.sqlite3
    export LINKREG_INDEX_DIR=bench/index LINKREG_FILES_DIR=bench/files
    linkreg init && python -m fixtures --organizations 100000
    python benchmarks/profile_page.py [--requests 400]

Requests go to the WSGI application in this process, one after another: no network, no other visitor.
Each asks for another organization, drawn at random from the whole registry (an officer's: from the
region), after a warm-up with others. Told are the time that passed, and that of the processor, which
other work on the machine disturbs less. Run it on a copy: it adds accounts to some organizations, and
an officer's reads are logged. The goal: the page in under 30 ms.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask
from sqlalchemy import select
from werkzeug.test import Client, EnvironBuilder

from api.app import create_app
from benchmarks.machine import described
from fixtures.loading import DEMO_REGION, OFFICER
from linkreg import Registry, open_registry
from linkreg.errors import Conflict
from linkreg.models import Organization
from linkreg.services import accounts
from linkreg.services.passwords import hash_password
from linkreg.settings import load_settings
from linkreg.vocabulary import OrganizationStatus, Role

_KEEPERS = 20
_WARM_UP = 30
_PASSWORD = "kata sandi untuk pengukuran"  # noqa: S105 - of accounts that exist only here

Headers = Mapping[str, str]


def published(registry: Registry, region: str = "") -> list[str]:
    """Return the ids of all public organizations of a region."""
    query = select(Organization.id).where(
        Organization.status == OrganizationStatus.PUBLISHED,
        Organization.region.startswith(region),
    )
    with registry.reading() as tx:
        return list(tx.session.scalars(query.order_by(Organization.id)))


def browser(app: Flask, email: str, password: str) -> Headers:
    """Log in as a browser does; return the header that says so."""
    client = Client(app)
    form = client.get("/masuk").text
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"email": email, "password": password, "csrf_token": token}
    assert client.post("/masuk", data=sent).status_code == 303  # noqa: S101, PLR2004
    cookie = client.get_cookie("linkreg")
    assert cookie is not None  # noqa: S101
    return {"Cookie": f"linkreg={cookie.value}"}


def keeper_of(app: Flask, registry: Registry, organization: str) -> Headers:
    """Return the header of a browser in which the organization's own account is logged in."""
    email, hashed = f"{organization}@ukur.example", hash_password(_PASSWORD)
    try:
        with registry.transaction() as tx:
            accounts.add_account(tx, email, hashed, Role.ORGANIZATION, organization_id=organization)
    except Conflict:
        pass  # an earlier run has added it
    return browser(app, email, _PASSWORD)


def milliseconds(app: Flask, address: str, headers: Headers) -> tuple[float, float]:
    """Return how long one request takes, the answer read to its end: passed, and worked."""
    environ = EnvironBuilder(path=address, headers=headers).get_environ()
    statuses: list[str] = []
    start, began = time.perf_counter(), time.thread_time()
    chunks = app(environ, lambda status, *_: statuses.append(status) or (lambda _: None))
    for _ in chunks:
        pass
    if hasattr(chunks, "close"):
        chunks.close()
    passed, worked = time.perf_counter() - start, time.thread_time() - began
    assert statuses[0].startswith("200"), (address, statuses)  # noqa: S101
    return passed * 1000, worked * 1000


def measure(app: Flask, asked: Sequence[tuple[str, Headers]]) -> str:
    """Return p50 and p95 of requests, those of the warm-up left out."""
    spent = [milliseconds(app, address, headers) for address, headers in asked][_WARM_UP:]
    passed, worked = zip(*spent, strict=True)
    return f"{_percentiles(passed)}  (processor {_percentiles(worked)})"


def _percentiles(values: Sequence[float]) -> str:
    p95 = statistics.quantiles(values, n=20)[-1]
    return f"p50 {statistics.median(values):6.1f} ms  p95 {p95:6.1f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=400)
    count: int = parser.parse_args().requests
    registry = open_registry(settings=load_settings(os.environ))
    app = create_app(registry, secret_key="only for measuring, 32 letters ..")  # noqa: S106
    chance = random.Random(1)
    everybody, region = published(registry), published(registry, DEMO_REGION)
    officer = browser(app, OFFICER.email, OFFICER.password)
    kept = chance.sample(everybody, _KEEPERS)
    keepers = {it: keeper_of(app, registry, it) for it in kept}
    print(described())
    print(f"{len(everybody):,} public organizations, {count} requests each, one after another")
    for name, form, ids, headers in (
        ("page, the public", "/ormas/{}", everybody, {}),
        ("page, an officer of the region", "/ormas/{}", region, officer),
        ("page, the organization itself", "/ormas/{}", kept, None),
        ("GET /v1/organizations/{id}", "/v1/organizations/{}", everybody, {}),
        ("GET .../assessment", "/v1/organizations/{}/assessment", everybody, {}),
    ):
        chosen = islice(
            cycle(chance.sample(ids, min(len(ids), count + _WARM_UP))), count + _WARM_UP
        )
        asked = [(form.format(it), keepers[it] if headers is None else headers) for it in chosen]
        print(f"{name:<34} {measure(app, asked)}")
    registry.close()


if __name__ == "__main__":
    main()
