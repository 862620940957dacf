"""Which media type answers a request, by its Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SOLUTIONS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
)
"""For SELECT and ASK, what is preferred first."""
TRIPLES = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
)
"""For CONSTRUCT, DESCRIBE and the service description."""
STANDARD = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
}
"""What more general types stand for."""
_ELEMENT = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*+"?)++')
_RANGE = re.compile(r"\s*([\w!#$%&'*+.^`|~-]+)/([\w!#$%&'*+.^`|~-]+)")
_QUALITY = re.compile(r";\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|\Z)", re.IGNORECASE)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?')


@dataclass(frozen=True, slots=True)
class MediaRange:
    """A range of media types, such as `text/*`, and how much it is wanted, from 0 (not) to 1."""

    type: str
    subtype: str
    quality: float

    def precision(self, media_type: str) -> int:
        """How precisely the range tells of a media type; 0 where it does not."""
        kind, _, subtype = media_type.partition("/")
        if self.type == "*" == self.subtype:
            return 1
        if self.type != kind or self.subtype not in ("*", subtype):
            return 0
        return 2 if self.subtype == "*" else 3


def ranges_of(accept: str) -> list[MediaRange]:
    """What a header accepts; elements that are none are left out, and without any, all is accepted.

    >>> [(one.subtype, one.quality) for one in ranges_of("text/csv;q=0.5, text/turtle; charset=utf-8")]
    [('csv', 0.5), ('turtle', 1.0)]
    """
    found = []
    for element in _ELEMENT.findall(accept):
        match = _RANGE.match(element)
        if match:
            quality = _QUALITY.search(_STRING.sub("", element))
            found.append(MediaRange(match[1].lower(), match[2].lower(), float(quality[1]) if quality else 1.0))
    return found or [MediaRange("*", "*", 1.0)]


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The media type that is wanted most, of equals the one offered first; None where none is acceptable.

    >>> best("text/*;q=0.3, text/tab-separated-values, */*;q=0.1", SOLUTIONS)
    'text/tab-separated-values'
    """
    ranges = ranges_of(accept)
    wanted = {media_type: _quality(media_type, ranges) for media_type in offered}
    first = max(offered, key=lambda media_type: wanted[media_type])
    return first if wanted[first] > 0 else None


def _quality(media_type: str, ranges: Sequence[MediaRange]) -> float:
    """What the most precise range says of it."""
    precise = max(ranges, key=lambda one: (one.precision(media_type), one.quality))
    return precise.quality if precise.precision(media_type) else 0.0
