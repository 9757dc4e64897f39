"""``/v1/statistics/coverage`` as machines ask for it."""

from __future__ import annotations

import pytest


def test_counts_and_gaps_leave_with_their_names(world):
    world.add(qualified=True, region="73.71", urusan=("1.02",))
    world.add(region="73.06", urusan=("1.02", "1.06"))
    said = world.get("/v1/statistics/coverage?region=73&urusan=1.02").json
    assert said["region"] == {"code": "73", "name": "Provinsi Sulawesi Selatan"}
    assert (said["qualified_on"], said["basis"]) == ("2026-11-20", "verified")
    assert said["total"] == {"published": 2, "qualified": 1}
    (health,) = said["items"]
    assert (health["name"], health["published"], health["qualified"]) == ("Kesehatan", 2, 1)
    assert health["regions"] == [
        {"code": "73.06", "published": 1, "qualified": 0},
        {"code": "73.71", "published": 1, "qualified": 1},
    ]
    assert len(health["gaps"]) == 22
    assert said["index"]["applied"] == said["index"]["journal"]


@pytest.mark.parametrize(
    "query", ["region=73.71", "urusan=", "urusan=9.99", "basis=x", "qualified_on=besok", "apa=1"]
)
def test_what_is_wrong_is_refused_by_name(world, query):
    answer = world.get(f"/v1/statistics/coverage?{query}")
    expected = 200 if query == "urusan=" else 400
    assert answer.status_code == expected
    if expected == 400:
        assert answer.json["errors"][0]["pointer"] == f"/{query.partition('=')[0]}"
