"""A small home of knowledge, for tests that need some and not all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.small_home import make

from kg import resources


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def few_rules(small_home: Path) -> Iterator[None]:
    """Has the tests of a file find few rules and names, so that all of them are read in no time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "PACKAGE", small_home)
        yield


@pytest.fixture
def few_rules_here(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for one test."""
    monkeypatch.setattr(resources, "PACKAGE", small_home)
