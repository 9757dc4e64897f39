"""``linkreg organizations submit`` and on: each step, its refusal, and what to do next."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from linkreg.clock import date_in_indonesia, system_clock
from linkreg.wording import day_in_words
from tests.cli.conftest import Desk
from tests.decisions import accepting


def _submitted(draft: Desk) -> Desk:
    draft.registry.give_consent(draft.organization)
    draft.registry.submit(draft.organization)
    return draft


def test_a_draft_that_lacks_something_says_what(draft: Desk) -> None:
    told = draft("organizations", "missing", "{id}")
    assert (told.exit_code, told.output) == (1, "/consent: Setujui penayangan data pengurus.\n")
    assert draft.json("organizations", "missing", "{id}")[0]["pointer"] == "/consent"


def test_a_draft_that_lacks_nothing_says_so(draft: Desk) -> None:
    draft.registry.give_consent(draft.organization)
    told = draft("organizations", "missing", "{id}")
    assert (told.exit_code, told.output) == (0, "Tidak ada yang kurang.\n")
    assert draft.json("organizations", "missing", "{id}") == []


def test_submitting_names_everything_missing(draft: Desk) -> None:
    told = draft("organizations", "submit", "{id}")
    assert told.exit_code == 1
    assert "Profil belum dapat dikirim: 1 hal masih kurang." in told.output
    assert "  /consent: Setujui penayangan data pengurus." in told.output


def test_a_draft_is_submitted_returned_submitted_and_published(draft: Desk) -> None:
    draft.registry.give_consent(draft.organization)
    told = draft("organizations", "submit", "{id}").output
    assert "Yayasan Contoh Sehat: menunggu penayangan (versi 3)." in told
    assert f"linkreg organizations publish {draft.organization}" in told
    told = draft("organizations", "return", "{id}", "--reason", "Alamat belum jelas.").output
    assert told == "Yayasan Contoh Sehat: draf (versi 4).\n"
    draft("organizations", "submit", "{id}")
    told = draft("organizations", "publish", "{id}").output
    assert told == "Yayasan Contoh Sehat: tayang (versi 6).\n"
    assert draft.status() == "published"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("publish", "{id}"), "Profil berstatus 'Draf' tidak dapat ditayangkan"),
        (("return", "{id}", "--reason", "x"), "tidak dapat dikembalikan"),
        (("suspend", "{id}", "--reason", "x"), "tidak dapat ditangguhkan; hanya yang tayang"),
        (("archive", "{id}", "--reason", "x"), "tidak dapat diarsipkan"),
        (("submit", "tidak-ada"), "Organisasi 'tidak-ada' tidak ditemukan"),
        (("missing", "tidak-ada"), "Organisasi 'tidak-ada' tidak ditemukan"),
        (("history", "tidak-ada"), "Organisasi 'tidak-ada' tidak ditemukan"),
    ],
)
def test_a_step_that_is_not_due_is_refused_in_words(
    draft: Desk, command: tuple[str, ...], said: str
) -> None:
    told = draft("organizations", *command)
    assert told.exit_code == 1
    assert said in told.output
    assert draft.status() == "draft"


@pytest.mark.parametrize("step", ["return", "suspend", "archive"])
def test_a_step_that_needs_a_reason_asks_for_it(draft: Desk, step: str) -> None:
    for reason in ((), ("--reason", "  ")):
        told = draft("organizations", step, "{id}", *reason)
        assert told.exit_code in {1, 2}
        assert "reason" in told.output


@pytest.mark.parametrize(
    ("step", "measure", "status"),
    [
        ("suspend", "Penangguhan profil", "suspended"),
        ("archive", "Pengarsipan profil", "archived"),
    ],
)
def test_a_measure_is_announced_decided_and_undone_with_a_reason(
    published: Desk, step: str, measure: str, status: str
) -> None:
    told = published("organizations", step, "{id}", "--reason", "Alamat tidak ditemukan.").output
    last = date_in_indonesia(system_clock()) + timedelta(days=14)
    assert f"{measure} diberitahukan" in told
    assert f"Organisasi dapat menjawab sampai {day_in_words(last)}." in told
    notice = re.search(r"linkreg notices decide (\S+) --confirm", told)
    assert notice is not None
    assert published.status() == "published"
    published("notices", "reply", notice[1], "--text", "Kami sudah pindah.")
    decided = published("notices", "decide", notice[1], "--confirm", "--note", "Tetap kosong.")
    assert decided.output == f"{measure}: dilaksanakan.\n"
    assert published.status() == status
    assert "Tulis alasannya" in published("organizations", "publish", "{id}").output
    published("organizations", "publish", "{id}", "--reason", "Sudah diperbaiki.")
    assert published.status() == "published"


def test_the_history_names_documents_and_measures_as_people_know_them(published: Desk) -> None:
    document = published.supply("kswp", issued_on="2026-01-31")
    published.registry.verify_evidence(document, accepting("kswp"))
    published.registry.suspend(published.organization, "Alamat kosong.")
    told = published("organizations", "history", "{id}").output
    assert "dokumen diterima (Cetakan Konfirmasi Status Wajib Pajak (KSWP))\n" in told
    assert re.search(r"WIB +system: pemberitahuan dibuka \(Penangguhan profil\)\n$", told)


def test_how_long_an_organization_may_answer_is_a_setting(
    published: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKREG_REPLY_DAYS", "3")
    told = published("organizations", "suspend", "{id}", "--reason", "Alamat kosong.").output
    last = date_in_indonesia(system_clock()) + timedelta(days=3)
    assert f"menjawab sampai {day_in_words(last)}." in told


def test_what_was_written_on_several_lines_stays_together(published: Desk) -> None:
    published("organizations", "suspend", "{id}", "--reason", "Alamat kosong.\nTelepon mati.")
    assert "Alamat kosong.\n    Telepon mati.\n" in published("notices", "list", "{id}").output


def test_the_history_tells_who_did_what_with_the_reason(draft: Desk) -> None:
    draft = _submitted(draft)
    draft("organizations", "return", "{id}", "--reason", "Alamat belum jelas.")
    told = draft("organizations", "history", "{id}").output
    assert re.search(r"^\S+ \S+ WIB  versi 1    system: didaftarkan \(", told)
    assert "system: persetujuan diberikan\n" in told
    assert told.endswith("system: dikembalikan\n    Alasan: Alamat belum jelas.\n")
    plain = draft.json("organizations", "history", "{id}")
    assert [(it["verb"], it["version"], it["reason"]) for it in plain] == [
        ("registered", 1, None),
        ("consent_given", 2, None),
        ("submitted", 3, None),
        ("sent_back", 4, "Alamat belum jelas."),
    ]
