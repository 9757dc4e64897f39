"""An example for every operation, shown in the OpenAPI document and executed by a test.

By the operation's name: the parameters of an address and the body that are shown together. Places in
paths have one example each, whatever operation they belong to. What is answered stands in
``answers.json``, written by ``make answers`` from real answers, long lists cut short.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from api.route import Operation

#: Examples of the places in paths.
PLACES: Mapping[str, str] = MappingProxyType(
    {
        "organization_id": "k3v9x0q7m2cb",
        "evidence_id": "0b1c2d3f4g5h",
        "notice_id": "9z8x7w6v5t4s",
        "flag_id": "m4n5p6q7r8s9",
        "account_id": "a1b2c3d4e5f6",
        "session_id": "s6t7v8w9x0y1",
        "token_id": "c0d1f2g3h4j5",
        "code": "73.71",
        "key": "lkpp-3-2021",
    }
)

#: Real answers, by the operation's name; refusals by the name of the answer that operations share.
ANSWERS = Path(__file__).with_name("answers.json")

#: An example of ``If-Match``: a version and a digest, quoted.
TAG = '"3-9f86d081884c7d65"'


@dataclass(frozen=True, slots=True)
class Example:
    """Parameters and body of one request."""

    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None


_REASON = {"reason": "Alamat di profil tidak ditemukan."}
_DEED = {"kind": "deed", "number": "12", "issuer": "Notaris Contoh", "issued_on": "2020-01-02"}
_CHOSEN = "kambing makan kawat berduri"
_WHOSE = Example({"account": PLACES["account_id"]})
_LINK = Example(body={"token": "Zq3Yt8Lw5Rk2Nv7Bx4Hc9Md6Pf1Gs0JaUeToViWyXrQ", "password": _CHOSEN})
_CODE = Example(body={"code": "287082"})
_EXPORT = Example({"region": ["73"], "urusan": ["1.02"]})

EXAMPLES: Mapping[str, Example] = MappingProxyType(
    {
        "search_organizations": Example(
            {"q": "pelatihan", "region": ["73"], "facets": ["province", "urusan"], "limit": 20}
        ),
        "export_csv": _EXPORT,
        "export_xlsx": _EXPORT,
        "export_jsonl": _EXPORT,
        "suggest_organizations": Example({"q": "pel"}),
        "register_organization": Example(
            body={
                "name": "Yayasan Contoh Baru",
                "short_name": "YCB",
                "legal_form": "yayasan",
                "founded_on": "2012-05-17",
                "description": "Mendampingi kader posyandu.",
                "region": "73.71",
                "address": "Jalan Contoh 1",
                "contact": {"email": "lembaga@contoh.example", "website": "https://contoh.example"},
                "urusan": ["1.02", "2.08"],
                "services": ["training"],
                "board": [{"name": "Nama Contoh", "position": "Ketua"}],
                "experiences": [
                    {"title": "Pelatihan kader", "start_year": 2023, "urusan": ["1.02"]}
                ],
            }
        ),
        "read_organization": Example({"on": "2026-11-20"}),
        "change_organization": Example(
            body={"short_name": "YCB", "personnel": {"permanent": 7}, "founded_on": None}
        ),
        "publish_organization": Example(body={"reason": "Data sudah lengkap."}),
        "send_back_organization": Example(body={"reason": "Alamat belum lengkap."}),
        "suspend_organization": Example(body=_REASON),
        "archive_organization": Example(body=_REASON),
        "reply_to_notice": Example(body={"text": "Kantor kami pindah; alamatnya sudah diganti."}),
        "decide_notice": Example(body={"outcome": "dropped", "note": "Penjelasan diterima."}),
        "raise_flag": Example(
            body={
                "kind": "sanction",
                "reason": "Kontrak contoh tidak diselesaikan.",
                "source": "SK Contoh 7/2026",
                "starts_on": "2026-11-01",
                "ends_on": "2028-10-31",
                "scope": "73.71",
            }
        ),
        "lift_flag": Example(body={"reason": "Putusan banding."}),
        "supply_evidence": Example(body=_DEED),
        "change_evidence": Example(body={**_DEED, "number": "12A"}),
        "attach_file": Example({"name": "akta.pdf"}),
        "list_waiting_evidence": Example({"limit": 20}),
        "verify_evidence": Example(
            body={
                "state": "accepted",
                "answers": {
                    "number_matches": True,
                    "name_matches": True,
                    "date_valid": True,
                    "issuer_right": True,
                    "legible": True,
                },
            }
        ),
        "give_consent": Example(body={"text": "2026-11"}),
        "erase_person": Example(
            body={"texts": ["Nama Contoh"], "ground": "Permintaan yang bersangkutan."}
        ),
        "assess_organization": Example({"on": "2026-12-31", "package_urusan": ["1.02"]}),
        "read_timeline": Example({"basis": "declared"}),
        "read_coverage": Example({"qualified_on": "2026-11-20", "region": "73"}),
        "list_regions": Example({"q": "kab. bandung"}),
        "read_history": Example({"since": 0, "limit": 50}),
        "list_changes": Example({"since": 0, "limit": 50}),
        "issue_token": Example(
            body={
                "email": "petugas@contoh.example",
                "password": "petugas-contoh-2026",
                "label": "coba",
                "scopes": ["read"],
                "days": 1,
            }
        ),
        "list_tokens": _WHOSE,
        "list_sessions": _WHOSE,
        "list_accesses": Example({"limit": 20, "offset": 0}),
        "list_accounts": Example({"limit": 20, "offset": 0}),
        "add_account": Example(
            body={"email": "dasbor@contoh.example", "password": _CHOSEN, "role": "service"}
        ),
        "change_account": Example(body={"role": "officer", "region": "73.71"}),
        "change_password": Example(
            body={"current": "kalimat sandi untuk uji", "password": _CHOSEN}
        ),
        "confirm_codes": _CODE,
        "remove_codes": _CODE,
        "invite": Example(
            body={
                "email": "bendahara@contoh.example",
                "role": "organization",
                "organization_id": PLACES["organization_id"],
            }
        ),
        "accept_invitation": _LINK,
        "request_reset": Example(body={"email": "petugas@contoh.example"}),
        "complete_reset": _LINK,
    }
)


def add_examples(document: Mapping[str, Any], operations: Iterable[Operation]) -> None:
    """Write the examples into an OpenAPI document that describes the operations."""
    answers = json.loads(ANSWERS.read_text("utf-8"))
    for name, described in document["components"]["responses"].items():
        _show(described, answers.get(name))
    for operation in operations:
        described = document["paths"][operation.path][operation.method.lower()]
        example = EXAMPLES.get(operation.name, Example())
        shown = {"path": PLACES, "query": example.query, "header": {"If-Match": TAG}}
        for parameter in described["parameters"]:
            if parameter["name"] in shown[parameter["in"]]:
                parameter["example"] = shown[parameter["in"]][parameter["name"]]
        if example.body is not None:
            for media in described["requestBody"]["content"].values():
                media["example"] = example.body
        _show(described["responses"][str(operation.status.value)], answers.get(operation.name))


def _show(response: Mapping[str, Any], answer: Any) -> None:
    """Write the example of an answer; a file or nothing has none."""
    if answer is not None:
        for media in response["content"].values():
            media["example"] = answer
