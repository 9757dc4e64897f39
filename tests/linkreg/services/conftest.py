"""Fixtures of the services' tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linkreg import Registry
from tests.reminding import Postbox
from tests.tables import initialize


@pytest.fixture
def any_registry(make_registry: Callable[..., Registry], database_url: str) -> Registry:
    """A registry on each database we run on."""
    registry = make_registry(database_url)
    initialize(registry)
    return registry


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()
