"""What is read of expressions, kept from run to run as what is compiled of them is: to read all takes four seconds.

A lexicon that is laid over the shipped one, and an edited rule, have all knowledge made anew; nearly all its
expressions are those of the run before. That an expression comes to an end where it was tried is kept as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.files import digest
from kg.knowledge import kept
from kg.knowledge.pattern_reader import Need, Way
from kg.knowledge.steps import Counts
from kg.resources import PACKAGE

FILE = "readings.pickle"
MOST = 5000  # readings kept; beyond them only those of the last run


class Reading(NamedTuple):
    """What is known of an expression; None for what nobody has asked."""

    ways: tuple[Way, ...] | None = None
    guarded: str | None = None
    steps: Counts | None = None
    short: int | None = None
    rows: tuple[str, ...] | None = None


UNREAD = Reading()


def key() -> str:
    """What makes the same of the same expressions: the code that reads them and tries them, and what it runs on."""
    return f"{kept.versions()}\n{digest(*sorted((PACKAGE / 'knowledge').glob('*.py')))}"


class _Kept:
    """The readings of earlier runs, by the pattern, and the expressions that came to an end."""

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / FILE if folder else None
        self.known: dict[str, Reading] = {}
        self.sound: set[tuple[str, int]] = set()
        self.new = False
        found = kept.read(self.path, key(), (Reading, Need)) if self.path else None
        if isinstance(found, tuple):
            self.known, self.sound = found


@cache
def _kept() -> _Kept:
    return _Kept(kept.home())


def reading(pattern: str) -> Reading:
    """What an earlier run has read of an expression."""
    return _kept().known.get(pattern, UNREAD)


def is_sound(pattern: str, flags: int) -> bool:
    """Whether an expression has come to an end wherever it was tried."""
    return (pattern, flags) in _kept().sound


def came_to_an_end(pattern: str, flags: int) -> None:
    """Notes that an expression has come to an end wherever it was tried."""
    here = _kept()
    here.sound.add((pattern, flags))
    here.new = True


def keep(readings: Iterable[tuple[str, Reading]] = ()) -> None:
    """Keeps what was read and tried for the next run, where the cache's folder can be written."""
    here = _kept()
    if not here.path:
        return
    found = dict(readings)
    if not here.new and found.keys() <= here.known.keys():
        return
    both = here.known | found
    here.known = both if len(both) <= MOST else found
    here.sound = here.sound if len(here.sound) <= MOST else set()
    kept.write(here.path, key(), (here.known, here.sound))
    here.new = False
