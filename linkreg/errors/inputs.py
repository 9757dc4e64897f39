"""What was handed in breaks a rule."""

from __future__ import annotations

from collections.abc import Iterable

from linkreg.errors.root import LinkregError, Mistake
from linkreg.wording import Wording


class InvalidInput(LinkregError):
    """What was handed in breaks one or more rules; ``mistakes`` lists all of them at once."""

    code = "invalid_input"

    def __init__(self, message: str, mistakes: Iterable[Mistake] = ()) -> None:
        super().__init__(message)
        self.mistakes = tuple(mistakes)


class UnknownCode(InvalidInput):
    """A code that the named list does not hold."""

    code = "unknown_code"

    def __init__(self, kind: Wording, value: str) -> None:
        super().__init__(
            Wording(
                "Kode {kind} {value} tidak dikenal. Lihat daftar kode {kind}.",
                kind=kind,
                value=repr(value),
            )
        )
        self.kind = kind
        self.value = value


class UnknownRegionName(InvalidInput):
    """A place name that no region of the reference list bears; ``nearest`` names look-alikes."""

    code = "unknown_region_name"

    def __init__(self, name: str, nearest: Iterable[str] = ()) -> None:
        self.name = name
        self.nearest = tuple(nearest)
        hint = (
            Wording(" Mungkin maksudnya: {nearest}.", nearest="; ".join(self.nearest))
            if self.nearest
            else ""
        )
        super().__init__(
            Wording(
                "Wilayah {name} tidak dikenal.{hint} Tulis nama lengkap atau kodenya.",
                name=repr(name),
                hint=hint,
            )
        )


class AmbiguousRegionName(InvalidInput):
    """A place name that fits several regions; ``candidates`` are (code, name) pairs."""

    code = "ambiguous_region_name"

    def __init__(self, name: str, candidates: Iterable[tuple[str, str]]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        listed = "; ".join(f"{label} ({code})" for code, label in self.candidates)
        super().__init__(
            Wording(
                "Wilayah {name} dapat berarti: {listed}. Pilih salah satu.",
                name=repr(name),
                listed=listed,
            )
        )


class FileTooLarge(InvalidInput):
    """A file of more bytes than ``limit``."""

    code = "file_too_large"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        message = Wording(
            "Berkas lebih besar dari {limit} MB. Kecilkan, misalnya dengan memindai pada "
            "resolusi lebih rendah, lalu unggah lagi.",
            limit=limit // 1024**2,
        )
        super().__init__(message, [Mistake("/file", self.code, message)])
