"""Every text that a page can show, from where it is written: templates, code, lists and rulesets.

``python -m tests.translations.collecting`` (``make translations``) writes them into the catalogs of
``api/translations``, keeping what is translated, and compiles those.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from api import messages
from api.languages import DEFAULT, LANGUAGES
from api.problem import HTTP_MESSAGES, UNEXPECTED
from linkreg import vocabulary
from linkreg.eligibility import load_rulesets
from linkreg.reference import all_urusan
from linkreg.services.permissions import PERMISSIONS
from linkreg.strict_schema import _TRANSLATIONS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "api" / "translations"
_DAY = datetime(2026, 11, 1, tzinfo=UTC)

_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_OPTIONS = {"trimmed": "false", "newstyle_gettext": "true", "extensions": "jinja2.ext.do"}

#: What no page ever calls: commands, letters, settings, imports and ruleset files are Indonesian.
_ELSEWHERE = (
    *("cli", "client", "migrations", "mail.py", "settings.py", "wiring.py", "plain_yaml.py"),
    *("eligibility/loading.py", "eligibility/file_fields.py", "search/synonyms.py", "journal.py"),
    *("services/mapping.py", "services/table.py", "services/rows.py", "services/intake.py"),
    *("services/workbook.py", "services/letters.py", "services/sending.py", "database.py"),
    "strict_schema.py",
)
_OF_THE_WEB = ("pages", "limits.py", "identity.py", "mailing.py", "languages.py", "errors.py")

#: Whose arguments are said to people as they stand.
_SAY = {"Mistake", "loaded", "refused", "_refused", "ValidationError"}


def collected() -> dict[str | tuple[str, str], set[str]]:
    """Return every text (or pair of singular and plural), with the places that have it."""
    found: dict[str | tuple[str, str], set[str]] = {}
    for place, text in (*_listed(), *_written()):
        found.setdefault(text, set()).add(place)
    return found


def _listed() -> Iterator[tuple[str, str]]:
    """Yield what closed lists, rulesets and tables say."""
    yield from _of_messages()
    yield from _of_rulesets()
    for name in vocabulary.__all__:
        yield from (("linkreg/vocabulary", member.label) for member in getattr(vocabulary, name))
    for urusan in all_urusan():
        yield from (("linkreg/reference/data/urusan.csv", t) for t in (urusan.name, urusan.group))
    yield from (("linkreg/strict_schema.py", message) for message in _TRANSLATIONS.values())
    for permission in PERMISSIONS.values():
        excluded = permission.excluded.refusal if permission.excluded else ""
        for text in filter(None, (permission.login, permission.refusal, excluded)):
            yield "linkreg/services/permissions.py", text


def _of_messages() -> Iterator[tuple[str, str]]:
    for name, value in vars(messages).items():
        texts = value.values() if isinstance(value, Mapping) else [value]
        for text in texts if name.isupper() else ():
            if isinstance(text, str):
                yield "api/messages.py", getattr(text, "template", text)
    yield from (("api/problem.py", text) for text in (*HTTP_MESSAGES.values(), UNEXPECTED))


def _of_rulesets() -> Iterator[tuple[str, str]]:
    for ruleset in load_rulesets().all:
        texts = [ruleset.title, ruleset.instrument, ruleset.note]
        for criterion in ruleset.criteria:
            texts += [criterion.label, criterion.explanation]
            texts += [criterion.citation.instrument, criterion.citation.article]
        yield from ((f"linkreg/eligibility/rulesets/{ruleset.key}", t) for t in texts if t)


def _written() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Yield what templates and code say."""
    for path in sorted((ROOT / "api" / "templates").rglob("*.html")):
        yield from _wrapped(path, "jinja2")
    for path in sorted((ROOT / "api").rglob("*.py")):
        yield from _wrapped(path, "python")
        if path.relative_to(ROOT / "api").parts[0] in _OF_THE_WEB:
            yield from ((_name(path), text) for text in said_in(ast.parse(path.read_text())))
    for path in library():
        yield from ((_name(path), text) for text in said_in(ast.parse(path.read_text())))


def library() -> Iterator[Path]:
    """Yield the modules of the library whose texts a page can show."""
    top = ROOT / "linkreg"
    for path in sorted(top.rglob("*.py")):
        if not path.relative_to(top).as_posix().startswith(_ELSEWHERE):
            yield path


def _wrapped(path: Path, method: str) -> Iterator[tuple[str, str | tuple[str, str]]]:
    for _, text, _, _ in extract_from_file(
        method, path, keywords=_KEYWORDS, options=_OPTIONS, strip_comment_tags=True
    ):
        yield _name(path), text


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def said_in(module: ast.Module) -> Iterator[str]:
    """Yield the texts of a module: of wordings and coded messages, and whole sentences anywhere."""
    documented = {id(text) for node in ast.walk(module) for text in _docstring(node)}
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield from _said_by(node)
        elif (
            isinstance(node, ast.Constant)
            and id(node) not in documented
            and is_sentence(node.value)
        ):
            yield node.value


def _docstring(node: ast.AST) -> Iterator[ast.AST]:
    """Yield texts that stand alone, which document something."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


def _said_by(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = {"Wording": 0, "CodedMessage": 1}.get(name)
    if place is not None and len(call.args) > place:
        text = call.args[place]
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
            yield text.value


def is_sentence(value: object) -> bool:
    """Say whether a constant is a sentence for people: several words, a capital and an end."""
    if not isinstance(value, str) or " " not in value or "\n" in value:
        return False
    return value[0].isupper() and value[-1] in ".?"


def catalog_path(language: str) -> Path:
    """Return where the catalog of a language stands."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def read_catalog(language: str) -> Catalog:
    """Return the catalog as it stands; empty when there is none yet."""
    path = catalog_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """Return the catalog with exactly the texts collected, translated as far as it was."""
    old = read_catalog(language)
    new = Catalog(
        locale=language,
        project="linkreg",
        version="1",
        copyright_holder="The linkreg maintainers",
        msgid_bugs_address="",
        last_translator="The linkreg maintainers",
        language_team="linkreg",
        creation_date=_DAY,
        revision_date=_DAY,
        fuzzy=False,
        header_comment="# The English of linkreg's pages; see docs/translations.md.",
    )
    for text, places in collected().items():
        key = text if isinstance(text, str) else text[0]
        known = old.get(key)
        new.add(text, _known(known, text), locations=[(place, 1) for place in sorted(places)])
    return new


def _known(message: Message | None, text: str | tuple[str, str]) -> str | tuple[str, ...]:
    if message is None or isinstance(message.id, str) != isinstance(text, str):
        return "" if isinstance(text, str) else ("", "")
    return message.string


def as_po(catalog: Catalog) -> bytes:
    """Return the text of a catalog."""
    written = BytesIO()
    write_po(written, catalog, width=100, sort_output=True, include_lineno=False)
    return written.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return a catalog compiled."""
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def lacking(catalog: Catalog) -> Iterable[str]:
    """Return the texts of a catalog that have no translation."""
    return [str(message.id) for message in catalog if message.id and not _done(message)]


def _done(message: Message) -> bool:
    given = [message.string] if isinstance(message.string, str) else message.string
    return bool(given) and all(given)


def main() -> None:
    """Update and compile the catalogs; name what still has no translation."""
    for language in LANGUAGES:
        if language == DEFAULT:
            continue
        catalog, path = updated(language), catalog_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(catalog))
        for text in lacking(catalog):
            sys.stdout.write(f"{language}: {text}\n")


if __name__ == "__main__":
    main()
