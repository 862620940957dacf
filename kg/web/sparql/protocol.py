"""The query operation of the SPARQL 1.1 Protocol (section 2.1): what a request asks.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.web.guards import body_of

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
LONGEST_BODY = 9_100_000
"""Bytes of a body: a million characters of three bytes each, all of them percent-encoded, and graphs."""
READ_ONLY = "This endpoint is read-only: it takes queries, no updates."
_OURS = ("query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)
_UTF8 = ("utf-8", "utf8", "us-ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query's text, or None where the service is to be described, and the graphs that the request names."""

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def names_graphs(self) -> bool:
        """Whether the request names graphs, which then are the dataset, whatever the query says."""
        return bool(self.default_graphs or self.named_graphs)


async def asked_by(request: Request) -> Asked:
    """What a request asks; raises HTTPException with the status of the standard and a body that says what is wrong."""
    in_url = _pairs(request.scope["query_string"], "The query string")
    if request.method != "POST":
        return _by_parameters(in_url, may_describe=True)
    kind = _content_type(request)
    body = await body_of(request, LONGEST_BODY)
    if kind == FORM:
        _forbid(in_url, _OURS, "a POST of a form has them all in its body")
        return _by_parameters(_pairs(body, "The form"))
    _forbid(in_url, ("query", "update"), f"a POST of {QUERY} has the query as its body")
    return _asked([_decoded(body, "The query")], in_url)


def _content_type(request: Request) -> str:
    """Which of the two kinds of POST it is."""
    given = request.headers.get("content-type", "")
    kind = given.partition(";")[0].strip().lower()
    if kind == UPDATE:
        raise HTTPException(403, READ_ONLY)
    if kind not in (FORM, QUERY):
        said = f"{kind!r} is no type of a body that is taken" if kind else "The body has no Content-Type"
        raise HTTPException(415, f"{said}; send {QUERY} or {FORM}.", {"Accept-Post": f"{QUERY}, {FORM}"})
    charset = _CHARSET.search(given)
    if charset and charset[1].lower() not in _UTF8:
        raise HTTPException(415, f"The body is said to be {charset[1]}; send UTF-8.")
    return kind


def _by_parameters(pairs: Sequence[tuple[str, str]], *, may_describe: bool = False) -> Asked:
    names = [name for name, _ in pairs]
    if "update" in names:
        raise HTTPException(403, READ_ONLY)
    if may_describe and not set(names) & set(_OURS):
        return Asked(text=None)
    return _asked([value for name, value in pairs if name == "query"], pairs)


def _asked(texts: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Asked:
    if len(texts) != 1:
        raise HTTPException(400, f"{len(texts)} parameters `query`; exactly one is needed.")
    graphs = {name: tuple(_iri(value) for key, value in pairs if key == name) for name in _OURS[2:4]}
    default, named = graphs.values()
    return Asked(text=texts[0], default_graphs=default, named_graphs=named)


def _iri(value: str) -> str:
    try:
        return ox.NamedNode(value).value
    except ValueError as error:
        raise HTTPException(400, f"{value[:200]!r} is no absolute IRI of a graph: {error}") from error


def _forbid(pairs: Sequence[tuple[str, str]], names: Sequence[str], why: str) -> None:
    """Refuses parameters in the wrong place, which would else be passed over without a word."""
    if found := sorted({name for name, _ in pairs} & set(names)):
        raise HTTPException(400, f"The query string has {', '.join(found)}; {why}.")


def _pairs(raw: bytes, what: str) -> list[tuple[str, str]]:
    text = _decoded(raw, what)
    if match := _BROKEN.search(text):
        raise HTTPException(400, f"{what} is wrongly percent-encoded: {text[match.start() : match.start() + 3]!r}.")
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=10_000)
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"{what} is no UTF-8 where it is percent-encoded ({error}).") from error
    except ValueError as error:
        raise HTTPException(400, f"{what} has more than 10,000 parameters.") from error


def _decoded(raw: bytes, what: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"{what} is no UTF-8 ({error}).") from error
