"""Kinds of faults read off reports, statements and news of them: whose deed a happening is, of which day, and where."""

from __future__ import annotations

import pytest
from builders.states import BOLIVIA, PERU

from kg.model.extraction import Event, Extraction

SPOKESMAN = "秘鲁外交部发言人托尔说，边境局势紧张。"


@pytest.fixture(name="told")
def events(read_report):
    def told(words: str) -> dict[str, list[Event]]:
        """The events told in a report of the Secretariat of 1 December 2016, by their types."""
        found: Extraction = read_report(words)
        return {kind: [e for e in found.events if e.type == kind] for kind in {e.type for e in found.events}}

    return told


def days(events: list[Event]) -> set[tuple[str, str]]:
    return {(str(e.period.begin), str(e.period.end)) for e in events if e.period}


def roles(events: dict[str, list[Event]]) -> set[str]:
    """Everybody who has a role in one of the events."""
    every = [e for of_type in events.values() for e in of_type]
    return {key for e in every for key in (*e.agents, *e.patients, *e.participants)}


@pytest.mark.parametrize(
    "words",
    [
        f"{SPOKESMAN}托尔还说，上周开始的武装冲突和暴力事件已迫使三千人流离失所。",
        "联合国难民署11月29日发布的报告中说，11月28日边境的战斗已迫使三千人逃离家园。",
    ],
)
def test_who_tells_of_it_takes_no_part(told, words) -> None:
    found = told(words)
    assert found["ArmedClash"]
    assert not [key for key in roles({k: v for k, v in found.items() if k != "Communication"}) if "托尔" in key]
    assert "actor/unhcr" not in roles({"ArmedClash": found["ArmedClash"]})


def test_an_ability_is_no_deed(told) -> None:
    assert "ArmedAttack" not in told("2016年3月4日，安理会决定派出一支能主动采取进攻行动的旅。")


def test_some_of_a_states_soldiers_act_for_themselves(told) -> None:
    (coup,) = told("秘鲁部分军人2016年3月4日发动政变。")["Other"]
    assert PERU not in coup.agents
    assert any("部分军人" in key for key in coup.agents)


def test_a_ruler_put_down_by_nobody_who_is_named_is_not_put_down_by_his_country(told) -> None:
    (coup,) = told("秘鲁在2011年马尔·托尔多政权被推翻后陷入动荡。")["Other"]
    assert coup.agents == ()
    assert any("托尔多" in key for key in coup.patients)


def test_places_in_a_list_are_no_doers(told) -> None:
    found = told("2015年，在秘鲁、玻利维亚和智利等国家，约有900名儿童的权利遭到严重侵害。")
    assert not roles(found)


def test_who_is_set_up_by_another_sets_up_nobody(told) -> None:
    for words in (
        "联合国脱离接触观察员部队由安理会于1974年5月设立。",
        "该委员会由安理会于1974年5月设立，负责监督停火。",
    ):
        (founding,) = told(words)["Establishment"]
        assert founding.agents == ("actor/security-council",)
        assert founding.patients in ((), ("actor/undof",))


def test_who_is_wounded_in_a_murder_did_not_commit_it(told) -> None:
    (attack,) = told("马尔·托尔多先生在2016年8月的一次谋杀事件中也身受重伤。")["ArmedAttack"]
    assert attack.agents == ()
    assert any("托尔多" in key for key in attack.patients)


def test_a_state_in_which_fighting_breaks_out_takes_no_part_by_that(told) -> None:
    (clash,) = told("秘鲁2016年11月21日发生武装冲突，已造成600人丧生。")["ArmedClash"]
    assert (clash.participants, clash.places) == ((), (PERU,))
    (between,) = told("秘鲁和玻利维亚2016年11月21日爆发武装冲突。")["ArmedClash"]
    assert {*between.participants} == {PERU, BOLIVIA}


def test_the_name_of_a_band_is_who_did_it_not_the_words_before_it(told) -> None:
    (attack,) = told("刚果（金）反政府武装组织“M23运动”11月27日在北基伍省袭击了一个村庄。")["ArmedAttack"]
    assert attack.agents == ("actor/m23",)


def test_who_counts_the_murders_did_not_commit_them(told) -> None:
    found = told("2016年7月1日至9月30日期间，秘鲁国家警察通报了1239起袭击。")
    assert not [e for e in found.get("ArmedAttack", []) if e.agents]


def test_what_a_period_is_compared_with_gives_no_year_to_what_follows(told) -> None:
    words = "2016年3月发生三次袭击，较2013年的九次有所减少。7月4日，村民被绑架。"
    assert days(told(words)["Capture"]) == {("2016-07-04", "2016-07-04")}
    assert "Communication" not in told("安理会宣布将特派团的任务期限延长至2017年10月2日。")


def test_who_is_to_be_brought_to_justice_is_not_the_victims_people(read_report) -> None:
    words = "重申刚果民主共和国政府有必要调查2名秘鲁国民被害事件并将应对此事件负责者绳之以法。"
    assert not [c for c in read_report(words).claims if c.act == "accuse"]


def test_what_was_told_of_a_day_is_meant_by_who_speaks_of_it_the_next_day(told) -> None:
    words = "青年党2016年11月28日在基达尔绑架了三名记者。秘书长发言人29日说，青年党绑架了这些记者。"
    (capture,) = told(words)["Capture"]
    assert (str(capture.period.begin), str(capture.period.end)) == ("2016-11-28", "2016-11-28")


