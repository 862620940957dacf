"""Whose an act is in joint texts, notes verbales, meetings on two states and papers with labels."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import BRAZIL, CHILE, KENYA, PERU, UGANDA

JOINT = """2015年6月1日智利、秘鲁和巴西常驻联合国代表给秘书长的信

谨提请你注意以下情况。

{words}

智利
常驻代表
雷耶斯（签名）

秘鲁
常驻代表
托雷斯（签名）

巴西
常驻代表
席尔瓦（签名）
"""
NOTE = """2015年6月1日智利常驻联合国代表团给秘书长的普通照会

智利常驻联合国代表团向秘书长致意，并谨通知如下。

{words}
"""
MEETING = """联合国 S/PV.9901
第九九〇一次会议
2015年6月5日星期五上午10时举行
纽约

主席： 托尔先生 （智利）

上午10时05分开会。

肯尼亚和乌干达间的局势

主席（以西班牙语发言）：我现在请肯尼亚代表发言。

奥蒂诺先生（肯尼亚）（以英语发言）：{words}

上午11时散会。
"""
CONGO = """2015年6月1日卢旺达常驻联合国代表给秘书长的信

谨提请你注意以下情况。

{words}

卢旺达常驻代表
雷耶斯（签名）
"""


@pytest.fixture(name="claims")
def reader(extractor, tmp_path):
    def claims(document: str, words: str) -> set[tuple[str, str, tuple[str, ...]]]:
        found = read(extractor, tmp_path, document.format(words=words), "document.txt").claims
        return {(c.claimant, c.act, tuple(sorted(c.targets))) for c in found if c.act}

    return claims


def doing(claims, act: str) -> set[str]:
    return {who for who, what, _ in claims if what == act}


@pytest.mark.parametrize(
    ("words", "act", "whose"),
    [
        ("巴西总统通报说，巴西愿意派遣观察员。", "offer", {BRAZIL}),
        ("秘鲁总统感谢肯尼亚的支持。", "thank", {PERU}),
        ("我们谴责在利马发生的绑架事件。", "condemn", {CHILE, PERU, BRAZIL}),
        ("三国感谢肯尼亚的支持。", "thank", {CHILE, PERU, BRAZIL}),
    ],
)
def test_what_one_of_the_authors_does_alone_the_others_do_not(claims, words, act, whose) -> None:
    assert doing(claims(JOINT, words), act) == whose


@pytest.mark.parametrize(
    ("words", "act"),
    [("代表团坚决否认这一说法。", "deny"), ("代表团感谢秘书长。", "thank"), ("使馆感谢秘书长。", "thank")],
)
def test_the_mission_without_a_name_writes_its_note(claims, words, act) -> None:
    assert doing(claims(NOTE, words), act) == {CHILE}


def test_the_courtesy_of_a_note_is_no_praise(claims) -> None:
    assert not claims(NOTE, "智利常驻联合国代表团借此机会再次向秘书长表示最崇高的敬意。")


def test_the_matter_between_two_states_tells_whose_both_sides_are(claims) -> None:
    found = claims(MEETING, "乌干达2015年5月18日扣押了3名观察员。智利呼吁双方停火。")
    assert (KENYA, "accuse", (UGANDA,)) in found


@pytest.mark.parametrize(
    ("words", "accused"),
    [
        ("刚果军队炮击了我国村庄。刚果民主共和国拒绝解释。", {("actor/congo-kinshasa",)}),
        ("刚果军队炮击了我国村庄。", {()}),
        ("刚果军队炮击了我国村庄。刚果民主共和国同刚果共和国会谈。", {()}),
    ],
)
def test_a_short_name_of_two_states_is_the_one_s_that_the_document_names(claims, words, accused) -> None:
    assert {targets for _, act, targets in claims(CONGO, words) if act == "accuse"} == accused


def test_who_is_the_minister_to_whom_a_letter_is_written_is_your_country(claims) -> None:
    letter = "2015年6月1日智利外交部长给秘鲁外交部长的信\n\n{words}\n\n外交部长\n雷耶斯（签名）\n"
    assert (CHILE, "accuse", (PERU,)) in claims(letter, "贵国部队越过边界，打伤两名边防军人。我国要求贵国政府道歉。")


@pytest.mark.parametrize("words", ["政府声称，秘鲁军队炮击了丁市。", "2. 指控：秘鲁军队炮击了丁市。"])
def test_what_stands_under_a_label_or_is_a_government_s_claim_is_not_the_writer_s(claims, words) -> None:
    report = "关于丁市侵犯人权指控的报告\n\n1. 本报告述及丁市。\n\n{words}\n"
    assert not doing(claims(report, words), "accuse")


def test_who_tells_a_deed_is_not_accused_of_it(claims) -> None:
    found = claims(MEETING, "托尔先生告诉我们，身着制服的人开枪打死平民。")
    assert not {targets for _, act, targets in found if act == "accuse"} - {()}


def test_where_one_speaks_does_not_speak(claims) -> None:
    found = claims(MEETING, "智利观察员在安理会说，乌干达犯下了屠杀。")
    assert "actor/security-council" not in {who for who, act, _ in found if act == "accuse"}


def test_a_panel_passes_a_denial_on(claims) -> None:
    report = "秘书长关于巴西局势的报告\n\n1. {words}\n"
    found = claims(report, "智利政府通知小组，它没有向叛军提供任何武器。")
    assert doing(found, "deny") == {CHILE}
