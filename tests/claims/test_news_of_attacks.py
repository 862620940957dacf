"""Kinds of faults read off news of attacks and clashes: who did it, who says so, how many and when."""

from __future__ import annotations

import pytest
from builders.states import BOLIVIA, PERU

from kg.model.extraction import Event

SHABAAB, BOKO_HARAM = "actor/al-shabaab", "actor/boko-haram"
BLAST = "2016年3月4日，丁市一处集市发生自杀式爆炸袭击。"


@pytest.fixture(name="told")
def events(read_report):
    def told(words: str, of_type: str) -> list[Event]:
        """The events of a type told in a report of the Secretariat of 1 December 2016."""
        return [event for event in read_report(words).events if event.type == of_type]

    return told


def days(events: list[Event]) -> set[tuple[str, str]]:
    return {(str(e.period.begin), str(e.period.end)) for e in events if e.period}


@pytest.mark.parametrize(
    "words",
    [
        "安理会11月5日发表媒体声明，强烈谴责4日发生在秘鲁国家剧院的自杀式袭击事件。",
        "秘鲁外交部11月5日发表声明，对玻利维亚首都当天发生的自杀式爆炸袭击事件予以谴责。",
        "11月5日，秘鲁外交部发表声明称，袭击造成两人死亡。",
    ],
)
def test_who_condemns_or_reports_it_did_not_do_it(read_report, words) -> None:
    found = read_report(words)
    attacks = [event for event in found.events if event.type == "ArmedAttack"]
    assert attacks
    assert not [event for event in attacks if event.agents or BOLIVIA in event.patients]
    assert not [claim for claim in found.claims if claim.act == "accuse"]


def test_those_of_whom_he_tells_did_it_and_not_the_state_of_the_speaker(told) -> None:
    words = "秘鲁总统军事顾问托尔在招待会上宣布，2日凌晨，300－500名玻利维亚士兵在湖边登陆，向秘鲁政府军发起进攻。"
    (attack,) = told(words, "ArmedAttack")
    assert [key.startswith(BOLIVIA) for key in attack.agents] == [True]


def test_both_sides_of_a_fire_fight_are_those_of_the_clause_before(told) -> None:
    words = "玻利维亚和智利的边界附近，博科圣地武装人员11月4日企图潜入秘鲁军队的一处基地，双方发生交火。"
    (clash,) = told(words, "ArmedClash")
    assert PERU in clash.participants
    assert {BOLIVIA, "actor/chile"}.isdisjoint(clash.participants)
    (clash,) = told("数百名博科圣地武装人员11月4日向智利和秘鲁边界附近的一军营发动进攻，双方进行了激战。", "ArmedClash")
    assert not clash.participants


@pytest.mark.parametrize(
    "claim",
    [
        "极端组织“青年党”宣称制造了此次袭击事件。",
        "“青年党”当天晚些时候宣称对爆炸事件负责。",
        "安理会谴责这起由极端组织“青年党”制造的袭击。",
    ],
)
def test_who_says_that_it_was_their_deed_did_it(told, claim) -> None:
    (attack,) = told(BLAST + claim, "ArmedAttack")
    assert SHABAAB in attack.agents


@pytest.mark.parametrize(
    "claim", ["没有任何组织宣称对袭击负责。", "“青年党”否认制造了此次袭击。", "“青年党”谴责了此次袭击。"]
)
def test_who_does_not_say_so_did_not(told, claim) -> None:
    (attack,) = [event for event in told(BLAST + claim, "ArmedAttack") if event.period and event.period.begin]
    assert SHABAAB not in attack.agents


def test_a_deed_of_people_with_a_name_is_not_claimed_by_others(told) -> None:
    words = "2016年3月4日，秘鲁军队袭击了丁市。“青年党”宣称对袭击负责。"
    assert SHABAAB not in told(words, "ArmedAttack")[0].agents


