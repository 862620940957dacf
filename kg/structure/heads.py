"""Speakers' heads out of their place: broken over several lines, or in the middle of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.knowledge.layout import Layout
from kg.model.text import Paragraph, Span
from kg.structure.lines import Line

PIECES = 6  # lines: no head is broken over more
LONGEST = 120  # signs: no head is longer
HEADS = ("speaker-line", "near-head")
ADDRESSES = ("address-of-chair", "excellency-alone")  # they begin a letter or a speech and are no part of a head
QUOTES, UNQUOTES = "“「『", "”」』"
REACH = 2 * PIECES  # lines, blank ones too, among which the pieces stand


def head_end(lines: Sequence[Line], place: int, layout: Layout) -> int:
    """The place after the last line of the head that begins at a line and is broken after it, 0 if none is."""
    words = lines[place].squeezed
    if len(words) > LONGEST or not _may_begin(words, layout) or _is_no_piece(lines, place, layout):
        return 0
    found = pieces = 0
    for after in range(place + 1, min(len(lines), place + REACH)):
        line = lines[after].squeezed
        if not line:
            continue
        pieces += 1
        if pieces >= PIECES or len(words) > LONGEST or _begins_anew(words, line, layout):
            break
        so_far = words + line[:LONGEST]
        matches = (layout.match(rule, so_far) for rule in HEADS)
        if any(match and match.end() > len(words) for match in matches):
            found = after + 1
        words += line
        if not _may_begin(words, layout):
            break
    return found


def _may_begin(words: str, layout: Layout) -> bool:
    """Whether words may begin a head that goes on behind them, which no clause ends in; most prose is told so."""
    return layout.match("head-begun", words) is not None


def _is_no_piece(lines: Sequence[Line], place: int, layout: Layout) -> bool:
    """Whether a line is a whole head, or what a head needs stands nowhere near."""
    near = "".join(line.squeezed for line in lines[place : place + REACH])
    if not any(layout.may_match(rule, near) for rule in HEADS):
        return True
    words = lines[place].squeezed
    return layout.match("speaker-line", words) is not None and not _open(words, layout)


def _open(words: str, layout: Layout) -> bool:
    """Whether a line is all head, so that a colon or the language may follow in the next."""
    match = layout.match("speaker-line", words)
    return match is not None and match.end() == len(words) and not layout.search("colon", words[-1])


def _begins_anew(words: str, line: str, layout: Layout) -> bool:
    """Whether a line is an address, or a head of its own, and the words before it are no first signs of its name."""
    if any(layout.match(rule, line) for rule in ADDRESSES):
        return True
    match = layout.match("speaker-line", line)
    if match is None:
        return False
    whole = layout.match("office-alone", match["name"]) is not None
    return whole or layout.match("head-cut", words) is None


def with_heads_apart(body: Sequence[Paragraph], layout: Layout) -> tuple[Paragraph, ...]:
    """The paragraphs of a record, those that lost their line breaks cut where somebody else begins to speak."""
    return apart(body, ("inner-head", "meeting-end"), layout)


def apart(body: Sequence[Paragraph], rules: Sequence[str], layout: Layout) -> tuple[Paragraph, ...]:
    """The paragraphs, cut behind each sentence after which one of the rules matches, not in a quotation."""
    return tuple(piece for paragraph in body for piece in _pieces(paragraph, rules, layout))


def _pieces(paragraph: Paragraph, rules: Sequence[str], layout: Layout) -> Iterator[Paragraph]:
    text = paragraph.text
    for start, end in pairwise((0, *_cuts(text.characters, rules, layout), len(text))):
        yield replace(paragraph, text=text.cut(Span(start, end))) if end - start < len(text) else paragraph


def _cuts(words: str, rules: Sequence[str], layout: Layout) -> Iterator[int]:
    for match in layout.finditer("sentence-break", words):
        at = match.end()
        within = sum(words.count(mark, 0, at) for mark in QUOTES) > sum(words.count(mark, 0, at) for mark in UNQUOTES)
        if not within and any(layout.match(rule, words[at : at + LONGEST]) for rule in rules):
            yield at
