"""What stands where in a document, as layers over its text, and a paragraph cut up where any of it begins or ends."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.mentions.dates import find_dates
from kg.model.text import Span, Text
from kg.namespaces import LKG
from kg.web.index.reading import UNNAMED, GraphRows
from kg.web.text.shape import places_of

NAME, DATE, AGREEMENT, CLAIM, PROBLEM = "name", "date", "agreement", "claim", "problem"
LAYERS = (NAME, DATE, AGREEMENT, CLAIM, PROBLEM)
UNSHOWN = UNNAMED | {"Event", "Claim", "Document"}
"""Classes whose mentions are no names on the page: sentences and figures, and what the claims' cards tell of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that stands at some characters of the source, in a layer; `things` are IRIs, or a claim's number."""

    start: int
    end: int
    layer: str
    things: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters of a paragraph under the same marks, one after another in the source from `start` on."""

    words: str
    start: int
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()

    def of(self, layer: str) -> Mark | None:
        """The shortest mark of a layer here."""
        found = [mark for mark in self.marks if mark.layer == layer]
        return min(found, key=lambda mark: (mark.end - mark.start, mark.start), default=None)


def marks_of(rows: GraphRows) -> list[Mark]:
    """The names, agreements and problems of a document, by place; claims have cards of their own."""
    at: defaultdict[tuple[int, int, str], list[str]] = defaultdict(list)
    for thing, kinds in rows.classes.items():
        if not kinds or UNSHOWN & {*kinds}:
            continue
        layer = AGREEMENT if {"Agreement", "Provision"} & {*kinds} else NAME
        for one in rows.stretches(thing):
            at[one.start, one.end, layer].append(thing)
    found = [
        Mark(start=start, end=end, layer=layer, things=tuple(sorted(things)))
        for (start, end, layer), things in at.items()
    ]
    for _, start, end, words, reason in rows.problems():
        if start is not None and end is not None:
            found.append(Mark(start=start, end=end, layer=PROBLEM, things=(words, reason)))
    return sorted(found, key=lambda mark: (mark.start, mark.end, mark.layer))


def dates_of(text: Text) -> Iterator[Mark]:
    """The stated times of a paragraph."""
    for date in find_dates(text.characters):
        where = text.origin(date.span)
        yield Mark(start=where.start, end=where.end, layer=DATE)


class Marks:
    """The marks of a document, of which those near a paragraph are found fast."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.layer))
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def near(self, where: Span) -> list[Mark]:
        """The marks that share a character with a span of the source."""
        first = bisect_left(self._starts, where.start - self._longest)
        last = bisect_left(self._starts, where.end)
        return [mark for mark in self._marks[first:last] if mark.end > where.start]


def cut(text: Text, marks: Sequence[Mark]) -> list[Piece]:
    """A paragraph in pieces, cut where a mark begins or ends and where the source goes on elsewhere.

    >>> marks = [Mark(start=4, end=6, layer="name"), Mark(start=0, end=99, layer="claim")]
    >>> [(piece.words, len(piece.marks)) for piece in cut(Text("甲国军队", (4, 5, 6, 9)), marks)]
    [('甲国', 2), ('军', 1), ('队', 1)]
    """
    placed = [(place, mark) for mark in marks if (place := places_of(text, mark.start, mark.end))]
    jumps = {at for at in range(1, len(text)) if text.origins[at] != text.origins[at - 1] + 1}
    edges = sorted({0, len(text), *jumps, *(edge for place, _ in placed for edge in (place.start, place.end))})
    pieces = []
    for start, end in pairwise(edges):
        here = [(place, mark) for place, mark in placed if place.start <= start and end <= place.end]
        pieces.append(
            Piece(
                words=text.characters[start:end],
                start=text.origins[start],
                marks=tuple(mark for _, mark in here),
                begins=tuple(mark for place, mark in here if place.start == start),
            )
        )
    return pieces


def pages_of(rows: GraphRows) -> list[tuple[int, int]]:
    """Where the source has pages: the first character of a mention on each, and the page, in order."""
    firsts: dict[int, int] = {}
    for mention in rows.of_class("Mention"):
        page = rows.number(mention, f"{LKG}page")
        start = rows.place(mention)[0] if page is not None else None
        if page is not None and start is not None:
            firsts[page] = min(start, firsts.get(page, start))
    return sorted((start, page) for page, start in firsts.items())
