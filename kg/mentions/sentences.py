"""Sentences: a paragraph ends one, and so does a full stop, exclamation or question mark outside quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.model.text import Span

STOPS = frozenset("。！？!?")
CLOSERS = frozenset('”’』」》）)】"')
BRACKETS = frozenset("》）)】")
GOES_ON = frozenset("，,；、")  # behind a quotation: the sentence is not at its end
PAIRS = {"“": "”", "‘": "’", "《": "》", "『": "』", "「": "」", "（": "）", "(": ")", '"': '"'}


@lru_cache(maxsize=256)  # the model and the parts ask for the same ones
def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text whose paragraphs are parted by newlines, in order, without the blanks around them.

    A stop inside quotation marks ends no sentence unless the quotation closes right after it; one inside brackets ends
    none unless all of the sentence stands in the brackets; nor does one whose closing marks a comma follows.

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
    opened = _opened(paragraph)
    start, i = 0, 0
    while i < len(paragraph):
        if paragraph[i] not in STOPS:
            i += 1
            continue
        end = i + 1
        while end < len(paragraph) and (paragraph[end] in STOPS or paragraph[end] in CLOSERS):
            end += 1
        within = opened[end] if opened[end] != end else None
        outside = within is None and (paragraph[end - 1] not in BRACKETS or opened[end - 1] == start)
        goes_on = end > i + 1 and paragraph[end : end + 1] in GOES_ON
        if end == len(paragraph) or (outside and not goes_on):
            yield end
            start = end
        i = end


def _opened(paragraph: str) -> list[int | None]:
    """For each character, where the outermost quotation or bracket opened in which it stands; None outside of all."""
    opened: list[int | None] = [None] * (len(paragraph) + 1)
    for _, first, last in reversed(paired(paragraph, PAIRS)[0]):
        if opened[last] is None:  # what closed later is further out
            opened[first : last + 1] = [first] * (last + 1 - first)
    return opened


def paired(characters: str, pairs: Mapping[str, str]) -> tuple[list[tuple[int, int, int]], list[int]]:
    """What is in pairs of marks: how deep, where it opens and closes, by the ends; and where the rest open for good.

    >>> paired("“（甲）（", {"“": "”", "（": "）"})
    ([(1, 1, 3)], [0, 4])
    """
    closed: list[tuple[int, int, int]] = []
    waiting: list[tuple[str, int]] = []
    depths: dict[str, list[int]] = {closer: [] for closer in pairs.values()}
    for i, character in enumerate(characters):
        if depths.get(character):
            depth = depths[character][-1]
            closed.append((depth, waiting[depth][1], i))
            while len(waiting) > depth:
                depths[waiting.pop()[0]].pop()
        elif character in pairs:
            depths[pairs[character]].append(len(waiting))
            waiting.append((pairs[character], i))
    return closed, [at for _, at in waiting]
