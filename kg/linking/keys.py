"""What keys tell: a body's begins with that of the state, or of the body, whose it is, a part's with the place's."""

from __future__ import annotations

from kg.knowledge.lexicon import Lexicon
from kg.model.mention import STATES

_DEEP = 6  # a school in a village of a district of a province


def outer_key(key: str) -> str:
    """The key of the state that the key of a body may begin with."""
    return key.rpartition("/")[0]


def is_part(key: str, whole: str) -> bool:
    """Whether a body is one of a state or of another body, at whatever depth."""
    return key.startswith(f"{whole}/")


def home(place: str, lexicon: Lexicon) -> str | None:
    """The key of the state in which a place lies, or what it is part of or named by, as far as the lexicon knows."""
    key: str | None = place
    for _ in range(_DEEP):
        entry = lexicon.entries.get(key or "")
        if entry is not None and entry.kind in STATES:
            return entry.key
        key = entry.within if entry else (key or "").rpartition("/")[0]
    return None
