"""What the forms of a profile offer to pick from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from linkreg.reference import Urusan, all_regions, all_urusan, get_urusan
from linkreg.vocabulary import (
    AccountabilityStandard,
    BeneficiaryGroup,
    Labeled,
    LegalForm,
    Service,
)


def _label(codes: type[Labeled], code: str) -> str:
    """Return a code's label; what is no code, as whoever sends anything may say, as it is."""
    return next((it.label for it in codes if it.value == code), code)


@cache
def _urusan_codes() -> frozenset[str]:
    return frozenset(urusan.code for urusan in all_urusan())


#: By field, what a chosen code is called.
LABELS: Mapping[str, Callable[[str], str]] = {
    "legal_form": lambda code: _label(LegalForm, code),
    "urusan": lambda code: get_urusan(code).name if code in _urusan_codes() else code,
    "services": lambda code: _label(Service, code),
    "beneficiaries": lambda code: _label(BeneficiaryGroup, code),
    "strengths-accountability_standards": lambda code: _label(AccountabilityStandard, code),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """The lists; affairs of government by the group the law puts them in."""

    legal_forms: tuple[LegalForm, ...]
    urusan: Mapping[str, tuple[Urusan, ...]]
    services: tuple[Service, ...]
    beneficiaries: tuple[BeneficiaryGroup, ...]
    standards: tuple[AccountabilityStandard, ...]
    regions: tuple[str, ...]


@cache
def choices() -> Choices:
    """Return the lists."""
    groups: dict[str, tuple[Urusan, ...]] = {}
    for urusan in all_urusan():
        if urusan.is_affair:
            groups[urusan.group] = (*groups.get(urusan.group, ()), urusan)
    names = tuple(region.name for region in all_regions() if "." in region.code)
    return Choices(
        tuple(LegalForm),
        groups,
        tuple(Service),
        tuple(BeneficiaryGroup),
        tuple(AccountabilityStandard),
        names,
    )
