"""Files and folders written as a whole or not at all."""

from __future__ import annotations

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
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path}: not written ({error.strerror or error}); what stood there before is intact"
        ) from error
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
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path, prefix=".export.") as name:
            yield Path(name)
            files = sorted(Path(name).iterdir())
            if taken := next((path / file.name for file in files if (path / file.name).is_dir()), None):
                raise IsADirectoryError(None, f"{taken} is a folder")
            for file in files:
                file.replace(path / file.name)
    except OSError as error:
        raise StoreError(
            f"{path}: not written ({error.strerror or error}); what stood there before is intact"
        ) from error
    finally:
        if made and path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
