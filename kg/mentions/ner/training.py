"""Trains the shipped model (segmenter and tagger) from treebanks, measures it, and writes its card."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from spacy.scorer import PRFScore

from kg.files import atomic, digest
from kg.mentions.ner.models import SEGMENTER, TAGGER
from kg.mentions.ner.segmenter import cutter, jackknife, train_segmenter, word_borders
from kg.mentions.ner.tagger import CharacterTagger, train_tagger
from kg.mentions.ner.treebank import TaggedSentence, read_iob2, spans

CARD = "model.json"
FOLDS = 4
TYPES = ("PER", "LOC", "ORG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to train on and for how long (iterations of the segmenter, of its folds, of the tagger)."""

    training: tuple[Path, ...]
    tests: tuple[Path, ...]
    seed: int = 0
    segmenter: int = 20
    folds: int = 10
    tagger: int = 150


def train(plan: Plan, out: Path, say: Callable[[str], None] = lambda _: None) -> dict[str, object]:
    """Trains by the plan, then writes the model's folder, each file whole or not at all, and returns its card.

    Traditional characters are converted to simplified ones. The same input and seed give the same model, but for the
    speed in the card. Raises TrainingError for a treebank that cannot be read.
    """
    treebanks = {path: _simplified(read_iob2(path)) for path in (*plan.training, *plan.tests)}
    sentences = [sentence for path in plan.training for sentence in treebanks[path]]
    with tempfile.TemporaryDirectory() as work:
        made = Path(work, "model")
        _train_both(plan, sentences, made, say)
        card = _card(plan, made, treebanks)
        (made / CARD).write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        out.mkdir(parents=True, exist_ok=True)
        for path in sorted(p for p in made.rglob("*") if p.is_file()):
            target = out / path.relative_to(made)
            target.parent.mkdir(exist_ok=True)
            with atomic(target) as file, path.open("rb") as source:
                shutil.copyfileobj(source, file)
    return card


def _train_both(plan: Plan, sentences: Sequence[TaggedSentence], made: Path, say: Callable[[str], None]) -> None:
    words = [sentence.words for sentence in sentences]
    say(f"segmenter: {len(words)} sentences, {plan.segmenter} iterations")
    train_segmenter(words, made / SEGMENTER, iterations=plan.segmenter, seed=plan.seed)
    say(f"words for the tagger: {FOLDS} segmenters, each trained without a part, {plan.folds} iterations")
    cut = jackknife(words, folds=FOLDS, iterations=plan.folds, seed=plan.seed)
    say(f"tagger: {plan.tagger} iterations")
    rows = [(w, s.labels) for s, w in zip(sentences, cut, strict=True)]
    train_tagger(rows, made / TAGGER, iterations=plan.tagger)


def _simplified(sentences: Sequence[TaggedSentence]) -> tuple[TaggedSentence, ...]:
    import opencc

    converter = opencc.OpenCC("t2s")
    return tuple(TaggedSentence(tuple(converter.convert(w) for w in s.words), s.tags) for s in sentences)


def _card(plan: Plan, made: Path, treebanks: dict[Path, tuple[TaggedSentence, ...]]) -> dict[str, object]:
    return {
        "training": {path.name: _of_file(path, treebanks[path]) for path in plan.training},
        "seed": plan.seed,
        "iterations": {"segmenter": plan.segmenter, "folds": plan.folds, "tagger": plan.tagger},
        "tests": {path.name: measure(made, treebanks[path]) for path in plan.tests},
    }


def _of_file(path: Path, sentences: Sequence[TaggedSentence]) -> dict[str, object]:
    return {"sentences": len(sentences), "sha256": digest(path)}


def measure(model: Path, sentences: Sequence[TaggedSentence]) -> dict[str, object]:
    """The model's scores on a treebank: words, names by type (exact spans), and characters a second."""
    cut_up, tagger = cutter(model / SEGMENTER), CharacterTagger(model / TAGGER)
    begun = time.perf_counter()
    words = [cut_up(sentence.text) for sentence in sentences]
    found = [set(tagger.tag(cut)) for cut in words]
    seconds = time.perf_counter() - begun
    gold = [set(spans(sentence.labels)) for sentence in sentences]
    scores: dict[str, object] = {"words": _score(word_borders([s.words for s in sentences]), word_borders(words))}
    scores |= {"names": _score(gold, found)}
    for kind in TYPES:
        of_kind = [[{name for name in names if name[2] == kind} for names in side] for side in (gold, found)]
        scores[kind] = _score(*of_kind)
    return {**scores, "characters_per_second": round(sum(len(s.text) for s in sentences) / seconds)}


def _score(gold: Sequence[AbstractSet[object]], found: Sequence[AbstractSet[object]]) -> dict[str, float | int]:
    """The figures for a card, shares (0 to 1) rounded to three places."""
    score = PRFScore()
    for wanted, had in zip(gold, found, strict=True):
        score.score_set(set(had), set(wanted))
    return {
        "gold": score.tp + score.fn,
        "found": score.tp + score.fp,
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "f1": round(score.fscore, 3),
    }
