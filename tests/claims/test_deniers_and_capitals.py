"""Who denies what another charges, forces called after their capital, explosions, movements called after places."""

from __future__ import annotations

import pytest
from builders.states import CHILE, PERU

BOLIVIA = "actor/bolivia"


def deniers(claims) -> set[str]:
    """Those who deny something."""
    return {claim.claimant for claim in claims if claim.act == "deny"}


@pytest.mark.parametrize(
    ("sentence", "charged", "denier"),
    [
        ("玻利维亚指控民兵击落了客机，民兵否认了这一指控。", {(BOLIVIA, ("actor/letter/民兵",))}, set()),
        ("玻利维亚指控秘鲁击落了客机，但后者断然否认。", {(BOLIVIA, (PERU,))}, set()),
        ("玻利维亚指控秘鲁击落了客机，秘方予以否认。", {(BOLIVIA, (PERU,))}, {PERU}),
        ("玻利维亚指控秘鲁击落了客机，并否认其军队参与。", {(BOLIVIA, (PERU,))}, {BOLIVIA}),
        ("警察说村民先动手，对方否认。", set(), set()),
    ],
)
def test_a_denial_is_of_who_denies(read_letter, sentence: str, charged: set[object], denier: set[str]) -> None:
    claims = read_letter(sentence).claims
    assert {(claim.claimant, claim.targets) for claim in claims if claim.act == "accuse"} == charged
    assert deniers(claims) == denier


def test_a_state_by_one_sign_denies_for_itself(read_letter) -> None:
    claims = read_letter("玻利维亚指责乍得支持叛军，乍方矢口否认。").claims
    assert deniers(claims) == {"actor/chad"}


@pytest.mark.parametrize("forces", ["利马军队", "利马空军", "利马当局的部队"])
def test_forces_called_after_the_capital_are_the_state_s(read_letter, forces: str) -> None:
    found = read_letter(f"2015年4月7日，{forces}轰炸了伊基克。")
    assert (PERU,) in {claim.targets for claim in found.claims if claim.act == "accuse"}
    assert [key.rpartition("/")[0] for event in found.events for key in event.agents] == [PERU]


def test_forces_stationed_in_a_capital_are_not_the_state_s(read_letter) -> None:
    found = read_letter("2015年4月7日，驻利马部队撤离。")
    assert not [key for event in found.events for key in event.agents if key.startswith(PERU)]


def test_attackers_are_no_attack_by_who_is_named_before_them(said) -> None:
    claims = said("2015年4月7日，游击队袭击哨所，两名秘鲁士兵被打死，袭击者撤退时丢下武器。")
    assert (CHILE, "accuse") not in {(who, act) for who, act, targets in claims if PERU in targets}


def test_a_calamity_is_not_done_by_the_state_where_it_happens(read_letter) -> None:
    found = read_letter("秘鲁一座城市的爆炸夺去了33名青年的生命。")
    assert {claim.act for claim in found.claims if claim.claimant == CHILE} == {"report"}


@pytest.mark.parametrize(
    "sentence",
    [
        "2015年4月7日，伊基克发生自杀爆炸，造成4人死亡。",
        "2015年4月7日，武装分子在伊基克制造爆炸，造成4人死亡。",
    ],
)
def test_bombs_that_people_set_off_are_attacks(read_letter, sentence: str) -> None:
    assert {event.type for event in read_letter(sentence).events} == {"ArmedAttack"}


def test_a_village_called_like_a_state_is_not_that_state_s(read_letter) -> None:
    (event,) = read_letter("2015年4月7日，叛军占领了古巴镇。").events
    assert event.places == ("place/古巴镇",)


@pytest.mark.parametrize(
    ("sentence", "doer"),
    [
        ("塔拉帕卡省组织2015年4月7日袭击了哨所。", "actor/塔拉帕卡省组织"),
        ("2015年4月7日，卡尔万达伊斯兰自由战士袭击了哨所。", "actor/卡尔万达伊斯兰自由战士"),
    ],
)
def test_movements_by_their_names_are_doers(read_letter, sentence: str, doer: str) -> None:
    (event,) = read_letter(sentence).events
    assert event.agents == (doer,)


