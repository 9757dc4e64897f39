"""What every answer tells the browser about itself: no inline script, no frames, no guessing."""

from __future__ import annotations

from collections.abc import Mapping

_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

#: The policy of the one page that shows a document beside its checklist: a file of ours in a frame.
WITH_DOCUMENT = f"{_CSP}; frame-src 'self'; object-src 'self'"

#: What goes with a document's file that is shown: our own page may frame it, nobody else, and whatever
#: is in it runs nothing and fetches nothing.
SHOWN_FILE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'; sandbox",
    "X-Frame-Options": "SAMEORIGIN",
}

#: What a page of ours never asks a device for.
_NEVER_USED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)

_ALWAYS = {
    "Content-Security-Policy": _CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NEVER_USED),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

#: A year; sites beside ours under the same domain are not spoken for.
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


def safe_headers(*, https: bool) -> Mapping[str, str]:
    """Return the headers; under HTTPS also that nothing else is to be used from now on."""
    return {**_ALWAYS, **_HTTPS_ONLY} if https else _ALWAYS
