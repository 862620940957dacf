"""What a text must hold for an expression to match in it, and where, read from the expression itself.

Most rules speak of words that a sentence does not hold. To look for these words costs a hundredth of trying the rule.
Where an expression cannot be read, it needs nothing and is always tried: needs may be too few, never too many.
An expression of several branches has several ways to match, each with needs of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.knowledge.pattern_reader import READ, Need, Needs, Way, common, read, shortest

NEAR = 96  # characters: so narrow is what tells where a match begins
FEW = 256  # words of a need; of more, each text holds one
RARER = 16  # times is a word rarer than one that is a sign shorter


def needs(pattern: str) -> Way:
    """The needs of every match of an expression, those first that are the least often fulfilled.

    >>> for need in needs("(?:部队|军队)[^，]{0,9}向.{2,4}开火(?!了)"):
    ...     print(*need)
    ('开火',) 5 16
    ('向',) 2 11
    ('军队', '部队') 0 0
    """
    return _ordered(common(read(pattern)))


@lru_cache(maxsize=READ)
def ways(pattern: str) -> tuple[Way, ...]:
    """What the ways to match an expression need; a text in which it matches fulfils one of them.

    >>> [[need.words for need in way] for way in ways("停火|(?:向.*开火|袭击.了)")]
    [[('停火',)], [('开火',), ('向',)], [('袭击',), ('了',)]]
    """
    return tuple(dict.fromkeys(_ordered(found) for found in read(pattern)))


def holds(text: str, wanted: tuple[Way, ...]) -> bool:
    """Whether a text fulfils the needs of one of the ways."""
    for way in wanted:  # no any() and all(): this is asked of each rule and sentence
        for need in way:
            for word in need.words:
                if word in text:
                    break
            else:
                break
        else:
            return True
    return False


class Begin(NamedTuple):
    """A need that tells where a match may begin, and the signs with which it begins; none where these are not known."""

    need: Need
    leads: frozenset[str]


def begins(wanted: tuple[Way, ...]) -> tuple[Begin, ...]:
    """For each way that need which tells best where a match may begin; none where a way has no such need.

    None either where a match begins with one of few words: these are found the fastest by the expression itself.

    >>> [one.need.words for one in begins(ways(".{2,3}(?:部队|军队)[^，]{0,9}向.+开火"))]
    [('军队', '部队')]
    >>> begins(ways("部队.*开火"))
    ()
    """
    near = [[need for need in way if need.last - need.first <= NEAR and len(need.words) <= FEW] for way in wanted]
    leads = [next((need.words for need in way if need.first == need.last == 0), ()) for way in wanted]
    if not all(near) or all(0 < len(words) <= FEW for words in leads):
        return ()
    signs = (frozenset(words if all(len(word) == 1 for word in words) else ()) for words in leads)
    return tuple(Begin(min(some, key=_expected), each) for some, each in zip(near, signs, strict=True))


def starts(text: str, needed: Iterable[Begin]) -> list[int]:
    """The places of a text where a match may begin by one of these, in order."""
    found: set[int] = set()
    for (words, first, last), leads in needed:
        for word in words:
            at = text.find(word)
            while at >= 0:
                places = range(max(0, at - last), min(at - first + 1, len(text)))
                found.update([place for place in places if text[place] in leads] if leads else places)
                at = text.find(word, at + 1)
    return sorted(found)


def _expected(need: Need) -> tuple[float, Need]:
    """In how many places of a text a match may begin by this need, as against another one: rare are long words."""
    return (need.last - need.first + 1) * sum(RARER ** -len(word) for word in need.words), need


def _ordered(found: Needs) -> Way:
    return tuple(sorted(found, key=lambda need: (len(need.words), -shortest(need), need)))
