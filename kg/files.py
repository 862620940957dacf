"""Files and folders written as a whole or not at all, and what tells one content from another."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import StoreError


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of `path` only when all is written.

    Raises StoreError, with the old file intact, where the disk is full or the folder cannot be written.
    """
    draft: Path | None = None
    try:
        with _refusals(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            draft = Path(name)
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(0o666 & ~_umask())
            draft.replace(path)
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, whose files take their places in `path` only when all are written; others there stay.

    Raises StoreError, with the old files intact, where the disk is full or the folder cannot be written.
    """
    made = not path.exists()
    try:
        with _refusals(path):
            path.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=path, prefix=".export.") as name:
                yield Path(name)
                _take_places(Path(name), path)
    finally:
        if made and path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _take_places(draft: Path, folder: Path) -> None:
    files = sorted(draft.iterdir())
    if taken := next((folder / file.name for file in files if (folder / file.name).is_dir()), None):
        raise IsADirectoryError(None, f"{taken} is a folder")
    for file in files:
        file.replace(folder / file.name)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turns what the system refuses into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{path}: not written ({error.strerror or error}); what stood there before is intact"
        ) from error


def digest(*paths: Path, before: str = "") -> str:
    """The SHA-256 of the files' content, one after another, and of the words before it; raises OSError."""
    made = hashlib.sha256(before.encode())
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                made.update(block)
    return made.hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
