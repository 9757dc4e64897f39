"""Who opens the pages, and what they find there: accounts, documents with files, searches kept.

An officer is in charge of a province, an organization of it has documents with files that wait,
somebody else has just registered, and an administrator looks after everything. To prepare it a second
time adds nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from http.client import HTTPConnection
from urllib.parse import quote_plus, urlencode

from sqlalchemy import select

from benchmarks.web.questions import draw
from benchmarks.web.rate import Unexpected
from fixtures.loading import DEMO_REGION
from fixtures.oversight import show_oversight
from linkreg import Registry
from linkreg.actor import Actor
from linkreg.errors import Conflict
from linkreg.models import Evidence, Organization
from linkreg.search import SearchQuery
from linkreg.services.credentials import Purpose
from linkreg.vocabulary import EvidenceState, OrganizationStatus, Role
from tests.browser.papers import scanned_png, typed_pdf

PUBLIC, OFFICER, KEEPER, NEWCOMER, ADMINISTRATOR = (
    *("public", "officer", "keeper", "newcomer", "administrator"),
)
_PASSWORD = "kata sandi untuk pengukuran"  # noqa: S105 - of accounts that exist only here
_SOME = 300
_SEARCHES = 10
_DRAFT = {"name": "Perkumpulan Contoh Baru Mendaftar untuk Pengukuran", "address": "Jl. Contoh 1"}
_TYPED = ("yay", "perk", "suluh", "mitra", "lemb", "bina", "sehat", "kesehtan", "air b", "contoh")

Pools = Mapping[str, Sequence[str]]


def address(who: str) -> str:
    """Return the address with which a visitor logs in."""
    return f"{who}@ukur.example"


def prepare(registry: Registry, today: date) -> Pools:
    """See to it that everybody is there; return what stands in addresses, by the name of its place."""
    own = registry.search(SearchQuery(regions=(DEMO_REGION,), limit=1)).results[0].record.id
    _add(registry, ADMINISTRATOR, Role.ADMINISTRATOR)
    _add(registry, KEEPER, Role.ORGANIZATION, organization_id=own)
    if _add(registry, OFFICER, Role.OFFICER, region=DEMO_REGION):
        _fill_desk(registry, own, today)
    with suppress(Conflict):
        data = _DRAFT | {"region": f"{DEMO_REGION}.71"}
        registry.sign_up(address(NEWCOMER), _PASSWORD, data)
    invited = registry.invite("tamu@ukur.example", Role.SERVICE)
    return {
        **_organizations(registry),
        **_documents(registry, own),
        "own": [own],
        "draft": [registry.get_account_by_email(address(NEWCOMER)).organization_id or ""],
        "account": [account.id for account in registry.list_accounts()[0]],
        "invitation": [invited.path],
        "search": [question.page(today) for question in draw(_SOME)],
        "typed": [quote_plus(text) for text in _TYPED],
    }


def log_in(port: int, who: str) -> Mapping[str, str]:
    """Log in as a browser does; return the header that says so, none for the public."""
    if who == PUBLIC:
        return {}
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/masuk")
    page = connection.getresponse()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())
    assert token is not None  # noqa: S101
    form = {"email": address(who), "password": _PASSWORD, "csrf_token": token[1]}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/masuk", urlencode(form), kind | {"Cookie": _cookie(page)})
    entered = connection.getresponse()
    entered.read()
    connection.close()
    if entered.status != 303:  # noqa: PLR2004
        raise Unexpected(f"{entered.status} at the door for {who}")
    return {"Cookie": _cookie(entered)}


def _cookie(answer: object) -> str:
    return str(answer.headers["Set-Cookie"]).partition(";")[0]  # type: ignore[attr-defined]


def _add(registry: Registry, who: str, role: Role, **more: str) -> bool:
    """Add an account; say whether it is new."""
    try:
        registry.add_account(address(who), _PASSWORD, role, **more)
    except Conflict:
        return False
    return True


def _fill_desk(registry: Registry, own: str, today: date) -> None:
    """Give the officer files to look at, a notice, a sanction, and searches that are kept."""
    session = registry.log_in(address(OFFICER), _PASSWORD)
    officer = registry.find_actor(session.secret, Purpose.SESSION)
    assert isinstance(officer, Actor)  # noqa: S101
    show_oversight(registry, officer)
    deed = {"kind": "deed", "number": "12/2019", "issued_on": "2019-03-04"}
    kswp = {"kind": "kswp", "issued_on": f"{today.year}-02-01"}
    registry.supply_with_file(own, deed, typed_pdf(["AKTA PENDIRIAN (contoh)"]), "akta.pdf")
    registry.supply_with_file(own, kswp, scanned_png(), "kswp.png")
    for question in draw(_SEARCHES):
        query = question.page(today).removeprefix("/?")
        registry.save_search({"name": query[:60], "query": query}, officer)


def _organizations(registry: Registry) -> Pools:
    """Return some organizations: published ones, those of the officer's province, several at once."""
    public = Organization.status == OrganizationStatus.PUBLISHED
    inside = Organization.region.startswith(DEMO_REGION)
    chance = random.Random(1)
    with registry.reading() as tx:
        published, local = (
            list(
                tx.session.scalars(select(Organization.id).where(*which).order_by(Organization.id))
            )
            for which in ((public,), (public, inside))
        )
    several = [chance.sample(published, min(5, len(published))) for _ in range(_SOME)]
    return {
        "published": chance.sample(published, min(_SOME, len(published))),
        "local": chance.sample(local, min(_SOME, len(local))),
        "five": ["&".join(f"id={one}" for one in ids) for ids in several],
    }


def _documents(registry: Registry, own: str) -> Pools:
    """Return documents that wait in the officer's province, and the files of the keeper's own."""
    waiting = (
        select(Evidence.id)
        .join(Organization, Organization.id == Evidence.organization_id)
        .where(
            Evidence.state == EvidenceState.PENDING,
            Evidence.withdrawn_at.is_(None),
            Organization.status == OrganizationStatus.PUBLISHED,
            Organization.region.startswith(DEMO_REGION),
        )
        .order_by(Evidence.id)
    )
    with registry.reading() as tx:
        documents = list(tx.session.scalars(waiting))
    return {
        "document": random.Random(1).sample(documents, min(_SOME, len(documents))),
        "file": [f"{own}/dokumen/{it.id}" for it in registry.get(own).evidence if it.file],
    }


def drawn(path: str, pools: Pools, chance: random.Random) -> Iterator[str]:
    """Yield addresses of a pattern, each place in it filled in by chance."""
    while True:
        yield path.format_map({name: chance.choice(pool) for name, pool in pools.items() if pool})
