"""What a text must hold for an expression to match in it, read from the expression itself.

Most rules speak of words that a sentence does not hold. To look for these words costs a hundredth of trying the rule.
Where an expression cannot be read, it needs nothing and is always tried: needs may be too few, never too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import regex

Need = tuple[str, ...]
"""Words of which a text must hold one."""
MOST_WORDS = 64  # of a need; one that so many words fulfil is hardly ever missing

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


def needs(pattern: str) -> tuple[Need, ...]:
    """The needs of an expression, those first that are the least often fulfilled.

    >>> needs("(?:部队|军队)[^，]{0,9}向.+开火(?!了)")
    (('开火',), ('向',), ('军队', '部队'))
    """
    try:
        found = _Reader(pattern).all()
    except (_UnreadableError, RecursionError):
        return ()
    return tuple(sorted(found, key=lambda need: (len(need), -min(map(len, need)), need)))


def holds(text: str, wanted: tuple[Need, ...]) -> bool:
    """Whether a text fulfils all needs."""
    for need in wanted:  # no any() and all(): this is asked of each rule and sentence
        for word in need:
            if word in text:
                break
        else:
            return False
    return True


class _Reader:
    """Reads an expression once from its start."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def all(self) -> set[Need]:
        found = self.branches()
        if self.at < len(self.pattern):
            raise _UnreadableError
        return found

    def branches(self) -> set[Need]:
        """The needs of what stands up to the next bracket that closes: of several branches, one need of each."""
        several = [self.branch()]
        while self.next("|"):
            several.append(self.branch())
        if len(several) == 1:
            return several[0]
        if not all(several):
            return set()
        best = (max(found, key=lambda need: (min(map(len, need)), -len(need), need)) for found in several)
        return _need(word for need in best for word in need)

    def branch(self) -> set[Need]:
        found: set[Need] = set()
        run = ""  # signs that follow each other
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            sign, inner = self.atom()
            least, once = self.quantifier()
            run += sign if least else ""
            if not (sign and once):
                found |= {(run,)} if run else set()
                run = ""
            found |= inner if least else set()
        return found | ({(run,)} if run else set())

    def atom(self) -> tuple[str, set[Need]]:
        """The next sign, or the needs of what is more than a sign."""
        sign = self.pattern[self.at]
        read: dict[str, Callable[[], tuple[str, set[Need]]]] = {"\\": self.escape, "[": self.signs, "(": self.group}
        if sign in read:
            return read[sign]()
        if sign in "{}?*+]":
            raise _UnreadableError
        self.at += 1
        return ("" if sign in ".^$" else sign), set()

    def escape(self) -> tuple[str, set[Need]]:
        other = self.take(_ESCAPE)["other"]
        if other is None or other in _KINDS:
            return "", set()
        if other.isalnum() and other not in _SIGNS:
            raise _UnreadableError
        return _SIGNS.get(other, other), set()

    def signs(self) -> tuple[str, set[Need]]:
        words = self.take(_CLASS)[0]
        plain = None if _OPERATION.search(words) else _PLAIN.fullmatch(words)
        if not plain:
            return "", set()
        ranges = zip(map(ord, plain.captures("from")), map(ord, plain.captures("to")), strict=True)
        codes = [code for first, last in ranges for code in range(first, min(last, first + MOST_WORDS) + 1)]
        return "", _need([*plain.captures("one"), *map(chr, codes)])

    def group(self) -> tuple[str, set[Need]]:
        if back := _BACK.match(self.pattern, self.at):
            self.at = back.end()
            return "", set()
        denied = self.take(_OPENING)["no"]
        found = self.branches()
        if not self.next(")"):
            raise _UnreadableError
        return "", set() if denied else found

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
