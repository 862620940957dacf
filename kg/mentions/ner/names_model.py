"""The names in texts by a trained model, as its libraries find them, all texts at once.

`kg.mentions.ner.tagger` says what the features are; here each different one is looked up once, and the weights are
summed as columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from pathlib import Path

import numpy as np

from kg.knowledge.territories import territories
from kg.mentions.ner.crf_file import read_weights
from kg.mentions.ner.cutter import Cutter, Words
from kg.mentions.ner.decoding import Flags, Labels, Scores, best_labels
from kg.mentions.ner.grams import BITS, Alphabet, Laid, Names, Places, Table, codes, runs
from kg.mentions.ner.runs import Proposal
from kg.mentions.ner.tagger import DOT, DOT_WITHIN, character_class, name_signs, place_in_word, plain
from kg.mentions.ner.treebank import OUTSIDE, spans
from kg.mentions.sentences import split_sentences
from kg.model.text import Span

_Features = tuple[tuple[tuple[int, ...], tuple[tuple[str, int], ...]], ...]
# Features of runs of signs, by how far ahead these stand, and how far behind the first of them the place is.
_SIGNS: _Features = (
    ((0,), (("0{}", 0), ("-{}", 1), ("+{}", -1), ("={}", 2), ("#{}", -2))),
    ((0, 1), (("-0{}{}", 1), ("0+{}{}", 0), ("=-{}{}", 2), ("+#{}{}", -1))),
    ((0, 2), (("-+{}|{}", 1),)),
    ((0, 1, 2), (("-0+{}{}{}", 1), ("=-0{}{}{}", 2), ("0+#{}{}{}", 0))),
)
_CLASSES: _Features = (
    ((0,), (("k{}", 0),)),
    ((0, 1, 2), (("k3{}{}{}", 1),)),
    ((0, 1, 2, 3, 4), (("k5{}{}{}{}{}", 2),)),
)
_MARKS: _Features = (
    ((0,), (("t{}", 0),)),
    ((0, 1, 2), (("t3{}{}{}", 1),)),
)
_WITHOUT_DIGITS = Alphabet(lambda sign: "0" if sign.isdigit() else sign)
_CLASS_OF = Alphabet(character_class, gap="_")
_FEW_BITS = 12  # of the signs for classes and marks
_IN_A_ROW = 4
_AT = ("S", "B", "E", "I")
KEPT = 10_000  # words, of which many stand in other documents too
_MOST = 3  # signs of a word, as its neighbours count them


class _Runs:
    """Features of runs of signs of one alphabet, with the tables of their rows."""

    def __init__(self, names: Names, features: _Features, bits: int, *, gaps: bool) -> None:
        self.bits = bits
        unknown = len(names.lengths)
        self.tables = [
            (ahead, some, Table(names, [name for name, _ in some], unknown, bits=bits, gaps=gaps))
            for ahead, some in features
        ]


class NamesModel:
    """A segmenter and a tagger in memory; raises ModelError for files that are none."""

    def __init__(self, segmenter: Path, tagger: Path) -> None:
        self.cutter = Cutter(segmenter, (territory.zh for territory in territories()))
        weights = read_weights(tagger)
        self.labels, self._rows = weights.labels, weights.rows
        self._weights, self._transitions = weights.states, weights.transitions
        self._rows_of_word = lru_cache(maxsize=KEPT)(self._rows_of)
        names = Names([*weights.rows])
        self._signs = _Runs(names, _SIGNS, BITS, gaps=True)
        self._classes, self._marks = (_Runs(names, some, _FEW_BITS, gaps=False) for some in (_CLASSES, _MARKS))
        self._in_names = codes("".join(sorted(name_signs()[1])))
        self._in_words = self._of(f"wp{at}{a}{b}" for at in _AT for a in range(_MOST + 1) for b in range(_MOST + 1))

    def names(self, texts: Sequence[str]) -> list[tuple[Proposal, ...]]:
        """The names in each text: start, end and type; one whose borders are no words' borders is left out."""
        words = self.cutter.words(texts)
        sentences = [split_sentences(text) for text in texts]
        pieces = [piece for one in zip(texts, words, sentences, strict=True) for piece in _pieces(*one)]
        found = self._tagged([*map("".join, pieces)], pieces)
        return [
            tuple(_whole([name for sentence in some for name in _shifted(next(found), sentence.start)], borders))
            for some, borders in zip(sentences, words, strict=True)
        ]

    def _tagged(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> Iterator[tuple[Proposal, ...]]:
        """The names in sentences that were cut into words."""
        laid = Laid(texts)
        labels = best_labels(self._scores(laid, words), self._transitions, laid.begins)
        outside, named = self.labels.index(OUTSIDE), plain(self.labels)
        for start, end in pairwise([0, *accumulate(map(len, texts))]):
            here = labels[start:end]
            yield spans([named[label] for label in here.tolist()]) if (here != outside).any() else ()

    def _of(self, features: Iterable[str]) -> Scores:
        """The weights of features, zeros for those that the model lacks."""
        known, unknown = self._rows.get, len(self._rows)
        found: Scores = self._weights[[known(feature, unknown) for feature in features]]
        return found

    def _rows_of(self, word: str) -> list[int]:
        """The rows of a word's features: its own, and those of the words behind it and before it."""
        own = (f"w{word}", f"wl{min(len(word), 5)}", f"we{word[-1:]}", f"ws{word[-2:]}")
        return [self._rows.get(feature, len(self._rows)) for feature in (*own, f"wb{word}", f"wa{word}")]

    def _scores(self, laid: Laid, words: Sequence[Sequence[str]]) -> Scores:
        """The weights of all features of each place."""
        scores = np.repeat(self._of(["bias"]), len(laid.places), axis=0)
        signs = _WITHOUT_DIGITS.of(laid.codes)
        self._add_runs(scores, signs, laid.places, self._signs)
        classes = _CLASS_OF.of(laid.codes)
        self._add_runs(scores, classes, laid.places, self._classes)
        self._add_runs(scores, _marks(laid.signs), laid.places, self._marks)
        self._add_rows(scores, laid)
        self._add_words(scores, words)
        return scores

    def _add_runs(self, scores: Scores, signs: Places, places: Places, kind: _Runs) -> None:
        for ahead, features, table in kind.tables:
            rows = table.rows(runs(signs, ahead, kind.bits))
            for column, (_, behind) in enumerate(features):
                scores += self._weights[rows[places - behind, column]]

    def _add_rows(self, scores: Scores, laid: Laid) -> None:
        """How many signs in a row names of territories use, before and after a place, and whether a dot is near."""
        own = np.isin(laid.codes, self._in_names)
        left, right = (_in_a_row(own, step) for step in (-1, 1))
        features = [f"r{a}{b}" for a in range(_IN_A_ROW + 1) for b in range(_IN_A_ROW + 1)]
        scores += self._of(features)[(left * (_IN_A_ROW + 1) + right)[laid.places]]
        dots = laid.codes == ord(DOT)
        before, after = (np.any([np.roll(dots, way * n) for n in range(1, DOT_WITHIN + 1)], axis=0) for way in (1, -1))
        scores += self._of([f"d{a}{b}" for a in (0, 1) for b in (0, 1)])[(before * 2 + after)[laid.places]]

    def _add_words(self, scores: Scores, words: Sequence[Sequence[str]]) -> None:
        """The words in which places stand and those beside them."""
        flat = [word for sentence in words for word in ("", *sentence)] + [""]
        different = {word: number for number, word in enumerate(dict.fromkeys(flat))}
        numbers = np.array([different[word] for word in flat], dtype=np.int64)
        lengths = np.array([len(word) for word in flat], dtype=np.int64)
        is_word = np.flatnonzero(lengths)
        own, *others, ahead, behind = self._weights[np.array([self._rows_of_word(word) for word in different]).T]
        for weights in others:
            own += weights
        of_words = own[numbers[is_word]]
        of_words += ahead[numbers[is_word - 1]]
        of_words += behind[numbers[is_word + 1]]
        sizes = lengths[is_word]
        scores += np.repeat(of_words, sizes, axis=0)
        around = np.minimum(lengths, _MOST)
        beside = around[is_word - 1] * (_MOST + 1) + around[is_word + 1]
        at = _places_in_words(sizes)
        scores += self._in_words[at * (_MOST + 1) ** 2 + np.repeat(beside, sizes)]


def _places_in_words(sizes: Places) -> Places:
    """For each sign of words its place in its word, as `_AT` lists them."""
    size = np.repeat(sizes, sizes)
    behind = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(size))  # signs from it to the word's end, itself too
    found: Places = np.select([size == 1, behind == size, behind == 1], [0, 1, 2], 3)
    return found


