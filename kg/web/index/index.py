"""The index as pages use it: a file beside the store, brought up to date when it is opened, then only read."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import StoreError
from kg.graph.store import Store
from kg.web.index.update import Progress, update
from kg.web.text.kept import Prepared, unpacked

FILE = "explorer.sqlite3"
WAIT = 60.0
"""Seconds that another process may take to bring the index up to date."""
CACHE = -16_000
"""Kibibytes (negative, as SQLite has it) of pages that each thread's connection keeps."""
REMEMBERED = 48
"""So many results that took long to make are kept, those asked for last."""
Made = TypeVar("Made")


class Index:
    """Reads the index; each thread has a connection of its own, which cannot write."""

    def __init__(self, path: Path, kept: tempfile.TemporaryDirectory[str] | None = None) -> None:
        """`kept` is the folder of an index for one run, which goes with it."""
        self.path, self._kept = path, kept
        self._local, self._open = threading.local(), list[sqlite3.Connection]()
        self._lock, self._made = threading.Lock(), OrderedDict[Hashable, Any]()

    @classmethod
    def of(
        cls, store: Store, told: Progress = lambda done, of: None, say: Callable[[str], None] = print,
        folder: Path | None = None,
    ) -> Index:  # fmt: skip
        """The index of a store, brought up to date; where the folder cannot be written, one for this run alone.

        It lies in the store's folder, or in another. Raises StoreError where it can be written nowhere.
        """
        path = (folder or store.folder) / FILE
        try:
            _bring_up_to_date(path, store, told)
        except sqlite3.DatabaseError as error:
            kept = tempfile.TemporaryDirectory(prefix="letterkg-")
            spare = Path(kept.name) / FILE
            say(f"{path}: cannot be written ({error}); the index for searching is kept in {spare} for this run")
            try:
                _bring_up_to_date(spare, store, told)
            except sqlite3.DatabaseError as again:
                raise StoreError(f"{spare}: cannot be written ({again}); free some space and try again") from again
            return cls(spare, kept)
        return cls(path)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            self._open.append(found)
            found.create_function("reverse", 1, lambda words: words[::-1], deterministic=True)
            found.execute("PRAGMA query_only = 1")
            found.execute(f"PRAGMA cache_size = {CACHE}")
            self._local.connection = found
        return found

    @contextmanager
    def apart(self, folder: Path) -> Iterator[Index]:
        """The index as it is now, in a folder of its own, where nobody brings it up to date; closes both."""
        with closing(sqlite3.connect(folder / FILE)) as copy:
            self.connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        self.close()
        made = Index(folder / FILE)
        try:
            yield made
        finally:
            made.close()

    def close(self) -> None:
        """Closes the connections of all threads, none of which reads any more."""
        while self._open:
            self._open.pop().close()
        self._local = threading.local()

    def rows(self, query: str, *values: object) -> list[Any]:
        """The rows of a query."""
        return self.connection.execute(query, values).fetchall()

    def one(self, query: str, *values: object) -> Any:  # noqa: ANN401
        """The first value of the first row, None where there is none."""
        row = self.connection.execute(query, values).fetchone()
        return row[0] if row else None

    def number(self, iri: str) -> int:
        """The number of a thing, 0 for one that is not there."""
        return self.one("SELECT id FROM thing WHERE iri = ?", iri) or 0

    def iri(self, number: int | None) -> str:
        """The IRI of a thing by its number, "" for none."""
        return self.one("SELECT iri FROM thing WHERE id = ?", number) or ""

    def label(self, iri: str, language: str) -> str:
        """A thing's name in a language, else in another, else one that is not preferred; "" where it has none."""
        asked = "SELECT MIN(form) FROM entry WHERE thing = ? AND preferred = ? AND language = ?"
        number = self.number(iri)
        wanted = [(preferred, one) for preferred in (1, 0) for one in dict.fromkeys((language, "zh", "en", ""))]
        return next((form for one in wanted if (form := self.one(asked, number, *one))), "")

    def document(self, iri: str) -> Prepared:
        """A document that was read, by its IRI, as its page needs it."""
        asked = "SELECT prepared FROM page JOIN document ON document.graph = page.graph WHERE document.thing = ?"
        return unpacked(self.one(asked, self.number(iri)))

    def kinds(self, iri: str) -> tuple[str, ...]:
        """The classes of a thing that has a page, sorted."""
        rows = self.rows("SELECT DISTINCT kind FROM kind WHERE thing = ? ORDER BY kind", self.number(iri))
        return tuple(kind for (kind,) in rows)

    @property
    def state(self) -> str:
        """The state of the store that it was made from."""
        return self.one("SELECT words FROM state") or ""

    def remembered(self, key: Hashable, made: Callable[[], Made]) -> Made:
        """What was made for a key once, which nobody changes; the index stays as it is as long as it is open."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                found: Made = self._made[key]
                return found
        value = made()
        with self._lock:
            self._made[key] = value
            if len(self._made) > REMEMBERED:
                self._made.popitem(last=False)
        return value

    def totals(self, what: str) -> dict[str, int]:
        """What is counted under a heading of `total`, by kind."""
        return dict(self.rows("SELECT kind, number FROM total WHERE what = ? ORDER BY kind", what))


def _bring_up_to_date(path: Path, store: Store, told: Progress) -> None:
    """Makes the file what the store says; one that is damaged, or none of SQLite's, is made anew."""
    try:
        _update(path, store, told)
    except sqlite3.OperationalError:  # not the file's fault: it is locked, the disk is full
        raise
    except sqlite3.DatabaseError:
        path.unlink()
        _update(path, store, told)


def _update(path: Path, store: Store, told: Progress) -> None:
    with closing(sqlite3.connect(path, WAIT, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -200000")
        update(connection, store, told)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def placeholders(values: Sequence[object]) -> str:
    """As many question marks as values, for a list in a query."""
    return ", ".join("?" * len(values))
