"""What the explorer answers: each route reads its request, has a page made and gives it back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kg.errors import QueryError
from kg.graph.export.one import describe
from kg.graph.queries import bind, question_of, table_of
from kg.graph.query_faults import EngineError
from kg.graph.query_files import Query
from kg.graph.query_worker import Wanted
from kg.graph.store import Store
from kg.graph.table import Table
from kg.knowledge.wording import LANGUAGES, Wording
from kg.reports.render import to_text
from kg.web.assets import assets
from kg.web.guards import HEADERS
from kg.web.index.index import Index
from kg.web.judging import Judged, Judging
from kg.web.links import RESOURCES, ServerLinks
from kg.web.live import Live
from kg.web.negotiation import MEDIA, wanted
from kg.web.pages import ask
from kg.web.pages.network import network_file
from kg.web.pages.search import search, suggestions
from kg.web.pages.table import PAGES, Page
from kg.web.pages.thing import thing
from kg.web.sparql.pool import Pool
from kg.web.sparql.routes import STATUS
from kg.web.view import View, wordings

COOKIE = "lang"
YEAR = 31_536_000
"""Seconds that a browser keeps the language."""

EDITORS_STYLE = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="
"""The digest of the style that YASGUI's tables come with; a newer version of it may need another."""
FILES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
JSON = "application/sparql-results+json"
VARY = "Accept, Accept-Language, Cookie"
Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explorer:
    """The graph that is shown, its index, the wordings, and what lets a person judge.

    With `live` each request is answered from the graph that is the latest when it comes.
    """

    store: Store
    index: Index
    judging: Judging | None = None
    wordings: Mapping[str, Wording] = field(default_factory=wordings)
    live: Live | None = None

    @classmethod
    def of(cls, live: Live, judging: Judging | None = None) -> Explorer:
        """Shows what a server shows; it must have an index."""
        assert live.latest.index
        return cls(store=live.latest.store, index=live.latest.index, judging=judging, live=live)

    def _with_latest(self, answer: Callable[[Explorer, Request], Awaitable[Response]]) -> Endpoint:
        """Answers from the latest graph alone, whatever comes meanwhile."""

        async def answered(request: Request) -> Response:
            if self.live is None:
                return await answer(self, request)
            with self.live.latest.using() as shown:
                assert shown.index
                return await answer(replace(self, store=shown.store, index=shown.index), request)

        return answered

    def view(self, request: Request) -> View:
        """What the page of a request is made from."""
        asked = tuple(parse_qsl(request.url.query, keep_blank_values=True))
        links = ServerLinks(base=self.store.base, here=request.url.path, asked=asked)
        return View(self.store, self.index, self.wordings[language_of(request)], links, self.judging)

    def routes(self) -> list[BaseRoute]:
        """The routes of the explorer."""
        pages: dict[str, Page] = {
            **PAGES,
            "search": lambda view, asked: search(view, asked.get("q", "")),
            "found": lambda view, asked: search(view, asked.get("q", ""), whole=False),
            "ask": lambda view, asked: ask.questions(view),
            "suggestions": lambda view, asked: suggestions(view, asked.get("q", ""), asked.get("kind", "")),
        }
        return [
            *(Route(f"/{name}", self._with_latest(_answer(page))) for name, page in pages.items()),
            Route("/ask/{name}", self._with_latest(Explorer._question)),
            Route("/editor", self._with_latest(Explorer._editor)),
            Route("/terms.json", terms),
            Route("/network/{name}", self._with_latest(Explorer._network)),
            Route("/assets/{name:path}", asset),
            Route(RESOURCES + "{path:path}", self._with_latest(Explorer._resource)),
            Route("/thing", self._with_latest(Explorer._resource)),
            *(
                Route(path, self._with_latest(_judged(answer)), methods=[method])
                for path, method, answer in (self.judging.answers() if self.judging else ())
            ),
        ]

    async def _resource(self, request: Request) -> Response:
        """A thing as a page or as data, at one address."""
        path = request.path_params.get("path")
        iri = request.query_params.get("iri", "") if path is None else self.store.base + path
        form = wanted(request)
        if not form:
            raise HTTPException(406, "A thing is given as text/html, text/turtle or application/ld+json.")
        view = self.view(request)
        if not _is_iri(iri) or not view.lookup.knows(iri):
            raise HTTPException(404, f"The graph says nothing of {iri}.")
        if form in MEDIA:
            data = await run_in_threadpool(describe, self.store, iri, form)
            return Response(data, media_type=MEDIA[form], headers={"Vary": VARY})
        page = await run_in_threadpool(thing, view, iri, request.query_params)
        return _kept(request, HTMLResponse(page))

    async def _network(self, request: Request) -> Response:
        """What is seen of a network, as a file."""
        name = request.path_params["name"]
        try:
            data, media = await run_in_threadpool(network_file, self.view(request), name, request.query_params)
        except QueryError as error:
            raise HTTPException(404, str(error)) from error
        disposition = f'attachment; filename="{name}"'
        return Response(data, media_type=media, headers={"Content-Disposition": disposition})

    async def _question(self, request: Request) -> Response:
        """A question with its form; where it is asked, with its answer, or that alone as a file."""
        query = ask.library().get(request.path_params["name"])
        if query is None:
            raise HTTPException(404, "There is no such question.")
        given = {name: value for name, value in request.query_params.items() if value.strip()}
        answer = await self._answered(request, query, given) if "run" in given else None
        form = given.get("format", "")
        if form in FILES and isinstance(answer, Table):
            name = f'attachment; filename="{query.name}.{form}"'
            return Response(to_text(answer, form), media_type=FILES[form], headers={"Content-Disposition": name})
        page = await run_in_threadpool(ask.question, self.view(request), query, given, answer)
        return _kept(request, HTMLResponse(page, _status(answer)))

    async def _answered(self, request: Request, query: Query, given: Mapping[str, str]) -> Table | QueryError:
        """The answer of a question, or why there is none; it is answered by a process that can be ended."""
        names = {parameter.name for parameter in query.parameters}
        wanted = {name: value for name, value in given.items() if name in names}
        pool: Pool = request.app.state.pool
        try:
            bound = await run_in_threadpool(bind, query, wanted, self.store)
            answered = await pool.ask(
                question_of(query.text, bound), Wanted(solutions=JSON, triples=None), self.store.folder
            )
            return await run_in_threadpool(_table, query, answered.read())
        except QueryError as error:
            return error

    async def _editor(self, request: Request) -> Response:
        """The editor, which may put the one style of its own into the page."""
        page = await run_in_threadpool(ask.editor, self.view(request))
        policy = HEADERS["Content-Security-Policy"].replace("style-src 'self'", f"style-src 'self' '{EDITORS_STYLE}'")
        return _kept(request, HTMLResponse(page, headers={"Content-Security-Policy": policy}))


