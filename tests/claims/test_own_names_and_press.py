"""What is told to the press, what a letter is about, whose army it is, what was called off: each by whom it is said."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import BOLIVIA, CHILE, PERU

SPLA = "actor/spla"


@pytest.mark.parametrize("told", ["向媒体宣称", "3月4日晚向媒体宣称", "对记者承认", "向安理会谎称"])
def test_what_is_told_to_the_press_is_the_teller_s(said, told: str) -> None:
    assert (PERU, "accuse", (CHILE,)) in said(f"秘鲁总理阿尔科斯{told}，是智利军队首先开火。")


@pytest.mark.parametrize(
    "opening",
    [
        "谨就秘鲁武装部队侵犯我国领土一事致函。",
        "谨就秘鲁对智利的侵略行为致函如下。",
        "谨提请你注意秘鲁武装部队再次侵犯我国领土。",
    ],
)
def test_a_letter_charges_whom_it_is_written_about_and_he_does_not_write_it(read_letter, opening: str) -> None:
    found = read_letter(opening)
    assert [(c.claimant, c.act, c.targets) for c in found.claims] == [(CHILE, "accuse", (PERU,))]
    assert not [event for event in found.events if event.type == "Communication"]


def test_a_letter_about_a_situation_charges_nobody(said) -> None:
    assert not [act for _, act, _ in said("谨就伊基托斯局势致函如下。") if act == "accuse"]


LETTER = """2015年6月1日南苏丹常驻联合国代表给秘书长的信

苏丹人民解放军（苏人解）守卫边界。4月4日，苏人解在本提乌附近击落一架苏丹战机。

南苏丹常驻代表
雷耶斯（签名）
"""


def test_a_document_s_own_abbreviation_and_the_lexicon_s_owner_come_first(extractor, tmp_path) -> None:
    found = read(extractor, tmp_path, LETTER, "letter.txt")
    assert {agent for event in found.events for agent in event.agents} == {SPLA}
    assert {claim.act for claim in found.claims} == {"report"}


def test_one_state_s_dated_statement_is_not_signed(read_letter) -> None:
    found = read_letter("秘鲁政府在4月10日的声明中指控智利占领了伊基克。")
    assert (PERU, "accuse", (CHILE,)) in {(c.claimant, c.act, c.targets) for c in found.claims}
    assert not [event for event in found.events if event.type == "AgreementSigning"]


def test_who_brings_others_to_sign_has_not_signed(read_letter) -> None:
    claims = read_letter("美洲国家组织2月10日在基多促成双方签署《互不侵犯谅解备忘录》。").claims
    assert {(c.compliance, c.complier) for c in claims if c.complier} == {("mediated", "actor/oas")}


def test_who_refuses_to_sign_has_not_signed_and_is_charged(read_letter) -> None:
    claims = read_letter("智利接受了和平方案，而秘鲁拒绝签署停火协定。").claims
    assert not [c for c in claims if c.compliance == "signed" and c.complier == PERU]
    assert (CHILE, "accuse", (PERU,)) in {(c.claimant, c.act, c.targets) for c in claims}


def test_who_rejects_a_charge_is_not_charged_with_it(said) -> None:
    assert not [keys for _, act, keys in said("秘鲁拒绝接受这一指控。") if act == "accuse"]


def test_a_figure_that_is_denied_stays_with_the_event_that_is_denied(read_letter) -> None:
    found = read_letter("2月3日，秘鲁空军轰炸阿里卡。秘鲁声称智利军队在基多杀害了300名平民，这是彻头彻尾的谎言。")
    (figure,) = found.casualties
    (event,) = [event for event in found.events if event.key == figure.of_event]
    assert event.places == ("place/quito",)


@pytest.mark.parametrize("verdict", ["却拿不出任何证据", "完全颠倒了事实", "却没有提供丝毫证据"])
def test_the_writer_s_verdict_behind_another_s_charge_is_his_own(said, verdict: str) -> None:
    found = said(f"秘鲁声称玻利维亚首先开火，{verdict}。")
    assert (PERU, "accuse", (BOLIVIA,)) in found
    assert [(who, keys) for who, act, keys in found if act == "deny"] == [(CHILE, (PERU,))]


def test_a_verdict_that_a_reporter_may_have_spoken_is_left_open(said) -> None:
    assert "deny" not in {act for _, act, _ in said("秘鲁常驻代表说，玻利维亚声称智利开火，却拿不出任何证据。")}


def test_a_demand_to_cease_fire_is_not_the_ceasefire_that_was_declared(read_letter) -> None:
    found = read_letter("2月8日，智利政府宣布单方面停火。我们要求秘鲁立即停火。")
    (demand,) = [claim for claim in found.claims if claim.act == "request"]
    assert demand.about == ()


def test_a_visit_that_is_called_off_does_not_take_place(read_letter) -> None:
    events = read_letter("秘鲁国务卿赖斯3月3日取消了对圣地亚哥的访问。").events
    assert "Visit" not in {event.type for event in events}


def test_separatist_forces_that_attack_are_charged(said) -> None:
    assert [act for _, act, _ in said("2月9日，分离主义武装炮击了阿里卡的学校。")] == ["accuse"]


def test_civilians_are_no_people_of_a_mission(read_letter) -> None:
    (figure,) = read_letter("3月3日，秘鲁炮击联合国驻黎巴嫩临时部队的营地，打死106名平民。").casualties
    assert figure.side != "actor/unifil"
