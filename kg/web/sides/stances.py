"""The stance matrix from the index: how many claims one side directs at another, for it and against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from kg.knowledge.schemes import schemes
from kg.web.facts import CLAIM, CLAIMS, ClaimRow, claim_row
from kg.web.listing import Sheet, sheet
from kg.web.sides.folding import of_side, side_numbers, unknown_numbers
from kg.web.sides.period import Period
from kg.web.view import View

MOST = 24
"""Sides in the rows, and in the columns, of a matrix that does not show all."""
SHADES = 5
QUOTED = (
    "EXISTS (SELECT 1 FROM role AS outer JOIN claim AS by ON by.id = outer.claim WHERE outer.thing = claim.thing"
    " AND outer.role = 'about' AND by.part = claim.part AND by.graph = claim.graph)"
)
"""Whether a claim is known only from what another claim of its part passes on."""


@dataclass(slots=True, kw_only=True)
class Cell:
    """The claims of one side toward another: their numbers in the index by their sign, and those only passed on."""

    against: set[int] = field(default_factory=set)
    neither: set[int] = field(default_factory=set)
    favourable: set[int] = field(default_factory=set)
    quoted: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        """How many claims."""
        return len(self.against | self.neither | self.favourable)

    @property
    def sign(self) -> str:
        """What most of the signed claims are; `mixed` for as many of both, `neither` where none is signed."""
        for_it, against = len(self.favourable), len(self.against)
        if for_it == against:
            return "mixed" if for_it else "neither"
        return "favourable" if for_it > against else "against"


Matrix = dict[tuple[int, int], Cell]
"""Cells by the numbers of speaker and target, 0 for claims that address nobody."""


def matrix(view: View, period: Period, act: str = "") -> Matrix:
    """All cells of the claims that were made in a period, of an act or of all."""
    return view.index.remembered(("matrix", *period.bounds, act), lambda: _matrix(view, period, act))


def _matrix(view: View, period: Period, act: str) -> Matrix:
    homes, unknown, sign_of = side_numbers(view), unknown_numbers(view), schemes().sign
    wanted, values = _where(period, act)
    rows = view.index.rows(
        f"SELECT claim.id, who.thing, at.thing, claim.act, claim.polarity, {QUOTED} FROM claim"
        " JOIN role AS who ON who.claim = claim.id AND who.role = 'claimant'"
        f" LEFT JOIN role AS at ON at.claim = claim.id AND at.role = 'target' WHERE {wanted}",
        *values,
    )
    cells: Matrix = defaultdict(Cell)
    for claim, who, target, done, polarity, quoted in rows:
        if who in unknown:
            continue
        cell = cells[homes[who], homes.get(target, 0)]
        (cell.neither, cell.favourable, cell.against)[sign_of(done, polarity)].add(claim)
        if quoted:
            cell.quoted.add(claim)
    return dict(cells)


def _where(period: Period, act: str) -> tuple[str, list[object]]:
    wanted, values = "claim.act != ''", list[object]()
    if period.first or period.last:
        wanted += " AND claim.day BETWEEN ? AND ?"
        values += period.bounds
    if act:
        wanted += " AND claim.act = ?"
        values.append(act)
    return wanted, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The sides of one edge of the matrix that are shown, most claims first, and how many are not."""

    sides: tuple[int, ...]
    more: int


def axis(cells: Matrix, place: int, everything: bool) -> Axis:
    """The speakers (place 0) or the targets (place 1) of a matrix; claims that address nobody come last."""
    numbers: dict[int, int] = defaultdict(int)
    for ends, cell in cells.items():
        numbers[ends[place]] += cell.total
    ordered = sorted(numbers, key=lambda side: (side == 0, -numbers[side], side))
    named = [side for side in ordered if side]
    shown = named if everything else named[:MOST]
    return Axis(sides=(*shown, *(side for side in ordered if not side)), more=len(named) - len(shown))


def shade(number: int, most: int) -> int:
    """How dark a cell is, from 1 to SHADES, so that few stand out from many.

    >>> [shade(number, 100) for number in (1, 3, 10, 40, 100)]
    [1, 2, 3, 5, 5]
    """
    return next((step for step in range(1, SHADES) if number**SHADES <= most**step), SHADES)


def claims_behind(view: View, speaker: int, target: int, period: Period, act: str, page: int) -> Sheet[ClaimRow]:
    """The claims of a cell, by date and place."""
    wanted, values = _where(period, act)
    who, speakers = of_side(view, "who.thing", speaker)
    toward = "NOT EXISTS (SELECT 1 FROM role AS at WHERE at.claim = claim.id AND at.role = 'target')"
    targets: list[int] = []
    if target:
        held, targets = of_side(view, "at.thing", target)
        toward = f"EXISTS (SELECT 1 FROM role AS at WHERE at.claim = claim.id AND at.role = 'target' AND {held})"
    query = (
        f"SELECT {CLAIM} FROM claim WHERE {wanted}"
        " AND EXISTS (SELECT 1 FROM role AS who WHERE who.claim = claim.id AND who.role = 'claimant'"
        f" AND {who}) AND {toward} ORDER BY claim.day IS NULL, claim.day, claim.graph, start, claim.id"
    )
    found = sheet(view, query, [*values, *speakers, *targets], page, CLAIMS)
    rows = [claim_row(view, *row) for row in found.rows]
    return replace(found, rows=rows)
