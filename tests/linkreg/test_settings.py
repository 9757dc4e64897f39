"""Settings: every mistake at once, and secrets never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkreg.errors import InvalidSettings
from linkreg.settings import Settings, load_settings, mail_settings

_GOOD = {
    "LINKREG_DATABASE_URL": "postgresql+psycopg://linkreg:rahasia@localhost/linkreg",
    "LINKREG_INDEX_DIR": "/srv/index",
    "LINKREG_FILES_DIR": "/srv/files",
    "LINKREG_SYNONYMS": "/srv/sinonim.txt",
    "LINKREG_SECRET_KEY": "0123456789abcdef",
    "LINKREG_SMTP_URL": "smtps://registri:sandi-surel@surel.example",
    "LINKREG_MAIL_FROM": "Registri Ormas <registri@contoh.example>",
    "LINKREG_PUBLIC_URL": "https://ormas.contoh.example/",
    "LINKREG_ALLOWED_HOSTS": "Ormas.Contoh.example, 10.0.0.7,[::1]",
    "LINKREG_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8,fd00::/8",
    "LINKREG_METRICS_TOKEN": "fedcba9876543210",
    "LINKREG_DEMO": "1",
    "PATH": "/bin",
}


def test_without_variables_everything_lives_under_var() -> None:
    assert load_settings({}) == Settings(
        "sqlite:///var/linkreg.sqlite3", Path("var/index"), Path("var/files")
    )


def test_every_variable_is_read() -> None:
    settings = load_settings(_GOOD)
    assert settings.database_url == _GOOD["LINKREG_DATABASE_URL"]
    assert settings.index_dir == Path("/srv/index")
    assert settings.files_dir == Path("/srv/files")
    assert settings.synonyms == Path("/srv/sinonim.txt")
    assert settings.secret_key == "0123456789abcdef"
    assert settings.smtp_url == _GOOD["LINKREG_SMTP_URL"]
    assert settings.mail_from == _GOOD["LINKREG_MAIL_FROM"]
    assert settings.public_url == _GOOD["LINKREG_PUBLIC_URL"]
    assert settings.allowed_hosts == ("ormas.contoh.example", "10.0.0.7", "[::1]")
    assert [str(network) for network in settings.trusted_proxies] == [
        "127.0.0.1/32",
        "10.0.0.0/8",
        "fd00::/8",
    ]
    assert settings.metrics_token == "fedcba9876543210"
    assert settings.demo


def test_secrets_do_not_show() -> None:
    shown = repr(load_settings(_GOOD))
    assert "rahasia" not in shown
    assert "0123456789abcdef" not in shown
    assert "fedcba9876543210" not in shown
    assert "sandi-surel" not in shown
    assert "sandi-surel" not in repr(mail_settings(load_settings(_GOOD)))


def test_what_mail_takes_is_read_into_its_parts() -> None:
    mail = mail_settings(load_settings(_GOOD))
    assert (mail.server.host, mail.server.port) == ("surel.example", 465)
    assert mail.sender.addr_spec == "registri@contoh.example"
    assert mail.public_url == "https://ormas.contoh.example"


def test_what_mail_lacks_is_named_all_at_once() -> None:
    with pytest.raises(InvalidSettings) as caught:
        mail_settings(load_settings({"LINKREG_MAIL_FROM": "a@contoh.example"}))
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "LINKREG_SMTP_URL",
        "LINKREG_PUBLIC_URL",
    ]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LINKREG_DATABASE_URL", "mysql://x", "harus diawali sqlite:/// atau postgresql"),
        ("LINKREG_DATABASE_URL", "", "harus diawali"),
        ("LINKREG_INDEX_DIR", "", "tidak boleh kosong"),
        ("LINKREG_SYNONYMS", "", "tidak boleh kosong"),
        ("LINKREG_SECRET_KEY", "pendek", "terlalu pendek"),
        ("LINKREG_SEARCH_CACHE_MB", "0", "harus antara 1 dan 65536 MiB"),
        ("LINKREG_SEARCH_CACHE_MB", "banyak", "harus bilangan bulat"),
        ("LINKREG_DATABSE_URL", "x", "mungkin maksudnya LINKREG_DATABASE_URL"),
        ("LINKREG_SMTP_URL", "http://u:rahasia@surel.example", "harus diawali smtp://"),
        ("LINKREG_MAIL_FROM", "registri", "bukan alamat surel"),
        ("LINKREG_PUBLIC_URL", "ormas.contoh.example", "harus alamat situs"),
        ("LINKREG_PUBLIC_URL", "https://contoh.example/?a=1", "harus alamat situs"),
        ("LINKREG_PUBLIC_URL", "https://contoh.example\n", "harus alamat situs"),
        ("LINKREG_ALLOWED_HOSTS", "ormas.contoh.example, http://a", "'http://a' bukan nama host"),
        ("LINKREG_ALLOWED_HOSTS", "ormas.contoh.example:8000", "bukan nama host"),
        ("LINKREG_ALLOWED_HOSTS", "*", "bukan nama host"),
        ("LINKREG_ALLOWED_HOSTS", "a,", "'' bukan nama host"),
        ("LINKREG_TRUSTED_PROXIES", "nginx", "'nginx' bukan alamat IP"),
        ("LINKREG_TRUSTED_PROXIES", "10.0.0.1/8", "bukan alamat IP atau jaringan"),
        ("LINKREG_TRUSTED_PROXIES", "", "bukan alamat IP atau jaringan"),
        ("LINKREG_METRICS_TOKEN", "pendek", "terlalu pendek"),
        ("LINKREG_DEMO", "ya", "harus 1 atau 0"),
        ("LINKREG_ZZZ", "x", "tidak dikenal; yang ada: LINKREG_DATABASE_URL"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(name: str, value: str, said: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        load_settings({name: value})
    assert name in caught.value.message
    assert said in caught.value.message
    assert "rahasia" not in caught.value.message


def test_all_mistakes_are_told_together() -> None:
    wrong = {"LINKREG_SECRET_KEY": "x", "LINKREG_DATABASE_URL": "y", "LINKREG_OTHER": "z"}
    with pytest.raises(InvalidSettings) as caught:
        load_settings(wrong)
    assert len(caught.value.problems) == 3
    assert "x\n" not in caught.value.message
