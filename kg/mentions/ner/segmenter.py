"""Word segmentation by a spacy-pkuseg model: training, loading offline, cutting."""

from __future__ import annotations

import contextlib
import io
import random
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import srsly

from kg.errors import ModelError
from kg.knowledge.territories import territories

FILES = ("features.msgpack", "weights.npz")
FAINT = 0.02  # a feature whose weights are all smaller changes next to nothing
Words = Sequence[str]


def train_segmenter(sentences: Sequence[Words], folder: Path, *, iterations: int, seed: int) -> None:
    """Trains on segmented sentences and writes the model's two files; the same input and seed give the same files.

    The weights are kept as 64-bit numbers of 16-bit precision, since the library loads no others.
    """
    import spacy_pkuseg

    folder.mkdir(parents=True, exist_ok=True)
    random.seed(seed)
    with tempfile.TemporaryDirectory() as work, contextlib.redirect_stdout(io.StringIO()):
        text = Path(work, "words.txt")
        text.write_text("".join(" ".join(words) + "\n" for words in sentences), encoding="utf-8")
        # the library demands a held-out file, but decides nothing by it
        held_out = Path(work, "held-out.txt")
        held_out.write_text(" ".join(sentences[0]) + "\n", encoding="utf-8")
        spacy_pkuseg.train(str(text), str(held_out), str(folder), train_iter=iterations)
    _compact(folder)


def _compact(folder: Path) -> None:
    """Makes the files small: no word pairs, which only training reads; no faint features; rounded weights, compressed.

    The weights are a row of the tags' for each feature, then those of the transitions; feature 0 is always read.
    """
    known = cast(dict[str, Any], srsly.read_msgpack(folder / FILES[0]))
    with np.load(folder / FILES[1]) as weights:
        tags, number = (int(size) for size in weights["sizes"])
        rows, transitions = weights["w"][: tags * number].reshape(number, tags), weights["w"][tags * number :]
    kept = np.abs(rows).max(axis=1) > FAINT
    kept[0] = True
    places = np.cumsum(kept) - 1
    features = {name: int(places[at]) for name, at in known["feature_to_idx"].items() if kept[at]}
    srsly.write_msgpack(folder / FILES[0], {**known, "bigram": [], "feature_to_idx": features})
    rounded = np.concatenate([rows[kept].ravel(), transitions]).astype(np.float16).astype(np.float64)
    np.savez_compressed(folder / FILES[1], sizes=np.array([tags, int(kept.sum())]), w=rounded)


def check_segmenter(folder: Path) -> None:
    """Raises ModelError where one of the model's files is missing."""
    for name in FILES:
        if not (folder / name).is_file():
            raise ModelError(f"{folder / name}: is not there; name the folder of a spacy-pkuseg model")


def load_segmenter(folder: Path) -> Any:  # noqa: ANN401
    """The library's segmenter with the world's territories as its user dictionary.

    They are added afterwards, for any user dictionary turns on a merging of words by the library's own lists, which
    contradicts what the model was trained on. Raises ModelError where a file is missing or broken; nothing is ever
    downloaded.
    """
    check_segmenter(folder)
    import spacy_pkuseg  # takes long to import, and not every command segments

    try:
        segmenter = spacy_pkuseg.pkuseg(str(folder), None)
    except Exception as error:
        raise ModelError(f"{folder}: cannot be loaded as a spacy-pkuseg model: {error}") from error
    for territory in territories():
        segmenter.preprocesser.insert(territory.zh, "")
    return segmenter


def word_spans(segmenter: Any, text: str) -> list[tuple[int, int]]:  # noqa: ANN401
    """Where the words of a text stand, as spaCy makes tokens of them: blanks but for one after a word are words too."""
    spans: list[tuple[int, int]] = []
    at = 0
    for word in segmenter.cut(text):
        if not word.isspace():
            start = text.index(word, at)
            spans += [(at, start)] if start > at else []
            at = start + len(word)
            spans.append((start, at))
            at += text.startswith(" ", at)
    return [*spans, (at, len(text))] if at < len(text) else spans


def cutter(folder: Path) -> Callable[[str], list[str]]:
    """A function that cuts a text without spaces into words."""
    segmenter = load_segmenter(folder)
    return lambda text: list(segmenter.cut(text))


def jackknife(sentences: Sequence[Words], *, folds: int, iterations: int, seed: int) -> tuple[tuple[str, ...], ...]:
    """Each sentence's words as cut by a model that was trained without it.

    A tagger must learn from words with the faults that it will meet; on its own training data a segmenter makes none.
    """
    cut: dict[int, tuple[str, ...]] = {}
    for fold in range(folds):
        with tempfile.TemporaryDirectory() as work:
            kept = [words for number, words in enumerate(sentences) if number % folds != fold]
            train_segmenter(kept, Path(work), iterations=iterations, seed=seed)
            words_of = cutter(Path(work))
            cut |= {n: tuple(words_of("".join(sentences[n]))) for n in range(fold, len(sentences), folds)}
    return tuple(cut[number] for number in range(len(sentences)))


def word_borders(sentences: Iterable[Words]) -> list[set[tuple[int, int]]]:
    """The words of each sentence as start and end."""
    borders: list[set[tuple[int, int]]] = []
    for words in sentences:
        ends = np.cumsum([len(word) for word in words]).tolist()
        borders.append(set(zip([0, *ends[:-1]], ends, strict=True)))
    return borders
