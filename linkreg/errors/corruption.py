"""Stored data contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable

from linkreg.errors.root import LinkregError
from linkreg.wording import Wording


class CorruptData(LinkregError):
    """Stored data contradicts itself; somebody must look."""

    code = "corrupt_data"


class CorruptRuleset(CorruptData):
    """A ruleset file breaks the rules for rulesets; ``problems`` lists every mistake."""

    code = "corrupt_ruleset"

    def __init__(self, name: str, problems: Iterable[str]) -> None:
        self.name = name
        self.problems = tuple(problems)
        listed = "\n".join(f"  - {p}" for p in self.problems)
        super().__init__(
            Wording("Berkas aturan {name} keliru:\n{listed}", name=name, listed=listed)
        )


class CorruptJournal(CorruptData):
    """The chain of journal entries is broken at ``seq``."""

    code = "corrupt_journal"

    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(
            Wording("Jurnal rusak pada catatan {seq}: {reason}.", seq=seq, reason=reason)
        )
        self.seq = seq


class CorruptIndex(CorruptData):
    """The search index cannot be read."""

    code = "corrupt_index"


class CorruptFile(CorruptData):
    """A document's file is not there, or is not what was put there."""

    code = "corrupt_file"

    def __init__(self, sha256: str, *, missing: bool) -> None:
        state = Wording("hilang") if missing else Wording("berubah sejak disimpan")
        super().__init__(
            Wording(
                "Berkas dokumen {state}. Pengelola: jalankan `linkreg evidence check` dan "
                "pulihkan dari cadangan.",
                state=state,
            )
        )
        self.sha256 = sha256
        self.missing = missing


class UnreadableAnswer(CorruptData):
    """What a server answered is not what a registry of this version answers."""

    code = "unreadable_answer"
