"""Speakers' heads that are broken over several lines: where one begins and in which line it ends."""

from __future__ import annotations

from collections.abc import Sequence

from kg.knowledge.layout import Layout
from kg.structure.lines import Line

PIECES = 6  # lines: no head is broken over more
LONGEST = 120  # signs: no head is longer
ADDRESSES = ("address-of-chair", "excellency-alone")  # they begin a letter or a speech and are no part of a head
REACH = 2 * PIECES  # lines, blank ones too, among which the pieces stand


def head_end(lines: Sequence[Line], place: int, layout: Layout) -> int:
    """The place after the last line of the head that begins at a line and is broken after it, 0 if none is."""
    words = lines[place].squeezed
    if len(words) > LONGEST or (layout.match("speaker-line", words) and not _open(words, layout)):
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
        matches = (layout.match(rule, so_far) for rule in ("speaker-line", "near-head"))
        if any(match and match.end() > len(words) for match in matches):
            found = after + 1
        words += line
    return found


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
