"""Where somebody goes on after logging in: within this site only, and to pages only."""

from __future__ import annotations

from flask import current_app, request
from werkzeug.exceptions import HTTPException


def safe_target(address: str | None) -> str | None:
    """Return a path within this site, or ``None``: nobody is led elsewhere by a crafted link."""
    if not address or not address.isprintable() or "\\" in address:
        return None
    return address if address.startswith("/") and not address.startswith("//") else None


def here_address() -> str | None:
    """Return the address of the page that is shown, to come back to it; none after a form was sent."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def way_back() -> str | None:
    """Return where the browser is: the page asked for, or the one whose form was sent, if it is one."""
    if request.endpoint == "pages.sessions.show":
        return None
    if request.method == "GET":
        return here_address()
    came = (request.referrer or "").partition("#")[0]
    if not came.startswith(request.host_url):
        return None
    target = came.removeprefix(request.host_url.rstrip("/"))
    return safe_target(target) if _is_page(target.partition("?")[0]) else None


def _is_page(path: str) -> bool:
    """Say whether something of ours is to be read there."""
    try:
        endpoint, _ = current_app.create_url_adapter(request).match(path, "GET")  # type: ignore[union-attr]
    except HTTPException:
        return False
    return str(endpoint).startswith("pages.")
