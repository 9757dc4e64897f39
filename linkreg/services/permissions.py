"""Who may do what: one line for each verb, the same for API, pages, command line and library.

Data only; ``services.gate`` reads it. A line names who may (any one relation will do), what a token
must allow, what is said to those who may not, and whom that relation does not help. Which fields of an
organization are shown to whom is written in ``linkreg.privacy``; what is public needs no line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from linkreg.vocabulary import TokenScope


class Relation(StrEnum):
    """What an actor may be, by itself or to the organization, region or account at hand."""

    KNOWN = "known"  # has an account
    NEWCOMER = "newcomer"  # an organization's account without a profile
    SETTLED = "settled"  # an organization's account with one
    OFFICER = "officer"  # of some region
    ADMINISTRATOR = "administrator"
    KEEPER = "keeper"  # the organization is the actor's own, whatever else the actor is
    IN_CHARGE = "in_charge"  # an officer whose region covers the one at hand
    HOLDER = "holder"  # the account at hand is the actor's own


class Verb(StrEnum):
    """What is not open to everybody."""

    READ_WHOLE = "read_whole"
    READ_DOCUMENTS = "read_documents"
    READ_NOTICES = "read_notices"
    READ_CONSENTS = "read_consents"
    READ_REASONS = "read_reasons"
    READ_ACCESSES = "read_accesses"
    READ_ERASURES = "read_erasures"
    READ_ACCOUNT_EVENTS = "read_account_events"
    READ_REMINDERS = "read_reminders"
    READ_WORKLIST = "read_worklist"
    SEARCH_UNPUBLISHED = "search_unpublished"
    REGISTER = "register"
    REGISTER_AS_CHECKED = "register_as_checked"
    KEEP_AS_REGISTERED = "keep_as_registered"
    EDIT = "edit"
    SUPPLY_DOCUMENTS = "supply_documents"
    SUBMIT = "submit"
    ARCHIVE = "archive"
    ANSWER_NOTICE = "answer_notice"
    CONSENT = "consent"
    TAKE_OVER = "take_over"
    VERIFY = "verify"
    PUBLISH = "publish"
    SEND_BACK = "send_back"
    SUSPEND = "suspend"
    DECIDE_NOTICE = "decide_notice"
    FLAG = "flag"
    FLAG_WITHIN = "flag_within"
    ERASE = "erase"
    SEND_LETTERS = "send_letters"
    READ_PEOPLE = "read_people"
    KEEP_PEOPLE = "keep_people"
    LIST_ACCOUNTS = "list_accounts"
    ADD_ACCOUNT = "add_account"
    KEEP_ACCOUNTS = "keep_accounts"
    ISSUE_FOR_SERVICE = "issue_for_service"
    READ_ACCOUNT = "read_account"
    KEEP_OWN_ACCOUNT = "keep_own_account"
    READ_CREDENTIALS = "read_credentials"
    REVOKE = "revoke"
    READ_SAVED_SEARCHES = "read_saved_searches"
    KEEP_SAVED_SEARCHES = "keep_saved_searches"
    READ_UPKEEP = "read_upkeep"
    CHECK_JOURNAL = "check_journal"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Whom no other relation helps, and what is said to them."""

    relation: Relation
    refusal: str


@dataclass(frozen=True, slots=True)
class Permission:
    """The line of one verb. ``hidden``: to those who may not, what it is about does not exist."""

    to: frozenset[Relation]
    scope: TokenScope
    refusal: str
    excluded: Exclusion | None = None
    hidden: bool = False
    login: str = "Masuk dahulu."


#: Which scopes of a token are as good as the one asked for.
INCLUDED: Mapping[TokenScope, frozenset[TokenScope]] = MappingProxyType(
    {
        TokenScope.READ: frozenset({TokenScope.READ, TokenScope.WRITE}),
        TokenScope.REGISTER: frozenset({TokenScope.REGISTER}),
        TokenScope.WRITE: frozenset({TokenScope.WRITE}),
    }
)

_READ, _REGISTER, _WRITE = TokenScope.READ, TokenScope.REGISTER, TokenScope.WRITE

