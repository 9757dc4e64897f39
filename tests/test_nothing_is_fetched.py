"""Nobody can make linkreg ask another machine for anything: no code of it opens an address.

Mail goes to the server that the settings name; the client for other services calls the registry that
its user names, and nothing that serves requests imports it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_MODULES = sorted(
    path
    for package in ("linkreg", "search_index", "api")
    for path in (_ROOT / package).rglob("*.py")
)

#: Modules that open connections, of the standard library and of others.
_REACHING = frozenset(
    {
        "aiohttp",
        "asyncio",
        "ftplib",
        "http",
        "httpx",
        "imaplib",
        "multiprocessing",
        "nntplib",
        "poplib",
        "pycurl",
        "requests",
        "smtplib",
        "socket",
        "socketserver",
        "ssl",
        "subprocess",
        "telnetlib",
        "urllib3",
        "urllib.request",
        "webbrowser",
        "websockets",
        "xmlrpc",
    }
)

#: What of them is no connection.
_HARMLESS = frozenset({"http.HTTPStatus", "http.errors"})

#: Who may reach out, and with what.
_ALLOWED = {
    "linkreg/mail.py": {"smtplib", "ssl"},
    "api/serving.py": {"socket"},  # a constant, to hang up
    "api/gunicorn_worker.py": {"socket"},  # a type
}
_CLIENT = "linkreg/client/"


def _name(path: Path) -> str:
    return path.relative_to(_ROOT).as_posix()


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _reaching(tree: ast.AST) -> set[str]:
    found = set()
    for name in _imports(tree):
        if name not in _HARMLESS:
            parts = name.split(".")
            begins = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
            found |= begins & _REACHING
    return found


@pytest.mark.parametrize("path", _MODULES, ids=_name)
def test_no_module_can_reach_another_machine(path: Path) -> None:
    name = _name(path)
    if name.startswith(_CLIENT):
        return
    tree = ast.parse(path.read_text("utf-8"))
    assert _reaching(tree) <= _ALLOWED.get(name, set())
    assert not [found for found in _imports(tree) if found.startswith("linkreg.client")]


@pytest.mark.parametrize(
    "code",
    [
        "import socket",
        "import urllib.request",
        "from urllib.request import urlopen",
        "from urllib import request",
        "import http.client as c",
        "from http.client import HTTPSConnection",
        "from requests import get",
        "def f():\n    import subprocess",
    ],
)
def test_reaching_out_would_be_found(code: str) -> None:
    assert _reaching(ast.parse(code))


def test_what_may_reach_out_is_still_there() -> None:
    for name, allowed in _ALLOWED.items():
        assert _reaching(ast.parse((_ROOT / name).read_text("utf-8"))) == allowed


def test_nothing_is_run_from_text() -> None:
    """No import or program is chosen at run time by what somebody sent."""
    for path in _MODULES:
        called = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"eval", "exec", "__import__", "compile"}, _name(path)
