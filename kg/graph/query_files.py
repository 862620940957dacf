"""Questions as files of SPARQL, whose header says in comments what they ask, take and tell."""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import LONGEST_QUOTE, QueryError, quoted
from kg.resources import shipped

LONGEST = 1_000_000
"""Characters of a query."""
TYPE_EXAMPLES = {
    "iri": "id:actor/security-council, a full IRI, or a name that the graph knows",
    "date": "2022-09-13",
    "integer": "822",
    "string": "S/2022/979",
}
GROUPS = ("documents", "actors", "places", "events", "agreements", "claims", "disputes", "provenance")
_FIELD = re.compile(r"#\s*(question-zh|question-en|group|parameter|column|shown|example):\s*(.*?)\s*")
_PARAMETER = re.compile(r"(?P<name>\w+):\s*(?P<type>\w+)\s*(?:=\s*(?P<default>[^|]*?)\s*)?\|\s*(?P<about>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a query takes; `default` is None for one that must be given, "any" for one that may be left open."""

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question with its SPARQL; `columns` are names and descriptions, none for a query without a header.

    `shown` are the columns that fit on a screen; none where the first ones do.
    """

    name: str
    text: str
    question_zh: str = ""
    question_en: str = ""
    group: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    shown: tuple[str, ...] = ()
    example: str = ""


def parse_query(name: str, text: str) -> Query:
    """A query with what its header says; raises QueryError for a header that is begun but incomplete or malformed."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _FIELD.fullmatch(line):
            fields.setdefault(match[1], []).append(match[2])
        elif fields and ":" in line:
            raise QueryError(f"{name}: header line not understood: {line!r}")
    if not fields:
        return Query(name=name, text=text)
    for key in ("question-zh", "question-en", "group", "column", "example"):
        if not all(fields.get(key, [""])):
            raise QueryError(f"{name}: the header has no `# {key}: ...` line")
    if fields["group"][0] not in GROUPS:
        raise QueryError(f"{name}: no group {fields['group'][0]!r}; groups are {', '.join(GROUPS)}")
    columns = tuple(_column(name, words) for words in fields["column"])
    return Query(
        name=name,
        text=text,
        question_zh=fields["question-zh"][0],
        question_en=fields["question-en"][0],
        group=fields["group"][0],
        parameters=tuple(_parameter(name, words) for words in fields.get("parameter", ())),
        columns=columns,
        shown=_shown(name, columns, fields.get("shown", ())),
        example=fields["example"][0],
    )


def _parameter(query: str, words: str) -> Parameter:
    match = _PARAMETER.fullmatch(words)
    if not match:
        raise QueryError(f"{query}: parameter not understood: {words!r}; write `name: type = default | description`")
    if match["type"] not in TYPE_EXAMPLES:
        raise QueryError(f"{query}: {match['name']} has type {match['type']!r}; types are {', '.join(TYPE_EXAMPLES)}")
    return Parameter(
        name=match["name"], type=match["type"], default=match["default"] or None, description=match["about"]
    )


def _column(query: str, words: str) -> tuple[str, str]:
    name, bar, about = (part.strip() for part in words.partition("|"))
    if not (name.isidentifier() and bar and about):
        raise QueryError(f"{query}: column not understood: {words!r}; write `name | description`")
    return name, about


def _shown(query: str, columns: Iterable[tuple[str, str]], lines: Iterable[str]) -> tuple[str, ...]:
    """The columns that a header wants on a screen."""
    wanted, known = re.split(r",\s*", ", ".join(lines)), [name for name, _ in columns]
    if unknown := [name for name in wanted if name and name not in known]:
        raise QueryError(f"{query}: no column {', '.join(unknown)} to be shown; columns are {', '.join(known)}")
    return tuple(filter(None, wanted))


def load_queries(folder: Path | None = None) -> tuple[Query, ...]:
    """The queries of a folder (by default those shipped), by name; raises QueryError."""
    folder = folder or shipped("queries")
    return tuple(read_query(path) for path in sorted(folder.glob("*.rq")))


def of_group(queries: Iterable[Query], group: str | None) -> list[Query]:
    """The queries of a group, or all where none is named; raises QueryError for an unknown one."""
    if group is not None and group not in GROUPS:
        raise QueryError(f"no group {group!r}; groups are {', '.join(GROUPS)}")
    return [query for query in queries if group in (None, query.group)]


def read_query(path: Path) -> Query:
    """The query of a file; raises QueryError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return read_text(path.stem, file)
    except OSError as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error


def read_text(name: str, file: BinaryIO) -> Query:
    """The query that an open file holds as UTF-8; raises QueryError where it does not, or holds too much."""
    content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise QueryError(f"{name}: longer than the {LONGEST:,} bytes that a query may have")
    try:
        return parse_query(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise QueryError(f"{name}: cannot be read: no UTF-8 ({error})") from error


def find_query(wanted: str, folder: str = "queries", kind: str = "query") -> Query:
    """A shipped query (of a kind that lies in a folder) by its name, or one from a file.

    Raises QueryError with near names for an unknown one.
    """
    known = {path.stem: path for path in sorted(shipped(folder).glob("*.rq"))}
    path = known.get(wanted) or Path(wanted)
    with contextlib.suppress(OSError):  # a name too long for a file
        if path.is_file():
            return read_query(path)
    near = difflib.get_close_matches(wanted[:LONGEST_QUOTE], known, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    raise QueryError(f"{quoted(wanted)} is neither a {kind} nor a file; {hint}known {folder}: {', '.join(known)}")
