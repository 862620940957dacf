"""Where pages lie: how one leads to another, on a server or in a folder of files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Protocol
from urllib.parse import quote, urlencode

RESOURCES = "/id/"
"""Below this path lie the pages of things, by their IRIs below the store's base."""
_KEPT = "/:@!$&'()*+,;=~"


class Links(Protocol):
    """Addresses, as a page writes them; "" for what cannot be had there. `served` says whether a server answers."""

    served: ClassVar[bool]

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """What the query of the page that is made says."""

    def thing(self, iri: str, **query: object) -> str:
        """The page of a thing."""

    def place(self, document: str, start: int | None, end: int | None) -> str:
        """Characters of a document's page."""

    def page(self, name: str, **query: object) -> str:
        """A page that is of no single thing, by its name ("" for the first one)."""

    def asset(self, name: str) -> str:
        """A file that pages need."""

    def language(self, language: str) -> str:
        """The same page in another language."""


def fragment(start: int, end: int) -> str:
    """How an address names characters of a document's source.

    >>> fragment(2508, 2566)
    'c2508-2566'
    """
    return f"c{start}-{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLinks:
    """Addresses on a server; `here` is the path of the page that is made, `asked` what its query says."""

    served: ClassVar[bool] = True
    base: str
    here: str = "/"
    asked: tuple[tuple[str, str], ...] = ()

    def thing(self, iri: str, **query: object) -> str:
        """The page of a thing: its IRI's path below the base, or as a parameter for an IRI that lies elsewhere."""
        if iri.startswith(self.base):
            return RESOURCES + _quoted(iri.removeprefix(self.base)) + _query(query)
        return f"/thing{_query({'iri': iri, **query})}"

    def place(self, document: str, start: int | None, end: int | None) -> str:
        """Characters of a document's page."""
        where = "" if start is None or end is None else f"#{fragment(start, end)}"
        return self.thing(document) + where

    def page(self, name: str, **query: object) -> str:
        """A page that is of no single thing."""
        return f"/{name}{_query(query)}"

    def asset(self, name: str) -> str:
        """A file that pages need."""
        return f"/assets/{name}"

    def language(self, language: str) -> str:
        """The same page in another language, which it then keeps to."""
        others = [(name, value) for name, value in self.asked if name != "lang"]
        return f"{self.here}?{urlencode([*others, ('lang', language)])}"


@lru_cache(maxsize=1 << 16)
def _quoted(path: str) -> str:
    """A path as addresses have it; a long page has thousands, many of them often."""
    return quote(path, safe=_KEPT)


def _query(query: dict[str, object]) -> str:
    if not query:
        return ""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else ""
