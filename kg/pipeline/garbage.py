"""How often Python searches for garbage while documents are built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000
"""So many objects more than were given up are made between two searches; Python's own 700 fit small programs.

Each search goes through what a document is made of, all of it in use, and now and then through the whole lexicon: that
took a twelfth of a build. What is given up is nearly always freed at once, by its count of references.
"""


def search_seldom() -> tuple[int, int, int]:
    """Has garbage searched for seldom from now on, unless it is not searched for at all; gives what held before."""
    before = first, second, third = gc.get_threshold()
    gc.set_threshold(max(first, SELDOM) if first else first, second, third)
    return before


@contextmanager
def spared() -> Iterator[None]:
    """Leaves out of the searches meanwhile what is there already: the knowledge, a quarter of a million objects.

    It is in use as long as documents are built, and to go through it takes as long as to read a long letter. Processes
    that are forked meanwhile share its memory, for no search writes there.
    """
    if gc.get_freeze_count():  # whoever did so knows why
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def seldom() -> Iterator[None]:
    """Has garbage searched for seldom meanwhile."""
    before = search_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
