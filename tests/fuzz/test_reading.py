from __future__ import annotations

from collections.abc import Callable

import pytest
from schemathesis import GenerationMode

from tests.fuzz.routes import READING, breakable

Fuzz = Callable[[str, GenerationMode], None]


@pytest.mark.parametrize("route", READING)
def test_what_keeps_to_the_document_is_taken(fuzz: Fuzz, route: str) -> None:
    fuzz(route, GenerationMode.POSITIVE)


@pytest.mark.parametrize("route", breakable(READING))
def test_what_breaks_it_is_refused(fuzz: Fuzz, route: str) -> None:
    fuzz(route, GenerationMode.NEGATIVE)
