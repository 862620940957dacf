"""A catalogue's file as records: rows of CSV or lines of JSON, each with its number and its cells as words.

MARC is read by `kg.inputs.marc`. What is wrong with one record is told and the others are kept; a file that is wrong as
a whole is refused.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import CatalogueError, on_one_line, quoted
from kg.files import reason

COLUMNS = ("file", "symbol", "kind", "date", "speaks_for", "title", "title_language")
LISTS = ("symbol", "speaks_for")
"""The columns that may hold several values."""
FETCHED = ("language", "address", "modified", "etag", "sha256", "size")
"""What the manifest of `kg fetch` has besides: it says how a file came, and nothing of the document."""
FORMATS = {".csv": "CSV", ".jsonl": "JSON lines", ".ndjson": "JSON lines", ".xml": "MARCXML", ".mrc": "MARC21"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a catalogue says of one document: the words of its cells by column, none of them blank.

    `number` is that of its row, line or record. `names` are files of which the document may be one.
    """

    number: int
    cells: Mapping[str, str] = field(hash=False)
    names: tuple[str, ...] = ()


class Records:
    """The records of a catalogue and what is wrong with others; `unit` is what one is called."""

    def __init__(self, catalogue: str, unit: str) -> None:
        self.catalogue, self.unit = catalogue, unit
        self.complaints: list[str] = []
        self.all: list[Record] = []

    def add(self, number: int, cells: Mapping[str, str], names: Sequence[str] = ()) -> None:
        """Takes up a record; one without a word is none."""
        if words := {column: cell.strip() for column, cell in cells.items() if cell.strip()}:
            self.all.append(Record(number=number, cells=words, names=tuple(names)))

    def complain(self, number: int, what: str) -> None:
        """Tells what is wrong with a record."""
        self.complaints.append(f"{on_one_line(self.catalogue)}: {self.unit} {number}: {what}")


def read_records(path: Path) -> Records:
    """The records of a catalogue, by the end of its name; raises CatalogueError for what is none as a whole."""
    what = FORMATS.get(path.suffix.lower(), "CSV")
    if what == "CSV":
        return _csv(path)
    if what == "JSON lines":
        return _json_lines(path)
    from kg.inputs.marc import read_marc

    return read_marc(path)


def content(path: Path) -> bytes:
    """The bytes of a catalogue; raises CatalogueError."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise CatalogueError(path, f"the catalogue cannot be read: {reason(error)}") from error


def _text(path: Path, what: str) -> str:
    data = content(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 (at byte {error.start}, in line {line}); save the catalogue as {what} in UTF-8"
        raise CatalogueError(path, what) from None


def _csv(path: Path) -> Records:
    head, *rows = _table(path)
    columns = _columns(path, head)
    records = Records(path.name, "row")
    _tell_unknown(records, 1, "columns", columns)
    for number, cells in enumerate(rows, 2):
        if any(map(str.strip, cells)) and len(cells) != len(columns):
            records.complain(number, f"has {len(cells)} cells where row 1 has {len(columns)}; the row is left out")
        else:
            named = zip(columns, cells, strict=False)
            records.add(number, {column: cell for column, cell in named if column in COLUMNS})
    return records


def _table(path: Path) -> list[list[str]]:
    text = _text(path, "CSV")
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise CatalogueError(path, f"is no CSV from row {len(rows) + 1} on: {error}; mend the quotes there") from None
    if not rows or "\0" in text:
        raise CatalogueError(path, f"is no catalogue; its first row names the columns: {','.join(COLUMNS)}")
    return rows


def _columns(path: Path, head: Sequence[str]) -> list[str]:
    """The columns that the first row names; raises CatalogueError for none of file and symbol, and for one twice."""
    columns = [name.strip().lower() for name in head]
    if twice := [name for name, number in Counter(columns).items() if number > 1 and name in COLUMNS]:
        raise CatalogueError(path, f"row 1 names the column {twice[0]} twice; take one out")
    if not {"file", "symbol"} & {*columns}:
        what = f"row 1 names no column file or symbol; it has to be as {','.join(COLUMNS)}, parted by commas"
        raise CatalogueError(path, what)
    return columns


def _tell_unknown(records: Records, number: int, what: str, names: Sequence[str]) -> None:
    if extra := [name for name in names if name not in (*COLUMNS, *FETCHED)]:
        unread = ", ".join(map(quoted, extra))
        records.complain(number, f"{what} that are not read: {unread}; known are {', '.join(COLUMNS)}")


def _json_lines(path: Path) -> Records:
    records, unknown = Records(path.name, "line"), dict[str, int]()
    for number, line in _objects(path):
        unknown |= {name: number for name in line if name not in unknown}
        records.add(number, dict(_cells(records, number, line)))
    for number in sorted({*unknown.values()}):
        _tell_unknown(records, number, "names", [name for name, first in unknown.items() if first == number])
    if not records.all and not records.complaints:
        raise CatalogueError(path, f"is no catalogue; a line is an object with some of {', '.join(COLUMNS)}")
    return records


def _objects(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """The lines that hold something, which have to be objects."""
    for number, line in enumerate(_text(path, "JSON lines").split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            why = f": {error}" if isinstance(error, json.JSONDecodeError) else ""
            raise CatalogueError(path, f"line {number} is no JSON{why}; write one object a line") from None
        if not isinstance(found, dict):
            raise CatalogueError(path, f'line {number} is no object; write it as {{"symbol": "S/1995/151", ...}}')
        yield number, found


def _cells(records: Records, number: int, line: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The cells of a line; several values of one are parted as in a row of CSV."""
    for column in COLUMNS:
        value = line.get(column)
        several = value if isinstance(value, list) and column in LISTS else [value]
        words = [str(one) for one in several if isinstance(one, str | int) and not isinstance(one, bool)]
        if len(words) < len(several) and value is not None:
            records.complain(number, f"{column} is neither a word nor a list of words; what is none is left out")
        yield column, ";".join(words)
