"""Reading a catalogue: a CSV file that says of each document what its text may lack. A row that is wrong is told."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

import regex

from kg.errors import CatalogueError, on_one_line, quoted
from kg.files import cause
from kg.model.document import CatalogueRow, DocumentKind

COLUMNS = ("file", "symbol", "kind", "date", "speaks_for", "title")
KINDS = {
    "letter": DocumentKind.LETTER, "note_verbale": DocumentKind.NOTE_VERBALE,
    "meeting_record": DocumentKind.MEETING_RECORD, "summary_record": DocumentKind.SUMMARY_RECORD,
    "resolution": DocumentKind.RESOLUTION, "draft_resolution": DocumentKind.DRAFT_RESOLUTION,
    "presidential_statement": DocumentKind.PRESIDENTIAL_STATEMENT, "report": DocumentKind.REPORT,
    "statement": DocumentKind.STATEMENT,
}  # fmt: skip
_DATE = regex.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_SEMICOLON = regex.compile("[;\uff1b]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The rows by the file that they are of, a name or a path's last steps; and what is wrong with the others."""

    rows: Mapping[str, CatalogueRow] = field(default_factory=dict, hash=False)
    complaints: tuple[str, ...] = ()

    def row_of(self, path: Path) -> CatalogueRow | None:
        """The row of a file; of several, the one that names more of its path."""
        return next((self.rows[name] for name in _names(path) if name in self.rows), None)

    def held_against(self, files: Iterable[Path]) -> Catalogue:
        """The catalogue with the rows that are each of one of the files; the others are told."""
        counted = Counter(next((name for name in _names(path) if name in self.rows), "") for path in files)
        rows = {name: row for name, row in self.rows.items() if counted[name] == 1}
        found = {0: "is not in this build", 2: "is the name of several; write the folder before it"}
        told = (
            _complaint(row.catalogue, row.row, f"file {quoted(name)} {found[min(counted[name], 2)]}")
            for name, row in self.rows.items()
            if counted[name] != 1
        )
        return Catalogue(rows=rows, complaints=(*self.complaints, *told))


def digest_of(row: CatalogueRow | None) -> str:
    """What tells one row from another; "" for none."""
    return hashlib.sha256(repr(row).encode()).hexdigest() if row else ""


def _names(path: Path) -> Iterator[str]:
    """What a catalogue may call a file: its path, that without its first step, and so on down to its name."""
    steps = path.parts
    return ("/".join(steps[start:]) for start in range(len(steps)))


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file; raises CatalogueError for one that is no CSV of documents as a whole."""
    head, *rows = _table(path)
    columns = _columns(path, head)
    reader = _Reader(path.name, columns)
    if extra := [name for name in columns if name not in COLUMNS]:
        unread = ", ".join(map(quoted, extra))
        reader.complain(1, f"columns that are not read: {unread}; known are {', '.join(COLUMNS)}")
    for number, cells in enumerate(rows, 2):
        if any(map(str.strip, cells)):
            reader.add(number, cells)
    return Catalogue(rows=reader.rows(), complaints=tuple(reader.complaints))


def _table(path: Path) -> list[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogueError(
            path, f"is not UTF-8 (at byte {error.start}); save the catalogue as CSV in UTF-8"
        ) from None
    except (OSError, ValueError) as error:
        why = cause(error) or (error.strerror if isinstance(error, OSError) else "") or "no such file"
        raise CatalogueError(path, f"the catalogue cannot be read: {why}") from error
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise CatalogueError(path, f"is no CSV from row {len(rows) + 1} on: {error}; mend the quotes there") from None
    if not rows or "\0" in text:
        raise CatalogueError(path, f"is no catalogue; its first row names the columns: {','.join(COLUMNS)}")
    return rows


def _columns(path: Path, head: Sequence[str]) -> list[str]:
    """The columns that the first row names; raises CatalogueError where the file's is not among them, or one twice."""
    columns = [name.strip().lower() for name in head]
    if twice := [name for name, number in Counter(columns).items() if number > 1 and name in COLUMNS]:
        raise CatalogueError(path, f"row 1 names the column {twice[0]} twice; take one out")
    if "file" not in columns:
        what = f"row 1 names no column file; it has to be as {','.join(COLUMNS)}, parted by commas"
        raise CatalogueError(path, what)
    return columns


def _complaint(catalogue: str, row: int, what: str) -> str:
    return f"{on_one_line(catalogue)}: row {row}: {what}"


class _Reader:
    """The rows of a catalogue while they are read, and what is wrong with them."""

    def __init__(self, catalogue: str, columns: Sequence[str]) -> None:
        self.catalogue, self.columns = catalogue, columns
        self.complaints: list[str] = []
        self._of: dict[str, list[CatalogueRow]] = {}

    def complain(self, row: int, what: str) -> None:
        self.complaints.append(_complaint(self.catalogue, row, what))

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Takes up a row that has as many cells as there are columns, and a file."""
        if len(cells) != len(self.columns):
            self.complain(number, f"has {len(cells)} cells where row 1 has {len(self.columns)}; the row is left out")
            return
        cell = {name: words.strip() for name, words in zip(self.columns, cells, strict=True) if name in COLUMNS}
        name = PurePath(cell["file"].replace("\\", "/")).as_posix() if cell["file"] else ""
        if not name:
            self.complain(number, "names no file; the row is left out")
            return
        self._of.setdefault(name, []).append(self._row(number, dict.fromkeys(COLUMNS, "") | cell))

    def _row(self, number: int, cell: Mapping[str, str]) -> CatalogueRow:
        kind = KINDS.get(cell["kind"].lower())
        if cell["kind"] and kind is None:
            self.complain(number, f"{quoted(cell['kind'])} is no kind, so it is left out; known are {', '.join(KINDS)}")
        date = cell["date"] if _is_date(cell["date"]) else ""
        if cell["date"] and not date:
            self.complain(
                number, f"{quoted(cell['date'])} is no date, so it is left out; write 1995-03-02, 1995-03 or 1995"
            )
        return CatalogueRow(
            catalogue=self.catalogue,
            row=number,
            symbols=_several(cell["symbol"]),
            kind=kind,
            date=date,
            speaks_for=_several(cell["speaks_for"]),
            title=cell["title"],
        )

    def rows(self) -> dict[str, CatalogueRow]:
        """The row of each file; of a file with rows that differ none, for nothing tells which is right."""
        kept = {}
        for name, (first, *others) in self._of.items():
            same = all(replace(other, row=first.row) == first for other in others)
            used = "which is the same" if same else "and neither is used"
            for other in others:
                self.complain(other.row, f"file {quoted(name)} has row {first.row} already, {used}; take one out")
            if same:
                kept[name] = first
        return kept


def _several(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.strip() for piece in _SEMICOLON.split(words) if piece.strip()))


def _is_date(words: str) -> bool:
    """Whether words are a day, a month or a year."""
    if not _DATE.fullmatch(words):
        return False
    try:
        datetime.date.fromisoformat((words + "-01-01")[: len("1995-03-02")])
    except ValueError:
        return False
    return True
