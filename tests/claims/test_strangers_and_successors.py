"""Courts and associations without a known name, states under one name after each other, former forces, ships."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import CHILE, PERU


@pytest.mark.parametrize(
    "sentence",
    [
        "国际新闻工作者联合会强烈谴责了这次轰炸。",
        "法院以12票对3票驳回了秘鲁提出的自卫的理由。",
        "一些知名人士呼吁秘鲁停火。",
    ],
)
def test_what_strangers_condemn_reject_or_ask_is_not_the_speaker_s(said, sentence: str) -> None:
    assert {(who, act) for who, act, _ in said(sentence)} == {(CHILE, "report")}


def test_our_own_association_is_ours(said) -> None:
    assert (CHILE, "condemn", ()) in said("我国工商联合会谴责封锁。")


def test_a_judgment_s_finding_has_its_source(read_letter) -> None:
    claims = read_letter("国际法院今天就该案作出判决，认定秘鲁轰炸了伊基克。").claims
    assert {claim.reported_source for claim in claims} == {("actor/icj",)}


def test_who_brought_a_plight_about_is_charged_and_not_who_suffers_it(said) -> None:
    assert said("玻利维亚的饥荒是秘鲁轰炸造成的。") == {(CHILE, "accuse", (PERU,))}


def test_what_has_our_support_we_support(said) -> None:
    assert said("巴西总统3月6日提出的停火倡议得到我们的全力支持。") == {(CHILE, "support", ("actor/brazil",))}


LETTER = """{year}年6月1日{sender}常驻联合国代表给秘书长的信

南斯拉夫同意停火。南斯拉夫军队遭到袭击。

{sender}常驻代表
约万（签名）
"""


@pytest.mark.parametrize(
    ("year", "sender", "key"),
    [
        (1999, "南斯拉夫联盟共和国", "actor/serbia-and-montenegro"),
        (1999, "匈牙利", "actor/serbia-and-montenegro"),
        (1985, "匈牙利", "actor/yugoslavia"),
        (2015, "匈牙利", "actor/yugoslavia"),
    ],
)
def test_a_name_that_two_states_had_means_that_of_the_document_s_day(extractor, tmp_path, year, sender, key) -> None:
    found = read(extractor, tmp_path, LETTER.format(year=year, sender=sender), "letter.txt")
    named = {entity.key for entity in found.entities}
    assert key in named
    assert len(named & {"actor/yugoslavia", "actor/serbia-and-montenegro"}) == 1
    assert not [problem for problem in found.problems if problem.code == "ambiguous-state"]


def test_what_once_were_a_state_s_forces_are_not_the_state(read_letter) -> None:
    found = read_letter("前秘鲁武装部队2015年4月7日袭击了伊基克。")
    assert PERU not in {key for claim in found.claims for key in claim.targets}
    assert not [key for event in found.events for key in event.agents if key.startswith(PERU)]


def test_a_ship_is_no_town(read_letter) -> None:
    found = read_letter("2015年2月20日，秘鲁科考船在“利马”号护卫舰护航下进行非法勘测。")
    assert "place/lima" not in {entity.key for entity in found.entities}


def test_what_is_announced_in_two_clauses_is_planned_in_both(read_letter) -> None:
    found = read_letter("秘鲁总统4月29日宣布，秘鲁将退出停火协定，并从伊基克撤出全部军队。")
    assert {event.type for event in found.events} <= {"Communication"}


@pytest.mark.parametrize("we", ["我们三国政府", "我们两国政府", "我们各国", "我们"])
def test_who_condemns_a_deed_has_not_done_it(read_letter, we: str) -> None:
    found = read_letter(f"{we}谴责秘鲁于2012年11月20日攻占伊基克。")
    assert CHILE not in {key for event in found.events for key in event.agents}
    assert (CHILE, "condemn", (PERU,)) in {(c.claimant, c.act, c.targets) for c in found.claims}


CONGO = "我们敦促刚果政府追究责任。{more}"


def test_a_government_is_that_of_the_state_that_the_document_names_in_full(read_letter) -> None:
    found = read_letter(CONGO.format(more="该运动在刚果民主共和国活动。"))
    assert {key for claim in found.claims for key in claim.targets} == {"actor/congo-kinshasa"}


def test_a_government_that_may_be_of_two_states_is_a_problem(read_letter) -> None:
    found = read_letter(CONGO.format(more=""))
    assert {key for claim in found.claims for key in claim.targets} == set()
    assert [problem.quote for problem in found.problems if problem.code == "ambiguous-state"] == ["刚果政府"]


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁代表在信中重弹老调，说什么智利轰炸了塔克纳。",
        "秘鲁外交部长1月30日在议会宣布，智利轰炸了塔克纳。",
        "秘鲁总统说：“智利才是这场悲剧的真正罪犯。”",
    ],
)
def test_a_charge_in_parliament_or_in_scorned_words_is_the_other_s(read_letter, words: str) -> None:
    claims = read_letter(words).claims
    assert {c.targets for c in claims if c.act == "accuse" and c.claimant != CHILE} == {(CHILE,)}
    assert not [c for c in claims if c.act == "accuse" and c.claimant == CHILE]


def test_who_answers_for_a_deed_did_it_and_does_not_suffer_it(read_letter) -> None:
    found = read_letter("秘鲁应对3月5日伊基克医院遭到炮击、9名病人死亡一事负全部责任。")
    assert [(event.agents, event.patients) for event in found.events] == [((PERU,), ())]
    assert [figure.side for figure in found.casualties] == [CHILE]


@pytest.mark.parametrize("parties", ["秘鲁和智利", "双方", "秘鲁"])
def test_what_follows_on_a_ceasefire_that_was_declared_is_not_the_declaring_side_s_word(read_letter, parties) -> None:
    claims = read_letter(f"3月6日，{parties}宣布停火，秘鲁当晚向塔克纳发射了20枚火箭。").claims
    assert (CHILE, "accuse", (PERU,)) in {(c.claimant, c.act, c.targets) for c in claims}
    assert not [claim for claim in claims if claim.reported_source]
