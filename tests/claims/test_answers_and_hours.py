"""Answers to another's words, deeds and days that only stand beside them, chairs of groups, and corrections."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import BOLIVIA, CHILE, PERU


@pytest.fixture(name="told")
def events(read_letter):
    def told(sentences: str) -> list[tuple[str, str, tuple[str, ...]]]:
        """Type, first day and agents of each event, in a letter of Chile."""
        found = read_letter(sentences).events
        return [(e.type, str(e.period.begin) if e.period else "", e.agents) for e in found]

    return told


def test_who_confirms_that_there_is_no_shortage_does_not_make_it(read_letter) -> None:
    words = "2015年5月3日，丁市药品供应中断。秘鲁代表在声明中确认，没有发生任何药品供应短缺。"
    assert {event.agents for event in read_letter(words).events if event.type == "SupplyDisruption"} == {()}


def test_efforts_for_a_ceasefire_are_not_that_ceasefire(read_letter) -> None:
    words = "2015年5月3日，双方停火。巴西支持旨在停止敌对行动的国际努力。"
    (ceasefire,) = (event for event in read_letter(words).events if event.type == "Ceasefire")
    assert len(ceasefire.evidence) == 1


@pytest.mark.parametrize("words", ["侵略者有名字——秘鲁。", "凶手有名有姓：秘鲁军队。", "罪魁祸首不是别人，正是秘鲁。"])
def test_who_is_named_as_the_culprit_is_charged(said, words) -> None:
    assert (CHILE, "accuse", (PERU,)) in said(words)


def test_ten_years_ago_is_a_year(told) -> None:
    assert ("ResolutionAdoption", "2005-01-01", ("actor/security-council",)) in told("十年前，安全理事会通过决议。")
    assert not told("约十年前，安全理事会通过决议。")


def test_who_then_crosses_the_border_does_not_enter_the_other_s_town(read_letter) -> None:
    words = "2015年5月1日，秘鲁军队占领了利马，玻利维亚军队随后越过边界。"
    places = {event.agents: event.places for event in read_letter(words).events}
    assert places["actor/bolivia/武装部队",] == ()
    assert places["actor/peru/武装部队",] != ()


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁外交部长5月20日答复说，智利军队炮击了利马。",
        "秘鲁代表于5月14日致函安全理事会，指控智利炮击利马。",
        "秘鲁代表昨天告诉我们，民兵炮击了利马。",
    ],
)
def test_the_day_of_saying_is_not_that_of_the_deed(told, words) -> None:
    assert {day for kind, day, _ in told(words) if kind == "ArmedAttack"} <= {"None"}  # up to the day of saying


def test_what_befell_people_in_a_car_that_was_hit_is_no_charge_of_them(said) -> None:
    assert {"accuse"}.isdisjoint({a for _, a, _ in said("一辆载有秘鲁游客的汽车在利马附近被导弹击中，4人丧生。")})


def test_our_verdict_on_another_s_words_is_not_that_one_s(said) -> None:
    found = said("秘鲁国防部宣称智利军队已撤离利马，纯属捏造。")
    assert {who for who, act, _ in found if act == "deny"} == {CHILE}


def test_what_we_do_not_approve_we_do_not_support(said) -> None:
    assert "support" not in {act for _, act, _ in said("我国政府不赞同秘鲁的这种言论。")}


def test_a_coup_in_a_state_that_is_condemned_is_not_the_state_s(said) -> None:
    assert PERU not in {key for _, _, keys in said("我国谴责秘鲁军事政变。") for key in keys}


def test_a_name_in_marks_behind_a_verb_of_saying_is_no_quotation(said) -> None:
    found = said("秘鲁说，“红鹰”行动已于2015年5月3日结束，其士兵被控性侵犯一案仍在审理。")
    assert not [found for who, *_ in found if who == PERU]


def test_who_estimates_the_dead_has_not_lost_them(read_letter) -> None:
    words = "2015年5月3日，秘鲁军队炮击了利马。国际法院估计有115人丧生。"
    (count,) = read_letter(words).casualties
    assert "actor/international-court-of-justice" not in {count.side}


def test_a_former_officer_does_not_speak_for_it(read_letter) -> None:
    sources = [c.reported_source for c in read_letter("一名前秘鲁武装部队军官作证说，巴西军官出售了子弹。").claims]
    assert not [key for keys in sources for key in keys if key.startswith(PERU)]


def test_the_letter_itself_is_no_event(told) -> None:
    assert [kind for kind, *_ in told("谨通知你，5月2日，秘鲁的一艘潜艇在其宣布的禁区以外击沉了一艘船。")] == [
        "ArmedAttack"
    ]


def test_each_hour_of_a_list_has_its_own_event(told) -> None:
    rows = "2015年5月2日\n\n上午6时，秘鲁军机轰炸了利马。\n\n上午9时，秘鲁炮艇炮击了沿海公路。"
    assert [day for kind, day, _ in told(rows) if kind == "ArmedAttack"] == ["2015-05-02"] * 2


def test_the_same_day_below_a_day_that_stands_above_a_list_is_that_day(told) -> None:
    rows = "2015年5月2日\n\n当天，两名观察员受伤。\n\n秘鲁军方称这是误击。\n\n秘鲁当天向丁市发射了火箭。"
    assert [day for kind, day, _ in told(rows) if kind == "ArmedAttack"] == ["2015-05-02"]


def test_such_deeds_of_several_are_laid_on_none_of_them(said) -> None:
    found = said("秘鲁军队炮击了我国村庄。玻利维亚军队炮击了我国港口。上述行为违反了《联合国宪章》。")
    assert (CHILE, "accuse", ()) in found


@pytest.mark.parametrize(
    "answer", ["事实是，当天没有飞机起飞。", "这又是一个谎言。", "这一消息是假的，当天我国没有一架飞机升空。"]
)
def test_what_is_so_in_fact_denies_what_another_says(said, answer) -> None:
    assert (CHILE, "deny") in {(who, act) for who, act, _ in said("秘鲁称，智利飞机轰炸了利马。\n\n" + answer)}


def test_what_we_refute_we_deny(said) -> None:
    assert (CHILE, "deny", (PERU,)) in said("秘鲁散布了一系列谎言，谨逐条予以驳斥。")


def test_a_question_behind_another_s_words_is_not_turned_on_a_third(said) -> None:
    found = said("玻利维亚士兵杀害了我国平民。\n\n秘鲁称，没有人受害。\n\n死去的孩子们能相信吗？")
    assert [keys for _, act, keys in found if act == "accuse"].count((BOLIVIA,)) == 1


@pytest.mark.parametrize("words", ["“秘鲁军队”应改为“秘鲁警察”。", "删去“并杀害了14名平民”，改为“并打伤了14名平民”。"])
def test_a_correction_says_nothing_anew(read_letter, words) -> None:
    found = read_letter(words)
    assert not found.casualties
    assert "request" not in {claim.act for claim in found.claims}


def test_who_asks_to_stay_unnamed_asks_nothing_for_us(said) -> None:
    assert "request" not in {act for _, act, _ in said("据一名要求匿名的外交官称，秘鲁正在准备攻势。")}


LETTER = """2015年6月1日智利常驻联合国{post}给秘书长的信

