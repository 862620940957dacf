"""Where the files of a site lie, and how one leads to another: by relative addresses alone."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from kg.web.links import fragment

TURNS: Mapping[str, frozenset[str] | None] = {
    "page": None, "in": frozenset({"sort"}), "said": frozenset(), "of": frozenset(),
}  # fmt: skip
"""What turns a list's pages, with what else of an address it keeps (None: all): a server keeps the page of every list
at once, which would be a file for each combination."""
DEFAULTS = {"page": "1", "in": "1", "said": "1", "of": "1", "sort": "date"}
LONGEST = 60
"""Characters of a file's name, before what tells it from others."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Target:
    """A file that is to be written: of a page by its name, a thing by its IRI, or a thing's data in a format.

    `language` is "" for data; `query` are the parts of an address that have other values than usual, sorted.
    """

    kind: str
    language: str
    name: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        """The path of the file below the site's folder, with slashes, in ASCII, in lower case."""
        turn = "".join(f"-{name}-{value}" for name, value in self.query)
        if not re.fullmatch(r"[a-z0-9-]{0,40}", turn):
            turn = f"-{_digest(turn)}"
        if self.kind == "page":
            return f"{self.language}/{self.name or 'index'}{turn}.html"
        if self.kind == "data":
            return f"data/{_slug(self.name)}.{dict(self.query)['format']}"
        return f"{self.language}/id/{_slug(self.name)}{turn}.html"


def _slug(iri: str) -> str:
    """A file's name for an IRI: what can be read of its end, and what tells it from others.

    >>> _slug("https://w3id.org/letterkg/id/claim/S-PV.99001/2508-accuse")
    'claim-s-pv.99001-2508-accuse-ba1c9f44'
    """
    words = re.sub(r"[^a-z0-9.]+", "-", iri.partition("/id/")[2].lower() or iri.rpartition("/")[2].lower())
    return f"{words.strip('-.')[:LONGEST].strip('-.') or 'thing'}-{_digest(iri)}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLinks:
    """Addresses in a folder of files, as the page `here` writes them; `wanted` is told of each file that one leads to.

    `pages` are the names of the pages that the site has, `has` says whether it has a page for a thing: to what it has
    not, the address is "".
    """

    served: ClassVar[bool] = False
    here: Target
    pages: frozenset[str]
    has: Callable[[str], bool]
    wanted: Callable[[Target], None]

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """What the address of the page that is made says besides its name."""
        return self.here.query

    def thing(self, iri: str, **query: object) -> str:
        """The page of a thing, or its data."""
        if not self.has(iri):
            return ""
        if "format" in query:
            form = (("format", str(query["format"])),)
            return self._to(Target(kind="data", language="", name=iri, query=form))
        return self._to(Target(kind="thing", language=self.here.language, name=iri, query=self._turned(query)))

    def place(self, document: str, start: int | None, end: int | None) -> str:
        """Characters of a document's page."""
        page = self.thing(document)
        return page and (page if start is None or end is None else f"{page}#{fragment(start, end)}")

    def page(self, name: str, **query: object) -> str:
        """A page that is of no single thing."""
        if name not in self.pages:
            return ""
        return self._to(Target(kind="page", language=self.here.language, name=name, query=self._turned(query)))

    def asset(self, name: str) -> str:
        """A file that pages need."""
        return self._relative(f"assets/{name}")

    def language(self, language: str) -> str:
        """The same page in another language."""
        other = Target(kind=self.here.kind, language=language, name=self.here.name, query=self.here.query)
        return self._to(other)

    def _turned(self, query: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
        """The parts of an address that differ from the usual; of several turned lists, only the one turned last."""
        unusual = _unusual(query)
        now = dict(self.here.query)
        turned = next((name for name in TURNS if name in unusual and unusual[name] != now.get(name)), "")
        return tuple(sorted((name, value) for name, value in unusual.items() if _stays(name, turned)))

    def _to(self, target: Target) -> str:
        self.wanted(target)
        return self._relative(target.path)

    def _relative(self, path: str) -> str:
        """An address of a file, from this page."""
        return quote(posixpath.relpath(path, posixpath.dirname(self.here.path)))


def _unusual(query: Mapping[str, object]) -> dict[str, str]:
    """The parts of an address that have other values than usual."""
    given = {name: str(value) for name, value in query.items() if value not in (None, "")}
    return {name: value for name, value in given.items() if value != DEFAULTS.get(name)}


def _stays(name: str, turned: str) -> bool:
    """Whether a part of an address stays in it where one list is turned ("": none is)."""
    if name in TURNS:
        return name == turned
    kept = TURNS[turned] if turned else None
    return kept is None or name in kept
