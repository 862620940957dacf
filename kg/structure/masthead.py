"""The first lines of a document: organs, sessions, agenda items and topics; the document that begins with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.knowledge.layout import Layout
from kg.model.document import Byline, Document, DocumentKind, PartKind
from kg.model.text import Paragraph, Repaired, Span, Text
from kg.structure.parts import PartDraft, cited_symbols, has, own_symbols, parts_of

WRAPPED = 36  # columns: a masthead's column is about so wide, and no narrower line of it is wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What a masthead prints; its paragraphs, with wrapped topics joined."""

    paragraphs: tuple[Paragraph, ...]
    organs: tuple[Text, ...] = ()
    sessions: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()
    topics: tuple[Text, ...] = ()


def masthead(front: Sequence[Paragraph], layout: Layout) -> Masthead:
    """What the paragraphs above a title say: the topics are those below the line of agenda items."""
    at = next((place for place, p in enumerate(front) if has(layout, "agenda-items", p)), len(front))
    items = _items(front[at].text, layout) if at < len(front) else ()
    topics = _unwrapped(front[at + 1 :], len(items))
    above = front[:at]
    return Masthead(
        paragraphs=(*front[: at + 1], *topics),
        organs=_all_words(above, "organ", layout),
        sessions=_all_words(above, "session", layout),
        items=items,
        topics=tuple(p.text for p in topics),
    )


def document_of(
    repaired: Repaired,
    kind: DocumentKind,
    front: Masthead,
    rest: Sequence[Paragraph],
    drafts: Sequence[PartDraft],
    layout: Layout,
) -> Document:
    """A document with what its masthead prints, the symbols that the rest of it cites, and its parts."""
    own = own_symbols(repaired, front.paragraphs, layout)
    first = PartDraft(voice=Byline(kind=PartKind.MASTHEAD), paragraphs=front.paragraphs)
    return Document(
        source=repaired.source,
        kind=kind,
        symbols=own,
        organs=front.organs,
        sessions=front.sessions,
        agenda_items=front.items,
        agenda_topics=front.topics,
        references=cited_symbols([*rest, *repaired.notes], own, layout),
        parts=parts_of([first, *drafts], repaired.notes),
        problems=repaired.problems,
    )


def _all_words(front: Sequence[Paragraph], rule: str, layout: Layout) -> tuple[Text, ...]:
    """The words of a rule in the lines that begin with some."""
    lines = [p.text for p in front if has(layout, rule, p)]
    return tuple(text.cut(Span(*m.span())) for text in lines for m in layout.finditer(rule, text.characters))


def _items(text: Text, layout: Layout) -> tuple[Text, ...]:
    """The agenda items of a line, each with its number: `72(a) and (b)` are `72(a)` and `72(b)`."""
    line = layout.match("agenda-items", text.characters)
    if line is None:
        return ()
    items: list[Text] = []
    number = Text("", ())
    for match in layout.finditer("agenda-item", line["items"]):
        start = line.start("items")
        if match["number"]:
            number = text.cut(Span(start + match.start("number"), start + match.end("number")))
        letter = Span(start + match.start("letter"), start + match.end("letter")) if match["letter"] else None
        tail = text.cut(letter) if letter else Text("", ())
        items.append(Text(number.characters + tail.characters, number.origins + tail.origins))
    return tuple(items)


def _unwrapped(topics: Sequence[Paragraph], items: int) -> tuple[Paragraph, ...]:
    """The topics, lines joined until there are no more of them than items: first the widest line with the next."""
    joined = list(topics)
    while items and len(joined) > items:
        widths = [_width(p.text.characters) for p in joined[:-1]]
        if max(widths) < WRAPPED:
            break
        place = widths.index(max(widths))
        head, tail = joined[place].text, joined[place + 1].text
        text = Text(head.characters + tail.characters, head.origins + tail.origins)
        joined[place : place + 2] = [replace(joined[place], text=text)]
    return tuple(joined)


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
