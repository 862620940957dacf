"""Files and folders written as a whole or not at all, what tells one content from another, and what a system refuses.

A link keeps being a link: what it leads to is written. What is no regular file is never replaced.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import StoreError

if sys.platform != "win32":
    import fcntl

DRAFTS = ".letterkg-"
"""Folders of this name's beginning hold what is being written; one that no process holds was left by one killed."""
STREAMS = ("FIFO", "character device")
KINDS: dict[str, Callable[[int], bool]] = {
    "file": stat.S_ISREG, "folder": stat.S_ISDIR, "FIFO": stat.S_ISFIFO, "character device": stat.S_ISCHR,
    "block device": stat.S_ISBLK, "socket": stat.S_ISSOCK,
}  # fmt: skip
PAUSES = (0.05, 0.2, 1.0)
"""Seconds to wait after each reading of a file that has changed meanwhile."""
CAUSES = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your share of the disk is used up; free some space and try again",
    errno.EFBIG: "the file would be larger than files may be here (`ulimit -f`); raise the limit and try again",
    errno.EROFS: "the disk can only be read; choose a folder on another one",
    errno.EACCES: "not permitted; choose another place, or have its permissions changed",
    errno.EPERM: "not permitted; choose another place, or have its permissions changed",
    errno.ENFILE: "too many files are open on this machine; try again later",
    errno.EMFILE: "too many files are open (`ulimit -n`); raise the limit and try again",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.EIO: "the disk reports a fault; check it before you do anything else",
}


def cause(error: BaseException) -> str:
    """What the system refused and what to do about it, "" where that is not known; errors without a number by words."""
    number = error.errno if isinstance(error, OSError) else None
    if number is not None:
        return CAUSES.get(number, "")
    return next((words for code, words in CAUSES.items() if os.strerror(code) in str(error)), "")


def reason(error: OSError | ValueError) -> str:
    """Why a file cannot be read or written, and what to do where that is known; a ValueError is that of its path.

    >>> reason(FileNotFoundError(errno.ENOENT, "No such file or directory")), reason(ValueError("embedded null byte"))
    ('No such file or directory', 'no such file')
    """
    words = (error.strerror or str(error)) if isinstance(error, OSError) else "no such file"
    return cause(error) or words


