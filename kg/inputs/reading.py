"""What a reader makes of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.model.pages import Layer
from kg.model.text import Problem, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The words of a file in reading order, and what was left out or is doubtful.

    `notes` are the lines of which the file itself says that they are footnotes; each begins with its number, stands
    below the paragraph that cites it, and is cited there as `<sup>1</sup>`. `furniture` are those of running heads and
    feet. `whole_lines` says that each line is a paragraph, as in formats that know paragraphs, so that no lines are
    joined. `layer` says where each character stands on its page, where the format has pages.
    """

    characters: str
    problems: tuple[Problem, ...] = ()
    notes: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    whole_lines: bool = False
    layer: Layer | None = None


Reader = Callable[[Path, bytes], Reading]
"""Reads the bytes of a file, whose path is for messages alone; raises SourceError for what cannot be read."""


def told(code: str, message: str, quote: str = "") -> Problem:
    """A problem of the reading of a file."""
    return Problem(stage="read", code=code, message=message, quote=quote[:80])
