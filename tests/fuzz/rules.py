"""What JSON Schema cannot say: why data that keeps to the document may be refused with 400 or 422.

Each rule holds for a place and a code, and only where the data is as ``holds`` says: a refusal of
anything else is a finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemathesis import Case
from schemathesis.core import NOT_SET

from tests.permissions.world import CODE, PASSWORD

#: Where the clock of the world stands.
_TODAY = "2026-11-20"

#: The first day on which a ruleset was in force.
_FIRST_DAY = date(2018, 6, 8)

_NIK = re.compile(r"(?:[0-9][ .\-/]*){16}")
_PLAIN_MAIL = re.compile(r"[a-z0-9]+@([a-z0-9]+\.)+[a-z]{2,}")
_PLAIN_URL = re.compile(r"https?://([a-z0-9]+\.)+[a-z]{2,}(/[a-z0-9]*)*")

Holds = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to refuse what stands at a place; ``holds`` gets that and what it stands in."""

    place: str
    code: str
    holds: Holds

    def explains(self, pointer: str, code: str, sent: Any) -> bool:
        if code != self.code or re.fullmatch(self.place, pointer) is None:
            return False
        return self.holds(at(sent, pointer), at(sent, pointer.rpartition("/")[0]))


def at(sent: Any, pointer: str) -> Any:
    """Return what stands at a JSON pointer; ``None`` where nothing does."""
    for step in pointer.split("/")[1:]:
        if isinstance(sent, list) and step.isdigit() and int(step) < len(sent):
            sent = sent[int(step)]
        else:
            sent = sent.get(step) if isinstance(sent, dict) else None
    return sent


def _has(*kinds: str) -> Holds:
    return lambda value, _: any(unicodedata.category(char) in kinds for char in str(value))


