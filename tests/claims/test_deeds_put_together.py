"""Sentences put together of a deed's usual wordings, doers and places: its type, who did it and where are read.

A third state tells of it, so that nothing in the sentence is its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from builders.examples import examples
from builders.states import CHILE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.extraction import Extraction

DEEDS = (
    ("ArmedAttack", "{day}，{doer}突袭了设在{place}的据点。"),
    ("ArmedAttack", "{day}，{place}遭{doer}迫击炮轰击。"),
    ("ArmedAttack", "{doer}{day}对{place}的炮击造成9名平民丧生。"),
    ("ArmedAttack", "在{place}，{doer}{day}袭击了一个检查站，打死三名警察。"),
    ("ArmedAttack", "发生在{place}的{day}袭击系{doer}所为。"),
    ("ArmedAttack", "{doer}承认{day}轰炸了{place}。"),
    ("Occupation", "{day}，{place}落入{doer}之手。"),
    ("Occupation", "自{day}以来，{place}一直处于{doer}的控制之下。"),
    ("Occupation", "{day}，{doer}击退守军，夺取了{place}的控制权。"),
    ("Liberation", "{day}，{doer}击退叛军，收复了{place}。"),
    ("Capture", "{day}，{doer}在{place}绑架了6名援助人员。"),
    ("Release", "{day}，{doer}在{place}释放了41名被拘留者。"),
    ("Release", "{day}，{doer}在{place}放走了5名船员。"),
    ("Deployment", "{day}，{doer}在{place}集结坦克和装甲车。"),
    ("Deployment", "{day}，{doer}的增援部队抵达{place}。"),
    ("Withdrawal", "{day}，{doer}从塔拉瓦以北的{place}撤出。"),
    ("Withdrawal", "{doer}于{day}撤出{place}，将该地移交给地方当局。"),
    ("Obstruction", "{day}，{doer}封锁了通往{place}的道路。"),
    ("ResourceExploitation", "{day}，{doer}在{place}砍伐木材。"),
)
DOERS = ("玻利维亚军队", "青年党", "博科圣地", "秘鲁武装部队", "反对派武装", "解放阵线")
PLACES = ("阿卡洛尔镇", "多尔桑巴省", "基达尔", "哈里尔山口", "马班平民保护点")
DAYS = ("4月2日", "1999年4月2日凌晨", "4月2日夜间")


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(*map(st.sampled_from, (DEEDS, DOERS, PLACES, DAYS)))
def test_the_deed_its_doer_and_its_place_are_read(
    read_letter: Callable[[str], Extraction], deed: tuple[str, str], doer: str, place: str, day: str
) -> None:
    kind, frame = deed
    words = frame.format(doer=doer, place=place, day=day)
    found = read_letter(words)
    names = {entity.key: entity.name for entity in found.entities}
    told = [event for event in found.events if event.type == kind]
    assert told, words
    assert any(event.agents for event in told), words
    assert not any(key.startswith(CHILE) for event in told for key in event.agents), words
    assert any(names[key][-2:] in place for event in told for key in event.places), words


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("玻利维亚军队与秘鲁军队4月2日在基达尔对峙后互相开火。", "ArmedClash"),
        ("玻利维亚和秘鲁的谈判4月2日在基达尔破裂。", "Negotiation"),
        ("玻利维亚与秘鲁之间的停火4月2日在基达尔开始生效。", "Ceasefire"),
    ],
)
def test_what_happens_between_two_is_dated_by_the_day_behind_it(
    read_letter: Callable[[str], Extraction], words: str, kind: str
) -> None:
    (event,) = read_letter(words).events
    assert (event.type, len(event.participants)) == (kind, 2)


def test_who_tries_to_retake_a_town_has_not_retaken_it(read_letter: Callable[[str], Extraction]) -> None:
    assert {e.type for e in read_letter("4月2日，秘鲁军队试图夺回基达尔，与玻利维亚军队交火。").events} == {
        "ArmedClash"
    }


def test_who_repels_an_attack_is_not_charged_with_it(read_letter: Callable[[str], Extraction]) -> None:
    claims = read_letter("4月2日，玻利维亚军队击退了青年党的进攻，收复了基达尔。").claims
    (charge,) = [claim for claim in claims if claim.act == "accuse"]
    assert charge.targets == ("actor/al-shabaab",)


@pytest.mark.parametrize("words", ["政府军4月2日在基达尔绑架了6名援助人员。", "政府军4月2日炮击了基达尔。"])
def test_the_government_s_troops_abroad_are_not_those_of_who_tells_of_them(
    read_letter: Callable[[str], Extraction], words: str
) -> None:
    (event,) = read_letter(words).events
    assert event.agents
    assert not any(key.startswith(CHILE) for key in event.agents)


@pytest.mark.parametrize("words", ["全国人民防卫大会4月2日攻占了基达尔。", "全国动员大会的代表4月2日访问了基达尔。"])
def test_an_assembly_of_others_is_not_that_of_the_united_nations(
    read_letter: Callable[[str], Extraction], words: str
) -> None:
    assert "actor/general-assembly" not in {entity.key for entity in read_letter(words).entities}


def test_who_goes_between_the_parties_mediates(read_letter: Callable[[str], Extraction]) -> None:
    (event,) = read_letter("4月2日，秘书长特使在基达尔居间斡旋。").events
    assert (event.type, len(event.agents), event.participants, len(event.places)) == ("Mediation", 1, (), 1)


def test_what_is_joined_to_a_deed_has_a_place_of_its_own(read_letter: Callable[[str], Extraction]) -> None:
    events = read_letter("秘鲁4月2日遣返战俘和在基达尔举行会议。").events
    assert {event.type: bool(event.places) for event in events}["Release"] is False


@pytest.mark.parametrize("clock", ["当地时间", "格林尼治时间", "协调世界时间", "格林威治标准时间"])
def test_by_whose_clock_it_is_leaves_the_day_its_own(read_letter: Callable[[str], Extraction], clock: str) -> None:
    (event,) = read_letter(f"{clock}1999年4月2日0340时，玻利维亚军队炮击了基达尔。").events
    assert event.period is not None
    assert event.period.begin == datetime.date(1999, 4, 2)


@pytest.mark.parametrize("what", ["基达尔发生的袭击事件", "玻利维亚的炮击", "基达尔的局势"])
def test_who_speaks_on_what_happened_is_who_speaks(read_letter: Callable[[str], Extraction], what: str) -> None:
    told = read_letter(f"4月2日，秘鲁外交部长就{what}发表声明，强烈谴责暴力行为。").events
    (said,) = [event for event in told if event.type == "Communication"]
    assert said.agents
    assert all("peru" in key for key in said.agents)
