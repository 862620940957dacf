"""Which tables there are and what their columns are, as the descriptor `ontology/tables.json` says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.resources import shipped

DESCRIPTOR = "datapackage.json"
GUARD = "formulaGuard"
"""What the descriptor says of the sign before cells that a spreadsheet would run."""
GATHERED = ("documents", "actors", "places", "agreements", "provisions", "concepts")
"""The tables of things that many graphs speak of: a thing has one row, and one that is only referred to has one too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table, its name and type as the descriptor has them.

    `refers_to` names the gathered table whose things it holds, "" for none.
    """

    name: str
    type: str
    refers_to: str = ""


def template() -> dict[str, Any]:
    """The descriptor without what depends on the data; the tables stand in `resources`."""
    made: dict[str, Any] = json.loads((shipped("ontology") / "tables.json").read_text(encoding="utf-8"))
    return made


def columns_of(resource: Mapping[str, Any]) -> tuple[Column, ...]:
    """The columns of a table of the descriptor, in order."""
    keys = {key["fields"]: key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]}
    gathered = {column: table for column, table in keys.items() if table in GATHERED}
    return tuple(
        Column(name=one["name"], type=one["type"], refers_to=gathered.get(one["name"], ""))
        for one in resource["schema"]["fields"]
    )
