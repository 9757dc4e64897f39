"""Texts for people, in Indonesian, that remember what they are made of.

A ``Wording`` is its Indonesian text: whoever only reads texts need not know of it. It also keeps the
template and the values that fill it, so that a page can look the template up in a catalog of another
language and fill it anew. No other language is known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache, reduce
from typing import Self

from babel.dates import format_date


class Wording(str):
    """A template filled with values: dates are spelled out, wordings stand as they are.

    Without values a template is a text as it is, braces and all.
    """

    __slots__ = ("is_lower", "template", "values")
    template: str
    values: Mapping[str, object]
    is_lower: bool

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Fill the template with values by name; a wording that is filled already is taken over."""
        if isinstance(template, Wording) and not values:
            return cls._made(str(template), template.template, template.values)
        pattern = template.template if isinstance(template, Wording) else template
        spelled = {name: in_words(value) for name, value in values.items()}
        return cls._made(pattern.format_map(spelled) if values else pattern, pattern, values)

    @classmethod
    def _made(cls, text: str, template: str, values: Mapping[str, object]) -> Self:
        made = str.__new__(cls, text)
        made.template, made.values, made.is_lower = template, values, False
        return made

    @classmethod
    def of(cls, text: str) -> Wording:
        """Return a text as a wording; one that is a wording already as it is."""
        return text if isinstance(text, Wording) else Wording(text)

    def __reduce__(self) -> tuple[object, ...]:
        """Let it be copied, as schemas are when they are described."""
        return _remade, (type(self), str(self), {n: getattr(self, n) for n in self._kept()})

    @classmethod
    def _kept(cls) -> tuple[str, ...]:
        return Wording.__slots__

    def format(self, *args: object, **values: object) -> Self:
        """Fill the places of a template; one that is filled already stays as it is."""
        if self.values:
            return self
        filled = str.__format__(self, "").format(*args, **values)
        return self._like(filled, values)

    def lower(self) -> Self:
        """Return it in small letters, in whatever language it is said."""
        small = self._like(str.lower(self), self.values)
        small.is_lower = True
        return small

    def _like(self, text: str, values: Mapping[str, object]) -> Self:
        return self._made(text, self.template, values)


def _remade(kind: type[Wording], text: str, kept: Mapping[str, object]) -> Wording:
    made = str.__new__(kind, text)
    for name, value in kept.items():
        setattr(made, name, value)
    return made


@lru_cache(maxsize=4096)
def day_in_words(day: date) -> str:
    """Return a date as Indonesian readers write it: 31 Desember 2026."""
    return format_date(day, "d MMMM y", locale="id")


def in_words(value: object) -> str:
    """Return a value as a sentence has it."""
    return day_in_words(value) if isinstance(value, date) else str(value)


def joined(between: str, parts: Iterable[object]) -> Wording:
    """Return parts one after the other."""
    named = {f"part{place}": part for place, part in enumerate(parts)}
    return Wording(between.join(f"{{{name}}}" for name in named), **named)


def both(parts: Iterable[str]) -> Wording:
    """Return parts of which all are meant."""
    words = [Wording.of(part) for part in parts]
    return reduce(_and, words) if words else Wording("")


def either(parts: Iterable[str]) -> Wording:
    """Return parts of which any one will do."""
    words = [Wording.of(part) for part in parts]
    return reduce(_or, words) if words else Wording("")


def _and(one: Wording, other: Wording) -> Wording:
    return Wording("{one} dan {other}", one=one, other=other)


def _or(one: Wording, other: Wording) -> Wording:
    return Wording("{one} atau {other}", one=one, other=other)
