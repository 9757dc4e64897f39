"""The steps of a profile, notices and flags over HTTP: by role, with ETags, and two at once."""

from __future__ import annotations

import pytest

from linkreg.vocabulary import OrganizationStatus, TokenScope

_S = OrganizationStatus
REASON = {"reason": "Alamat kosong."}
FLAG = {
    "kind": "sanction",
    "reason": "Kontrak tidak diselesaikan.",
    "source": "SK Contoh 7/2026",
    "starts_on": "2026-11-01",
    "ends_on": "2027-10-31",
    "scope": "73.71",
}
CONFIRM = {"outcome": "confirmed", "note": "Tetap."}

#: Who asks about a published organization, and what becomes of a decision about it.
DECIDING = {
    None: 401,
    "own": 403,
    "stranger": 403,
    "outsider": 403,
    "service": 403,
    "newcomer": 403,
    "reader": 403,
    "officer": 201,
    "city_officer": 201,
    "administrator": 201,
}


@pytest.fixture(scope="module")
def published(world):
    world.add(keeper="stranger")
    reader = world.limited("officer", TokenScope.READ)
    world.tokens["reader"] = world.tokens[reader]
    return world.add(keeper="own")


@pytest.fixture
def fresh(world, published):
    """An organization of the test's own, that nobody's account keeps."""
    return world.add()


def url(organization, rest=""):
    return f"/v1/organizations/{organization}{rest}"


def tag(world, organization, by="officer"):
    return {"If-Match": world.get(url(organization), by=by).headers["ETag"]}


def suspended(world, organization):
    return world.step(organization, "suspension", REASON, by="officer").json


@pytest.mark.parametrize(("by", "status"), DECIDING.items())
def test_who_may_announce_a_suspension(world, published, by, status):
    answer = world.step(published, "suspension", REASON, by=by)
    assert answer.status_code == status
    if status == 201:
        world.decide(answer.json["id"], _drop(), by=by)


def _drop():
    return {"outcome": "dropped", "note": "Penjelasan diterima."}


@pytest.mark.parametrize(("by", "status"), DECIDING.items())
def test_who_may_flag(world, published, by, status):
    scope = {"scope": "73.71"}
    answer = world.post(url(published, "/flags"), FLAG | scope, by=by)
    assert answer.status_code == status


@pytest.mark.parametrize(("by", "status"), DECIDING.items())
def test_who_may_lift_a_flag(world, published, by, status):
    flag = world.post(url(published, "/flags"), FLAG, by="officer").json["id"]
    answer = world.lift(published, flag, {"reason": "Banding."}, by=by)
    assert answer.status_code == (200 if status == 201 else status)


@pytest.mark.parametrize("step", ["submission", "publication", "return", "suspension", "archival"])
def test_a_step_needs_the_version_that_was_seen(world, fresh, step):
    json = None if step == "submission" else REASON
    assert world.post(url(fresh, f"/{step}"), json, by="officer").status_code == 428


@pytest.mark.parametrize("step", ["submission", "publication", "return", "suspension", "archival"])
def test_a_step_on_an_older_version_is_412(world, fresh, step):
    json = None if step == "submission" else REASON
    headers = {"If-Match": '"99-0123456789abcdef"'}
    answer = world.post(url(fresh, f"/{step}"), json, by="officer", headers=headers)
    assert (answer.status_code, answer.json["code"]) == (412, "stale_version")


@pytest.mark.parametrize("step", ["publication", "return", "suspension", "archival"])
@pytest.mark.parametrize("by", [None, "outsider", "service", "stranger"])
def test_what_is_not_public_is_not_there_for_others(world, published, step, by):
    hidden = world.add(status=_S.SUBMITTED)
    headers = {"If-Match": '"1-0123456789abcdef"'}
    assert world.post(url(hidden, f"/{step}"), REASON, by=by, headers=headers).status_code == 404


