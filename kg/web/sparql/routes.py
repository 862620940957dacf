"""The route `/sparql`: from a request to a response."""

from __future__ import annotations

import asyncio
import dataclasses
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from kg.graph.queries import plain, question_of
from kg.graph.query_checks import check
from kg.graph.query_faults import EngineError, Fault
from kg.graph.query_worker import Question, Wanted
from kg.web.errors import tell
from kg.web.sparql.description import description
from kg.web.sparql.negotiation import SOLUTIONS, STANDARD, TRIPLES, best
from kg.web.sparql.pool import IN_MEMORY, Answered, Pool
from kg.web.sparql.protocol import Asked, asked_by

PATH = "/sparql"
STATUS = {
    Fault.LONG: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Fault.DEEP: HTTPStatus.BAD_REQUEST,
    Fault.SERVICE: HTTPStatus.FORBIDDEN,
    Fault.REFUSED: HTTPStatus.BAD_REQUEST,
    Fault.UNACCEPTABLE: HTTPStatus.NOT_ACCEPTABLE,
    Fault.LATE: HTTPStatus.GATEWAY_TIMEOUT,
    Fault.LARGE: HTTPStatus.SERVICE_UNAVAILABLE,
    Fault.MEMORY: HTTPStatus.SERVICE_UNAVAILABLE,
    Fault.FAILED: HTTPStatus.INTERNAL_SERVER_ERROR,
    Fault.STORE: HTTPStatus.SERVICE_UNAVAILABLE,
    Fault.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
}
RETRY = {Fault.BUSY: {"Retry-After": "5"}}
NO_CLIENT = 499  # nobody reads it
_TYPES = {
    "text/csv": "text/csv; charset=utf-8; header=present",
    "text/tab-separated-values": "text/tab-separated-values; charset=utf-8",
}


def routes() -> list[BaseRoute]:
    """The endpoint's routes."""
    return [Route(PATH, sparql, methods=["GET", "POST"])]


async def sparql(request: Request) -> Response:
    """Answers a query, or describes the service where none is asked."""
    asked = await asked_by(request)
    accept = ",".join(request.headers.getlist("accept"))
    wanted = Wanted(solutions=_standard(best(accept, SOLUTIONS)), triples=best(accept, TRIPLES))
    try:
        if asked.text is None:
            return await _described(request, wanted.triples)
        answered = await _unless_left(request, question_by(asked), wanted)
    except EngineError as error:
        words = f"No {accept} for this; it can be {', '.join(SOLUTIONS + TRIPLES)}."
        words = words if error.fault is Fault.UNACCEPTABLE else _sentence(plain(str(error)))
        return tell(request, STATUS[error.fault], words, RETRY.get(error.fault))
    if answered is None:
        return Response(status_code=NO_CLIENT)
    return _response(answered, best(accept, SOLUTIONS))


def question_by(asked: Asked) -> Question:
    """The question of a request; raises EngineError for what is not asked."""
    text = asked.text or ""
    check(text)
    question = question_of(text)
    if not asked.names_graphs:
        return question
    return dataclasses.replace(question, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs)


async def _unless_left(request: Request, question: Question, wanted: Wanted) -> Answered | None:
    """The answer, or None where the client has gone, whose query ends then."""
    pool: Pool = request.app.state.pool
    asking, leaving = asyncio.ensure_future(pool.ask(question, wanted)), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((asking, leaving), return_when=asyncio.FIRST_COMPLETED)
        return asking.result() if asking.done() else None
    finally:
        leaving.cancel()
        asking.cancel()
        await asyncio.gather(asking, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(answered: Answered, solutions: str | None) -> Response:
    kind = solutions if solutions and answered.kind == _standard(solutions) else answered.kind
    headers = {"Content-Type": _TYPES.get(kind, kind), "Vary": "Accept"}
    if answered.size > IN_MEMORY:
        return StreamingResponse(answered.pieces(), headers=headers | {"Content-Length": str(answered.size)})
    return Response(answered.read(), headers=headers)


async def _described(request: Request, kind: str | None) -> Response:
    if kind is None:
        raise HTTPException(406, f"The service is described in {', '.join(TRIPLES)}.")
    content = await description(request.app.state.pool, str(request.url.replace(query="")), kind)
    return Response(content, headers={"Content-Type": kind, "Vary": "Accept"})


def _standard(kind: str | None) -> str | None:
    return STANDARD.get(kind, kind) if kind else None


def _sentence(words: str) -> str:
    return f"The query {words}" if words.startswith(("has ", "gives ", "needs ")) else words
