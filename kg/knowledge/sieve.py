"""Which of many expressions may match in a text, told by one scan of it for all the words that they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache, reduce
from operator import itemgetter, or_
from typing import Generic, Protocol, TypeVar

import ahocorasick
import regex

from kg.knowledge.needs import FEW
from kg.knowledge.pattern_reader import Way

KEPT = 1024  # texts: sentences of which many finders ask in turn, as those of a document are asked again


class Needy(Protocol):
    """What needs words of a text; of several ways to match, one has to be fulfilled."""

    @property
    def ways(self) -> tuple[Way, ...]:
        """What each way needs."""

    @property
    def rows(self) -> tuple[regex.Pattern[str], ...]:
        """Rows of signs that each match holds."""


NeedyT = TypeVar("NeedyT", bound=Needy)


class Sieve(Generic[NeedyT]):
    """Expressions by the words that they need; it is made at the first text.

    Of each way to match one need, its key, is looked up by the words of a text, and only where that is fulfilled are
    the others asked for.
    """

    def __init__(self, expressions: Collection[NeedyT]) -> None:
        self._expressions = expressions
        self.passing = lru_cache(maxsize=KEPT)(self._passing)
        self._made = False

    def _make(self) -> None:
        """Sorts the expressions by their needs; the words of one sign need no automaton."""
        few = {each: [_of_few(way) for way in each.ways] for each in self._expressions}
        self._always = frozenset(each for each, of_ways in few.items() if not all(of_ways))
        bits: dict[tuple[str, ...], int] = {}
        ways: defaultdict[str, list[tuple[NeedyT, int]]] = defaultdict(list)
        for each, wanted in ((one, way) for one, some in few.items() if one not in self._always for way in some):
            key = max(wanted, key=lambda words: (min(map(len, words)), -len(words)))
            others = sum({bits.setdefault(words, 1 << len(bits)) for words in wanted if words != key})
            for word in key:
                ways[word].append((each, others))
        needs, self._all_needs = _by_word(bits), (1 << len(bits)) - 1
        words = needs.keys() | ways.keys()
        self._needs = {word: (needs.get(word, 0), tuple(ways.get(word, ()))) for word in words}
        self._signs = frozenset(word for word in words if len(word) == 1)
        self._automaton = _automaton(words - self._signs)
        self._rows = tuple(_by_row(self._expressions).items())
        self._made = True

    def _passing(self, text: str) -> frozenset[NeedyT]:
        if not self._made:
            self._make()
        here = set(self._signs.intersection(text))
        if len(self._automaton):
            here.update(map(itemgetter(1), self._automaton.iter(text)))
        words = [self._needs[word] for word in here]
        missing = self._all_needs ^ reduce(or_, (bits for bits, _ in words), 0)
        found = {each for _, ways in words for each, wanted in ways if not wanted & missing}
        found |= self._always
        for row, holding in self._rows:
            if not (found.isdisjoint(holding) or row.search(text)):
                found -= holding
        return frozenset(found)


def _by_row(expressions: Iterable[NeedyT]) -> Mapping[regex.Pattern[str], set[NeedyT]]:
    """The expressions in each match of which a row stands, by that row."""
    found: defaultdict[regex.Pattern[str], set[NeedyT]] = defaultdict(set)
    for each, row in ((one, row) for one in expressions for row in one.rows):
        found[row].add(each)
    return found


def _automaton(words: Collection[str]) -> ahocorasick.Automaton:
    """What finds all of these words in a text by one scan."""
    made = ahocorasick.Automaton()
    for word in sorted(words):
        made.add_word(word, word)
    made.make_automaton()
    return made


def _of_few(way: Way) -> list[tuple[str, ...]]:
    """The words of a way's needs, but of those that each text fulfils: of hundreds of single signs, that is."""
    return [need.words for need in way if sum(len(word) == 1 for word in need.words) <= FEW]


def _by_word(bits: Mapping[tuple[str, ...], int]) -> dict[str, int]:
    """For each word the bits of all needs that it fulfils."""
    found: defaultdict[str, int] = defaultdict(int)
    for words, bit in bits.items():
        for word in words:
            found[word] |= bit
    return dict(found)
