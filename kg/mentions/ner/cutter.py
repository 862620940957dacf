"""The words of texts by a spacy-pkuseg model, as its library cuts them, all texts at once.

The library scores one sign after the other, each of its features by itself. Here each different run of signs is looked
up once, and the weights are summed as columns. They are of so few bits that no sum is rounded, in whatever order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import ahocorasick
import numpy as np
import srsly

from kg.errors import ModelError
from kg.mentions.ner.decoding import Scores, best_labels
from kg.mentions.ner.grams import Alphabet, Laid, Names, Places, Table, as_signs, runs
from kg.mentions.ner.segmenter import FILES, check_segmenter

Words = list[tuple[int, int]]
# What the library takes for digits, letters and signs of one sort each.
_NUMBERS = "0123456789.几二三四五六七八九十千万亿兆零１２３４５６７８９０％"
_LETTERS = (
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｇｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ／・－"
)
_SIGNS = dict.fromkeys("-._,|/*:", "&")
_NUMBER, _LETTER = "\U0010fffe", "\U000ffffe"  # no characters; they stand for any number and letter
_KINDS = {**dict.fromkeys(_NUMBERS, _NUMBER), **dict.fromkeys(_LETTERS, _LETTER), **_SIGNS}
_OF_ONE_KIND = Alphabet(lambda sign: _KINDS.get(sign, sign))
SHORTEST, LONGEST = 2, 6  # signs of the words that are features
_LENGTHS = LONGEST - SHORTEST + 1
_AHEAD = ((0,), (0, 1))
_FEATURES = (
    (("c.{}", 0), ("c-1.{}", 1), ("c1.{}", -1), ("c-2.{}", 2), ("c2.{}", -2)),
    (("c-1c.{}.{}", 1), ("cc1.{}.{}", 0), ("c-2c-1.{}.{}", 2)),
)
"""Features of one sign and of two, and how far behind the first of them the place is of which they tell."""
NO_WORD = "**noWord"
_MEETING = ("ww.l.", "ww.r.")
_OF_WORDS = (
    "w-1.{}",
    "w1.{}",
    *(name for side in _MEETING for name in (f"{side}{{}}*{NO_WORD}", f"{side}{NO_WORD}*{{}}")),
)
"""Features of a word that ends or begins at a place, and of one that ends or begins beside it and meets none."""


class Cutter:
    """A model in memory, with words that are always cut as they are; raises ModelError for files that are none."""

    def __init__(self, folder: Path, known: Iterable[str]) -> None:
        check_segmenter(folder)
        try:
            features = cast(dict[str, Any], srsly.read_msgpack(folder / FILES[0]))
            with np.load(folder / FILES[1]) as file:
                tags, number = (int(size) for size in file["sizes"])
                weights = file["w"]
            self._rows: dict[str, int] = features["feature_to_idx"]
            of_tags = features["tag_to_idx"]
        except Exception as error:
            raise ModelError(f"{folder}: cannot be loaded as a spacy-pkuseg model: {error}") from error
        self._weights = np.vstack([weights[: tags * number].reshape(number, tags), np.zeros(tags)])
        self._unknown = number
        self._after = weights[tags * number :].reshape(tags, tags).T  # a row for each tag, a column for each behind it
        self._is_begin = np.array(["B" in name for name, _ in sorted(of_tags.items(), key=lambda one: one[1])])
        names = Names([_shorter(name) for name in self._rows])
        self._tables = [Table(names, [name for name, _ in some], number, gaps=False) for some in _FEATURES]
        self._words = _automaton(word for word in features["unigram"] if SHORTEST <= len(word) <= LONGEST)
        self._rows_of_word = cache(self._rows_of)
        self._known = _Known(known)

    def words(self, texts: Sequence[str]) -> list[Words]:
        """Where the words of each text stand, as spaCy makes tokens of them: blanks but for one behind a word too."""
        pieces = [list(self._known.pieces(text)) for text in texts]
        laid = Laid([text[s:e] for text, some in zip(texts, pieces, strict=True) for s, e, whole in some if not whole])
        begins: list[int] = np.flatnonzero(self._begins(laid)).tolist()
        found: list[Words] = []
        at = place = 0
        for text, some in zip(texts, pieces, strict=True):
            words: Words = []
            for start, end, whole in some:
                if whole:
                    words.append((start, end))
                    continue
                following = bisect_left(begins, at + end - start, place)
                words += pairwise([*(begin - at + start for begin in begins[place:following]), end])
                at, place = at + end - start, following
            found.append(_with_blanks(text, words))
        return found

    def _begins(self, laid: Laid) -> Any:  # noqa: ANN401
        """With which signs a word begins; with the first of a piece in any case."""
        signs = _OF_ONE_KIND.of(laid.codes)
        scores = self._of_signs(signs, laid.places) + self._of_words(as_signs(signs))[laid.places]
        ends = np.append(laid.begins[1:], True)[: len(scores)]
        tags = best_labels(scores[::-1], self._after.T, ends[::-1], last=True)[::-1]
        return self._is_begin[tags] | laid.begins

    def _of(self, features: Iterable[str]) -> Scores:
        """The weights of features, zeros for those that the model lacks."""
        known, unknown = self._rows.get, self._unknown
        found: Scores = self._weights[[known(feature, unknown) for feature in features]]
        return found

    def _rows_of(self, word: str) -> list[int]:
        """The rows of a word's own features."""
        return [self._rows.get(feature.format(word), self._unknown) for feature in _OF_WORDS]

    def _of_signs(self, found: Places, places: Places) -> Scores:
        """The weights of the signs at and around each place, and of those that all places have."""
        scores = np.repeat(self._weights[:1], len(places), axis=0)
        for table, ahead, features in zip(self._tables, _AHEAD, _FEATURES, strict=True):
            rows = table.rows(runs(found, ahead))
            for column, (_, behind) in enumerate(features):
                scores += self._weights[rows[places - behind, column]]
        return scores

    def _of_words(self, signs: str) -> Scores:
        """The weights of the words that end or begin at each place of the whole, and of those that meet beside it."""
        last, words = _occurrences(self._words, signs)
        lengths = np.array([len(word) for word in words], dtype=np.int64)
        end, start = last + 1, last + 1 - lengths
        size = len(signs) + 1
        ending, beginning = (_LENGTHS - np.bincount(one, minlength=size)[:, None] for one in (end, start))
        rows = np.array([self._rows_of_word(word) for word in words], dtype=np.int64).reshape(-1, len(_OF_WORDS))
        ended, begun, *beside = self._weights[rows.T]
        scores = np.zeros((size, self._weights.shape[1]))
        np.add.at(scores, last, ended)
        np.add.at(scores, start, begun)
        meetings = _meetings(start, end, words)
        for shift, (feature, before, behind) in enumerate(zip(_MEETING, beside[::2], beside[1::2], strict=True)):
            met = ending * beginning * self._of([f"{feature}{NO_WORD}*{NO_WORD}"])
            np.add.at(met, end, before * beginning[end])
            np.add.at(met, start, behind * ending[start])
            met_here = self._of([feature + pair for _, pair in meetings])
            np.add.at(met, np.array([at for at, _ in meetings], dtype=np.int64), met_here)
            scores[: size - shift] += met[shift:]
        return scores


