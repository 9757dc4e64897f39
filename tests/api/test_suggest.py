"""``GET /v1/organizations/suggest``: names and acronyms while they are typed."""

from __future__ import annotations

import pytest

from linkreg.vocabulary import OrganizationStatus

URL = "/v1/organizations/suggest"


@pytest.fixture(scope="module", autouse=True)
def organizations(world):
    world.add(name="Yayasan Contoh Pelita", short_name="YCP", region="73.71")
    world.add(name="Perkumpulan Pelangi Contoh", short_name=None, region="32.73")
    world.add(name="Pelita Tunggu Contoh", status=OrganizationStatus.SUBMITTED)
    for number in range(12):
        world.add(name=f"Lentera Contoh {number:02}")


def names(answer):
    return [item["name"] for item in answer.json["items"]]


def test_a_beginning_is_completed_by_name_with_what_tells_it_apart(world):
    answer = world.get(f"{URL}?q=pel")
    (item,) = answer.json["items"]
    assert (item["name"], item["short_name"]) == ("Perkumpulan Pelangi Contoh", None)
    assert item["region"] == {"code": "32.73", "name": "Kota Bandung, Jawa Barat"}
    assert world.get(f"/v1/organizations/{item['id']}").json["name"] == item["name"]


@pytest.mark.parametrize("typed", ["ycp", "yayasan con", "YAYASAN  CONTOH pel", "yayasan comtoh"])
def test_acronyms_whole_names_and_typos_are_completed(world, typed):
    assert names(world.get(URL, query_string={"q": typed})) == ["Yayasan Contoh Pelita"]


def test_no_more_come_than_are_wanted_and_never_more_than_ten(world):
    assert names(world.get(f"{URL}?q=lentera&limit=2")) == [
        f"Lentera Contoh {n:02}" for n in (0, 1)
    ]
    assert len(names(world.get(f"{URL}?q=lentera"))) == 10
    assert world.get(f"{URL}?q=lentera&limit=11").status_code == 400


@pytest.mark.parametrize("by", [None, "officer", "administrator"])
def test_what_is_not_public_completes_nothing_whoever_asks(world, by):
    assert names(world.get(f"{URL}?q=pelita tunggu", by=by)) == []


def test_what_is_suspended_completes_nothing_even_while_the_index_lags(world):
    one = world.add(name="Suluh Contoh")
    assert names(world.get(f"{URL}?q=suluh")) == ["Suluh Contoh"]
    registry = world.registry
    with registry.engine.writer(), registry.database.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE organizations SET status = 'suspended' WHERE id = ?", (one,)
        )
    assert names(world.get(f"{URL}?q=suluh")) == []


@pytest.mark.parametrize("asked", ["", "?q=", "?q=a&region=73", "?q=7371011501900001"])
def test_a_wrong_question_is_refused(world, asked):
    assert world.get(URL + asked).status_code == 400
