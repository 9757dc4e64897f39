from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.fuzz.asking import Asker, scenes
from tests.fuzz.judging import judge
from tests.permissions.world import World

#: How many requests of each kind; ``make fuzz`` asks for many more, under a seed that it prints.
_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "12"))
_SEED = os.environ.get("FUZZ_SEED")


@pytest.fixture(scope="session")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    asker = Asker(World(tmp_path_factory.mktemp("fuzz")))
    yield asker
    asker.world.registry.close()


@pytest.fixture
def fuzz(asker: Asker) -> Callable[[str, GenerationMode], None]:
    """Ask a route for many things, by everybody about everything; fail at what is answered wrongly."""

    def fuzz(route: str, mode: GenerationMode) -> None:
        @settings(
            max_examples=_EXAMPLES,
            database=None,
            derandomize=_SEED is None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )
        @given(st.data())
        def ask(data: st.DataObject) -> None:
            scene = data.draw(scenes(route), label="by whom, about what")
            case = data.draw(asker.cases(route, mode, scene), label="request")
            judge(case, mode, scene, asker.ask(case, scene))

        (seed(int(_SEED))(ask) if _SEED else ask)()

    return fuzz
