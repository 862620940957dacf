"""An answer as a page shows it: cells that lead to what they name, and a chart where a column can be one."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup

from kg.graph.export.formats import shorten
from kg.graph.table import Table, Term
from kg.namespaces import XSD
from kg.web.charts import Bar, bars, by_time, ranked
from kg.web.pages.words import concept_word
from kg.web.view import View

MOST_ROWS = 300
"""Rows on a page; all are in the file that it offers."""
MOST_RANKED = 20
NUMBERS = frozenset({f"{XSD}integer", f"{XSD}decimal", f"{XSD}double"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Words of a table, where they lead ("" for nowhere), and whether they are a number."""

    words: str
    href: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table on a page: its columns' headings, as many rows as fit, how many there are, and a chart or nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    chart: Markup


LISTS = {
    "harm": ("Harms",), "act": ("Acts",), "does": ("Compliance", "Acts"), "compliance": ("Compliance",),
    "type": ("EventTypes",), "event": ("EventTypes",), "finer": ("EventSubtypes",),
}  # fmt: skip
"""The closed lists from which columns of the questions have notations."""
PLACES = ("start", "end")
"""How columns of characters' places end."""
NAME = "Name"
"""How columns of names end."""
CLASSES = ("kind", "class", "role")
"""Columns of local names of the ontology."""


def shown(view: View, table: Table, *, all_columns: bool) -> Shown:
    """A table for a page; with its main columns alone unless all are wanted."""
    narrow = table if all_columns else table.narrow()
    places = [table.columns.index(name) for name in narrow.columns]
    rows = []
    for row in table.rows[:MOST_ROWS]:
        said = dict(zip(table.columns, row, strict=True))
        rows.append(tuple(_cell(view, name, row[at], said) for name, at in zip(narrow.columns, places, strict=True)))
    return Shown(
        columns=tuple(heading(view, name) for name in narrow.columns),
        rows=tuple(rows),
        total=len(table.rows),
        chart=chart(view, table),
    )


def heading(view: View, name: str) -> str:
    """A column's or a parameter's name in words.

    In a language without a phrase for it, its own words: claimantName as claimant.
    """
    if view.wording.has(f"cell_{name}"):
        return view.say(f"cell_{name}")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Name"))
    return words.lower()


def _cell(view: View, name: str, term: Term | None, row: dict[str, Term | None]) -> Cell:
    if isinstance(term, ox.NamedNode):
        label = view.index.label(term.value, view.language)
        return Cell(words=label or shorten(term.value), href=view.links.thing(term.value))
    if not isinstance(term, ox.Literal):
        return Cell(words="" if term is None else str(term))
    if name.lower().endswith("file"):
        return Cell(words=term.value, href=_file(view, name, term.value, row))
    if thing := _named(view, name, term.value):
        return Cell(words=view.name(thing), href=view.links.thing(thing))
    return Cell(words=_in_words(view, name, term.value), number=term.datatype.value in NUMBERS)


def _named(view: View, column: str, name: str) -> str:
    """The one thing that a column of names means, "" for none or several: the questions give Chinese names alone."""
    if not column.endswith(NAME):
        return ""
    asked = "SELECT DISTINCT thing.iri FROM entry JOIN thing ON thing.id = entry.thing WHERE form = ? AND preferred = 1"
    found = view.index.rows(f"{asked} AND language = 'zh' LIMIT 2", name)
    return str(found[0][0]) if len(found) == 1 else ""


def _in_words(view: View, column: str, value: str) -> str:
    """A value in the language of the page where its column has values of a closed list; files have it as it is."""
    if column in LISTS:
        return concept_word(view, LISTS[column], value)
    if column in CLASSES:
        return view.wording.term(value)
    phrase = f"value_{column}_{value}"
    return view.say(phrase) if view.wording.has(phrase) else value


def _file(view: View, column: str, name: str, row: dict[str, Term | None]) -> str:
    """The page of a file, at the character that a column beside it gives: of otherFile otherStart."""
    start = row.get(f"{column[:-4]}Start" if column != "file" else "start")
    asked = "SELECT graph.iri FROM entry JOIN entry_in ON entry_in.entry = entry.id JOIN graph ON graph.id ="
    document = view.index.one(f"{asked} entry_in.graph WHERE entry.form = ? AND graph.iri IN (SELECT iri FROM thing"
                              " WHERE id = entry.thing) AND entry.preferred = 0 LIMIT 1", name)  # fmt: skip
    if not document:
        return ""
    at = int(start.value) if isinstance(start, ox.Literal) and start.value.isdigit() else None
    return view.links.place(document, at, None if at is None else at + 1)


def chart(view: View, table: Table) -> Markup:
    """Rows by time where a column holds days, or the largest numbers by what they are of; else nothing."""
    for at, name in enumerate(table.columns):
        days = [day for row in table.rows if (day := _day(row[at]))]
        if days and len(days) * 2 > len(table.rows):
            return bars(by_time(Counter(days)), view.say("chart_by_time", column=heading(view, name)))
    numbers, words = _column(table, number=True), _column(table, number=False)
    if numbers is None or words is None or len(table.rows) < 2:
        return Markup("")
    column = table.columns[words]
    pairs = [(_words(row[words]), int(float(_words(row[numbers]) or 0))) for row in table.rows]
    largest = sorted(pairs, key=lambda pair: -pair[1])[:MOST_RANKED]
    title = view.say("chart_ranked", number=heading(view, table.columns[numbers]), of=heading(view, column))
    return ranked([Bar(label=_label(view, column, value), number=number) for value, number in largest], title)


def _label(view: View, column: str, value: str) -> str:
    thing = _named(view, column, value)
    return view.name(thing) if thing else _in_words(view, column, value)


def _day(term: Term | None) -> str:
    if not isinstance(term, ox.Literal) or term.datatype.value != f"{XSD}date":
        return ""
    try:
        return datetime.date.fromisoformat(term.value).isoformat()
    except ValueError:
        return ""


def _column(table: Table, *, number: bool) -> int | None:
    """The first column of numbers, or of words that are none; characters' places are no numbers to draw."""
    for at, name in enumerate(table.columns):
        if name.lower().endswith(PLACES):
            continue
        terms = [row[at] for row in table.rows if row[at] is not None]
        if terms and all(isinstance(one, ox.Literal) and (one.datatype.value in NUMBERS) == number for one in terms):
            return at
    return None


def _words(term: Term | None) -> str:
    return term.value if isinstance(term, ox.Literal) else ""
