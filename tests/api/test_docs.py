"""``docs/api.md`` and the pages it leads to: every example works, in their order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from string import Template

import pytest

from linkreg.services import accounts
from linkreg.services.one_time_codes import code_of, step_at
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import Role
from tests import samples
from tests.api.conftest import FixedClock

DOCS = Path(__file__).parents[2] / "docs"
NOW = FixedClock().now
ORIGIN = "http://127.0.0.1:8000"


def pages():
    """The pages of the guide, in the order in which ``docs/api.md`` names them."""
    named = re.findall(r"\]\((api/[\w-]+\.md)\)", (DOCS / "api.md").read_text("utf-8"))
    return [DOCS / name for name in dict.fromkeys(named)]


def guide():
    return "\n".join(page.read_text("utf-8") for page in [DOCS / "api.md", *pages()])


def examples():
    """Every command of the guide, as (method, url, headers, body)."""
    blocks = re.findall(r"^```sh\n(.*?)^```", guide(), re.MULTILINE | re.DOTALL)
    text = "\n".join(blocks).replace("\\\n", " ")
    return [shlex.split(line) for line in text.splitlines() if line.startswith("curl ")]


def request_of(words):
    method, headers, body, url = "GET", {}, None, None
    rest = iter(words[1:])
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(rest)
        elif word == "--data-binary":
            assert next(rest) == "@akta.pdf"
            body = samples.pdf()
        elif word == "-o":
            next(rest)
        elif word != "-i":
            url = word.removeprefix(ORIGIN)
    return method, url, headers, body


@pytest.fixture
def kept(world):
    """What the guide tells its reader to keep; the demo's officer is there."""
    with world.registry.transaction() as tx:
        hashed = hash_password("petugas-contoh-2026")
        accounts.add_account(tx, "petugas@contoh.example", hashed, Role.OFFICER, region="73")
    return {
        "TOKEN": world.tokens["officer"],
        "TOKEN_ID": world.token_ids["outsider"],
        "OWN": world.tokens["newcomer"],
        "ADMIN": world.tokens["administrator"],
        "SESSION_ID": world.open_session("newcomer"),
        "INVITATION": secret_of(world.registry.invite("baru@contoh.example", Role.SERVICE)),
        "RESET": secret_of(world.registry.request_reset(world.email("outsider"))),
    }


def secret_of(link):
    return link.path.rpartition("/")[2]


def keep_account(kept, url, response):
    if url.endswith("/invitations"):
        kept["PERSON"] = response.json["account_id"]
    elif url.endswith("/totp"):
        kept["CODE"] = code_of(response.json["secret"], step_at(NOW))
    elif url.endswith("/totp/confirmation"):
        kept["PAPER"] = response.json["paper_codes"][0]
    elif url.endswith("/accounts"):
        kept |= {"ACCOUNT": response.json["id"], "ACCOUNT_TAG": response.headers["ETag"]}


def keep(kept, url, response):
    told, tag = response.json, response.headers.get("ETag")
    if url.endswith("/tokens"):
        kept |= {"TOKEN": told["token"], "TOKEN_ID": told["id"]}
    elif url.endswith("/notices"):
        kept["NOTICE"] = told["items"][0]["id"]
    elif "/notices/" in url and tag:
        kept["NOTICE_TAG"] = tag
    elif url.endswith("/flags"):
        kept["FLAG"] = told["id"]
    elif re.search(r"/evidence(/\w+)?(/verifications)?$", url) and tag and "version" in told:
        kept |= {"DOCUMENT": told["id"], "DOCUMENT_TAG": tag}
    elif re.fullmatch(r"/v1/organizations(/\w+(/(submission|return|publication))?)?", url):
        kept |= {"ID": told["id"], "TAG": tag}


def test_every_example_works_in_its_order(world, kept):
    words = examples()
    revoking = [example for example in words if "$TOKEN_ID" in "".join(example)]
    for example in [word for word in words if word not in revoking] + revoking:
        method, url, headers, body = request_of([Template(w).substitute(kept) for w in example])
        response = world.ask(method, url, headers=headers, data=body)
        assert response.status_code < 300, (example, response.text)
        for_itself = '"account"' not in str(body)
        reads = re.search("/(organizations|notices)/", url)
        if response.is_json and for_itself and (method != "GET" or reads):
            keep(kept, url, response)
            keep_account(kept, url, response)


def test_the_guide_shows_everything_that_is_served(world):
    shown = set()
    adapter = world.app.url_map.bind("localhost")
    places = dict.fromkeys(re.findall(r"\$([A-Z_]+)", guide()), "x")
    for example in examples():
        method, url, _, _ = request_of([Template(word).substitute(places) for word in example])
        shown.add(adapter.match(url.partition("?")[0], method)[0].removeprefix("v1."))
    described = {
        operation["operationId"]
        for operations in world.document["paths"].values()
        for operation in operations.values()
    }
    missing = described - {"describe_api"} - shown
    assert not missing, f"docs/api/*.md, on the page that fits: add a curl example of {missing}"
    assert not shown - described


def test_the_guide_leads_to_every_page_of_it():
    kept_there = set((DOCS / "api").glob("*.md"))
    assert set(pages()) == kept_there, "docs/api.md, in its table: name every page of docs/api"
