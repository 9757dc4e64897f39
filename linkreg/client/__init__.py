"""The registry for those who only have HTTP: the same questions, the same classes, the same errors.

    from linkreg.client import Client
    with Client("https://ormas.contoh.example", token) as client:
        client.search("kesehatan ibu", region=["73"])

It calls the one server that its user names, and no other. Nothing that serves requests imports it.
"""

from linkreg.client.verbs import Client

__all__ = ["Client"]
