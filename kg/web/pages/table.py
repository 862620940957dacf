"""The pages that are of no single thing and that a folder of files can hold as well as a server, by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.web.pages import lists
from kg.web.pages.home import home
from kg.web.pages.map import map_page
from kg.web.pages.network import network_page
from kg.web.pages.stances import stances
from kg.web.pages.timeline import timeline
from kg.web.view import View

Page = Callable[[View, Mapping[str, str]], str]


def number(asked: Mapping[str, str], name: str, default: int = 1) -> int:
    """A whole number of a query; the default where it is none."""
    words = asked.get(name, "")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else default


def _things(name: str) -> Page:
    return lambda view, asked: lists.things(view, name, page=number(asked, "page"))


PAGES: Mapping[str, Page] = {
    "": lambda view, asked: home(view),
    "documents": lambda view, asked: lists.documents(
        view, period=asked.get("period", ""), kind=asked.get("kind", ""), voice=asked.get("voice", ""),
        page=number(asked, "page"),
    ),
    "disputes": lambda view, asked: lists.disputes(view, page=number(asked, "page")),
    "problems": lambda view, asked: lists.problems(view, code=asked.get("code", ""), page=number(asked, "page")),
    "pairs": lambda view, asked: lists.pairs(view, of=asked.get("of", ""), page=number(asked, "page")),
    **{name: _things(name) for name in lists.CLASSES},
    "timeline": timeline,
    "map": map_page,
    "stances": stances,
    "network": network_page,
}  # fmt: skip
