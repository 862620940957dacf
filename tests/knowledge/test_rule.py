"""What all rules have: the one reader of their blocks, and the one check of their examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.knowledge.sentence_rules import ActRule, load_rules

HEAD = """@prefix lkg: <https://w3id.org/letterkg/ns#> . @prefix rule: <https://w3id.org/letterkg/rule/> .
rule:one a lkg:ActRule ; lkg:pattern "停火" ; lkg:example "停火" ; lkg:counterExample "开火" ; lkg:yields "none" """


def written(folder: Path, more: str) -> Path:
    (folder / "own.ttl").write_text(HEAD + more, encoding="utf-8")
    return folder


def test_a_rule_says_what_its_class_may_say(tmp_path: Path):
    (rule,) = load_rules(written(tmp_path, '; lkg:partKind "Speech" , "Annex" ; lkg:priority -3 .')).of(ActRule)
    assert (rule.part_kind, rule.priority, rule.stage) == (("Annex", "Speech"), -3, "act")


@pytest.mark.parametrize(
    ("more", "says", "why"),
    [
        ('; lkg:partKinds "Speech" .', r"unknown property lkg:partKinds; did you mean lkg:partKind\?", "a slip"),
        ('; lkg:roles "agent" .', r"unknown property lkg:roles; .*there are .*lkg:meant", "of another class of rules"),
        ('; lkg:stage "act" , "default" .', "lkg:stage has one value, not act, default", "two values of one"),
        ('; lkg:priority "high" .', "lkg:priority is one whole number, not high", "no number"),
    ],
)
def test_a_wrong_property_is_refused_with_file_and_rule(tmp_path: Path, more: str, says: str, why: str):
    with pytest.raises(LexiconError, match=says) as raised:
        load_rules(written(tmp_path, more))
    assert (raised.value.path, raised.value.entry) == (tmp_path / "own.ttl", "one"), why
