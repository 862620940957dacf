"""The weights of a model in CRFsuite's file format, whose library gives them out only rounded."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError

_HEADER = struct.Struct("<4sI4s9I")  # what it is, its size, its kind; then versions, numbers and places
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_OF_STATE, _OF_TRANSITION = 0, 1
_TABLE = struct.Struct("<4s5I")  # of words and numbers: what it is, ..., how many, where their places stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A model's labels; the rows of its features, by name; the weights: a row for each, and one for what is unknown."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    states: npt.NDArray[np.float64]
    transitions: npt.NDArray[np.float64]


def read_weights(path: Path) -> Weights:
    """The weights of a model; raises ModelError for a file that is none."""
    try:
        return _read(path.read_bytes())
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise ModelError(f"{path}: cannot be loaded as a CRF model: {error}") from error


def _read(data: bytes) -> Weights:
    mark, _, kind, _, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(data)
    if (mark, kind) != (b"lCRF", b"FOMC"):
        raise ValueError("it is of another kind")
    names = _words(data, labels)
    rows = {name: row for row, name in enumerate(_words(data, attributes))}
    number = struct.unpack_from("<I", data, features + 8)[0]
    known = np.frombuffer(data, dtype=_FEATURE, count=number, offset=features + 12)
    states, transitions = np.zeros((len(rows) + 1, len(names))), np.zeros((len(names), len(names)))
    for weights, wanted in ((states, _OF_STATE), (transitions, _OF_TRANSITION)):
        some = known[known["kind"] == wanted]
        weights[some["source"], some["label"]] = some["weight"]
    return Weights(labels=tuple(names), rows=rows, states=states, transitions=transitions)


def _words(data: bytes, start: int) -> list[str]:
    """The words of a table in the order of their numbers; each stands behind its number and its length, with a zero."""
    mark, _, _, _, number, places = _TABLE.unpack_from(data, start)
    if mark != b"CQDB":
        raise ValueError("a table of words is missing")
    found = []
    for place in struct.unpack_from(f"<{number}I", data, start + places):
        at = start + place + 8
        size = int.from_bytes(data[at - 4 : at], "little")
        found.append(data[at : at + size - 1].decode("utf-8"))
    return found
