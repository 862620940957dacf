"""Name patterns: what they find around the lexicon's names, and that each keeps to its own examples."""

from __future__ import annotations

import pytest
from builders.knowledge import finder, lexicon, names_of

from kg.knowledge.name_patterns import NamePattern, compile_patterns, expand
from kg.model.mention import Kind, Mention
from kg.pipeline.rule_examples import applies

SKIPPED = frozenset({Kind.DATE, Kind.COUNT})


def found(text: str) -> list[Mention]:
    return [m for m in finder().mentions(text) if m.kind not in SKIPPED]


def slots(text: str, mention: Mention) -> dict[str, str]:
    return {name: text[span.start : span.end] for name, span in mention.slots.items()}


@pytest.mark.parametrize("name", names_of(NamePattern))
def test_examples_and_counter_examples(name: str) -> None:
    (pattern,) = (one for one in lexicon().patterns if one.name == name)
    assert pattern.examples and pattern.counter_examples
    assert [words for words in pattern.examples if not applies(finder(), pattern, words)] == []
    assert [words for words in pattern.counter_examples if applies(finder(), pattern, words)] == []


def test_every_pattern_is_asked() -> None:
    assert sorted(names_of(NamePattern)) == sorted(pattern.name for pattern in lexicon().patterns)


P, S, O, F, G, L, A = (Kind.PERSON, Kind.STATE, Kind.ORGANIZATION, Kind.FORCE, Kind.GROUP, Kind.PLACE, Kind.AGREEMENT)  # noqa: E741
CASES = [
    ("甲国外交部长杰隆·巴尔托夫的信", [(P, "甲国外交部长杰隆·巴尔托夫")], "state, post and name are one person"),
    ("我感谢杰隆·巴尔托夫先生", [(P, "杰隆·巴尔托夫先生")], "the last character of a common word starts no name"),
    ("甲国总理塔尔托夫和乙国总统布雷尔", [(P, "甲国总理塔尔托夫"), (P, "乙国总统布雷尔")], "posts before surnames"),
    ("甲国前总统若泽·马里奥·巴兹", [(P, "甲国前总统若泽·马里奥·巴兹")], "a former post"),
    ("甲乙联盟轮值主席个人代表安杰·卡斯克", [(P, "甲乙联盟轮值主席个人代表安杰·卡斯克")], "posts in a chain"),
    ("负责丁市事务的助理秘书长哈立·希里先生", [(P, "负责丁市事务的助理秘书长哈立·希里先生")], "its field"),
    ("甲国总检察长办公室", [(O, "甲国总检察长办公室")], "an office, not its holder"),
    ("甲国海军司令鲁斯塔·穆尔多夫中将", [(P, "甲国海军司令鲁斯塔·穆尔多夫中将")], "a force's commander"),
    ("A/99/800-S/2099/222", [(Kind.SYMBOL, "A/99/800"), (Kind.SYMBOL, "S/2099/222")], "two symbols in one"),
    ("布雷尔国务卿抵达丁市", [(P, "布雷尔国务卿"), (L, "丁市")], "a post after a surname"),
    ("祝贺安尼塔·阿斯托斯夫人当选", [(P, "安尼塔·阿斯托斯夫人")], "a polite word is not in the name"),
    ("甲国外交部长来函", [(P, "甲国外交部长")], "a post holder without a name"),
    ("甲国外交部表示", [(O, "甲国外交部")], "a ministry, not its minister"),
    ("甲国教育和文化部长", [(P, "甲国教育和文化部长")], "a minister by the field of the ministry"),
    ("甲国政府和乙国方面", [(S, "甲国政府"), (S, "乙国方面")], "a government is the state"),
    ("甲国武装部队越过甲国-乙国边界", [(F, "甲国武装部队"), (L, "甲国-乙国边界")], "a force and a border"),
    ("当地乙国居民和甲国战俘", [(G, "当地乙国居民"), (G, "甲国战俘")], "people by their state"),
    ("第1822（1993）、1853（1993）号决议", [(A, "第1822（1993）"), (A, "1853（1993）号决议")], "one each"),
    ("丁市公路和萨尔塔夫水库", [(L, "丁市公路"), (L, "萨尔塔夫水库")], "places by the word for their kind"),
    ("《甲国地雷年度报告》", [], "a report's title names nothing"),
    ("《关于庚问题的公约》", [(A, "《关于庚问题的公约》")], "a convention's title does"),
    ("尼日利亚与尼日尔、几内亚比绍与赤道几内亚", [(S, "尼日利亚"), (S, "尼日尔"), (S, "几内亚比绍"), (S, "赤道几内亚")],
     "the longest name wins"),
    ("索马里、印度洋和印度尼西亚", [(S, "索马里"), (L, "印度洋"), (S, "印度尼西亚")], "no state inside a longer name"),
    ("发展中国家和沿海地区", [], "no state across words"),
    ("以西班牙语发言", [], "a language is no state"),
    ("约旦·巴尔托夫先生", [(P, "约旦·巴尔托夫先生")], "a state's name inside a person's"),
    ("纳戈尔诺－卡拉巴赫", [(L, "纳戈尔诺－卡拉巴赫")], "a wide hyphen"),
    ("www.example.org/Armenia/2021", [], "no name inside a web address"),
    ("各方面的努力", [], "no anaphor inside a longer word"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_mentions(text: str, expected: list[tuple[Kind, str]], why: str) -> None:
    assert [(m.kind, m.surface) for m in found(text) if m.kind is not Kind.POST] == expected, why


SLOTS = [
    ("甲国外交部长杰隆·巴尔托夫", {"state": "甲国", "post": "外交部长", "name": "杰隆·巴尔托夫"}),
    ("欧洲理事会主席", {"organization": "欧洲理事会", "post": "主席"}),
    ("以色列国防军", {"state": "以色列"}),
    ("甲乙联盟（甲盟）", {"organization": "甲乙联盟", "name": "甲乙联盟", "alias": "甲盟"}),
    ("第1822（1993）号决议", {"number": "1822（1993）"}),
    ("2099年1月2日的三方声明", {"date": "2099年1月2日", "agreement": "三方声明", "name": "三方声明"}),
    ("负责甲国和乙国关系正常化问题的特别代表", {"post": "特别代表", "state": "甲国", "state2": "乙国"}),
]


@pytest.mark.parametrize(("text", "expected"), SLOTS, ids=[case[0] for case in SLOTS])
def test_slots(text: str, expected: dict[str, str]) -> None:
    (mention,) = found(text)
    got = slots(text, mention)
    assert {name: got.get(name) for name in expected} == expected


def test_a_find_may_inherit_entries() -> None:
    assert [m.entries for m in found("甲国政府、丁市地区")] == [("actor/example-a",), ("place/example-city",)]


def test_slots_inside_a_class_are_letters() -> None:
    assert expand("[x{state}]", {}).startswith("[x") and "(?P" not in expand("[x{state}]", {})


def test_parts_nest() -> None:
    assert expand("{a}", {"a": "b{c}", "c": "d"}) == "(?:b(?:d))"


def test_patterns_run_by_priority() -> None:
    low = NamePattern(name="b", yields=Kind.PLACE, patterns=("x",), priority=1)
    high = NamePattern(name="c", yields=Kind.PLACE, patterns=("x",), priority=2)
    assert [c.pattern.name for c in compile_patterns([low, high], {})] == ["c", "b"]
