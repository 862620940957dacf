"""An expression that matches the same in less time: where branches may begin is asked before they are tried.

The package `regex` tries one branch after the other at each place of a text, and nearly all of them fail at their first
sign. Where these signs are known of all branches of a row, a look at the one that stands there tells for all of them:
most expressions are lists of words, some of hundreds. A group that looks back is read from its end: first comes what is
written last. A class of hundreds of signs is parted by ranges, for one that is none of them is compared with them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import regex

from kg.knowledge.pattern_reader import GROUPS, READ, Cursor, UnreadableError

LEAST = 8  # branches, those of inner groups with them; to try fewer takes no longer than to ask
MOST = 400  # signs that are asked for: the more they are, the less do they tell
LONG = 4  # signs of a row without gaps that are written as a range
MANY, ROW = 200, 64
"""A class written in so many signs is parted into rows of so many, for the package compares one after the other."""
_SPECIAL = frozenset(r"\[]^-&|~")
_LISTED = regex.compile(r"\[[^\[\]\\^][^\[\]\\]*\]")


class _Piece(NamedTuple):
    """A piece of an expression as it is written anew, and how it may begin."""

    text: str
    firsts: frozenset[str] | None = None
    """The signs that may stand first; None for any."""
    empty: bool = False
    branches: int = 1
    """So many are tried where it begins."""

    @property
    def known(self) -> bool:
        """Whether it begins with one of the first signs wherever it matches."""
        return self.firsts is not None and not self.empty


@lru_cache(maxsize=READ)
def guarded(pattern: str) -> str:
    """The expression, with the first signs of its branches before them; one that cannot be read as it is.

    >>> guarded("甲(?:炮击|(?<!不)开火|袭?扰|轰炸|空袭|[进侵]犯|包围|占领)")
    '甲(?:(?=[侵包占开扰炮空袭轰进])(?:炮击|(?<!不)开火|袭?扰|轰炸|空袭|[进侵]犯|包围|占领))'
    """
    try:
        return _Writer(pattern).all()
    except (UnreadableError, RecursionError):
        return pattern


class _Writer(Cursor):
    """Reads an expression and writes it anew."""

    def __init__(self, pattern: str, back: bool = False) -> None:
        super().__init__(pattern)
        self.back = back  # whether what is read here is in a group that looks back

    def all(self) -> str:
        found = self.branches()
        self.end()
        return found.text

    def branches(self) -> _Piece:
        """What stands up to the next bracket that closes."""
        several = self.each(self.branch)
        text = "|".join(_rows(several, self.back))
        return _Piece(text, _firsts(several), any(each.empty for each in several), _number(several))

    def branch(self) -> _Piece:
        pieces = []
        while self.goes_on():
            piece = self.atom()
            begun = self.at
            least, _, _ = self.quantifier()
            text = piece.text + self.pattern[begun : self.at]
            pieces.append(piece._replace(text=text, empty=piece.empty or not least))
        first = []
        for piece in reversed(pieces) if self.back else pieces:
            first.append(piece)
            if not piece.empty:
                break
        empty = all(piece.empty for piece in first)
        return _Piece("".join(piece.text for piece in pieces), _firsts(first), empty, max(_number(first), 1))

    def atom(self) -> _Piece:
        begun = self.at
        if self.pattern[begun] == "(":
            return self.group()
        if self.pattern[begun] == "[":
            written, listed = self.signs()
            return _Piece(_LISTED.sub(_parted, written), frozenset(listed) if listed else None, branches=0)
        sign = self.sign()
        written = self.pattern[begun : self.at]
        if sign is None:
            return _Piece(written, frozenset(), empty=True, branches=0)
        return _Piece(written, frozenset(sign) if sign else None, branches=0)

    def group(self) -> _Piece:
        begun = self.at
        if self.is_back():
            return _Piece(self.pattern[begun : self.at], empty=True, branches=0)
        return _group(self.group_here(), self.back)


@lru_cache(maxsize=GROUPS)
def _group(group: str, back: bool) -> _Piece:
    """The piece that a group is, in one that looks back or not."""
    writer = _Writer(group, back)
    opening = writer.opening()
    written = group[: writer.at]
    looks = opening not in ("", "keeps")
    if looks:
        writer.back = "<" in written
    found = writer.branches()
    writer.close()
    text = f"{written}{found.text})"
    # What looks takes up nothing.
    return _Piece(text, frozenset(), empty=True, branches=0) if looks else found._replace(text=text)


def _rows(several: Sequence[_Piece], back: bool) -> Iterator[str]:
    """The branches in their order, with the first signs of those that follow each other and whose signs are known."""
    for known, row in groupby(several, lambda piece: piece.known):
        together = tuple(row)
        text = "|".join(piece.text for piece in together)
        firsts = _firsts(together) or frozenset()
        asked = known and len(together) > 1 and _number(together) >= LEAST and len(firsts) <= MOST
        if not asked:
            yield text
        else:
            signs = _class(sorted(firsts))
            yield f"(?:{text})(?<={signs})" if back else f"(?={signs})(?:{text})"


def _firsts(several: Sequence[_Piece]) -> frozenset[str] | None:
    known = [piece.firsts for piece in several if piece.firsts is not None]
    return frozenset[str]().union(*known) if len(known) == len(several) else None


def _number(several: Sequence[_Piece]) -> int:
    return sum(piece.branches for piece in several)


def _parted(listed: regex.Match[str]) -> str:
    """A class that only lists signs, parted if they are many."""
    _, signs = Cursor(listed[0]).signs()
    return _class(signs) if signs and len(listed[0]) >= MANY else listed[0]


def _class(signs: Sequence[str]) -> str:
    """The class of some signs, in order; many are compared one by one only where the sign sought lies between them."""
    written = _listed(signs)
    if len(written) < MANY:
        return f"[{written}]"
    parts = (signs[start : start + ROW] for start in range(0, len(signs), ROW))
    return f"[{''.join(f'[{_sign(part[0])}-{_sign(part[-1])}&&[{_listed(part)}]]' for part in parts)}]"


def _listed(signs: Sequence[str]) -> str:
    """The signs, each or as ranges."""
    found = ""
    for _, row in groupby(enumerate(signs), lambda place: ord(place[1]) - place[0]):
        written = [_sign(sign) for _, sign in row]
        found += f"{written[0]}-{written[-1]}" if len(written) >= LONG else "".join(written)
    return found


def _sign(sign: str) -> str:
    return "\\" * (sign in _SPECIAL) + sign
