"""For servers that import an application: ``gunicorn -c python:api.gunicorn_settings``.

Settings come from the environment, and a secret key must be among them: several processes share it.
"""

from __future__ import annotations

import os

import click
from flask import Flask

from api.logs import write_logs
from api.starting import follow, start
from linkreg.errors import InvalidSettings, LinkregError
from linkreg.settings import PREFIX, load_settings


def create_app_from_environment() -> Flask:
    """Return the application that the environment describes.

    Raise ``InvalidSettings`` or ``NotReady``, having said on standard error what to do: a server that
    imports us would tell its class only.
    """
    write_logs()
    try:
        settings = load_settings(os.environ)
        if settings.secret_key is None:
            raise InvalidSettings([f"{PREFIX}SECRET_KEY: belum diisi"])
        app = start(settings, secret_key=settings.secret_key)
    except LinkregError as error:
        click.echo(error.message, err=True)
        raise
    follow(app)
    return app