def _is_blank(value: Any, _: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _turned(first: str, last: str) -> Holds:
    """Say that something ends before it begins."""
    return lambda _, sent: str(sent.get(last)) < str(sent.get(first))


def _lacks(name: str) -> Holds:
    return lambda _, sent: not sent.get(name)


def _ends_early(_: Any, sent: Any) -> bool:
    begins = [sent[name] for name in ("valid_from", "issued_on") if sent.get(name)]
    return bool(begins) and str(sent.get("valid_until")) < max(begins)


def _is_twice(_: Any, sent: Any) -> bool:
    schemes = [it["scheme"] for it in sent["identifiers"]]
    return len(set(schemes)) < len(schemes)


def _exceeds(parts: Any, personnel: Any) -> bool:
    return sum(it or 0 for it in parts.values()) > (personnel.get("permanent") or 0)


def _is_known(value: Any, sent: Any) -> bool:
    """Say that a password holds the name of this system, a NIK, or the address it is for."""
    password = unicodedata.normalize("NFKC", value).casefold()
    name = str(sent.get("email", "")).strip().casefold().partition("@")[0]
    return (
        "linkreg" in password or bool(_NIK.search(password)) or (len(name) > 3 and name in password)
    )


def _names_whom(ground: Any, sent: Any) -> bool:
    return any(text.strip().casefold() in ground.casefold() for text in sent["texts"])


def _few_letters(value: Any, _: Any) -> bool:
    return sum(map(str.isalnum, value)) < 4


def _composed_differently(value: Any, _: Any) -> bool:
    return len(unicodedata.normalize("NFKC", value)) != len(value)


def _is_long_when_composed(value: Any, _: Any) -> bool:
    return len(unicodedata.normalize("NFC", value)) > len(value)


def _is_no_day(value: Any, _: Any) -> bool:
    try:
        date.fromisoformat(str(value)[:10])
    except ValueError:
        return True
    return False


def _before_all_rules(_: Any, sent: Any) -> bool:
    days = [sent.get(name) for name in ("qualified_on", "on", "until")]
    return any(day and day < _FIRST_DAY.isoformat() for day in days)


def _in(schemes: str, holds: Callable[[str], bool]) -> Holds:
    """Say that something holds of a number in one of these schemes."""
    return lambda value, sent: sent["scheme"] in schemes.split() and holds(_plain(value))


def _plain(value: str) -> str:
    """Return a number in plain letters, without those that nobody sees."""
    seen = "".join(char for char in value if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", seen).strip()


def _digits(number: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in number if char.isdigit())


_COUNTED, _LETTERS = "npwp nitku nib", "sk_ahu skt_ormas skt_pajak"

#: What may be wrong with a number, in the scheme it is in.
_NUMBERS: tuple[tuple[str, Holds], ...] = (
    ("blank", lambda value, _: not _plain(value)),
    ("control_character", lambda value, _: any(map(str.isspace, _plain(value)))),
    ("too_long", lambda value, _: len(_plain(value)) > len(value)),
    ("not_digits", _in(_COUNTED, lambda it: re.search(r"[^0-9 ./-]", it) is not None)),
    ("all_zeros", _in(_COUNTED, lambda it: set(_digits(it)) == {"0"})),
    ("npwp_length", _in("npwp", lambda it: len(_digits(it)) not in {15, 16})),
    ("nitku_length", _in("nitku", lambda it: len(_digits(it)) != 22)),
    ("nib_length", _in("nib", lambda it: len(_digits(it)) != 13)),
    ("npwp_of_person", _in("npwp nitku", lambda it: _digits(it)[:1] in set("123456789"))),
    ("nik", _in(_LETTERS, lambda it: len(_digits(it)) >= 16)),
    ("ror_pattern", _in("ror", lambda it: not re.search("0[0-9a-z]{6}[0-9]{2}/?$", it.lower()))),
)

#: How a file begins that may be kept.
_FILES = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04")


def _is_no_file(_: Any, sent: Any) -> bool:
    return not (isinstance(sent, bytes) and sent.startswith(_FILES))


def _is_text(value: Any, _: Any) -> bool:
    """Say that an id is named; one that is drawn is never one that there is."""
    return isinstance(value, str) and bool(value.strip())


RULES = (
    # texts, wherever they stand
    Rule(".*", "required", _is_blank),
    Rule(".*", "control_character", _has("Cn", "Co", "Cs")),
    Rule(".*", "personal_number", lambda value, _: bool(_NIK.search(str(value)))),
    Rule(".*", "too_long", _is_long_when_composed),
    Rule(".*", "invalid_date", _is_no_day),
    Rule(".*/?email", "invalid_email", lambda it, _: not _PLAIN_MAIL.fullmatch(it)),
    Rule(".*", "invalid_url", lambda it, _: not _PLAIN_URL.fullmatch(it)),
    # a search: distances need a place, a page begins at one place, cursors lead to what is there
    Rule("/(within_km|sort)", "required", _lacks("near")),
    Rule("/offset", "inconsistent", lambda _, sent: bool(sent.get("after"))),
    Rule("/after", "cursor_gone", _is_text),
    Rule("", "invalid_request", _before_all_rules),
    Rule("/until", "inconsistent", _turned("on", "until")),
    Rule("/until", "inconsistent", lambda value, sent: not sent.get("on") and value < _TODAY),
    # a profile
    Rule("/founded_on", "inconsistent", lambda value, _: value > _TODAY),
    Rule("/identifiers", "inconsistent", _is_twice),
    Rule("/personnel/by_sex", "inconsistent", _exceeds),
    Rule("/experiences/[0-9]+/end_year", "inconsistent", lambda it, work: it < work["start_year"]),
    *(Rule("/identifiers/[0-9]+/id", code, holds) for code, holds in _NUMBERS),
    # documents, flags and erasures
    Rule("/valid_until", "inconsistent", _ends_early),
    Rule("/issued_on", "inconsistent", lambda value, _: value > _TODAY),
    Rule("/(valid_until|issued_on|fiscal_year|clause)", "required", lambda value, _: not value),
    Rule("/replaces", "unknown_evidence", _is_text),
    Rule("/ends_on", "inconsistent", _turned("starts_on", "ends_on")),
    Rule("/texts", "required", lambda value, sent: not value and not sent.get("documents")),
    Rule("/texts/[0-9]+", "out_of_range", _few_letters),
    Rule("/documents/[0-9]+", "unknown_evidence", _is_text),
    Rule("/ground", "inconsistent", _names_whom),
    Rule("/file", "unknown_type", _is_no_file),
    Rule("/file", "empty", lambda _, sent: not sent),
    # an officer's decision: which questions there are depends on the document
    Rule("/note", "required", lambda it, sent: not it and sent.get("state") == "rejected"),
    Rule("/answers/[a-z_]+", "required", lambda value, _: value is None),
    Rule("/answers/[a-z_]+", "unknown_field", lambda value, _: value is not None),
    Rule("/answers/[a-z_]+", "inconsistent", lambda value, _: value is False),
    # accounts: codes and passwords that are known, and what goes with a role
    Rule("/text", "unknown_code", lambda value, _: value != "2026-11"),
    Rule("/(email|password)", "required", _lacks("account")),
    Rule("/(email|password)", "inconsistent", lambda _, sent: bool(sent.get("account"))),
    Rule("/password", "out_of_range", _composed_differently),
    Rule("/password", "common_password", lambda value, _: len(set(value.lower())) < len(value)),
    Rule("/password", "password_holds_known", _is_known),
    Rule("/current", "wrong_password", lambda value, _: value != PASSWORD),
    Rule("/code", "wrong_code", lambda value, _: value != CODE),
    Rule("/region", "required", lambda _, sent: sent.get("role") == "officer"),
    Rule("/region", "inconsistent", lambda _, sent: sent.get("role") != "officer"),
    Rule("/organization_id", "required", lambda _, sent: sent.get("role") == "organization"),
)


def unexplained(case: Case, problem: dict[str, Any]) -> list[str]:
    """Return the mistakes that a problem names and no rule of the table explains."""
    sent = case.query if case.body is NOT_SET else case.body
    mistakes = problem["errors"] or [{"pointer": "", "code": problem["code"]}]
    return [
        f"{it['pointer']}: {it['code']}"
        for it in mistakes
        if not any(rule.explains(it["pointer"], it["code"], sent) for rule in RULES)
    ]
