"""What a text must hold for an expression to match in it, read from the expression itself.

Most rules speak of words that a sentence does not hold. To look for these words costs a hundredth of trying the rule.
Where an expression cannot be read, it needs nothing and is always tried: needs may be too few, never too many.
An expression of several branches has several ways to match, each with needs of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import regex

Need = tuple[str, ...]
"""Words of which a text must hold one."""
Way = tuple[Need, ...]
"""What one way to match needs, all of it."""
MOST_WORDS = 256  # of a need; one that so many words fulfil is hardly ever missing
MOST_WAYS = 64  # of an expression; of more, what they have in common is asked for

_QUANTIFIER = regex.compile(r"(?:[*+?]|\{(?P<least>\d*)(?P<more>,\d*)?\})[?+]?")
_ESCAPE = regex.compile(r"\\(?:[pP]\{[^}]*\}|(?P<other>.))", regex.DOTALL)
_OPENING = regex.compile(r"\((?:(?P<no>\?<?!)|\?<?=|\?P?<\w+>|\?[:>]|(?!\?))")
_BACK = regex.compile(r"\(\?P=\w+\)")
_CLASS = regex.compile(r"\[(?P<not>\^)?\]?(?:\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|[^\]\\\[])*\]")
_PLAIN = regex.compile(
    r"\[(?:(?P<from>[^\\\[\]^-])-(?P<to>[^\\\[\]])|(?P<one>[^\\\[\]^-])|\\(?P<one>[^\w\s])|(?P<one>-)(?=\]))+\]"
)
_OPERATION = regex.compile(r"--|&&|\|\||~~")
_KINDS = frozenset("dDsSwWbBAZGmM")
_SIGNS = {"n": "\n", "t": "\t"}


class _UnreadableError(Exception):
    """An expression of which no need can be told."""


def needs(pattern: str) -> Way:
    """The needs of every match of an expression, those first that are the least often fulfilled.

    >>> needs("(?:部队|军队)[^，]{0,9}向.+开火(?!了)")
    (('开火',), ('向',), ('军队', '部队'))
    """
    ways = _ways(pattern)
    return _ordered(_common(ways))


def ways(pattern: str) -> tuple[Way, ...]:
    """What the ways to match an expression need; a text in which it matches fulfils one of them.

    >>> ways("停火|(?:向.*开火|袭击.了)")
    ((('停火',),), (('开火',), ('向',)), (('袭击',), ('了',)))
    """
    return tuple(dict.fromkeys(_ordered(found) for found in _ways(pattern)))


def holds(text: str, wanted: tuple[Way, ...]) -> bool:
    """Whether a text fulfils the needs of one of the ways."""
    for way in wanted:  # no any() and all(): this is asked of each rule and sentence
        for need in way:
            for word in need:
                if word in text:
                    break
            else:
                break
        else:
            return True
    return False


def _ways(pattern: str) -> list[set[Need]]:
    try:
        return _Reader(pattern).all()
    except (_UnreadableError, RecursionError):
        return [set()]


def _ordered(found: set[Need]) -> Way:
    return tuple(sorted(found, key=lambda need: (len(need), -min(map(len, need)), need)))


def _common(several: list[set[Need]]) -> set[Need]:
    """What is needed whichever of several ways matches: one need of each."""
    if len(several) == 1:
        return several[0]
    if not all(several):
        return set()
    best = (max(found, key=lambda need: (min(map(len, need)), -len(need), need)) for found in several)
    return _need(word for need in best for word in need)


def _of_groups(atoms: list[list[set[Need]]]) -> list[set[Need]]:
    """The ways of a branch without words of its own: those of its only group that needs something."""
    needing = [ways for ways in atoms if ways != [set()]]
    return needing[0] if len(needing) == 1 else [set[Need]().union(*map(_common, needing))]


class _Reader:
    """Reads an expression once from its start."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def all(self) -> list[set[Need]]:
        found = self.branches()
        if self.at < len(self.pattern):
            raise _UnreadableError
        return found

    def branches(self) -> list[set[Need]]:
        """The needs of what stands up to the next bracket that closes, by its ways to match."""
        several = self.branch()
        while self.next("|"):
            several += self.branch()
        return several if len(several) <= MOST_WAYS else [_common(several)]

    def branch(self) -> list[set[Need]]:
        """The needs of a branch; one that is no more than a group has the ways of the group."""
        found: set[Need] = set()
        atoms: list[list[set[Need]]] = []
        run = ""  # signs that follow each other
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            sign, inner = self.atom()
            least, once = self.quantifier()
            run += sign if least else ""
            if not (sign and once):
                found |= {(run,)} if run else set()
                run = ""
            if least:
                atoms.append(inner)
        found |= {(run,)} if run else set()
        return [found.union(*map(_common, atoms))] if found else _of_groups(atoms)

    def atom(self) -> tuple[str, list[set[Need]]]:
        """The next sign, or the needs of what is more than a sign."""
        sign = self.pattern[self.at]
        read: dict[str, Callable[[], tuple[str, list[set[Need]]]]] = {
            "\\": self.escape,
            "[": self.signs,
            "(": self.group,
        }
        if sign in read:
            return read[sign]()
        if sign in "{}?*+]":
            raise _UnreadableError
        self.at += 1
        return ("" if sign in ".^$" else sign), [set()]

    def escape(self) -> tuple[str, list[set[Need]]]:
        other = self.take(_ESCAPE)["other"]
        if other is None or other in _KINDS:
            return "", [set()]
        if other.isalnum() and other not in _SIGNS:
            raise _UnreadableError
        return _SIGNS.get(other, other), [set()]

    def signs(self) -> tuple[str, list[set[Need]]]:
        words = self.take(_CLASS)[0]
        plain = None if _OPERATION.search(words) else _PLAIN.fullmatch(words)
        if not plain:
            return "", [set()]
        ranges = zip(map(ord, plain.captures("from")), map(ord, plain.captures("to")), strict=True)
        codes = [code for first, last in ranges for code in range(first, min(last, first + MOST_WORDS) + 1)]
        return "", [_need([*plain.captures("one"), *map(chr, codes)])]

    def group(self) -> tuple[str, list[set[Need]]]:
        if back := _BACK.match(self.pattern, self.at):
            self.at = back.end()
            return "", [set()]
        denied = self.take(_OPENING)["no"]
        found = self.branches()
        if not self.next(")"):
            raise _UnreadableError
        return "", [set()] if denied else found

    def quantifier(self) -> tuple[bool, bool]:
        """Whether what was read is there at least once, and whether it is just once."""
        found = _QUANTIFIER.match(self.pattern, self.at)
        if not found:
            return True, True
        self.at = found.end()
        least = found[0][0] == "+" or int(found["least"] or 0) > 0
        return least, False

    def take(self, expression: regex.Pattern[str]) -> regex.Match[str]:
        found = expression.match(self.pattern, self.at)
        if not found:
            raise _UnreadableError
        self.at = found.end()
        return found

    def next(self, sign: str) -> bool:
        here = self.pattern.startswith(sign, self.at)
        self.at += here
        return here


def _need(words: Iterable[str]) -> set[Need]:
    one = tuple(sorted(set(words)))
    return {one} if len(one) <= MOST_WORDS else set()
