"""Instruments in letters, known by their form where no heading tells them: where one begins, and whose words it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.knowledge.layout import Layout
from kg.model.signs import COLONS
from kg.model.text import Paragraph, Text
from kg.structure.parts import every, has, listed, quoted

SENDERS = ("courtesy", "signature", "signer-post", "letter-opening", "note-opening", "letter-title")
"""What only the sender of a letter says: an instrument ends above it."""
TITLES = ("resolution-title", "draft-title", "decision-title", "enacting-line", "instrument-owner", "treaty-title")
HEADINGS = 5  # paragraphs at an annex's beginning among which an instrument's title stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """Where in a section an instrument begins and ends, and whom its words name as their authors."""

    start: int
    end: int
    owners: tuple[Text, ...]


def instrument_of(section: Sequence[Paragraph], layout: Layout) -> Instrument | None:
    """The first instrument in a section."""
    first = _first_said(section, layout)
    formal = next((at for at in range(first, len(section)) if _is_formal(section, at, layout)), None)
    if formal is None:
        return None
    start = formal
    while start and _is_heading(section[start - 1], layout):
        start -= 1
    ends = (at for at in range(formal + 1, len(section)) if _is_senders(section[at], layout))
    end = next(ends, len(section))
    return Instrument(start=start, end=end, owners=owners_of(section[start:end], layout))


def _first_said(section: Sequence[Paragraph], layout: Layout) -> int:
    """Below the title of a letter, the place after its sender's first sentence."""
    if not any(has(layout, "letter-title", p) for p in section[:1]):
        return 0
    return next((at for at, p in enumerate(section, 1) if layout.search("sentence-end", p.text.characters)), 0)


def is_instrument(section: Sequence[Paragraph], layout: Layout) -> bool:
    """Whether an annex is an instrument, by its title or its form."""
    titles = any(has(layout, rule, p) for p in section[:HEADINGS] for rule in TITLES)
    return titles or instrument_of(section, layout) is not None


def _is_formal(section: Sequence[Paragraph], at: int, layout: Layout) -> bool:
    """Whether a paragraph has an instrument's form; a list below the writer's own words is the writer's."""
    if has(layout, "instrument-owner", section[at]):
        return True
    if not has(layout, "instrument-form", section[at]) or _goes_on(section, at, layout):
        return False
    above = (p.text.characters for p in reversed(section[:at]) if not has(layout, "instrument-form", p))
    before = next(above, "")
    if layout.search("instrument-announced", before):
        return True
    return not before.endswith(COLONS) and not layout.search("own-words", before)


def _goes_on(section: Sequence[Paragraph], at: int, layout: Layout) -> bool:
    """Whether a paragraph is a later item of a list whose item before it is in its writer's own form."""
    items = (p for p in reversed(section[:at]) if has(layout, "list-item", p))
    before = next(items, None) if has(layout, "later-item", section[at]) else None
    return before is not None and not has(layout, "instrument-form", before)


def _is_heading(paragraph: Paragraph, layout: Layout) -> bool:
    words = paragraph.text.characters
    open_end = words.endswith((*COLONS, "\uff0c")) or layout.search("sentence-end", words)
    return not open_end and not _is_senders(paragraph, layout)


def _is_senders(paragraph: Paragraph, layout: Layout) -> bool:
    said = any(layout.search(rule, paragraph.text.characters) for rule in ("circulation", "my-country"))
    return said or any(has(layout, rule, paragraph) for rule in SENDERS)


def owners_of(section: Sequence[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """Whom the words of an instrument name as their authors."""
    for rule in TITLES:
        for paragraph in section:
            match = layout.match(rule, paragraph.text.characters)
            if match and "owner" in match.groupdict():
                owner = quoted(paragraph.text, match, "owner")
                posts = "post" in match.groupdict() and every(paragraph.text, match, "post")
                if owner:
                    return listed(owner, layout) if posts else (owner,)
    return ()
