"""Denials of those whom nobody knows, pleas of a president in a report, yesterday in an annex, two deeds of one day."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import CHILE, PERU


@pytest.mark.parametrize("words", ["虔信军先承认后否认。", "虔信军发言人打电话给一家报纸，否认参与。"])
def test_what_strangers_deny_we_do_not(said, words) -> None:
    assert "deny" not in {act for _, act, _ in said(words)}


def test_we_protest_to_the_one_to_whom_we_do(said) -> None:
    assert (CHILE, "condemn", (PERU,)) in said("我国向秘鲁提出抗议。")


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁发言人改口，说空袭可以理解。",
        "秘鲁总统反过来指控智利袭击平民。",
        "两名证人说秘鲁士兵开枪。",
        "秘鲁发言人承认发射了火箭。",
    ],
)
def test_what_others_say_we_charge_nobody_with(said, words) -> None:
    assert "accuse" not in {act for who, act, _ in said(words) if who == CHILE}


def test_we_have_no_such_weapons(said) -> None:
    assert (CHILE, "deny", ()) in said("我国没有化学武器。")


def test_what_somebody_says_that_our_army_used_is_nobody_s_claim(read_letter) -> None:
    assert not read_letter("有人说我国军队2015年4月4日在利马使用了沙林。").events


def test_the_occupier_is_not_occupied_by_its_own_troops(read_letter) -> None:
    (taken,) = read_letter("2015年5月7日，秘鲁政府曾说机场已被其部队占领。").events
    assert PERU not in taken.patients


def test_an_attack_goes_on_in_the_next_sentence(read_letter) -> None:
    words = "2015年5月7日，秘鲁军队越过边界。他们向总统府开炮。"
    assert {(e.type, str(e.period.begin)) for e in read_letter(words).events if e.period} >= {
        ("ArmedAttack", "2015-05-07")
    }


def test_who_kills_soldiers_did_not_attack_with_them(read_letter) -> None:
    words = "秘鲁军队5月8日袭击了村庄。玻利维亚军队5月8日屠杀了十名秘鲁士兵。"
    agents = sorted(event.agents for event in read_letter(words).events if event.type == "ArmedAttack")
    assert agents == [("actor/bolivia/武装部队",), ("actor/peru/武装部队",)]


ANNEXED = """2015年6月1日智利常驻联合国代表给秘书长的信

谨随函转递秘鲁外交部的声明。

智利常驻代表
雷耶斯（签名）

附件

秘鲁外交部的声明

昨天，民兵炮击了利马。5月7日，民兵炮击了丁市。
"""


def test_yesterday_in_an_annex_is_not_told_from_the_letter_s_day(extractor, tmp_path) -> None:
    found = read(extractor, tmp_path, ANNEXED)
    assert {str(event.period.begin) for event in found.events if event.period and event.period.begin} == {"2015-05-07"}
    assert "day-unknown" in {problem.code for problem in found.problems}


REPORT = "秘书长关于联合国东帝汶特派团的报告\n\n1. {}\n"


@pytest.mark.parametrize("words", ["总统在帕福斯通过电台呼吁抵抗。", "总理要求部队撤离。"])
def test_what_a_president_asks_the_report_does_not(extractor, tmp_path, words) -> None:
    assert "request" not in {claim.act for claim in read(extractor, tmp_path, REPORT.format(words)).claims}


def test_an_abridged_report_is_its_author_s(extractor, tmp_path) -> None:
    title = REPORT.replace("的报告", "的报告（摘要）")
    found = read(extractor, tmp_path, title.format("局势平静。"))
    assert {claim.claimant for claim in found.claims} == {"actor/un-secretariat"}
