"""The acceptance run's one option: where the real files of others are."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--data", type=Path, required=True, help="folder with the real CSV files")


@pytest.fixture(scope="session")
def data(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.config.getoption("--data").resolve()
    return folder
