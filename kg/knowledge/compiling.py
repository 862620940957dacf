"""Each expression compiled once, and kept from run to run.

To compile the expressions of the rules takes most of a start. What the `regex` package makes of them is kept (see
`kg.knowledge.kept`), by the expression itself, each packed by itself: a run unpacks those that it uses.
"""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

import regex

from kg.knowledge import kept

Key = tuple[str, int]
FILE = "compiled.pickle"
MOST = 5000  # expressions kept; beyond them only those of the last run


def compiled(pattern: str, flags: int = regex.V1) -> regex.Pattern[str]:
    """The compiled expression; raises `regex.error` for a broken one."""
    return _kept().compiled((pattern, int(flags)))


def is_kept(pattern: str, flags: int) -> bool:
    """Whether an earlier run has kept it, so that it need not be compiled again."""
    return (pattern, flags) in _kept().known


def keep() -> None:
    """Keeps what was compiled for the next run, where the cache's folder can be written."""
    _kept().write()


class _Kept:
    """The expressions of earlier runs, packed, and those that this one has used."""

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / FILE if folder else None
        self.known = _read(self.path) if self.path else {}
        self.used: dict[Key, regex.Pattern[str]] = {}
        self.new = False

    def compiled(self, key: Key) -> regex.Pattern[str]:
        if key not in self.used:
            known = _unpacked(key, self.known.get(key, b""))
            self.new = self.new or known is None
            self.used[key] = known or _compile(*key)
        return self.used[key]

    def write(self) -> None:
        if not self.new or not self.path:
            return
        packed = {key: pickle.dumps(one) for key, one in self.used.items()}
        both = self.known | packed
        self.known = both if len(both) <= MOST else packed
        kept.write(self.path, kept.versions(), self.known)
        self.new = False


def _compile(pattern: str, flags: int) -> regex.Pattern[str]:
    """The expression; raises `regex.error` for whatever the package cannot make one of."""
    try:
        return regex.compile(pattern, flags)
    except (RecursionError, OverflowError, MemoryError) as error:
        raise regex.error(f"too deep, too long or too large a number ({type(error).__name__})", pattern) from error


@cache
def _kept() -> _Kept:
    return _Kept(kept.home())


def _read(path: Path) -> dict[Key, bytes]:
    found = kept.read(path, kept.versions())
    return found if isinstance(found, dict) else {}


def _unpacked(key: Key, packed: bytes) -> regex.Pattern[str] | None:
    """An expression as its package packs it; None where these bytes are another one or none."""
    found = kept.unpacked(packed, (_MAKES,))
    right = isinstance(found, regex.Pattern) and found.pattern == key[0] and found.flags & key[1] == key[1]
    return found if right else None  # type: ignore[return-value]


_MAKES = regex._regex.compile  # type: ignore[attr-defined]  # what unpacks one
