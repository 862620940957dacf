"""The page of a document: its text with its voices, what stands where in layers, each claim's card beside its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib.namespace import DCTERMS

from kg.model.text import Text
from kg.namespaces import LKG
from kg.web.index.reading import GraphRows, narrowest
from kg.web.render import render
from kg.web.text.cards import Card, Linked, cards_of, linked
from kg.web.text.html import PieceWriter
from kg.web.text.layers import CLAIM, LAYERS, Mark, Marks, Piece, cut, dates_of, marks_of, pages_of
from kg.web.text.shape import Shape, ShapedPart, part_names, printed, shape_of
from kg.web.view import View

FACTS = ("symbol", "organ", "session", "meetingTime", "agendaItem", "agendaTopic", "circulateAs", "fileName")
PEOPLE = ("sender", "addressee", "onBehalfOf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A problem of a document: its kind, words and reason, and its characters where it has a place."""

    code: str
    words: str
    reason: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph on the page: its pieces, the claims and problems that begin in it, its printed lines, its page."""

    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    problems: tuple[Told, ...]
    printed: str
    start: int
    end: int
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A part on the page: its number and class in words, who speaks it and for whom, its language, its blocks."""

    key: str
    title: str
    speakers: tuple[Linked, ...]
    speaks_for: tuple[Linked, ...]
    behalf: tuple[Linked, ...]
    language: str
    blocks: tuple[Block, ...]
    claims: int


def document(view: View, iri: str) -> str:
    """The page of a document that was read, by its IRI."""
    rows = GraphRows(view.store, iri)
    shape, cards = shape_of(rows), cards_of(view, rows)
    problems = [
        Told(code=code, words=words, reason=reason, start=start, end=end)
        for code, start, end, words, reason in rows.problems()
    ]
    voices = list(_voices(view, rows, shape, cards, problems))
    shown = {card.iri for voice in voices for block in voice.blocks for card in block.cards}
    return render(
        view,
        "document",
        tab="documents",
        iri=iri,
        title=view.phrasing.document(iri),
        kind=view.wording.term(narrowest(rows.classes[iri])),
        day=rows.day or "",
        facts=list(_facts(view, rows)),
        people=[(view.wording.term(name), linked(view, rows.values(iri, LKG + name))) for name in PEOPLE],
        cited=linked(view, rows.values(iri, str(DCTERMS.references))),
        shape=shape,
        voices=voices,
        loose=[card for card in cards if card.iri not in shown],
        problems=problems,
        layers=LAYERS,
        claims=len(cards),
        pieces_html=PieceWriter(view),
    )


def _facts(view: View, rows: GraphRows) -> Iterator[tuple[str, str]]:
    """What the masthead prints."""
    for name in FACTS:
        if words := rows.values(rows.graph, LKG + name):
            yield view.wording.term(name), view.wording.several(words)


def _voices(
    view: View, rows: GraphRows, shape: Shape, cards: Sequence[Card], problems: Sequence[Told]
) -> Iterator[Voice]:
    claims = [Mark(start=card.start, end=card.end, layer=CLAIM, things=(str(card.number),)) for card in cards]
    builder = _Blocks(rows, Marks([*marks_of(rows), *claims]), cards, problems)
    for part in shape.parts:
        blocks = tuple(builder.block(paragraph) for paragraph in part.paragraphs)
        yield _voice(view, part, blocks)


def _voice(view: View, part: ShapedPart, blocks: tuple[Block, ...]) -> Voice:
    speakers, speaks_for, behalf = part_names(view.lookup, part.iri)
    languages = view.lookup.objects(part.iri, DCTERMS.language)
    return Voice(
        key=f"part-{part.order}" if part.iri else "text",
        title=view.phrasing.part(f"{part.order} {part.kind}") if part.iri else view.say("undivided"),
        speakers=linked(view, speakers),
        speaks_for=linked(view, speaks_for),
        behalf=linked(view, behalf),
        language=view.wording.several(map(view.phrasing.language, languages)),
        blocks=blocks,
        claims=sum(len(block.cards) for block in blocks),
    )


class _Blocks:
    """Makes blocks of paragraphs; each claim and each problem is shown once, where it begins."""

    def __init__(self, rows: GraphRows, marks: Marks, cards: Sequence[Card], problems: Sequence[Told]) -> None:
        self.rows, self.marks = rows, marks
        self.cards = list(cards)
        self.problems = [one for one in problems if one.start is not None]
        self.pages = pages_of(rows)

    def block(self, paragraph: Text) -> Block:
        """A paragraph with what stands in it."""
        where = paragraph.origin()
        marks = [*self.marks.near(where), *dates_of(paragraph)]
        page = bisect_right(self.pages, (where.end, 0)) - 1
        return Block(
            pieces=tuple(cut(paragraph, marks)),
            cards=tuple(card for card in self.cards if where.start <= card.start < where.end),
            problems=tuple(one for one in self.problems if where.start <= (one.start or 0) < where.end),
            printed=printed(self.rows.text, paragraph),
            start=where.start,
            end=where.end,
            page=self.pages[page][1] if page >= 0 else None,
        )
