"""The fields schemas are made of: text that is safe to keep, codes that exist, days that are sane."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate

from linkreg.errors import UnknownCode
from linkreg.identifiers import contains_nik, is_valid, without_label
from linkreg.reference import all_urusan, get_region, get_urusan
from linkreg.strict_schema import CodedMessage
from linkreg.vocabulary import IdentifierScheme
from linkreg.wording import Wording

#: Ids, codes and keys of the registry as they stand in addresses; any other path leads nowhere.
IN_ADDRESSES = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"

#: What our own formats of text are called in OpenAPI: codes that ``/v1/regions`` lists.
REGION, PROVINCE = "region-code", "province-code"

_NIK = CodedMessage(
    "personal_number",
    "Memuat 16 angka yang menyerupai NIK. Hapus nomor itu: registri ini tidak menyimpan NIK. "
    "NPWP organisasi diisi pada isian NPWP.",
)
_CONTROL = CodedMessage("control_character", "Memuat karakter kendali; ketik ulang teksnya.")
_DIGITS = re.compile(r" *[+-]?[0-9]{1,30} *", re.ASCII)
_DECIMALS = re.compile(r" *[+-]?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})? *", re.ASCII)
_KEPT_CONTROLS = frozenset("\n\t")

#: What no JSON of ours may hold anywhere, as JSON Schema reads it too.
NO_NUL = r"^[^\u0000]*$"

#: No control characters but tabs and ends of lines, as JSON Schema reads it too.
TEXT_FORM = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"


class Text(fields.String):
    """Free text: trimmed, NFC, without control characters, without a NIK, of bounded length.

    ``lines`` keeps line breaks; otherwise any white space becomes one space. An empty text becomes
    ``None`` unless the field is required.
    """

    def __init__(self, *, max_length: int, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_length = max_length
        self.lines = lines
        least = {"minLength": 1} if self.required else {}
        described = {"pattern": TEXT_FORM, "maxLength": max_length, **least}
        self.metadata = {**described, **self.metadata}
        self.allow_none = self.allow_none or not self.required

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = unicodedata.normalize("NFC", super()._deserialize(value, attr, data, **kwargs))
        text = clean_text(text, lines=self.lines)
        if not text:
            if self.required:
                raise ValidationError(CodedMessage("required", "Tidak boleh kosong."))
            return None
        if len(text) > self.max_length:
            message = Wording(
                "Terlalu panjang: {count} huruf, paling banyak {most}.",
                count=len(text),
                most=self.max_length,
            )
            raise ValidationError(CodedMessage("too_long", message))
        self.refuse(text)
        return text

    def refuse(self, text: str) -> None:
        """Raise ``ValidationError`` for what must not be typed here."""
        refuse_nik(text)


class Question(Text):
    """What is searched for: free text, or the NPWP of a body, whose 16 digits are not a person's."""

    def refuse(self, text: str) -> None:
        """Raise ``ValidationError`` for a NIK, unless the text is nothing but a body's NPWP."""
        if not is_valid(IdentifierScheme.NPWP, without_label(text)):
            refuse_nik(text)


def refuse_nik(text: str) -> None:
    """Raise ``ValidationError`` when a text holds what looks like a person's NIK."""
    if contains_nik(text):
        raise ValidationError(_NIK)


