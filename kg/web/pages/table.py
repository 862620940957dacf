"""The pages that are of no single thing and that a folder of files can hold as well as a server, by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.web.listing import page_asked
from kg.web.pages import lists
from kg.web.pages.home import home
from kg.web.pages.map import map_page
from kg.web.pages.network import network_page
from kg.web.pages.stances import stances
from kg.web.pages.timeline import timeline
from kg.web.view import View

Page = Callable[[View, Mapping[str, str]], str]


def _things(name: str) -> Page:
    return lambda view, asked: lists.things(view, name, page=page_asked(asked))


PAGES: Mapping[str, Page] = {
    "": lambda view, asked: home(view),
    "documents": lambda view, asked: lists.documents(
        view, period=asked.get("period", ""), kind=asked.get("kind", ""), voice=asked.get("voice", ""),
        page=page_asked(asked),
    ),
    "disputes": lambda view, asked: lists.disputes(view, page=page_asked(asked)),
    "problems": lambda view, asked: lists.problems(view, code=asked.get("code", ""), page=page_asked(asked)),
    "pairs": lambda view, asked: lists.pairs(view, of=asked.get("of", ""), page=page_asked(asked)),
    **{name: _things(name) for name in lists.CLASSES},
    "timeline": timeline,
    "map": map_page,
    "stances": stances,
    "network": network_page,
}  # fmt: skip
