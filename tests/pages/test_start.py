"""The first page, and what is suggested while typing."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Site, Visitor


def _suggested(public: Visitor, typed: str) -> str:
    response = public.client.get("/saran", query_string={"q": typed})
    assert response.status_code == 200
    return response.text


def test_the_first_page_offers_ways_in_with_how_many_each_finds(
    site: Site, public: Visitor
) -> None:
    site.add_qualified(urusan=("1.02", "1.06"))
    site.add(urusan=("1.02",))
    page = public.open("/")
    assert page.links["Kesehatan 2"] == "/?urusan=1.02"
    assert page.links["Sosial 1"] == "/?urusan=1.06"
    assert page.links["1 memenuhi syarat hari ini"] == "/?qualified_on=2026-11-20"
    assert page.links["pendampingan UMKM"] == "/?q=pendampingan+UMKM"
    assert "1 organisasi" in public.open(page.links["1 memenuhi syarat hari ini"]).text
    assert "Misalnya" not in public.open("/?urusan=1.02").text


def test_names_and_fields_are_suggested_with_where_they_lead(site: Site, public: Visitor) -> None:
    record = site.add(name="Yayasan Kesetaraan Contoh", short_name="YKC", region="73.71")
    said = _suggested(public, "kese")
    assert f'href="/ormas/{record.id}"' in said
    assert "Yayasan Kesetaraan Contoh (YKC)" in said
    assert "Kota Makassar, Sulawesi Selatan" in said
    assert 'href="/?urusan=1.02"' in said
    assert said.count('role="option"') == 2


@pytest.mark.parametrize("typed", ["", " ", "7371010101900001", "x" * 201, "\x00", "zzzz"])
def test_nothing_is_suggested_for_what_cannot_be_or_is_not_there(
    site: Site, public: Visitor, typed: str
) -> None:
    site.add()
    assert 'role="option"' not in _suggested(public, typed)


def test_what_is_not_published_is_never_suggested(site: Site, public: Visitor) -> None:
    site.add(name="Yayasan Contoh Rahasia", published=False)
    assert "Rahasia" not in _suggested(public, "rahasia")


def test_a_suggestion_never_becomes_markup(site: Site, public: Visitor) -> None:
    site.add(name="Lembaga <script>alert(1)</script> Contoh")
    assert "<script" not in _suggested(public, "lembaga")


def test_an_answer_to_a_script_tells_the_address_to_share(site: Site, public: Visitor) -> None:
    site.add()
    answer = public.client.get("/?q=&qualified_on=&basis=verified&sort=name&region=73")
    assert answer.headers["HX-Push-Url"] == "/?region=73&sort=name"
