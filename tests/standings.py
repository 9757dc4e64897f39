"""Organizations in each standing, brought there by the steps that lead there."""

from __future__ import annotations

from typing import Any

from linkreg import Registry
from linkreg.vocabulary import OrganizationStatus
from tests.actors import OFFICER, READY, keeper_of, published

_S = OrganizationStatus


def draft(registry: Registry, **facts: Any) -> str:
    """Add a draft that lacks nothing but consent."""
    return registry.register(READY | facts).id


def submitted(registry: Registry) -> str:
    """Add a profile that waits to be published."""
    organization = draft(registry)
    registry.give_consent(organization, keeper_of(organization))
    registry.submit(organization, keeper_of(organization))
    return organization


def suspended(registry: Registry) -> str:
    """Add a profile that was suspended after it was heard."""
    organization = published(registry)
    notice = registry.suspend(organization, "Alamat kosong.", OFFICER)
    registry.reply(notice.id, "Kami pindah.", keeper_of(organization))
    registry.decide_notice(notice.id, {"outcome": "confirmed", "note": "Tidak ditemukan."}, OFFICER)
    return organization


def archived(registry: Registry) -> str:
    """Add a profile that its organization archived."""
    organization = published(registry)
    registry.archive(organization, "Bubar.", keeper_of(organization))
    return organization


def supply(registry: Registry, organization: str, **more: Any) -> str:
    """Let an organization put a document forward; return its id."""
    facts = {"kind": "bylaws", **more}
    return registry.supply_evidence(organization, facts, keeper_of(organization)).id


MAKERS = {
    _S.DRAFT: draft,
    _S.SUBMITTED: submitted,
    _S.PUBLISHED: published,
    _S.SUSPENDED: suspended,
    _S.ARCHIVED: archived,
}
