"""Regular expressions of the knowledge: bound in time, and each compiled once and kept from run to run.

To compile the 500 expressions of the rules takes most of a start. What the `regex` package makes of them is kept beside
the user's other caches (`$XDG_CACHE_HOME/letterkg`, else `~/.cache/letterkg`), by the expression itself and by the
versions that made it. A file that is missing, broken or of other versions is no more than a slower start.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

import regex

from kg.errors import LexiconError, StoreError
from kg.files import atomic
from kg.knowledge.growth import nested, unending
from kg.knowledge.needs import Way, holds, ways
from kg.knowledge.sieve import Sieve

Key = tuple[str, int]
FoundT = TypeVar("FoundT")
FILE = "expressions.pickle"
LONGEST, DEEPEST = 50_000, 50
"""So many characters an expression has at most, all parts filled in, and so many parts one within the other."""
MOST = 5000  # expressions kept; beyond them only those of the last run
SECONDS = 10.0  # of processor time for one expression on one text; sound ones need a thousandth of a second


class Expression:
    """A rule's expression. Each way to match it raises LexiconError that names the rule when it takes too long.

    A document on which that happens fails as a whole: to pass over the rule would give other results on a faster
    machine. Texts that lack what the expression needs are not tried; where many expressions are tried on one text,
    their `sieve` tells which.
    """

    __slots__ = ("_expression", "_ways", "path", "pattern", "rule", "sieve")

    def __init__(self, expression: regex.Pattern[str], rule: str, path: Path) -> None:
        self._expression, self.rule, self.path = expression, rule, path
        self.pattern: str = expression.pattern
        self.sieve: Sieve[Expression] | None = None
        self._ways: tuple[Way, ...] | None = None

    @property
    def ways(self) -> tuple[Way, ...]:
        """What its ways to match need, which is read at the first question."""
        if self._ways is None:
            self._ways = ways(self.pattern)
        return self._ways

    def may_match(self, text: str) -> bool:
        """Whether the text holds what the expression needs."""
        return self in self.sieve.passing(text) if self.sieve else holds(text, self.ways)

    def match(self, text: str) -> regex.Match[str] | None:
        """The match at the start of the text."""
        if not self.may_match(text):
            return None
        return self._bound(lambda: self._expression.match(text, timeout=SECONDS))

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """The match of the whole text."""
        if not self.may_match(text):
            return None
        return self._bound(lambda: self._expression.fullmatch(text, timeout=SECONDS))

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match in the text."""
        if not self.may_match(text):
            return None
        return self._bound(lambda: self._expression.search(text, timeout=SECONDS))

    def finditer(self, text: str) -> tuple[regex.Match[str], ...]:
        """All matches in the text, in order, not overlapping."""
        if not self.may_match(text):
            return ()
        return self._bound(lambda: tuple(self._expression.finditer(text, timeout=SECONDS)))

    def _bound(self, find: Callable[[], FoundT]) -> FoundT:
        try:
            return find()
        except TimeoutError:
            what = f"takes more than {SECONDS:g} seconds on one text, so the document is not built; {MEND}"
            raise LexiconError(self.path, self.rule, what) from None

    def grows(self) -> LexiconError | None:
        """What is wrong with it if its time grows without end; None for a sound one."""
        if found := nested(self.pattern):
            return LexiconError(self.path, self.rule, f"pattern repeats what repeats itself, {found!r}; {MEND}")
        if (text := unending(self._expression)) is not None:
            what = f"pattern {self.pattern[:80]!r} does not come to an end on {text[:40]!r} and more of it; {MEND}"
            return LexiconError(self.path, self.rule, what)
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
    return Expression(compiled(pattern, flags), rule, path)


class _Kept:
    """The expressions of earlier runs, and those that this one has used."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known = _read(path) if path else {}
        self.used: dict[Key, regex.Pattern[str]] = {}
        self.new = False

    def compiled(self, key: Key) -> regex.Pattern[str]:
        if key not in self.used:
            known = self.known.get(key)
            self.new = self.new or known is None
            self.used[key] = known or _compile(*key)
        return self.used[key]

    def write(self) -> None:
        if not self.new or not self.path:
            return
        both = self.known | self.used
        said = (_versions(), both if len(both) <= MOST else self.used)
        with contextlib.suppress(StoreError), atomic(self.path) as file:  # a home that cannot be written is no harm
            pickle.dump(said, file)
        self.new = False


def _compile(pattern: str, flags: int) -> regex.Pattern[str]:
    """The expression; raises `regex.error` for whatever the package cannot make one of."""
    try:
        return regex.compile(pattern, flags)
    except (RecursionError, OverflowError, MemoryError) as error:
        raise regex.error(f"too deep, too long or too large a number ({type(error).__name__})", pattern) from error


class _Reader(pickle.Unpickler):
    """Reads compiled expressions and nothing else: a file from elsewhere can run no code."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) != ("regex._regex", "compile"):
            raise pickle.UnpicklingError(f"{module}.{name} is no expression")
        return super().find_class(module, name)


def compiled(pattern: str, flags: int = regex.V1) -> regex.Pattern[str]:
    """The compiled expression; raises `regex.error` for a broken one."""
    return _kept().compiled((pattern, int(flags)))


def keep() -> None:
    """Keeps what was compiled for the next run, where the cache's folder can be written."""
    _kept().write()


@cache
def _kept() -> _Kept:
    try:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # no home at all
        return _Kept(None)
    return _Kept(home / "letterkg" / FILE)


def _versions() -> tuple[str, ...]:
    return (regex.__version__, sys.version, sys.platform, sys.byteorder)


def _read(path: Path) -> dict[Key, regex.Pattern[str]]:
    try:
        versions, known = _Reader(io.BytesIO(path.read_bytes())).load()
        right = versions == _versions() and all(_is_of(key, value) for key, value in known.items())
        return dict(known) if right else {}
    except Exception:  # pickle raises all kinds of errors for what is no pickle
        return {}


def _is_of(key: Key, value: regex.Pattern[str]) -> bool:
    return isinstance(value, regex.Pattern) and value.pattern == key[0] and value.flags & key[1] == key[1]
