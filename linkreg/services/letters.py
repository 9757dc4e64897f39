"""The letters the registry writes, each text in one place."""

from __future__ import annotations

import hashlib
from datetime import datetime

from linkreg.clock import WIB
from linkreg.mail import Letter
from linkreg.records import NoticeRecord, OrganizationRecord
from linkreg.services.credentials import Purpose
from linkreg.services.expiry import RunningOut
from linkreg.services.links import Link
from linkreg.services.reminders import Reminder
from linkreg.wording import day_in_words

_SUBJECT = "Dokumen {name} perlu diperbarui"

_REMINDER = """\
Kepada pengurus {name},

Dokumen berikut pada profil organisasi Anda perlu diperbarui supaya persyaratannya tetap terpenuhi:

{documents}

Sampaikan dokumen baru pada halaman organisasi Anda:
{address}

Bila dokumen penggantinya sudah disampaikan, abaikan surel ini.

--
Surel ini dikirim otomatis oleh registri Ormas untuk Swakelola Tipe III. Registri ini menjelaskan;
pejabat pengadaan yang memutuskan.
"""

_NOTICE_SUBJECT = "{measure}: {name} dapat menjawab sampai {day}"

_NOTICE = """\
Kepada pengurus {name},

Petugas wilayah Anda merencanakan: {measure}.
Alasan: {reason}

Sebelum diputuskan, Anda dapat menjawab dengan penjelasan dan dokumen baru sampai {day}:
{address}

--
Surel ini dikirim otomatis oleh registri Ormas untuk Swakelola Tipe III.
"""

_LETTER_OF_LINK = """\
{told}
{address}

Tautan ini berlaku sampai {until} dan hanya sekali. {otherwise}

--
Surel ini dikirim otomatis oleh registri Ormas untuk Swakelola Tipe III.
"""

_INVITED = (
    "Undangan ke registri Ormas",
    "Anda diundang ke registri Ormas untuk Swakelola Tipe III. Buat kata sandi Anda di sini:",
    "Bila Anda tidak mengharapkannya, abaikan surel ini.",
)
_RESET = (
    "Kata sandi baru untuk registri Ormas",
    "Seseorang meminta kata sandi baru untuk akun Anda di registri Ormas. Buat di sini:",
    "Bila bukan Anda yang meminta, abaikan surel ini; kata sandi Anda tidak berubah.",
)

_DOCUMENT = "- {label}{number}: {when}.\n  {advice}\n  Untuk persyaratan: {criteria}."


def write_reminder(reminder: Reminder, at: datetime, public_url: str) -> Letter:
    """Return the letter of a reminder; the very same reminder always bears the same key."""
    name = " ".join(reminder.record.profile.name.split())
    text = _REMINDER.format(
        name=name,
        documents="\n".join(map(_document, reminder.documents)),
        address=f"{public_url}/ormas/{reminder.record.id}",
    )
    stages = [f"{document.evidence.id}:{document.stage}" for document in reminder.documents]
    digest = hashlib.sha256(" ".join(sorted(stages)).encode()).hexdigest()[:16]
    key = f"pengingat-{reminder.record.id}-{digest}"
    return Letter(reminder.recipients, _SUBJECT.format(name=name), text, at, key)


def write_notice(
    notice: NoticeRecord,
    record: OrganizationRecord,
    recipients: tuple[str, ...],
    at: datetime,
    public_url: str,
) -> Letter:
    """Return the letter of a notice; the very same notice always bears the same key."""
    said = {
        "name": " ".join(record.profile.name.split()),
        "measure": notice.measure.label,
        "day": day_in_words(notice.reply_until),
    }
    address = f"{public_url}/ormas/{record.id}#pemberitahuan-{notice.id}"
    text = _NOTICE.format(**said, reason=notice.reason, address=address)
    subject = _NOTICE_SUBJECT.format(**said)
    return Letter(recipients, subject, text, at, f"pemberitahuan-{notice.id}")


def write_link(link: Link, public_url: str) -> Letter:
    """Return the letter with a link; it goes to the account's address alone."""
    subject, told, otherwise = _INVITED if link.purpose is Purpose.INVITATION else _RESET
    until = link.expires_at.astimezone(WIB)
    text = _LETTER_OF_LINK.format(
        told=told,
        address=public_url + link.path,
        until=f"{day_in_words(until.date())} {until:%H.%M} WIB",
        otherwise=otherwise,
    )
    return Letter((link.email,), subject, text, link.sent_at, f"{link.purpose}-{link.id}")


def _document(document: RunningOut) -> str:
    number = document.evidence.number
    return _DOCUMENT.format(
        label=document.evidence.kind.label,
        number=f" nomor {number}" if number else "",
        when=document.when_text,
        advice=document.advice_text,
        criteria="; ".join(document.criteria),
    )
