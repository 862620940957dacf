"""Whether the rules do what their own examples say; what an analyst is told at once when a rule is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import LexiconError
from kg.knowledge.lexicon import load_lexicon
from kg.knowledge.sentence_rules import RULE_CLASSES, AgreementRule, CasualtyRule, SentenceRule, load_rules
from kg.mentions.document import annotate
from kg.mentions.finder import Finder, make_finder
from kg.mentions.masking import fire, mask, spelled
from kg.model.document import Document, DocumentKind, Part, PartKind
from kg.model.mention import Annotated
from kg.model.text import Source, Text
from kg.resources import shipped

OVER_WORDS = (AgreementRule,)
IN_TWO_READINGS = (CasualtyRule,)  # as mentions, and with groups and forces in words


def annotate_words(finder: Finder, words: str) -> Annotated:
    """Words as the only part of a document, with their sentences and mentions."""
    text = Text(words, tuple(range(len(words))))
    part = Part(order=0, kind=PartKind.SPEECH, text=text)
    source = Source(path=Path("words"), characters=words, sha256="")
    return annotate(finder, Document(source=source, kind=DocumentKind.OTHER, parts=(part,)))[0]


def fires(finder: Finder, rule: SentenceRule, words: str) -> bool:
    """Whether a rule fires anywhere in the words."""
    if isinstance(rule, OVER_WORDS):
        return any(pattern.search(words) for pattern in rule.patterns)
    annotated = annotate_words(finder, words)
    readings = [mask(annotated, sentence) for sentence in annotated.sentences]
    if isinstance(rule, IN_TWO_READINGS):
        readings += [spelled(reading) for reading in readings]
    return any(True for reading in readings for _ in fire((rule,), reading))


def check_rules(*folders: Path) -> Iterator[LexiconError]:
    """What is wrong with the rules of the shipped ontology and the folders laid over it, rule by rule.

    Raises LexiconError for a file that cannot be read at all.
    """
    rules = load_rules(shipped("ontology") / "rules", *folders)
    finder = make_finder(load_lexicon(*folders, placeholders=True))
    for rule in (r for c in RULE_CLASSES for r in rules.of(c)):
        yield from _complaints(finder, rule)


def _complaints(finder: Finder, rule: SentenceRule) -> Iterator[LexiconError]:
    path = rule.path or Path()
    if not rule.examples:
        yield LexiconError(path, rule.name, "has no lkg:example; give a sentence on which it fires")
    if not rule.counter_examples:
        yield LexiconError(path, rule.name, "has no lkg:counterExample; give a sentence on which it must not fire")
    for example in rule.examples:
        if not fires(finder, rule, example):
            yield LexiconError(path, rule.name, f"does not fire on its example: {example}")
    for example in rule.counter_examples:
        if fires(finder, rule, example):
            yield LexiconError(path, rule.name, f"fires on its counter-example: {example}")
