"""The rules that one scan of a text lets through: all that match in it, and few others."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.long import LONG as TAKES_LONG

from kg.knowledge.expressions import LONG, Expression, expression
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.sieve import Sieve
from kg.mentions.finder import make_finder
from kg.mentions.masking import mask, spelled
from kg.mentions.ner.models import NONE
from kg.pipeline.rule_examples import annotate_words

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "specimens", ROOT.parent / "shared" / "letters", ROOT.parent / "shared" / "corpora" / "un")
MIXED = 200
SHARE = 4 if TAKES_LONG else 32  # of the sentences one in so many is tried, by all rules
SEED = 7


def made(*patterns: str) -> list[Expression]:
    return [expression(pattern, f"rule-{place}", Path("rules.ttl")) for place, pattern in enumerate(patterns)]


def test_it_lets_through_what_has_all_its_words_or_needs_none():
    both, either, free, unreadable = every = made("向.+开火", "停火|(?:撤.+军)", r"\p{Han}+", "(?i)abc")
    sieve = Sieve(every)
    assert sieve.passing("向甲国开火") == {both, free, unreadable}
    assert sieve.passing("撤出军队") == {either, free, unreadable}
    assert sieve.passing("停火，开火") == {either, free, unreadable}
    assert sieve.passing("") == {free, unreadable}


def test_words_inside_longer_words_are_seen():
    every = made("停火", "停火协议", "火协", "议")
    assert Sieve(every).passing("停火协议") == {*every}


def test_a_sieve_without_words_lets_all_through():
    every = made(".+", r"\d")
    assert Sieve(every).passing("甲") == {*every}
    assert Sieve([]).passing("甲") == frozenset()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load(placeholders=True)


def texts(knowledge: Knowledge) -> Iterator[str]:
    """Specimens and real documents, the rules' own examples, and sentences of pieces of several examples."""
    for folder in FOLDERS if TAKES_LONG else FOLDERS[:1]:
        yield from (path.read_text("utf-8") for path in sorted(folder.rglob("*.txt")))
    rules = [rule for of_class in knowledge.rules.by_class.values() for rule in of_class]
    examples = [words for rule in (*rules, *knowledge.lexicon.patterns) for words in rule.examples]
    yield from examples[:: 1 if TAKES_LONG else 3]
    chance = random.Random(SEED)
    for _ in range(MIXED):
        yield "".join(piece[: chance.randint(2, len(piece) + 1)] for piece in chance.sample(examples, 3))


def test_with_and_without_it_the_same_rules_match(knowledge: Knowledge):
    finder = make_finder(knowledge.lexicon, NONE)
    of_rules = [each for rules in knowledge.rules.by_class.values() for rule in rules for each in rule.patterns]
    of_names = [each for compiled in finder.patterns for each in compiled.expressions]
    assert sum(each.sieve is not None for each in of_rules) > 0.9 * len(of_rules)
    masks: set[str] = set()
    wholes: set[str] = set()
    for text in texts(knowledge):
        annotated = annotate_words(finder, text)
        sentences = [mask(annotated, sentence) for sentence in annotated.sentences]
        masks.update(reading.characters for one in sentences for reading in (one, spelled(one)))
        wholes.add(annotated.part.text.characters[:2000])
    lost = [
        (each.rule, characters)
        for expressions, kinds in ((of_rules, masks), (of_names, wholes | masks))
        for characters in sorted(kinds)[::SHARE]
        for each in expressions
        if not each.may_match(characters) and each._expression.search(characters)
    ]
    assert lost == []
    for each in of_names:
        for text in sorted(one for one in wholes if len(one) >= LONG):
            spans = [found.regs for found in each._expression.finditer(text)]
            assert [found.regs for found in each.passed(text)] == spans, (each.rule, text)
    sieves, every = {each.sieve for each in of_rules if each.sieve}, {*of_rules}
    tried = sum(len(one.passing(characters) & every) for characters in masks for one in sieves)
    tried += sum(each.may_match(characters) for each in of_rules if not each.sieve for characters in masks)
    assert tried < 0.1 * len(masks) * len(of_rules)
