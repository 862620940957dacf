"""Regular expressions of the knowledge: bound in time, and tried only where they may match."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, TypedDict

import regex

from kg.errors import LexiconError
from kg.knowledge.compiling import compiled, is_kept
from kg.knowledge.first_signs import guarded
from kg.knowledge.growth import nested, unending
from kg.knowledge.needs import Begin, begins, holds, starts, ways
from kg.knowledge.pattern_reader import Way
from kg.knowledge.readings import Reading, came_to_an_end, is_sound, reading
from kg.knowledge.rows import rows
from kg.knowledge.sieve import Sieve
from kg.knowledge.steps import Counts, at_length, shorter, steps

LONGEST, DEEPEST = 50_000, 50
"""So many characters an expression has at most, all parts filled in, and so many parts one within the other."""
LONG, FEW = 200, 8
"""A text of so many characters is tried only where a match may begin, if that is at most one place in so many."""
SECONDS = 10.0  # of processor time for one expression on one text; sound ones need a thousandth of a second
FREE = 8e8
"""So many steps, of 12 ns at most, end before SECONDS: the clock, which costs more than most matches, is not asked."""
TRIED, NO_TIME = 500, 1e7
"""An expression that takes at most so many steps on a text of so many characters is known to come to an end untried."""


_READ = ("ways", "_guarded", "_steps", "_short", "_rows")
"""The properties of an expression that a `Reading` holds, in its order."""


class _Clock(TypedDict, total=False):
    """What the package is told of the time that it may take."""

    timeout: float


class Expression:
    """A rule's expression. Each way to match it raises LexiconError that names the rule when it takes too long.

    A document on which that happens fails as a whole: to pass over the rule would give other results on a faster
    machine. Texts that lack what the expression needs are not tried; where many expressions are tried on one text,
    their `sieve` tells which.
    """

    def __init__(self, pattern: str, rule: str, path: Path, flags: int = regex.V1) -> None:
        self.pattern, self.rule, self.path, self._flags = pattern, rule, path, int(flags)
        self.sieve: Sieve[Expression] | None = None
        self._know(reading(pattern))

    def __getstate__(self) -> tuple[object, ...]:
        """All but what is kept elsewhere, the compiled expression, and the sieve, which holds other expressions."""
        return self.pattern, self.rule, self.path, self._flags, self.read()

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.pattern, self.rule, self.path, self._flags, known = state
        self.sieve = None
        self._know(known)

    def _know(self, known: Reading) -> None:
        """Takes what has been read of it already; the rest is read at the first question."""
        self.__dict__.update((name, said) for name, said in zip(_READ, known, strict=True) if said is not None)

    def read(self) -> Reading:
        """All that is read of it."""
        return Reading(self.ways, self._guarded, self._steps, self._short, self._rows)

    @property
    def kept(self) -> bool:
        """Whether an earlier run has kept it, so that it need not be compiled again."""
        return all(is_kept(one, self._flags) for one in (self._guarded, *self._rows))

    def compile(self) -> None:
        """Compiles it; raises `regex.error` for a broken one, with the place in the pattern as it was given."""
        try:
            for one in (self._guarded, *self._rows):
                compiled(one, self._flags)
        except regex.error:
            compiled(self.pattern, self._flags)
            raise

    @cached_property
    def _expression(self) -> regex.Pattern[str]:
        return compiled(self._guarded, self._flags)

    @cached_property
    def _guarded(self) -> str:
        """What is compiled in place of the pattern: it matches the same in less time."""
        return guarded(self.pattern)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """What its ways to match need."""
        return ways(self.pattern)

    @cached_property
    def _rows(self) -> tuple[str, ...]:
        return rows(self.pattern)

    @property
    def rows(self) -> tuple[regex.Pattern[str], ...]:
        """Expressions of the rows of signs that each match holds."""
        return tuple(compiled(row, self._flags) for row in self._rows)

    @cached_property
    def _begins(self) -> tuple[Begin, ...]:
        """Needs that tell where a match may begin; none where it also depends on where the one before ends."""
        return () if r"\G" in self.pattern else begins(self.ways)

    @cached_property
    def _steps(self) -> Counts:
        """The most steps at one place of a text, by its length."""
        return steps(self._guarded)

    @cached_property
    def _short(self) -> int:
        """So many characters a text must have for the clock to be looked at when it is tried at each place."""
        return shorter(self._steps, FREE)

    def _clock(self, text: str, places: int) -> _Clock:
        """The time that it may take at so many places of a text; none is measured where the steps are few enough."""
        return {} if at_length(self._steps, len(text)) * places <= FREE else {"timeout": SECONDS}

    def may_match(self, text: str) -> bool:
        """Whether the text holds what the expression needs."""
        return self in self.sieve.passing(text) if self.sieve else holds(text, self.ways)

    def match(self, text: str) -> regex.Match[str] | None:
        """The match at the start of the text."""
        if not self.may_match(text):
            return None
        try:
            return self._expression.match(text, **self._clock(text, 1))
        except TimeoutError:
            raise self._late() from None

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """The match of the whole text."""
        if not self.may_match(text):
            return None
        try:
            return self._expression.fullmatch(text, **self._clock(text, 1))
        except TimeoutError:
            raise self._late() from None

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match in the text."""
        if not self.may_match(text):
            return None
        try:
            return self._expression.search(text, **self._clock(text, len(text) + 1))
        except TimeoutError:
            raise self._late() from None

    def finditer(self, text: str) -> tuple[regex.Match[str], ...]:
        """All matches in the text, in order, not overlapping."""
        return self.passed(text) if self.may_match(text) else ()

    def passed(self, text: str) -> tuple[regex.Match[str], ...]:
        """All matches in a text of which it is known that it may match there."""
        try:
            if len(text) >= LONG and self._begins and (found := self._from_starts(text)) is not None:
                return found
            if len(text) < self._short:
                return tuple(self._expression.finditer(text))
            return tuple(self._expression.finditer(text, timeout=SECONDS))
        except TimeoutError:
            raise self._late() from None

    def _from_starts(self, text: str) -> tuple[regex.Match[str], ...] | None:
        """The matches, tried where one may begin; None where these places are too many, or where one is empty."""
        places = starts(text, self._begins)
        if len(places) * FEW > len(text):
            return None
        found: list[regex.Match[str]] = []
        tried, clock, end = self._expression.match, self._clock(text, len(places)), 0
        for at in places:
            match = tried(text, at, **clock) if at >= end else None
            if match:
                end = match.end()
                found.append(match)
        return None if any(match.end() == match.start() for match in found) else tuple(found)

    def _late(self) -> LexiconError:
        what = f"takes more than {SECONDS:g} seconds on one text, so the document is not built; {MEND}"
        return LexiconError(self.path, self.rule, what)

    def grows(self) -> LexiconError | None:
        """What is wrong with it if its time grows without end; None for a sound one."""
        if found := nested(self.pattern):
            return LexiconError(self.path, self.rule, f"pattern repeats what repeats itself, {found!r}; {MEND}")
        if at_length(self._steps, TRIED) * TRIED <= NO_TIME or is_sound(self.pattern, self._flags):
            return None
        if (text := unending(self._expression, self.pattern)) is not None:
            what = f"pattern {self.pattern[:80]!r} does not come to an end on {text[:40]!r} and more of it; {MEND}"
            return LexiconError(self.path, self.rule, what)
        came_to_an_end(self.pattern, self._flags)
        return None


def sieve(expressions: Iterable[Expression]) -> None:
    """Has these expressions, which are tried on the same texts, told together which of them may match."""
    together = tuple(expressions)
    of_all = Sieve(together)
    for each in together:
        each.sieve = of_all


MEND = "let no two repetitions in its pattern match the same words, or bound them, as in {0,20}"


def expression(pattern: str, rule: str, path: Path, flags: int = regex.V1) -> Expression:
    """A rule's expression; raises `regex.error` for a broken one."""
    made = Expression(pattern, rule, path, flags)
    made.compile()
    return made
