"""Pages in English: labels, reasons, messages and what fills them; nothing entered is translated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from api import languages
from linkreg.eligibility.judgement import Held, Reason
from linkreg.errors import StaleVersion, TooManyRequests, UnknownCode
from linkreg.strict_schema import CodedMessage
from linkreg.vocabulary import EvidenceKind, LegalForm, NoticeMeasure, ReasonCode
from linkreg.wording import Wording
from tests.pages.conftest import PASSWORD, Site, Visitor

Show = Callable[..., str]


@pytest.fixture
def english() -> Show:
    """Render a template for somebody who chose English."""
    app = Flask("api", root_path=str(Path(languages.__file__).parent))
    languages.install(app)

    def show(template: str, **values: object) -> str:
        with app.test_request_context(headers={"Cookie": "bahasa=en"}):
            return render_template_string(template, **values)

    return show


def test_labels_are_said_in_english_wherever_they_stand(english: Show) -> None:
    kinds = [EvidenceKind.BOARD_DECREE, EvidenceKind.ARTICLES]
    shown = english(
        "{{ form.label }}|{{ measure.label | lower }}|{{ kinds | map(attribute='label') | join('; ') }}"
        "|{{ kinds | join(', ', attribute='label') }}|"
        "{{ _('Rencana %(measure)s', measure=measure.label) }}",
        form=LegalForm.UNINCORPORATED,
        measure=NoticeMeasure.SUSPENSION,
        kinds=kinds,
    )
    joined = "Decree on the composition of the board{}Articles of association (AD)"
    assert shown.split("|") == [
        "Not incorporated",
        "suspension of the profile",
        joined.format("; "),
        joined.format(", "),
        "Intended: Suspension of the profile",
    ]


def test_reasons_are_filled_anew_with_days_and_documents(english: Show) -> None:
    values = {
        "documents": Held([EvidenceKind.DEED, EvidenceKind.KSWP]),
        "date": date(2026, 12, 31),
    }
    reason = Reason(ReasonCode.DOCUMENT_LAPSED, values)
    assert english("{{ reason.text }}", reason=reason) == (
        "Ended on 31 December 2026: Deed of establishment and Print-out of the confirmation of "
        "taxpayer status (KSWP)."
    )


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            StaleVersion(3, 4).message,
            "The data has changed (you saw version 3, now it is version 4).",
        ),
        (TooManyRequests(90).message, "Too many requests. Wait 2 min, then try again."),
        (
            UnknownCode(Wording("wilayah"), "99").message,
            "The code &#39;99&#39; is not known (place).",
        ),
        (CodedMessage("too_many", "Paling banyak {at_most}.", at_most=7), "At most 7."),
    ],
)
def test_messages_are_filled_anew(english: Show, message: Wording, said: str) -> None:
    assert english("{{ message }}", message=message).startswith(said)


def test_what_fills_a_message_stays_text_and_is_not_translated(english: Show) -> None:
    hostile = "<script>{0.__class__}%(x)s"
    message = UnknownCode(Wording("wilayah"), hostile).message
    for template in ("{{ message }}", "{{ _('Alasan: %(reason)s', reason=message) }}"):
        shown = english(template, message=message)
        assert "&lt;script&gt;{0.__class__}%(x)s" in shown
        assert "<script>" not in shown
    assert english("{{ name }}", name="Nama") == "Nama"


def test_a_text_that_no_catalog_holds_stays_as_it_is(english: Show) -> None:
    assert english("{{ a }}|{{ b | translated }}", a=Wording("Entah"), b="100% <b>") == (
        "Entah|100% &lt;b&gt;"
    )
    assert english("{{ _(label) }}", label=LegalForm.UNINCORPORATED.label) == "Not incorporated"
    assert english("{{ _(text) }}", text=Wording("<b>")) == "&lt;b&gt;"
    assert english("{{ '' | translated }}|{{ nothing }}", nothing=Wording("")) == "|"


def test_a_page_its_refusals_and_its_confirmations_are_english(site: Site) -> None:
    visitor = Visitor(site)
    visitor.client.get("/bahasa/en")
    page = visitor.open("/masuk")
    assert "Forgot password" in page.text
    refused = visitor.send(page, "/masuk", email="petugas@contoh.example", password="salah sekali")
    assert "Wrong e-mail address or password." in refused.text
    visitor.send(page, "/masuk", email="petugas@contoh.example", password=PASSWORD)
    left = visitor.send(visitor.open("/akun"), "/keluar")
    assert "You are logged out." in left.text
    assert "Not found" in visitor.open("/ormas/tidak-ada").text


def test_the_api_stays_indonesian_for_somebody_who_chose_english(site: Site) -> None:
    client = Visitor(site).client
    client.get("/bahasa/en")
    assert client.get("/v1/organizations/tidak-ada").json["detail"].startswith("Organisasi")
