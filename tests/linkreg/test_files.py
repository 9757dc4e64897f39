"""Files: what may come in, and a storage in which nothing is ever half there."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.errors import CorruptFile, FilesUnavailable, InvalidInput
from linkreg.files import MAX_FILE, CheckedFile, FolderStorage, check_file
from linkreg.files.naming import MAX_NAME, clean_name
from linkreg.vocabulary import FileType
from tests import samples


def _any_file(content: bytes) -> CheckedFile:
    return CheckedFile(content, FileType.PDF, "a.pdf", hashlib.sha256(content).hexdigest())


def _keep(storage: FolderStorage, file: CheckedFile) -> None:
    with storage.stage(file) as keep:
        keep()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def storage(folder: Path) -> FolderStorage:
    return FolderStorage(folder)


# What may come in


@pytest.mark.parametrize(("name", "content", "label"), samples.GOOD, ids=lambda v: str(v)[:20])
def test_the_type_is_decided_from_the_content(name: str, content: bytes, label: str) -> None:
    assert check_file(content, name).type.label == label
    assert check_file(content, "x.exe").type.label == label


@pytest.mark.parametrize(
    ("content", "code"), [bad[1:] for bad in samples.BAD], ids=[bad[0] for bad in samples.BAD]
)
def test_what_may_not_come_in_is_refused_at_the_file(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_file(content, "dokumen.pdf")
    assert [(m.pointer, m.code) for m in caught.value.mistakes] == [("/file", code)]
    assert caught.value.message.endswith(".")


def test_active_pdf_is_told_to_be_saved_anew() -> None:
    with pytest.raises(
        InvalidInput, match=r"isi aktif \(Launch\)\. Simpan ulang sebagai PDF biasa"
    ):
        check_file(samples.pdf(samples.action(b"/S /L#61unch")))


@pytest.mark.parametrize("number", range(len(samples.GOOD) - 1))
@given(data=st.data())
def test_a_file_that_is_cut_off_is_no_file(number: int, data: st.DataObject) -> None:
    content = samples.GOOD[number][1]
    end = content.rfind(b"SEFT trailer") if b"SEFT" in content else len(content.rstrip(b"\n"))
    kept = data.draw(st.integers(0, end - 1))
    with pytest.raises(InvalidInput):
        check_file(content[:kept])


@given(st.binary(max_size=300), st.sampled_from([good[1][:9] for good in samples.GOOD] + [b""]))
def test_no_bytes_whatever_raise_anything_but_a_refusal(noise: bytes, beginning: bytes) -> None:
    with pytest.raises(InvalidInput):
        check_file(beginning + noise)


def test_a_stream_is_read_in_pieces_and_not_beyond_the_limit() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 100_000))

    assert check_file(Slow(samples.pdf())).size == len(samples.pdf())
    endless = Slow(b"%PDF-" + b"0" * (MAX_FILE + 500_000))
    with pytest.raises(InvalidInput, match="lebih besar dari 10 MB"):
        check_file(endless)
    assert endless.tell() == MAX_FILE + 1


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Akta Pendirian.PDF", "Akta Pendirian.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\siti\akta.pdf", "akta.pdf"),
        ("akta.exe", "akta.exe.pdf"),
        ("akta\r\nSet-Cookie: a=b.pdf", "aktaSet-Cookie a=b.pdf"),
        ("akta\u202efdp.exe", "aktafdp.exe.pdf"),
        ('a"b<c>.pdf', "a b c .pdf"),
        ("...", "dokumen.pdf"),
        ("", "dokumen.pdf"),
        (None, "dokumen.pdf"),
        ("KTP 3201011203450001.pdf", "dokumen.pdf"),
        ("x" * 150, "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_cleaned(given_name: str | None, kept: str) -> None:
    assert clean_name(given_name, FileType.PDF) == kept


@given(st.text(max_size=MAX_NAME), st.sampled_from(list(FileType)))
def test_a_clean_name_is_short_has_no_folders_and_stays_as_it_is(name: str, kind: FileType) -> None:
    clean = clean_name(name, kind)
    assert 0 < len(clean) <= MAX_NAME
    assert not set(clean) & set('/\\:"<>|?*\r\n\0')
    assert clean_name(clean, kind) == clean


def test_a_name_of_300_characters_is_refused() -> None:
    with pytest.raises(InvalidInput, match="paling panjang 150") as caught:
        check_file(samples.pdf(), "a" * 296 + ".pdf")
    assert [(m.pointer, m.code) for m in caught.value.mistakes] == [("/file", "name_too_long")]


# Where it is kept


@given(content=st.binary(max_size=2000))
def test_what_is_stored_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "property"
    storage, file = FolderStorage(folder), _any_file(content)
    _keep(storage, file)
    assert storage.read(file.sha256) == content
    assert (folder / file.sha256[:2] / file.sha256[2:4] / file.sha256).read_bytes() == content


def test_the_same_content_is_stored_once(storage: FolderStorage) -> None:
    for _ in range(3):
        _keep(storage, _any_file(b"isi"))
    assert list(storage.names()) == [_any_file(b"isi").sha256]


def test_what_is_not_kept_leaves_nothing(storage: FolderStorage) -> None:
    with storage.stage(_any_file(b"isi")):
        assert len(list(storage.names())) == 1
    assert list(storage.names()) == []


def test_a_change_that_fails_leaves_nothing_but_what_was_there(storage: FolderStorage) -> None:
    _keep(storage, _any_file(b"lama"))
    with pytest.raises(ZeroDivisionError), storage.stage(_any_file(b"baru")):
        raise ZeroDivisionError
    assert list(storage.names()) == [_any_file(b"lama").sha256]


@pytest.mark.parametrize("failing", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_nothing_and_says_so(
    storage: FolderStorage, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    full = OSError(28, "No space left on device")

    def fail(*arguments: Any) -> None:
        raise full

    def half_written(path: Path, *arguments: Any) -> Any:
        file = open(path, "xb")  # noqa: PTH123, SIM115 - the test replaces Path.open
        file.write(b"is")
        monkeypatch.setattr(os, "fsync", fail)
        return file

    target: dict[str, tuple[Any, str, Callable[..., Any]]] = {
        "write": (Path, "open", half_written),
        "fsync": (os, "fsync", fail),
        "replace": (Path, "replace", fail),
    }
    monkeypatch.setattr(*target[failing])
    with pytest.raises(FilesUnavailable, match="Disk penuh; tidak ada yang tersimpan"):
        _keep(storage, _any_file(b"isi"))
    assert list(storage.names()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    with pytest.raises(FilesUnavailable, match="LINKREG_FILES_DIR"):
        _keep(FolderStorage(tmp_path / "berkas" / "files"), _any_file(b"isi"))


def test_many_at_once_store_the_same_content_whole(storage: FolderStorage) -> None:
    file = _any_file(b"isi" * 100_000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: _keep(storage, file), range(40)))
        read = set(pool.map(lambda _: storage.read(file.sha256), range(8)))
    assert read == {file.content}
    assert list(storage.names()) == [file.sha256]


def test_what_is_gone_or_altered_is_never_handed_out(storage: FolderStorage, folder: Path) -> None:
    file = _any_file(b"isi")
    with pytest.raises(CorruptFile, match="hilang"):
        storage.read(file.sha256)
    _keep(storage, file)
    next(folder.rglob(file.sha256)).write_bytes(b"isj")
    with pytest.raises(CorruptFile, match="berubah"):
        storage.read(file.sha256)
    _keep(storage, file)
    assert storage.read(file.sha256) == b"isi"


def test_a_name_that_is_no_hash_leads_nowhere(storage: FolderStorage) -> None:
    with pytest.raises(CorruptFile):
        storage.read("../" * 10 + "etc/passwd")
