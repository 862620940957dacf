"""Of which event a stated number is, up to which day it counts, and that nobody came to harm."""

from __future__ import annotations

import pytest
from builders.extraction import read_letter, read_record
from rdflib import URIRef

from kg.namespaces import ID, LKG

ATTACK = "1999年3月2日，乙国部队炮击了丁市。"
CLASH = "1999年3月2日，甲国和乙国在戊村附近爆发激烈战斗。"
OLD = "1990年5月6日，乙国部队袭击了戊村。"


def rows(x) -> list[str]:
    """Each figure as its harm, its number and the type and day of its event."""
    events = {e.key: f"{e.type} {e.period.begin if e.period and e.period.begin else ''}".strip() for e in x.events}
    return [f"{c.harm} {c.count}: {events.get(c.of_event or '', 'none')}" for c in x.casualties]


# body of a letter of 4 March 1999, each figure with its event, why
OF_EVENTS = [
    (f"{ATTACK}结果，5名甲国士兵被打死。", ["killed 5: ArmedAttack 1999-03-02"], "a consequence"),
    (f"{ATTACK}5名平民受伤。", ["injured 5: ArmedAttack 1999-03-02"], "told right after"),
    (
        f"{ATTACK}居民区遭到严重破坏。我国政府采取了紧急措施。医院收治了伤者。此外，有2名平民受伤。",
        ["injured 2: ArmedAttack 1999-03-02"],
        "more of the same, some sentences on",
    ),
    (
        f"{ATTACK}居民区遭到严重破坏。我国政府采取了紧急措施。医院收治了伤者。2名平民受伤。",
        ["injured 2: none"],
        "nothing ties it to what was told that far back",
    ),
    (
        f"{ATTACK}结果，5名士兵被打死。\n{OLD}造成30名平民死亡。\n我国政府采取了紧急措施。甲国军队共有9人丧生。",
        ["killed 5: ArmedAttack 1999-03-02", "killed 30: ArmedAttack 1990-05-06", "killed 9: ArmedAttack 1999-03-02"],
        "a sum after a look back is of the present fighting",
    ),
    (f"{OLD}结果，30名平民死亡。", ["killed 30: ArmedAttack 1990-05-06"], "of old times, if that is what is told"),
    (
        "乙国部队袭击戊村那一夜，3人死亡。1999年3月2日，双方举行会谈。5人受伤。",
        ["killed 3: none", "injured 5: none"],
        "an undated attack is no event, and a meeting hurts nobody",
    ),
    (f"{ATTACK}自停火协议签署后，共有20人被地雷炸死或炸伤。", ["affected 20: none"], "a total over years"),
    (f"{ATTACK}多年来，共有200人死于冲突。", ["killed 200: none"], "a total over years"),
    (f"{ATTACK}此外，还有400人因多年冲突而失踪。", ["missing 400: none"], "the missing of a war"),
    (f"{ATTACK}此外，3名军人仍然下落不明。", ["missing 3: none"], "the missing as they now are"),
    (
        "1999年2月10日，乙国部队袭击了丁市，造成2人死亡。截至3月2日，甲国军队共有40人死亡。",
        ["killed 2: ArmedAttack 1999-02-10", "killed 40: none"],
        "a sum long after the attack is of more than it",
    ),
    (f"{ATTACK}该国收容了2000名难民。", ["displaced 2000: none"], "refugees of no one attack"),
    (f"{ATTACK}2名平民被地雷炸死。", ["killed 2: none"], "a mine is no shelling"),
    (f"{ATTACK}1999年3月3日，5人死亡。", ["killed 5: ArmedAttack 1999-03-03"], "of another day"),
    (f"{ATTACK}1999年3月3日，乙国释放了5名囚犯。", ["released 5: Release 1999-03-03"], "its own clause first"),
    (f"{ATTACK}乙国释放了5名囚犯。", ["released 5: none"], "to be released is no harm of an attack"),
    (f"{ATTACK}此次袭击导致300人逃往丁市。", ["displaced 300: ArmedAttack 1999-03-02"], "people flee from an attack"),
    (
        "1999年3月2日，乙国部队袭击了丁市，打死3人，1999年3月3日又袭击了戊村，打死7人。",
        ["killed 3: ArmedAttack 1999-03-02", "killed 7: ArmedAttack 1999-03-03"],
        "each with the attack before it",
    ),
    (
        f"{ATTACK}这令人想起1990年造成数百人丧生的战争。",
        ["killed 100: ArmedClash 1990-01-01"],
        "the war that it describes",
    ),
]


