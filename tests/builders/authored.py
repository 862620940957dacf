"""The specimens as their authors would have typed them: paragraphs with footnotes where they are cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from builders.knowledge import layout
from builders.places import ROOT
from kg.model.text import Paragraph, Repaired
from kg.structure.repair import repair
from kg.structure.source import read_source

SPECIMENS = sorted(path for path in (ROOT / "specimens").iterdir() if path.suffix in (".txt", ".md"))
NUMBERED = regex.compile(r"(?P<number>\d+)\. ?(?=\P{N})")


@dataclass(frozen=True)
class Note:
    """A footnote, where it is cited."""

    words: str


@dataclass(frozen=True)
class Typed:
    """A paragraph: words and footnotes; `number` is what a word processor prints before it, 0 for none."""

    pieces: tuple[str | Note, ...]
    number: int = 0


@dataclass(frozen=True)
class Authored:
    """A document: its paragraphs, and the lines of its running heads."""

    paragraphs: tuple[Typed, ...]
    heads: tuple[str, ...]


@cache
def authored(path: Path) -> Authored:
    """The specimen's words, read from its text."""
    repaired = repair(read_source(path), layout())
    notes = dict(_notes(repaired))
    heads = dict.fromkeys(text.characters for text in repaired.furniture if not regex.match(r"[_\d]", text.characters))
    return Authored(tuple(_typed(one, repaired, notes) for one in repaired.body), tuple(heads))


def _notes(repaired: Repaired) -> Iterator[tuple[str, str]]:
    for note in repaired.notes:
        mark, words = regex.fullmatch(r"(\d+)\s*(.*)", note.text.characters).groups()
        yield mark, words


def _typed(paragraph: Paragraph, repaired: Repaired, notes: dict[str, str]) -> Typed:
    """A paragraph; a footnote stands where the source has a mark between two signs that are kept."""
    text, source = paragraph.text, repaired.source.characters
    pieces: list[str | Note] = [""]
    ends = [*text.origins[1:], source.find("\n", text.origins[-1]) % (len(source) + 1)]
    for sign, at, after in zip(text.characters, text.origins, ends, strict=True):
        pieces[-1] += sign
        gap = regex.match(r"\s*(?:<sup>|\[\^)?(\d+)(?:</sup>|\])?(?:\s|$)", source[at + 1 : after] + " ")
        if gap and gap[1] in notes:
            pieces += [Note(notes.pop(gap[1])), ""]
    number = NUMBERED.match(pieces[0])
    if number:
        pieces[0] = pieces[0][number.end() :]
    return Typed(tuple(piece for piece in pieces if piece), int(number["number"]) if number else 0)
