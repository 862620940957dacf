"""States named by one character each, in a row without separators, where what stands around it shows that they are.

A character that several states share is the one that the document names in full; where it names none or several of
them, the row is left and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import regex

from kg.knowledge.lexicon import Lexicon
from kg.knowledge.name_patterns import expand
from kg.mentions.candidates import Dropped
from kg.mentions.names import NameMatch
from kg.model.mention import Kind
from kg.model.text import Span

RULE = "short-states"
LONGEST_ROW = 4
OPEN = "a row of states by one character each, and the document does not tell which states are meant"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortStates:
    """The states that each character may stand for, and the expression of a row of such characters."""

    of: Mapping[str, tuple[str, ...]]
    row: regex.Pattern[str] | None

    @classmethod
    def in_lexicon(cls, lexicon: Lexicon) -> ShortStates:
        """What the lexicon's hidden labels and pattern parts tell."""
        of: dict[str, tuple[str, ...]] = {}
        for key in sorted(lexicon.entries):
            for sign in lexicon.entries[key].short:
                of[sign] = (*of.get(sign, ()), key)
        parts = lexicon.parts
        if not of or not {"short-states-begin", "after-two-short-states", "after-short-states"} <= parts.keys():
            return cls(of={}, row=None)
        begin, two, several = (
            expand(f"{{{part}}}", parts)
            for part in ("short-states-begin", "after-two-short-states", "after-short-states")
        )
        sign = f"[{''.join(sorted(of))}]"
        row = rf"{begin}(?P<row>{sign}{{2}}(?={two})|{sign}{{2,{LONGEST_ROW}}}(?={several}))"
        return cls(of=of, row=regex.compile(row, regex.V1))

    def find(self, folded: str, named: AbstractSet[str]) -> Iterator[NameMatch | Dropped]:
        """The states of each row, or the row where nothing tells them; `named` are those that the document names."""
        for found in self.row.finditer(folded) if self.row else ():
            start, end = found.span("row")
            meant = [self._meant(sign, named) for sign in folded[start:end]]
            if len({*meant}) < len(meant) or "" in meant:
                yield Dropped(span=Span(start, end), reason=OPEN, rule=RULE)
                continue
            for at, key in enumerate(meant, start):
                kinds = frozenset({Kind.STATE})
                yield NameMatch(span=Span(at, at + 1), kind=Kind.STATE, kinds=kinds, rule=RULE, entries=(key,))

    def _meant(self, sign: str, named: AbstractSet[str]) -> str:
        """The only state that a character can stand for, "" where there is none."""
        possible = self.of[sign]
        told = [key for key in possible if key in named] if len(possible) > 1 else possible
        return told[0] if len(told) == 1 else ""
