"""Texts laid end to end as numbers, and features of runs of a few signs, all looked up at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
PAD = "\U0010ffff"  # no character; between two texts
GAP = 4  # so many: what is looked up of a sign's neighbours lies no further away
BITS = 21  # of a sign
HOLE = "{}"


class Alphabet:
    """For each sign another one, which is asked for once; that of gaps is given."""

    def __init__(self, other: Callable[[str], str], gap: str = PAD) -> None:
        self._other = other
        self._found = np.zeros(sys.maxunicode + 1, dtype=np.int64)  # no memory before it is written
        self._found[ord(PAD)] = ord(gap)

    def of(self, signs: Places) -> Places:
        """The other signs, all as numbers."""
        found: Places = self._found[signs]
        if not found.all():
            for code in {*signs[found == 0].tolist()}:
                self._found[code] = ord(self._other(chr(code)))
            found = self._found[signs]
        return found


class Laid:
    """Texts laid end to end with gaps around them, so that no run of signs reaches from one into the next.

    `signs` is the whole and `codes` the same as numbers, `places` are where the texts' own signs stand in it, `begins`
    tells with which of these a text begins.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        gap = PAD * GAP
        self.signs = gap + gap.join(texts) + gap
        self.codes = codes(self.signs)
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        starts = np.cumsum(lengths) - lengths
        self.places: Places = np.arange(lengths.sum()) + np.repeat(GAP * np.arange(1, len(texts) + 1), lengths)
        self.begins = np.zeros(len(self.places), dtype=np.bool_)
        self.begins[starts[lengths > 0]] = True


def codes(signs: str) -> Places:
    """The signs as numbers."""
    return np.frombuffer(signs.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)


def as_signs(numbers: Places) -> str:
    """The signs of such numbers.

    >>> as_signs(codes("甲A"))
    '甲A'
    """
    return numbers.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def runs(found: Places, ahead: Iterable[int], bits: int = BITS) -> Places:
    """For each place but the last ones a number for the signs so far ahead of it, each of so many bits."""
    steps = tuple(ahead)
    size = len(found) - max(steps)
    keys = np.zeros(size, dtype=np.int64)
    for step in steps:
        keys = keys << bits | found[step : step + size]
    return keys


class Names:
    """The names of a model's features, in the order of their rows, among which tables find theirs."""

    def __init__(self, names: Sequence[str]) -> None:
        self.codes = codes("".join(names))
        self.lengths = np.array([len(name) for name in names], dtype=np.int64)
        self.starts = np.cumsum(self.lengths) - self.lengths

    def filled(self, pieces: Sequence[str | None], bits: int) -> tuple[Places, Places]:
        """The rows of the names made of these pieces, and a number for what stands in their holes (None), sign by sign.

        A hole without a sign, an empty piece, counts as a gap.
        """
        signs = [sign for piece in pieces for sign in ([None] if piece is None else piece or [""])]
        rows = np.flatnonzero(self.lengths == sum(sign != "" for sign in signs))
        at = self.starts[rows]
        wanted = np.ones(len(rows), dtype=np.bool_)
        keys = np.zeros(len(rows), dtype=np.int64)
        for sign in signs:
            if sign:
                wanted &= self.codes[at] == ord(sign)
            else:
                keys = keys << bits | (ord(PAD) if sign == "" else self.codes[at])
            at = at + (sign != "")
        return rows[wanted], keys[wanted]


class Table:
    """The rows of features of one run of signs, by its number; `{}` in a feature stands for each sign."""

    def __init__(self, names: Names, features: Sequence[str], unknown: int, *, bits: int = BITS, gaps: bool) -> None:
        found = [_of_feature(names, feature, bits, gaps) for feature in features]
        self._keys = np.unique(np.concatenate([keys for _, keys in found]))
        self._rows = np.full((len(self._keys) + 1, len(features)), unknown, dtype=np.int64)
        for column, (rows, keys) in enumerate(found):
            self._rows[np.searchsorted(self._keys, keys), column] = rows

    def rows(self, keys: Places) -> Places:
        """A row of the table for each number of a run: the rows of its features."""
        if not len(self._keys):
            return np.repeat(self._rows[-1:], len(keys), axis=0)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        found: Places = self._rows[np.where(self._keys[at] == keys, at, -1)]
        return found


def _of_feature(names: Names, feature: str, bits: int, gaps: bool) -> tuple[Places, Places]:
    """The rows of a feature and the numbers of the runs that they are of, with or without `gaps` in them."""
    several = [names.filled(pieces, bits) for pieces in _filled(feature, gaps)]
    rows, keys = (np.concatenate(column) for column in zip(*several, strict=True))
    return rows, keys


def _filled(feature: str, gaps: bool) -> Iterator[list[str | None]]:
    """The pieces of a feature's name, with a sign (None) or a gap (nothing) in each hole."""
    first, *others = feature.split(HOLE)
    for holes in product([None, ""] if gaps else [None], repeat=len(others)):
        pieces: list[str | None] = [first] if first else []
        for hole, other in zip(holes, others, strict=True):
            pieces += [hole, other] if other else [hole]
        yield pieces
