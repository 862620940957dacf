"""Whether the rules do what their own examples say; what an analyst is told at once when a rule is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.claims.reading import WORDS_FOR_ONE
from kg.errors import LexiconError
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.name_patterns import NamePattern
from kg.knowledge.rule import Rule, check
from kg.knowledge.sentence_rules import RULE_CLASSES, ActRule, AgreementRule, CasualtyRule, SentenceRule
from kg.mentions.document import annotate
from kg.mentions.finder import Finder
from kg.mentions.masking import fire, in_words, mask, spelled
from kg.mentions.ner.runs import Proposal
from kg.model.document import Document, DocumentKind, Part, PartKind
from kg.model.mention import ACTORS, Annotated, Kind
from kg.model.text import Source, Text

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
    if isinstance(rule, ActRule) and rule.stage in WORDS_FOR_ONE:
        kinds = WORDS_FOR_ONE[rule.stage]
        readings = [in_words(reading, lambda mention: mention.kind in kinds) for reading in readings]
    if isinstance(rule, IN_TWO_READINGS):
        readings += [spelled(reading) for reading in readings]
    return any(True for reading in readings for _ in fire((rule,), reading))


def _reading_together(finder: Finder, rules: Iterable[Rule]) -> Finder:
    """The finder, whose model has read the rules' examples all together: one by one takes it ten times as long."""
    texts = list(dict.fromkeys(words for rule in rules for words in (*rule.examples, *rule.counter_examples)))
    known = dict(zip(texts, finder.model.propose(texts), strict=True))

    def propose(asked: Sequence[str]) -> tuple[tuple[Proposal, ...], ...]:
        others = [text for text in asked if text not in known]
        known.update(zip(others, finder.model.propose(others) if others else (), strict=True))
        return tuple(known[text] for text in asked)

    return replace(finder, model=replace(finder.model, propose=propose))


def check_rules(knowledge: Knowledge, finder: Finder) -> Iterator[LexiconError]:
    """What is wrong with the sentence rules, rule by rule; `finder` knows the names that their examples use."""
    rules = [rule for kind in RULE_CLASSES for rule in knowledge.rules.of(kind)]
    finder = _reading_together(finder, rules)
    for rule in rules:
        yield from check(rule, partial(fires, finder, rule))


def check_patterns(knowledge: Knowledge, finder: Finder) -> Iterator[LexiconError]:
    """What is wrong with the name patterns, pattern by pattern."""
    finder = _reading_together(finder, knowledge.lexicon.patterns)
    for pattern in knowledge.lexicon.patterns:
        yield from check(pattern, partial(applies, finder, pattern), ("apply to", "applies to"))


def applies(finder: Finder, pattern: NamePattern, words: str) -> bool:
    """Whether a pattern makes a mention in the words; for one that yields nothing, whether no name is found at all."""
    found = finder.mentions(words)
    if pattern.yields is None:
        return not any(m.kind in ACTORS | {Kind.PLACE, Kind.AGREEMENT} for m in found)
    return any(m.rule == pattern.name for m in found)