def _answer(page: Page) -> Callable[[Explorer, Request], Awaitable[Response]]:
    async def answer(explorer: Explorer, request: Request) -> Response:
        view = explorer.view(request)
        return _kept(request, HTMLResponse(await run_in_threadpool(page, view, request.query_params)))

    return answer


def _judged(given: Judged) -> Callable[[Explorer, Request], Awaitable[Response]]:
    async def answer(explorer: Explorer, request: Request) -> Response:
        return await given(request, explorer.view(request))

    return answer


def _status(answer: Table | QueryError | None) -> int:
    """The status of an answer's page: that of the endpoint for what the engine refuses or has no time for."""
    if isinstance(answer, EngineError):
        return STATUS[answer.fault]
    return 400 if isinstance(answer, QueryError) else 200


def _table(query: Query, answer: bytes) -> Table:
    """An answer in JSON as a table; what is parsed must stay in one thread."""
    return table_of(query, ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON))


def _is_iri(words: str) -> bool:
    try:
        ox.NamedNode(words)
    except ValueError:
        return False
    return True


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


async def terms(request: Request) -> Response:
    """What the editor completes."""
    return JSONResponse(await run_in_threadpool(ask.terms))


async def asset(request: Request) -> Response:
    """One of the files that pages need."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404, "There is no such file here.")
    headers = {"ETag": found.tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)
