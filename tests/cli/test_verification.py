"""``linkreg evidence``: listed, waiting, accepted or rejected by the checklist, with a history."""

from __future__ import annotations

import re

import pytest

from linkreg.document_kinds import CHECKLISTS
from linkreg.vocabulary import EvidenceKind
from tests.cli.conftest import Desk

_ASKED = [question.label for question in CHECKLISTS[EvidenceKind.DEED]]


@pytest.fixture
def deed(published: Desk) -> str:
    """A deed that waits."""
    return published.supply(number="12", issuer="Notaris Contoh")


def _state(desk: Desk) -> str:
    (document,) = desk.registry.get(desk.organization).evidence
    return document.state.value


def test_without_documents_the_lists_say_so(published: Desk) -> None:
    assert published("evidence", "list", "{id}").output == "Belum ada dokumen.\n"
    assert published("evidence", "waiting").output == "0 dokumen menunggu.\n"
    assert published.json("evidence", "waiting") == {"items": [], "total": 0}


def test_documents_are_listed_and_waited_for(published: Desk, deed: str) -> None:
    told = published("evidence", "list", "{id}").output
    assert told == f"{deed}  Akta pendirian 12: menunggu verifikasi\n"
    assert published.json("evidence", "list", "{id}")["items"][0]["questions"]
    waiting = published("evidence", "waiting").output
    assert waiting.startswith("1 dokumen menunggu.\n")
    assert f"{deed}  Akta pendirian 12, Yayasan Contoh Sehat ({published.organization})" in waiting
    assert published.json("evidence", "waiting")["items"][0]["evidence"]["id"] == deed


def test_waiting_shows_no_more_than_asked_for(published: Desk, deed: str) -> None:
    published.supply("articles")
    told = published("evidence", "waiting", "--limit", "1").output.splitlines()
    assert (told[0], len(told)) == ("2 dokumen menunggu.", 2)
    assert published("evidence", "waiting", "--limit", "0").exit_code == 2


def test_accepting_asks_every_question(published: Desk, deed: str) -> None:
    told = published("evidence", "accept", deed, stdin="ya\n" * 4 + "mungkin\nY\n")
    assert told.exit_code == 0
    assert all(f"{question}? [ya/tidak]:" in told.output for question in _ASKED)
    assert "'mungkin': jawab ya atau tidak." in told.output
    assert told.output.endswith("Akta pendirian diterima.\n")
    assert _state(published) == "accepted"


def test_accepting_with_all_answers_given(published: Desk, deed: str) -> None:
    told = published("evidence", "accept", deed, "--yes", "--note", "Asli dilihat.")
    assert (told.exit_code, told.output) == (0, "Akta pendirian diterima.\n")
    history = published("evidence", "history", deed).output
    assert "system: diterima\n" in history
    assert history.count(": ya\n") == len(_ASKED)
    assert history.endswith("    Asli dilihat.\n")
    assert "    Asli dilihat." in published("evidence", "list", "{id}").output


@pytest.mark.parametrize(
    ("options", "stdin"), [(("--no", "legible"), None), ((), "ya\n" * 4 + "t\n")]
)
def test_what_is_answered_no_cannot_be_accepted(
    published: Desk, deed: str, options: tuple[str, ...], stdin: str | None
) -> None:
    told = published("evidence", "accept", deed, *options, stdin=stdin)
    assert told.exit_code == 1
    assert "Dijawab tidak: Lengkap dan terbaca. Dokumen ini tidak dapat diterima." in told.output
    assert _state(published) == "pending"


def test_an_answer_that_does_not_come_changes_nothing(published: Desk, deed: str) -> None:
    told = published("evidence", "accept", deed, stdin="ya\n")
    assert told.exit_code == 1
    assert "Tidak ada yang diubah: belum dijawab. Jawab setiap pertanyaan, atau" in told.output
    assert _state(published) == "pending"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--yes", "--no", "legible"), "Pakai --yes atau --no, jangan keduanya."),
        (("--no", "field_named"), "field_named tidak ditanyakan untuk Akta pendirian."),
        (("--no", "lain"), "lain"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    published: Desk, deed: str, options: tuple[str, ...], said: str
) -> None:
    told = published("evidence", "accept", deed, *options)
    assert (told.exit_code, said in told.output) == (2, True)


def test_rejecting_is_announced_and_then_decided(published: Desk, deed: str) -> None:
    told = published("evidence", "reject", deed, "--no", "name_matches", "--note", "Nama lain.")
    assert told.exit_code == 0
    assert "Penolakan dokumen diberitahukan" in told.output
    assert "Organisasi dapat menjawab sampai" in told.output
    assert _state(published) == "pending"
    notice = re.search(r"decide (\S+) --confirm", told.output)
    assert notice is not None
    assert f"(dokumen {deed})" in published("notices", "list", "{id}").output
    published("notices", "reply", notice[1], "--text", "Nama lama kami.")
    published("notices", "decide", notice[1], "--confirm", "--note", "Tetap lain.")
    assert _state(published) == "rejected"
    (decided,) = published.json("evidence", "history", deed)["items"]
    assert (decided["state"], decided["answers"]["name_matches"]) == ("rejected", False)
    assert "tidak\n" in published("evidence", "history", deed).output


def test_a_rejection_is_announced_once_and_needs_a_reason(published: Desk, deed: str) -> None:
    assert published("evidence", "reject", deed, "--yes").exit_code == 2
    assert "/note" in published("evidence", "reject", deed, "--yes", "--note", " ").output
    published("evidence", "reject", deed, "--yes", "--note", "Nama lain.")
    again = published("evidence", "reject", deed, "--yes", "--note", "Nama lain.")
    assert (again.exit_code, "sudah diberitahukan" in again.output) == (1, True)


def test_what_was_never_decided_has_no_history(published: Desk, deed: str) -> None:
    assert published("evidence", "history", deed).output == "Belum pernah diputuskan.\n"


@pytest.mark.parametrize(
    "command",
    [("accept", "x", "--yes"), ("reject", "x", "--yes", "--note", "x"), ("history", "x")],
)
def test_an_unknown_document_is_not_found(published: Desk, command: tuple[str, ...]) -> None:
    told = published("evidence", *command)
    assert (told.exit_code, "Dokumen 'x' tidak ditemukan" in told.output) == (1, True)


def test_a_document_that_was_withdrawn_is_not_decided_on(published: Desk, deed: str) -> None:
    published.registry.withdraw_evidence(published.organization, deed)
    told = published("evidence", "accept", deed, "--yes")
    assert (told.exit_code, "sudah ditarik" in told.output) == (1, True)
