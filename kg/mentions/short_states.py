"""States named by one character each, where what stands around them shows that they are: in a row, or alone as a side.

A character that several states share is the one that the document names in full; where it names none or several of
them, the row is left and told. A character alone is a state only where the document names that state in full, for it
stands in many ordinary words too, or where what follows on it leaves no other reading.
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
PARTS = (
    "short-states-begin",
    "after-two-short-states",
    "after-short-states",
    "short-state-begin",
    "after-short-state",
    "surely-a-short-state",
)
LONGEST_ROW = 4
OPEN = "a row of states by one character each, and the document does not tell which states are meant"
OPEN_SIDE = "a state by one character, and the document names several states that it may be"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortStates:
    """The states that each character may stand for, and the expressions of a row of them and of one alone."""

    of: Mapping[str, tuple[str, ...]]
    row: regex.Pattern[str] | None = None
    side: regex.Pattern[str] | None = None
    sure: regex.Pattern[str] | None = None

    @classmethod
    def in_lexicon(cls, lexicon: Lexicon) -> ShortStates:
        """What the lexicon's hidden labels and pattern parts tell."""
        of, parts = lexicon.short_states, lexicon.parts
        if not of or not parts.keys() >= {*PARTS}:
            return cls(of={})
        begin, two, several, side_begin, side_end, sure = (expand(f"{{{part}}}", parts) for part in PARTS)
        sign = f"[{''.join(sorted(of))}]"
        row = rf"(?={sign}{{2}}){begin}(?P<row>{sign}{{2}}(?={two})|{sign}{{2,{LONGEST_ROW}}}(?={several}))"
        side = rf"{side_begin}{sign}(?={side_end})"
        row_pattern, side_pattern, sure_pattern = (regex.compile(one, regex.V1) for one in (row, side, sure))
        return cls(of=of, row=row_pattern, side=side_pattern, sure=sure_pattern)

    def find(self, folded: str, named: AbstractSet[str]) -> Iterator[NameMatch | Dropped]:
        """The states of rows and sides, or what nothing tells; `named` are those that the document names."""
        rows = [found.span("row") for found in self.row.finditer(folded)] if self.row else []
        for start, end in rows:
            meant = [self._meant(sign, named) for sign in folded[start:end]]
            if len({*meant}) < len(meant) or "" in meant:
                yield Dropped(span=Span(start, end), reason=OPEN, rule=RULE)
                continue
            yield from (_match(at, key) for at, key in enumerate(meant, start))
        inside = {at for start, end in rows for at in range(start, end)}
        for found in self.side.finditer(folded) if self.side else ():
            if (at := found.start()) not in inside:
                sure = self.sure is not None and self.sure.match(folded, at) is not None
                yield from self._side(folded[at], at, frozenset(self.of[folded[at]]) if sure else named)

    def _side(self, sign: str, at: int, named: AbstractSet[str]) -> Iterator[NameMatch | Dropped]:
        """The state that a character alone stands for, of those that the document names."""
        told = [key for key in self.of[sign] if key in named]
        if len(told) > 1:
            yield Dropped(span=Span(at, at + 1), reason=OPEN_SIDE, rule=RULE)
        elif told:
            yield _match(at, told[0])

    def _meant(self, sign: str, named: AbstractSet[str]) -> str:
        """The only state that a character of a row can stand for, "" where there is none."""
        possible = self.of[sign]
        told = [key for key in possible if key in named] if len(possible) > 1 else possible
        return told[0] if len(told) == 1 else ""


def _match(at: int, key: str) -> NameMatch:
    kinds = frozenset({Kind.STATE})
    return NameMatch(span=Span(at, at + 1), kind=Kind.STATE, kinds=kinds, rule=RULE, entries=(key,))
