"""The catalogs hold every text, translated with the places it has; code lets texts be found."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from api.languages import DEFAULT, LANGUAGES
from tests.translations import collecting
from tests.translations.collecting import ROOT, as_mo, as_po, catalog_path, lacking, read_catalog

OTHERS = sorted(set(LANGUAGES) - {DEFAULT})
UPDATE = "Run `make translations` and translate what it names."

_PLACES = re.compile(r"%\(\w+\)s|\{\w*\}|</?\w+")
_PROSE = re.compile(r"[A-Za-z]{3,}[ ,]+[A-Za-z]{3,}")


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalog_holds_the_texts_there_are_and_no_others(language: str) -> None:
    assert catalog_path(language).read_bytes() == as_po(collecting.updated(language)), UPDATE


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_lacks_a_translation_or_has_a_doubtful_one(language: str) -> None:
    catalog = read_catalog(language)
    assert list(lacking(catalog)) == []
    assert [message.id for message in catalog if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    path = catalog_path(language)
    assert path.with_suffix(".mo").read_bytes() == as_mo(read_catalog(language)), UPDATE


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_and_tags_of_its_text(language: str) -> None:
    wrong = []
    for message in read_catalog(language):
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        given = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = {place for text in texts for place in _PLACES.findall(text)}
        wrong += [text for text in given if message.id and set(_PLACES.findall(text)) != wanted]
    assert wrong == []


def test_what_is_filled_is_a_wording_and_no_ready_text() -> None:
    """An f-string is Indonesian for ever: nobody can look its template up."""
    paths = (*collecting.library(), *sorted((ROOT / "api" / "pages").glob("*.py")))
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr) and _reads_as_prose(node)
    ]
    assert found == []


def _reads_as_prose(text: ast.JoinedStr) -> bool:
    plain = (part.value if isinstance(part, ast.Constant) else "{}" for part in text.values)
    return _PROSE.search("".join(map(str, plain))) is not None


def test_a_template_translates_only_what_is_written_in_it() -> None:
    """``_(text)`` of a text that is not known would not be found in time, and would not be escaped."""
    found = []
    for path in sorted((ROOT / "api" / "templates").rglob("*.html")):
        lines = enumerate(path.read_text().splitlines(), start=1)
        found += [f"{path.name}:{n}" for n, line in lines if re.search(r"\b_\((?!['\"])", line)]
    assert found == []


def test_translations_are_part_of_what_is_installed() -> None:
    declared = Path(ROOT / "setup.cfg").read_text()
    assert "translations/**/*" in declared
