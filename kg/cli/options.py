"""Options of one name and one meaning in every command, and groups of them that a command takes as one value."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

OUTPUT = Path("output")
LIMIT = 50

Out = Annotated[Path, typer.Option("--out", help="Folder of the store and of what a build writes.")]
Endpoint = Annotated[
    str, typer.Option("--store", help="Ask this SPARQL endpoint, to which a store was pushed, in place of --out.")
]
Lexicon = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="Folder of Turtle laid over the shipped lexicon and rules; repeatable."),
]
Verdicts = Annotated[
    Path | None,
    typer.Option("--verdicts", help="Turtle file of verdicts on pairs of events; by default verdicts.ttl in --out."),
]
Since = Annotated[str, typer.Option("--from", help="From this day, month or year on: 1995-02-22, 1995-02, 1995.")]
Until = Annotated[str, typer.Option("--until", help="Up to and including this day, month or year.")]
Format = Annotated[str, typer.Option("--format", help="table, csv, json or markdown.")]
PlainCells = Annotated[
    bool, typer.Option("--plain-cells", help="In CSV, no ' before words that a spreadsheet would run as a formula.")
]
Wide = Annotated[bool, typer.Option("--wide", help="All columns of the table, lines not fitted to the terminal.")]
Language = Annotated[str, typer.Option("--language", help="Language of names, headings and reasons: zh or en.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How a table is printed."""

    format_: Format = "table"
    wide: Wide = False
    plain_cells: PlainCells = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that are asked for."""

    since: Since = ""
    until: Until = ""

    def range(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and the last day; raises QueryError."""
        from kg.graph.days import day_range

        return day_range(self.since, self.until)


Unknown = Annotated[bool, typer.Option("--unknown", help="Include claims of authors not known.")]
JudgedWrong = Annotated[bool, typer.Option("--all", help="Include what a person judged wrong (`kg review`).")]
Reviews = Annotated[
    Path | None, typer.Option("--reviews", help="Turtle file of reviews; by default reviews.ttl in --out.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Whose claims are wanted, and of which document."""

    by: Annotated[str, typer.Option("--by", help="Only claims of this side: name or IRI.")] = ""
    of: Annotated[str, typer.Option("--of", help="Only claims about this side: name or IRI.")] = ""
    document: Annotated[str, typer.Option("--in", help="Only this document: symbol, file name or IRI.")] = ""
    unknown: Unknown = False
    all_: JudgedWrong = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """How a report is written, and where to."""

    language: Language = "zh"
    format_: Annotated[str, typer.Option("--format", help="md or html.")] = "md"
    to: Annotated[Path | None, typer.Option("--to", help="File to write; standard output without it.")] = None
    endpoint: Endpoint = ""
    limit: Annotated[int, typer.Option("--limit", min=0, help="Most lines of a group; 0 for all.")] = LIMIT
    all_: JudgedWrong = False
    out: Out = OUTPUT


def grouped(function: Callable[..., None]) -> Callable[..., None]:
    """The function as a command: in place of each parameter that is a dataclass, the command takes its fields."""
    hints = get_type_hints(function, include_extras=True)
    groups: dict[str, Any] = {name: hint for name, hint in hints.items() if is_dataclass(hint)}

    def command(**given: Any) -> None:  # noqa: ANN401
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        function(**given)

    parameters = [
        taken
        for name, parameter in inspect.signature(function).parameters.items()
        for taken in (
            _fields(groups[name]) if name in groups else [parameter.replace(kind=_KEYWORD, annotation=hints[name])]
        )
    ]
    command.__name__, command.__doc__ = function.__name__, function.__doc__
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return command


_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def _fields(group: Any) -> Iterator[inspect.Parameter]:  # noqa: ANN401
    hints = get_type_hints(group, include_extras=True)
    for field in fields(group):
        default = inspect.Parameter.empty if field.default is MISSING else field.default
        yield inspect.Parameter(field.name, _KEYWORD, default=default, annotation=hints[field.name])
