"""A line of a source, with its characters' origins."""

from __future__ import annotations

import unicodedata
from functools import cached_property, lru_cache

from kg.model.frozen import dataclass
from kg.model.pages import Setting


@lru_cache(maxsize=1 << 14)
def _columns(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line as it stands in the source, without its line end; what is told of it is found out once.

    `setting` is how it is set on its page, where the source has pages.
    """

    characters: str
    origins: tuple[int, ...]
    setting: Setting | None = None

    @cached_property
    def words(self) -> str:
        """Its signs without the blanks around them."""
        return self.characters.strip()

    @cached_property
    def squeezed(self) -> str:
        """Its signs without any blanks, however they are spaced out."""
        return "".join(self.characters.split())

    @property
    def indent(self) -> int:
        """How many blanks stand before its first sign."""
        return len(self.characters) - len(self.characters.lstrip())

    @cached_property
    def width(self) -> int:
        """How many columns its words take, a Chinese sign two.

        >>> Line(characters=" 甲国 a ", origins=tuple(range(6))).width
        6
        """
        return sum(map(_columns, self.words))
