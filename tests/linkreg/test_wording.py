"""Texts that remember what they are made of."""

from __future__ import annotations

import copy
import json
from datetime import date

import pytest

from linkreg.errors import Mistake, NotFound, TooManyRequests
from linkreg.strict_schema import CodedMessage
from linkreg.vocabulary import EvidenceKind, LegalForm
from linkreg.wording import Wording, both, either, joined

_FILLED = Wording("Berlaku sampai {day}, {count} hari.", day=date(2026, 12, 31), count=40)


def test_it_is_its_indonesian_text() -> None:
    assert _FILLED == "Berlaku sampai 31 Desember 2026, 40 hari."
    assert json.dumps({"text": _FILLED}) == json.dumps({"text": str(_FILLED)})
    assert f"{_FILLED}" == str(_FILLED)


def test_it_keeps_its_template_and_its_values() -> None:
    assert _FILLED.template == "Berlaku sampai {day}, {count} hari."
    assert dict(_FILLED.values) == {"day": date(2026, 12, 31), "count": 40}


def test_without_values_braces_are_only_braces() -> None:
    assert Wording("Tulis {begini}.") == "Tulis {begini}."
    assert Wording("Tulis {begini}.").format(begini="itu") == "Tulis itu."


def test_a_value_is_never_read_as_a_template() -> None:
    assert Wording("Kode {code} tidak dikenal.", code="{0.__class__}") == (
        "Kode {0.__class__} tidak dikenal."
    )


def test_a_place_without_its_value_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Wording("Tunggu {wait}.", what="masuk")


def test_a_copy_is_whole() -> None:
    made = copy.deepcopy(_FILLED.lower())
    assert (made, made.template, made.is_lower) == (_FILLED.lower(), _FILLED.template, True)
    assert dict(made.values) == dict(_FILLED.values)


def test_a_coded_message_keeps_its_code_wherever_it_goes() -> None:
    message = CodedMessage("too_long", "Paling banyak {most}.", most=3)
    for made in (message, copy.deepcopy(message), message.lower()):
        assert made.code == "too_long"
        assert made.template == "Paling banyak {most}."
    assert CodedMessage("x", "Pilih: {choices}.").format(choices="a, b", input=1).code == "x"


def test_parts_are_put_together_in_words() -> None:
    labels = [EvidenceKind.DEED.label, EvidenceKind.KSWP.label, EvidenceKind.BYLAWS.label]
    assert both(labels) == " dan ".join(labels)
    assert either(labels) == " atau ".join(labels)
    assert joined("; ", labels) == "; ".join(labels)
    assert joined(" ", ()) == both(()) == either(()) == ""


def test_labels_and_messages_are_wordings_whatever_they_were_given() -> None:
    assert LegalForm.YAYASAN.label.template == "Yayasan"
    assert isinstance(Mistake("/a", "b", "Salah.").message, Wording)
    assert isinstance(NotFound("Tidak ada.").message, Wording)
    waiting = TooManyRequests(120, Wording("percobaan masuk"))
    assert waiting.message == "Terlalu banyak percobaan masuk. Tunggu 2 menit, lalu coba lagi."
