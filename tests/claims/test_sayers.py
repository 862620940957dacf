"""Who says something did not do what is said; who denies a deed or calls another's so is not accused of it."""

from __future__ import annotations

import pytest
from builders.states import BOLIVIA, BRAZIL, CHILE, PERU


@pytest.fixture(name="accused")
def reader(read_letter):
    def accused(sentence: str) -> set[tuple[str, str | None]]:
        """Who accuses whom, or finds whom to break an agreement."""
        claims = read_letter(sentence).claims
        acts = {(claim.claimant, key) for claim in claims if claim.act == "accuse" for key in claim.targets or (None,)}
        return acts | {(claim.claimant, claim.complier) for claim in claims if claim.compliance == "violates"}

    return accused


@pytest.mark.parametrize(
    "sentence",
    [
        "秘鲁外交部发言人说，民兵破坏了停火。",
        "秘鲁代表指出，丁市民兵违反了《和平宣言》。",
        "秘鲁报告说，停火遭到破坏。",
    ],
)
def test_who_says_it_is_not_accused(accused, sentence: str) -> None:
    assert PERU not in {target for _, target in accused(sentence)}


@pytest.mark.parametrize(
    "sentence",
    ["秘鲁否认其部队炮击了村庄。", "秘鲁不承认其飞机轰炸了医院。", "秘鲁把这次演习称为侵略的预演。"],
)
def test_what_one_denies_or_calls_so_is_not_charged_to_it(accused, sentence: str) -> None:
    assert (CHILE, PERU) not in accused(sentence)


def test_a_view_that_another_holds_is_that_ones(accused) -> None:
    assert accused("巴西认为，秘鲁的行为违反国际法。") == {(BRAZIL, PERU)}


def test_what_is_denied_in_the_first_person_stays_denied(read_letter) -> None:
    claims = read_letter("我国断然否认秘鲁的指控。我国从未向武装团体提供武器。").claims
    assert [claim.act for claim in claims if claim.claimant == CHILE].count("deny") == 2


@pytest.mark.parametrize(
    ("sentence", "charge"),
    [
        ("秘鲁政府告诉核查团，玻利维亚仍扣押着12名平民。", (PERU, BOLIVIA)),
        ("巴西总统访问利马时指责玻利维亚炮击了村庄。", (BRAZIL, BOLIVIA)),
        ("巴西甚至在安理会会议上多次指控秘鲁部队炮击了村庄。", (BRAZIL, PERU)),
    ],
)
def test_a_charge_told_to_another_or_on_an_occasion_is_its_teller_s(accused, sentence: str, charge) -> None:
    assert accused(sentence) == {charge}


@pytest.mark.parametrize(
    "sentence",
    [
        "秘鲁总统竟然声称，该裁决“不公正”。",
        "秘鲁总统谴责了这次袭击，称其“不可饶恕”。",
        "秘鲁政府告诉核查团，局势平静。",
    ],
)
def test_what_another_says_has_its_source(read_letter, sentence: str) -> None:
    sources = {key for claim in read_letter(sentence).claims for key in claim.reported_source}
    assert len(sources) == 1
    assert "peru" in next(iter(sources))


def test_a_denial_made_on_a_visit_is_not_of_the_visit(read_letter) -> None:
    extraction = read_letter("秘鲁总统2015年5月4日访问圣地亚哥时否认其部队支持叛军。")
    (denial,) = (claim for claim in extraction.claims if claim.act == "deny")
    types = {event.key: event.type for event in extraction.events}
    assert "Visit" in types.values()
    assert not [key for key in denial.about if types.get(key) == "Visit"]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("秘鲁政府在2015年5月4日给我的信中要求延长任务期限。", PERU),
        ("秘鲁谎称其目标是民兵。", PERU),
        ("巴西刚才说制裁毫无用处。", BRAZIL),
    ],
)
def test_ways_of_saying(read_letter, sentence: str, source: str) -> None:
    assert {key for claim in read_letter(sentence).claims for key in claim.reported_source} == {source}


def test_what_one_objects_to_is_not_its_source(read_letter) -> None:
    claims = read_letter("我国断然反对秘鲁宣布兼并该岛。").claims
    assert not [claim for claim in claims if claim.reported_source]


def test_all_of_a_list_are_meant(accused) -> None:
    assert accused("秘鲁和玻利维亚资助恐怖分子，难道还要装作不知情吗？") == {(CHILE, PERU), (CHILE, BOLIVIA)}


def test_whose_deeds_a_rejected_charge_is_about_did_not_make_it(read_letter) -> None:
    (denial,) = (c for c in read_letter("我国驳斥关于秘鲁军队参与袭击的指控。").claims if c.act == "deny")
    assert denial.targets == ()


def test_what_did_not_happen_is_denied_only_where_it_would_be_a_deed(read_letter) -> None:
    extraction = read_letter("我国对联合委员会2014年5月以来没有举行会议感到关切。")
    assert [claim.act for claim in extraction.claims if claim.act == "deny"] == []
    assert [event for event in extraction.events if event.type == "Meeting"] == []


@pytest.mark.parametrize("sentence", ["这些指责是荒谬的。", "这种说法是错误的。"])
def test_what_is_called_false_is_denied(read_letter, sentence: str) -> None:
    claims = read_letter(f"秘鲁指责我国策划骚乱。{sentence}").claims
    assert [claim.act for claim in claims if claim.claimant == CHILE][-1] == "deny"


def test_what_another_never_did_and_should_have_is_no_denial(read_letter) -> None:
    assert "deny" not in {claim.act for claim in read_letter("巴西总统对议会说，叛军“从未解除武装”。").claims}


def test_a_pronoun_means_those_whom_the_sentence_names(accused) -> None:
    told = "秘鲁政府对此负有责任，因为它袒护武装分子。"
    assert accused(f"{told}玻利维亚和巴西政府也负有责任，它们袒护武装分子。") == {
        (CHILE, PERU),
        (CHILE, BOLIVIA),
        (CHILE, BRAZIL),
    }


def test_a_leader_speaks_for_his_movement(read_letter) -> None:
    claims = read_letter("哥伦比亚革命武装力量头目卡诺吹嘘说，这次行动早有计划。").claims
    assert [len(claim.reported_source) for claim in claims] == [1]


def test_facts_to_the_contrary_deny(read_letter) -> None:
    acts = {(c.claimant, c.act) for c in read_letter("秘鲁政府声称这是报复，但事实恰恰相反。").claims}
    assert (CHILE, "deny") in acts


def test_the_words_with_which_a_letter_closes_are_no_claim(read_letter) -> None:
    assert not [c for c in read_letter("顺致最崇高的敬意。").claims if c.act == "support"]
