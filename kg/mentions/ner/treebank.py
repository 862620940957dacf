"""Treebanks with a named-entity layer: Universal NER's IOB2 files, and what they say of each character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.errors import TrainingError

OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence's words and their IOB2 tags (`B-PER`, `I-PER`, `O`, ...)."""

    words: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence without spaces."""
        return "".join(self.words)

    @property
    def labels(self) -> tuple[str, ...]:
        """An IOB2 label for each character.

        >>> TaggedSentence(("Ab", "c"), ("B-PER", "I-PER")).labels
        ('B-PER', 'I-PER', 'I-PER')
        """
        inside = (tag if tag == OUTSIDE else f"I-{tag[2:]}" for tag in self.tags)
        rows = ((t, *[i] * (len(w) - 1)) for w, t, i in zip(self.words, self.tags, inside, strict=True))
        return tuple(label for row in rows for label in row)


def read_iob2(path: Path) -> tuple[TaggedSentence, ...]:
    """The sentences of a UTF-8 file with the columns index, word, tag; lines with `#` are comments.

    Raises TrainingError for a file that cannot be read, a line without three columns, or a file without sentences.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingError(path, f"cannot be read as UTF-8 text: {error}") from error
    sentences = tuple(TaggedSentence(*zip(*rows, strict=True)) for rows in _blocks(lines, path))
    if not sentences:
        raise TrainingError(path, "holds no sentence; give an IOB2 file with the columns index, word, tag")
    return sentences


def _blocks(lines: Sequence[str], path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        columns = line.split("\t")
        if line.strip() and not line.startswith("#"):
            if len(columns) < 3 or columns[2][:2] not in ("B-", "I-", OUTSIDE):
                raise TrainingError(path, f"line {number}: write index, word and an IOB2 tag, parted by tabs")
            rows.append(("".join(columns[1].split()), columns[2]))
        elif not line.strip() and rows:
            yield rows
            rows = []


def spans(labels: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """The names that IOB2 labels mark: start, end and type; an `I-` after nothing of its type begins one.

    >>> spans(["O", "B-PER", "I-PER", "B-LOC"])
    ((1, 3, 'PER'), (3, 4, 'LOC'))
    """
    starts = [
        i
        for i, label in enumerate(labels)
        if label != OUTSIDE and (label[0] == "B" or not i or labels[i - 1][2:] != label[2:])
    ]
    found: list[tuple[int, int, str]] = []
    for start, following in pairwise([*starts, len(labels)]):
        end = next((i for i in range(start, following) if labels[i] == OUTSIDE), following)
        found.append((start, end, labels[start][2:]))
    return tuple(found)
