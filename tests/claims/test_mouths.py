"""Nobody is given words, a charge or a deed that a sentence lays on another, or only asks for, fears or denies."""

from __future__ import annotations

import pytest
from builders.states import BOLIVIA, BRAZIL, CHILE, KENYA, PERU

COUNCIL = "actor/security-council"


@pytest.fixture(name="accused")
def charges(said):
    def accused(sentences: str) -> set[tuple[str, str]]:
        return {(who, key) for who, act, keys in said(sentences) if act in {"accuse", "condemn"} for key in keys}

    return accused


@pytest.fixture(name="done")
def deeds(read_letter):
    def done(sentences: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Agents and patients by type of event."""
        return {event.type: (event.agents, event.patients) for event in read_letter(sentences).events}

    return done


@pytest.mark.parametrize("verb", ["请", "要求", "呼吁"])
def test_who_is_asked_to_condemn_accuses_nobody(accused, verb: str) -> None:
    assert COUNCIL not in {who for who, _ in accused(f"我国{verb}安全理事会谴责秘鲁的侵略。")}


def test_who_is_spoken_to_says_nothing(said) -> None:
    found = said("秘鲁代表昨天对安全理事会说，玻利维亚违反了停火。")
    assert (PERU, "accuse", (BOLIVIA,)) in found
    assert COUNCIL not in {who for who, _, _ in found}


def test_a_charge_against_us_is_not_turned_round(accused) -> None:
    assert (CHILE, PERU) not in accused("秘鲁政府否认参与袭击，并指责智利支持去年袭击丁市的叛军。")
    assert (CHILE, PERU) not in accused("秘鲁指责智利违反停火，并称其军队炮击了丁市。")
    assert (CHILE, PERU) not in accused("秘鲁总理把责任推给玻利维亚，说它发射了火箭。")


def test_what_the_accused_is_said_to_have_done_is_not_the_accuser_s_deed(done) -> None:
    assert PERU not in done("秘鲁指责智利违反停火，并称其军队于2003年3月4日炮击了丁市。")["ArmedAttack"][0]


def test_a_denial_by_troops_without_a_name_is_not_ours(said) -> None:
    assert "deny" not in {act for _, act, _ in said("民兵声称，巴西士兵向平民开枪。该部队否认了这一说法。")}


@pytest.mark.parametrize(
    "sentence",
    ["巴西总统访问了利马。他强调，双方应当停火。", "该部长强调，秘鲁应当停火。", "巴西和肯尼亚呼吁双方停火。"],
)
def test_what_another_asks_is_not_asked_by_us(said, sentence: str) -> None:
    assert "request" not in {act for who, act, _ in said(sentence) if who == CHILE}


@pytest.mark.parametrize(
    "sentences",
    [
        "有人从秘鲁境内炮击了玻利维亚哨所。该国政府对此视而不见。",
        "秘鲁拒绝了玻利维亚的提议。该国还驱逐了3000名居民。",
    ],
)
def test_which_of_two_states_is_meant_stays_open(accused, sentences: str) -> None:
    assert not accused(sentences)


def test_that_country_is_the_one_to_which_the_sentence_before_points(accused) -> None:
    assert (CHILE, PERU) in accused("秘鲁占领了丁市。该国还驱逐了3000名居民。")


def test_they_are_no_two_of_whom_each_did_something_else(accused) -> None:
    assert not accused("秘鲁军队进入丁市，玻利维亚军队随后离开。它们轰炸了村庄。") & {(CHILE, BOLIVIA)}


def test_they_are_not_those_of_the_sentence_before_where_a_state_is_named(accused) -> None:
    found = accused("巴西和肯尼亚呼吁克制。它们没有指责任何一方。秘鲁部署了军队，他们杀害平民。")
    assert not found & {(CHILE, BRAZIL), (CHILE, KENYA)}


@pytest.mark.parametrize(
    "sentence",
    [
        "巴西总统同秘鲁总统签署了一项互不侵犯协定。",
        "秘鲁没有承认该实体。",
        "秘鲁士兵不是袭击者。",
        "秘鲁部队还击，打死三名枪手。",
        "秘鲁释放了两名人质。",
        "如果秘鲁执行其计划，攻击我国，后果将不堪设想。",
    ],
)
def test_what_is_no_wrong_is_no_charge(accused, sentence: str) -> None:
    assert not accused(sentence)


def test_ending_relations_is_no_wrong_of_one_accused_before(accused) -> None:
    both = accused("秘鲁炮击了我国村庄。巴西与秘鲁断绝了外交关系。")
    assert both == {(CHILE, PERU)}


def test_a_protest_is_not_turned_on_the_one_accused_before(said) -> None:
    found = said("秘鲁炮击了我国村庄。巴西向玻利维亚运送了坦克，我国对此表示抗议。")
    assert {keys for _, act, keys in found if act == "condemn"} == {(BRAZIL,)}


def test_what_a_group_without_a_name_does_is_not_laid_on_the_one_accused_before(said) -> None:
    assert (CHILE, "accuse", ()) in said("秘鲁入侵了玻利维亚。这个团体绑架了四名神父。")


def test_who_is_held_up_is_not_the_one_who_stops_it(done) -> None:
    agents, patients = done("2003年3月4日，秘鲁军机侵入我国领空，并对两架巴西军机进行了拦截。")["Obstruction"]
    assert BRAZIL not in agents
    assert BRAZIL in patients


@pytest.mark.parametrize(
    "sentence",
    [
        "秘鲁外交部长2003年3月4日威胁说，秘鲁将收复利马。",
        "巴西总统2003年3月4日请秘鲁总统访问利马。",
        "巴西代表2003年3月4日劝说秘鲁停火。",
    ],
)
def test_what_is_threatened_asked_or_urged_has_not_happened(done, sentence: str) -> None:
    assert not {"Liberation", "Visit", "Ceasefire"} & done(sentence).keys()


def test_a_failure_to_disarm_is_no_denial(said) -> None:
    assert "deny" not in {act for _, act, _ in said("秘鲁代表昨天对安全理事会说，智利政府没有解除民兵的武装。")}


def test_who_accepts_a_resolution_does_not_adopt_it(done) -> None:
    assert "ResolutionAdoption" not in done("秘鲁于1987年7月接受了安全理事会第598（1987）号决议。")


def test_only_the_one_asked_to_keep_an_agreement_is(read_letter) -> None:
    claims = read_letter("我国呼吁秘鲁停止支持叛军，并请玻利维亚遵守《和平宣言》。").claims
    asked = {claim.complier for claim in claims if claim.compliance == "calls_to_comply"}
    assert PERU not in asked


def test_a_sign_that_stands_for_quotations_may_stand_in_a_text(said) -> None:
    assert ("actor/chile", "accuse", (PERU,)) in said("◇。\n秘鲁军队袭击了我国平民。")
