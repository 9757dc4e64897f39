"""Numbers that identify an organization: read, checked and shown by the rules of each scheme.

A number is compared in its normal form. What the law fixes is enforced, what offices merely tend to do
is warned of. A person's number (NIK) is never accepted; ``contains_nik`` finds it in free text.
"""

from linkreg.identifiers.checking import (
    CheckedIdentifier,
    check_identifier,
    format_identifier,
    is_valid,
    normalize,
)
from linkreg.identifiers.nik import contains_nik
from linkreg.identifiers.text import MAX_LENGTH, without_label

__all__ = [
    "MAX_LENGTH",
    "CheckedIdentifier",
    "check_identifier",
    "contains_nik",
    "format_identifier",
    "is_valid",
    "normalize",
    "without_label",
]
