"""The open registry of Indonesian organizations for Swakelola Tipe III.

>>> from linkreg import open_registry
>>> registry = open_registry("sqlite:///linkreg.sqlite3", index_dir="index")

Everything else a service needs is a method of the registry it gets; see ``linkreg.registry``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkreg.registry import Registry, open_registry

__version__ = "0.1.0"

__all__ = ["Registry", "__version__", "open_registry"]


def __getattr__(name: str) -> Any:
    """Load the registry when it is first asked for: reading a version must not load a database."""
    if name in {"Registry", "open_registry"}:
        from linkreg import registry  # noqa: PLC0415 - on demand, as said above

        return getattr(registry, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
