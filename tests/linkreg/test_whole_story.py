"""From registration to being found as qualified, on every database we run on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from linkreg import Registry, journal
from linkreg.actor import Actor
from linkreg.errors import Conflict, InvalidInput
from linkreg.schemas.evidence import load_evidence
from linkreg.search import SearchQuery
from linkreg.services import accounts
from linkreg.services.credentials import Purpose
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import OrganizationStatus, Role, Verdict
from tests.decisions import accepting

_PROFILE = {
    "name": "Yayasan Contoh Sehat",
    "region": "73.71",
    "legal_form": "yayasan",
    "description": "Mendampingi kader posyandu — “sejak 2010”.",
    "personnel": {"permanent": 3},
    "identifiers": [{"scheme": "npwp", "id": "0012345678901000"}],
}
_MORE = {
    "address": "Jalan Contoh 1",
    "contact": {"email": "lembaga@contoh.example"},
    "urusan": ["1.02"],
    "board": [{"name": "Nama Contoh", "position": "Ketua"}],
}
_LACKING = ["/address", "/urusan", "/board", "/contact", "/consent"]
_PASSWORD = "kata sandi yang panjang"


@pytest.fixture
def registry(make_registry: Callable[..., Registry], database_url: str) -> Registry:
    registry = make_registry(database_url)
    registry.initialize()
    return registry


def _who(registry: Registry, secret: str) -> Actor:
    actor = registry.find_actor(secret, Purpose.SESSION)
    assert actor is not None
    return actor


def test_an_organization_signs_up_proves_itself_and_is_found(registry: Registry) -> None:
    with registry.transaction() as tx:
        accounts.add_account(
            tx, "p@contoh.example", hash_password(_PASSWORD), Role.OFFICER, region="73"
        )
    officer = _who(registry, registry.log_in("p@contoh.example", _PASSWORD).secret)
    record, session = registry.sign_up("y@contoh.example", _PASSWORD, _PROFILE)
    keeper = _who(registry, session.secret)
    assert registry.list_waiting(officer).unpublished.total == 0
    with pytest.raises(InvalidInput) as caught:
        registry.submit(record.id, keeper)
    assert [mistake.pointer for mistake in caught.value.mistakes] == _LACKING
    registry.update(record.id, _MORE, version=record.version, actor=keeper)
    registry.give_consent(record.id, keeper)
    registry.submit(record.id, keeper)
    assert registry.list_waiting(officer).unpublished.total == 1

    kinds = ("deed", "ministerial_decree", "organization_chart", "articles", "bylaws", "staff_list")
    documents = [{"kind": kind, "issued_on": "2020-01-01"} for kind in (*kinds, "office_title")]
    for document in (*documents, {"kind": "kswp", "issued_on": "2026-01-05"}):
        assert load_evidence(document)
        supplied = registry.supply_evidence(record.id, document, keeper)
        decision = accepting(supplied.kind)
        registry.decide_evidence(record.id, supplied.id, decision, officer, version=1)
    registry.publish(record.id, officer)

    page = registry.search("posyandu", region=["73"], qualified_on="2026-11-20")
    (result,) = page.results
    assert (result.record.id, page.page.total) == (record.id, 1)
    assert result.assessment.verdict is Verdict.QUALIFIED
    assert registry.search("posyandu", qualified_on="2027-01-01").page.total == 0
    assert registry.list_waiting(officer).unpublished.total == 0
    assert "“sejak 2010”" in b"".join(registry.export()).decode()
    with registry.reading() as tx:
        assert journal.verify(tx.session) == registry.journal_position()


def test_of_two_that_claim_one_npwp_at_once_one_is_refused(registry: Registry) -> None:
    def claim(number: int) -> str:
        try:
            profile = _PROFILE | {"name": f"Yayasan {number}"}
            return registry.register(profile, status=OrganizationStatus.SUBMITTED).id
        except Conflict:
            return ""

    with ThreadPoolExecutor(4) as pool:
        claimed = [organization for organization in pool.map(claim, range(4)) if organization]
    assert len(claimed) == 1
    waiting = SearchQuery(statuses=(OrganizationStatus.SUBMITTED,))
    with registry.reading() as tx:
        assert journal.verify(tx.session) == 1
    registry.catch_up()
    assert registry.engine.search(waiting).total == 1
