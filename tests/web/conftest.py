"""The explorer over the specimens, for tests that look at its pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.graph.store import Store
from kg.web.app import create_app
from kg.web.explorer import Explorer
from kg.web.index.index import Index


@pytest.fixture(scope="session")
def shown(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """The explorer over a copy of the specimens' store."""
    out = tmp_path_factory.mktemp("shown") / "output"
    shutil.copytree(desk / "output", out)
    with Store(out, read_only=True) as store:
        yield Explorer(store=store, index=Index.of(store))


@pytest.fixture(scope="session")
def browser(shown: Explorer) -> Iterator[TestClient]:
    """Asks for its pages."""
    app = create_app(shown.store.folder, shown.routes())
    with TestClient(app, base_url="http://localhost") as client:
        yield client
