"""Writes a site: every page that one page leads to, in both languages, from the first pages on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path

from kg.errors import StoreError
from kg.files import atomic_tree
from kg.graph.export.one import describe
from kg.graph.store import Store
from kg.knowledge.wording import LANGUAGES, Wording
from kg.web.assets import assets
from kg.web.index.index import Index
from kg.web.pages.table import PAGES
from kg.web.pages.thing import thing
from kg.web.render import render
from kg.web.site.links import SiteLinks, Target
from kg.web.site.shards import entries, write_shards
from kg.web.site.shown import shown
from kg.web.view import View, wordings

SEARCH = "search"
FIRST = "index.html"
OURS = frozenset({*LANGUAGES, "assets", "data", FIRST})
"""What lies at the top of a site."""
HAVING_PAGES = (
    "SELECT 1 FROM kind WHERE thing = ?", "SELECT 1 FROM claim WHERE thing = ?",
    "SELECT 1 FROM contradiction WHERE thing = ?", "SELECT 1 FROM pair WHERE thing = ?",
)  # fmt: skip
SERVED = "vendor/yasgui/"
"""What only pages need that a server answers."""
Told = Callable[[int, int], None]


def write_site(store: Store, index: Index, folder: Path, told: Told = lambda done, of: None) -> int:
    """Writes a store, without what it hides, as a site that takes the place of a folder; gives the number of files.

    `told` is called with the numbers of pages written and known of. Raises StoreError, with the old folder intact,
    where the folder has other files or cannot be written.
    """
    with shown(store, index) as seen, atomic_tree(folder, lambda path: path.parts[0] in OURS) as made:
        writer = _Writer(store=store, index=seen, folder=made)
        writer.pages(told)
        writer.rest()
    return writer.files


@dataclass(slots=True, kw_only=True)
class _Writer:
    """A site in the making: the files that are still to be written, and those that are known."""

    store: Store
    index: Index
    folder: Path
    files: int = 0
    waiting: deque[Target] = field(default_factory=deque)
    known: dict[str, Target] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=wordings)
    has: Callable[[str], bool] = field(init=False)

    def __post_init__(self) -> None:
        self.has = cache(self._has)

    def _has(self, iri: str) -> bool:
        """Whether a thing has a page: what is named, said or linked; not each word and number of the graph."""
        number = self.index.number(iri)
        return (
            bool(number) and iri not in self.store.hidden and any(self.index.one(one, number) for one in HAVING_PAGES)
        )

    def want(self, target: Target) -> None:
        """Notes a file that a page leads to."""
        other = self.known.setdefault(target.path, target)
        if other is target:
            self.waiting.append(target)
        elif other != target:
            raise StoreError(f"{other.name} and {target.name} would have one file, {target.path}; tell of this fault")

    def view(self, target: Target) -> View:
        """What a page is made from."""
        links = SiteLinks(here=target, pages=frozenset({*PAGES, SEARCH}), has=self.has, wanted=self.want)
        return View(self.store, self.index, self.wordings[target.language], links)

    def pages(self, told: Told) -> None:
        """Writes the first pages and all that they lead to."""
        for language in LANGUAGES:
            for name in ("", SEARCH):
                self.want(Target(kind="page", language=language, name=name))
            self._shards(language)
        while self.waiting:
            target = self.waiting.popleft()
            self._write(target.path, self._made(target))
            told(self.files, len(self.known))

    def _shards(self, language: str) -> None:
        """Writes the search index of a language; its addresses are relative to the language's folder."""
        view = self.view(Target(kind="page", language=language, name=SEARCH))
        write_shards(self.folder / language / SEARCH, entries(view))

    def _made(self, target: Target) -> bytes:
        if target.kind == "data":
            return describe(self.store, target.name, dict(target.query)["format"])
        view, asked = self.view(target), dict(target.query)
        if target.kind == "thing":
            page = thing(view, target.name, asked)
        elif target.name == SEARCH:
            page = render(view, "site_search", tab="")
        else:
            page = PAGES[target.name](view, asked)
        return page.encode()

    def _write(self, path: str, content: bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.files += 1

    def rest(self) -> None:
        """Writes the files that pages need, and the first page, which leads to those of the languages."""
        for name, asset in assets().items():
            if not name.startswith(SERVED):
                self._write(f"assets/{name}", asset.content)
        self._write(FIRST, _first(self.wordings).encode())


def _first(wordings: Mapping[str, Wording]) -> str:
    """The first page, which leads to that of the first language at once and has links to all."""
    names = {language: escape(wording.say(f"language_name_{language}")) for language, wording in wordings.items()}
    links = "".join(f'<p lang="{one}"><a href="{one}/{FIRST}">{name}</a></p>\n' for one, name in names.items())
    first, title = LANGUAGES[0], escape(wordings[LANGUAGES[0]].say("site_title"))
    head = (
        f'<meta charset="utf-8">\n<title>{title}</title>\n<meta http-equiv="refresh" content="0; url={first}/{FIRST}">'
    )
    return f'<!DOCTYPE html>\n<html lang="{first}">\n<head>\n{head}\n</head>\n<body>\n{links}</body>\n</html>\n'
