"""PostgreSQL gives up what takes too long, with clear words and nothing saved."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event, text

from linkreg import Registry, database, migrations
from linkreg.database import open_database
from linkreg.errors import DatabaseUnavailable
from linkreg.vocabulary import Role

pytestmark = pytest.mark.postgres

_PASSWORD = "kata sandi yang panjang"


@pytest.fixture
def hasty(
    make_registry: Callable[..., Registry], postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> Registry:
    """A registry whose connections give up after a moment, once its tables are there."""
    make_registry(postgres_url).initialize()
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.3)
    monkeypatch.setattr(database, "_STATEMENT_SECONDS", 1.0)
    return make_registry(postgres_url)


def _limits(url: str) -> tuple[str, str]:
    engine = open_database(url)
    with engine.connect() as connection:
        found = [connection.scalar(text(f"SHOW {it}_timeout")) for it in ("lock", "statement")]
        connection.rollback()
    with engine.connect() as connection:  # of the pool, after a rollback
        assert found[0] == connection.scalar(text("SHOW lock_timeout"))
    engine.dispose()
    return found[0], found[1]


def test_every_connection_has_its_limits(postgres_url: str) -> None:
    assert _limits(postgres_url) == ("10s", "1min")


def test_an_address_sets_its_own(postgres_url: str) -> None:
    own = "-c%20lock_timeout%3D2000%20-c%20statement_timeout%3D120000"
    assert _limits(f"{postgres_url}&options={own}") == ("2s", "2min")


def test_a_statement_that_takes_too_long_is_given_up(hasty: Registry) -> None:
    def think() -> None:
        with hasty.transaction() as tx:
            tx.record("noted", "account/x")
            tx.session.execute(text("SELECT pg_sleep(20)"))

    before = hasty.journal_position()
    with pytest.raises(DatabaseUnavailable, match="terlalu lama"):
        think()
    assert hasty.journal_position() == before


def test_whoever_waits_for_another_is_told(hasty: Registry) -> None:
    account = hasty.add_account("a@contoh.example", _PASSWORD, Role.OFFICER, region="73")
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with hasty.database.connect() as other:
            other.execute(text("SELECT id FROM accounts FOR UPDATE"))
            held.set()
            done.wait(20)
            other.rollback()

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(20)
    try:
        with pytest.raises(DatabaseUnavailable, match="sedang dipakai proses lain"):
            hasty.change_account(account, region="32")
    finally:
        done.set()
        holder.join()
    assert hasty.change_account(account, region="32").region == "32"


def test_two_who_wait_for_each_other_are_told_that(hasty: Registry) -> None:
    """PostgreSQL names the table; it is there all the same."""
    ids = [
        hasty.add_account(f"{it}@contoh.example", _PASSWORD, Role.OFFICER, region="73")
        for it in "ab"
    ]
    hasty.database.dispose()
    ready, said = threading.Barrier(2), []

    def lock(first: str, second: str) -> None:
        try:
            with hasty.transaction() as tx:
                tx.session.execute(text("SET LOCAL lock_timeout = '20s'"))
                tx.session.execute(text("SET LOCAL deadlock_timeout = '50ms'"))
                query = text("UPDATE accounts SET version = version + 1 WHERE id = :id")
                tx.session.execute(query, {"id": first})
                ready.wait(20)
                tx.session.execute(query, {"id": second})
        except DatabaseUnavailable as error:
            said.append(error.message)

    threads = [threading.Thread(target=lock, args=pair) for pair in (ids, ids[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert said == ["Dua perubahan saling menunggu; tidak ada yang tersimpan. Coba lagi."]


def test_preparing_the_tables_takes_its_time(postgres_url: str) -> None:
    engine = open_database(postgres_url)
    done: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *said: done.append(said[2]))
    migrations.upgrade(engine)
    tables = next(n for n, statement in enumerate(done) if "CREATE TABLE" in statement)
    assert "SET LOCAL statement_timeout = 0" in done[:tables]
    engine.dispose()
    assert _limits(postgres_url)[1] == "1min"
