"""What a catalogue says of each document that its text may lack, and of which file or symbol each row is.

A row that is wrong is told and left out; a catalogue that is wrong as a whole is refused.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

import regex

from kg.errors import on_one_line, quoted
from kg.inputs.records import COLUMNS, Record, Records, read_records
from kg.inputs.symbols import key, parted, plain
from kg.model.document import CatalogueRow, DocumentKind

KINDS = {
    "letter": DocumentKind.LETTER, "note_verbale": DocumentKind.NOTE_VERBALE,
    "meeting_record": DocumentKind.MEETING_RECORD, "summary_record": DocumentKind.SUMMARY_RECORD,
    "resolution": DocumentKind.RESOLUTION, "draft_resolution": DocumentKind.DRAFT_RESOLUTION,
    "presidential_statement": DocumentKind.PRESIDENTIAL_STATEMENT, "report": DocumentKind.REPORT,
    "statement": DocumentKind.STATEMENT,
}  # fmt: skip
_DATE = regex.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_LANGUAGE = regex.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*")
_SEMICOLON = regex.compile("[;\uff1b]")
_HAN = regex.compile(r"\p{Han}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row with what says whose it is: a file's name or its path's last steps, else names of which one may be its."""

    row: CatalogueRow
    file: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The rows by the file or, where they name none, by the symbol that they are of; and what is wrong with others.

    `unit` is what the catalogue calls a row: row, line or record. `offered` are rows that name files of which one may
    be theirs.
    """

    name: str = ""
    unit: str = "row"
    rows: Mapping[str, CatalogueRow] = field(default_factory=dict, hash=False)
    symbols: Mapping[str, CatalogueRow] = field(default_factory=dict, hash=False)
    offered: tuple[Listed, ...] = ()
    complaints: tuple[str, ...] = ()

    def row_of(self, path: Path) -> CatalogueRow | None:
        """The row of a file; of several, the one that names more of its path."""
        return next((self.rows[name] for name in _names(path) if name in self.rows), None)

    def rows_of(self, symbols: Iterable[str]) -> tuple[CatalogueRow, ...]:
        """The rows of a document that prints these symbols, which name no file."""
        found = (self.symbols[key(symbol)] for symbol in symbols if key(symbol) in self.symbols)
        return tuple(dict.fromkeys(found))

    def held_against(self, files: Iterable[Path]) -> Catalogue:
        """The catalogue with the rows that are each of one of the files, or of a symbol; the others are told."""
        files = [*files]
        counted = Counter(next((name for name in _names(path) if name in self.rows), "") for path in files)
        rows = {name: row for name, row in self.rows.items() if counted[name] == 1}
        found = {0: "is not in this build", 2: "is the name of several; write the folder before it"}
        told = [
            self.told(row, f"file {quoted(name)} {found[min(counted[name], 2)]}")
            for name, row in self.rows.items()
            if counted[name] != 1
        ]
        given, left, more = self._given([path for path in files if not any(name in rows for name in _names(path))])
        symbols, doubtful = self._by_symbol(left)
        return replace(
            self, rows=rows | given, symbols=symbols, offered=(), complaints=(*self.complaints, *told, *more, *doubtful)
        )

    def _given(self, files: Sequence[Path]) -> tuple[dict[str, CatalogueRow], list[CatalogueRow], list[str]]:
        """The rows of the files of which they offer the names, the rows of no file, and what is doubtful."""
        named: dict[str, list[Path]] = {}
        for path in files:
            named.setdefault(path.name, []).append(path)
        wanted = Counter(name for one in self.offered for name in one.names)
        given, left, told = dict[str, CatalogueRow](), list[CatalogueRow](), list[str]()
        for one in self.offered:
            paths = [path for name in one.names for path in named.get(name, ())]
            if not paths:
                left.append(one.row)
            elif len(paths) == 1 and wanted[paths[0].name] == 1:
                given[paths[0].as_posix()] = one.row
            else:
                listed = ", ".join(quoted(path.name) for path in paths[:3])
                told.append(self.told(one.row, f"names {listed} of this build, and not it alone; none is given it"))
        return given, left, told

    def _by_symbol(self, rows: Iterable[CatalogueRow]) -> tuple[dict[str, CatalogueRow], list[str]]:
        """The rows by what their symbols have in common with others of one document; one of several rows is told."""
        of: dict[str, list[CatalogueRow]] = {}
        for row in rows:
            for name in dict.fromkeys(map(key, row.symbols)):
                of.setdefault(name, []).append(row)
        symbols, told = dict[str, CatalogueRow](), list[str]()
        for name, (first, *others) in of.items():
            same = all(_alike(first, other) for other in others)
            told += [self.told(other, _again("symbol", first.symbols[0], first, self.unit, same)) for other in others]
            if same:
                symbols[name] = first
        return symbols, told

    def told(self, row: CatalogueRow, what: str) -> str:
        """What is told of a row."""
        return f"{on_one_line(self.name)}: {self.unit} {row.row}: {what}"


def digest_of(row: CatalogueRow | None) -> str:
    """What tells one row from another; "" for none."""
    return hashlib.sha256(repr(row).encode()).hexdigest() if row else ""


def _names(path: Path) -> Iterator[str]:
    """What a catalogue may call a file: its path, that without its first step, and so on down to its name."""
    steps = path.parts
    yield path.as_posix()
    yield from ("/".join(steps[start:]) for start in range(1, len(steps)))


def _alike(one: CatalogueRow, other: CatalogueRow) -> bool:
    """Whether two rows say the same."""
    return replace(other, row=one.row) == one


def _again(what: str, name: str, first: CatalogueRow, unit: str, same: bool) -> str:
    used = "which is the same" if same else "and neither is used"
    return f"{what} {quoted(name)} has {unit} {first.row} already, {used}; take one out"


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file; raises CatalogueError for one that is none of documents as a whole."""
    records = read_records(path)
    listed = [one for record in records.all if (one := _listed(records, record))]
    rows = _of_files(records, [one for one in listed if one.file])
    return Catalogue(
        name=path.name,
        unit=records.unit,
        rows=rows,
        offered=tuple(one for one in listed if not one.file),
        complaints=tuple(records.complaints),
    )


