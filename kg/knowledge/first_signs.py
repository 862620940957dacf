"""An expression that matches the same in less time: where branches may begin is asked before they are tried.

The package `regex` tries one branch after the other at each place of a text, and nearly all of them fail at their first
sign. Where these signs are known of all branches of a row, a look at the one that stands there tells for all of them:
most expressions are lists of words, some of hundreds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kg.knowledge.pattern_reader import Cursor, UnreadableError

LEAST = 8  # branches, those of inner groups with them; to try fewer takes no longer than to ask
MOST = 400  # signs: they are compared one by one
LONG = 4  # signs of a row without gaps that are written as a range
_SPECIAL = frozenset(r"\[]^-&|~")


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

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self._behind = 0  # groups around what is read here that look back, and so begin with their last sign

    def all(self) -> str:
        found = self.branches()
        self.end()
        return found.text

    def branches(self) -> _Piece:
        """What stands up to the next bracket that closes."""
        several = [self.branch()]
        while self.next("|"):
            several.append(self.branch())
        text = "|".join(piece.text for piece in several) if self._behind else "|".join(_rows(several))
        return _Piece(text, _firsts(several), any(each.empty for each in several), _number(several))

    def branch(self) -> _Piece:
        text, empty, number = "", True, 0
        first: list[_Piece] = []
        while self.goes_on():
            piece = self.atom()
            begun = self.at
            least, _, _ = self.quantifier()
            text += piece.text + self.pattern[begun : self.at]
            if empty:
                first.append(piece)
                number += piece.branches
                empty = piece.empty or not least
        return _Piece(text, _firsts(first), empty, max(number, 1))

    def atom(self) -> _Piece:
        begun = self.at
        if self.pattern[begun] == "(":
            return self.group()
        if self.pattern[begun] == "[":
            written, listed = self.signs()
            return _Piece(written, frozenset(listed) if listed else None, branches=0)
        sign = self.sign()
        written = self.pattern[begun : self.at]
        if sign is None:
            return _Piece(written, frozenset(), empty=True, branches=0)
        return _Piece(written, frozenset(sign) if sign else None, branches=0)

    def group(self) -> _Piece:
        begun = self.at
        if self.is_back():
            return _Piece(self.pattern[begun : self.at], empty=True, branches=0)
        opening = self.opening()
        written = self.pattern[begun : self.at]
        back = written in ("(?<!", "(?<=")
        self._behind += back
        found = self.branches()
        self._behind -= back
        self.close()
        text = f"{written}{found.text})"
        if opening and opening != "keeps":  # looks, and takes up nothing
            return _Piece(text, frozenset(), empty=True, branches=0)
        return found._replace(text=text)


def _rows(several: Sequence[_Piece]) -> Iterator[str]:
    """The branches in their order, those that follow each other and whose first signs are known behind these."""
    for known, row in groupby(several, lambda piece: piece.known):
        together = tuple(row)
        text = "|".join(piece.text for piece in together)
        firsts = _firsts(together) or frozenset()
        asked = known and len(together) > 1 and _number(together) >= LEAST and len(firsts) <= MOST
        yield f"(?=[{_class(firsts)}])(?:{text})" if asked else text


def _firsts(several: Sequence[_Piece]) -> frozenset[str] | None:
    known = [piece.firsts for piece in several if piece.firsts is not None]
    return frozenset[str]().union(*known) if len(known) == len(several) else None


def _number(several: Sequence[_Piece]) -> int:
    return sum(piece.branches for piece in several)


def _class(signs: frozenset[str]) -> str:
    """What stands between the brackets of a class of signs."""
    found = ""
    for _, row in groupby(enumerate(sorted(signs)), lambda place: ord(place[1]) - place[0]):
        written = ["\\" * (sign in _SPECIAL) + sign for _, sign in row]
        found += f"{written[0]}-{written[-1]}" if len(written) >= LONG else "".join(written)
    return found