_KNOWN = frozenset({Relation.KNOWN})
_NEWCOMER = frozenset({Relation.NEWCOMER})
_OFFICERS = frozenset({Relation.OFFICER, Relation.ADMINISTRATOR})
_ADMINISTRATOR = frozenset({Relation.ADMINISTRATOR})
_KEEPER = frozenset({Relation.KEEPER, Relation.ADMINISTRATOR})  # who may record what is on paper
_IN_CHARGE = frozenset({Relation.IN_CHARGE, Relation.ADMINISTRATOR})
_CONCERNED = _KEEPER | _IN_CHARGE
_HOLDER = frozenset({Relation.HOLDER, Relation.ADMINISTRATOR})
_HOLDER_ALONE = frozenset({Relation.HOLDER})

_NOT_SHOWN = "Dokumen hanya terlihat oleh organisasi itu dan petugas wilayahnya."
_NOT_LISTED = "Hanya petugas yang boleh melihat daftar profil yang belum tayang."
_NOT_EDITOR = "Hanya organisasi itu sendiri atau petugas wilayahnya yang boleh mengubah."
_NOT_KEEPER = "Hanya organisasi itu sendiri yang boleh melakukan ini."
_NOT_IN_CHARGE = "Hanya petugas yang membawahi wilayah organisasi ini yang boleh memutuskan."
_NOT_ADMINISTRATOR = "Hanya administrator yang boleh melakukan ini."
_NO_ACCOUNT = "Akun tidak ditemukan. Periksa nomornya."
_NO_SEARCH = "Pencarian tersimpan itu tidak ditemukan pada akun Anda."
_NOT_OPEN = "Sesi atau token tidak ditemukan. Periksa nomornya."
_BEYOND = "Cakupan tanda harus berada di dalam wilayah tugas Anda."
_LOG_IN_TO_REGISTER = "Masuk dahulu untuk mendaftarkan organisasi."

#: Nobody decides about their own organization.
_OWN = Exclusion(
    Relation.KEEPER,
    "Akun Anda terhubung dengan organisasi ini. Mintakan petugas lain yang memutuskan.",
)
_HAS_ONE = Exclusion(
    Relation.SETTLED, "Akun ini sudah mempunyai profil organisasi; ubah profil yang ada."
)

