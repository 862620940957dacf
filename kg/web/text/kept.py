"""A document as the index keeps it for its page: plain records, packed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

Things = Sequence[str]
"""IRIs."""


class Figure(NamedTuple):
    """A stated number of people: notations of harm and bound, the text's words, whose people, up to which day."""

    harm: str
    number: int
    bound: str
    victims: str
    side: str
    as_of: str


class Told(NamedTuple):
    """An event as the document tells it: notation of its type, first and last day, who has which part, where."""

    event: str
    type: str
    begin: str
    end: str
    agents: Things
    patients: Things
    participants: Things
    places: Things


class Said(NamedTuple):
    """A claim as the graph has it; `others` are what it is about besides, each with whether that is a claim.

    `through` are those through whose claims alone it is known.
    """

    claim: str
    start: int
    end: int
    act: str
    compliance: str
    negative: bool
    claimants: Things
    targets: Things
    uttered_by: Things
    sources: Things
    through: Things
    events: Sequence[Told]
    agreements: Things
    others: Sequence[tuple[str, bool]]
    compliers: Things
    figures: Sequence[Figure]
    distance: Sequence[str]
    rules: Sequence[str]


class Problem(NamedTuple):
    """A problem of the document: its kind, characters where it has a place, words and reason."""

    code: str
    start: int | None
    end: int | None
    words: str
    reason: str


class Run(NamedTuple):
    """Characters of a paragraph under the same marks, from `start` in the source on.

    `anchors` are the stretches that begin here and nowhere before, `begun` and `claims` the claims that begin and that
    stand here, by their places among those of the document; `layer` and `things` are the name or date here, if any.
    """

    words: str
    start: int
    anchors: Sequence[tuple[int, int]]
    begun: Sequence[int]
    claims: Sequence[int]
    layer: str
    things: Things
    flawed: bool


class Block(NamedTuple):
    """A paragraph: its characters and page, its printed lines, its runs, the claims and problems that begin in it."""

    start: int
    end: int
    page: int | None
    printed: str
    runs: Sequence[Run]
    claims: Sequence[int]
    problems: Sequence[Problem]


class Voice(NamedTuple):
    """A part: IRI ("" for a stretch that belongs to none), number, class, whose words, in which languages, blocks."""

    iri: str
    order: int
    kind: str
    speakers: Things
    speaks_for: Things
    behalf: Things
    languages: Sequence[str]
    blocks: Sequence[Block]


class Prepared(NamedTuple):
    """A document; `same` tells that its parts are those of the store, and `why` may say why they are not."""

    same: bool
    why: str
    kind: str
    day: str
    facts: Sequence[tuple[str, Sequence[str]]]
    people: Sequence[tuple[str, Things]]
    cited: Things
    problems: Sequence[Problem]
    claims: Sequence[Said]
    voices: Sequence[Voice]


def packed(document: Prepared) -> bytes:
    """A document as the index keeps it."""
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(data: bytes) -> Prepared:
    """What `packed` has packed."""
    kept = Prepared(*json.loads(zlib.decompress(data)))
    return kept._replace(
        problems=[Problem(*one) for one in kept.problems],
        claims=[_said(one) for one in kept.claims],
        voices=[_voice(one) for one in kept.voices],
    )


def _said(kept: Iterable[Any]) -> Said:
    one = Said(*kept)
    return one._replace(events=[Told(*told) for told in one.events], figures=[Figure(*of) for of in one.figures])


def _voice(kept: Iterable[Any]) -> Voice:
    one = Voice(*kept)
    return one._replace(blocks=[_block(block) for block in one.blocks])


def _block(kept: Iterable[Any]) -> Block:
    one = Block(*kept)
    return one._replace(runs=[Run(*run) for run in one.runs], problems=[Problem(*problem) for problem in one.problems])