def test_a_band_of_a_movement_is_the_movements(told) -> None:
    (attack,) = told("2016年3月4日，尼日利亚极端组织“博科圣地”武装分子袭击了丁市。", "ArmedAttack")
    assert all("极端组织" not in key for key in attack.agents)


def test_several_attacks_told_together_are_none_of_those_told_singly(told) -> None:
    words = "喀布尔11月7日发生3起暴力袭击。喀布尔东部一军营附近7日遭遇汽车炸弹袭击。喀布尔西部7日发生一起爆炸袭击。"
    assert len(told(words, "ArmedAttack")) == 3


def test_an_attack_and_whom_it_befell_in_the_next_clause_are_one(told) -> None:
    (attack,) = told("2016年3月4日，一处哨所遭恐怖分子袭击，至少两名秘鲁士兵被打死。", "ArmedAttack")
    assert attack.agents
    assert attack.patients


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "2016年3月4日和5日，民兵两次袭击驻扎在丁市的秘鲁军队。",
            {("2016-03-04", "2016-03-04"), ("2016-03-05", "2016-03-05")},
        ),
        ("秘鲁3月4日宣布，其军队日前打死了两名士兵。", {("None", "2016-03-04")}),
    ],
)
def test_days(told, words, expected) -> None:
    assert days(told(words, "ArmedAttack")) == expected


def test_the_day_since_which_something_is(told) -> None:
    words = "秘鲁和玻利维亚自2016年11月16日起停火。秘鲁外长托尔当天同玻利维亚外长巴列霍通电话。"
    assert days(told(words, "Contact")) == {("2016-11-16", "2016-11-16")}


def test_what_is_asked_or_what_a_force_is_set_up_for_is_not_done(told) -> None:
    words = "秘书长28日呼吁两国领导人立即采取措施，在秘鲁实现停火。"
    assert not told(words, "Ceasefire")
    assert not told("2016年2月，秘鲁和智利组建一支多国部队，对叛军实施军事打击。", "ArmedAttack")


def test_all_of_a_list_are_called(told) -> None:
    words = "秘鲁总统托尔28日分别与玻利维亚总统巴列霍和智利总理帕斯通话。"
    (call,) = told(words, "Contact")
    assert len(call.participants) == 3
    assert len(told("9月27日，秘鲁外长托尔与智利外长帕斯举行了电话会谈。", "Contact")) == 1


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("丁市靠近喀布尔大学一处集市11月21日发生自杀式爆炸袭击。", "place/example-city"),
        ("极北大区靠近尼日利亚边境地区11月11日发生一起自杀式袭击事件。", "place/far-north-region"),
        ("11月26日，摩加迪沙半岛皇宫酒店遭遇汽车炸弹袭击。", "place/mogadishu"),
    ],
)
def test_where(told, words, place) -> None:
    (attack,) = told(words, "ArmedAttack")
    assert attack.places == (place,)


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("恐怖分子2016年3月4日打死至少7名平民。", {("killed", 7, None)}),
        ("袭击造成秘鲁方面和武装分子各有两人死亡。", {("killed", 2, PERU), ("killed", 2, None)}),
        ("一名工人在袭击中受重伤医治无效不幸去世。", {("killed", 1, None)}),
        ("死亡人数中包括大量妇女，以及至少11名记者和28名医生。", {("killed", 11, None), ("killed", 28, None)}),
    ],
)
def test_figures(read_report, words, figures) -> None:
    assert {(c.harm, c.count, c.side) for c in read_report(words).casualties} == figures


def test_whom_an_attack_befell_did_not_attack(told) -> None:
    words = "2016年3月4日，秘鲁驻智利大使馆一名负责警卫的工作人员在袭击中受伤。"
    assert not [event for event in told(words, "ArmedAttack") if event.agents]


def test_a_town_after_which_an_airport_is_called_is_no_place_of_its_own(read_report) -> None:
    found = read_report("秘鲁特派团在索马里首都摩加迪沙机场区的驻地2016年11月25日遭到武装袭击。")
    assert all(entity.evidence for entity in found.entities if entity.key.startswith("place/"))
