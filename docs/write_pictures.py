"""Makes the pictures of the explorer in docs/pictures/ from the specimens: python docs/write_pictures.py

Needs chromium and `pip install 'letterkg[serve,browser]'`. Pages are as wide as a window of 1280 pixels.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg.graph.store import Store
from kg.pipeline.documents import build
from kg.web.app import create_app
from kg.web.explorer import Explorer
from kg.web.index.index import Index
from kg.web.sparql.routes import routes

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from builders.served import served  # noqa: E402

PICTURES = Path(__file__).parent / "pictures"
NIGHT = "/id/occurrence/02-letter-in-reply/ArmedAttack-1995-02-22"
PAGES = {
    "home": ("/", "en", 900),
    "document": ("/id/document/S-PV.99001#c2508-2566", "zh", 860),
    "actor": ("/id/actor/ecuador", "zh", 1000),
    "dispute": (NIGHT, "en", 900),
    "ask": ("/ask/casualties?run=1&from=1995-02-22&until=1995-02-23", "zh", 860),
    "place": ("/id/place/tiwintza", "en", 860),
}
"""Each picture's page, language and height."""


def main() -> None:
    """Builds the specimens, serves them, and takes the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder)
        build([ROOT / "specimens"], out, [ROOT / "specimens" / "lexicon"])
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with Store(out, read_only=True) as store:
            explorer = Explorer(store=store, index=Index.of(store))
            with served(create_app(out, [*explorer.routes(), *routes()])) as port:
                for name, (path, language, height) in PAGES.items():
                    page = browser.new_page(
                        base_url=f"http://127.0.0.1:{port}",
                        locale=language,
                        viewport={"width": 1280, "height": height},
                        reduced_motion="reduce",
                    )
                    page.goto(path)
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=PICTURES / f"{name}.png")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main()
