"""All that may happen to an organization, one change a function: for tests of what is kept of it.

A change that does not fit how it stands raises, as it does for whoever tries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

from linkreg import Registry
from linkreg.actor import SYSTEM
from linkreg.errors import LinkregError
from tests.actors import keeper_of
from tests.conftest import StandingClock
from tests.decisions import accepting, reject
from tests.samples import pdf

NAME = "Ratnaduhita Wijayakontoh"
_DEED: dict[str, Any] = {"kind": "deed", "number": "12", "issued_on": "2020-01-02"}
Change = Callable[[Registry, str], object]


def describe(registry: Registry, organization: str) -> None:
    record = registry.get(organization)
    said = {"description": f"Versi {record.version} oleh {NAME}."}
    registry.update(organization, said, version=record.version)


def move_away(registry: Registry, organization: str) -> None:
    record = registry.get(organization)
    region = "73.71" if record.profile.region == "31.71" else "31.71"
    registry.update(organization, {"region": region}, version=record.version)


def supply(registry: Registry, organization: str) -> None:
    facts, name = _DEED | {"issuer": NAME}, f"Akta {NAME}.pdf"
    registry.supply_with_file(organization, facts, pdf(), name, keeper_of(organization))


def replace_one(registry: Registry, organization: str) -> None:
    for document in registry.get(organization).evidence[-1:]:
        facts = _DEED | {"replaces": document.id}
        registry.supply_evidence(organization, facts, keeper_of(organization))


def withdraw(registry: Registry, organization: str) -> None:
    for document in registry.get(organization).evidence[-1:]:
        registry.withdraw_evidence(organization, document.id, keeper_of(organization))


def accept(registry: Registry, organization: str) -> None:
    for document in registry.get(organization).evidence[:1]:
        registry.decide_evidence(organization, document.id, accepting(document.kind), SYSTEM)


def reject_one(registry: Registry, organization: str) -> None:
    for document in registry.get(organization).evidence[:1]:
        reject(registry, organization, document.id)


def suspend(registry: Registry, organization: str) -> None:
    notice = registry.suspend(organization, f"Oleh {NAME}.")
    registry.reply(notice.id, "Jawaban.", keeper_of(organization))
    registry.decide_notice(notice.id, {"outcome": "confirmed", "note": "Alasan."})


def publish_again(registry: Registry, organization: str) -> None:
    registry.publish(organization, reason="Baik.")


def archive(registry: Registry, organization: str) -> None:
    registry.archive(organization, "Selesai.", keeper_of(organization))


def sanction(registry: Registry, organization: str) -> None:
    days = {"starts_on": "2026-11-01", "ends_on": "2026-11-24"}
    said = {"kind": "sanction", "reason": f"Kontrak {NAME}.", "source": "SK 1"}
    registry.raise_flag(organization, said | days)


def warn(registry: Registry, organization: str) -> None:
    days = {"starts_on": "2026-11-01", "ends_on": "2027-11-24"}
    registry.raise_flag(organization, {"kind": "warning", "reason": "x", "source": "y"} | days)


def lift(registry: Registry, organization: str) -> None:
    for flag in registry.get(organization).flags:
        with suppress(LinkregError):
            registry.lift_flag(organization, flag.id, "Banding.")


def agree(registry: Registry, organization: str) -> None:
    registry.give_consent(organization)


def disagree(registry: Registry, organization: str) -> None:
    registry.withdraw_consent(organization)


def erase(registry: Registry, organization: str) -> None:
    named = [it.id for it in registry.get(organization).evidence]
    said = {"texts": [NAME, "Sekar Contohwati"], "ground": "Diminta.", "documents": named}
    registry.erase_person(organization, said)


CHANGES: tuple[Change, ...] = (
    *(describe, move_away, supply, replace_one, withdraw, accept, reject_one, suspend),
    *(publish_again, archive, sanction, warn, lift, agree, disagree, erase),
)

#: Changes, and how many hours before each nothing happens.
History = Sequence[tuple[Change, int]]
HISTORIES = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.sampled_from([0, 1, 20, 24, 50])),
    min_size=1,
    max_size=8,
)


def happen(
    registry: Registry, clock: StandingClock, organization: str, history: History
) -> Iterator[None]:
    """Let one change after another happen to an organization; yield after each."""
    for change, hours in history:
        clock.move(hours=hours)
        with suppress(LinkregError):
            change(registry, organization)
        yield
