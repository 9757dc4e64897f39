"""What is stored does not hold what was asked for, or is at odds with it."""

from __future__ import annotations

from linkreg.errors.root import LinkregError
from linkreg.wording import Wording


class NotFound(LinkregError):
    """No such thing, or none that the caller may know of."""

    code = "not_found"


class NotKnownThen(NotFound):
    """Known now, but not to the caller on the day asked for."""

    code = "not_known_then"


class RevisionErased(NotFound):
    """The revision asked for was erased; that it existed is still known."""

    code = "revision_erased"


class Conflict(LinkregError):
    """Right in itself, but at odds with what is stored."""

    code = "conflict"


class DuplicateIdentifier(Conflict):
    """An identifier that may belong to one organization only already belongs to another."""

    code = "duplicate_identifier"

    def __init__(self, scheme: str, label: str, value: str) -> None:
        super().__init__(
            Wording(
                "{label} {value} sudah terdaftar pada organisasi lain. Periksa kembali nomornya, "
                "atau hubungi pengelola bila organisasi Anda didaftarkan oleh pihak lain.",
                label=label,
                value=value,
            )
        )
        self.scheme = scheme
        self.value = value


class StaleVersion(Conflict):
    """The writer saw an older version than the one stored."""

    code = "stale_version"

    def __init__(self, seen: int, current: int) -> None:
        super().__init__(
            Wording(
                "Data sudah berubah (Anda melihat versi {seen}, sekarang versi {current}). Muat "
                "ulang, periksa perubahannya, lalu simpan lagi.",
                seen=seen,
                current=current,
            )
        )
        self.seen = seen
        self.current = current


class KeyReused(Conflict):
    """Something else was asked for under the same key."""

    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__(
            "Kunci ini sudah dipakai untuk permintaan lain. Pakai kunci baru untuk setiap "
            "perubahan."
        )


class OutcomeUnknown(Conflict):
    """The change was asked for before under the same key, and what came of it was not kept."""

    code = "idempotency_outcome_unknown"

    def __init__(self) -> None:
        super().__init__(
            "Permintaan ini sedang atau sudah dikerjakan, tetapi jawabannya tidak tersimpan. "
            "Tunggu "
            "sebentar lalu ulangi; bila tetap begini, baca keadaannya dahulu dan pakai kunci baru."
        )