def _shorter(feature: str) -> str:
    """A feature's name with one sign for any number and letter."""
    return feature.replace("**Num", _NUMBER).replace("**Letter", _LETTER) if "**" in feature else feature


def _automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def _occurrences(automaton: ahocorasick.Automaton, signs: str) -> tuple[Places, list[str]]:
    """Where words end, and the words."""
    found = list(automaton.iter(signs)) if len(automaton) else []
    return np.array([last for last, _ in found], dtype=np.int64), [word for _, word in found]


def _meetings(start: Places, end: Places, words: Sequence[str]) -> list[tuple[int, str]]:
    """Where one word ends and another begins, with both."""
    ending = defaultdict(list)
    for at, word in zip(end.tolist(), words, strict=True):
        ending[at].append(word)
    pairs = zip(start.tolist(), words, strict=True)
    return [(at, f"{before}*{word}") for at, word in pairs if at in ending for before in ending[at]]


def _with_blanks(text: str, words: Words) -> Words:
    """The words with the blanks between them, but for one behind a word."""
    found: Words = []
    at = 0
    for start, end in words:
        if start > at:
            found.append((at, start))
        found.append((start, end))
        at = end + text.startswith(" ", end)
    if at < len(text):
        found.append((at, len(text)))
    return found


class _Known:
    """Words that are always cut as they are, found as the library finds them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._beginnings = frozenset(word[:size] for word in self._words for size in range(1, len(word) + 1))
        self._automaton = _automaton(self._words)

    def pieces(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """The stretches of a text without blanks, and whether each is such a word."""
        starts = sorted({last + 1 - len(word) for last, word in self._automaton.iter(text)})
        at = place = 0
        for piece in text.split():
            at = text.index(piece, at)
            end = at + len(piece)
            while place < len(starts) and starts[place] < end:
                start, place = starts[place], place + 1
                if start >= at:
                    behind = self._end(text, start, end)
                    yield from ((at, start, False),) if start > at else ()
                    yield start, behind, True
                    at = behind
            yield from ((at, end, False),) if end > at else ()
            at = end

    def _end(self, text: str, start: int, end: int) -> int:
        """Where the word that begins at a place ends: as far as any word goes on, unless the piece ends before it."""
        at = start
        while at < end and text[start : at + 1] in self._beginnings:
            at += 1
        if at < end:
            return at
        return max(last for last in range(start + 1, end + 1) if text[start:last] in self._words)
