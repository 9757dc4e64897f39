"""What is asked: a few queries of each class, the same for every engine.

Words are given as typed; peers are asked for their terms (see ``rows``). They are common in what the
generator writes, as the queries of an office are in a real registry.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from linkreg.search import Facet, SearchQuery
from search_index.analysis import indonesian

FACETS = (Facet.PROVINCE, Facet.URUSAN, Facet.LEGAL_FORM)
PAGE = 20
QUALIFIED_ON = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Question:
    """A query in our words; ``terms`` are those of its text, for the peers."""

    query: SearchQuery = field(default_factory=SearchQuery)
    typed: str = ""  # for suggestions as one types

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the terms of the text, each once, in order."""
        words = (token.term for token in indonesian()(self.query.text) if token.words == 1)
        return tuple(dict.fromkeys(words))


def _texts(*texts: str) -> tuple[Question, ...]:
    return tuple(Question(SearchQuery(text=text)) for text in texts)


_COMMON = _texts("pelatihan", "perempuan", "kesehatan", "pendampingan", "desa")

CLASSES: dict[str, tuple[Question, ...]] = {
    "one common term": _COMMON,
    "three terms, all": _texts(
        "pelatihan perempuan desa",
        "kesehatan ibu hamil",
        "bantuan keluarga miskin",
        "pendidikan anak sekolah",
        "pendampingan warga kampung",
    ),
    "phrase": _texts(
        '"peningkatan kapasitas"',
        '"ibu hamil"',
        '"simpan pinjam"',
        '"pendidikan nonformal"',
        '"korban kekerasan"',
    ),
    "five terms, ranked OR": _texts(
        # Nothing holds all of them: ours then takes what holds three, the peers whatever holds one.
        "pelatihan perempuan longsor litigasi maestro",
        "kesehatan desa adiwiyata toilet litigasi",
        "anak keluarga longsor koperasi adiwiyata",
        "pendampingan warga maestro toilet litigasi",
        "bantuan pemuda adiwiyata maestro longsor",
    ),
    "text and three filters": tuple(
        Question(
            replace(question.query, regions=("33",), urusan=("1.06",), qualified_on=QUALIFIED_ON)
        )
        for question in _COMMON
    ),
    "three facets": tuple(Question(replace(question.query, facets=FACETS)) for question in _COMMON),
    # A word is corrected, then the right one answered. (Tantivy matches nearly spelled words at once.)
    "typo": _texts("perempaun", "kesehtaan", "pendmapingan", "posyadu", "mangrof"),
    "page 50": tuple(Question(replace(question.query, offset=49 * PAGE)) for question in _COMMON),
    "nothing asked": (Question(),),
    "suggest as one types": tuple(
        Question(typed=typed) for typed in ("yay", "pel", "cahaya", "yayasan p", "ypsk")
    ),
}


def listed() -> str:
    """Return all queries as text, for the files kept beside the results."""
    lines = []
    for name, questions in CLASSES.items():
        lines.append(f"{name}:")
        lines += [f"    {_told(question)}" for question in questions]
    return "\n".join(lines) + "\n"


def _told(question: Question) -> str:
    query = question.query
    said = question.typed or query.text or "(no text)"
    extra = [
        f"province {query.regions[0]}, urusan {query.urusan[0]}, qualified {query.qualified_on}"
        if query.regions
        else "",
        f"facets {', '.join(query.facets)}" if query.facets else "",
        f"from {query.offset}" if query.offset else "",
    ]
    return "; ".join([said, *filter(None, extra)])