def clean_text(text: str, *, lines: bool) -> str:
    """Trim and fold white space; raise ``ValidationError`` for control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(_is_control(char) for char in text):
        raise ValidationError(_CONTROL)
    if lines:
        return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    return " ".join(text.split())


def _is_control(char: str) -> bool:
    return char not in _KEPT_CONTROLS and unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"}


class Code(fields.Enum[Any]):
    """A member of a vocabulary, by its code; ``but``: one that is not for whoever hands it in."""

    def __init__(self, codes: type[StrEnum], *, but: StrEnum | None = None, **kwargs: Any) -> None:
        self.known = tuple(member.value for member in codes if member is not but)
        message = CodedMessage(
            "unknown_code",
            "Kode tidak dikenal. Pilih salah satu: {known}.",
            known=", ".join(self.known),
        )
        super().__init__(codes, by_value=True, error_messages={"unknown": message}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        member = super()._deserialize(value, attr, data, **kwargs)
        if member.value not in self.known:
            raise self.make_error("unknown")
        return member


class ReferenceCode(fields.String):
    """A code that a reference list holds; ``known`` returns all of a short list."""

    def __init__(
        self,
        look_up: Callable[[str], object],
        *,
        known: Callable[[], Iterable[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.look_up, self.known = look_up, known

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        code = str(super()._deserialize(value, attr, data, **kwargs))
        try:
            self.look_up(code)
        except UnknownCode as error:
            raise ValidationError(CodedMessage(error.code, error.message)) from None
        return code


def region_code(**kwargs: Any) -> ReferenceCode:
    """A Kemendagri region code, such as ``73.71``."""
    described = {"pattern": r"^[0-9]{2}(\.[0-9]{2})?$", "format": REGION}
    return ReferenceCode(get_region, metadata=described, **kwargs)


def urusan_code(**kwargs: Any) -> ReferenceCode:
    """A code of a government affair, such as ``1.02``."""
    return ReferenceCode(get_urusan, known=_urusan_codes, **kwargs)


def _urusan_codes() -> Iterable[str]:
    return (urusan.code for urusan in all_urusan())


class Many(fields.List[Any]):
    """A list of bounded length in which equal items count once; loads as a tuple."""

    def __init__(self, item: fields.Field[Any], *, at_most: int, **kwargs: Any) -> None:
        message = CodedMessage("too_many", "Paling banyak {at_most}.", at_most=at_most)
        super().__init__(item, validate=validate.Length(max=at_most, error=message), **kwargs)
        self._at_most, self._too_many = at_most, message

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        """Count before looking at items, so that a list too long is told once, not for each item."""
        if isinstance(value, list) and len(value) > self._at_most:
            raise ValidationError(self._too_many)
        return super()._deserialize(value, attr, data, **kwargs)

    def deserialize(
        self,
        value: Any,
        attr: str | None = None,
        data: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        """Return a tuple of distinct items in their order."""
        loaded = super().deserialize(value, attr, data, **kwargs)
        return distinct(loaded) if isinstance(loaded, list) else loaded


def distinct(items: Iterable[Hashable]) -> tuple[Any, ...]:
    """Return each item once, in order of first appearance; ``None`` is dropped."""
    return tuple(item for item in dict.fromkeys(items) if item is not None)


_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DAY_FORM = "^(19[0-9]{2}|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$"


class Day(fields.Date):
    """A calendar day ``YYYY-MM-DD`` within the years that make sense here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"pattern": _DAY_FORM}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        day: date = super()._deserialize(value, attr, data, **kwargs)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            message = Wording(
                "Tahun {year} di luar {first}-{last}.",
                year=day.year,
                first=_FIRST_YEAR,
                last=_LAST_YEAR,
            )
            raise ValidationError(CodedMessage("invalid_date", message))
        return day


class Digits(fields.Integer):
    """A whole number written in a text, in plain digits: Python alone would take ``1_0`` for 10."""

    def _validated(self, value: Any) -> int:
        if not isinstance(value, int) and not _DIGITS.fullmatch(str(value)):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Measure(fields.Float):
    """A number written in a text, in plain digits as ``Digits`` takes them, and parts of one."""

    def _validated(self, value: Any) -> float:
        if isinstance(value, str) and not _DECIMALS.fullmatch(value):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Whole(fields.Integer):
    """A whole number in JSON, which knows one kind of number: 5.0 is 5, as in JSON Schema."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, **kwargs)

    def _validated(self, value: Any) -> int:
        is_whole = isinstance(value, float) and value.is_integer()
        return super()._validated(int(value) if is_whole else value)


def bounded(low: int, high: int) -> validate.Range:
    """Return the rule that a number lies between two others, both included."""
    return validate.Range(
        low,
        high,
        error=CodedMessage("out_of_range", "Antara {low} dan {high}.", low=low, high=high),
    )


def year(**kwargs: Any) -> fields.Integer:
    """A calendar year."""
    message = Wording("Tahun antara {first} dan {last}.", first=_FIRST_YEAR, last=_LAST_YEAR)
    bounds = validate.Range(_FIRST_YEAR, _LAST_YEAR, error=CodedMessage("out_of_range", message))
    return Whole(validate=bounds, **kwargs)


def count(*, at_most: int, **kwargs: Any) -> fields.Integer:
    """A whole number from 0."""
    message = Wording("Bilangan bulat antara 0 dan {at_most}.", at_most=at_most)
    bounds = validate.Range(0, at_most, error=CodedMessage("out_of_range", message))
    return Whole(validate=bounds, **kwargs)
