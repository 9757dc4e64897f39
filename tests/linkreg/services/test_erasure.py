"""A person is erased from present and past: nothing is left, and what is left still verifies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linkreg import Registry, journal
from linkreg.errors import (
    FilesUnavailable,
    NotFound,
)
from linkreg.services import accounts, erasure
from linkreg.services.credentials import Purpose
from linkreg.services.passwords import hash_password
from linkreg.services.redaction import GONE
from linkreg.vocabulary import Role
from tests.actors import ADMINISTRATOR, CHAIR, OFFICER, READY, keeper_of, published
from tests.conftest import StandingClock
from tests.decisions import accepting, reject
from tests.samples import pdf

_GROUND = "Permintaan yang bersangkutan."
_DEED: dict[str, Any] = {"kind": "deed", "number": "12", "issued_on": "2020-01-02"}


@pytest.fixture
def organization(registry: Registry) -> str:
    return published(registry)


def _erase(registry: Registry, organization: str, *texts: str, **more: Any) -> Any:
    said = {"texts": list(texts), "ground": _GROUND, **more}
    return registry.erase_person(organization, said, ADMINISTRATOR)


def _change(registry: Registry, organization: str, **facts: Any) -> None:
    version = registry.get(organization).version
    registry.update(organization, facts, version=version)


def _verify(registry: Registry) -> int:
    with registry.reading() as tx:
        return journal.verify(tx.session)


def _stored(folder: Path) -> bytes:
    """Every byte of the database, its log and the files."""
    paths = [*folder.glob("linkreg.sqlite3*"), *(folder / "files").rglob("*")]
    return b"".join(path.read_bytes() for path in paths if path.is_file())


def test_a_person_leaves_the_board_now_and_on_every_past_day(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    day = clock.now.date()
    clock.move(days=1)
    erased = _erase(registry, organization, CHAIR)
    assert erased.versions == 1
    assert registry.get(organization).profile.board == ()
    assert registry.get(organization, on=day).profile.board == ()
    assert _verify(registry) == registry.journal_position()


def test_nothing_of_the_name_is_left_on_the_disk(
    registry: Registry, organization: str, clock: StandingClock, tmp_path: Path
) -> None:
    keeper = keeper_of(organization)
    _change(registry, organization, description=f"Didirikan oleh {CHAIR}. " * 50)
    document = registry.supply_evidence(
        organization, _DEED | {"issuer": f"Notaris {CHAIR}"}, keeper
    )
    content = pdf(padding=300) + CHAIR.encode()
    registry.attach_file(organization, document.id, content, f"{CHAIR}.pdf", keeper)
    registry.decide_evidence(organization, document.id, accepting("deed", note=f"Oleh {CHAIR}"))
    reject(registry, organization, document.id, f"Bukan {CHAIR}.")
    notice = registry.suspend(organization, f"{CHAIR} tidak ada.", OFFICER)
    registry.reply(notice.id, f"{CHAIR} ada.", keeper)
    flag = {"kind": "warning", "reason": f"{CHAIR} lalai.", "source": f"Surat {CHAIR}"}
    days = {"starts_on": "2026-11-01", "ends_on": "2027-11-01", "scope": "73"}
    raised = registry.raise_flag(organization, flag | days, OFFICER)
    registry.lift_flag(organization, raised.id, f"{CHAIR} sudah pergi.", OFFICER)
    registry.decide_notice(notice.id, {"outcome": "confirmed", "note": f"{CHAIR} pergi."}, OFFICER)
    assert CHAIR.encode() in _stored(tmp_path)
    _erase(registry, organization, CHAIR, documents=[document.id])
    registry.rebuild_index()
    assert CHAIR.encode() not in _stored(tmp_path)
    assert _verify(registry) == registry.journal_position()


@pytest.mark.parametrize(
    "written",
    [
        "SEKAR CONTOHWATI",
        "sekar contohwati",
        "Sekar  Contohwati",
        "Sekar\nContohwati",
        "Sekar\u00a0Contohwati",
        "(Sekar Contohwati)",
        "Sekar-Contohwati",
        "sekar_contohwati",
    ],
)
def test_case_and_what_stands_between_the_words_do_not_matter(
    registry: Registry, organization: str, written: str
) -> None:
    _change(registry, organization, description=f"Ketua kami {written}, sejak 2010.")
    _erase(registry, organization, " sekar   Contohwati ")
    assert "ontohwati" not in str(registry.get(organization)).lower()


@pytest.mark.parametrize("written", ["Sekar Contohwatiningsih", "Kesekar Contohwati"])
def test_a_part_of_a_longer_word_stays(registry: Registry, organization: str, written: str) -> None:
    _change(registry, organization, board=[], description=f"Bersama {written}.")
    _change(registry, organization, address=f"Rumah {CHAIR}")
    _erase(registry, organization, CHAIR)
    assert registry.get(organization).profile.description == f"Bersama {written}."


@pytest.mark.parametrize(
    "name", ["A.B. (Contoh) [x]*", "Dr. Contoh+Uji?", "Contoh|Lain", r"Contoh\d{3}", "C$ontoh^"]
)
def test_a_name_with_signs_is_taken_literally(
    registry: Registry, organization: str, name: str
) -> None:
    member = {"name": name, "position": "Ketua"}
    other = {"name": "Bukan Siapa", "position": "Sekretaris"}
    _change(registry, organization, board=[member, other], description=f"Kata {name} itu.")
    _erase(registry, organization, name)
    profile = registry.get(organization).profile
    assert [it.name for it in profile.board] == ["Bukan Siapa"]
    assert profile.description is not None
    assert GONE in profile.description


def test_who_sits_on_the_board_twice_leaves_it_twice(registry: Registry, organization: str) -> None:
    twice = [{"name": CHAIR, "position": place} for place in ("Ketua", "Bendahara")]
    _change(registry, organization, board=twice)
    _erase(registry, organization, CHAIR)
    assert registry.get(organization).profile.board == ()


def test_the_organization_s_own_name_stays(registry: Registry) -> None:
    name = f"Yayasan {CHAIR}"
    organization = published(registry, name=name, aliases=[f"{CHAIR} Center"])
    _erase(registry, organization, CHAIR)
    profile = registry.get(organization).profile
    assert (profile.name, profile.aliases) == (name, (f"{CHAIR} Center",))


def test_what_stands_only_in_the_organization_s_name_is_not_found(registry: Registry) -> None:
    organization = published(registry, name="Yayasan Rukun Contoh")
    with pytest.raises(NotFound, match="Periksa ejaannya"):
        _erase(registry, organization, "Rukun Contoh")


def test_work_done_and_addresses_lose_the_name(registry: Registry, organization: str) -> None:
    work = {"title": f"Pelatihan oleh {CHAIR}", "start_year": 2024, "partner": CHAIR}
    contact = {"email": "sekar.contohwati@contoh.example", "phone": "0411-123456"}
    _change(registry, organization, experiences=[work], contact=contact)
    _erase(registry, organization, CHAIR)
    profile = registry.get(organization).profile
    assert profile.experiences[0].title == f"Pelatihan oleh {GONE}"
    assert (profile.contact.email, profile.contact.phone) == (None, "0411-123456")


def test_what_is_left_of_a_profile_can_still_be_changed(
    registry: Registry, organization: str
) -> None:
    _change(registry, organization, contact={"email": "sekar.contohwati@contoh.example"})
    _change(
        registry, organization, experiences=[{"title": "Kata " * 59 + "Sekar", "start_year": 2024}]
    )
    _erase(registry, organization, CHAIR, "Kata", "Sekar")
    _change(registry, organization, short_name="YC")
    assert registry.get(organization).profile.short_name == "YC"


@pytest.mark.parametrize(
    "code", ["deed", "yayasan", "2026", "2020", "published", "pending", "1.02"]
)
def test_a_text_that_is_also_a_code_leaves_the_past_readable(
    registry: Registry, organization: str, clock: StandingClock, code: str
) -> None:
    registry.supply_evidence(organization, _DEED, keeper_of(organization))
    _change(registry, organization, description=f"Kata {code} dan 1.02 saja.", address="Kata 1.02")
    day = clock.now.date()
    clock.move(days=1)
    _erase(registry, organization, code if len(code) > 3 and code != "1.02" else "Kata 1.02")
    past = registry.get(organization, on=day)
    assert (past.profile.urusan, past.evidence[0].kind.value) == (("1.02",), "deed")
    assert _verify(registry) == registry.journal_position()


def test_the_longest_texts_still_fit_once_a_short_name_is_gone(
    make_registry: Any, database_url: str
) -> None:
    registry = make_registry(database_url)
    registry.initialize()
    organization = published(registry)
    long = ("Budi " * 200).strip()
    registry.raise_flag(
        organization,
        {
            "kind": "warning",
            "reason": long,
            "source": ("Budi " * 60).strip(),
            "starts_on": "2026-11-01",
            "ends_on": "2026-12-01",
            "scope": "73",
        },
        OFFICER,
    )
    _erase(registry, organization, "Budi")
    assert "Budi" not in registry.get(organization).flags[0].reason


def test_erasing_twice_finds_nothing_the_second_time(registry: Registry, organization: str) -> None:
    _erase(registry, organization, CHAIR)
    with pytest.raises(NotFound, match="Periksa ejaannya"):
        _erase(registry, organization, CHAIR)


def test_a_mistyped_name_changes_nothing(registry: Registry, organization: str) -> None:
    before = registry.journal_position()
    with pytest.raises(NotFound, match="Periksa ejaannya"):
        _erase(registry, organization, "Sekar Contohwata")
    assert registry.journal_position() == before


def test_a_document_that_is_not_the_organization_s_stops_all_of_it(
    registry: Registry, organization: str
) -> None:
    other = registry.supply_evidence(published(registry, name="Lain"), _DEED)
    for unknown in ("x", other.id):
        with pytest.raises(NotFound, match="Dokumen"):
            _erase(registry, organization, CHAIR, documents=[unknown])
    assert registry.get(organization).profile.board != ()


def test_the_account_with_that_address_is_nobody_s_any_more(
    registry: Registry, organization: str, tmp_path: Path
) -> None:
    email, password = "sekar@contoh.example", "kata sandi yang panjang"
    with registry.transaction() as tx:
        accounts.add_account(
            tx, email, hash_password(password), Role.ORGANIZATION, organization_id=organization
        )
    issued = registry.issue_token(email, password, label=f"Laptop {CHAIR}")
    _erase(registry, organization, email, CHAIR)
    assert registry.find_actor(issued.secret, Purpose.TOKEN) is None
    assert email.encode() not in _stored(tmp_path)
    assert CHAIR.encode() not in _stored(tmp_path)


def test_a_token_s_label_loses_the_name_and_the_token_stays(
    registry: Registry, organization: str, tmp_path: Path
) -> None:
    email, password = "kantor@contoh.example", "kata sandi yang panjang"
    with registry.transaction() as tx:
        accounts.add_account(
            tx, email, hash_password(password), Role.ORGANIZATION, organization_id=organization
        )
    issued = registry.issue_token(email, password, label=f"Laptop {CHAIR}")
    _erase(registry, organization, CHAIR)
    assert registry.find_actor(issued.secret, Purpose.TOKEN) is not None
    assert CHAIR.encode() not in _stored(tmp_path)


def test_what_was_erased_is_on_record_without_saying_it(
    registry: Registry, organization: str
) -> None:
    erased = _erase(registry, organization, CHAIR)
    with registry.reading(ADMINISTRATOR) as tx:
        (kept,) = erasure.list_erasures(tx, organization)
        told = journal.read_about(tx.session, f"organization/{organization}")
    assert (kept.id, kept.ground) == (erased.id, _GROUND)
    assert [it.verb for it in told][-2:] == ["revision_redacted", "person_erased"]


def test_what_was_redacted_may_be_redacted_again(registry: Registry, organization: str) -> None:
    _change(registry, organization, description="Bersama Melati Contoh.")
    _erase(registry, organization, CHAIR)
    _erase(registry, organization, "Melati Contoh")
    assert _verify(registry) == registry.journal_position()


def test_a_failed_erasure_leaves_everything(
    registry: Registry, organization: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = registry.get(organization)

    def fail(*args: Any) -> None:
        raise FilesUnavailable("x")

    monkeypatch.setattr(erasure, "_clean_revisions", fail)
    with pytest.raises(FilesUnavailable):
        _erase(registry, organization, CHAIR)
    assert registry.get(organization) == before
    assert READY["board"][0]["name"] == before.profile.board[0].name
