"""The measure of what hangs on a rule: which rules match, and what is found without one of them."""

from __future__ import annotations

import pytest
from builders.scripts import script

from kg.knowledge.sentence_rules import EventRule, read_rules

RULE = """
rule:{name} a lkg:EventRule ; lkg:yields type:Withdrawal ; lkg:pattern "{pattern}" ;
    lkg:example "撤军" ; lkg:counterExample "进军" .
"""
PREFIXES = """@prefix lkg: <https://w3id.org/letterkg/ns#> .
@prefix rule: <https://w3id.org/letterkg/rule/> .
@prefix type: <https://w3id.org/letterkg/type/> .
"""


@pytest.fixture(scope="module")
def ablation():
    return script("benchmarks/ablation.py")


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "rules.ttl"
    named = (("leaves", "撤军"), ("goes", "撤[军离]"), ("stays", "驻扎"))
    path.write_text(PREFIXES + "".join(RULE.format(name=n, pattern=p) for n, p in named), encoding="utf-8")
    return read_rules(path)


def test_the_rules_that_match_are_noted_by_name(ablation, rules):
    seen: set[str] = set()
    for rule in ablation.watched(rules, seen).of(EventRule):
        assert [pattern.finditer("甲国进军") for pattern in rule.patterns] == [()]
    assert seen == set()
    for rule in ablation.watched(rules, seen).of(EventRule):
        for pattern in rule.patterns:
            pattern.finditer("甲国撤军")
    assert seen == {"leaves", "goes"}


def test_a_rule_is_left_out_by_name(ablation, rules):
    assert [rule.name for rule in ablation.without(rules, "goes").of(EventRule)] == ["leaves", "stays"]
