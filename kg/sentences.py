"""Sentences: a paragraph ends one, and so does a full stop, exclamation or question mark outside quotations."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Span

STOPS = frozenset("。！？!?")
CLOSERS = frozenset('”’』」》）)】"')
PAIRS = {"“": "”", "‘": "’", "《": "》", "『": "』", "「": "」", "（": "）", "(": ")"}


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text whose paragraphs are parted by newlines, in order, without the blanks around them.

    A stop inside quotation marks or brackets ends no sentence unless the quotation closes right after it.

    >>> text = "甲国说：“我们反对。我们抗议。”乙国没有回答。"
    >>> [text[s.start : s.end] for s in split_sentences(text)]
    ['甲国说：“我们反对。我们抗议。”', '乙国没有回答。']
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Span]:
    at = 0
    for paragraph in text.split("\n"):
        end = at + len(paragraph)
        start = at
        for stop in _stops(paragraph):
            yield from _trimmed(text, start, at + stop)
            start = at + stop
        yield from _trimmed(text, start, end)
        at = end + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _stops(paragraph: str) -> Iterator[int]:
    """Where sentences end in a paragraph, the last one perhaps left out."""
    enclosed = _enclosed(paragraph)
    i = 0
    while i < len(paragraph):
        if paragraph[i] in STOPS:
            end = i + 1
            while end < len(paragraph) and (paragraph[end] in STOPS or paragraph[end] in CLOSERS):
                end += 1
            if end == len(paragraph) or not enclosed[end - 1] or (paragraph[end - 1] in CLOSERS and not enclosed[end]):
                yield end
            i = end
        else:
            i += 1


def _enclosed(paragraph: str) -> list[bool]:
    """For each character, whether it stands between a quotation mark or bracket and its partner in the paragraph."""
    inside = [False] * (len(paragraph) + 1)
    waiting: list[tuple[str, int]] = []
    for i, character in enumerate(paragraph):
        if character in PAIRS:
            waiting.append((PAIRS[character], i))
            continue
        depth = next((d for d in range(len(waiting) - 1, -1, -1) if waiting[d][0] == character), None)
        if depth is not None:
            inside[waiting[depth][1] : i + 1] = [True] * (i + 1 - waiting[depth][1])
            del waiting[depth:]
    return inside
