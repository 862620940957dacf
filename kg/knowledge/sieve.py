"""Which of many expressions may match in a text, told by one scan of it for all the words that they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

import ahocorasick

from kg.knowledge.needs import Way

KEPT = 512  # texts: sentences of which many finders ask in turn, as those of a document are asked again


class Needy(Protocol):
    """What needs words of a text; of several ways to match, one has to be fulfilled."""

    @property
    def ways(self) -> tuple[Way, ...]:
        """What each way needs."""


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
        """Sorts the expressions by their words; the words of one sign need no automaton."""
        self._always = frozenset(each for each in self._expressions if not all(each.ways))
        keyed: defaultdict[str, list[tuple[NeedyT, Sequence[frozenset[str]]]]] = defaultdict(list)
        words: set[str] = set()
        for each in self._expressions:
            for way in each.ways if each not in self._always else ():
                key = max(way, key=lambda need: (min(map(len, need)), -len(need)))
                others = tuple(frozenset(need) for need in way if need != key)
                for word in key:
                    keyed[word].append((each, others))
                words.update(*way)
        self._keyed = dict(keyed)
        self._signs = frozenset(word for word in words if len(word) == 1)
        self._automaton = ahocorasick.Automaton()
        for word in sorted(words - self._signs):
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()
        self._made = True

    def _passing(self, text: str) -> frozenset[NeedyT]:
        if not self._made:
            self._make()
        here = set(self._signs.intersection(text))
        if len(self._automaton):
            here.update([word for _, word in self._automaton.iter(text)])
        found = set(self._always)
        for word in here:
            for each, others in self._keyed.get(word, ()):
                if each not in found:
                    for need in others:
                        if need.isdisjoint(here):
                            break
                    else:
                        found.add(each)
        return frozenset(found)
