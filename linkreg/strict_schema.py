"""The manners of every schema: nothing unknown passes, and mistakes are told in Indonesian.

``StrictSchema`` refuses unknown fields and gives each of marshmallow's own messages an Indonesian text
with a stable code. ``mistakes_in`` flattens what marshmallow reports into one ``Mistake`` per place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from linkreg.errors import InvalidInput, Mistake
from linkreg.wording import Wording


class CodedMessage(Wording):
    """A message for people that remembers its code for machines."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, code: str, text: str, /, **values: object) -> CodedMessage:
        """Bind a code to a text and what fills it."""
        message = super().__new__(cls, text, **values)
        message.code = code
        return message

    @classmethod
    def _kept(cls) -> tuple[str, ...]:
        return (*super()._kept(), "code")

    def _like(self, text: str, values: Mapping[str, object]) -> CodedMessage:
        message = super()._like(text, values)
        message.code = self.code
        return message


#: What marshmallow says, and what we say instead.
_TRANSLATIONS: Mapping[str, CodedMessage] = {
    english: CodedMessage(code, text)
    for english, code, text in (
        ("Missing data for required field.", "required", "Wajib diisi."),
        ("Field may not be null.", "required", "Tidak boleh kosong (null)."),
        ("Unknown field.", "unknown_field", "Isian ini tidak dikenal; periksa ejaannya."),
        ("Invalid input type.", "wrong_type", "Harus berupa kumpulan isian (objek)."),
        ("Invalid type.", "wrong_type", "Harus berupa kumpulan isian (objek)."),
        ("Not a valid string.", "wrong_type", "Harus berupa teks."),
        ("Not a valid list.", "wrong_type", "Harus berupa daftar."),
        ("Not a valid mapping type.", "wrong_type", "Harus berupa kumpulan isian (objek)."),
        ("Not a valid boolean.", "wrong_type", "Hanya true atau false."),
        ("Not a valid integer.", "wrong_type", "Harus bilangan bulat."),
        ("Not a valid number.", "wrong_type", "Harus berupa angka."),
        ("Number too large.", "too_large", "Angkanya terlalu besar."),
        (
            "Special numeric values (nan or infinity) are not permitted.",
            "wrong_type",
            "Harus berupa angka.",
        ),
        (
            "Not a valid date.",
            "invalid_date",
            "Bukan tanggal; tulis TTTT-BB-HH, misalnya 2026-12-31.",
        ),
        (
            "Not a valid {obj_type}.",
            "invalid_date",
            "Bukan tanggal atau waktu yang sah; tulis misalnya 2026-12-31.",
        ),
        ("Not a valid URL.", "invalid_url", "Bukan alamat web yang sah; awali dengan https://."),
        (
            "Not a valid email address.",
            "invalid_email",
            "Bukan alamat surel yang sah; tulis misalnya info@contoh.or.id.",
        ),
        (
            "Must be one of: {choices}.",
            "unknown_code",
            "Tidak dikenal; pilih salah satu: {choices}.",
        ),
    )
}

UNKNOWN_FIELD = _TRANSLATIONS["Unknown field."]

FILLED = validate.Length(min=1, error=CodedMessage("required", "Tidak boleh kosong."))


class StrictSchema(Schema):
    """A schema that passes nothing unknown and speaks Indonesian."""

    class Meta:
        unknown = RAISE

    error_messages = {  # noqa: RUF012 - marshmallow's own way of declaring them
        "unknown": UNKNOWN_FIELD,
        "type": _TRANSLATIONS["Invalid input type."],
    }

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Translate the messages the field came with; its own stay."""
        translate(field_obj)
        super().on_bind_field(field_name, field_obj)


def translate(field_obj: fields.Field[Any]) -> None:
    """Give a field, and what it is a list of, the Indonesian messages."""
    for key, text in field_obj.error_messages.items():
        if isinstance(text, str) and text in _TRANSLATIONS:
            field_obj.error_messages[key] = _TRANSLATIONS[text]
    for validator in field_obj.validators:
        own = getattr(validator, "error", None)
        if isinstance(own, str) and own in _TRANSLATIONS:
            validator.error = _TRANSLATIONS[own]  # type: ignore[attr-defined]
    if isinstance(field_obj, fields.List):
        translate(field_obj.inner)


def loaded(schema: Schema, data: Any, message: str) -> Any:
    """Return what a schema makes of data; raise ``InvalidInput`` with the message and every mistake."""
    try:
        return schema.load(data)
    except ValidationError as error:
        raise InvalidInput(message, mistakes_in(error)) from None


def mistakes_in(error: ValidationError) -> Iterator[Mistake]:
    """Yield every mistake of a refused input with its JSON pointer, in the order of the fields."""
    yield from _flatten(error.messages, ())


def _flatten(messages: Any, place: tuple[str, ...]) -> Iterator[Mistake]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _flatten(inner, place if key == "_schema" else (*place, str(key)))
    else:
        for message in messages if isinstance(messages, list) else [messages]:
            if isinstance(message, Mapping):
                yield from _flatten(message, place)
            else:
                code = getattr(message, "code", "invalid")
                yield Mistake(json_pointer(place), code, message)


def json_pointer(place: tuple[str, ...]) -> str:
    """Return the RFC 6901 pointer of a place."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in place)


def pointer_steps(pointer: str) -> Iterator[str]:
    """Yield the steps of an RFC 6901 pointer."""
    for step in pointer.split("/")[1:]:
        yield step.replace("~1", "/").replace("~0", "~")