@pytest.mark.parametrize(
    ("sentence", "doer"),
    [
        ("玻利维亚就秘鲁2015年4月7日轰炸奥鲁罗一事向安全理事会提出申诉。", PERU),
        ("玻利维亚政府就秘鲁2015年4月7日炮击奥鲁罗发表声明，要求立即停止。", PERU),
        ("玻利维亚就秘鲁2015年4月7日发射两枚导弹向秘方提出抗议。", PERU),
        ("玻利维亚就边界问题发表声明，于2015年4月7日炮击奥鲁罗。", BOLIVIA),
    ],
)
def test_who_writes_of_a_deed_has_not_done_it(read_letter, sentence: str, doer: str) -> None:
    found = read_letter(sentence)
    deeds = [event for event in found.events if event.type in ("ArmedAttack", "Other")]
    assert {key for event in deeds for key in event.agents} == {doer}
    assert {key for claim in found.claims if claim.act == "accuse" for key in claim.targets} <= {doer}


def test_a_delegation_s_denial_is_its_state_s(read_letter) -> None:
    claims = read_letter("秘鲁代表声称玻利维亚军队首先开火，玻利维亚代表团驳回了这一说法。").claims
    assert deniers(claims) == {BOLIVIA}


def test_rules_of_engagement_are_no_clash_and_talks_in_a_title_no_meeting(read_letter) -> None:
    found = read_letter("2015年4月7日，我国飞机按照交战规则行事，这符合四方会谈共同声明。")
    assert not {"ArmedClash", "Meeting"} & {event.type for event in found.events}


def test_a_denial_is_not_directed_at_who_is_named_in_the_clause_behind_it(read_letter) -> None:
    claims = read_letter("有关平民被强奸的指控纯属捏造，联合国-非盟达尔富尔混合行动没有发现任何证据。").claims
    assert [(claim.act, claim.targets) for claim in claims if claim.act == "deny"] == [("deny", ())]


def test_a_report_full_of_lies_is_charged_and_rejected(said) -> None:
    assert (CHILE, "accuse", (PERU,)) in said("秘鲁代表的来信充满了谎言。")
    assert (CHILE, "deny", (PERU,)) in said("秘鲁的报告充满偏见，我们完全拒绝接受。")


def test_who_shoots_a_boy_is_charged(said) -> None:
    assert (CHILE, "accuse", (PERU,)) in said("秘鲁武装部队4月20日枪杀了一名13岁的智利少年。")


def test_a_massacre_in_a_name_charges_nobody(said) -> None:
    claims = said("2005年，大会宣布秘鲁军队解放该营地之日为大屠杀国际纪念日。")
    assert (CHILE, "accuse", (PERU,)) not in claims


def test_rockets_that_land_in_a_country_are_an_attack(read_letter) -> None:
    (event,) = read_letter("2015年4月20日，四枚火箭弹从秘鲁射入我国北部。").events
    assert event.type == "ArmedAttack"
    assert PERU not in event.patients


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("苏人解（反对派）", "actor/splm-in-opposition"),
        ("苏丹人民解放军反对派", "actor/splm-in-opposition"),
        ("苏丹人民解放运动（北方）", "actor/splm-north"),
        ("苏丹人民解放军", "actor/spla"),
    ],
)
def test_a_movement_s_wing_is_not_the_movement(read_letter, name: str, key: str) -> None:
    (event,) = read_letter(f"2015年4月29日，{name}袭击了一支车队。").events
    assert event.agents == (key,)


def test_fire_from_occupied_land_is_no_occupation_and_victims_no_attack(read_letter) -> None:
    found = read_letter("2015年4月29日，秘鲁军队从占领的伊基克市阵地开火，我们为遇害者致哀。")
    assert [event.type for event in found.events] == ["ArmedAttack"]
