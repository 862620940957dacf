"""The structure of resolutions, of statements of a president, and of what is of no kind known."""

from __future__ import annotations

from collections.abc import Sequence

from kg.knowledge.layout import Layout
from kg.model.document import Document, DocumentKind, PartKind
from kg.model.text import Paragraph, Repaired, Text
from kg.structure.masthead import masthead
from kg.structure.parts import Byline, Draft, cited_symbols, day_of, has, own_symbols, parts_of, problem, quoted

KINDS = (
    ("resolution-title", DocumentKind.RESOLUTION),
    ("statement-title", DocumentKind.PRESIDENTIAL_STATEMENT),
    ("enacting-line", DocumentKind.RESOLUTION),
)
DATED = ("resolution-title", "adopted", "day-alone")
SAYS_WHOSE = ("resolution-title", "statement-title", "adopted", "enacting")


def is_resolution(repaired: Repaired, layout: Layout) -> bool:
    """Whether a resolution's or a statement's title comes before any title of a letter."""
    titles = (place for place, p in enumerate(repaired.body) if has(layout, "letter-title", p))
    return any(has(layout, rule, p) for p in repaired.body[: next(titles, None)] for rule, _ in KINDS)


def other(repaired: Repaired, layout: Layout) -> Document:
    """A resolution or a statement, by its title and the organ that adopted it; anything else as one part, reported."""
    body = repaired.body
    titles = ((place, kind) for place, p in enumerate(body) for rule, kind in KINDS if has(layout, rule, p))
    start, kind = next(titles, (0, DocumentKind.OTHER))
    known = kind is not DocumentKind.OTHER
    front = masthead(body[:start], layout)
    organ = _organ(body[start:], layout) if known else None
    matches = (layout.match(rule, p.text.characters) for p in body[start:] for rule in DATED)
    day = next((day for match in matches if (day := day_of(match))), None) if known else None
    behalf = (organ,) if organ else ()
    voice = Byline(kind=PartKind.BODY, speaks_for=behalf, date=day)
    drafts = [
        Draft(voice=Byline(kind=PartKind.MASTHEAD), paragraphs=front.paragraphs),
        Draft(voice=voice, paragraphs=body[start:]),
    ]
    own = own_symbols(repaired, front.paragraphs, layout)
    message = "no title of a letter, a record or a resolution was recognised; the text is kept as one part"
    unknown = () if known or not body else (problem("unknown-kind", message, body[0].text),)
    return Document(
        source=repaired.source,
        kind=kind,
        symbols=own,
        date=day,
        on_behalf_of=behalf,
        organs=front.organs,
        sessions=front.sessions,
        agenda_items=front.items,
        agenda_topics=front.topics,
        references=cited_symbols([*body[start:], *repaired.notes], own, layout),
        parts=parts_of(drafts, repaired.notes),
        problems=(*repaired.problems, *unknown),
    )


def _organ(body: Sequence[Paragraph], layout: Layout) -> Text | None:
    """The organ that adopted a resolution or made a statement, where the text first names it as such."""
    for paragraph in body:
        for rule in SAYS_WHOSE:
            match = layout.match(rule, paragraph.text.characters)
            organ = quoted(paragraph.text, match, "owner") if match else None
            if organ:
                return organ
    return None
