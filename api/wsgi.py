"""For servers that import an application: ``gunicorn -c python:api.gunicorn_settings``.

Settings come from the environment, and a secret key must be among them: several processes share it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask

from api.exposure import check_secrets
from api.logs import write_logs
from api.starting import follow, start
from linkreg.errors import InvalidSettings, LinkregError
from linkreg.settings import PREFIX, Settings, load_settings


def create_app_from_environment() -> Flask:
    """Return the application that the environment describes.

    Raise ``InvalidSettings`` or ``NotReady``, having said on standard error what to do: a server that
    imports us would tell its class only.
    """
    write_logs()
    with _telling():
        settings, secret_key = _settings()
        app = start(settings, secret_key=secret_key)
    follow(app)
    return app


def check_environment() -> None:
    """Exit, having said what to do, where the settings alone stop every worker from starting."""
    try:
        with _telling():
            settings, _ = _settings()
            check_secrets(settings)
    except LinkregError as error:
        raise SystemExit(1) from error


def _settings() -> tuple[Settings, str]:
    settings = load_settings(os.environ)
    if settings.secret_key is None:
        raise InvalidSettings([f"{PREFIX}SECRET_KEY: belum diisi"])
    return settings, settings.secret_key


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except LinkregError as error:
        click.echo(error.message, err=True)
        raise