def test_what_another_holds_is_held_by_who_stands_before_it(told) -> None:
    found = told("2016年3月4日，特使访问了秘鲁军队2015年7月占领的两个村庄。")
    assert all(PERU in key for e in found.get("Occupation", []) for key in e.agents)
    assert "Occupation" not in told("3月4日，特派团表示，无法进入秘鲁军队占领的地区。")


@pytest.mark.parametrize(
    ("words", "kind", "when"),
    [
        (
            "自2014年10月以来，该地区不断发生袭击。13日晚，一个村庄遭到袭击。",
            "ArmedAttack",
            ("2016-11-13", "2016-11-13"),
        ),
        ("2016年7月6日，政府宣布戒严，18日，村民进城，之后发生冲突。", "ArmedClash", ("2016-07-18", "2016-07-18")),
        (
            "11月9日，在秘鲁于8日宣布停火之后，安理会通过第999(2016)号决议。",
            "ResolutionAdoption",
            ("2016-11-09", "2016-11-09"),
        ),
        ("双方之间的武装冲突，于2016年4月至5月升级为大规模战斗。", "ArmedClash", ("2016-04-01", "2016-05-31")),
        ("2016年9月28日，安理会公开讨论了秘鲁局势。", "Meeting", ("2016-09-28", "2016-09-28")),
        ("安理会强调，需要按照商定在2016年12月24日举行总统选举。", "Election", ("2016-12-24", "2016-12-24")),
        ("2016年7月9日成立秘鲁共和国时，人民欢欣鼓舞。", "Independence", ("2016-07-09", "2016-07-09")),
        ("2016年6月5日在边境爆发冲突后，局势恶化。", "ArmedClash", ("2016-06-05", "2016-06-05")),
        ("2016年3月4日，持续十年的内战结束。", "ArmedClash", ("None", "2016-03-04")),
        ("秘鲁自2014年3月爆发冲突以来，已有300人死亡。", "ArmedClash", ("2014-03-01", "None")),
        ("2016年8月，20名儿童被强征入伍。", "Other", ("2016-08-01", "2016-08-31")),
        ("边界委员会于2002年把这一地区判给了秘鲁。", "CourtOrder", ("2002-01-01", "2002-12-31")),
        ("自2016年7月起，特派团无法获得燃料。", "SupplyDisruption", ("2016-07-01", "None")),
        ("44名维和人员11月28日在边境附近被扣押，至今下落不明。", "Capture", ("2016-11-28", "2016-11-28")),
    ],
)
def test_of_which_day(told, words, kind, when) -> None:
    assert when in days(told(words)[kind])


def test_each_of_two_has_a_day_of_its_own(told) -> None:
    found = told("安理会支持非洲联盟和欧洲联盟分别于2016年10月29日和30日发表的公报。")["Communication"]
    assert {(e.agents, str(e.period.begin)) for e in found if e.period} == {
        (("actor/african-union",), "2016-10-29"),
        (("actor/european-union",), "2016-10-30"),
    }
    assert days(told("双方2016年11月4日、5日两次交火。")["ArmedClash"]) == {
        ("2016-11-04", "2016-11-04"),
        ("2016-11-05", "2016-11-05"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "2016年3月4日，安理会任命了专家组，负责考察难民营。",
        "2016年3月4日，安理会呼吁各国拦截船只，并对货物进行核查。",
        "我提交2016年2月4日至5月15日秘鲁武装攻击期间的情况的报告。",
    ],
)
def test_what_did_not_happen_that_day(told, words) -> None:
    assert not {"ArmedClash", "Inspection", "Communication", "Obstruction"} & set(told(words))


def test_a_line_called_after_its_year_is_no_happening(told) -> None:
    assert "Other" not in told("秘鲁应恪守1959年分界线，严格约束部队。")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("2016年3月4日，军队在若开邦白沙村处决了两名平民。", "place/白沙村"),
        ("2016年3月4日，联军空袭也门港口城市荷台达。", "place/hudaydah"),
    ],
)
def test_where(told, words, place) -> None:
    (attack,) = told(words)["ArmedAttack"]
    assert attack.places == (place,)


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("士兵将二十名男子带到院中，用步枪处决。", {("killed", 20)}),
        ("特派团保护着在其驻地避难的1.4万名平民。", {("displaced", 14000)}),
        ("一名幸存者告诉特派团，她的村庄被烧毁。", set()),
        ("三名士兵踩中地雷，一名士兵右腿被炸断。", {("affected", 3), ("injured", 1)}),
    ],
)
def test_figures(read_report, words, figures) -> None:
    assert {(c.harm, c.count) for c in read_report(words).casualties} == figures


def test_the_dead_of_both_sides_together_are_of_neither(read_report) -> None:
    (count,) = read_report("秘鲁和玻利维亚交战。冲突造成双方43人死亡。").casualties
    assert count.side is None
    both = read_report("秘鲁和玻利维亚交战。双方各有3人死亡。").casualties
    assert {c.side for c in both} == {PERU, BOLIVIA}


def test_a_faction_is_not_the_movement(read_report) -> None:
    found = read_report("苏丹人民解放军（托尔派）2016年3月4日袭击了一个村庄。")
    assert [e for e in found.events if e.agents and "actor/spla" not in e.agents]
