"""Expressions whose time grows without end: they show themselves, are refused, and cannot hold a build up."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from kg.errors import LexiconError
from kg.knowledge import expressions, growth
from kg.knowledge.expressions import expression
from kg.knowledge.growth import nested, repetitions, unending, words_in
from kg.knowledge.knowledge import Knowledge
from kg.pipeline.lexicon_check import check

ENDLESS = ("(?:啊|啊)*呢", "(?:啊|啊)*$", "(?:啊|哦呀?|啊啊)+(?:呀|啊)*[a-z]", "(?:国家|国|家)*的!")
NESTED = ("(啊+)+$", "(?:[啊呀]+)*呢", r"(?P<much>\p{Han}{1,})+。")
SOUND = ("(?:啊++)*+呢", "啊{1,30}(?:啊呀)+呢", "(?:啊呀+)+", r"\((?:[^()]*)\)", "[^，。]{0,20}啊")
RULE = (
    "@prefix lkg: <https://w3id.org/letterkg/ns#> . @prefix rule: <https://w3id.org/letterkg/rule/> .\n"
    'rule:of-mine a lkg:{kind} ; {more} lkg:pattern "{pattern}" ; lkg:example "{example}" ; lkg:counterExample "乙" .\n'
)
KINDS = {
    "LayoutRule": "",
    "SourceRule": "",
    "EventRule": 'lkg:yields "ArmedAttack" ;',
    "NamePattern": "lkg:yields lkg:Place ;",
    "PatternPart": "",
}


def folder(home: Path, kind: str, pattern: str) -> Path:
    """A folder with one rule of a kind."""
    words = RULE.format(kind=kind, more=KINDS[kind], pattern=pattern, example="啊啊呢")
    (home / "rules.ttl").write_text(words, encoding="utf-8")
    return home


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no end shows itself in a fifth of the time as well."""
    monkeypatch.setattr(growth, "SECONDS", growth.SECONDS / 5)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("pattern", ENDLESS)
def test_an_endless_expression_shows_itself(pattern: str):
    assert unending(regex.compile(pattern, regex.V1), pattern)


@pytest.mark.parametrize("pattern", NESTED)
def test_a_repetition_of_a_repetition_is_seen(pattern: str):
    assert nested(pattern)


@pytest.mark.parametrize("pattern", SOUND)
def test_a_sound_expression_is_left_alone(pattern: str):
    assert (nested(pattern), unending(regex.compile(pattern, regex.V1), pattern)) == (None, None)


def test_an_expression_is_tried_on_its_own_words_one_by_one_and_two_by_two():
    assert words_in(r"(?:外交)?(?P<post>部长|大使){0,9}\p{Han}的") == (
        "外交", "部长", "大使", "的", "外交部长", "部长大使", "大使的",
    )  # fmt: skip
    assert all(len(text) >= 160 for text in repetitions("外交|部长"))


def test_no_shipped_expression_grows_without_end():
    assert [str(error) for error in Knowledge.load().growing()] == []


@pytest.mark.usefixtures("impatient", "few_rules_here")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pattern", [ENDLESS[0], NESTED[0]])
def test_one_of_an_analyst_is_refused_with_file_and_rule(tmp_path: Path, kind: str, pattern: str):
    mine = folder(tmp_path, kind, pattern)
    with pytest.raises(LexiconError, match="let no two repetitions") as raised:
        Knowledge.load(mine)
    assert (raised.value.path, raised.value.entry) == (mine / "rules.ttl", "of-mine")


WORDS_OF_ITS_OWN = {
    "SourceRule": ("surface", ""),
    "FigureRule": ("surface", ""),
    "ComplianceRule": ("agreementWords", 'lkg:yields "signed" ;'),
    "EventRule": ("agreementWords", KINDS["EventRule"]),
    "ContextRule": ("terminates", ""),
}


@pytest.mark.usefixtures("impatient", "few_rules_here")
@pytest.mark.parametrize("kind", WORDS_OF_ITS_OWN)
def test_an_expression_over_words_that_a_rule_looks_at_is_refused_as_well(tmp_path: Path, kind: str):
    field, more = WORDS_OF_ITS_OWN[kind]
    words = RULE.format(kind=kind, more=f'{more} lkg:{field} "{ENDLESS[0]}" ;', pattern="啊", example="啊")
    (tmp_path / "rules.ttl").write_text(words, encoding="utf-8")
    with pytest.raises(LexiconError, match="let no two repetitions") as raised:
        Knowledge.load(tmp_path)
    assert (raised.value.path, raised.value.entry) == (tmp_path / "rules.ttl", "of-mine")


@pytest.mark.usefixtures("few_rules_here")
@pytest.mark.parametrize("kind", WORDS_OF_ITS_OWN)
def test_a_broken_one_is_told_with_file_and_rule(tmp_path: Path, kind: str):
    field, more = WORDS_OF_ITS_OWN[kind]
    words = RULE.format(kind=kind, more=f'{more} lkg:{field} "(啊" ;', pattern="啊", example="啊")
    (tmp_path / "rules.ttl").write_text(words, encoding="utf-8")
    with pytest.raises(LexiconError, match="of-mine: pattern '\\(啊'"):
        Knowledge.load(tmp_path)


@pytest.mark.usefixtures("few_rules_here")
def test_the_check_names_it_beside_what_else_is_wrong(tmp_path: Path):
    complaints = check(folder(tmp_path, "SourceRule", ENDLESS[0]))
    assert [c.entry for c in complaints if "does not come to an end" in c.what] == ["of-mine"]


def test_a_rule_in_a_document_is_bound_in_time(monkeypatch: pytest.MonkeyPatch):
    """What no trial has found fails the document with the rule's name, and does not hang."""
    monkeypatch.setattr(expressions, "SECONDS", 0.05)
    slow = expression(ENDLESS[0], "of-mine", Path("rules.ttl"))
    for attempt in (slow.match, slow.fullmatch, slow.search, slow.finditer):
        with pytest.raises(LexiconError, match=r"rules\.ttl: of-mine: takes more than 0\.05 seconds"):
            attempt("啊" * 200 + "。呢")
