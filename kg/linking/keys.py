"""What the keys of actors tell by themselves: a body's begins with that of the state, or of the body, whose it is."""

from __future__ import annotations


def outer_key(key: str) -> str:
    """The key of the state that the key of a body may begin with."""
    return key.rpartition("/")[0]


def is_part(key: str, whole: str) -> bool:
    """Whether a body is one of a state or of another body, at whatever depth."""
    return key.startswith(f"{whole}/")
