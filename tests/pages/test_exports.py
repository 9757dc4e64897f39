"""The search page leads to files of exactly its list, and only where there is one to save."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from tests.pages.conftest import Site, Visitor
from tests.sheets import read_sheet


def test_the_links_save_exactly_the_list_of_the_page(site: Site, public: Visitor) -> None:
    site.add(name="Yayasan Contoh Anggrek", region="73.71")
    site.add(name="Yayasan Contoh Bakung", region="73.71")
    site.add(name="Yayasan Contoh Cempaka", region="32.73")
    page = public.open(
        "/?q=contoh&region=73&sort=name&basis=declared&limit=1&facets=urusan&highlight=true"
    )
    saved = public.client.get(page.links["CSV"]).data.decode("utf-8-sig")
    names = [row["name"] for row in csv.DictReader(io.StringIO(saved, newline=""))]
    assert names == ["Yayasan Contoh Anggrek", "Yayasan Contoh Bakung"]
    sheet = read_sheet(public.client.get(page.links["XLSX"]).data)
    assert [row["name"] for row in sheet] == names
    assert len(read_sheet(public.client.get(public.open("/").links["XLSX"]).data)) == 3


def test_there_is_no_link_where_nothing_or_not_everything_would_be_saved(
    site: Site, public: Visitor, logged_in: Callable[[str], Visitor]
) -> None:
    site.add(name="Yayasan Contoh Menunggu", published=False)
    assert "XLSX" not in public.open("/?q=takadasamasekali").links
    waiting = logged_in("petugas").open("/?status=submitted")
    assert "Yayasan Contoh Menunggu" in waiting.text
    assert {"CSV", "XLSX"}.isdisjoint(waiting.links)
