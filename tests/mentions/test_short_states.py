"""States by one character each in a row are several states, never one actor; ordinary words are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.extraction import Extraction
from kg.model.mention import Kind
from kg.pipeline.extractor import Extractor

HEAD = "2001年3月2日秘鲁常驻联合国代表给安全理事会主席的信\n\n"
END = "\n\n请将本函作为安全理事会文件分发为荷。\n"


@pytest.fixture(name="read")
def reader(extractor: Extractor, tmp_path: Path):
    def read(sentence: str) -> Extraction:
        path = tmp_path / "letter.txt"
        path.write_text(f"{HEAD}{sentence}{END}", encoding="utf-8")
        return extractor.extract(extractor.read(path))

    return read


def actors(found: Extraction) -> set[str]:
    ours = {"actor/peru"}
    return {e.key for e in found.entities if e.kind is Kind.STATE} - ours


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("我国欢迎中越两国签署边界协定。", {"china", "vietnam"}),
        ("日澳双方举行了会谈。", {"japan", "australia"}),
        ("我国呼吁柬泰双方停火。", {"cambodia", "thailand"}),
        ("美英法三国轰炸了港口。", {"united-states", "united-kingdom", "france"}),
        ("苏丹和乌干达部队交火，我国呼吁苏乌两国停火。", {"sudan", "uganda"}),
        ("我国参加中美之间的谈判。", {"china", "united-states"}),
    ],
)
def test_a_row_is_its_states(read, sentence, states):
    assert {f"actor/{state}" for state in states} == actors(read(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "中美洲国家欢迎停火。",
        "其中美丽的城市遭到炮击。",
        "中东局势严峻。",
        "3月1日韩国语会谈结束。",
        "亚美尼亚边界平静。",
        "塔斯马尼亚边境平静。",
        "增加双方合作。",
    ],
)
def test_ordinary_words_are_no_row(read, sentence):
    found = read(sentence)
    assert not [problem for problem in found.problems if "one character each" in problem.message]
    assert {"actor/united-states", "actor/china", "actor/japan", "actor/canada"}.isdisjoint(actors(found))


def test_a_character_that_several_states_share_is_told(read):
    found = read("我国呼吁苏乌两国停火。")
    assert not actors(found)
    assert "苏乌" in {problem.quote for problem in found.problems if problem.code == "candidate-dropped"}
    assert {"actor/sudan", "actor/ukraine"}.isdisjoint(actors(found))


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("印度尼西亚军舰越界，我国敦促印方撤走。", {"indonesia"}),
        ("约旦接待了谈判代表，我国感谢约方。", {"jordan"}),
        ("叙利亚局势紧张，叙政府拒绝谈判。", {"syria"}),
        ("菲律宾的抗议没有根据，菲军首先开火。", {"philippines"}),
        ("我国敦促菲方撤军。", set()),
        ("西班牙的提案得到西方国家支持。", {"spain"}),
        ("约旦是该公约的缔约方。", {"jordan"}),
        ("以色列开放口岸以方便平民撤离。", {"israel"}),
        ("德国代表在道德方面提出质疑。", {"germany"}),
        ("日本专家3月3日方才到达。", {"japan"}),
        ("法国代表认为此举无法方便各方。", {"france"}),
    ],
)
def test_a_side_is_the_state_that_the_document_names(read, sentence, states):
    assert {f"actor/{state}" for state in states} == actors(read(sentence))


def test_a_side_is_spoken_to(read):
    claims = read("菲律宾渔船越过了边界，我国敦促菲方撤回渔船。").claims
    assert ("actor/philippines",) in {claim.targets for claim in claims if claim.act == "request"}


def test_troops_of_a_side_are_its_states(read):
    found = read("印度和尼泊尔互派代表。印方士兵后撤，尼军也撤离。")
    forces = {e.key.rpartition("/")[0] for e in found.entities if e.kind is Kind.FORCE}
    assert forces == {"actor/india", "actor/nepal"}


def test_a_side_that_two_named_states_may_be_is_told(read):
    found = read("阿富汗和阿塞拜疆派出代表，我国敦促阿方停火。")
    told = [p for p in found.problems if p.code == "candidate-dropped" and p.quote == "阿"]
    assert len(told) == 1 and "several states" in told[0].message
    assert not [claim for claim in found.claims if {"actor/afghanistan", "actor/azerbaijan"} & {*claim.targets}]


def test_all_of_a_row_are_spoken_to(read):
    claims = read("我国呼吁中越两国停火。").claims
    assert ("actor/china", "actor/vietnam") in {claim.targets for claim in claims if claim.act == "request"}
