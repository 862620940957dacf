"""Runs of signs that are no words, as those of an embedded image: they are not cut into words, nor are names sought."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import regex

from kg.model.text import Problem, Span, Text

LONGEST = 200  # signs without a blank or a Chinese character
_RUN = regex.compile(rf"[^\s\p{{Han}}]{{{LONGEST + 1},}}+")
Proposal = tuple[int, int, str]  # start, end and label
Propose = Callable[[Sequence[str]], Iterable[tuple[Proposal, ...]]]
"""Proposes names in each of several texts."""


def wordless(text: str) -> tuple[Span, ...]:
    """The runs of a text that are no words.

    >>> wordless("见图" + "Ab3x" * 100 + "。完")
    (Span(start=2, end=403),)
    """
    return tuple(Span(*found.span()) for found in _RUN.finditer(text))


def in_stretches(propose: Propose, texts: Sequence[str]) -> tuple[tuple[Proposal, ...], ...]:
    """What is proposed in the stretches between such runs; these would take memory by the square of their length."""
    stretches = [list(_stretches(text)) for text in texts]
    found = iter(propose([words for some in stretches for _, words in some]))
    return tuple(
        tuple((at + start, at + end, label) for at, _ in some for start, end, label in next(found))
        for some in stretches
    )


def run_problems(text: Text) -> Iterator[Problem]:
    """A problem for each run of a text."""
    for span in wordless(text.characters):
        message = f"{len(span):,} signs without a blank are no words; no names are sought in them"
        quote = text.slice(Span(span.start, span.start + 40))
        yield Problem(stage="names", code="no-words", message=message, quote=quote, span=text.origin(span))


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for run in wordless(text):
        yield at, text[at : run.start]
        at = run.end
    yield at, text[at:]
