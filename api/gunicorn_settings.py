"""Gunicorn's settings, ours to be safe: ``gunicorn -c python:api.gunicorn_settings``.

``--workers``, ``--threads`` and ``--bind`` on the command line count more than these.
"""

from __future__ import annotations

wsgi_app = "api.wsgi:create_app_from_environment()"
worker_class = "api.gunicorn_worker.Worker"
logger_class = "api.gunicorn_worker.Silent"
bind = "127.0.0.1:8000"
workers = 2
threads = 4

#: A worker that hangs longer is replaced; an export of everything takes some 20 seconds.
timeout = 120
graceful_timeout = 30

#: The largest gunicorn has: ours are in ``api.limits``.
limit_request_line = 8190
limit_request_field_size = 8190
limit_request_fields = 100

#: Our own reading of these headers is stricter: ``api.proxies``.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}

logconfig_dict = {
    "version": 1,
    "formatters": {"json": {"()": "api.logs.JsonLines"}},
    "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["standard_error"]},
    "loggers": {
        "linkreg": {"level": "INFO"},
        "gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}


def on_starting(server: object) -> None:
    """Refuse settings that no worker could start with, once, before there are any."""
    from api.wsgi import check_environment  # noqa: PLC0415 - a name up there is taken for a setting

    check_environment()
