"""A line of a source, with its characters' origins."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it stands in the source, without its line end."""

    characters: str
    origins: tuple[int, ...]

    @property
    def words(self) -> str:
        """Its signs without the blanks around them."""
        return self.characters.strip()

    @property
    def squeezed(self) -> str:
        """Its signs without any blanks, however they are spaced out."""
        return "".join(self.characters.split())

    @property
    def indent(self) -> int:
        """How many blanks stand before its first sign."""
        return len(self.characters) - len(self.characters.lstrip())

    @property
    def width(self) -> int:
        """How many columns its words take, a Chinese sign two.

        >>> Line(characters=" 甲国 a ", origins=tuple(range(6))).width
        6
        """
        return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in self.words)
