"""The rule engine; tests/knowledge/test_lexicon.py holds every rule against its own examples."""

from __future__ import annotations

import pytest
import regex
from builders.hand import annotated
from builders.knowledge import of_folders

from kg.errors import LexiconError
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.sentence_rules import PART, RULE_CLASSES, EventRule, compile_pattern, load_rules
from kg.mentions.finder import make_finder
from kg.mentions.masking import fire, mask
from kg.model.text import Span
from kg.pipeline.rule_examples import check_rules

RULE = """
@prefix lkg: <https://w3id.org/letterkg/ns#> .
@prefix rule: <https://w3id.org/letterkg/rule/> .
@prefix type: <https://w3id.org/letterkg/type/> .
rule:{name} a lkg:EventRule ; lkg:yields type:ArmedAttack ; lkg:pattern "{pattern}" ;
    lkg:example "甲国向乙国开火" ; lkg:counterExample "双方均未开火" .
"""


def fired(tmp_path, pattern: str, words: str):
    (tmp_path / "rules.ttl").write_text(RULE.format(name="open-fire", pattern=pattern), encoding="utf-8")
    item = annotated(words)
    return list(fire(load_rules(tmp_path).of(EventRule), mask(item, item.sentences[0])))


@pytest.mark.parametrize(
    ("pattern", "words", "slots", "why"),
    [
        ("{agent}向{patient}开火", "甲国向乙国开火", {"agent": ["甲国"], "patient": ["乙国"]}, "one mention a slot"),
        (
            "{agent}向{patient}开火",
            "甲国、丙国和双方向乙国开火",
            {"agent": ["甲国", "丙国", "双方"], "patient": ["乙国"]},
            "a list",
        ),
        ("在{place}.*开火", "甲国在丁市开火", {"place": ["丁市"]}, "a place"),
        ("在{place}.*开火", "甲国在乙国开火", {"place": ["乙国"]}, "a state is a place too"),
    ],
)
def test_slots_hold_the_mentions(tmp_path, pattern, words, slots, why):
    (firing,) = fired(tmp_path, pattern, words)
    assert {name: [m.surface for m in ms] for name, ms in firing.slots.items()} == slots, why


def test_a_pattern_cannot_cut_a_name(tmp_path):
    assert fired(tmp_path, "国向", "甲国向乙国开火") == []


def test_a_firing_knows_its_words_in_the_part(tmp_path):
    (firing,) = fired(tmp_path, "向{patient}开火", "昨夜甲国向乙国开火。")
    assert firing.span == Span(4, 9)


def test_rules_looked_up_by_their_sieve_fire_as_those_tried_one_by_one():
    rules = Knowledge.load().rules
    words = "甲国军队昨夜向乙国的丁市开火，打死3人；乙国谴责这次袭击，否认曾向甲国开火，并呼吁双方停火。"
    item = annotated(words)
    masked = mask(item, item.sentences[0])
    for kind in RULE_CLASSES:
        row = rules.of(kind)
        assert list(fire(row, masked)) == list(fire(tuple(row), masked)), kind
    assert len({firing.rule for kind in RULE_CLASSES for firing in fire(rules.of(kind), masked)}) > 5


def test_a_list_is_taken_whole():
    letters = mask(annotated("甲国、乙国开火"), annotated("甲国、乙国开火").sentences[0]).characters
    found = compile_pattern("{agent}开火").search(letters)
    assert found is not None
    assert found.start() == 0


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{nobody}开火", "unknown slot {nobody}"),
        ("{agent}(开火", "missing )"),
        ("{agent}{no-words}", "unknown words {no-words}"),
    ],
)
def test_a_broken_pattern_names_file_and_rule(tmp_path, pattern, says):
    with pytest.raises(LexiconError, match=r"rules\.ttl: open-fire") as error:
        fired(tmp_path, pattern, "甲国")
    assert says in str(error.value)


def test_a_rule_names_words_that_turtle_lists_once(tmp_path):
    words = '\nrule:loud-verb a lkg:PatternPart ; lkg:pattern "开火|炮击" .\n'
    text = RULE.format(name="open-fire", pattern="{agent}{loud-verb}了")
    (tmp_path / "r.ttl").write_text(text + words, encoding="utf-8")
    (rule,) = load_rules(tmp_path).of(EventRule)
    assert rule.patterns[0].pattern.endswith("(?:开火|炮击)了")


WORDS = '\nrule:{name} a lkg:PatternPart ; lkg:pattern "{pattern}" .\n'


def loud(tmp_path, big_verb):
    """The rules of a pattern whose words name other words."""
    lists = (("loud-verb", "开火|{big-verb}"), ("big-verb", big_verb))
    text = RULE.format(name="open-fire", pattern="{agent}{loud-verb}了")
    words = "".join(WORDS.format(name=name, pattern=pattern) for name, pattern in lists)
    (tmp_path / "r.ttl").write_text(text + words, encoding="utf-8")
    return load_rules(tmp_path).of(EventRule)


def test_words_may_name_other_words(tmp_path):
    (rule,) = loud(tmp_path, "炮击")
    assert rule.patterns[0].pattern.endswith("(?:开火|(?:炮击))了")


def test_words_that_name_themselves_are_refused(tmp_path):
    with pytest.raises(LexiconError, match="name themselves: loud-verb → big-verb → loud-verb"):
        loud(tmp_path, "{loud-verb}")


@pytest.mark.parametrize(
    ("lists", "times", "says"),
    [(24, 2, "characters long; the most are 50,000"), (60, 1, "stand more than 50 lists deep: w-w → w-w-w → ")],
)
def test_words_that_grow_without_end_are_refused(tmp_path, lists, times, says):
    names = [f"w{'-w' * (number + 1)}" for number in range(lists)]
    inner = [*(f"{{{name}}}" * times for name in names[1:]), "开火"]
    words = "".join(WORDS.format(name=name, pattern=pattern) for name, pattern in zip(names, inner, strict=True))
    text = RULE.format(name="open-fire", pattern="{agent}{w-w}了") + words
    (tmp_path / "r.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"r\.ttl: open-fire") as error:
        load_rules(tmp_path)
    assert says in str(error.value)


def test_a_later_folder_replaces_a_rule(tmp_path):
    for folder, pattern in (("one", "开火"), ("two", "炮击")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "r.ttl").write_text(RULE.format(name="open-fire", pattern=pattern), encoding="utf-8")
    (rule,) = load_rules(tmp_path / "one", tmp_path / "two").of(EventRule)
    assert rule.patterns[0].pattern == "炮击"


def test_a_rule_that_fails_its_example_is_named(tmp_path):
    (tmp_path / "r.ttl").write_text(RULE.format(name="my-rule", pattern="{agent}撤军"), encoding="utf-8")
    knowledge = of_folders(Knowledge.load(tmp_path, placeholders=True))
    (complaint,) = check_rules(knowledge, make_finder(knowledge.lexicon))
    assert complaint.entry == "my-rule"
    assert "does not fire on its example: 甲国向乙国开火" in str(complaint)


@pytest.mark.parametrize("words", ["东北部", "以南", "东南方", "境内", "西部边境", "首府"])
def test_where_in_a_place_another_lies(words):
    assert regex.fullmatch(PART, words)
