"""A registry in which every state of every page can be seen, and where to find each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from fixtures.loading import KEEPER, OFFICER
from linkreg import Registry, journal
from linkreg.actor import Actor
from linkreg.errors import TooManyRequests
from linkreg.services.credentials import Purpose
from linkreg.vocabulary import OrganizationStatus, Role, Verdict
from tests import standings
from tests.browser import papers
from tests.browser.site import sample_registry
from tests.decisions import accepting

#: From where the browser asks.
HERE = "127.0.0.1"

#: Whose letters were asked for too often.
IMPATIENT = "tidak.sabar@contoh.example"

WORD = "Ketangguhanmasyarakatpesisirdankepulauanterluar"
LONG_NAME = f"Perkumpulan {WORD} {WORD * 4}"[:200]
_SENTENCE = (
    f"Pendampingan {WORD * 2} bersama kelompok tani, nelayan, dan perempuan kepala keluarga "
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    email: str
    password: str = papers.PASSWORD


PEOPLE = {
    "keeper": Person(KEEPER.email, KEEPER.password),
    "officer": Person(OFFICER.email, OFFICER.password),
    "newcomer": Person("baru@contoh.example"),
    "talkative": Person(f"{WORD}@{WORD}.{WORD}.contoh.example".lower()),
    "idle": Person("petugas.sepi@contoh.example"),
    "boss": Person(papers.ADMINISTRATOR),
}

Places = dict[str, str]


_SYNONYMS = (
    "bakau = mangrove\nposyandu = pos pelayanan terpadu = balai kesehatan\ntambak = kolam ikan\n"
)


@contextmanager
def staged(folder: Path, count: int) -> Iterator[tuple[Registry, Places]]:
    """Open a registry of sample organizations in which every state can be seen."""
    with sample_registry(folder, count, _SYNONYMS) as registry:
        places = prepare(registry)
        with (folder / "sinonim.txt").open("a", encoding="utf-8") as own:
            own.write("hanya satu\n")  # edited since, and wrongly
        yield registry, places


def prepare(registry: Registry) -> Places:
    """Add what the states need to a registry of sample organizations; return the places by name."""
    own = registry.get_account_by_email(KEEPER.email).organization_id or ""
    places = {
        "own": own,
        "own_document": registry.get(own).evidence[0].id,
        "draft": _draft(registry),
        **_found(registry),
    }
    places |= _documents(registry) | _standings(registry) | _lengths(registry)
    return places | _accounts(registry) | _links(registry)


def _found(registry: Registry) -> Places:
    """Return organizations of the sample."""
    everybody = [row for page in range(3) for row in _rows(registry, offset=100 * page)]
    of_verdict = {row.assessment.verdict: row.record.id for row in reversed(everybody)}
    regional = _rows(registry, region=["73"])
    return {
        **{verdict.value: of_verdict[verdict] for verdict in Verdict},
        "first": regional[0].record.id,
        "second": regional[1].record.id,
        "sanctioned": regional[1].record.id,
        "regional": regional[-1].record.id,
    }


def _rows(registry: Registry, **asked: object) -> list[object]:
    return list(registry.search("", limit=100, **asked).results)


def _draft(registry: Registry) -> str:
    """Return the organization that registered last."""
    with registry.reading() as tx:
        *_, last = (
            it.subject for it in journal.read_after(tx.session, 0, 10**6) if it.verb == "registered"
        )
    return last.removeprefix(journal.ORGANIZATION)


def _documents(registry: Registry) -> Places:
    """Let an organization hand in documents with files; one of them is decided."""
    pdf, picture, bare = papers.hand_in(
        registry, "Yayasan Contoh Berkas Lengkap dan Terbaca", "73.71"
    )
    *_, decided = papers.hand_in(registry, "Yayasan Contoh Sudah Diperiksa", "73.71")
    record = registry.open_desk(decided).record
    registry.decide_evidence(record.id, decided, accepting("articles"))
    handed = registry.open_desk(pdf).record.id
    return {"handed": handed, "pdf": pdf, "picture": picture, "bare": bare, "decided": decided}


def _standings(registry: Registry) -> Places:
    name = "Perkumpulan Contoh Menunggu Penayangan"
    waiting = registry.register(
        {"name": name, "region": "73.08"}, status=OrganizationStatus.SUBMITTED
    )
    return {
        "submitted": waiting.id,
        "suspended": standings.suspended(registry),
        "archived": standings.archived(registry),
    }


def _lengths(registry: Registry) -> Places:
    """Add an organization that says much, in words without a space, and has very many documents."""
    profile = {
        "name": LONG_NAME,
        "short_name": WORD,
        "aliases": [f"{WORD * 4}"[:200]],
        "region": "73.71",
        "legal_form": "perkumpulan",
        "address": f"Jalan {WORD * 3} Nomor 1",
        "description": (_SENTENCE * 20)[:2000],
        "contact": {
            "email": f"{WORD.lower()}@contoh.example",
            "phone": "0411 123456",
            "website": f"https://{WORD.lower()}.contoh.example/{WORD * 3}",
        },
        "urusan": ["1.02", "1.06", "2.08", "3.26"],
        "board": [{"name": f"{place} {WORD * 2}", "position": WORD} for place in range(12)],
        "personnel": {"permanent": 12},
        "experiences": [
            {
                "title": (_SENTENCE * 3)[:300],
                "start_year": 2000 + year,
                "partner": WORD * 3,
                "value": 10**12,
            }
            for year in range(25)
        ],
    }
    record = registry.register(profile, status=OrganizationStatus.PUBLISHED)
    registry.give_consent(record.id)
    ids = [registry.supply_evidence(record.id, _long_document(place)).id for place in range(24)]
    person = PEOPLE["talkative"]
    registry.add_account(
        person.email, person.password, Role.ORGANIZATION, organization_id=record.id
    )
    registry.raise_flag(
        record.id,
        {
            "kind": "warning",
            "reason": (_SENTENCE * 4)[:600],
            "source": WORD * 4,
            "starts_on": "2026-11-01",
            "ends_on": "2027-11-01",
        },
    )
    registry.suspend(record.id, (_SENTENCE * 4)[:600])
    keep_search(registry, person, (WORD * 2)[:80], "q=kesehatan")
    return {
        "long": record.id,
        "long_document": ids[0],
        "long_name": LONG_NAME.replace(" ", "+"),
        "long_word": WORD,
        "long_account": registry.get_account_by_email(person.email).id,
    }


def _long_document(place: int) -> dict[str, str]:
    kind = ("deed", "kswp", "articles", "domicile_letter", "ministerial_decree")[place % 5]
    said = {"kind": kind, "number": f"{place}/{WORD * 2}"[:120], "issuer": f"{WORD * 4}"[:200]}
    return said | ({"clause": WORD * 4} if kind == "articles" else {"issued_on": "2026-01-02"})


def _accounts(registry: Registry) -> Places:
    for person, role, region in (
        ("idle", Role.OFFICER, _empty_region(registry)),
        ("boss", Role.ADMINISTRATOR, None),
    ):
        who = PEOPLE[person]
        registry.add_account(who.email, who.password, role, region=region)
    newcomer = PEOPLE["newcomer"]
    begun, _ = registry.sign_up(
        newcomer.email,
        newcomer.password,
        {
            "name": "Perkumpulan Contoh Pemberdayaan Masyarakat Pesisir",
            "region": "73.08",
            "address": "Jl. Contoh 1",
        },
    )
    keep_search(registry, PEOPLE["officer"], "Kesehatan ibu", "q=kesehatan+ibu&region=73.71")
    keep_search(registry, PEOPLE["officer"], "Air bersih", "q=air+bersih&region=96")
    for label in ("Aplikasi perencanaan", None):
        registry.issue_token(KEEPER.email, KEEPER.password, label=label)
    for agent in ("Firefox di Android", "Chrome di Windows"):
        registry.log_in(KEEPER.email, KEEPER.password, agent=agent)
    gone = registry.add_account("pindah@contoh.example", papers.PASSWORD, Role.OFFICER, region="73")
    registry.change_account(gone, version=1, disabled=True)
    return {
        "begun": begun.id,
        "officer_account": registry.get_account_by_email(OFFICER.email).id,
        "own_account": registry.get_account_by_email(PEOPLE["boss"].email).id,
        "disabled_account": gone,
    }


def _empty_region(registry: Registry) -> str:
    """Return a regency in which there is no organization."""
    full = {
        row.record.profile.region for page in range(4) for row in _rows(registry, offset=100 * page)
    }
    return next(f"91.{number:02}" for number in (71, 5, 6, 12) if f"91.{number:02}" not in full)


def keep_search(registry: Registry, person: Person, name: str, query: str) -> None:
    """Let somebody keep a search."""
    session = registry.log_in(person.email, person.password)
    actor = registry.find_actor(session.secret, Purpose.SESSION)
    assert isinstance(actor, Actor)
    registry.save_search({"name": name, "query": query}, actor)


def _links(registry: Registry) -> Places:
    """Send links, and use some up; somebody has asked for too many."""
    used, invited = (
        registry.invite(f"{name}@contoh.example", Role.OFFICER, region="73")
        for name in ("diundang.dahulu", "diundang")
    )
    _follow(registry, used.path, Purpose.INVITATION)
    again = registry.issue_reset("diundang.dahulu@contoh.example")
    assert again
    _follow(registry, again.path, Purpose.RESET)
    reset = registry.issue_reset("diundang.dahulu@contoh.example")
    assert reset
    with suppress(TooManyRequests):
        for _ in range(6):
            registry.request_reset(IMPATIENT, address=HERE)
    return {
        "invitation": invited.path,
        "used_invitation": used.path,
        "reset": reset.path,
        "used_reset": again.path,
        "invited_account": invited.account_id,
    }


def _follow(registry: Registry, path: str, purpose: Purpose) -> None:
    registry.follow_link(path.rpartition("/")[2], purpose, "kambing makan kawat berduri")
