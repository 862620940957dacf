"""Letters and statements as written: days without a month, deeds inside noun phrases, threats, whose breach it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders.extraction import read
from builders.states import BOLIVIA, CHILE, PERU

from kg.model.extraction import Extraction

LETTER = """1999年4月20日智利常驻联合国代表给安全理事会主席的信

谨提请你注意以下情况。

{words}

智利常驻代表
雷耶斯（签名）
"""


@pytest.fixture
def read_letter(extractor, tmp_path: Path):
    """What is read in a letter of Chile that says these sentences."""
    return lambda words: read(extractor, tmp_path, LETTER.format(words=words), "letter.txt")


def deeds(found: Extraction) -> set[tuple[str, tuple[str, ...]]]:
    return {(event.type, event.agents) for event in found.events}


def breaches(found: Extraction) -> set[tuple[str, str | None]]:
    return {(claim.compliance, claim.complier) for claim in found.claims if claim.compliance}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("秘鲁军队17日炮击了伊基克。", date(1999, 4, 17)),
        ("秘鲁军队25日炮击了伊基克。", date(1999, 3, 25)),
        ("秘鲁军队4月12日越过边界，13日炮击了伊基克。", date(1999, 4, 13)),
        ("秘鲁军队星期五（16日）炮击了伊基克。", date(1999, 4, 16)),
    ],
)
def test_a_day_without_its_month_is_the_last_one_before_the_letter(read_letter, words: str, day: date) -> None:
    found = read_letter(words)
    assert day in {event.period.begin for event in found.events if event.period}


@pytest.mark.parametrize("words", ["秘鲁军队在30日内撤出伊基克。", "秘鲁军队在为期10日的演习中炮击了伊基克。"])
def test_a_number_of_days_is_no_day(read_letter, words: str) -> None:
    assert not {event.period.begin for event in read_letter(words).events if event.period and event.period.begin}


def test_who_is_fired_at_did_the_deed_that_marks_them_out(read_letter) -> None:
    found = read_letter("1999年4月3日，我国海军向侵入智利领海的两艘秘鲁军舰开火。")
    by = dict(deeds(found))
    assert by.pop("ArmedAttack") == ("actor/chile/海军",) and set(by.values()) == {(PERU,)}


def test_steps_against_an_attack_are_not_the_attack(read_letter) -> None:
    found = read_letter("1999年4月3日，我国军队针对秘鲁军队向伊基克发动的攻击采取措施。")
    assert {agents for kind, agents in deeds(found) if kind == "ArmedAttack"} <= {(f"{PERU}/武装部队",)}


def test_those_behind_toward_are_hit_though_the_doer_stands_before(read_letter) -> None:
    found = read_letter("1999年4月3日，秘鲁军队越过边界，向驻扎在伊基克的智利军队及我国平民进行了猛烈炮击。")
    attack = next(event for event in found.events if event.type == "ArmedAttack")
    assert attack.agents == (f"{PERU}/武装部队",) and PERU not in attack.patients


@pytest.mark.parametrize(
    "words",
    [
        "智利官员与当地居民说，1999年4月3日秘鲁军队袭击了伊基克。",
        "智利国防部发言人说，4月3日秘鲁军队越过边界，袭击了伊基克。",
    ],
)
def test_who_says_so_did_not_do_it(read_letter, words: str) -> None:
    attack = next(event for event in read_letter(words).events if event.type == "ArmedAttack")
    assert attack.agents == (f"{PERU}/武装部队",)


@pytest.mark.parametrize(
    ("words", "agents"),
    [
        ("1999年4月3日，美军直升机袭击了伊基克。", {"actor/united-states/武装部队"}),
        ("1999年4月3日，英法战斗机轰炸了伊基克。", {"actor/united-kingdom", "actor/france"}),
    ],
)
def test_states_by_one_sign_each_before_their_troops(read_letter, words: str, agents: set[str]) -> None:
    attack = next(event for event in read_letter(words).events if event.type == "ArmedAttack")
    assert set(attack.agents) == agents


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("秘鲁仍在威胁玻利维亚必须交出港口，否则将使用武力。", ("accuse", (PERU,))),
        ("没有秘鲁的授权，该集团不可能袭击伊基克。", ("accuse", (PERU,))),
        ("秘鲁政府作为该集团的主要支持者，也将对其罪行的后果负责。", ("accuse", (PERU,))),
        ("我们希望联合国所有会员国立即谴责这一行径。", ("request", ())),
        ("如遭侵略，我国将毫不犹豫地行使不可剥夺的自卫权。", ("offer", ())),
        ("我国接受了秘鲁的停火呼吁。", ("report", ())),
        ("一名要求不被披露姓名的秘鲁官员说，局势平静。", ("report", ())),
    ],
)
def test_what_is_done_in_words_that_look_like_another_act(read_letter, words: str, told: tuple) -> None:
    assert told in {(claim.act, claim.targets) for claim in read_letter(words).claims if claim.act}


def test_an_official_of_whom_the_writer_says_that_he_lied_accuses_nobody(read_letter) -> None:
    found = read_letter("秘鲁的官员表示，玻利维亚不会打击智利纵深领土，现在来看完全是虚伪的。")
    assert BOLIVIA not in {key for claim in found.claims for key in claim.targets}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("我国将坚决行使《联合国宪章》和国际法赋予的自卫权。", ("bases_on", CHILE)),
        ("我国呼吁安理会敦促秘鲁遵守《联合国宪章》，尊重我国主权。", ("calls_to_comply", PERU)),
        ("秘鲁外长佩雷斯向媒体表示，空袭导致60人死亡，违反了停火协议。", ("violates", None)),
    ],
)
def test_whose_agreement_it_is(read_letter, words: str, told: tuple) -> None:
    assert told in breaches(read_letter(words))


def test_what_a_decision_lays_down_is_said_by_its_maker_and_nobody_is_quoted(read_letter) -> None:
    found = read_letter("秘鲁的行动违反了《联合国宪章》以及美洲国家组织1997年宣布该地区为和平区的相关决定。")
    assert not {key for claim in found.claims for key in (claim.reported_source or ())}
    assert PERU not in {key for event in found.events for key in event.agents}


def test_a_sea_region_holds_no_state(read_letter) -> None:
    found = read_letter("秘鲁在加勒比海地区部署了军舰，智利呼吁伊斯兰国家保持克制。")
    assert {"actor/haiti", "actor/isil"}.isdisjoint(entity.key for entity in found.entities)


def test_a_place_that_is_struck_is_no_step_against_it(read_letter) -> None:
    found = read_letter("4月3日，秘鲁对智利伊基克地区进行军事挑衅，我们在信中向秘书长报告了这一情况。")
    assert {event.agents for event in found.events if event.type == "ArmedAttack"} == {(PERU,)}


def test_who_protests_did_not_strike(read_letter) -> None:
    found = read_letter("4月3日，我国政府召见秘鲁大使，对秘鲁前一天空袭伊基克表示抗议。")
    assert {event.agents for event in found.events if event.type == "ArmedAttack"} == {(PERU,)}


@pytest.mark.parametrize(
    "words",
    [
        "国际社会有责任制止秘鲁政权的种族灭绝行为。",
        "安理会第497（1981）号决议从未得到秘鲁的遵守。",
        "巴西行使否决权，使秘鲁免受追究和问责。",
    ],
)
def test_a_wrong_that_is_only_named_is_charged(read_letter, words: str) -> None:
    assert "accuse" in {claim.act for claim in read_letter(words).claims}


def test_a_complaint_of_an_attack_is_not_the_attack(read_letter) -> None:
    found = read_letter("智利政府于1950年9月20日向大会提出了关于秘鲁侵略智利的控诉案。")
    assert deeds(found) == {("Communication", (CHILE,))}


def test_a_school_is_not_founded_on_the_day_of_the_shot(read_letter) -> None:
    found = read_letter("4月3日，在联合国开设的学校里，一名智利学生被秘鲁军队的流弹击中身亡。")
    assert "Establishment" not in {event.type for event in found.events}


def test_embassies_and_commands_are_bodies_of_their_own(read_letter) -> None:
    found = read_letter("智利驻秘鲁大使馆遭到冲击，秘鲁武装部队司令部发表了声明。")
    assert {"actor/chile/驻秘鲁大使馆", f"{PERU}/武装部队司令部"} <= {entity.key for entity in found.entities}


def test_an_enemy_s_breach_behind_what_the_law_says_is_charged(read_letter) -> None:
    found = read_letter("联合国宪章规定不得干涉内政，而秘鲁议会的决定正违反了联合国宪章这一原则。")
    assert ("accuse", (PERU,)) in {(claim.act, claim.targets) for claim in found.claims}
    assert ("violates", PERU) in breaches(found)


def test_an_enemy_s_name_charges_the_enemy(read_letter) -> None:
    found = read_letter("4月3日，秘鲁敌军的一支巡逻队越过技术围栏，架起探照灯。")
    assert ("accuse", (PERU,)) in {(claim.act, claim.targets) for claim in found.claims}
    assert deeds(found) == {("Other", (PERU,))}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("4月3日，秘鲁的两架F-16战斗机侵犯了智利领空。", {("Other", (PERU,))}),
        ("4月3日，秘鲁飞机在山中击中一列客运列车，10人丧生。", {("ArmedAttack", (PERU,))}),
        ("4月3日，从秘鲁发射了三枚火箭，其中两枚被智利的防空系统拦截。", {("ArmedAttack", ())}),
    ],
)
def test_planes_and_what_is_shot_down(read_letter, words: str, told: set) -> None:
    assert deeds(read_letter(words)) == told


def test_who_arms_hirelings_is_charged_and_they_attacked(read_letter) -> None:
    found = read_letter("4月3日，秘鲁武装和装备的雇佣军攻入伊基克。")
    assert PERU in {key for claim in found.claims if claim.act == "accuse" for key in claim.targets}
    assert PERU not in {key for event in found.events for key in event.agents}


def test_no_state_or_town_is_named_inside_a_longer_foreign_word(read_letter) -> None:
    found = read_letter("4月3日，两枚炮弹落在阿巴西因广场，另一枚落在阿克拉马学校附近。")
    assert {"actor/brazil", "place/accra"}.isdisjoint(entity.key for entity in found.entities)


@pytest.mark.parametrize(
    "words",
    [
        "智利政府严重抗议秘鲁1999年4月3日进行的核试验。",
        "智利政府抗议秘鲁1999年4月3日进行核试验。",
        "智利政府对秘鲁1999年4月3日进行的核试验表示强烈抗议。",
    ],
)
def test_who_protests_against_a_test_did_not_make_it(read_letter, words: str) -> None:
    assert deeds(read_letter(words)) == {("Other", (PERU,))}


def test_false_charges_made_in_a_hall_are_the_speaker_s_own(read_letter) -> None:
    found = read_letter("智利断然驳斥秘鲁总理在大会上对智利计划的毫无根据的指控。")
    assert {(claim.act, claim.targets) for claim in found.claims if claim.act} == {
        ("deny", (PERU,)),
        ("accuse", (PERU,)),
    }


def test_a_ceasefire_that_is_void_did_not_begin(read_letter) -> None:
    assert not deeds(read_letter("秘鲁武装部队司令部宣布，从4月3日起停战协定完全无效。")) & {
        ("Ceasefire", ()),
        ("AgreementSigning", ()),
    }


def test_both_who_were_taken_suffered_it(read_letter) -> None:
    found = read_letter("4月3日，秘鲁军队绑架了约翰·史密斯和彼得·布朗。")
    capture = next(event for event in found.events if event.type == "Capture")
    assert len(capture.patients) == 2


def test_who_crossed_the_border_two_clauses_before_fought(read_letter) -> None:
    found = read_letter("4月3日，秘鲁士兵越过边界，进入伊基克，与智利巡逻队交火。")
    clash = next(event for event in found.events if event.type == "ArmedClash")
    assert set(clash.participants) == {f"{PERU}/武装部队", f"{CHILE}/巡逻队"}


@pytest.mark.parametrize(
    "words",
    [
        "智利外交部3日致信联合国秘书长和安理会主席说，秘鲁军队袭击了伊基克，造成22人死亡。",
        "智利外交部答复安理会主席说，秘鲁军队袭击了伊基克，造成22人死亡。",
    ],
)
def test_who_is_written_to_says_nothing(read_letter, words: str) -> None:
    found = read_letter(words)
    assert {claim.claimant for claim in found.claims} == {CHILE}
    assert ("accuse", (PERU,)) in {(claim.act, claim.targets) for claim in found.claims}
