"""Whether the time of an expression grows without end: tried on repetitions of its own words, where it would show.

An expression whose time doubles with each character is beyond any bound on fifty of them; one that is sound needs well
under a millisecond. The bound lies so far from both that the speed of the machine does not decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from kg.knowledge.needs import holds, needs, ways

LENGTH = 160
SECONDS = 0.5
MOST_WORDS = 20
_TRIED: dict[tuple[str, int], str | None] = {}
"""What was found of each expression: the same one may be compiled anew, and to try it takes long."""
OTHER = "\ue000"  # what no pattern names, so that a match begun must be given up, in every way there is

_WORDS = regex.compile(r"[\p{Han}\p{Latin}\p{Co}\p{Nd}·、，。；：（）“”《》-]+")
_SYNTAX = regex.compile(r"\\[pP]\{[^}]*\}|\\.|\(\?(?:P?<[^>]*>|[a-zA-Z]*:?|[=!]|<[=!])|\{\d*,?\d*\}")
_ATOM = r"(?:\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|[^\\()\[\]{}?*+|])"
_WITHOUT_BOUND = r"(?:[*+]|\{\d*,\})"
_NESTED = regex.compile(rf"(?<!\\)\((?:\?(?::|P?<\w+>))?{_ATOM}{_WITHOUT_BOUND}\??\){_WITHOUT_BOUND}(?!\+)")


def nested(pattern: str) -> str | None:
    """The plainest repetition of a repetition, as `(x+)+`, in an expression; None where there is none.

    >>> nested("向(?:啊+)*$"), nested("(?:啊++)*向(?:啊呀+)*")
    ('(?:啊+)*', None)
    """
    found = _NESTED.search(pattern)
    return found[0] if found else None


def words_in(pattern: str) -> tuple[str, ...]:
    """The words of an expression and the runs of two that follow each other, at most MOST_WORDS."""
    words = _WORDS.findall(_SYNTAX.sub("\n", pattern))
    pairs = [one + other for one, other in pairwise(words)]
    return tuple(dict.fromkeys([*words, *pairs]))[:MOST_WORDS]


def repetitions(pattern: str) -> Iterator[str]:
    """Texts of about LENGTH characters, each of one word of the expression again and again, that hold what it needs."""
    wanted = needs(pattern)
    needed = OTHER + "".join(dict.fromkeys(need.words[0] for way in ways(pattern) for need in way))
    for word in words_in(pattern):
        again = word * (LENGTH // len(word) + 1)
        yield again + needed
        yield from (again,) if holds(again, (wanted,)) else ()


def unending(expression: regex.Pattern[str], pattern: str) -> str | None:
    """The repetition on which an expression does not come to an end in SECONDS; None for a sound one.

    The words repeated are those of the pattern that it was made from.
    """
    key = pattern, expression.flags
    if key not in _TRIED:
        _TRIED[key] = _unending(expression, pattern)
    return _TRIED[key]


def _unending(expression: regex.Pattern[str], pattern: str) -> str | None:
    for text in repetitions(pattern):
        try:
            for _ in expression.finditer(text, timeout=SECONDS):
                pass
        except TimeoutError:
            return text
    return None
