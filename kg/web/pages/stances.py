"""The page of the stance matrix: who speaks for and against whom how often, and the claims behind each cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.web.listing import page_asked
from kg.web.pages.words import act_word
from kg.web.render import render
from kg.web.sides.period import period_of
from kg.web.sides.stances import Cell, Matrix, axis, claims_behind, matrix, shade
from kg.web.view import View

SIGNS = {"against": "−", "favourable": "+", "mixed": "±", "neither": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A cell on the page: how many claims, its sign as a mark and a class, its shade, where it leads, all in words."""

    number: int
    mark: str
    kind: str
    shade: int
    href: str
    words: str
    chosen: bool


def stances(view: View, asked: Mapping[str, str]) -> str:
    """The page; `asked` narrows it to days and an act, shows all sides (`all`), and opens a cell."""
    period, act = period_of(asked), asked.get("act", "")
    cells = matrix(view, period, act)
    everything = bool(asked.get("all"))
    speakers, targets = axis(cells, 0, everything), axis(cells, 1, everything)
    kept = {**period.asked, "act": act, "all": asked.get("all", "")}
    speaker, target = (view.index.number(asked.get(name, "")) for name in ("speaker", "target"))
    most = max((one.total for one in cells.values()), default=0)
    return render(
        view,
        "stances",
        tab="stances",
        period=period,
        act=act,
        acts=[(one, act_word(view, one)) for one in _acts(view)],
        kept=kept,
        targets=[_name(view, one) for one in targets.sides],
        rows=[
            (
                _name(view, one),
                [_square(view, cells, most, one, other, kept, (speaker, target)) for other in targets.sides],
            )
            for one in speakers.sides
        ],
        more=(speakers.more, targets.more),
        opened=claims_behind(view, speaker, target, period, act, page_asked(asked)) if speaker else None,
        ends=(view.number(speaker), view.number(target) or view.say("nobody_addressed")),
        behind={**kept, "speaker": asked.get("speaker", ""), "target": asked.get("target", "")},
    )


def _acts(view: View) -> list[str]:
    return [act for (act,) in view.index.rows("SELECT DISTINCT act FROM claim WHERE act != '' ORDER BY act")]


def _name(view: View, side: int) -> tuple[str, str]:
    return (view.number(side), view.link(side)) if side else (view.say("nobody_addressed"), "")


def _square(
    view: View, cells: Matrix, most: int, speaker: int, target: int, kept: Mapping[str, str], chosen: tuple[int, int]
) -> Square | None:
    """The cell of two sides, None for an empty one; `most` are the claims of the largest cell."""
    cell = cells.get((speaker, target))
    if cell is None:
        return None
    ends = {"speaker": view.index.iri(speaker), "target": view.index.iri(target)}
    every = {} if view.links.served else {"all": ""}  # in a folder a cell has one page, not one for each matrix
    return Square(
        number=cell.total,
        mark=SIGNS[cell.sign],
        kind=cell.sign,
        shade=shade(cell.total, most),
        href=view.links.page("stances", **{**kept, **ends, **every}) + "#claims",
        words=_words(view, cell, _name(view, speaker)[0], _name(view, target)[0]),
        chosen=chosen == (speaker, target),
    )


def _words(view: View, cell: Cell, who: str, whom: str) -> str:
    counted = {"against": len(cell.against), "neither": len(cell.neither), "favourable": len(cell.favourable)}
    words = view.say("stance_cell", who=who, whom=whom, number=cell.total, **counted)
    return words + (view.say("stance_quoted", number=len(cell.quoted)) if cell.quoted else "")
