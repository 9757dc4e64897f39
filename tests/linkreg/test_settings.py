"""Settings: every mistake at once, and secrets never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkreg.errors import InvalidSettings
from linkreg.settings import Settings, load_settings

_GOOD = {
    "LINKREG_DATABASE_URL": "postgresql+psycopg://linkreg:rahasia@localhost/linkreg",
    "LINKREG_INDEX_DIR": "/srv/index",
    "LINKREG_FILES_DIR": "/srv/files",
    "LINKREG_SECRET_KEY": "0123456789abcdef",
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
    assert settings.secret_key == "0123456789abcdef"


def test_secrets_do_not_show() -> None:
    shown = repr(load_settings(_GOOD))
    assert "rahasia" not in shown
    assert "0123456789abcdef" not in shown


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LINKREG_DATABASE_URL", "mysql://x", "harus diawali sqlite:/// atau postgresql"),
        ("LINKREG_DATABASE_URL", "", "harus diawali"),
        ("LINKREG_INDEX_DIR", "", "tidak boleh kosong"),
        ("LINKREG_SECRET_KEY", "pendek", "terlalu pendek"),
        ("LINKREG_DATABSE_URL", "x", "mungkin maksudnya LINKREG_DATABASE_URL"),
        ("LINKREG_ZZZ", "x", "tidak dikenal; yang ada: LINKREG_DATABASE_URL"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(name: str, value: str, said: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        load_settings({name: value})
    assert name in caught.value.message
    assert said in caught.value.message


def test_all_mistakes_are_told_together() -> None:
    wrong = {"LINKREG_SECRET_KEY": "x", "LINKREG_DATABASE_URL": "y", "LINKREG_OTHER": "z"}
    with pytest.raises(InvalidSettings) as caught:
        load_settings(wrong)
    assert len(caught.value.problems) == 3
    assert "x\n" not in caught.value.message
