"""Open the registry that the environment describes; shared by every command that needs one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from linkreg.registry import Registry, open_registry
from linkreg.settings import load_settings


@contextmanager
def opened_registry() -> Iterator[Registry]:
    """Open the registry and close it again."""
    registry = open_registry(settings=load_settings(os.environ))
    try:
        yield registry
    finally:
        registry.close()
