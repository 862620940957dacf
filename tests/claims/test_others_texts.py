"""Whose words are passed on, denied or enclosed where pronouns, texts and joint authors stand between."""

from __future__ import annotations

import pytest
from builders.states import BOLIVIA, BRAZIL, CHILE, PERU


@pytest.mark.parametrize(
    ("sentences", "who"),
    [
        ("秘鲁国防部长访问了丁市。该部长声称，我国部队越过边界。", PERU),
        ("秘鲁国防部长访问了丁市。该部长声称智利军队杀害平民。", PERU),
        ("巴西总统卢拉·达席尔瓦接受采访。他指责智利违反停火。", BRAZIL),
        ("谨提请你注意秘鲁常驻代表2015年5月4日给你的信。信中声称，智利军队炮击了丁市。", PERU),
        ("谨提请你注意秘鲁常驻代表2015年5月4日给你的信。我国感到失望。来信指责我国违反停火。", PERU),
        ("2015年5月3日，玻利维亚外交部发表声明。其中还指控智利破坏和平。", BOLIVIA),
        ("2015年5月3日，玻利维亚外交部发表声明。该声明称，智利没有履行义务。", BOLIVIA),
    ],
)
def test_what_a_minister_pointed_to_or_a_text_just_told_of_charges_is_his(said, sentences, who) -> None:
    found = said(sentences)
    assert (who, "accuse", (CHILE,)) in found
    assert not {act for claimant, act, _ in found if claimant == CHILE} & {"accuse", "deny"}


@pytest.mark.parametrize("words", ["来信还要求派遣国际部队。", "信中请安理会召开会议。", "该信呼吁双方停火。"])
def test_what_a_letter_told_of_asks_is_not_asked_by_us(said, words) -> None:
    letter = "谨提请你注意秘鲁常驻代表2015年5月4日给你的信。"
    assert (CHILE, "request") not in {(who, act) for who, act, _ in said(letter + words)}


@pytest.mark.parametrize("who", ["一名目击者说，", "有人说", "媒体报道说，"])
def test_what_nobody_known_lays_on_our_side_is_nobody_s(read_letter, who) -> None:
    extraction = read_letter(who + "我国军队2015年3月12日炮击了利马。")
    assert not extraction.events
    assert "told-by-unknown" in {problem.code for problem in extraction.problems}


def test_where_we_take_over_again_another_s_charge_ends(read_letter) -> None:
    words = "秘鲁指控我国于2015年3月4日袭击丁市，我国断然否认；事实是，2015年3月5日秘鲁军队炮击了我国村庄。"
    extraction = read_letter(words)
    day = {event.key: event.period.begin.day for event in extraction.events}
    about = {(c.claimant, c.act): {day[key] for key in c.about if key in day} for c in extraction.claims if c.act}
    assert about[PERU, "accuse"] == about[CHILE, "deny"] == {4}
    assert about[CHILE, "accuse"] == {5}


def test_who_is_said_to_have_done_it_did_it(read_letter) -> None:
    extraction = read_letter("我国否认关于我国向叛军提供武器的指控，2015年3月7日的袭击是秘鲁军队所为。")
    assert {event.agents for event in extraction.events} == {("actor/peru/武装部队",)}
    assert (CHILE, "accuse", (PERU,)) in {(c.claimant, c.act, c.targets) for c in extraction.claims}


@pytest.mark.parametrize("words", ["我国否认支持叛军。", "我国不支持这些行动。", "袭击丁市的是得到秘鲁支持的民兵。"])
def test_whom_we_deny_to_support_we_do_not(said, words) -> None:
    assert "support" not in {act for _, act, _ in said(words)}


@pytest.mark.parametrize(
    "words",
    [
        "这些话没有一句是真的。",
        "关于我军掠夺矿产的报道毫无根据。",
        "3月19日在该地区根本没有我国军队。",
        "观察员从未被扣押。",
        "我国没有向任何外国军队提供基地。",
        "我国没有派出任何部队。",
    ],
)
def test_a_denial_by_other_words(said, words) -> None:
    assert "deny" in {act for _, act, _ in said(words)}


def test_a_question_of_one_s_own_right_accuses_nobody(said) -> None:
    assert "accuse" not in {act for _, act, _ in said("难道我国没有权利自卫吗？")}


def test_what_was_before_an_event_has_not_its_day(read_letter) -> None:
    words = "2015年5月20日，秘鲁军队袭击了检查站。在这次袭击之前，民兵连续两天炮击了村庄，绑架了两名工程师。"
    extraction = read_letter(words)
    assert {event.agents for event in extraction.events} == {("actor/peru/武装部队",)}
    assert [count.of_event for count in extraction.casualties] == [None]


def test_what_rejects_the_third_point_is_told(said) -> None:
    assert said("秘鲁拒绝了该计划的第三点。")
