"""What every closed list is made of: stable codes with the labels people see."""

from __future__ import annotations

from enum import StrEnum

from linkreg.wording import Wording


class Labeled(StrEnum):
    """A string enumeration whose members are written ``CODE = "code", "Label"``."""

    label: Wording

    def __new__(cls, code: str, label: str = "") -> Labeled:
        """Build a member from its code and its Indonesian label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = Wording(label)
        return member
