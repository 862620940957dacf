"""A browser over a real server: Debian's Chromium, driven by Playwright.

Runs where LETTERKG_BROWSER is set, as `.ci/full` does; LETTERKG_AXE is the file of axe-core. Every page is held to
ask nobody but its server and to write no error to the console.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.served import served

from kg.graph.store import Store
from kg.web.app import create_app
from kg.web.explorer import Explorer
from kg.web.index.index import Index
from kg.web.sparql.routes import routes

CHROMIUM = shutil.which("chromium")
EXPECTED = ("Failed to load resource: the server responded with a status of 400",)
"""What Chromium itself writes where a test asks for what is refused."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    wanted = os.environ.get("LETTERKG_BROWSER")
    why = "" if wanted and CHROMIUM else "LETTERKG_BROWSER is not set" if CHROMIUM else "chromium is not installed"
    for item in items:
        if why and "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def address(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the specimens' explorer is served."""
    folder = tmp_path_factory.mktemp("browsed") / "output"
    shutil.copytree(desk / "output", folder)
    with Store(folder, read_only=True) as store:
        app = create_app(folder, [*Explorer(store=store, index=Index.of(store)).routes(), *routes()])
        with served(app) as port:
            yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, address):
    """A function that opens a path in a language, at a width, with or without scripts; gives the page."""
    contexts, strayed, errors = [], [], []

    def opened(path: str = "/", language: str = "zh", width: int = 1280, scripts: bool = True):
        context = browser.new_context(
            locale={"zh": "zh-CN", "en": "en-GB"}[language],
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            base_url=address,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "request",
            lambda request: request.url.startswith((address, "data:", "blob:")) or strayed.append(request.url),
        )
        page.on("console", lambda message: message.type == "error" and errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strayed == []
    assert [error for error in errors if not error.startswith(EXPECTED)] == []