@pytest.mark.parametrize("step", ["return", "suspension", "archival"])
@pytest.mark.parametrize("json", [{}, {"reason": ""}, {"reason": " "}, {"why": "x"}], ids=str)
def test_a_step_that_needs_a_reason_is_422_without(world, fresh, step, json):
    answer = world.post(url(fresh, f"/{step}"), json, by="officer", headers=tag(world, fresh))
    assert answer.status_code == 422
    assert "/reason" in {it["pointer"] for it in answer.json["errors"]}


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (_S.PUBLISHED, "submission"),
        (_S.PUBLISHED, "return"),
        (_S.SUBMITTED, "suspension"),
        (_S.SUBMITTED, "archival"),
        (_S.SUSPENDED, "suspension"),
        (_S.ARCHIVED, "archival"),
        (_S.DRAFT, "publication"),
    ],
)
def test_a_step_from_the_wrong_standing_is_409(world, status, step):
    organization = world.add(status=status)
    json = None if step == "submission" else REASON
    assert world.step(organization, step, json, by="officer").status_code == 409


def test_submitting_tells_everything_that_is_missing_at_once(world):
    created = world.post("/v1/organizations", {"name": "Baru", "region": "73.71"}, by="service")
    answer = world.step(created.json["id"], "submission", by="officer")
    assert answer.status_code == 422
    pointers = [it["pointer"] for it in answer.json["errors"]]
    assert pointers == [
        *("/legal_form", "/address", "/description", "/urusan", "/board", "/contact", "/consent")
    ]


def test_the_whole_way_with_the_tag_of_each_answer(world):
    organization = world.add(status=_S.DRAFT)
    seen = tag(world, organization)
    for step, json, status in (
        ("submission", None, "submitted"),
        ("return", REASON, "draft"),
        ("submission", None, "submitted"),
        ("publication", None, "published"),
    ):
        answer = world.post(url(organization, f"/{step}"), json, by="officer", headers=seen)
        assert (answer.status_code, answer.json["status"]) == (200, status)
        seen = {"If-Match": answer.headers["ETag"]}


def test_publishing_what_is_public_again_gives_the_same_tag(world, fresh):
    seen = tag(world, fresh)
    again = world.post(url(fresh, "/publication"), by="officer", headers=seen)
    assert (again.status_code, again.headers["ETag"]) == (200, seen["If-Match"])


def test_publishing_an_archived_profile_again_needs_a_reason(world):
    organization = world.add(status=_S.ARCHIVED)
    answer = world.step(organization, "publication", {}, by="officer")
    assert answer.status_code == 422
    answer = world.step(organization, "publication", REASON, by="officer")
    assert answer.json["status"] == "published"


def test_an_announced_measure_changes_nothing_that_the_public_sees(world, fresh):
    before = world.get(url(fresh))
    suspended(world, fresh)
    world.step(fresh, "archival", REASON, by="officer")
    after = world.get(url(fresh))
    assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])
    told = world.get("/v1/changes?limit=1000").json["items"]
    assert not [it for it in told if it["verb"].startswith("notice")]


@pytest.mark.parametrize(
    ("by", "status"),
    [
        (None, 401),
        ("stranger", 404),
        ("outsider", 404),
        ("service", 404),
        ("own", 200),
        ("officer", 200),
        ("reader", 200),
        ("administrator", 200),
    ],
)
def test_who_may_read_a_notice(world, published, by, status):
    notice = suspended(world, published)["id"]
    assert world.get(f"/v1/notices/{notice}", by=by).status_code == status
    world.decide(notice, _drop(), by="officer")


@pytest.mark.parametrize(
    ("by", "status"),
    [(None, 401), ("stranger", 403), ("outsider", 403), ("own", 200), ("reader", 200)],
)
def test_who_may_list_notices(world, published, by, status):
    assert world.get(url(published, "/notices"), by=by).status_code == status


