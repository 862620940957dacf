"""The manifest of a folder of fetched documents: JSON lines, which a build reads as a catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.errors import FetchError
from kg.files import atomic, cause
from kg.inputs.symbols import key

NAME = "manifest.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A fetched file: its symbols, language, the address asked, the server's version, SHA-256 and size in bytes.

    `modified` is the server's Last-Modified as ISO 8601 writes it; it and `etag` are "" where it told none.
    """

    file: str
    symbols: tuple[str, ...]
    language: str
    address: str
    modified: str
    etag: str
    sha256: str
    size: int

    @classmethod
    def of(cls, line: dict[str, object]) -> Entry:
        """The entry of a line; raises ValueError for what is none."""
        words = {name: line.get(name) for name in ("file", "language", "address", "modified", "etag", "sha256")}
        symbol, size = line.get("symbol"), line.get("size")
        if not isinstance(symbol, str) or not isinstance(size, int) or Path(str(words["file"])).name != words["file"]:
            raise ValueError("no entry")
        return cls(**{name: str(word) for name, word in words.items()}, symbols=tuple(symbol.split(";")), size=size)

    def line(self) -> str:
        """The entry as a line of JSON."""
        cells = asdict(self)
        symbols = cells.pop("symbols")
        return json.dumps({"file": cells.pop("file"), "symbol": ";".join(symbols), **cells}, ensure_ascii=False)


@dataclass(slots=True)
class Manifest:
    """The entries of a folder, which is written anew, in the order of their files, with each that comes."""

    path: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    _found: dict[tuple[str, str], Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """The manifest in a file, empty where there is none; raises FetchError for one that is broken."""
        try:
            lines = path.read_bytes().decode().splitlines()
        except FileNotFoundError:
            return cls(path)
        except (OSError, UnicodeDecodeError) as error:
            raise FetchError(f"{path}: cannot be read: {cause(error) or error}") from error
        manifest = cls(path)
        for entry in _entries(path, lines):
            manifest._take(entry)
        return manifest

    def of(self, symbol: str, language: str) -> Entry | None:
        """The entry of a symbol in a language."""
        return self._found.get((key(symbol), language))

    def with_content(self, sha256: str, language: str) -> Entry | None:
        """The entry of a file with this content."""
        return self._found.get((sha256, language))

    def put(self, entry: Entry, *, instead: Entry | None) -> None:
        """Takes an entry up, in place of another, and writes the manifest; raises StoreError."""
        if instead:
            self.entries.pop(instead.file, None)
        self._take(entry)
        with atomic(self.path) as file:
            file.writelines(f"{self.entries[name].line()}\n".encode() for name in sorted(self.entries))

    def _take(self, entry: Entry) -> None:
        self.entries[entry.file] = entry
        self._found |= {(key(symbol), entry.language): entry for symbol in entry.symbols}
        self._found[entry.sha256, entry.language] = entry


def _entries(path: Path, lines: list[str]) -> Iterator[Entry]:
    for number, line in enumerate(lines, 1):
        try:
            yield Entry.of(json.loads(line))
        except (ValueError, TypeError, AttributeError, RecursionError):
            what = f"line {number} is no entry of a manifest; mend it, or move the manifest away"
            raise FetchError(f"{path}: {what}") from None
