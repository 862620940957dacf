"""Which form of a thing a request wants: the page, or its data."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

HTML = "html"
TYPES = {
    "text/html": HTML, "application/xhtml+xml": HTML, "text/turtle": "ttl", "application/ld+json": "jsonld",
    "application/json": "jsonld", "*/*": HTML, "text/*": HTML, "application/*": "jsonld",
}  # fmt: skip
MEDIA = {"ttl": "text/turtle; charset=utf-8", "jsonld": "application/ld+json"}


def wanted(request: Request) -> str:
    """`html`, `ttl` or `jsonld`: as the query's `format` says, else what the Accept header likes best.

    "" where it takes none of them.
    """
    asked = request.query_params.get("format", "")
    if asked in MEDIA:
        return asked
    accept = request.headers.get("accept", "") or "*/*"
    best = max(_liked(accept), default=(0.0, 0, ""))
    return best[2] if best[0] > 0 else ""


def _liked(accept: str) -> Iterator[tuple[float, int, str]]:
    """The forms that an Accept header names, each with how much it is liked; the first of two alike is the better."""
    for place, one in enumerate(accept.split(",")):
        name, *parameters = (words.strip() for words in one.split(";"))
        if form := TYPES.get(name.lower()):
            yield _quality(parameters), -place, form


def _quality(parameters: list[str]) -> float:
    given = next((words[2:] for words in parameters if words.lower().startswith("q=")), "1")
    try:
        return min(max(float(given), 0.0), 1.0)
    except ValueError:
        return 0.0
