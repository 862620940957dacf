"""What is wrong with a store, by what Oxigraph (RocksDB), SQLite or the system says, and what to do about it.

Only real damage is called damage, and nothing is advised that could lose what is stored.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.files import CAUSES, cause

STORE, RECORDS = "store", "records.sqlite3"
_IN_USE = "in use by another process (perhaps another `kg build`); wait for it to end and try again"
_INTACT = "what was stored before is intact"
_ROCKSDB = re.compile(r"Corruption: |IO error: |Invalid argument: |Resource busy: |Operation |Result incomplete: ")
_HELD = re.compile(
    rf"lock hold by current process|While lock file: .*: ({os.strerror(errno.EAGAIN)}|{os.strerror(errno.EACCES)})"
)
_UNFINISHED = re.compile(r"Column family not found|only possible on read-write instances")
"""What a reader is told of a store whose making was broken off; whoever opens it for writing finishes it."""
_SQLITE = {
    "SQLITE_BUSY": _IN_USE,
    "SQLITE_LOCKED": _IN_USE,
    "SQLITE_FULL": f"{CAUSES[errno.ENOSPC]}; {_INTACT}",
    "SQLITE_IOERR": "the disk takes or gives no more (it is full, a limit on files' size is reached, or it is faulty); "
    f"mend that and try again; {_INTACT}",
    "SQLITE_READONLY": f"cannot be written: {CAUSES[errno.EACCES]}; {_INTACT}",
    "SQLITE_PERM": f"{CAUSES[errno.EACCES]}; {_INTACT}",
    "SQLITE_CANTOPEN": "cannot be opened or written; look whether it is a file that you may read and write, in a folder"
    f" that you may write; {_INTACT}",
}
"""By the error's name up to its second underscore; what is not here, SQLite could open but not make sense of."""


@contextmanager
def advising(folder: Path) -> Iterator[None]:
    """Turns what Oxigraph, SQLite and the system say of the store in a folder into a StoreError with advice."""
    try:
        yield
    except (OSError, RuntimeError, sqlite3.Error) as error:
        if isinstance(error, RecursionError | NotImplementedError):
            raise
        raise StoreError(advice(folder, error)) from error


def is_of_store(error: BaseException) -> bool:
    """Whether it is SQLite or RocksDB that says so, wherever it was asked."""
    known = isinstance(error, OSError | RuntimeError) and _ROCKSDB.match(str(error)) is not None
    return known or isinstance(error, sqlite3.Error)


def advice(folder: Path, error: BaseException) -> str:
    """Where, what and what to do, for an error of the store in a folder."""
    if isinstance(error, sqlite3.Error):
        return f"{folder / RECORDS}: {_of_records(folder, error)}"
    return f"{folder / STORE}: {_of_triples(folder, error)}"


def nothing_yet(folder: Path) -> str:
    """What to do where no build has written a graph."""
    return f"no graph here yet; run `kg build PATH --out {folder}` first"


def _of_records(folder: Path, error: sqlite3.Error) -> str:
    name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
    return _SQLITE.get(name) or (
        f"damaged ({error}); move this one file aside and build again: the graphs stay, and every document is read anew"
    )


def _of_triples(folder: Path, error: BaseException) -> str:
    words = str(error).replace(f"{folder}/", "")  # no name of a folder is a cause
    if _UNFINISHED.search(words):
        return nothing_yet(folder)
    if _HELD.search(words):
        return _IN_USE
    if "While lock file" in words:
        return f"locks of files do not work here ({error}); choose a folder on a disk of this machine"
    if why := cause(error if getattr(error, "errno", None) else RuntimeError(words)):
        return f"{why}; {_INTACT}"
    if isinstance(error, RuntimeError) or "Corruption" in words or os.strerror(errno.ENOENT) in words:
        return (
            f"damaged ({error}); move the folder {folder / STORE} and the file {RECORDS} beside it aside, and "
            "nothing else, then build again from the documents"
        )
    return f"cannot be opened or written: {getattr(error, 'strerror', None) or error}"
