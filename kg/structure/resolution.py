"""The structure of resolutions, of statements of a president, and of what is of no kind known."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from kg.knowledge.layout import Layout
from kg.model.document import ADOPTED, Byline, Document, DocumentKind, PartKind
from kg.model.text import Paragraph, Repaired, Text
from kg.structure.masthead import document_of, masthead
from kg.structure.parts import PartDraft, day_of, every, has, own_symbols, problem, quoted
from kg.structure.titled import day_in, head_of, runs

KINDS = (
    ("resolution-title", DocumentKind.RESOLUTION),
    ("statement-title", DocumentKind.PRESIDENTIAL_STATEMENT),
    ("president-opening", DocumentKind.PRESIDENTIAL_STATEMENT),
    ("enacting-line", DocumentKind.RESOLUTION),
)
DATED = ("resolution-title", "president-opening", "adopted", "day-alone")
SAYS_WHOSE = ("resolution-title", "statement-title", "president-opening", "adopted", "enacting")


def is_resolution(repaired: Repaired, layout: Layout) -> bool:
    """Whether a resolution's or a statement's title comes before any title of a letter."""
    titles = (place for place, p in enumerate(repaired.body) if has(layout, "letter-title", p))
    return any(has(layout, rule, p) for p in repaired.body[: next(titles, None)] for rule, _ in KINDS)


def other(repaired: Repaired, layout: Layout, known: DocumentKind | None = None) -> Document:
    """A resolution or a statement, by its title and the organ that adopted it; anything else as one part, reported.

    `known` is the kind of a text without a title.
    """
    titles = ((at, kind) for at, p in enumerate(repaired.body) for rule, kind in KINDS if has(layout, rule, p))
    start, kind = next(titles, (0, known or DocumentKind.OTHER))
    front, rest = masthead(repaired.body[:start], layout), repaired.body[start:]
    if kind is DocumentKind.OTHER:
        return _unknown(repaired, layout)
    organ = _organ(rest, layout) if kind in ADOPTED else None
    behalf = (organ,) if organ else ()
    voice = Byline(
        kind=PartKind.BODY, speaks_for=behalf, date=_day(rest, layout) or day_in(repaired.body[:start], layout)
    )
    drafts = runs(rest, voice, layout) if kind is DocumentKind.STATEMENT else [PartDraft(voice=voice, paragraphs=rest)]
    document = document_of(repaired, kind, front, rest, drafts, layout)
    return replace(document, date=voice.date, on_behalf_of=behalf)


def _unknown(repaired: Repaired, layout: Layout) -> Document:
    """A document without a title: no voice, unless it opens as a joint statement; day and symbols of its head."""
    body, head = repaired.body, head_of(repaired.body, layout)
    day = _day(body[: len(head) + 1], layout) or day_in(body, layout) or _first_day(head, layout)
    opening = body[: len(head) + 1]
    joint = _joint(opening, layout)
    day = day or (_first_day(opening, layout) if joint else None)
    drafts = runs(body, Byline(kind=PartKind.BODY, date=day, speaks_for=joint), layout)
    kind = DocumentKind.STATEMENT if joint else DocumentKind.OTHER
    document = document_of(repaired, kind, masthead((), layout), body, drafts, layout)
    if joint:
        return replace(document, date=day, on_behalf_of=joint)
    message = "no title of a letter, a record or a resolution was recognised; the text is kept as one part"
    unknown = (problem("unknown-kind", message, body[0].text),) if body else ()
    symbols = own_symbols(repaired, head, layout)
    return replace(document, date=day, symbols=symbols, problems=(*document.problems, *unknown))


def _joint(opening: Sequence[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """The states whose joint statement the first sentence says that the text is."""
    matches = ((p.text, layout.match("joint-opening", p.text.characters)) for p in opening)
    return next((every(text, match, "owner") for text, match in matches if match), ())


def _first_day(head: Sequence[Paragraph], layout: Layout) -> datetime.date | None:
    """The first day that a head names."""
    return next((day for p in head if (day := day_of(layout.search("date", p.text.characters)))), None)


def _day(body: Sequence[Paragraph], layout: Layout) -> datetime.date | None:
    """The day of a resolution or a statement, where a line that dates it first gives one."""
    matches = (layout.match(rule, p.text.characters) for p in body for rule in DATED)
    return next((day for match in matches if (day := day_of(match))), None)


def _organ(body: Sequence[Paragraph], layout: Layout) -> Text | None:
    """The organ that adopted a resolution or made a statement, where the text first names it as such."""
    for paragraph in body:
        for rule in SAYS_WHOSE:
            match = layout.match(rule, paragraph.text.characters)
            organ = quoted(paragraph.text, match, "owner") if match else None
            if organ:
                return organ
    return None
