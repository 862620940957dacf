"""What takes long to make of the knowledge, kept between runs beside the user's other caches.

It lies in `$XDG_CACHE_HOME/letterkg`, else in `~/.cache/letterkg`; where the variable LETTERKG_CACHE is `off`, nothing
is read or written there. A file that is missing, damaged, of other input or versions, or not the user's own is no more
than a slower start: what it held is made again.

The files are pickles, which in general may run code. These may not be made to: a file counts only if it belongs to the
user who reads it and nobody else may write it (whoever can get round that can change this program as well); if it
carries the digest of its content and of what it was made from; and it makes nothing but what its reader names.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import os
import pickle
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import regex

from kg import __version__
from kg.errors import StoreError
from kg.files import atomic

SWITCH, OFF = "LETTERKG_CACHE", "off"
MOST = 8
"""So many files are kept of what one name is made from; of more, those that were used last."""
_SEAL = hashlib.sha256().digest_size
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def home() -> Path | None:
    """The folder; None where there is none or nothing is to be kept."""
    if os.environ.get(SWITCH, "").strip().lower() == OFF:
        return None
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "letterkg"
    except RuntimeError:  # no home at all
        return None


def versions() -> str:
    """What makes the same of the same input: this package's version, Python's, that of the package `regex`."""
    return "\n".join((__version__, sys.version, sys.platform, sys.byteorder, regex.__version__))


def read(path: Path, key: str, makes: Iterable[Any] = ()) -> object | None:
    """What was kept in the file for the key; None where that cannot be had. It may hold what `makes` lists.

    That are classes and functions; numbers, words, and the collections of the language need not be listed.
    """
    try:
        content = _own(path)
        if content[:_SEAL] != _seal(key, memoryview(content)[_SEAL:]):
            return None
        with _no_collection():
            found = unpacked(memoryview(content)[_SEAL:], makes)
    except OSError:
        return None
    with contextlib.suppress(OSError):  # in use: `prune` spares it; a home that cannot be written is no harm
        os.utime(path)
    return found


def unpacked(packed: bytes | memoryview, makes: Iterable[Any] = ()) -> object | None:
    """What these bytes hold, of what `makes` lists; None for anything else."""
    try:
        return _Reader(io.BytesIO(packed), makes).load()  # type: ignore[no-any-return]
    except Exception:  # pickle raises all kinds of errors for what is no pickle
        return None


def write(path: Path, key: str, made: object) -> None:
    """Keeps what was made for the key in the file, where that can be written: as a whole or not at all."""
    packed = io.BytesIO()
    _Writer(packed, pickle.HIGHEST_PROTOCOL).dump(made)
    with contextlib.suppress(StoreError, OSError):  # a home that cannot be written is no harm
        if path.exists() and not _is_own(path.lstat()):
            path.unlink()  # its permissions would be taken over
        with atomic(path) as file:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o600)
            file.write(_seal(key, packed.getvalue()) + packed.getvalue())


def of_key(folder: Path, name: str, key: str) -> Path:
    """The file of a name and a key, where several are kept of one name."""
    return folder / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.pickle"


def prune(folder: Path, name: str) -> None:
    """Deletes all but the MOST files of a name that were written or read last."""
    with contextlib.suppress(OSError):
        found = sorted(folder.glob(f"{name}-*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in found[MOST:]:
            old.unlink(missing_ok=True)


def _own(path: Path) -> bytes:
    """The content of a file of the user's own; raises OSError for any other, and for what is no file."""
    with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123 (a link or a FIFO there is not followed, not waited for)
        if not _is_own(os.fstat(file.fileno())):
            raise PermissionError(path)
        return file.read()


def _is_own(found: os.stat_result) -> bool:
    if not stat.S_ISREG(found.st_mode):
        return False
    if sys.platform == "win32":  # its home folders are the user's own
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _seal(key: str, packed: bytes | memoryview) -> bytes:
    seal = hashlib.sha256(hashlib.sha256(key.encode()).digest())
    seal.update(packed)
    return seal.digest()


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Ten thousands of new objects, all of them wanted: the search for garbage among them would double the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _view(mapping: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(mapping)


class _Writer(pickle.Pickler):
    """Writes read-only views too, which pickle does not."""

    def reducer_override(self, thing: object) -> Any:  # noqa: ANN401
        return (_view, (dict(thing),)) if isinstance(thing, MappingProxyType) else NotImplemented


class _Reader(pickle.Unpickler):
    """Makes what is listed and nothing else: no file can have it call anything else."""

    def __init__(self, file: io.BytesIO, makes: Iterable[Any]) -> None:
        super().__init__(file)
        self._makes = {(thing.__module__, thing.__qualname__): thing for thing in (_view, *makes)}

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        if (module, name) not in self._makes:
            raise pickle.UnpicklingError(f"{module}.{name} is none of what may be made")
        return self._makes[module, name]
