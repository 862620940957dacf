"""Memory that does not grow with the store: what RocksDB keeps of each of its files, and what malloc keeps of all."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count, islice
from pathlib import Path

if sys.platform != "win32":
    import resource

SPARE = 64
"""So many files can be opened while a store is being opened."""
LEAST = 96
"""Oxigraph asks for so many at least."""
LARGE = 1 << 16
"""Bytes of a block that malloc asks the system for, and gives back to it, by itself."""
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # of glibc's <malloc.h>


@contextmanager
def few_files() -> Iterator[None]:
    """Lets a store that is opened meanwhile keep few files open, for RocksDB has an index of each in memory.

    Oxigraph lets RocksDB have as many as this process may have, less 48: that limit is lowered for a moment.
    """
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = max(LEAST, _number_of_the_next(SPARE))
    if 0 <= soft <= limit:  # a negative one is none
        yield
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _number_of_the_next(files: int) -> int:
    """One more than the number that the last of so many files will have that this process opens next.

    A system gives the lowest that is free, and a limit is one on numbers.
    """
    try:
        taken = {int(path.name) for path in Path("/dev/fd").iterdir() if path.name.isdecimal()}
    except OSError:
        taken = set(range(1 << 10))  # more than are likely
    free = (number for number in count() if number not in taken)
    return 1 + next(islice(free, files - 1, None))


def give_back() -> None:
    """Has malloc give back to the system what is freed, for this process and as long as it runs.

    Of itself glibc's takes larger and larger blocks, after some that were freed, out of the heap, where small ones that
    live on keep them from being given back: a build's memory grew by 18 MB with each thousand documents. Nothing is
    changed where a person has set it (MALLOC_MMAP_THRESHOLD_), nor in other C libraries.
    """
    if os.environ.get("MALLOC_MMAP_THRESHOLD_"):
        return
    with suppress(OSError, TypeError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_MMAP_THRESHOLD, LARGE)
        mallopt(M_ARENA_MAX, 1)


def trim() -> None:
    """Gives back to the system now what malloc holds and nobody uses, where the C library is glibc."""
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