def _listed(records: Records, record: Record) -> Listed | None:
    """The record as a row; None where it says not of what."""
    name = PurePath(record.cells.get("file", "").replace("\\", "/")).as_posix()
    row = _row(records, record)
    if name == "." and not row.symbols and not record.names:
        records.complain(record.number, f"names no file and no symbol; the {records.unit} is left out")
        return None
    return Listed(row=row, file="" if name == "." else name, names=record.names)


def _row(records: Records, record: Record) -> CatalogueRow:
    cell = dict.fromkeys(COLUMNS, "") | {**record.cells}
    number = record.number
    kind = KINDS.get(cell["kind"].lower())
    if cell["kind"] and kind is None:
        what = f"{quoted(cell['kind'])} is no kind, so it is left out; known are {', '.join(KINDS)}"
        records.complain(number, what)
    date = cell["date"] if _is_date(cell["date"]) else ""
    if cell["date"] and not date:
        what = f"{quoted(cell['date'])} is no date, so it is left out; write 1995-03-02, 1995-03 or 1995"
        records.complain(number, what)
    return CatalogueRow(
        catalogue=records.catalogue,
        row=number,
        symbols=tuple(dict.fromkeys(plain(one) for words in _several(cell["symbol"]) for one in parted(words))),
        kind=kind,
        date=date,
        speaks_for=_several(cell["speaks_for"]),
        title=cell["title"],
        title_language=_language(records, number, cell) if cell["title"] else "",
    )


def _language(records: Records, number: int, cell: Mapping[str, str]) -> str:
    """The language of a title: as it is told, else Chinese where it has a Chinese sign; "" for one not known."""
    told = cell["title_language"]
    if told and not _LANGUAGE.fullmatch(told):
        records.complain(number, f"{quoted(told)} is no language, so it is left out; write zh, en, fr, es, ru or ar")
        told = ""
    return told.lower() or ("zh" if _HAN.search(cell["title"]) else "")


def _of_files(records: Records, listed: Iterable[Listed]) -> dict[str, CatalogueRow]:
    """The row of each file; of a file with rows that differ none, for nothing tells which is right."""
    of: dict[str, list[CatalogueRow]] = {}
    for one in listed:
        of.setdefault(one.file, []).append(one.row)
    kept = {}
    for name, (first, *others) in of.items():
        same = all(_alike(first, other) for other in others)
        for other in others:
            records.complain(other.row, _again("file", name, first, records.unit, same))
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