PERMISSIONS: Mapping[Verb, Permission] = MappingProxyType(
    {
        # to read what is not public
        Verb.READ_WHOLE: Permission(_CONCERNED, _READ, _NOT_SHOWN),
        Verb.READ_DOCUMENTS: Permission(_CONCERNED, _READ, _NOT_SHOWN),
        Verb.READ_NOTICES: Permission(_CONCERNED, _READ, _NOT_SHOWN),
        Verb.READ_CONSENTS: Permission(_CONCERNED, _READ, _NOT_SHOWN),
        Verb.READ_REASONS: Permission(_CONCERNED, _READ, _NOT_SHOWN),
        Verb.READ_ACCESSES: Permission(_KEEPER, _READ, _NOT_KEEPER),
        Verb.READ_ERASURES: Permission(_ADMINISTRATOR, _READ, _NOT_ADMINISTRATOR),
        Verb.READ_ACCOUNT_EVENTS: Permission(_ADMINISTRATOR, _READ, _NOT_ADMINISTRATOR),
        Verb.READ_REMINDERS: Permission(_ADMINISTRATOR, _READ, _NOT_ADMINISTRATOR),
        Verb.READ_WORKLIST: Permission(_OFFICERS, _READ, _NOT_LISTED),
        Verb.SEARCH_UNPUBLISHED: Permission(_OFFICERS, _READ, _NOT_LISTED),
        # to speak for an organization
        Verb.REGISTER: Permission(_KNOWN, _REGISTER, "", _HAS_ONE, login=_LOG_IN_TO_REGISTER),
        Verb.KEEP_AS_REGISTERED: Permission(_NEWCOMER, _REGISTER, _NOT_KEEPER),
        Verb.EDIT: Permission(_CONCERNED, _WRITE, _NOT_EDITOR),
        Verb.SUPPLY_DOCUMENTS: Permission(_CONCERNED, _WRITE, _NOT_EDITOR),
        Verb.SUBMIT: Permission(_CONCERNED, _WRITE, _NOT_EDITOR),
        Verb.ARCHIVE: Permission(_CONCERNED, _WRITE, _NOT_EDITOR),
        Verb.ANSWER_NOTICE: Permission(_KEEPER, _WRITE, _NOT_KEEPER),
        Verb.CONSENT: Permission(_KEEPER, _WRITE, _NOT_KEEPER),
        # to decide about one
        Verb.REGISTER_AS_CHECKED: Permission(_IN_CHARGE, _REGISTER, _NOT_IN_CHARGE),
        Verb.TAKE_OVER: Permission(_IN_CHARGE, _WRITE, _NOT_IN_CHARGE, _OWN),
        Verb.VERIFY: Permission(_IN_CHARGE, _WRITE, _NOT_IN_CHARGE, _OWN),
        Verb.PUBLISH: Permission(_IN_CHARGE, _WRITE, _NOT_IN_CHARGE, _OWN),
        Verb.SEND_BACK: Permission(_IN_CHARGE, _WRITE, _NOT_IN_CHARGE, _OWN),
        Verb.SUSPEND: Permission(_IN_CHARGE, _WRITE, _NOT_IN_CHARGE, _OWN),
        Verb.DECIDE_NOTICE: Permission(_IN_CHARGE, _WRITE, _NOT_IN_CHARGE, _OWN),
        Verb.FLAG: Permission(_IN_CHARGE, _WRITE, _NOT_IN_CHARGE, _OWN),
        Verb.FLAG_WITHIN: Permission(_IN_CHARGE, _WRITE, _BEYOND),
        # to keep the registry
        Verb.ERASE: Permission(_ADMINISTRATOR, _WRITE, _NOT_ADMINISTRATOR),
        Verb.SEND_LETTERS: Permission(_ADMINISTRATOR, _WRITE, _NOT_ADMINISTRATOR),
        Verb.READ_UPKEEP: Permission(_ADMINISTRATOR, _READ, _NOT_ADMINISTRATOR),
        Verb.CHECK_JOURNAL: Permission(_ADMINISTRATOR, _WRITE, _NOT_ADMINISTRATOR),
        # to keep accounts
        Verb.READ_PEOPLE: Permission(_KEEPER, _READ, _NOT_KEEPER),
        Verb.KEEP_PEOPLE: Permission(_KEEPER, _WRITE, _NOT_KEEPER),
        Verb.LIST_ACCOUNTS: Permission(_ADMINISTRATOR, _READ, _NOT_ADMINISTRATOR),
        Verb.ADD_ACCOUNT: Permission(_ADMINISTRATOR, _WRITE, _NOT_ADMINISTRATOR),
        Verb.KEEP_ACCOUNTS: Permission(_ADMINISTRATOR, _WRITE, _NOT_ADMINISTRATOR),
        Verb.ISSUE_FOR_SERVICE: Permission(_ADMINISTRATOR, _WRITE, _NOT_ADMINISTRATOR),
        Verb.READ_ACCOUNT: Permission(_HOLDER, _READ, _NO_ACCOUNT, hidden=True),
        Verb.KEEP_OWN_ACCOUNT: Permission(_HOLDER, _WRITE, _NO_ACCOUNT, hidden=True),
        Verb.READ_CREDENTIALS: Permission(_HOLDER, _READ, _NO_ACCOUNT, hidden=True),
        Verb.REVOKE: Permission(_HOLDER, _WRITE, _NOT_OPEN, hidden=True),
        # what people keep for themselves
        Verb.READ_SAVED_SEARCHES: Permission(_HOLDER_ALONE, _READ, _NO_SEARCH, hidden=True),
        Verb.KEEP_SAVED_SEARCHES: Permission(_HOLDER_ALONE, _WRITE, _NO_SEARCH, hidden=True),
    }
)
