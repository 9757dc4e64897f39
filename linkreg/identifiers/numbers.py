"""The numbers made of digits only: NPWP, NITKU and NIB.

Their lengths are law and are enforced. The check digit only warns: its formula is known from use, not
from a regulation. Messages never repeat the number, which may turn out to be a person's.
"""

from __future__ import annotations

import re

from linkreg.errors import Mistake
from linkreg.identifiers.nik import is_nik_shaped
from linkreg.identifiers.text import Checked, clean_line, refused
from linkreg.wording import Wording

_OLD_NPWP_LENGTH = 15
_NPWP_LENGTH = 16
_NITKU_LENGTH = 22
_NIB_LENGTH = 13


def check_npwp(text: str) -> Checked:
    """Return a body's taxpayer number as 16 digits, from 16 or from the old ``NN.NNN.NNN.N-KKK.SSS``.

    A body's old number takes a zero in front (Minister of Finance Regulation 112/PMK.03/2022). Raises
    ``InvalidInput`` for another length, and for a number shaped like a NIK: the NPWP of a person is
    the NIK. Warns when the check digit of the old form is off.
    """
    digits = _digits(text, "NPWP")
    if len(digits) == _OLD_NPWP_LENGTH:
        digits = f"0{digits}"
    if len(digits) != _NPWP_LENGTH:
        raise refused(
            "npwp_length",
            Wording(
                "NPWP badan terdiri atas 16 digit, atau 15 digit dalam bentuk lama "
                "01.234.567.8-901.000; yang diisi {count} digit. Periksa kembali kartu NPWP "
                "lembaga.",
                count=len(digits),
            ),
        )
    return digits, _examine_npwp(digits)


def check_nitku(text: str) -> Checked:
    """Return a place-of-business number: the 16 digits of the NPWP, then 6 of the unit.

    Raises ``InvalidInput`` for another length and for a person's NPWP in it; warns as for the NPWP.
    """
    digits = _digits(text, "NITKU")
    if len(digits) != _NITKU_LENGTH:
        raise refused(
            "nitku_length",
            Wording(
                "NITKU terdiri atas 22 digit: 16 digit NPWP dan 6 digit unit; yang diisi {count} "
                "digit. Salin nomornya dari akun pajak lembaga.",
                count=len(digits),
            ),
        )
    return digits, _examine_npwp(digits[:_NPWP_LENGTH])


def check_nib(text: str) -> Checked:
    """Return a business identification number of 13 digits; raises ``InvalidInput`` otherwise."""
    digits = _digits(text, "NIB")
    if len(digits) != _NIB_LENGTH:
        raise refused(
            "nib_length",
            Wording(
                "NIB terdiri atas 13 digit; yang diisi {count} digit. Salin nomornya dari OSS.",
                count=len(digits),
            ),
        )
    return digits, ()


def format_npwp(npwp: str) -> str:
    """Return 16 digits in groups of four, ``0012 3456 7890 1000``; the new form has no dots."""
    return " ".join(re.findall("[0-9]{4}", npwp))


def format_nitku(nitku: str) -> str:
    """Return the NPWP in groups of four and the unit after it."""
    return f"{format_npwp(nitku[:_NPWP_LENGTH])} {nitku[_NPWP_LENGTH:]}"


def _digits(text: str, label: str) -> str:
    """Return the digits of text that has only digits and the separators people put between them."""
    digits = re.sub("[ ./-]", "", clean_line(text))
    if not re.fullmatch("[0-9]+", digits):
        raise refused(
            "not_digits",
            Wording(
                "{label} hanya terdiri atas angka, boleh dengan spasi, titik, garis miring, atau "
                "tanda hubung. Hapus huruf dan tanda lainnya.",
                label=label,
            ),
        )
    if not digits.strip("0"):
        raise refused(
            "all_zeros",
            Wording("{label} tidak mungkin nol semua. Kosongkan bila belum ada.", label=label),
        )
    return digits


def _examine_npwp(npwp: str) -> tuple[Mistake, ...]:
    """Return what to warn of in 16 digits; raises ``InvalidInput`` when they may be a person's."""
    if is_nik_shaped(npwp):
        raise refused(
            "npwp_of_person",
            "Nomor ini berbentuk NIK. NPWP orang pribadi sama dengan NIK dan tidak diterima di "
            "sini. "
            "Isi NPWP atas nama lembaga.",
        )
    if npwp.startswith("0") and not _passes_luhn(npwp[1:10]):
        message = "Digit pemeriksa NPWP tidak cocok. Pastikan tidak ada angka yang salah ketik."
        return (Mistake("", "npwp_check_digit", message),)
    return ()


def _passes_luhn(digits: str) -> bool:
    """Whether the last digit is right by Luhn's formula (ISO/IEC 7812-1 annex B)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0