def kind(path: Path) -> str:
    """What lies at the path or where its links lead, a key of KINDS; "" for nothing that can be seen."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return ""
    return next((name for name, test in KINDS.items() if test(mode)), "")


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of `path` only when all is written; a FIFO or device is written into.

    Raises StoreError, with the old file intact, where the disk is full, the folder cannot be written, or the path is
    that of a folder, a block device or a socket.
    """
    with _refusals(path):
        if (found := kind(path)) in STREAMS:
            with path.open("wb") as stream:
                yield stream
            return
        target = _target(path, found)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _drafts(target.parent) as folder:
            draft = folder / target.name
            with draft.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _take_place(draft, target)


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, whose files take their places in `path` only when all are written; others there stay.

    Raises StoreError, with the old files intact, where the disk is full, the folder cannot be written, or what is no
    regular file has the name of one of the files.
    """
    made = not path.exists()
    try:
        with _refusals(path):
            path.mkdir(parents=True, exist_ok=True)
            with _drafts(path) as draft:
                yield draft
                files = sorted(draft.iterdir())
                targets = [_target(path / file.name, kind(path / file.name)) for file in files]
                for file, target in zip(files, targets, strict=True):
                    _take_place(file, target)
    finally:
        if made and path.is_dir() and not any(path.iterdir()):
            path.rmdir()


@contextmanager
def atomic_tree(path: Path, ours: Callable[[Path], bool]) -> Iterator[Path]:
    """A folder to fill, with folders below it, that takes the place of `path` as a whole when all is written.

    `ours(file)` says of a file below `path`, by its relative path, whether an earlier run may have written it.
    Raises StoreError, with the old folder intact, where the disk is full, the folder above cannot be written, or
    something that is not ours lies below `path`.
    """
    with _refusals(path):
        target = Path(os.path.realpath(path))
        if (found := kind(target)) not in ("", "folder"):
            raise OSError(f"it is a {found}; name a folder")
        others = (
            file.relative_to(target)
            for file in sorted(target.rglob("*"))
            if file.is_symlink() or kind(file) != "folder"
        )
        if other := next((file for file in others if not ours(file)), None):
            raise OSError(f"{other} lies in it, and the whole folder would be replaced; name another one")
        target.parent.mkdir(parents=True, exist_ok=True)
        with _drafts(target.parent) as folder:
            new, old = folder / "new", folder / "old"
            new.mkdir()
            yield new
            if found:
                shutil.copymode(target, new)
                target.rename(old)
            try:
                new.rename(target)
            except OSError:
                if found:
                    old.rename(target)
                raise


def _target(path: Path, found: str) -> Path:
    """Where the path's links lead; raises OSError where what was found there is no regular file."""
    if found not in ("", "file"):
        raise OSError(f"{path} is a {found}; name a file")
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def _take_place(draft: Path, target: Path) -> None:
    """Puts a draft in the place of a file, with its permissions; a link's target may lie on another disk."""
    if target.exists():
        shutil.copymode(target, draft)
    try:
        draft.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with atomic(target) as file, draft.open("rb") as source:
            shutil.copyfileobj(source, file)


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """A folder for drafts below `folder`, gone at the end; what killed processes left of theirs there goes as well."""
    for left in folder.glob(f"{DRAFTS}*"):
        if (handle := _lock(left, wait=False)) is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(handle)
    made, handle = _own(folder)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if handle is not None:
            os.close(handle)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder below another to work in, gone at the end; should the process be killed, the next one takes it away.

    Raises OSError.
    """
    with _drafts(folder) as made:
        yield made


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Holds a file that several may change, from before it is read until it is written; waits for who holds it.

    Held is a file beside it, whose name ends in `.lock`; a system without such locks holds nothing. Raises StoreError.
    """
    with _refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if sys.platform != "win32":
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _own(folder: Path) -> tuple[Path, int | None]:
    """A new folder for drafts, held for as long as this process lives or until the handle is closed."""
    made = Path(tempfile.mkdtemp(dir=folder, prefix=DRAFTS))
    handle = _lock(made, wait=True)
    if made.is_dir():
        return made, handle
    if handle is not None:  # before it was held, another process took it for one left behind
        os.close(handle)
    return _own(folder)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """A handle that holds the folder; None where another process holds it or the system has no such locks."""
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        return None
    return handle


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds a folder, which is made where there is none, against other processes; raises StoreError for one held."""
    with _refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
    handle = _lock(folder, wait=False)
    if handle is None and sys.platform != "win32":
        raise StoreError(f"{folder}: another process works here, or it cannot be read; try again when that has ended")
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turns what the system refuses into a StoreError."""
    try:
        yield
    except OSError as error:
        why = ": ".join(filter(None, (error.strerror or str(error), cause(error))))
        raise StoreError(f"{path}: not written ({why}); what stood there before is intact") from error


def steady(path: Path) -> bytes:
    """What a file holds at one moment: one that has changed meanwhile is read again, after a while.

    Raises OSError, also for a file that changes whenever it is read.
    """
    for wait in PAUSES:
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
        if (before.st_mtime_ns, before.st_size, before.st_ino) == (after.st_mtime_ns, after.st_size, after.st_ino):
            return data
        time.sleep(wait)
    raise OSError(f"it changed each of the {len(PAUSES)} times that it was read; build again when it is written")


def digest(*paths: Path, before: str = "") -> str:
    """The SHA-256 of the files' content, one after another, and of the words before it; raises OSError."""
    made = hashlib.sha256(before.encode())
    for path in paths:
        if (found := kind(path)) not in ("", "file"):
            raise OSError(f"{path} is a {found}")
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                made.update(block)
    return made.hexdigest()