def _in_a_row(flags: Flags, step: int) -> Labels:
    """How many in a row are true from each place on, going by steps; no more than are asked for."""
    ahead = np.array([np.roll(flags, -step * count) for count in range(_IN_A_ROW)])
    found: Labels = np.logical_and.accumulate(ahead).sum(axis=0)
    return found


def _marks(signs: str) -> Places:
    """Where in a territory's name each sign stands, if it does."""
    automaton, _ = name_signs()
    marks = [OUTSIDE] * len(signs)
    for last, size in automaton.iter_long(signs):
        marks[last + 1 - size : last + 1] = [place_in_word(at, size) for at in range(size)]
    return codes("".join(marks))


def _pieces(text: str, words: Words, sentences: Sequence[Span]) -> Iterator[list[str]]:
    """The words of each sentence, cut at its borders."""
    cuts = [*dict.fromkeys(chain.from_iterable(words))]  # in order, as the words are
    for sentence in sentences:
        inside = cuts[bisect_right(cuts, sentence.start) : bisect_left(cuts, sentence.end)]
        yield [text[start:end] for start, end in pairwise([sentence.start, *inside, sentence.end])]


def _shifted(names: Iterable[Proposal], by: int) -> Iterator[Proposal]:
    return ((start + by, end + by, kind) for start, end, kind in names)


def _whole(names: Sequence[Proposal], words: Words) -> Iterator[Proposal]:
    """The names that begin and end where words do."""
    if names:
        begins, ends = {start for start, _ in words}, {end for _, end in words}
        yield from (name for name in names if name[0] in begins and name[1] in ends)
