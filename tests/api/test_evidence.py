"""Documents: put forward by the organization, accepted or rejected by its officers."""

from __future__ import annotations

import pytest

from linkreg.errors import NotFound
from linkreg.vocabulary import OrganizationStatus, TokenScope
from tests.decisions import accepting, reject, rejecting

DEED = {"kind": "deed", "number": "12", "issuer": "Notaris Contoh", "issued_on": "2020-01-02"}


@pytest.fixture(scope="module")
def organization(world):
    return world.add(keeper="keeper")


@pytest.fixture
def document(world, organization):
    """The id of a document that waits."""
    answer = world.post(f"/v1/organizations/{organization}/evidence", DEED, by="keeper")
    return answer.json["id"]


@pytest.fixture
def verify(world, organization):
    """Decide on a document, having just looked at it."""

    def decide(document, by, decision=None):
        body = decision or accepting("deed")
        return world.verify(organization, document, body, by=by)

    return decide


def test_a_document_is_put_forward_and_waits(world, organization):
    answer = world.post(f"/v1/organizations/{organization}/evidence", DEED, by="keeper")
    assert answer.status_code == 201
    assert answer.json.items() >= (DEED | {"state": "pending", "note": None}).items()


def test_putting_a_document_forward_makes_a_new_version(world, organization):
    url = f"/v1/organizations/{organization}"
    before = world.get(url, by="keeper").headers["ETag"]
    world.post(f"{url}/evidence", DEED, by="keeper")
    assert world.patch(url, {"short_name": "X"}, etag=before, by="keeper").status_code == 412


def test_an_officer_accepts_and_the_organization_reads_it(world, organization, document, verify):
    decided = verify(document, "city_officer", accepting("deed", note="Sesuai asli."))
    assert decided.status_code == 201
    listed = world.get(f"/v1/organizations/{organization}/evidence", by="keeper").json
    found = {item["id"]: item for item in listed["items"]}
    assert listed["total"] == len(listed["items"])
    assert found[document] == decided.json
    assert (decided.json["state"], decided.json["note"]) == ("accepted", "Sesuai asli.")


def test_a_rejection_needs_a_reason(document, verify):
    assert verify(document, "officer", rejecting("deed", note="")).status_code == 422
    assert verify(document, "officer", rejecting("deed", note="Buram.")).status_code == 201


@pytest.mark.parametrize(
    ("by", "status"),
    [(None, 401), ("outsider", 404), ("service", 404), ("newcomer", 404), ("keeper", 403)],
)
def test_nobody_else_decides(document, verify, by, status):
    assert verify(document, by).status_code == status


def test_whoever_may_not_see_a_document_cannot_tell_that_it_exists(document, verify):
    real, invented = verify(document, "outsider"), verify("0000nothere0", "outsider")
    assert real.json["detail"].replace(document, "*") == invented.json["detail"].replace(
        "0000nothere0", "*"
    )
    assert verify("0000nothere0", None).status_code == 401


def test_deciding_needs_its_scope(world, document, verify):
    reader = world.limited("officer", TokenScope.READ)
    assert verify(document, reader).status_code == 403


@pytest.mark.parametrize(("by", "status"), [(None, 401), ("outsider", 403), ("service", 403)])
def test_nobody_else_puts_documents_forward(world, organization, by, status):
    answer = world.post(f"/v1/organizations/{organization}/evidence", DEED, by=by)
    assert answer.status_code == status


def test_verified_documents_decide_the_verdict(world):
    organization = world.add(qualified=True, status=OrganizationStatus.PUBLISHED)
    url = f"/v1/organizations/{organization}"
    assert world.get(url).json["qualification"]["outcome"] == "qualified"
    listed = world.get(f"{url}/evidence", by="officer").json["items"]
    kswp = next(item["id"] for item in listed if item["kind"] == "kswp")
    world.verify(organization, kswp, rejecting("kswp"), by="officer")
    assert world.get(url).json["qualification"]["outcome"] == "qualified"
    reject(world.registry, organization, kswp, announced=True)
    assert world.get(url).json["qualification"]["outcome"] != "qualified"
    assert world.get("/v1/organizations?qualified_on=2026-11-20").json["total"] == 0


def test_the_library_verifies_by_the_documents_number_too(world, document):
    record = world.registry.verify_evidence(document, accepting("deed"))
    assert (record.id, record.state) == (document, "accepted")
    with pytest.raises(NotFound):
        world.registry.verify_evidence("0000nothere0", accepting("deed"))
