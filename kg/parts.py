"""What letters and records share: joining paragraphs into parts, quoting words with their place, dates and symbols."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from kg.layout import Layout
from kg.model import Paragraph, Part, PartKind, Repaired, Span, Text


def has(layout: Layout, rule: str, paragraph: Paragraph) -> bool:
    """Whether a layout rule matches at the start of a paragraph."""
    return layout.match(rule, paragraph.text.characters) is not None


def part_text(paragraphs: Sequence[Paragraph]) -> Text:
    """The paragraphs' words parted by newlines, each of which has the origin right after the sign before it."""
    characters: list[str] = []
    origins: list[int] = []
    for paragraph in paragraphs:
        if characters:
            characters.append("\n")
            origins.append(min(origins[-1] + 1, paragraph.text.origins[0]))
        characters.append(paragraph.text.characters)
        origins += paragraph.text.origins
    return Text("".join(characters), tuple(origins))


def quoted(text: Text, match: regex.Match[str], group: str) -> Text | None:
    """The words of a match's group, without blanks around them; None where the group took no part."""
    start, end = match.span(group)
    words = text.characters[start:end]
    left, right = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    return text.cut(Span(start + left, end - right)) if 0 <= start < end - left - right + left else None


def day_of(match: regex.Match[str] | None) -> datetime.date | None:
    """The day that a match's groups `year`, `month` and `day` give; None where they give none."""
    groups = match.groupdict() if match else {}
    if not all(groups.get(name) for name in ("year", "month", "day")):
        return None
    try:
        return datetime.date(int(groups["year"]), int(groups["month"]), int(groups["day"]))
    except ValueError:
        return None


def own_symbols(repaired: Repaired, front: Iterable[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """The document's own symbols: those of its furniture and its first page, each once."""
    found: dict[str, Text] = {}
    for text in (*repaired.furniture, *(p.text for p in front)):
        match = layout.match("symbol-alone", text.characters)
        symbol = quoted(text, match, "symbol") if match and "://" not in text.characters else None
        if symbol:
            found.setdefault(symbol.characters, symbol)
    return tuple(found.values())


def cited_symbols(paragraphs: Iterable[Paragraph], own: Sequence[Text], layout: Layout) -> tuple[Text, ...]:
    """The symbols of other documents that the paragraphs cite, each once, in order."""
    found: dict[str, Text] = {text.characters: text for text in own}
    for paragraph in paragraphs:
        for match in layout.finditer("symbol", paragraph.text.characters):
            symbol = quoted(paragraph.text, match, "symbol")
            if symbol:
                found.setdefault(symbol.characters, symbol)
    return tuple(found.values())[len(own) :]


def footnote_parts(parts: Sequence[Part], notes: Sequence[Paragraph]) -> list[Part]:
    """The footnotes as parts with the voice of the part that they annotate: a part for each run of notes on a page."""
    runs: list[tuple[Part, int, list[Paragraph]]] = []
    for note in notes:
        at = note.text.origins[0]
        owner = next((p for p in reversed(parts) if p.text.origins and p.text.origins[0] < at), None)
        if owner is None:
            continue
        before = sum(1 for place in owner.text.origins if place < at)
        if runs and runs[-1][:2] == (owner, before):
            runs[-1][2].append(note)
        else:
            runs.append((owner, before, [note]))
    return [replace(owner, kind=PartKind.FOOTNOTES, text=part_text(found), capacity=()) for owner, _, found in runs]


def numbered(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts in the order of the source, with their places."""
    ordered = sorted((p for p in parts if len(p.text)), key=lambda p: p.text.origins[0])
    return tuple(replace(part, order=place) for place, part in enumerate(ordered))
