"""The fields of government (*urusan pemerintahan*) and the codes planning and budgets give them.

``1.xx`` to ``3.xx`` are the 32 affairs of Law 23/2014 article 12. The list also names the ten
supporting functions of the planning nomenclature (``4.01`` secretariat to ``8.01`` Kesbangpol), which
are fields of no organization.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from linkreg.errors import InvalidInput, Mistake, UnknownCode
from linkreg.reference.tables import read_table
from linkreg.wording import Wording

#: Three urusan codes, then the unit's number and its subunit's: ``2.07.3.32.0.00.09.0000``.
_UNIT_CODE = re.compile(
    r"([0-9]\.[0-9]{2})\.([0-9]\.[0-9]{2})\.([0-9]\.[0-9]{2})\.[0-9]{2}\.[0-9]{4}"
)

#: The first digits of the affairs of article 12; from 4 on the list names supporting functions.
_AFFAIRS = ("1.", "2.", "3.")


@dataclass(frozen=True, slots=True)
class Urusan:
    """A field of government: code (``2.07``), name, and the group the law puts it in."""

    code: str
    name: Wording
    group: Wording

    @property
    def is_affair(self) -> bool:
        """Whether it is one of the 32 affairs of the law rather than a supporting function."""
        return self.code.startswith(_AFFAIRS)


@cache
def get_urusan(code: str) -> Urusan:
    """Return the urusan with exactly this code; raises ``UnknownCode``."""
    try:
        return _urusan()[code]
    except KeyError:
        raise UnknownCode(Wording("urusan"), code) from None


def all_urusan() -> tuple[Urusan, ...]:
    """Return the affairs and then the supporting functions, in the order of codes."""
    return tuple(_urusan().values())


def urusan_of_unit(unit_code: str) -> tuple[str, ...]:
    """Return the affairs that a government unit's code names, each once and in its order.

    ``2.07.3.32.0.00.09.0000`` (``kd_satker_str`` in RUP) gives ``("2.07", "3.32")``. A unit has up to
    three, ``0.00`` standing for none. Supporting functions such as ``5.02`` (finance) and codes the
    list lacks are passed over: they say nothing of the field of work, so the answer may be empty.
    Raises ``InvalidInput`` for text of another shape.
    """
    match = _UNIT_CODE.fullmatch(unit_code.strip())
    if match is None:
        raise _not_a_unit_code(unit_code)
    known = _urusan()
    return tuple(
        code for code in dict.fromkeys(match.groups()) if code in known and known[code].is_affair
    )


def _not_a_unit_code(text: str) -> InvalidInput:
    message = Wording(
        "Kode satuan kerja {text} tidak dikenali. Tulis seperti 2.07.3.32.0.00.09.0000: tiga "
        "kode urusan, lalu nomor satuan kerja.",
        text=repr(text),
    )
    return InvalidInput(message, [Mistake("", "unit_code_shape", message)])


@cache
def _urusan() -> Mapping[str, Urusan]:
    rows = sorted(read_table("urusan.csv"), key=lambda row: row["code"])
    return MappingProxyType({row["code"]: _read(**row) for row in rows})


def _read(code: str, name: str, group: str) -> Urusan:
    return Urusan(code, Wording(name), Wording(group))