{words}

智利常驻代表
雷耶斯（签名）
"""


def test_a_letter_that_a_chair_writes_as_such_is_the_group_s(extractor, tmp_path) -> None:
    words = "我以2015年6月份阿拉伯国家集团主席的身份，谨通知你，集团谴责秘鲁军队炮击村庄。"
    found = read(extractor, tmp_path, LETTER.format(post="代表", words=words))
    assert {claim.claimant for claim in found.claims if claim.act == "condemn"} == {"actor/arab-group"}


def test_a_charge_d_affaires_writes_for_his_state(extractor, tmp_path) -> None:
    found = read(extractor, tmp_path, LETTER.format(post="代办", words="我国谴责秘鲁军队炮击村庄。"))
    assert {claim.claimant for claim in found.claims} == {CHILE}


def test_the_other_side_is_no_land_that_it_speaks_of(read_letter) -> None:
    found = read_letter("对方称：玻利维亚难民被赶走。\n\n对方称：市场被烧毁。")
    assert not [claim for claim in found.claims if BOLIVIA in claim.reported_source]


RECORD = """联合国 S/PV.9999

安全理事会

2003年3月4日星期二上午10时30分举行

上午10时40分开会。

主席（以英语发言）：我现在请智利代表发言。

{speech}

主席（以英语发言）：我请秘鲁代表就程序问题发言。

上午11时35分散会。
"""


def test_a_point_of_order_is_asked_for_by_nobody_who_speaks(extractor, tmp_path) -> None:
    speech = "雷耶斯先生（智利）（以西班牙语发言）：反对派断言凶手是军人。\n\n秘鲁代表要求就程序问题发言。"
    found = read(extractor, tmp_path, RECORD.format(speech=speech))
    assert {(c.claimant, c.act) for c in found.claims} == {(CHILE, "report")}


DRAFT = """巴西和智利：决议草案

大会，

回顾其2009年6月30日第63/301号决议，其中谴责秘鲁政变，

1. 请秘书长提出报告。
"""


def test_a_resolution_that_a_draft_recalls_is_not_its_sponsor_s(extractor, tmp_path) -> None:
    found = read(extractor, tmp_path, DRAFT)
    assert [event.agents for event in found.events if event.type == "ResolutionAdoption"] == [()]
    assert {"accuse", "condemn"}.isdisjoint({claim.act for claim in found.claims})
