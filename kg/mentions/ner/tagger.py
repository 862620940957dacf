"""Names that no lexicon knows: a conditional random field over characters, over the words of a segmenter.

Its features are characters and their classes nearby, the segmenter's words, the world's territories, how many of the
characters around occur in transliterated names, and a middle dot nearby.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import ahocorasick
import pycrfsuite

from kg.errors import ModelError
from kg.knowledge.territories import territories
from kg.mentions.ner.treebank import OUTSIDE, spans
from kg.mentions.sentences import split_sentences

DOT = "·"
DOT_WITHIN = 4
# The model's labels also tell a name's last character (L) and a name of one (U).
BEGIN_OR_INSIDE = {"L": "I", "U": "B"}


@cache
def name_signs() -> tuple[ahocorasick.Automaton, frozenset[str]]:
    """The territories' Chinese names, and their characters."""
    automaton = ahocorasick.Automaton()
    names = sorted(territory.zh for territory in territories())
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    return automaton, frozenset("".join(names))


def features(words: Sequence[str]) -> list[list[str]]:
    """The features of each character of a sentence that was cut into words."""
    text = "".join(words)
    columns = [_characters(text), _classes(text), _words(words), _names(text), _dots(text)]
    return [[feature for column in row for feature in column] for row in zip(*columns, strict=True)]


def _characters(text: str) -> Iterator[list[str]]:
    c = ["", "", *("0" if one.isdigit() else one for one in text), "", ""]
    for i in range(2, len(text) + 2):
        a, b, d, e = c[i - 2], c[i - 1], c[i + 1], c[i + 2]
        own = c[i]
        yield [
            "bias",
            f"0{own}",
            f"-{b}",
            f"+{d}",
            f"={a}",
            f"#{e}",
            f"-0{b}{own}",
            f"0+{own}{d}",
            f"=-{a}{b}",
            f"+#{d}{e}",
            f"-+{b}|{d}",
            f"-0+{b}{own}{d}",
            f"=-0{a}{b}{own}",
            f"0+#{own}{d}{e}",
        ]


def _classes(text: str) -> Iterator[list[str]]:
    kinds = "".join(character_class(one) for one in text)
    padded = f"__{kinds}__"
    for i in range(2, len(text) + 2):
        yield [f"k{padded[i]}", f"k3{padded[i - 1 : i + 2]}", f"k5{padded[i - 2 : i + 3]}"]


def character_class(character: str) -> str:
    """What sort of sign a character is."""
    if character == DOT:
        return DOT
    category = unicodedata.category(character)
    return {"Lo": "h", "Nd": "0", "Lu": "A", "Ll": "a"}.get(category, category[0])


def _words(words: Sequence[str]) -> Iterator[list[str]]:
    around = ["", *words, ""]
    for i, word in enumerate(words, 1):
        before, after = around[i - 1], around[i + 1]
        shared = [f"w{word}", f"wb{before}", f"wa{after}", f"wl{min(len(word), 5)}", f"we{word[-1]}", f"ws{word[-2:]}"]
        for at in range(len(word)):
            yield [*shared, f"wp{place_in_word(at, len(word))}{min(len(before), 3)}{min(len(after), 3)}"]


def place_in_word(at: int, length: int) -> str:
    """Where in a word of some length a character stands: alone, first, last or inside."""
    return "S" if length == 1 else "B" if at == 0 else "E" if at == length - 1 else "I"


def _names(text: str) -> Iterator[list[str]]:
    """Whether a character lies in a territory's name, and how many in a row are of those that such names use."""
    automaton, letters = name_signs()
    marks = [OUTSIDE] * len(text)
    for last, size in automaton.iter_long(text):
        marks[last + 1 - size : last + 1] = [place_in_word(at, size) for at in range(size)]
    left = _runs(text, letters)
    right = _runs(text[::-1], letters)[::-1]
    padded = [OUTSIDE, *marks, OUTSIDE]
    for i, mark in enumerate(marks):
        yield [f"t{mark}", f"t3{padded[i]}{mark}{padded[i + 2]}", f"r{min(left[i], 4)}{min(right[i], 4)}"]


def _runs(text: str, letters: frozenset[str]) -> list[int]:
    runs: list[int] = []
    for one in text:
        runs.append((runs[-1] if runs else 0) + 1 if one in letters else 0)
    return runs


def _dots(text: str) -> Iterator[list[str]]:
    for i in range(len(text)):
        before = DOT in text[max(0, i - DOT_WITHIN) : i]
        after = DOT in text[i + 1 : i + 1 + DOT_WITHIN]
        yield [f"d{before:d}{after:d}"]


def plain(labels: Iterable[str]) -> list[str]:
    """The model's labels as IOB2 labels."""
    return [BEGIN_OR_INSIDE.get(label[0], label[0]) + label[1:] for label in labels]


class CharacterTagger:
    """A trained model in memory; raises ModelError for a file that is none."""

    def __init__(self, path: Path) -> None:
        self.tagger: Any = pycrfsuite.Tagger()
        try:
            self.tagger.open(str(path))
        except (OSError, ValueError) as error:
            raise ModelError(f"{path}: cannot be loaded as a CRF model: {error}") from error

    def tag(self, words: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
        """The names in a sentence that was cut into words: start, end and type."""
        if not words:
            return ()
        self.tagger.set(pycrfsuite.ItemSequence(features(words)))
        return spans(plain(self.tagger.tag()))

    def names(self, text: str, words: Sequence[tuple[int, int]]) -> tuple[tuple[int, int, str], ...]:
        """The names in a text by its words' borders, sentence by sentence: start, end and type.

        One whose borders are no words' borders is left out as a fragment.
        """
        starts, ends = zip(*words, strict=True) if words else ((), ())
        cuts = sorted({*starts, *ends})
        found: list[tuple[int, int, str]] = []
        for sentence in split_sentences(text):
            inside = cuts[bisect_right(cuts, sentence.start) : bisect_left(cuts, sentence.end)]
            pieces = [text[start:end] for start, end in pairwise([sentence.start, *inside, sentence.end])]
            found += ((sentence.start + start, sentence.start + end, kind) for start, end, kind in self.tag(pieces))
        begins, stops = set(starts), set(ends)
        return tuple(name for name in found if name[0] in begins and name[1] in stops)


def train_tagger(sentences: Iterable[tuple[Sequence[str], Sequence[str]]], path: Path, *, iterations: int) -> None:
    """Trains on sentences' words with IOB2 labels by character; the same input gives the same file."""
    from spacy.training.iob_utils import iob_to_biluo  # only training needs spaCy, which takes long to import

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for words, labels in sentences:
        trainer.append(pycrfsuite.ItemSequence(features(words)), iob_to_biluo(labels))
    trainer.set_params({"c1": 0.1, "c2": 0.1, "max_iterations": iterations})
    trainer.train(str(path))
