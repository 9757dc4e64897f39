"""A mark never stands for two different views, and is known without making one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import event

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.clock import date_in_indonesia
from linkreg.errors import NotFound
from linkreg.services import showing
from linkreg.vocabulary import OrganizationStatus, TokenScope
from tests.actors import ELSEWHERE, OFFICER, READY, keeper_of
from tests.actors import published as publish
from tests.conftest import StandingClock
from tests.histories import HISTORIES, History, happen


class _Watcher:
    """Looks at an organization as everybody, at days around now, and remembers what stood for what."""

    def __init__(self, registry: Registry, organization: str) -> None:
        self._registry, self._organization = registry, organization
        self.views: dict[str, dict[str, Any]] = {}

    def look(self, today: date) -> None:
        for actor in self._actors():
            for on in (None, *(today + timedelta(days=days) for days in (-2, -1, 0, 1))):
                self._look_as(actor, on)

    def _actors(self) -> Iterator[Actor]:
        yield from (PUBLIC, OFFICER, ELSEWHERE)
        yield keeper_of(self._organization)
        yield Actor("o73", OFFICER.role, "73", scopes=frozenset({TokenScope.REGISTER}))

    def _look_as(self, actor: Actor, on: date | None) -> None:
        try:
            shown = self._registry.look_at(self._organization, actor, on=on)
        except NotFound:
            with suppress(NotFound):
                assert self._recognize(set(self.views), actor, on) is None
            return
        if shown.mark is None:
            assert on is not None
            assert self._recognize(set(self.views), actor, on) is None
            return
        assert self.views.setdefault(shown.mark, shown.view) == shown.view
        assert self._recognize({shown.mark}, actor, on) == shown.mark
        assert self._recognize(set(self.views) - {shown.mark}, actor, on) is None

    def _recognize(self, known: set[str], actor: Actor, on: date | None) -> str | None:
        return self._registry.recognize(self._organization, known, actor, on=on)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=HISTORIES)
def test_after_any_history_one_mark_is_one_view(
    registry: Registry, clock: StandingClock, history: History
) -> None:
    organization = registry.register(READY, status=OrganizationStatus.SUBMITTED).id
    watcher = _Watcher(registry, organization)
    watcher.look(date_in_indonesia(clock()))
    for _ in happen(registry, clock, organization, history):
        watcher.look(date_in_indonesia(clock()))


def test_what_is_known_costs_one_row(registry: Registry) -> None:
    organization = publish(registry)
    mark = registry.look_at(organization, PUBLIC).mark
    asked: list[str] = []
    event.listen(
        registry.database, "before_cursor_execute", lambda *told: asked.append(str(told[2]))
    )
    assert registry.recognize(organization, {mark}, PUBLIC) == mark
    (read,) = [it for it in asked if it != "BEGIN"]
    assert "FROM organizations" in read


def test_an_officer_who_has_it_already_is_logged_like_one_who_has_not(registry: Registry) -> None:
    organization = publish(registry)
    mark = registry.look_at(organization, OFFICER).mark
    registry.recognize(organization, {"another"}, OFFICER)
    assert registry.list_accesses(organization)[1] == 1
    registry.recognize(organization, {mark}, OFFICER)
    assert registry.list_accesses(organization)[1] == 2
    registry.recognize(organization, {registry.look_at(organization, PUBLIC).mark}, PUBLIC)
    assert registry.list_accesses(organization)[1] == 2


def test_an_unknown_organization_is_not_found(registry: Registry) -> None:
    with pytest.raises(NotFound):
        registry.recognize("nothing", {"x"}, PUBLIC)


def test_a_hidden_organization_is_not_found_whatever_is_known(registry: Registry) -> None:
    organization = registry.register(READY).id
    mark = registry.look_at(organization, OFFICER).mark
    with pytest.raises(NotFound):
        registry.recognize(organization, {mark}, PUBLIC)


def test_every_process_of_the_same_package_gives_the_same_stamp() -> None:
    command = "from linkreg.services import showing; print(showing._stamp())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    stamps = {
        subprocess.check_output(
            [sys.executable, "-c", command], env=environment | {"PYTHONHASHSEED": seed}, text=True
        ).strip()
        for seed in ("1", "2")
    }
    assert stamps == {showing._stamp()}


def test_another_legal_text_list_or_line_of_code_is_another_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "_PACKAGE", tmp_path)
    stamps = [showing._stamp.__wrapped__()]
    for name in ("a.yaml", "b/a.yaml", "b/regions.csv", "views.py", "words.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        for text in ("1", "2"):
            (tmp_path / name).write_text(text)
            stamps.append(showing._stamp.__wrapped__())
    assert len(set(stamps)) == len(stamps)
