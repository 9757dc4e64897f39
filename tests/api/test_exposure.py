"""Under which names we are served, and which secrets are too weak to be served with."""

from __future__ import annotations

import secrets

import pytest

from api.exposure import _ANY, LOOPBACK, Exposure, check_secrets, exposure_of
from linkreg.errors import InvalidSettings
from linkreg.settings import Settings, load_settings

_SITE = {"LINKREG_PUBLIC_URL": "https://Ormas.Contoh.example:8443/registri"}


def _exposed(environ: dict[str, str], bind: str = "") -> Exposure:
    return exposure_of(load_settings(environ), bind)


def test_without_settings_only_this_machine_s_names_are_answered() -> None:
    assert _exposed({}, "127.0.0.1") == Exposure(hosts=LOOPBACK)


def test_the_site_s_address_gives_its_name_and_whether_it_is_encrypted() -> None:
    exposed = _exposed(_SITE)
    assert exposed.hosts == LOOPBACK | {"ormas.contoh.example"}
    assert exposed.https
    assert not _exposed({"LINKREG_PUBLIC_URL": "http://ormas.contoh.example"}).https


def test_further_names_are_added() -> None:
    named = {"LINKREG_ALLOWED_HOSTS": "lama.contoh.example,10.0.0.7"}
    assert _exposed({**_SITE, **named}).hosts == LOOPBACK | {
        "ormas.contoh.example",
        "lama.contoh.example",
        "10.0.0.7",
    }


@pytest.mark.parametrize(
    ("bind", "host"), [("192.0.2.7", "192.0.2.7"), ("2001:db8::7", "[2001:db8::7]")]
)
def test_the_address_we_listen_at_is_a_name_of_ours(bind: str, host: str) -> None:
    assert _exposed({}, bind).hosts == LOOPBACK | {host}


@pytest.mark.parametrize("bind", sorted(_ANY))
def test_listening_everywhere_without_a_name_is_refused(bind: str) -> None:
    with pytest.raises(InvalidSettings, match="LINKREG_ALLOWED_HOSTS: belum diisi"):
        _exposed({}, bind)
    assert _exposed(_SITE, bind).hosts


@pytest.mark.parametrize("bind", ["127.0.0.1", "192.0.2.7", *sorted(_ANY)])
def test_where_we_listen_says_nothing_about_encryption(bind: str) -> None:
    assert _exposed(_SITE, bind).https


@pytest.mark.parametrize(
    "weak",
    [
        "0123456789abcdef",
        "a" * 64,
        "abababababababababababababababababababab",
        "kunci-rahasia-untuk-registri-ormas-2026",
        "CHANGEME-q9wz7x5v3b1n8m6k4j2h0g-CHANGEME",
        "this-is-only-an-Example-of-a-long-key-zq",
        "qwertyuiopasdfghjklzxcvbnm12345",
    ],
)
@pytest.mark.parametrize("name", ["secret_key", "metrics_token"])
def test_a_secret_that_can_be_guessed_is_refused_outside_a_demo(name: str, weak: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        check_secrets(Settings(**{name: weak}))
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        f"LINKREG_{name.upper()}"
    ]
    assert weak not in caught.value.message
    check_secrets(Settings(**{name: weak}, demo=True))


def test_all_weak_secrets_are_named_at_once() -> None:
    with pytest.raises(InvalidSettings) as caught:
        check_secrets(Settings(secret_key="x" * 40, metrics_token="y" * 40))
    assert len(caught.value.problems) == 2


def test_a_random_secret_is_taken_and_none_is_no_weak_one() -> None:
    check_secrets(Settings())
    for _ in range(200):
        check_secrets(Settings(secret_key=secrets.token_urlsafe(32)))
        check_secrets(Settings(metrics_token=secrets.token_hex(32)))


def test_the_token_of_the_numbers_does_not_show() -> None:
    assert "fedcba" not in repr(_exposed({**_SITE, "LINKREG_METRICS_TOKEN": "fedcba9876543210"}))
