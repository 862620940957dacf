"""What the explorer answers: each route reads its request, has a page made and gives it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from kg.graph.export.one import describe
from kg.graph.store import Store
from kg.knowledge.wording import LANGUAGES, Wording
from kg.web.assets import assets
from kg.web.index.index import Index
from kg.web.judging import Judging
from kg.web.links import RESOURCES, ServerLinks
from kg.web.negotiation import MEDIA, wanted
from kg.web.pages import lists
from kg.web.pages.home import home
from kg.web.pages.search import search, suggestions
from kg.web.pages.thing import thing
from kg.web.view import PHRASES, View

COOKIE = "lang"
YEAR = 31_536_000
"""Seconds that a browser keeps the language."""

VARY = "Accept, Accept-Language, Cookie"

Page = Callable[[View, Mapping[str, str]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explorer:
    """What lives as long as the server does: the store, its index, the wordings, and what lets a person judge."""

    store: Store
    index: Index
    judging: Judging | None = None
    wordings: Mapping[str, Wording] = field(
        default_factory=lambda: {language: Wording(language, PHRASES) for language in LANGUAGES}
    )

    def view(self, request: Request) -> View:
        """What the page of a request is made from."""
        asked = tuple(parse_qsl(request.url.query, keep_blank_values=True))
        links = ServerLinks(base=self.store.base, here=request.url.path, asked=asked)
        return View(self.store, self.index, self.wordings[language_of(request)], links, self.judging)

    def routes(self) -> list[BaseRoute]:
        """The routes of the explorer."""
        pages: dict[str, Page] = {
            "": lambda view, asked: home(view),
            "documents": lambda view, asked: lists.documents(
                view, period=asked.get("period", ""), kind=asked.get("kind", ""), voice=asked.get("voice", ""),
                page=number(asked, "page"),
            ),
            "disputes": lambda view, asked: lists.disputes(view, page=number(asked, "page")),
            "problems": lambda view, asked: lists.problems(
                view, code=asked.get("code", ""), page=number(asked, "page")
            ),
            "pairs": lambda view, asked: lists.pairs(view, of=asked.get("of", ""), page=number(asked, "page")),
            "search": lambda view, asked: search(view, asked.get("q", "")),
            "found": lambda view, asked: search(view, asked.get("q", ""), whole=False),
            "suggestions": lambda view, asked: suggestions(view, asked.get("q", ""), asked.get("kind", "")),
            **{name: _things(name) for name in lists.CLASSES},
        }  # fmt: skip
        return [
            *(Route(f"/{name}", self._answer(page)) for name, page in pages.items()),
            Route("/assets/{name:path}", asset),
            Route(RESOURCES + "{path:path}", self._resource),
            Route("/thing", self._resource),
            *(self.judging.routes(self.view) if self.judging else ()),
        ]

    async def _resource(self, request: Request) -> Response:
        """A thing as a page or as data, at one address."""
        path = request.path_params.get("path")
        iri = request.query_params.get("iri", "") if path is None else self.store.base + path
        form = wanted(request)
        if not form:
            raise HTTPException(406, "A thing is given as text/html, text/turtle or application/ld+json.")
        if not _is_iri(iri) or not self.view(request).lookup.knows(iri):
            raise HTTPException(404, f"The graph says nothing of {iri}.")
        if form in MEDIA:
            data = await run_in_threadpool(describe, self.store, iri, form)
            return Response(data, media_type=MEDIA[form], headers={"Vary": VARY})
        page = await run_in_threadpool(thing, self.view(request), iri, request.query_params)
        return _kept(request, HTMLResponse(page))

    def _answer(self, page: Page) -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            view = self.view(request)
            return _kept(request, HTMLResponse(await run_in_threadpool(page, view, request.query_params)))

        return answer


def _things(name: str) -> Page:
    return lambda view, asked: lists.things(view, name, page=number(asked, "page"))


def _is_iri(words: str) -> bool:
    try:
        ox.NamedNode(words)
    except ValueError:
        return False
    return True


def number(asked: Mapping[str, str], name: str, default: int = 1) -> int:
    """A whole number of a query; the default where it is none."""
    words = asked.get(name, "")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else default


def language_of(request: Request) -> str:
    """The language that a request asks for: by its query, by what was chosen before, or by the browser's wish."""
    wish = [one.strip()[:2].lower() for one in request.headers.get("accept-language", "").split(",")]
    asked = (request.query_params.get(COOKIE, ""), request.cookies.get(COOKIE, ""), *wish)
    return next((one for one in asked if one in LANGUAGES), LANGUAGES[0])


def _kept(request: Request, response: Response) -> Response:
    """The response, which has the browser keep a language that was chosen."""
    response.headers["Vary"] = VARY
    if (chosen := request.query_params.get(COOKIE)) in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="strict", httponly=True)
    return response


async def asset(request: Request) -> Response:
    """One of the files that pages need."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404, "There is no such file here.")
    headers = {"ETag": found.tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)
