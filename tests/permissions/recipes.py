"""What is sent to a route so that only the caller decides the answer: see the top of ``table.txt``."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from linkreg.consents import current_text
from tests.actors import CHAIR, READY
from tests.decisions import accepting
from tests.permissions.world import CODE, COLLEAGUE, PASSWORD, Subject, World
from tests.samples import pdf


@dataclass(frozen=True, slots=True)
class Sent:
    """Beside the address: a body of one kind, and the version that was seen last.

    ``seen`` is the field of ``Subject`` that has it, or the version. Words in the query, and right
    below the top of a body, may name places: ``{account_id}``.
    """

    json: Any = None
    form: Mapping[str, Any] | None = None
    content: bytes | None = None
    query: str = ""
    seen: str | int | None = None
    places: Mapping[str, str] = field(default_factory=dict)


_REASON = {"reason": "Alasan contoh."}
_FLAG = {
    "kind": "observation",
    "reason": "Contoh.",
    "source": "Surat 2",
    "starts_on": "2026-11-01",
    "ends_on": "2026-12-01",
}
_CONSENT = {"text": current_text().key}
_PROFILE = {"name": "Yayasan Contoh Baru", "region": "73.71"}
_SIGN_UP = {"name": "Yayasan Contoh Baru", "region": "Kota Makassar"}
_STEP = _SIGN_UP | {"address": READY["address"]}
_OTHER = "kalimat sandi yang lain sekali"
_CHANGE = {"current": PASSWORD, "password": _OTHER}
_ACCOUNT = {"email": "baru@contoh.example", "role": "service"}
_COLLEAGUE = {"role": "organization", "organization_id": "{organization_id}"}
_WHOSE = Sent(query="account={account_id}")

#: By route, or by route and subject where one needs something of its own.
RECIPES: Mapping[str, Sent] = {
    # API
    "GET /v1/organizations unpublished": Sent(query="status=submitted"),
    **{
        f"GET /v1/organizations.{form} unpublished": Sent(query="status=submitted")
        for form in ("csv", "jsonl", "xlsx")
    },
    "GET /v1/organizations/suggest": Sent(query="q=yay"),
    "POST /v1/organizations": Sent(json=_PROFILE),
    "PATCH /v1/organizations/{organization_id}": Sent(json={"short_name": "YC"}, seen="version"),
    "POST /v1/organizations/{organization_id}/submission": Sent(seen="version"),
    "POST /v1/organizations/{organization_id}/publication": Sent(json=_REASON, seen="version"),
    "POST /v1/organizations/{organization_id}/return": Sent(json=_REASON, seen="version"),
    "POST /v1/organizations/{organization_id}/suspension": Sent(json=_REASON, seen="version"),
    "POST /v1/organizations/{organization_id}/archival": Sent(json=_REASON, seen="version"),
    "POST /v1/organizations/{organization_id}/evidence": Sent(json={"kind": "deed"}),
    "PUT /v1/organizations/{organization_id}/evidence/{evidence_id}": Sent(
        json={"kind": "deed", "number": "2"}, seen="evidence_version"
    ),
    "DELETE /v1/organizations/{organization_id}/evidence/{evidence_id}": Sent(
        seen="evidence_version"
    ),
    "PUT /v1/organizations/{organization_id}/evidence/{evidence_id}/file": Sent(
        content=pdf(), seen="evidence_version"
    ),
    "POST /v1/evidence/{evidence_id}/verifications": Sent(
        json=accepting("deed"), seen="evidence_version"
    ),
    "POST /v1/organizations/{organization_id}/consents": Sent(json=_CONSENT),
    "POST /v1/organizations/{organization_id}/erasures": Sent(
        json={"texts": [CHAIR], "ground": "Permintaan yang bersangkutan."}
    ),
    "POST /v1/organizations/{organization_id}/flags": Sent(json=_FLAG | {"scope": "73.71"}),
    "POST /v1/organizations/{organization_id}/flags/{flag_id}/lifting": Sent(
        json=_REASON, seen="version"
    ),
    "POST /v1/notices/{notice_id}/reply": Sent(json={"text": "Contoh."}, seen="notice_version"),
    "POST /v1/notices/{notice_id}/decision": Sent(
        json={"outcome": "dropped", "note": "Contoh."}, seen="notice_version"
    ),
    "POST /v1/tokens": Sent(json={"email": "bystander@contoh.example", "password": PASSWORD}),
    "POST /v1/tokens another's": Sent(json={"account": "{account_id}"}),
    "GET /v1/tokens another's": _WHOSE,
    "GET /v1/sessions another's": _WHOSE,
    "POST /v1/accounts": Sent(json=_ACCOUNT | {"password": _OTHER}),
    "PATCH /v1/accounts/{account_id}": Sent(json={"disabled": True}, seen=1),
    "POST /v1/account/password": Sent(json=_CHANGE),
    "POST /v1/account/totp/confirmation": Sent(json={"code": CODE}),
    "POST /v1/account/totp/removal": Sent(json={"code": CODE}),
    "POST /v1/invitations": Sent(json=_ACCOUNT),
    **{
        f"POST /v1/invitations {name}": Sent(json=_ACCOUNT | _COLLEAGUE)
        for name in ("published", "submitted")
    },
    "POST /v1/invitations/acceptance": Sent(json={"token": "{undangan}", "password": _OTHER}),
    "POST /v1/password-resets": Sent(json={"email": "bystander@contoh.example"}),
    "POST /v1/password-resets/completion": Sent(
        json={"token": "{kata-sandi-baru}", "password": _OTHER}
    ),
    # pages
    "GET / unpublished": Sent(query="status=submitted"),
    "GET /bandingkan": Sent(query="id={organization_id}"),
    "GET /bandingkan.xlsx": Sent(query="id={organization_id}"),
    "POST /daftar": Sent(form=_SIGN_UP | {"email": "baru@contoh.example", "password": PASSWORD}),
    "POST /akun/kata-sandi": Sent(form=_CHANGE),
    "POST /akun/kode": Sent(form={}),
    "POST /akun/kode/pengaktifan": Sent(form={"code": CODE}),
    "POST /akun/kode/pelepasan": Sent(form={"code": CODE}),
    "POST /lupa-kata-sandi": Sent(form={"email": "bystander@contoh.example"}),
    "POST /{folder}/{secret}": Sent(form={"password": _OTHER}),
    "POST /ormas/{organization_id}/pengurus-akun": Sent(form={"email": _ACCOUNT["email"]}),
    "POST /masuk": Sent(form={"email": "bystander@contoh.example", "password": PASSWORD}),
    "POST /ormas/{organization_id}/isi/{stage}": Sent(form=_STEP, seen="version"),
    "POST /ormas/{organization_id}/isi/{stage}/ketikan": Sent(form=_STEP, seen="version"),
    "POST /ormas/{organization_id}/isi/bukti": Sent(form={"kind": "deed"}),
    "POST /ormas/{organization_id}/isi/periksa": Sent(form={}, seen="version"),
    "POST /ormas/{organization_id}/pengalaman": Sent(
        form={"title": "Pelatihan contoh", "start_year": "2024"}
    ),
    "POST /ormas/{organization_id}/dokumen": Sent(form={"kind": "deed"}),
    "POST /ormas/{organization_id}/dokumen/{evidence_id}/ubah": Sent(
        form={"kind": "deed", "number": "2"}, seen="evidence_version"
    ),
    "POST /ormas/{organization_id}/dokumen/{evidence_id}/berkas": Sent(
        form={"file": pdf()}, seen="evidence_version"
    ),
    "POST /ormas/{organization_id}/dokumen/{evidence_id}/penarikan": Sent(
        form={}, seen="evidence_version"
    ),
    "POST /ormas/{organization_id}/dokumen/{evidence_id}/putusan": Sent(
        form={"state": "accepted"} | dict.fromkeys(accepting("deed")["answers"], "yes"),
        seen="evidence_version",
    ),
    "POST /ormas/{organization_id}/tanda": Sent(form=_FLAG | {"scope": "Kota Makassar"}),
    "POST /ormas/{organization_id}/tanda/{flag_id}/pencabutan": Sent(form=_REASON, seen="version"),
    "POST /ormas/{organization_id}/pemberitahuan/{notice_id}/jawaban": Sent(
        form={"text": "Contoh."}, seen="notice_version"
    ),
    "POST /ormas/{organization_id}/pemberitahuan/{notice_id}/putusan": Sent(
        form={"outcome": "dropped", "note": "Contoh."}, seen="notice_version"
    ),
    "POST /ormas/{organization_id}/persetujuan": Sent(form=_CONSENT),
    "POST /pencarian-tersimpan": Sent(form={"name": "Kesehatan", "query": "/?q=kesehatan"}),
    "POST /admin/akun": Sent(form=_ACCOUNT),
    "POST /admin/akun/{account_id}": Sent(form={"do": "disable"}, seen=1),
    "POST /ormas/{organization_id}/{step}": Sent(form=_REASON, seen="version"),
}


def sent_to(route: str, subject: str) -> Sent:
    """Return what to send: nothing but the address unless a recipe says more."""
    return RECIPES.get(f"{route} {subject}") or RECIPES.get(route) or Sent()


def places(world: World, subject: str, caller: str) -> dict[str, str]:
    """Return what stands for each place in a path, for ``draft``, say, or ``draft:step``."""
    name, _, step = subject.partition(":")
    of_one = name if name in world.subjects else "published"
    about = world.subjects[of_one]
    whose = "bystander" if name == "another's" or caller == "public" else caller
    return {
        "organization_id": about.organization_id,
        "evidence_id": about.evidence_id,
        "notice_id": about.notice_id,
        "flag_id": about.flag_id,
        "token_id": world.token(whose, of_one).id,
        "session_id": world.session(whose, of_one).id,
        "credential_id": world.session("bystander", of_one).id,
        "search_id": world.search(whose, of_one),
        "account_id": world.account(COLLEAGUE if name in world.subjects else whose, of_one),
        **world.links,
        "folder": step,
        "secret": world.links.get(step, ""),
        "step": step,
        "stage": "identitas",
        "code": "73.71",
        "language": "en",
        "key": "lkpp-3-2021",
        "filename": "favicon.svg",
    }


def filled_in(sent: Sent, where: Mapping[str, str]) -> Sent:
    """Return what is sent with its places filled in."""
    json, form = (_filled_in(body, where) for body in (sent.json, sent.form))
    return replace(sent, json=json, form=form, query=sent.query.format_map(where))


def _filled_in(body: Any, where: Mapping[str, str]) -> Any:
    if not isinstance(body, Mapping):
        return body
    return {
        name: value.format_map(where) if isinstance(value, str) else value
        for name, value in body.items()
    }


def seen_version(subject: Subject, sent: Sent) -> int | None:
    """Return the version that whoever asks has just seen."""
    return getattr(subject, sent.seen) if isinstance(sent.seen, str) else sent.seen


def form_of(sent: Sent, version: int | None) -> dict[str, Any]:
    """Return a form as a browser sends it; bytes are a file."""
    given = {} if version is None else {"version": str(version)}
    for name, value in (sent.form or {}).items():
        given[name] = (io.BytesIO(value), "akta.pdf") if isinstance(value, bytes) else value
    return given
