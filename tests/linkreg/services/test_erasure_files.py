"""Files of an erased person: which go, which stay, and what a killed process leaves to be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linkreg import Registry
from linkreg.errors import FilesUnavailable, InvalidInput, NotFound
from linkreg.services import erasure, file_check
from tests.actors import ADMINISTRATOR, CHAIR, OFFICER, keeper_of, published
from tests.conftest import StandingClock
from tests.decisions import accepting
from tests.samples import pdf

_GROUND = "Permintaan yang bersangkutan."


@pytest.fixture
def organization(registry: Registry) -> str:
    return published(registry)


def _filed(registry: Registry, organization: str, content: bytes, kind: str = "articles") -> str:
    keeper = keeper_of(organization)
    return registry.supply_with_file(organization, {"kind": kind}, content, "a.pdf", keeper).id


def _erase(registry: Registry, organization: str, *documents: str, texts: Any = (CHAIR,)) -> Any:
    said = {"texts": list(texts), "ground": _GROUND, "documents": list(documents)}
    return registry.erase_person(organization, said, ADMINISTRATOR)


def _names(registry: Registry) -> list[str]:
    return list(registry.files.names())


def test_the_files_of_the_documents_named_go_and_others_stay(
    registry: Registry, organization: str
) -> None:
    named = _filed(registry, organization, pdf(padding=10))
    other = _filed(registry, organization, pdf(padding=20), "bylaws")
    _erase(registry, organization, named)
    with pytest.raises(NotFound, match="berkas"):
        registry.open_file(named, OFFICER)
    assert registry.open_file(other, OFFICER).content == pdf(padding=20)
    assert len(_names(registry)) == 1


@pytest.mark.parametrize(
    ("unreadable", "code"),
    [
        ("\ud800", "control_character"),  # no database takes half a letter
        ("a\x00b", "control_character"),
        ("x" * 17, "too_long"),
        (" ", "required"),
        (7, "wrong_type"),
    ],
)
def test_an_id_that_cannot_be_one_is_told_at_its_place(
    registry: Registry, organization: str, unreadable: Any, code: str
) -> None:
    named = _filed(registry, organization, pdf())
    with pytest.raises(InvalidInput) as caught:
        _erase(registry, organization, named, unreadable)
    (mistake,) = caught.value.mistakes
    assert (mistake.pointer, mistake.code) == ("/documents/1", code)
    assert len(_names(registry)) == 1


def test_documents_alone_may_be_named_and_no_text_is_touched(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    named = _filed(registry, organization, pdf())
    before, day = registry.get(organization), clock.now.date()
    clock.move(days=1)
    _erase(registry, organization, named, texts=())
    assert registry.get(organization).profile == before.profile
    assert registry.get(organization, on=day).profile == before.profile
    assert _names(registry) == []


def test_an_earlier_file_of_a_document_goes_too(registry: Registry, organization: str) -> None:
    named = _filed(registry, organization, pdf(padding=10))
    registry.attach_file(organization, named, pdf(padding=20), "b.pdf", keeper_of(organization))
    assert len(_names(registry)) == 2
    _erase(registry, organization, named)
    assert _names(registry) == []


def test_a_withdrawn_document_s_file_goes_too(registry: Registry, organization: str) -> None:
    named = _filed(registry, organization, pdf())
    registry.withdraw_evidence(organization, named, keeper_of(organization))
    _erase(registry, organization, named)
    assert _names(registry) == []


@pytest.mark.parametrize("same", [True, False], ids=["one", "two"])
def test_a_file_that_another_document_has_stays_there(
    registry: Registry, organization: str, same: bool
) -> None:
    named = _filed(registry, organization, pdf())
    whose = organization if same else published(registry, name="Lain")
    other = _filed(registry, whose, pdf(), "bylaws")
    _erase(registry, organization, named)
    assert registry.open_file(other).content == pdf()


def test_the_check_of_files_misses_nothing_that_was_erased(
    registry: Registry, organization: str
) -> None:
    _erase(registry, organization, _filed(registry, organization, pdf()))
    with registry.reading() as tx:
        report = file_check.check_files(tx, registry.files)
    assert (report.faults, report.unreferred) == ((), 0)


def test_a_file_that_is_gone_already_is_no_hindrance(
    registry: Registry, organization: str, tmp_path: Path
) -> None:
    named = _filed(registry, organization, pdf())
    for path in (tmp_path / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    _erase(registry, organization, named)
    assert registry.finish_erasures() == 0


def test_what_a_killed_process_left_the_next_start_finishes(
    registry: Registry, organization: str, make_registry: Callable[..., Registry]
) -> None:
    named = _filed(registry, organization, pdf())
    with registry.transaction() as tx:
        request = erasure.ErasureRequest((CHAIR,), _GROUND, (named,))
        erasure.erase_person(tx, organization, request)
    assert len(_names(registry)) == 1
    make_registry().initialize()
    assert _names(registry) == []


def test_a_folder_that_cannot_be_used_delays_the_files_and_not_the_erasure(
    registry: Registry, organization: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = _filed(registry, organization, pdf())

    def refuse(sha256: str) -> bool:
        raise FilesUnavailable("tidak dapat ditulis")

    with monkeypatch.context() as patched:
        patched.setattr(type(registry.files), "remove", lambda self, sha256: refuse(sha256))
        _erase(registry, organization, named)
    assert registry.get(organization).profile.board == ()
    assert registry.finish_erasures() == 1
    assert registry.finish_erasures() == 0


def test_a_document_without_its_file_waits_and_can_get_another(
    registry: Registry, organization: str
) -> None:
    named = _filed(registry, organization, pdf(padding=10), "bylaws")
    registry.decide_evidence(organization, named, accepting("bylaws"), OFFICER)
    _erase(registry, organization, named)
    registry.attach_file(organization, named, pdf(padding=20), "b.pdf", keeper_of(organization))
    assert registry.open_file(named, OFFICER).content == pdf(padding=20)