@pytest.mark.parametrize(("body", "expected", "why"), OF_EVENTS, ids=[why for *_, why in OF_EVENTS])
def test_of_which_event_a_figure_is(extractor, tmp_path, body, expected, why):
    assert rows(read_letter(extractor, tmp_path, body)) == expected, why


# what a briefer says first, what a speaker of another state says, the speaker's figure with its event, why
ACROSS = [
    (
        CLASH,
        "我国关切边界发生冲突、造成数十人死亡。",
        ["killed 10: ArmedClash 1999-03-02"],
        "the fighting in debate",
    ),
    (OLD, "我国关切边界发生冲突、造成数十人死亡。", ["killed 10: none"], "nothing of these days was told"),
    (CLASH, "丁市有8人死亡。", ["killed 8: none"], "another's account is no reason by itself"),
]


@pytest.mark.parametrize(("first", "second", "expected", "why"), ACROSS, ids=[why for *_, why in ACROSS])
def test_an_event_that_another_speaker_told(extractor, tmp_path, first, second, expected, why):
    x = read_record(extractor, tmp_path, first=first, second=second, third="我感谢各位。")
    assert rows(x) == expected, why


def test_a_figure_of_no_event_is_a_problem_with_its_reason(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, f"{ATTACK}多年来，共有200人丧生。1999年3月3日，双方谈到5人死亡。")
    assert [(p.code, p.quote) for p in x.problems if p.stage == "casualties"] == [
        ("general-total", "200人丧生"),
        ("no-event", "5人死亡"),
    ]


# a sentence of a letter of 4 March 1999, the day up to which each of its figures counts, why
AS_OF = [
    ("截至昨晚，已有5名士兵死亡，2名平民受伤。", ["None", "None"], "the annex does not say of which day it is"),
    ("截至1999年3月1日，已有5人死亡。", ["1999-03-01"], "a date"),
    ("截至3月1日，已有5人死亡；3月2日又有2人死亡。", ["1999-03-01", "None"], "no further than its clause"),
    ("已有5人死亡（截至3月1日）。", ["1999-03-01"], "said after the figure"),
    ("截至3月1日，有5人死亡，截至3月2日，有9人死亡。", ["1999-03-01", "1999-03-02"], "each its own"),
    ("到3月1日为止，共有5人死亡。", ["1999-03-01"], "in other words"),
    ("迄今已有5人死亡。", ["1999-03-04"], "the day of the letter"),
    ("截至目前，已有5人死亡。", ["1999-03-04"], "the day of the letter"),
    ("停火迄今得到遵守，5人获释。", ["None"], "not said of the figure"),
    ("截至3月，已有5人死亡。", ["None"], "a month is no day"),
    ("3月2日，5人死亡。", ["None"], "the day of the deaths is no bound"),
]


@pytest.mark.parametrize(("body", "days", "why"), AS_OF, ids=[body for body, *_ in AS_OF])
def test_up_to_which_day_a_figure_counts(extractor, tmp_path, body, days, why):
    x = read_letter(extractor, tmp_path, body)
    assert [str(count.as_of) for count in x.casualties] == days, why
    graph = extractor.graph(x)
    written = [str(graph.value(URIRef(ID[count.key]), LKG.asOf)) for count in x.casualties]
    assert written == days


def test_that_nobody_came_to_harm_is_a_figure_of_none(extractor, tmp_path):
    second = f"{CLASH}与乙国代表的指控相反，乙国国防部报告称，村里没有平民伤亡。"
    x = read_record(extractor, tmp_path, first=second, second="我感谢各位。", third="我感谢各位。")
    (count,) = x.casualties
    names = {entity.key: entity.name for entity in x.entities}
    (claim,) = [c for c in x.claims if count.key in c.casualties]
    (event,) = [e for e in x.events if e.key == count.of_event]
    assert (count.harm, count.count, count.bound, count.victims, names[count.side]) == (
        "affected",
        0,
        "exact",
        "平民",
        "乙国",
    )
    assert (claim.act, claim.polarity) == ("report", "positive")
    assert [names[key] for key in claim.reported_source] == ["乙国国防部"]
    assert event.type == "ArmedClash"
