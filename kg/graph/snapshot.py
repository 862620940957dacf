"""A store as it is at one moment, in a folder of its own, which stays as it is while builds go on.

Oxigraph does not say what a reader sees of a store that another process writes. Its large files are never changed once
they are written, so that links to them take the place of copies; what is appended to is copied.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import struct
import sys
from contextlib import closing
from pathlib import Path

from kg.graph.advice import RECORDS, STORE
from kg.graph.records import connect

if sys.platform != "win32":
    import fcntl

_LOCK = {
    "linux": ("@hhqqi", ("type", "whence", "start", "length", "process")),
    "darwin": ("@qqihh", ("start", "length", "process", "type", "whence")),
}
"""The system's `struct flock` (64 bits), by which it tells who holds a lock."""
UNCHANGING = (".sst", ".blob")
PASSED_OVER = ("LOG", "LOCK")
KEPT = ("record", "loading", "survey", "changed")
"""Tables of the records that a snapshot has: what lies between the documents is only needed by who derives it anew."""


def state_of(out: Path) -> str:
    """What tells one state of the store in an output folder from another, without reading it."""
    found = []
    with os.scandir(out / STORE) as files:
        for one in files:
            with contextlib.suppress(FileNotFoundError):
                if one.is_file() and not one.name.startswith(PASSED_OVER):
                    found.append((one.name, one.stat().st_size, one.stat().st_mtime_ns))
    return hashlib.sha256(repr(sorted(found)).encode()).hexdigest()


def snapshot(out: Path, folder: Path) -> str | None:
    """Makes an empty folder an output folder with the store of another; gives that store's state.

    None where it was written meanwhile: what the folder has then is no store. Raises OSError and sqlite3.Error.
    """
    state = state_of(out)
    _copy_records(out / RECORDS, folder / RECORDS)
    (folder / STORE).mkdir()
    for file in sorted((out / STORE).iterdir()):
        if file.is_file() and not file.name.startswith(PASSED_OVER):
            try:
                _take(file, folder / STORE / file.name)
            except FileNotFoundError:
                return None
    return state if state_of(out) == state else None


def _take(file: Path, to: Path) -> None:
    """Links what does not change, where the disk has links; copies what does."""
    if file.suffix in UNCHANGING:
        try:
            os.link(file, to)
            return
        except FileNotFoundError:
            raise
        except OSError:
            pass
    shutil.copy2(file, to)


def _copy_records(live: Path, to: Path) -> None:
    with closing(connect(to, read_only=False)) as made:
        if live.is_file():
            made.execute("ATTACH ? AS live", (str(live.absolute()),))
            had = _tables(made, "live")
            with made:
                for table in KEPT:
                    if table in had:
                        made.execute(f"INSERT INTO main.{table} SELECT * FROM live.{table}")


def _tables(connection: sqlite3.Connection, database: str) -> set[str]:
    """The names of a database's tables."""
    return {name for (name,) in connection.execute(f"SELECT name FROM {database}.sqlite_master WHERE type = 'table'")}


def is_settled(out: Path) -> bool:
    """Whether no process writes the store, and none was killed that had still to store or to derive something.

    What is derived from all documents is brought up to date last; the records tell. Raises OSError and sqlite3.Error.
    """
    return not is_written(out) and _is_whole(out / RECORDS)


def is_written(out: Path) -> bool:
    """Whether another process has the store open for writing; never on systems that do not tell without its lock.

    Not for a process that itself has it open for writing: to look would let go of its lock.
    """
    if sys.platform not in _LOCK:
        return False
    form, fields = _LOCK[sys.platform]
    try:
        with (out / STORE / "LOCK").open("rb") as file:
            asked = struct.pack(form, *(fcntl.F_RDLCK if field == "type" else 0 for field in fields))
            told = struct.unpack(form, fcntl.fcntl(file, fcntl.F_GETLK, asked))
    except FileNotFoundError:
        return False
    return bool(told[fields.index("type")] != fcntl.F_UNLCK)


def _is_whole(records: Path) -> bool:
    if not records.is_file():
        return True
    with closing(connect(records, read_only=True)) as made:
        had = _tables(made, "main")
        asked = {
            "changed": "SELECT 1 FROM changed",
            "state": "SELECT 1 FROM state WHERE name = 'unwritten' AND value != ''",
        }
        return not any(made.execute(query).fetchone() for table, query in asked.items() if table in had)
