"""A registry with somebody of every kind, prepared once and put back after whatever changes it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from api.app import create_app
from api.mailing import Mailing
from linkreg import Registry, open_registry
from linkreg.actor import Actor
from linkreg.mail import Letter
from linkreg.models import Account
from linkreg.services import accounts, credentials, links
from linkreg.services.credentials import IssuedSecret
from linkreg.services.one_time_codes import code_of, step_at
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import OrganizationStatus, Role, TokenScope
from linkreg.wiring import open_engine
from tests.actors import READY
from tests.decisions import rejecting
from tests.samples import pdf
from tests.secrets import fill

PASSWORD = "kalimat sandi untuk uji"
HASH = hash_password(PASSWORD)

#: In everything that the public may not see.
CONFIDENTIAL = "RAHASIA7731"

#: Keeps each organization besides its keeper; what its address of mail begins with.
COLLEAGUE = "rekan.rahasia"

#: An answer that holds one of these shows more than is public; the journal has no words but verbs.
MARKS = (CONFIDENTIAL, "notice_opened", COLLEAGUE)

_START = datetime(2026, 11, 19, 3, tzinfo=UTC)

#: What every account has been given for one-time codes, and has not confirmed; a code of it.
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE = code_of(TOTP, step_at(_START + timedelta(days=1)))

#: Who asks: what the account is, and where it is in charge. ``keeper`` and ``linked`` are there once
#: for each organization, which is their own; ``reader`` and ``registrar`` are tokens of ``province``
#: that may only read and only register.
CALLERS: Mapping[str, tuple[Role, str | None] | None] = {
    "public": None,
    "service": (Role.SERVICE, None),
    "newcomer": (Role.ORGANIZATION, None),
    "stranger": (Role.ORGANIZATION, None),
    "keeper": (Role.ORGANIZATION, None),
    "outsider": (Role.OFFICER, "32"),
    "city": (Role.OFFICER, "73.71"),
    "province": (Role.OFFICER, "73"),
    "linked": (Role.OFFICER, "73"),
    "admin": (Role.ADMINISTRATOR, None),
    "reader": (Role.OFFICER, "73"),
    "registrar": (Role.OFFICER, "73"),
}
_SCOPES = {"reader": (TokenScope.READ,), "registrar": (TokenScope.REGISTER,)}
_OWN = ("keeper", "linked")

#: How those are answered who did not get as far as to try anything.
_UNTOUCHED = {"401", "403", "404", "login"}

#: Organizations in 73.71 that the table speaks of: one the public sees, two it does not.
STATUSES = {
    "published": OrganizationStatus.PUBLISHED,
    "submitted": OrganizationStatus.SUBMITTED,
    "draft": OrganizationStatus.DRAFT,
}


#: A published one with a secret in every place that is not for the public: ``tests.secrets``.
FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Subject:
    """An organization with a document that waits, a notice that was answered, and a warning.

    Besides its keeper a colleague (``COLLEAGUE``) keeps it, whose address is confidential.
    """

    organization_id: str
    version: int
    evidence_id: str
    evidence_version: int
    notice_id: str
    notice_version: int
    flag_id: str


class World:
    """The application; ``restore`` puts everything behind it back to how it was."""

    def __init__(self, folder: Path) -> None:
        self._pristine, self._folder = folder / "pristine", folder / "work"
        self.now = _START
        self.registry = self._open(self._pristine)
        self.registry.initialize()
        self.subjects = {FILLED: self._subject(fill(self.registry, self._move_on))}
        self.subjects |= {name: self._add(status) for name, status in STATUSES.items()}
        self.tokens: dict[tuple[str, str], IssuedSecret] = {}
        self.sessions: dict[tuple[str, str], IssuedSecret] = {}
        self.searches: dict[tuple[str, str], str] = {}
        self._accounts: dict[tuple[str, str], str] = {}
        self._add_accounts()
        self.links = self._send_links()
        self.position = self.registry.journal_position()
        self.registry.close()
        self.registry = self._open(self._folder)
        self.restore()
        letters: list[Letter] = []
        self.app: Flask = create_app(
            self.registry,
            secret_key="for tests only: 0123456789abcdef",
            letters=Mailing("https://ormas.contoh.example", letters.append),
        )
        self.app.config["WTF_CSRF_ENABLED"] = False  # whoever asks has seen the form

    def put_back(self, method: str, status: str) -> bool:
        """Restore everything if a request so answered changed something; say whether it is told of.

        What counts tries, and what is begun only, is in no journal.
        """
        told = self.registry.journal_position() != self.position
        if told or (method != "GET" and status not in _UNTOUCHED):
            self.restore()
        return told

    def restore(self) -> None:
        """Put everything back; the registry stays, and so does what it has compiled."""
        self.registry.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._pristine, self._folder)
        self.registry.engine = open_engine("whoosh", self._folder / "index", 16)

    def token(self, caller: str, subject: str) -> IssuedSecret:
        """Return a caller's token; those who have an own organization are others for each subject."""
        return self.tokens[caller, subject if caller in _OWN else ""]

    def session(self, caller: str, subject: str) -> IssuedSecret:
        return self.sessions[caller, subject if caller in _OWN else ""]

    def search(self, caller: str, subject: str) -> str:
        return self.searches[caller, subject if caller in _OWN else ""]

    def account(self, caller: str, subject: str) -> str:
        return self._accounts[caller, subject if caller in (*_OWN, COLLEAGUE) else ""]

    def _add(self, status: OrganizationStatus) -> Subject:
        facts = dict(READY) | {"name": f"Yayasan Contoh {status.label}"}
        if status is not OrganizationStatus.PUBLISHED:
            facts["description"] = f"Profil yang belum tayang: {CONFIDENTIAL}."
        record = self.registry.register(facts, status=status)
        self.registry.give_consent(record.id)
        document = {"kind": "deed", "number": CONFIDENTIAL, "issued_on": "2024-01-02"}
        content = pdf(b"% " + CONFIDENTIAL.encode() + b"\n")
        refused, waiting = (
            self.registry.supply_with_file(record.id, document, content, "akta.pdf") for _ in "ab"
        )
        rejection = rejecting("deed", CONFIDENTIAL)
        self.registry.decide_evidence(record.id, refused.id, rejection)
        notice = self.registry.list_notices(record.id)[0]
        self.registry.reply(notice.id, f"Jawaban: {CONFIDENTIAL}")
        self.registry.raise_flag(record.id, _FLAG | {"reason": CONFIDENTIAL})
        return self._subject(record.id, waiting.id)

    def _subject(self, organization_id: str, evidence_id: str | None = None) -> Subject:
        record = self.registry.get(organization_id)
        document = next(it for it in record.evidence if it.file and evidence_id in {None, it.id})
        notice, flag = self.registry.list_notices(record.id)[0], record.flags[-1]
        return Subject(
            record.id,
            record.version,
            document.id,
            document.version,
            notice.id,
            notice.version,
            flag.id,
        )

    def _move_on(self) -> None:
        self.now += timedelta(days=1)

    def _open(self, folder: Path) -> Registry:
        folder.mkdir(parents=True, exist_ok=True)
        folders = {"index_dir": folder / "index", "files_dir": folder / "files"}
        url = f"sqlite:///{folder}/linkreg.sqlite3"
        return open_registry(url, **folders, clock=lambda: self.now)

    def _add_accounts(self) -> None:
        another = self.registry.register(
            READY | {"name": "Yayasan Contoh Lain"}, status=OrganizationStatus.PUBLISHED
        )
        for caller, is_what in CALLERS.items():
            if is_what is None:
                continue
            for subject in STATUSES if caller in _OWN else [""]:
                whose = another.id if caller == "stranger" else None
                if subject:
                    whose = self.subjects[subject].organization_id
                self._add_account(caller, subject, *is_what, whose)
        self._add_account("bystander", "", Role.SERVICE, None, None)
        for name, subject in self.subjects.items():
            self._add_account(COLLEAGUE, name, Role.ORGANIZATION, None, subject.organization_id)

    def _add_account(
        self, caller: str, subject: str, role: Role, region: str | None, whose: str | None
    ) -> None:
        email = f"{caller}{subject}@contoh.example"
        with self.registry.transaction(follow=False) as tx:
            account = accounts.add_account(
                tx, email, HASH, role, region=region, organization_id=whose
            )
            tx.session.get_one(Account, account).totp_secret = TOTP
            key, scopes = (caller, subject), _SCOPES.get(caller)
            self._accounts[key] = account
            self.tokens[key] = credentials.issue_token(tx, account, scopes=scopes)
            self.sessions[key] = credentials.open_session(tx, account)
        who = Actor(account, role, region=region, organization_id=whose)
        self.searches[key] = self.registry.save_search({"name": "Air", "query": "q=air"}, who).id

    def _send_links(self) -> dict[str, str]:
        """Invite somebody, and let somebody forget a password; return the secrets by their folder."""
        with self.registry.transaction(follow=False) as tx:
            sent = (
                links.invite(tx, "tamu@contoh.example", Role.SERVICE),
                links.request_reset(tx, "bystander@contoh.example"),
            )
        return dict(link.path.strip("/").split("/") for link in sent if link)


_FLAG: dict[str, Any] = {
    "kind": "warning",
    "source": "Surat 1",
    "starts_on": "2026-01-01",
    "ends_on": "2027-01-01",
    "scope": "73.71",
}
