"""Errors as responses: a line of text for programs, a small page for browsers."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from kg.web.guards import HEADERS

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<h1>{title}</h1>
<p>{words}</p>
</html>
"""


async def told(request: Request, error: Exception) -> Response:
    """The response that tells an error; of one that nobody expected, only that there was one.

    Starlette answers those outside of what gives responses their headers.
    """
    if isinstance(error, HTTPException):
        return tell(request, error.status_code, error.detail, error.headers)
    return tell(request, 500, "This is a fault of the server, which tells of it in full where it runs.", HEADERS)


def tell(request: Request, status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """An error's words with its status, as HTML where that is asked for by name, else as text."""
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{words}\n", status, headers)
    title = f"{status} {HTTPStatus(status).phrase}"
    return HTMLResponse(_PAGE.format(title=escape(title), words=escape(words)), status, headers)
