"""The steps of an expression are never counted too low: held against a matcher that tries one way after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path

import pytest
import regex
from builders.examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge.expressions import FREE, SECONDS, expression
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.steps import LENGTHS, at_length, shorter, steps

MOST_TRIED = 3000  # steps that the slow matcher takes


class TooManyError(Exception):
    """The slow matcher gives up: it is enough that so many steps were counted."""


@dataclass
class Tried:
    """A text, the steps that were taken on it, and whether the expression reads it backwards here."""

    text: str
    steps: int = 0
    back: bool = False

    def step(self) -> None:
        self.steps += 1
        if self.steps > MOST_TRIED:
            raise TooManyError

    def sign(self, at: int, signs: str) -> Iterator[int]:
        """Where one of these signs ends that is read from here."""
        self.step()
        here = at - 1 if self.back else at
        if 0 <= here < len(self.text) and self.text[here] in signs:
            yield at - 1 if self.back else at + 1


@dataclass
class Signs:
    """One of some signs."""

    signs: str

    def __str__(self) -> str:
        return self.signs if len(self.signs) == 1 else "." if self.signs == "甲乙丙" else f"[{self.signs}]"

    def ends(self, tried: Tried, at: int) -> Iterator[int]:
        yield from tried.sign(at, self.signs)


@dataclass
class Row:
    """Pieces that follow each other."""

    pieces: list

    def __str__(self) -> str:
        return "".join(map(str, self.pieces))

    def ends(self, tried: Tried, at: int, done: int = 0) -> Iterator[int]:
        if done == len(self.pieces):
            yield at
            return
        piece = self.pieces[-1 - done if tried.back else done]
        for end in piece.ends(tried, at):
            yield from self.ends(tried, end, done + 1)


@dataclass
class Branches:
    """One of several pieces."""

    pieces: list

    def __str__(self) -> str:
        return f"(?:{'|'.join(map(str, self.pieces))})"

    def ends(self, tried: Tried, at: int) -> Iterator[int]:
        for piece in self.pieces:
            tried.step()
            yield from piece.ends(tried, at)


@dataclass
class Repeated:
    """A piece so many times, `lazy` or greedy."""

    piece: object
    least: int
    more: int | None
    lazy: bool

    def __str__(self) -> str:
        most = "" if self.more is None else self.least + self.more
        return f"(?:{self.piece}){{{self.least},{most}}}{'?' * self.lazy}"

    def ends(self, tried: Tried, at: int, done: int = 0) -> Iterator[int]:
        tried.step()
        if self.lazy and done >= self.least:
            yield at
        if self.more is None or done < self.least + self.more:
            for end in self.piece.ends(tried, at):
                if end == at and done >= self.least:
                    yield at  # an empty round is the last one
                else:
                    yield from self.ends(tried, end, done + 1)
        if not self.lazy and done >= self.least:
            yield at


@dataclass
class Kept:
    """The first match of a piece and no other."""

    piece: object

    def __str__(self) -> str:
        return f"(?>{self.piece})"

    def ends(self, tried: Tried, at: int) -> Iterator[int]:
        for end in self.piece.ends(tried, at):
            yield end
            return


@dataclass
class Loop:
    """A piece as often as it follows itself, all of it kept."""

    piece: object

    def __str__(self) -> str:
        return f"(?:{self.piece})*+"

    def ends(self, tried: Tried, at: int) -> Iterator[int]:
        yield from Kept(Repeated(self.piece, 0, None, lazy=False)).ends(tried, at)


@dataclass
class Look:
    """A piece that must stand, or must not, ahead or behind."""

    piece: object
    wanted: bool
    back: bool

    def __str__(self) -> str:
        return f"(?{'<' * self.back}{'=' if self.wanted else '!'}{self.piece})"

    def ends(self, tried: Tried, at: int) -> Iterator[int]:
        tried.step()
        before, tried.back = tried.back, self.back
        found = any(True for _ in self.piece.ends(tried, at))
        tried.back = before
        if found == self.wanted:
            yield at


def larger(pieces: st.SearchStrategy) -> st.SearchStrategy:
    """Pieces made of smaller ones."""
    several = st.lists(pieces, min_size=1, max_size=3)
    return st.one_of(
        several.map(Row),
        st.lists(pieces, min_size=2, max_size=3).map(Branches),
        st.builds(Repeated, pieces, st.integers(0, 2), st.one_of(st.none(), st.integers(0, 3)), st.booleans()),
        pieces.map(Kept),
        pieces.map(Loop),
        st.builds(Look, pieces, st.booleans(), st.booleans()),
    )


SIGNS = st.sampled_from(["甲", "乙", "甲", "甲乙", "乙丙", "甲乙丙"]).map(Signs)
PIECES = st.recursive(SIGNS, larger, max_leaves=10)


@given(PIECES, st.text("甲乙丙", max_size=14))
@settings(max_examples=examples(400), deadline=None)
def test_no_more_steps_are_taken_than_were_counted(piece, text: str):
    most = at_length(steps(str(piece)), len(text))
    tried = Tried(text)
    try:
        first = next(piece.ends(Tried(text), 0), None)
        list(piece.ends(tried, 0))
    except TooManyError:
        assert most > MOST_TRIED
        return
    found = regex.compile(str(piece), regex.V1).match(text, timeout=SECONDS)
    assert (found and found.end()) == first  # the slow matcher reads expressions as the package does
    assert tried.steps <= most


def test_steps_grow_with_the_text_where_nothing_bounds_them():
    bound, free, square = (steps(pattern) for pattern in (".{0,9}甲", ".*甲", ".*甲.*乙"))
    assert len(set(bound)) == 1
    assert [free[-1] / free[-2], square[-1] / square[-2]] == pytest.approx([2, 4], rel=0.01)
    assert at_length(free, 15) == at_length(free, 0) == free[0] < at_length(free, 16) == free[1]
    assert at_length(free, int(LENGTHS[-1]) - 1) == free[-1] < at_length(free, int(LENGTHS[-1])) == inf


GROWING = (
    st.lists(st.floats(1, 1e9) | st.just(inf), min_size=len(LENGTHS), max_size=len(LENGTHS)).map(sorted).map(tuple)
)


@given(GROWING, st.floats(0, 1e13))
def test_no_text_but_a_shorter_one_takes_so_few_steps(counts: tuple[float, ...], most: float):
    length = shorter(counts, most)
    assert length == 0 or at_length(counts, length - 1) * length <= most
    assert at_length(counts, length) * (length + 1) > most


ENDLESS = ("(?:甲|甲甲)*乙", "(?:甲*乙?)*丙", "(?:甲|.)+")
KEPT = ("(?:甲|甲甲)*+乙", "(?:甲|乙.)*丙", "(?:甲++乙?)*+丙")
UNREAD = ("(?i)甲", "(?<one>甲)(?&one)", "甲{,2}{3}", "甲)")


@pytest.mark.parametrize("pattern", [*ENDLESS, *UNREAD])
def test_what_grows_without_end_or_cannot_be_read_is_watched(pattern: str):
    assert steps(pattern)[4] == inf


@pytest.mark.parametrize("pattern", KEPT)
def test_what_keeps_its_match_or_has_but_one_way_does_not_grow_so(pattern: str):
    assert steps(pattern)[4] < FREE


def test_few_shipped_expressions_are_watched_on_a_sentence():
    """The clock costs as much as most matches: a count that is far too high would not be wrong, but of no use."""
    sentence, whole = 120, list(Knowledge.load().expressions())
    watched = [each for each in whole if each._clock("甲" * sentence, sentence)]
    assert len(watched) < len(whole) / 4


def test_the_clock_is_looked_at_where_the_steps_are_too_many():
    assert expression(".{0,9}甲", "rule", Path())._clock("乙" * 99, 100) == {}
    assert expression(".*甲.*乙.*丙.*", "rule", Path())._clock("乙" * 999, 1000) == {"timeout": SECONDS}
