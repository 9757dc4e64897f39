"""What is asked of both servers: many different searches, drawn once for all from what an office types.

Words, places and fields are drawn as unevenly as they are asked for in earnest: few often, most seldom.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from linkreg.search import Facet

#: Ours are counted as well where a filter stands on the same field, as the pages ask it.
FACETS = (Facet.PROVINCE, Facet.URUSAN, Facet.LEGAL_FORM)
PAGE = 20

_WORDS = (
    *(
        "pelatihan",
        "perempuan",
        "kesehatan",
        "pendampingan",
        "desa",
        "anak",
        "pendidikan",
        "sekolah",
    ),
    *("keluarga", "usaha", "sosial", "relawan", "masyarakat", "bantuan", "lansia", "disabilitas"),
    *("koperasi", "literasi", "miskin", "kekerasan", "posyandu", "gizi", "stunting", "ibu hamil"),
    *("lingkungan", "sampah", "air bersih", "sanitasi", "petani", "nelayan", "pemuda", "olahraga"),
    *("hukum", "narkoba", "hiv", "bencana", "mangrove", "budaya", "perpustakaan", "wirausaha"),
    *("keterampilan", "guru", "kader", "puskesmas", "penyuluhan", "kajian", "anggaran", "data"),
)
_PROVINCES = (
    "32",
    "35",
    "33",
    "73",
    "12",
    "36",
    "31",
    "18",
    "16",
    "14",
    "53",
    "11",
    "13",
    "52",
    "61",
)
_URUSAN = ("1.06", "1.01", "1.02", "2.08", "2.17", "2.14", "2.13", "1.05", "2.19", "2.16", "2.07")
_LEGAL_FORMS = ("yayasan", "perkumpulan")

#: How many words are typed, and how often.
_LENGTHS, _OFTEN = (0, 1, 2, 3), (10, 50, 30, 10)

#: The share of questions with each filter.
_SHARES = {"province": 0.4, "urusan": 0.25, "legal_form": 0.15, "qualified": 0.25}


@dataclass(frozen=True, slots=True)
class Question:
    """A search; what is empty is not asked. ``qualified``: only who qualifies today."""

    text: str = ""
    province: str = ""
    urusan: str = ""
    legal_form: str = ""
    qualified: bool = False

    def ours(self, today: date) -> str:
        """Return the path that asks us: a page of 20 with three facets."""
        asked = {**self._asked(today), "facets": ",".join(FACETS), "limit": PAGE}
        return f"/v1/organizations?{_written(asked)}"

    def page(self, today: date) -> str:
        """Return the path of the page that answers it."""
        return f"/?{_written(self._asked(today))}"

    def _asked(self, today: date) -> dict[str, object]:
        return {
            "q": self.text,
            "region": self.province,
            "urusan": self.urusan,
            "legal_form": self.legal_form,
            "qualified_on": today.isoformat() if self.qualified else "",
        }

    def datasettes(self) -> str:
        """Return the path that asks Datasette the same."""
        asked = {
            "_search": self.text,
            "province": self.province,
            "urusan__arraycontains": self.urusan,
            "legal_form": self.legal_form,
            "outcome": "qualified" if self.qualified else "",
            "_size": PAGE,
        }
        facets = "_facet=province&_facet_array=urusan&_facet=legal_form"
        return f"/registry/organizations.json?{_written(asked)}&{facets}"


def draw(count: int, seed: int = 1) -> Sequence[Question]:
    """Return so many questions, all different; the same ones every time."""
    chance = random.Random(seed)
    drawn: dict[Question, None] = {}
    while len(drawn) < count:
        drawn[_one(chance)] = None
    return tuple(drawn)


def _one(chance: random.Random) -> Question:
    (length,) = chance.choices(_LENGTHS, _OFTEN)
    words = dict.fromkeys(_unevenly(chance, _WORDS) for _ in range(length))
    asked = {name: chance.random() < share for name, share in _SHARES.items()}
    return Question(
        text=" ".join(words),
        province=_unevenly(chance, _PROVINCES) if asked["province"] else "",
        urusan=_unevenly(chance, _URUSAN) if asked["urusan"] else "",
        legal_form=chance.choice(_LEGAL_FORMS) if asked["legal_form"] else "",
        qualified=asked["qualified"],
    )


def _unevenly(chance: random.Random, values: Sequence[str]) -> str:
    """Return one of the values; the first is drawn most often, as words are by Zipf's law."""
    (chosen,) = chance.choices(values, [1 / (place + 2) for place in range(len(values))])
    return chosen


def _written(asked: dict[str, object]) -> str:
    return urlencode({name: value for name, value in asked.items() if value != ""})
