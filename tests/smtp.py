"""A mail server of the tests' own: on the loopback, a real conversation, letters kept in memory."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


@dataclass
class MailServer:
    """What the server took, and how it behaves.

    ``refused`` addresses get a 550; after ``letters_per_call`` letters it hangs up with a 421. With
    ``tls`` it offers STARTTLS, or with ``tls_at_once`` speaks nothing else from the first byte.
    """

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[tuple[str, ...]] = field(default_factory=list)
    calls: int = 0
    refused: set[str] = field(default_factory=set)
    refuses_sender: bool = False
    letters_per_call: int | None = None
    login: tuple[str, str] | None = None
    tls: ssl.SSLContext | None = None
    tls_at_once: bool = False
    logins: int = 0
    plain_logins: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class _Conversation(socketserver.StreamRequestHandler):
    timeout = 10

    def handle(self) -> None:
        self.mail = cast("_Listener", self.server).mail
        self.mail.calls += 1
        self.taken, self.to, self.is_safe = 0, [], False
        if self.mail.tls_at_once:
            self.protect()
        self.say("220 uji")
        while line := self.rfile.readline():
            verb = line.decode().strip().partition(" ")[0].upper()
            if not getattr(self, f"on_{verb.lower()}", self.on_unknown)(line.decode().strip()):
                return

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def say(self, text: str) -> bool:
        self.wfile.write(text.encode() + b"\r\n")
        return not text.startswith(("221", "421"))

    def on_unknown(self, line: str) -> bool:
        return self.say("502 tidak dikenal")

    def on_ehlo(self, line: str) -> bool:
        offers = ["250-uji", "250-AUTH PLAIN"]
        if self.mail.tls and not self.is_safe:
            offers.append("250-STARTTLS")
        return self.say("\r\n".join([*offers, "250 8BITMIME"]))

    def on_starttls(self, line: str) -> bool:
        self.say("220 silakan")
        self.protect()
        return True

    def protect(self) -> None:
        assert self.mail.tls
        self.request = self.mail.tls.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)
        self.is_safe = True

    def on_auth(self, line: str) -> bool:
        self.mail.logins += 1
        self.mail.plain_logins += not self.is_safe
        _, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
        return self.say("235 baik" if (user, password) == self.mail.login else "535 salah")

    def on_mail(self, line: str) -> bool:
        self.to = []
        if self.mail.letters_per_call is not None and self.taken >= self.mail.letters_per_call:
            return self.say("421 cukup")
        return self.say("553 bukan Anda" if self.mail.refuses_sender else "250 baik")

    def on_rcpt(self, line: str) -> bool:
        address = line.partition("<")[2].partition(">")[0]
        if address in self.mail.refused:
            return self.say("550 tidak ada")
        self.to.append(address)
        return self.say("250 baik")

    def on_data(self, line: str) -> bool:
        self.say("354 silakan")
        lines = iter(self.rfile.readline, b".\r\n")
        text = b"".join(line[1:] if line.startswith(b".") else line for line in lines)
        letter = message_from_bytes(text, policy=policy.default)
        self.mail.letters.append(cast("EmailMessage", letter))
        self.mail.recipients.append(tuple(self.to))
        self.taken += 1
        return self.say("250 baik")

    def on_rset(self, line: str) -> bool:
        return self.say("250 baik")

    def on_quit(self, line: str) -> bool:
        return self.say("221 sampai jumpa")


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    mail: MailServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a conversation cut short is part of some tests."""


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """Listen on a free port of the loopback until the block ends."""
    with _Listener(("127.0.0.1", 0), _Conversation) as listener:
        listener.mail = MailServer(port=listener.server_address[1])
        thread = threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield listener.mail
        listener.shutdown()
        thread.join()
