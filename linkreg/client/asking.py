"""Ask a registry's API; return what it says, or raise what it refuses.

Every request here may be sent again: it reads, or it changes under a key.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlencode

from linkreg.client.address import Address
from linkreg.client.bodies import read_json
from linkreg.client.connection import Answer, Connections, Request
from linkreg.client.faults import Interrupted
from linkreg.client.refusals import refusal, retry_after
from linkreg.errors import InvalidInput, Mistake, UnreadableAnswer

#: What a server or a proxy before it says when it cannot now.
_PASSING = frozenset({502, 503, 504})

#: Longer than this nobody is kept waiting.
_LONGEST_PAUSE = 5.0
_FIRST_PAUSE = 0.2


class Asker:
    """Asks one server; ``retries``: how often again where that may help."""

    def __init__(self, address: Address, connections: Connections, *, retries: int) -> None:
        self._address = address
        self._connections = connections
        self._retries = retries

    def read(
        self, path: str, query: Mapping[str, Any] | None = None, *, known: bool = True
    ) -> dict[str, Any]:
        """Read a resource; ``known``: as whom the token says, otherwise as the public."""
        written = urlencode(query or {}, doseq=True)
        headers = self._headers(known=known)
        return self._ask(Request("GET", self._target(path, written), headers))

    def add(self, path: str, body: Any, key: str) -> dict[str, Any]:
        """Add something, once, however often it is sent under the same key."""
        headers = self._headers() | {"Content-Type": "application/json", "Idempotency-Key": key}
        try:
            content = json.dumps(body, allow_nan=False).encode()
        except (TypeError, ValueError, RecursionError):
            message = (
                "Data harus siap ditulis sebagai JSON: teks, angka, daftar, dan kumpulan isian."
            )
            raise InvalidInput(message, [Mistake("", "wrong_type", message)]) from None
        return self._ask(Request("POST", self._target(path), headers, content))

    def _target(self, path: str, query: str = "") -> str:
        return f"{self._address.prefix}/v1/{path}" + (f"?{query}" if query else "")

    def _headers(self, *, known: bool = True) -> dict[str, str]:
        headers = {"Accept": "application/json", "User-Agent": "linkreg-client/1"}
        if known and self._address.token is not None:
            headers["Authorization"] = f"Bearer {self._address.token}"
        return headers

    def _ask(self, request: Request) -> dict[str, Any]:
        answer = self._patiently(request)
        if answer.status // 100 != 2:  # noqa: PLR2004 - the class of what went well
            raise refusal(answer, self._address.origin)
        if answer.headers.get_content_type() != "application/json":
            raise self._unreadable()
        try:
            return read_json(answer.body)
        except ValueError:
            raise self._unreadable() from None

    def _patiently(self, request: Request) -> Answer:
        """Return the first answer that is not about a passing trouble, or else the last."""
        pause = _FIRST_PAUSE
        for _ in range(self._retries):
            wanted = None
            with suppress(Interrupted):
                answer = self._connections.ask(request)
                wanted = retry_after(answer)
                if answer.status not in _PASSING or (wanted or 0) > _LONGEST_PAUSE:
                    return answer
            time.sleep(pause if wanted is None else wanted)
            pause *= 2
        try:
            return self._connections.ask(request)
        except Interrupted as cut:
            raise cut.error from cut

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Take an answer apart; raise ``UnreadableAnswer`` where it is not of the promised form."""
        try:
            yield
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._unreadable() from error

    def _unreadable(self) -> UnreadableAnswer:
        return UnreadableAnswer(
            f"Jawaban {self._address.origin} bukan jawaban API registri versi ini. Periksa base_url; "
            "bila benar, samakan versi linkreg di sini dengan yang di server."
        )
