"""What a letter encloses without an annex's heading: an instrument, a text that it says follows, a letter below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kg.knowledge.layout import Layout
from kg.model.text import Paragraph, Problem
from kg.structure.annexes import foreign, transmitted_by, unnamed
from kg.structure.heads import QUOTES
from kg.structure.instruments import instrument_of
from kg.structure.letter_title import signers
from kg.structure.parts import PartDraft, cut, has

CLOSING = ("courtesy", "signature", "signer-post", "name-alone", "letter-day")


def without_enclosed(
    section: list[Paragraph], layout: Layout
) -> tuple[list[Paragraph], list[PartDraft], list[Problem]]:
    """The sender's own paragraphs, those that are another's, and what is to be told of these."""
    authors = transmitted_by(section, layout)
    owners = authors.owners if authors else ()
    found = instrument_of(section, layout)
    if found:
        draft = foreign(section[found.start : found.end], found.owners or owners)
        return [*section[: found.start], *section[found.end :]], [draft], unnamed(draft)
    end = _end_of_cover(section, layout)
    if authors is None or end is None or _signs(section, end, layout):
        return section, [], []
    draft = foreign(section[end:], owners, authors.name)
    return section[:end], [draft], unnamed(draft)


def in_order(drafts: Sequence[PartDraft]) -> list[PartDraft]:
    """The drafts in the order of the source; one into which another falls is cut there."""
    pieces = [draft for draft in drafts if draft.paragraphs]
    for start in sorted(draft.place for draft in pieces):
        before, after = cut(pieces, start)
        pieces = [*before, *after]
    return sorted(pieces, key=lambda piece: piece.place)


def without_given_below(section: list[Paragraph], layout: Layout) -> tuple[list[Paragraph], list[list[Paragraph]]]:
    """The sender's own paragraphs, and those of the text that the letter says it gives below, if it gives one.

    It ends at the letter's own closing words; one between quotation marks is a quotation.
    """
    words = [p.text.characters for p in section]
    begin = next((at for at, line in enumerate(words, 1) if layout.search("gives-below", line)), len(words))
    end = _end_of_given(section, begin, layout)
    if begin >= end or words[begin].startswith(tuple(QUOTES)):
        return section, []
    return [*section[:begin], *section[end:]], [section[begin:end]]


def _end_of_given(section: Sequence[Paragraph], begin: int, layout: Layout) -> int:
    """Where a text ends that begins there: at the request to circulate, or at the cover's signature, the last one."""
    rest = range(begin, len(section))
    asked = next((at for at in rest if layout.search("circulation", section[at].text.characters)), None)
    if asked is not None:
        return asked
    closing = takewhile(lambda at: any(has(layout, rule, section[at]) for rule in CLOSING), reversed(rest))
    end = min(closing, default=len(section))
    signed = [at for at in range(end, len(section)) if has(layout, "signature", section[at])]
    return signed[-2] + 1 if len(signed) > 1 else end


def _end_of_cover(section: Sequence[Paragraph], layout: Layout) -> int | None:
    """Where a cover letter ends after its request to be circulated; None where nothing is said below it."""
    asks = (at for at, p in enumerate(section, 1) if layout.search("circulation", p.text.characters))
    asked = next(asks, len(section))
    closing = takewhile(lambda p: any(has(layout, rule, p) for rule in CLOSING), section[asked:])
    end = asked + sum(1 for _ in closing)
    said = any(layout.search("sentence-end", p.text.characters) for p in section[end:])
    return end if said else None


def _signs(section: Sequence[Paragraph], end: int, layout: Layout) -> bool:
    """Whether the only signature stands below all, so that all of it is the sender's."""
    return bool(signers(section[end:], layout)) and not signers(section[:end], layout)