@pytest.mark.parametrize(
    ("by", "reply", "decision"),
    [
        (None, 401, 401),
        ("stranger", 404, 404),
        ("outsider", 404, 404),
        ("service", 404, 404),
        ("reader", 403, 403),
        ("officer", 403, 200),
        ("own", 200, 403),
    ],
)
def test_who_may_answer_and_who_decide(world, published, by, reply, decision):
    notice = suspended(world, published)["id"]
    said = {"text": "Kami pindah."}
    assert world.reply(notice, said, by=by).status_code == reply
    answer = world.decide(notice, _drop(), by=by)
    assert answer.status_code == decision
    world.decide(notice, _drop(), by="officer")


def test_of_two_officers_who_decide_the_second_gets_409(world, published):
    notice = suspended(world, published)["id"]
    assert world.decide(notice, _drop(), by="officer").status_code == 200
    late = world.decide(notice, CONFIRM, by="city_officer")
    assert (late.status_code, late.json["code"]) == (409, "conflict")


def test_nobody_decides_without_the_newest_answer(world):
    notice = suspended(world, world.add(keeper="penjawab"))["id"]
    one = f"/v1/notices/{notice}"
    seen = {"If-Match": world.get(one, by="officer").headers["ETag"]}
    world.reply(notice, {"text": "Kami pindah."}, by="penjawab")
    late = world.post(f"{one}/decision", CONFIRM, by="officer", headers=seen)
    assert late.status_code == 412
    assert world.post(f"{one}/decision", CONFIRM, by="officer").status_code == 428
    assert world.get(one, by="officer").json["outcome"] is None


def test_before_the_organization_was_heard_it_is_409(world, fresh):
    notice = suspended(world, fresh)["id"]
    answer = world.decide(notice, CONFIRM, by="officer")
    assert answer.status_code == 409
    assert "4 Desember 2026" in answer.json["detail"]


def test_a_confirmed_suspension_is_public_with_its_reason(world, published):
    organization = world.add(keeper="tersuspensi")
    notice = suspended(world, organization)["id"]
    world.reply(notice, {"text": "Kami pindah."}, by="tersuspensi")
    closed = world.decide(notice, CONFIRM, by="officer").json
    shown = world.get(url(organization)).json
    assert (closed["outcome"], shown["status"]) == ("confirmed", "suspended")
    assert shown["status_reason"] == "Tetap."


def test_one_s_own_archival_is_done_and_an_officer_s_announced(world):
    organization = world.add(keeper="pengarsip")
    announced = world.step(organization, "archival", REASON, by="officer").json
    assert (announced["organization"]["status"], announced["notice"]["outcome"]) == (
        "published",
        None,
    )
    done = world.step(organization, "archival", REASON, by="pengarsip").json
    assert (done["organization"]["status"], done["notice"]) == ("archived", None)


@pytest.mark.parametrize(
    ("flag", "status"),
    [
        ({"scope": None}, 403),
        ({"scope": "31"}, 403),
        ({"ends_on": "2026-01-01"}, 422),
        ({"kind": "x"}, 422),
        ({"until": "2026-01-01"}, 422),
    ],
    ids=str,
)
def test_a_flag_that_may_not_be_or_cannot_be(world, fresh, flag, status):
    assert world.post(url(fresh, "/flags"), FLAG | flag, by="officer").status_code == status


def test_a_sanction_bars_beside_the_verdict_and_a_warning_is_hidden(world, fresh):
    verdict = world.get(url(fresh, "/assessment")).json["outcome"]
    world.post(url(fresh, "/flags"), FLAG, by="officer")
    warning = FLAG | {"kind": "warning", "reason": "Hal lain."}
    world.post(url(fresh, "/flags"), warning, by="officer")
    shown, judged = world.get(url(fresh)).json, world.get(url(fresh, "/assessment")).json
    assert (judged["barred"], judged["outcome"]) == (True, verdict)
    assert [it["reason"] for it in shown["flags"]] == [FLAG["reason"]]
    assert shown["qualification"]["barred"] is True


def test_an_unknown_flag_or_notice_is_404(world, fresh):
    assert world.lift(fresh, "x", REASON, by="officer").status_code == 404
    assert world.get("/v1/notices/x", by="officer").status_code == 404
