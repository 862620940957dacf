"""The page of a document: its text with its voices, what stands where in layers, each claim's card beside its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.web.render import render
from kg.web.text import kept
from kg.web.text.cards import Card, Linked, cards_of, linked
from kg.web.text.html import RunWriter
from kg.web.text.kept import Problem, Run
from kg.web.text.layers import LAYERS
from kg.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph on the page: its runs, the claims and problems that begin in it, its printed lines, its page."""

    runs: tuple[Run, ...]
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]
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
    found = view.index.document(iri)
    cards, term = cards_of(view, found.claims), view.wording.term
    voices = [_voice(view, voice, cards) for voice in found.voices]
    placed = {n for voice in found.voices for block in voice.blocks for n in block.claims}
    return render(
        view,
        "document",
        tab="documents",
        iri=iri,
        title=view.phrasing.document(iri),
        kind=term(found.kind),
        day=found.day,
        facts=[(term(name), view.wording.several(words)) for name, words in found.facts],
        people=[(term(name), linked(view, who)) for name, who in found.people],
        cited=linked(view, found.cited),
        same=found.same,
        why=found.why,
        voices=voices,
        loose=[card for n, card in cards.items() if n not in placed],
        problems=found.problems,
        layers=LAYERS,
        claims=len(cards),
        runs_html=RunWriter(view, {n: card.number for n, card in cards.items()}),
    )


def _voice(view: View, part: kept.Voice, cards: Mapping[int, Card]) -> Voice:
    blocks = tuple(_block(block, cards) for block in part.blocks)
    return Voice(
        key=f"part-{part.order}" if part.iri else "text",
        title=view.phrasing.part(f"{part.order} {part.kind}") if part.iri else view.say("undivided"),
        speakers=linked(view, part.speakers),
        speaks_for=linked(view, part.speaks_for),
        behalf=linked(view, part.behalf),
        language=view.wording.several(map(view.phrasing.language, part.languages)),
        blocks=blocks,
        claims=sum(len(block.cards) for block in blocks),
    )


def _block(block: kept.Block, cards: Mapping[int, Card]) -> Block:
    return Block(
        runs=tuple(block.runs),
        cards=tuple(cards[n] for n in block.claims if n in cards),
        problems=tuple(block.problems),
        printed=block.printed,
        start=block.start,
        end=block.end,
        page=block.page,
    )
