"""How many steps an expression takes at most, counted from the expression itself.

The package `regex` tries one way to match after the other and goes back for the next one. So it takes at most as many
steps as all the ways have together, and those can be counted piece by piece: what follows a piece is tried once for
each way in which the piece matches. Of branches those that begin with different signs never match at one place. The
count is too high for most expressions, never too low.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import inf, log2
from operator import add, mul
from typing import NamedTuple

from kg.knowledge.pattern_reader import GROUPS, READ, Cursor, UnreadableError

SHORTEST = 4  # the power of two of the shortest length
LENGTHS = tuple(float(2**power) for power in range(SHORTEST, 17))
"""Characters: the lengths of text for which steps are counted."""
LEADING = 4  # signs by which branches are told apart
A_CLASS = 8  # signs of a class, as it is written, for which one step is counted
MOST_BITS = 60  # of a count; beyond, it is infinite

Counts = tuple[float, ...]
"""A number for each of LENGTHS."""
_ONE: Counts = (1.0,) * len(LENGTHS)
_ENDLESS: Counts = (inf,) * len(LENGTHS)
_Lead = frozenset[str] | None  # the signs that may stand at a place; None for any


class _Piece(NamedTuple):
    """A piece of an expression: in how many ways it matches at one place, and in how many steps all of them are tried.

    It is at least `least` signs long. `leads` are its first signs; `whole` says that they are all.
    """

    ways: Counts
    steps: Counts
    least: int
    leads: tuple[_Lead, ...]
    whole: bool


_PLACE = _Piece(_ONE, _ONE, 0, (), True)
_ANY = _Piece(_ONE, _ONE, 1, (None,), True)


@lru_cache(maxsize=READ)
def steps(pattern: str) -> Counts:
    """The most steps that it takes to try an expression at one place of a text of so many characters as LENGTHS tell.

    They are infinite for one that cannot be read.

    >>> steps("开火|向.{0,2}开.*火")[:3]
    (172.0, 316.0, 604.0)
    >>> steps("(?:啊|啊啊)*向")[3]
    inf
    """
    try:
        return _Counter(pattern).all()
    except (UnreadableError, RecursionError):
        return _ENDLESS


def at_length(counts: Counts, length: int) -> float:
    """The count that holds for a text of so many characters."""
    power = (length >> SHORTEST).bit_length()
    return counts[power] if power < len(counts) else inf


def shorter(counts: Counts, most: float) -> int:
    """All texts of fewer characters than this take at most so many steps at all their places together.

    >>> shorter((40.0, 50.0, inf), 800.0), shorter((40.0, 50.0, inf), 300.0)
    (16, 7)
    """
    found = 0
    for length, count in zip(LENGTHS, counts, strict=False):
        fits = int(most // count)  # places: one more than characters
        found = max(found, min(fits, int(length)))
        if fits < length:
            break
    return found


class _Counter(Cursor):
    """Counts the steps of an expression."""

    def all(self) -> Counts:
        found = self.branches()
        self.end()
        return found.steps

    def branches(self) -> _Piece:
        """What stands up to the next bracket that closes."""
        several = self.each(self.branch)
        return several[0] if len(several) == 1 else _one_of(several)

    def branch(self) -> _Piece:
        ways, tried, least = _ONE, _ONE, 0
        leads: tuple[_Lead, ...] = ()
        whole = True
        while self.goes_on():
            piece = self.repeated(self.atom())
            tried = _sum(tried, _product(ways, piece.steps))
            ways = _product(ways, piece.ways)
            least += piece.least
            if whole and len(leads) < LEADING:
                leads, whole = leads + piece.leads, piece.whole
        return _Piece(ways, tried, least, leads, whole and len(leads) < LEADING)

    def atom(self) -> _Piece:
        opening = self.pattern[self.at]
        if opening == "(":
            return self.group()
        if opening == "[":
            written, listed = self.signs()
            taken = (float(1 + len(written) // A_CLASS),) * len(LENGTHS)
            return _ANY._replace(steps=taken, leads=(frozenset(listed) if listed else None,))
        sign = self.sign()
        if sign is None:
            return _PLACE
        return _ANY._replace(leads=(frozenset(sign),)) if sign else _ANY

    def group(self) -> _Piece:
        if self.is_back():
            return _Piece(_ONE, LENGTHS, 0, (), False)
        return _group(self.group_here())

    def repeated(self, piece: _Piece) -> _Piece:
        """The piece as often as is said behind it."""
        least, most, keeps = self.quantifier()
        if least == most == 1:
            return piece
        forward = _ONE if keeps and least <= 1 else piece.ways  # such a loop never goes back to an earlier round
        often = [min(most, length // max(piece.least, 1) + 1) for length in LENGTHS]
        rounds = tuple(_rows(ways, 0, number - 1) for ways, number in zip(forward, often, strict=True))
        ways = tuple(_rows(ways, least, number) for ways, number in zip(forward, often, strict=True))
        tried = _sum(_product(rounds, piece.steps), ways)
        return _Piece(_ONE if keeps else ways, tried, piece.least * least, piece.leads if least else (), False)


@lru_cache(maxsize=GROUPS)
def _group(written: str) -> _Piece:
    """The piece that a group is."""
    counter = _Counter(written)
    opening = counter.opening()
    found = counter.branches()
    counter.close()
    if opening and opening != "keeps":  # looks, and takes up nothing
        return _PLACE._replace(steps=found.steps)
    return found._replace(ways=_ONE) if opening else found


def _rows(ways: float, least: int, most: float) -> float:
    """In how many ways what matches in so many ways does so `least` to `most` times in a row."""
    if most < least:
        return 1
    if ways == 1:
        return most - least + 1
    if (most + 1) * log2(ways) > MOST_BITS:
        return inf
    return float((ways ** (most + 1) - ways**least) / (ways - 1))


def _product(one: Counts, other: Counts) -> Counts:
    if one is _ONE or other is _ONE:
        return other if one is _ONE else one
    return tuple(map(mul, one, other))


def _sum(one: Counts, other: Counts) -> Counts:
    return tuple(map(add, one, other))


def _one_of(branches: Sequence[_Piece]) -> _Piece:
    """One of several branches."""
    tried, least = branches[0].steps, min(each.least for each in branches)
    for each in branches[1:]:
        tried = _sum(tried, each.steps)
    known = min(len(each.leads) for each in branches)
    leads = tuple(_either([each.leads[place] for each in branches]) for place in range(known))
    whole = all(each.whole and len(each.leads) == known for each in branches)
    return _Piece(_ways_of(branches), tried, least, leads, whole)


def _either(leads: Sequence[_Lead]) -> _Lead:
    return None if None in leads else frozenset().union(*(signs for signs in leads if signs))


def _ways_of(branches: Sequence[_Piece]) -> Counts:
    """In how many ways one of the branches matches at one place: those of branches that may begin alike add up."""
    beginning: defaultdict[str, list[int]] = defaultdict(list)  # numbers of branches
    anyhow = []
    for number, branch in enumerate(branches):
        lead = branch.leads[0] if branch.leads else None
        for sign in lead or ():
            beginning[sign].append(number)
        anyhow += [number] if lead is None else []
    most = _ONE
    for numbers in {tuple(anyhow), *(tuple(anyhow + some) for some in beginning.values())}:
        for one in numbers:
            alike = [branches[other] for other in numbers if _alike(branches[one].leads, branches[other].leads)]
            most = _most(most, alike)
    return most


def _most(most: Counts, alike: Sequence[_Piece]) -> Counts:
    """What is more: this number of ways, or those of some branches together."""
    if len(alike) == 1 and alike[0].ways is _ONE:
        return most
    sums = (sum(column) for column in zip(*(each.ways for each in alike), strict=True))
    return tuple(map(max, most, sums))


def _alike(one: Sequence[_Lead], other: Sequence[_Lead]) -> bool:
    """Whether the same signs may stand at the begin of both."""
    for mine, theirs in zip(one, other, strict=False):
        if mine is not None and theirs is not None and mine.isdisjoint(theirs):
            return False
    return True
