"""Every page behind the door, in every state: sound, for everybody, at every width."""

from __future__ import annotations

import pytest

from tests.browser.states import State
from tests.browser.states_inside import BY_KEYS, INSIDE
from tests.browser.sweeping import sweep
from tests.browser.visiting import Visits

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("state", INSIDE, ids=lambda state: state.name)
def test_nothing_is_wrong(visits: Visits, state: State) -> None:
    assert sweep(visits.see(state), state, by_keys=state in BY_KEYS) == []
