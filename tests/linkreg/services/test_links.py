"""Links in letters: once, not for long, and for nothing but what they are for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import (
    Conflict,
    InvalidInput,
    LinkregError,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    TooManyRequests,
    UnknownCode,
)
from linkreg.services.credentials import Purpose
from linkreg.services.letters import write_link
from linkreg.services.links import Link
from linkreg.vocabulary import Role, TokenScope
from tests.conftest import StandingClock

_EMAIL, _OLD, _NEW = "petugas@contoh.example", "kata sandi yang panjang", "kambing makan kawat"
_PROFILE = {"name": "Yayasan Contoh", "region": "73.71"}


def _secret(link: Link | None) -> str:
    assert link is not None
    return link.path.rpartition("/")[2]


@pytest.fixture
def officer(any_registry: Registry) -> Registry:
    """A registry with one account."""
    any_registry.add_account(_EMAIL, _OLD, Role.OFFICER, region="73")
    return any_registry


def _invite(registry: Registry, email: str = "baru@contoh.example") -> Link:
    return registry.invite(email, Role.OFFICER, region="73")


def test_who_is_invited_chooses_a_password_and_logs_in(any_registry: Registry) -> None:
    link = _invite(any_registry)
    assert any_registry.read_link(_secret(link), Purpose.INVITATION) == "baru@contoh.example"
    any_registry.follow_link(_secret(link), Purpose.INVITATION, _NEW)
    session = any_registry.log_in("baru@contoh.example", _NEW)
    actor = any_registry.find_actor(session.secret, Purpose.SESSION)
    assert actor == Actor(link.account_id, Role.OFFICER, region="73")


@pytest.mark.parametrize("password", ["", "!", "password", _NEW])
def test_before_that_no_password_fits(any_registry: Registry, password: str) -> None:
    _invite(any_registry)
    with pytest.raises(NotAuthenticated):
        any_registry.log_in("baru@contoh.example", password)


def test_a_link_works_once(officer: Registry) -> None:
    for purpose, link in (
        (Purpose.INVITATION, _invite(officer)),
        (Purpose.RESET, officer.request_reset(_EMAIL)),
    ):
        officer.follow_link(_secret(link), purpose, _NEW)
        with pytest.raises(NotFound, match="sudah dipakai"):
            officer.follow_link(_secret(link), purpose, _NEW)


def test_of_many_who_follow_one_link_at_once_one_does(officer: Registry) -> None:
    secret = _secret(officer.request_reset(_EMAIL))

    def follow(number: int) -> str:
        try:
            officer.follow_link(secret, Purpose.RESET, f"{_NEW} {number}")
        except NotFound:
            return "refused"
        return f"{_NEW} {number}"

    with ThreadPoolExecutor(4) as pool:
        came_to = list(pool.map(follow, range(4)))
    (chosen,) = [it for it in came_to if it != "refused"]
    assert officer.log_in(_EMAIL, chosen)


@pytest.mark.parametrize(
    ("purpose", "hours"), [(Purpose.INVITATION, 72), (Purpose.RESET, 1)], ids=str
)
def test_a_link_ends_by_itself(
    officer: Registry, clock: StandingClock, purpose: Purpose, hours: int
) -> None:
    invited = purpose is Purpose.INVITATION
    secret = _secret(_invite(officer) if invited else officer.request_reset(_EMAIL))
    clock.move(hours=hours, seconds=-1)
    assert officer.read_link(secret, purpose)
    clock.move(seconds=1)
    for act in (
        lambda: officer.read_link(secret, purpose),
        lambda: officer.follow_link(secret, purpose, _NEW),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_refused_password_leaves_the_link_good(officer: Registry) -> None:
    secret = _secret(officer.request_reset(_EMAIL))
    for refused in ("pendek", "password12345678", _EMAIL):
        with pytest.raises(InvalidInput):
            officer.follow_link(secret, Purpose.RESET, refused)
    officer.follow_link(secret, Purpose.RESET, _NEW)


def test_a_new_link_ends_the_one_before(officer: Registry) -> None:
    first, second = _invite(officer), _invite(officer)
    assert first.account_id == second.account_id
    with pytest.raises(NotFound):
        officer.follow_link(_secret(first), Purpose.INVITATION, _NEW)
    officer.follow_link(_secret(second), Purpose.INVITATION, _NEW)


@pytest.mark.parametrize("other", [Purpose.INVITATION, Purpose.SESSION, Purpose.TOKEN])
def test_a_link_is_for_nothing_else(officer: Registry, other: Purpose) -> None:
    secret = _secret(officer.request_reset(_EMAIL))
    assert officer.find_actor(secret, other) is None
    with pytest.raises(NotFound):
        officer.follow_link(secret, other, _NEW)


@pytest.mark.parametrize("secret", ["", "x", "k" * 44, "\ud800"])
def test_what_never_was_a_link_is_not_found(officer: Registry, secret: str) -> None:
    with pytest.raises(NotFound):
        officer.follow_link(secret, Purpose.RESET, _NEW)


def test_another_password_ends_sessions_tokens_and_other_links(officer: Registry) -> None:
    session, token = officer.log_in(_EMAIL, _OLD), officer.issue_token(_EMAIL, _OLD)
    first = _secret(officer.request_reset(_EMAIL))
    officer.set_password(_EMAIL, "kalimat lain yang baru")
    assert officer.find_actor(session.secret, Purpose.SESSION) is None
    assert officer.find_actor(token.secret, Purpose.TOKEN) is None
    with pytest.raises(NotFound):
        officer.follow_link(first, Purpose.RESET, _NEW)


def test_who_waits_at_the_door_gets_in_with_a_new_password(officer: Registry) -> None:
    home = "203.0.113.7"
    for _ in range(5):
        with pytest.raises(NotAuthenticated):
            officer.log_in(_EMAIL, "lupa lupa lupa", address=home)
    with pytest.raises(TooManyRequests):
        officer.log_in(_EMAIL, _OLD, address=home)
    secret = _secret(officer.request_reset(_EMAIL, address=home))
    officer.follow_link(secret, Purpose.RESET, _NEW, address=home)
    assert officer.log_in(_EMAIL, _NEW, address=home)


def test_no_letter_for_who_has_no_account_in_use(officer: Registry) -> None:
    _invite(officer)
    disabled = officer.add_account("mati@contoh.example", _OLD, Role.SERVICE)
    officer.change_account(disabled, disabled=True)
    for email in ("tidak.ada@contoh.example", "baru@contoh.example", "mati@contoh.example", ""):
        assert officer.request_reset(email) is None


def test_asking_for_letters_is_bounded_whoever_s_address_it_is(
    officer: Registry, clock: StandingClock
) -> None:
    for email in (_EMAIL, "tidak.ada@contoh.example"):
        for _ in range(3):
            officer.request_reset(email)
        with pytest.raises(TooManyRequests) as caught:
            officer.request_reset(email)
        assert caught.value.retry_after == 30
    assert officer.issue_reset(_EMAIL) is not None


def test_disabling_ends_a_link(officer: Registry) -> None:
    link = _invite(officer)
    officer.change_account(link.account_id, disabled=True)
    officer.change_account(link.account_id, disabled=False)
    with pytest.raises(NotFound):
        officer.read_link(_secret(link), Purpose.INVITATION)


def test_an_address_with_an_account_is_not_invited(officer: Registry) -> None:
    _invite(officer)
    for email, region in ((_EMAIL, "73"), ("baru@contoh.example", "32")):
        with pytest.raises(Conflict):
            officer.invite(email, Role.OFFICER, region=region)


@pytest.mark.parametrize(
    ("email", "role", "facts", "error"),
    [
        ("x", Role.SERVICE, {}, InvalidInput),
        ("x@contoh.example", Role.OFFICER, {}, InvalidInput),
        ("x@contoh.example", Role.OFFICER, {"region": "99"}, UnknownCode),
        ("x@contoh.example", Role.ORGANIZATION, {"organization_id": "x"}, NotFound),
    ],
)
def test_what_cannot_be_an_account_is_not_invited(
    registry: Registry, email: str, role: Role, facts: dict[str, str], error: type[LinkregError]
) -> None:
    with pytest.raises(error):
        registry.invite(email, role, **facts)


def test_an_organization_invites_its_own_people_only(registry: Registry) -> None:
    own, other = (registry.register(_PROFILE | {"name": f"Yayasan {it}"}).id for it in "AB")
    keeper = Actor("keeper", Role.ORGANIZATION, organization_id=own)
    email = "bendahara@contoh.example"
    for role, organization in (
        (Role.ORGANIZATION, other),
        (Role.ORGANIZATION, None),
        (Role.ADMINISTRATOR, own),
        (Role.SERVICE, own),
    ):
        with pytest.raises(NotPermitted):
            registry.invite(email, role, keeper, organization_id=organization)
    reader = Actor(
        "keeper", Role.ORGANIZATION, organization_id=own, scopes=frozenset({TokenScope.READ})
    )
    officer = Actor("o73", Role.OFFICER, region="73")
    for actor, error in (
        (reader, NotPermitted),
        (officer, NotPermitted),
        (PUBLIC, NotAuthenticated),
    ):
        with pytest.raises(error):
            registry.invite(email, Role.ORGANIZATION, actor, organization_id=own)
    link = registry.invite(email, Role.ORGANIZATION, keeper, organization_id=own)
    registry.follow_link(_secret(link), Purpose.INVITATION, _NEW)
    session = registry.log_in(email, _NEW)
    actor = registry.find_actor(session.secret, Purpose.SESSION)
    assert actor is not None
    assert registry.get_to_edit(own, actor).id == own


def test_only_administrators_make_links_to_pass_on(officer: Registry) -> None:
    with pytest.raises(NotPermitted):
        officer.issue_reset(_EMAIL, Actor("o73", Role.OFFICER, region="73"))
    with pytest.raises(NotFound):
        officer.issue_reset("tidak.ada@contoh.example")


def test_a_link_is_in_the_letter_and_nowhere_else(officer: Registry) -> None:
    link = officer.request_reset(_EMAIL)
    secret = _secret(link)
    assert link is not None
    letter = write_link(link, "https://ormas.contoh.example")
    assert f"https://ormas.contoh.example/kata-sandi-baru/{secret}\n" in letter.text
    assert "20 November 2026 11.00 WIB" in letter.text
    assert letter.recipients == (_EMAIL,)
    assert secret not in repr(link) + letter.key + letter.subject
    with officer.database.connect() as connection:
        kept = connection.execute(text("SELECT * FROM credentials")).all()
    assert secret not in repr(kept)
