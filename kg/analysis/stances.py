"""Who takes which stance towards whom: claims counted by speaker, act and target, all at once or by period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kg.analysis.selection import reporters, sides
from kg.graph.statements import ClaimView, Statements


class Period(StrEnum):
    """What stances are counted by: the whole, the document, or the month or year in which a claim was made."""

    WHOLE = "whole"
    DOCUMENT = "document"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A cell of the matrix: what one side does towards another, with the claims in which it does so.

    `period` is "" for the whole and for claims without a date, else a document's IRI, "2022-09" or "2022"; `target` is
    "" where a claim addresses nobody. `quoted` counts those of the claims that only others pass on.
    """

    period: str
    speaker: str
    act: str
    target: str
    claims: tuple[str, ...]
    quoted: int = 0


def stances(statements: Statements, chosen: Iterable[ClaimView], period: Period = Period.WHOLE) -> tuple[Stance, ...]:
    """The matrix of these claims, speakers and targets folded to their sides, sorted by period, speaker, act, target.

    A claim with several targets counts once for each; one without an act (it only says how an agreement is kept) has
    no cell. The claims of a cell stand in the order in which they are given.
    """
    cells: dict[tuple[str, str, str, str], list[ClaimView]] = {}
    for one in chosen:
        if one.act:
            for target in sides(statements, one.targets) or ("",):
                key = _period(one, period), statements.side(one.claimant), one.act, target
                cells.setdefault(key, []).append(one)
    return tuple(_stance(statements, key, cells[key]) for key in sorted(cells))


def _stance(statements: Statements, key: tuple[str, str, str, str], made: list[ClaimView]) -> Stance:
    period, speaker, act, target = key
    claims = tuple(one.claim for one in made)
    quoted = sum(1 for one in made if reporters(statements, one))
    return Stance(period=period, speaker=speaker, act=act, target=target, claims=claims, quoted=quoted)


def _period(statement: ClaimView, period: Period) -> str:
    if period is Period.DOCUMENT:
        return statement.document
    day = statement.date.isoformat() if statement.date else ""
    return {Period.WHOLE: "", Period.MONTH: day[:7], Period.YEAR: day[:4]}[period]
