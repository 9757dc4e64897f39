"""``linkreg accounts``: as the keeper of the registry uses it."""

from __future__ import annotations

import json

import pytest

from linkreg.actor import Actor
from linkreg.cli.opening import opened_registry
from linkreg.services.credentials import Purpose
from linkreg.services.one_time_codes import code_of, step_at
from tests.cli.conftest import Run
from tests.smtp import MailServer

_EMAIL, _PASSWORD = "petugas@contoh.example", "kambing makan kawat berduri"


@pytest.fixture
def with_officer(run: Run) -> Run:
    run("init")
    run("accounts", "add", _EMAIL, "--role", "officer", "--region", "73", "--password", _PASSWORD)
    return run


def _token(run: Run, *options: str) -> str:
    issued = run("accounts", "token", _EMAIL, "--password", _PASSWORD, *options)
    return issued.stdout.strip()


def _works(secret: str) -> bool:
    with opened_registry() as registry:
        return registry.find_actor(secret, "token") is not None


def test_accounts_are_listed_with_what_they_are(with_officer: Run) -> None:
    line = with_officer("accounts", "list").stdout
    assert "petugas@contoh.example  Petugas Provinsi Sulawesi Selatan\n" in line
    told = json.loads(with_officer("accounts", "list", "--json").stdout)
    assert (told["total"], told["items"][0]["region"]) == (1, "73")


def test_a_disabled_account_loses_its_tokens_and_can_be_enabled(with_officer: Run) -> None:
    secret = _token(with_officer)
    assert with_officer("accounts", "disable", _EMAIL).exit_code == 0
    assert not _works(secret)
    assert "nonaktif sejak" in with_officer("accounts", "list").stdout
    refused = with_officer("accounts", "token", _EMAIL, "--password", _PASSWORD)
    assert "dinonaktifkan" in refused.output
    with_officer("accounts", "enable", _EMAIL)
    assert not _works(secret)
    assert _works(_token(with_officer))


def test_an_account_is_given_another_role_and_region(with_officer: Run) -> None:
    secret = _token(with_officer)
    moved = with_officer("accounts", "change", _EMAIL, "--region", "Kota Makassar")
    assert "Petugas Kota Makassar" in moved.output
    assert not _works(secret)
    assert "Layanan" in with_officer("accounts", "change", _EMAIL, "--role", "service").output
    refused = with_officer("accounts", "change", _EMAIL, "--role", "officer")
    assert (refused.exit_code, "wilayah tugas" in refused.output) == (1, True)
    assert with_officer("accounts", "change", _EMAIL).exit_code == 2
    with_officer("accounts", "change", _EMAIL, "--role", "administrator")
    for last in (("disable", _EMAIL), ("change", _EMAIL, "--role", "service")):
        assert "administrator terakhir" in with_officer("accounts", *last).output


def test_another_password_ends_what_is_open(with_officer: Run) -> None:
    secret = _token(with_officer)
    changed = with_officer("accounts", "password", _EMAIL, "--password", "kalimat lain yang baru")
    assert changed.exit_code == 0
    assert not _works(secret)
    weak = with_officer("accounts", "password", _EMAIL, "--password", "password12345678")
    assert (weak.exit_code, "paling sering dipakai" in weak.output) == (1, True)


def test_tokens_and_sessions_are_listed_and_ended(with_officer: Run) -> None:
    first, second = (
        _token(with_officer, "--label", "Laptop", "--scope", "read"),
        _token(with_officer),
    )
    with opened_registry() as registry:
        registry.log_in(_EMAIL, _PASSWORD, agent="Firefox di Linux")
    listed = with_officer("accounts", "tokens", _EMAIL).stdout
    assert "Laptop  cakupan read" in listed
    assert first not in listed
    assert "Firefox di Linux" in with_officer("accounts", "sessions", _EMAIL).stdout
    told = json.loads(with_officer("accounts", "tokens", _EMAIL, "--json").stdout)["items"]
    laptop = next(it["id"] for it in told if it["label"] == "Laptop")
    assert with_officer("accounts", "revoke", _EMAIL, laptop).output.startswith("1 sesi atau token")
    assert (_works(first), _works(second)) == (False, True)
    assert with_officer("accounts", "revoke", _EMAIL, "--all").output.startswith(
        "2 sesi atau token"
    )
    assert not _works(second)
    assert with_officer("accounts", "sessions", _EMAIL).output == "Tidak ada sesi.\n"


