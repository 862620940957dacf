"""Actors folded into the sides whose people and organs they are; kept as long as the index is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.web.index.index import placeholders
from kg.web.view import View


def side_numbers(view: View) -> dict[int, int]:
    """The number of the side of every actor that speaks or is spoken of, by the actor's number."""
    return view.index.remembered(("sides",), lambda: _sides(view))


def _sides(view: View) -> dict[int, int]:
    rows = view.index.rows(
        "SELECT DISTINCT role.thing, thing.iri FROM role JOIN thing ON thing.id = role.thing"
        " WHERE role IN ('claimant', 'target', 'complier')"
    )
    return {number: view.index.number(view.statements.side(iri)) or number for number, iri in rows}


def unknown_numbers(view: View) -> frozenset[int]:
    """The numbers of the actors that are not known."""
    rows = view.index.rows("SELECT DISTINCT thing FROM kind WHERE kind = 'UnknownActor'")
    return frozenset(number for (number,) in rows)


def members(view: View, side: int) -> list[int]:
    """The numbers of the actors of a side, itself among them."""
    return sorted({side, *(actor for actor, home in side_numbers(view).items() if home == side)})


def of_side(view: View, column: str, side: int) -> tuple[str, list[int]]:
    """A condition of SQL that a column holds an actor of a side, and its values."""
    actors = members(view, side)
    return f"{column} IN ({placeholders(actors)})", actors


def sides_that_speak(view: View) -> list[tuple[int, int]]:
    """The sides by their numbers, each with how many claims it makes, those first that make most."""

    def counted() -> list[tuple[int, int]]:
        homes, unknown = side_numbers(view), unknown_numbers(view)
        numbers: dict[int, int] = {}
        rows: Iterable[Any] = view.index.rows(
            "SELECT thing, COUNT(*) FROM role WHERE role = 'claimant' GROUP BY thing ORDER BY thing"
        )
        for actor, claims in rows:
            if actor not in unknown:
                numbers[homes[actor]] = numbers.get(homes[actor], 0) + claims
        return sorted(numbers.items(), key=lambda one: (-one[1], one[0]))

    return view.index.remembered(("speaking",), counted)
