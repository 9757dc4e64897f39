"""Adding one piece of work to the track record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linkreg.records import OrganizationRecord
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]


@pytest.fixture
def record(site: Site) -> OrganizationRecord:
    return site.add(keeper="pengurus")


def test_others_may_not(
    site: Site, record: OrganizationRecord, public: Visitor, logged_in: LogIn
) -> None:
    site.add(keeper="lain")
    for name in ("lain", "tetangga"):
        assert logged_in(name).open(f"/ormas/{record.id}/pengalaman").status == 403
    answer = public.client.get(f"/ormas/{record.id}/pengalaman")
    assert answer.location == f"/masuk?next=/ormas/{record.id}/pengalaman"


def test_work_is_added_to_the_track_record(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/pengalaman"
    refused = keeper.send(
        keeper.open(action), action, title="", start_year="2025", end_year="2024", urusan=["1.06"]
    )
    assert refused.status == 422
    assert "Tidak boleh kosong" in refused.text or "Wajib diisi" in refused.text
    done = keeper.send(
        refused, action, title="Survei Contoh", end_year="", value="250.000.000", urusan=["1.06"]
    )
    assert "Rp 250.000.000" in done.text
    works = site.registry.get(record.id).profile.experiences
    assert works[:-1] == record.profile.experiences
    assert (works[-1].title, works[-1].value, works[-1].urusan) == (
        "Survei Contoh",
        250_000_000,
        ("1.06",),
    )