@pytest.mark.parametrize("arguments", [(), ("x", "--all"), ("0000nothere0",)])
def test_revoking_says_what_it_needs(with_officer: Run, arguments: tuple[str, ...]) -> None:
    secret = _token(with_officer)
    assert with_officer("accounts", "revoke", _EMAIL, *arguments).exit_code != 0
    assert _works(secret)


def test_a_service_s_token_needs_no_password(with_officer: Run) -> None:
    service = "dasbor@contoh.example"
    with_officer("accounts", "add", service, "--role", "service", "--password", _PASSWORD)
    issued = with_officer("accounts", "token", service)
    assert _works(issued.stdout.strip())
    asked = with_officer("accounts", "token", _EMAIL, stdin=f"{_PASSWORD}\n")
    assert asked.exit_code == 0


def test_codes_are_switched_off_for_who_lost_them(with_officer: Run) -> None:
    with opened_registry() as registry:
        account = registry.get_account_by_email(_EMAIL)
        officer = Actor(account.id, account.role, region=account.region)
        secret = registry.begin_codes(officer).secret
        paper = registry.confirm_codes(code_of(secret, step_at(registry.clock())), officer)
    refused = with_officer("accounts", "token", _EMAIL, "--password", _PASSWORD)
    assert "kode sekali pakai" in refused.output
    assert _works(_token(with_officer, "--code", paper[0]))
    assert with_officer("accounts", "codes-off", _EMAIL).exit_code == 0
    assert _works(_token(with_officer))


@pytest.mark.parametrize(
    "command", ["disable", "enable", "change --role service", "tokens", "sessions", "codes-off"]
)
def test_an_address_nobody_has_is_told(with_officer: Run, command: str) -> None:
    told = with_officer("accounts", *command.split(), "x@contoh.example")
    assert told.output == "Error: Tidak ada akun dengan surel itu. Periksa ejaannya.\n"


def test_an_invitation_is_printed_where_no_mail_server_is_set(
    with_officer: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    invited = with_officer("accounts", "invite", "baru@contoh.example", "--role", "service")
    assert invited.stdout.startswith("/undangan/u")
    assert "diundang" in with_officer("accounts", "list").stdout
    monkeypatch.setenv("LINKREG_PUBLIC_URL", "https://ormas.contoh.example/")
    reset = with_officer("accounts", "reset", _EMAIL)
    assert reset.stdout.startswith("https://ormas.contoh.example/kata-sandi-baru/k")
    secret = reset.stdout.strip().rpartition("/")[2]
    with opened_registry() as registry:
        registry.follow_link(secret, Purpose.RESET, "kalimat lain yang baru")
        assert registry.log_in(_EMAIL, "kalimat lain yang baru")


def test_an_invitation_goes_by_mail_where_there_is_a_server(
    with_officer: Run, mail_server: MailServer
) -> None:
    told = with_officer("accounts", "invite", "baru@contoh.example", "--role", "service")
    (letter,) = mail_server.letters
    assert letter["To"] == "baru@contoh.example"
    assert "https://ormas.contoh.example/undangan/u" in letter.get_content()
    assert "/undangan/" not in told.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("invite", _EMAIL, "--role", "officer", "--region", "73"), "sudah mempunyai akun"),
        (("invite", "x", "--role", "service"), "Bukan alamat surel"),
        (("reset", "x@contoh.example"), "Tidak ada akun"),
    ],
)
def test_a_link_that_cannot_be_is_told(
    with_officer: Run, arguments: tuple[str, ...], said: str
) -> None:
    told = with_officer("accounts", *arguments)
    assert (told.exit_code, said in told.output) == (1, True)
