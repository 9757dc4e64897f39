"""What can go wrong between a client and the server, in words."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPException, IncompleteRead

from linkreg.errors import LinkregError, ServerUnavailable, UnreadableAnswer


class Interrupted(Exception):
    """The connection was refused or cut off: asking again may help; ``error`` if not."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.error = ServerUnavailable(message)


def explain(
    error: OSError | HTTPException, origin: str, timeout: float
) -> LinkregError | Interrupted:
    """Return what a fault of the network means, and what to do about it."""
    if isinstance(error, TimeoutError):
        return ServerUnavailable(
            f"{origin} tidak menjawab dalam {timeout:g} detik. Coba lagi nanti, atau buka "
            "Client dengan timeout yang lebih panjang."
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return ServerUnavailable(
            f"Sertifikat {origin} tidak dapat dipercaya. Periksa alamatnya, atau berikan "
            "sertifikat kantor Anda lewat tls."
        )
    if isinstance(error, ssl.SSLError):
        return ServerUnavailable(
            f"Sambungan aman dengan {origin} gagal. Periksa https:// dan port pada base_url."
        )
    if isinstance(error, socket.gaierror):
        return ServerUnavailable(f"Nama server {origin} tidak ditemukan. Periksa base_url.")
    if isinstance(error, ConnectionRefusedError):
        return Interrupted(
            f"{origin} menolak sambungan. Periksa base_url, dan apakah servernya berjalan."
        )
    if isinstance(error, OSError | IncompleteRead):
        return Interrupted(f"Sambungan dengan {origin} terputus. Coba lagi.")
    return UnreadableAnswer(
        f"{origin} tidak menjawab dengan HTTP yang dapat dibaca. Periksa base_url."
    )
