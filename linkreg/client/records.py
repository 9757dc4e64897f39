"""From the views of ``linkreg.schemas.organization_views`` back to the records they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from linkreg.profile import Profile, Strengths, from_plain
from linkreg.records import EvidenceFile, EvidenceRecord, FlagRecord, OrganizationRecord
from linkreg.vocabulary import EvidenceKind, EvidenceState, FileType, FlagKind, OrganizationStatus

View = Mapping[str, Any]


def read_organization(view: View) -> OrganizationRecord:
    """Return the organization as it was shown; what was not shown is as if never stated."""
    return OrganizationRecord(
        id=view["id"],
        version=view["version"],
        status=OrganizationStatus(view["status"]),
        profile=read_profile(view),
        created_at=datetime.fromisoformat(view["created_at"]),
        updated_at=datetime.fromisoformat(view["updated_at"]),
        evidence=tuple(map(read_evidence, view.get("evidence", ()))),
        flags=tuple(map(read_flag, view["flags"])),
        status_since=_instant(view["status_since"]),
        status_reason=view["status_reason"],
        consented=view["consented"],
    )


def read_profile(view: View) -> Profile:
    """Return what the organization says of itself, codes without the names beside them."""
    plain = {field.name: view[field.name] for field in fields(Profile)}
    plain["region"] = _code(view["region"])
    plain["urusan"] = list(map(_code, view["urusan"]))
    plain["operating_regions"] = list(map(_code, view["operating_regions"]))
    plain["experiences"] = list(map(_experience, view["experiences"]))
    plain["strengths"] = {field.name: view["strengths"][field.name] for field in fields(Strengths)}
    return from_plain({name: value for name, value in plain.items() if value is not None})


def read_evidence(view: View) -> EvidenceRecord:
    """Return a document as it was shown."""
    file = view["file"]
    return EvidenceRecord(
        id=view["id"],
        kind=EvidenceKind(view["kind"]),
        state=EvidenceState(view["state"]),
        supplied_at=datetime.fromisoformat(view["supplied_at"]),
        number=view["number"],
        issuer=view["issuer"],
        issued_on=read_day(view["issued_on"]),
        valid_from=read_day(view["valid_from"]),
        valid_until=read_day(view["valid_until"]),
        fiscal_year=view["fiscal_year"],
        clause=view["clause"],
        note=view["note"],
        decided_at=_instant(view["decided_at"]),
        decided_by=view["decided_by"],
        supplied_by=view["supplied_by"],
        replaced_by=view["replaced_by"],
        version=view["version"],
        file=file and EvidenceFile(**{**file, "type": FileType(file["type"])}),
    )


def read_flag(view: View) -> FlagRecord:
    """Return a flag as it was shown; who raised it is empty where it was not."""
    return FlagRecord(
        id=view["id"],
        kind=FlagKind(view["kind"]),
        reason=view["reason"],
        source=view["source"],
        starts_on=date.fromisoformat(view["starts_on"]),
        ends_on=date.fromisoformat(view["ends_on"]),
        raised_at=datetime.fromisoformat(view["raised_at"]),
        raised_by=view.get("raised_by", ""),
        scope=_code(view["scope"]),
        lifted_at=_instant(view["lifted_at"]),
        lifting=view["lifting"],
    )


def read_day(text: str | None) -> date | None:
    """Return a day that may not be stated."""
    return None if text is None else date.fromisoformat(text)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _code(named: View | None) -> Any:
    return None if named is None else named["code"]


def _experience(view: View) -> dict[str, Any]:
    return {**view, "urusan": list(map(_code, view["urusan"])), "region": _code(view["region"])}
