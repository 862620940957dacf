"""Reads an expression: the words that its ways to match need, and how far behind the begin of a match these stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, TypeVar, cast

import regex

BranchT = TypeVar("BranchT")
FAR = 1 << 20
"""Characters: so far away is as far as can be."""


class Need(NamedTuple):
    """Words of which a text must hold one, beginning `first` to `last` characters behind where the match begins."""

    words: tuple[str, ...]
    first: int
    last: int

    def behind(self, first: int, last: int) -> Need:
        """The same for a match that begins so many characters before."""
        return Need(self.words, max(-FAR, self.first + first), min(FAR, self.last + last))


Way = tuple[Need, ...]
"""What one way to match needs, all of it."""
Needs = set[Need]
"""The same as it is read."""
MOST_WORDS = 1024  # of a need; one that more words fulfil is hardly ever missing
MOST_WAYS = 64  # of an expression; of more, what they have in common is asked for
FEW_WAYS = 16  # of a group that others stand beside, whose ways are told apart
READ = 8192  # expressions whose reading is kept, for those of the shipped rules stand in all knowledge that is made
GROUPS = 8192  # groups whose reading is kept, for the parts of patterns stand in many of them

_QUANTIFIER = regex.compile(r"(?:[*+?]|\{(?P<least>\d*)(?P<more>,(?P<most>\d*))?\})(?:(?P<keeps>\+)|\?)?")
_ESCAPE = regex.compile(r"\\(?:[pP]\{[^}]*\}|(?P<other>.))", regex.DOTALL)
_OPENING = regex.compile(r"\((?:(?P<no>\?<?!)|(?P<ahead>\?=)|(?P<behind>\?<=)|(?P<keeps>\?>)|\?P?<\w+>|\?:|(?!\?))")
_BACK = regex.compile(r"\(\?P=\w+\)")
_CLASS = regex.compile(r"(?P<class>\[\^?\]?(?:\\[pP]\{[^}]*\}|\\.|(?&class)|[^\]\\\[])*+\])")
_GROUP = regex.compile(rf"\((?:[^()\[\]\\]++|\\.|{_CLASS.pattern}|(?R))*+\)", regex.DOTALL)
_PLAIN = regex.compile(
    r"\[(?:(?P<from>[^\\\[\]^-])-(?P<to>[^\\\[\]])|(?P<one>[^\\\[\]^-])|\\(?P<one>[^\w\s])|(?P<one>-)(?=\]))+\]"
)
_OPERATION = regex.compile(r"--|&&|\|\||~~")
_KINDS, _PLACES = frozenset("dDsSwW"), frozenset("bBAZGmM")
_SIGNS = {"n": "\n", "t": "\t"}
_NOTHING: list[Needs] = [set()]


class UnreadableError(Exception):
    """An expression that says what is not read here."""


def read(pattern: str) -> list[Needs]:
    """The needs of each way to match an expression; none of one that cannot be read."""
    try:
        return _Reader(pattern).all()
    except (UnreadableError, RecursionError):
        return [set()]


def shortest(need: Need) -> int:
    """The length of the shortest word."""
    return min(map(len, need.words))


def common(several: list[Needs]) -> Needs:
    """What is needed whichever of several ways matches: one need of each."""
    if len(several) == 1:
        return several[0]
    if not all(several):
        return set()
    best = [max(found, key=lambda need: (shortest(need), -len(need.words), need)) for found in several]
    words = (word for need in best for word in need.words)
    return _need(words, min(need.first for need in best), max(need.last for need in best))


def _of_branch(own: Needs, atoms: list[list[Needs]]) -> list[Needs]:
    """The ways of a branch with words of its own: those of the group that tells the most, with what all others need."""
    needing = [ways for ways in atoms if all(ways)]
    if not own and len(needing) == 1:
        return needing[0]
    telling = [ways for ways in needing if 1 < len(ways) <= FEW_WAYS and sum(map(len, ways)) > len(ways)]
    if not telling:
        return [own.union(*map(common, needing))]
    most = max(telling, key=lambda ways: sum(map(len, ways)) / len(ways))
    others = own.union(*(common(ways) for ways in needing if ways is not most))
    return [others | way for way in most]


def _need(words: Iterable[str], first: int = 0, last: int = 0) -> Needs:
    one = tuple(sorted(set(words)))
    return {Need(one, first, last)} if len(one) <= MOST_WORDS else set()


class _Width(NamedTuple):
    """How many characters something takes up, at least and at most."""

    least: int
    most: int

    def __add__(self, other: object) -> _Width:
        """The width of one behind the other."""
        least, most = cast(_Width, other)
        return _Width(min(FAR, self.least + least), min(FAR, self.most + most))

    def times(self, least: int, most: int) -> _Width:
        """The width of so many of them in a row."""
        return _Width(min(FAR, self.least * least), min(FAR, self.most * most))


_NONE, _ONE = _Width(0, 0), _Width(1, 1)
_Atom = tuple[str, list[Needs], _Width]


class Cursor:
    """Goes through an expression once from its start, a token after the other."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def goes_on(self) -> bool:
        """Whether more of a branch stands here."""
        return self.at < len(self.pattern) and self.pattern[self.at] not in "|)"

    def each(self, branch: Callable[[], BranchT]) -> list[BranchT]:
        """What is read of each branch up to the next bracket that closes."""
        several = [branch()]
        while self.next("|"):
            several.append(branch())
        return several

    def take(self, expression: regex.Pattern[str]) -> regex.Match[str]:
        """The token that stands here; raises UnreadableError for another one."""
        found = expression.match(self.pattern, self.at)
        if not found:
            raise UnreadableError
        self.at = found.end()
        return found

    def next(self, sign: str) -> bool:
        """Whether this sign stands here, which is passed then."""
        here = self.pattern.startswith(sign, self.at)
        self.at += here
        return here

    def sign(self) -> str | None:
        """The sign that stands here, also one after a backslash: "" for one of many, None for a mere place."""
        here = self.pattern[self.at]
        if here == "\\":
            return self._escaped(self.take(_ESCAPE)["other"])
        if here in "{}?*+]":
            raise UnreadableError
        self.at += 1
        return None if here in "^$" else "" if here == "." else here

    @staticmethod
    def _escaped(other: str | None) -> str | None:
        if other is None or other in _KINDS:
            return ""
        if other in _PLACES:
            return None
        if other.isalnum() and other not in _SIGNS:
            raise UnreadableError
        return _SIGNS.get(other, other)

    def signs(self) -> tuple[str, tuple[str, ...]]:
        """The class of signs that begins here, as it is written, and the signs, if it lists not too many."""
        words = self.take(_CLASS)[0]
        plain = None if _OPERATION.search(words) else _PLAIN.fullmatch(words)
        if not plain:
            return words, ()
        ranges = zip(map(ord, plain.captures("from")), map(ord, plain.captures("to")), strict=True)
        codes = [code for first, last in ranges for code in range(first, min(last, first + MOST_WORDS) + 1)]
        found = tuple(sorted({*plain.captures("one"), *map(chr, codes)}))
        return words, found if len(found) <= MOST_WORDS else ()

    def is_back(self) -> bool:
        """Whether words found before stand here again, which are passed then."""
        back = _BACK.match(self.pattern, self.at)
        self.at = back.end() if back else self.at
        return bool(back)

    def opening(self) -> str:
        """What kind of group opens here, and is passed: `no` and `ahead` and `behind` look, one `keeps` its match."""
        return self.take(_OPENING).lastgroup or ""

    def group_here(self) -> str:
        """The whole group that opens here, which is passed."""
        return self.take(_GROUP)[0]

    def close(self) -> None:
        """Passes the end of a group."""
        if not self.next(")"):
            raise UnreadableError

    def end(self) -> None:
        """Raises UnreadableError where more stands behind the last branch."""
        if self.at < len(self.pattern):
            raise UnreadableError

    def quantifier(self) -> tuple[int, int, bool]:
        """How many of what was read there are, at least and at most, and whether none of them is given back."""
        found = _QUANTIFIER.match(self.pattern, self.at)
        if not found:
            return 1, 1, False
        self.at = found.end()
        sign, keeps = found[0][0], bool(found["keeps"])
        if sign != "{":
            return int(sign == "+"), 1 if sign == "?" else FAR, keeps
        least = int(found["least"] or 0)
        return least, (int(found["most"] or FAR) if found["more"] else least), keeps


