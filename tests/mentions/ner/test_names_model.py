"""Words and names as the libraries of the model's formats find them, for many texts at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pycrfsuite
import pytest
from builders.long import beyond
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.knowledge.territories import territories
from kg.mentions.ner.crf_file import read_weights
from kg.mentions.ner.decoding import best_labels
from kg.mentions.ner.grams import Names, Table, codes, runs
from kg.mentions.ner.names_model import NamesModel
from kg.mentions.ner.segmenter import load_segmenter, word_spans
from kg.mentions.ner.tagger import CharacterTagger
from kg.resources import shipped

MODEL = shipped("models") / "zh"
SEGMENTER, TAGGER = MODEL / "segmenter", MODEL / "names.crfsuite"
ROOT = Path(__file__).parents[3]
FOLDERS = (ROOT / "specimens", ROOT.parent / "shared" / "letters", ROOT.parent / "shared" / "corpora" / "un")
MIXED = 300


def texts(folders: Sequence[Path]) -> Iterator[str]:
    """Specimens or also real documents, and mixtures of their pieces, of names, digits, letters and blanks."""
    whole = [path.read_text("utf-8") for folder in folders for path in sorted(folder.rglob("*.txt"))]
    yield from whole
    yield from ("", " ", "\n\u3000 ", "甲", "  甲国 。", "１Ａa.·", "中国中华人民共和国")
    signs, chance = "".join(whole), random.Random(3)
    names = [territory.zh for territory in territories()]

    def piece() -> str:
        at = chance.randrange(len(signs))
        name = chance.choice(names)
        mixed = chance.choice(" \n\u30000１Ａa.中·。，")
        return chance.choice([signs[at : at + chance.randint(1, 9)], name[: chance.randint(1, len(name))], mixed])

    for _ in range(MIXED):
        yield "".join(piece() for _ in range(chance.randint(0, 30)))


@pytest.mark.parametrize("folders", beyond(1, [[*FOLDERS[:1]], [*FOLDERS]]), ids=len)
def test_words_and_names_are_those_of_the_libraries(folders):
    segmenter, tagger, model = load_segmenter(SEGMENTER), CharacterTagger(TAGGER), NamesModel(SEGMENTER, TAGGER)
    every = list(texts(folders))
    words = [word_spans(segmenter, text) for text in every]
    assert model.cutter.words(every) == words
    names = [tagger.names(text, spans) for text, spans in zip(every, words, strict=True)]
    assert model.names(every) == names
    assert sum(map(len, names)) > 50


def test_no_text_has_no_names():
    assert NamesModel(SEGMENTER, TAGGER).names([]) == []


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("spread", [0.5, 3.0])
def test_the_best_labels_are_those_of_the_best_path(spread: float, last: bool):
    """Tried against all paths; of small whole numbers many paths are equally good."""
    chance = np.random.default_rng(5)
    for _ in range(60):
        lengths = chance.integers(1, 6, size=4)
        scores = np.round(chance.normal(scale=spread, size=(lengths.sum(), 3)))
        transitions = np.round(chance.normal(size=(3, 3)))
        begins = np.zeros(len(scores), dtype=np.bool_)
        begins[np.cumsum(lengths) - lengths] = True
        found = best_labels(scores, transitions, begins, last=last)
        for start, length in zip(np.cumsum(lengths) - lengths, lengths, strict=True):
            here = scores[start : start + length]
            expected = by_all_paths(here, transitions, last)
            assert tuple(found[start : start + length]) == expected


def by_all_paths(scores: NDArray[np.float64], transitions: NDArray[np.float64], last: bool) -> tuple[int, ...]:
    """The best path; of equally good ones the one whose last label is the first, and so on backwards, first or last."""
    paths = list(product(range(scores.shape[1]), repeat=len(scores)))

    def worth(path: tuple[int, ...]) -> float:
        steps = pairwise(path)
        return float(sum(scores[at, label] for at, label in enumerate(path)) + sum(transitions[s] for s in steps))

    most = max(map(worth, paths))
    best = [path for path in paths if worth(path) == most]
    sign = -1 if last else 1
    return min(best, key=lambda path: (path[-1], *(sign * label for label in reversed(path[:-1]))))


def test_features_are_found_by_their_signs():
    names = Names(["a甲", "b乙甲", "a乙", "ab", "b甲"])
    one = Table(names, ["a{}", "b{}"], 9, gaps=False)
    assert one.rows(runs(codes("甲乙丙b"), [0])).tolist() == [[0, 4], [2, 9], [9, 9], [3, 9]]
    two = Table(names, ["b{}{}"], 9, gaps=True)
    assert two.rows(runs(codes("乙甲\U0010ffff乙"), [0, 1])).tolist() == [[1], [4], [9]]
    assert Table(names, ["c{}"], 9, gaps=False).rows(codes("甲")).tolist() == [[9]]


def test_a_model_file_is_read_as_its_library_reads_it(tmp_path: Path):
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.append([["b", "甲"], ["b", "乙"], ["b"]], ["O", "X", "O"])
    trainer.train(str(tmp_path / "model"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "model"))
    weights, info = read_weights(tmp_path / "model"), tagger.info()
    assert list(weights.labels) == tagger.labels()
    said = {
        (name, label): weights.states[row, at] for name, row in weights.rows.items() for at, label in enumerate("OX")
    }
    assert {key: pytest.approx(value, abs=1e-6) for key, value in info.state_features.items()} == {
        key: said[key] for key in info.state_features
    }
    assert info.transitions["X", "O"] == pytest.approx(weights.transitions[1, 0], abs=1e-6)


@pytest.mark.parametrize("content", [b"", b"no model", b"lCRF" + bytes(60)])
def test_a_file_that_is_no_model_is_told(tmp_path: Path, content: bytes):
    (tmp_path / "model").write_bytes(content)
    with pytest.raises(ModelError, match="CRF model"):
        read_weights(tmp_path / "model")