class _Reader(Cursor):
    """Reads what an expression needs."""

    def all(self) -> list[Needs]:
        found, _ = self.branches()
        self.end()
        return found

    def branches(self) -> tuple[list[Needs], _Width]:
        """The needs of what stands up to the next bracket that closes, by its ways to match, and its width."""
        found, widths = zip(*self.each(self.branch), strict=True)
        several = [way for ways in found for way in ways]
        width = _Width(min(each.least for each in widths), max(each.most for each in widths))
        return several if len(several) <= MOST_WAYS else [common(several)], width

    def branch(self) -> tuple[list[Needs], _Width]:
        """The needs of a branch, by its ways to match, and its width."""
        found: Needs = set()
        atoms: list[list[Needs]] = []
        run, begun = "", _NONE  # signs that follow each other
        before = _NONE
        while self.goes_on():
            sign, inner, width = self.atom()
            least, most, _ = self.quantifier()
            if sign and least:
                run, begun = run + sign, begun if run else before
            if not (sign and least == most == 1):
                found |= _need([run], *begun) if run else set()
                run = ""
            if least:
                atoms.append([{need.behind(*before) for need in way} for way in inner])
            before += width.times(least, most)
        found |= _need([run], *begun) if run else set()
        return _of_branch(found, atoms), before

    def atom(self) -> _Atom:
        """The next sign, or the needs of what is more than a sign; and its width."""
        opening = self.pattern[self.at]
        if opening == "(":
            return self.group()
        if opening == "[":
            _, listed = self.signs()
            return "", [_need(listed) if listed else set()], _ONE
        sign = self.sign()
        return sign or "", _NOTHING, _NONE if sign is None else _ONE

    def group(self) -> _Atom:
        if self.is_back():
            return "", _NOTHING, _Width(0, FAR)
        return _group(self.group_here())


@lru_cache(maxsize=GROUPS)
def _group(written: str) -> _Atom:
    """The needs of a group and its width."""
    reader = _Reader(written)
    opening = reader.opening()
    found, width = reader.branches()
    reader.close()
    if opening == "no":
        return "", _NOTHING, _NONE
    if opening == "ahead":
        return "", found, _NONE
    if opening == "behind":
        return "", [{need.behind(-width.most, -width.least) for need in way} for way in found], _NONE
    return "", found, width
