"""Reports of missions: towns that no list has, people by what they are, deeds told in other words, the dead."""

from __future__ import annotations

import pytest

from kg.model.mention import Kind


def _last(iris) -> set[str]:
    return {iri.rsplit("/", 1)[-1] for iri in iris}


@pytest.mark.parametrize(
    "words",
    [
        "3月4日，{}发生冲突，造成5人死亡。",
        "3月4日，{}再次爆发战斗，造成5人死亡。",
        "3月4日，{}遭到炮击，5人死亡。",
        "3月4日，特派团向{}派出一支巡逻队。",
        "3月4日，政府军对{}发动攻势。",
        "3月4日，武装团体袭击了{}。",
        "3月4日，部队进入{}，逮捕了40人。",
        "3月4日，约200人逃离{}。",
    ],
)
@pytest.mark.parametrize("town", ["阿卡洛尔", "多尔-桑巴", "恩德拉(Ndera)", "Tel Marif", "al-Bouqta"])
def test_the_event_is_in_a_town_that_no_list_has(read_report, words: str, town: str) -> None:
    (place,) = {place for event in read_report(words.format(town)).events for place in event.places}
    assert place.rsplit("/", 1)[-1] in (town.split("(")[0], town.replace(" ", "-"))


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("3月4日，武装人员在利马绑架了三名平民。", "武装人员", Kind.GROUP),
        ("3月4日，据称袭击者从利马绑架了三名平民。", "袭击者", Kind.GROUP),
        ("3月4日，利马的一个村庄遭到匪徒袭击。", "匪徒", Kind.GROUP),
        ("3月4日，三名平民在利马被武装牧民打死。", "武装牧民", Kind.GROUP),
        ("3月4日，部族民兵与秘鲁军队在利马发生冲突。", "部族民兵", Kind.GROUP),
        ("3月4日，安全部队与示威者在利马发生冲突。", "安全部队", Kind.FORCE),
        ("3月4日，反对派部队夺取了利马。", "反对派部队", Kind.FORCE),
        ("3月4日，与真主党有关联的民兵袭击了利马。", "与真主党有关联的民兵", Kind.GROUP),
    ],
)
def test_who_acts_without_a_word_for_whose(read_report, words: str, name: str, kind: Kind) -> None:
    found = read_report(words)
    assert name in {entity.name for entity in found.entities if entity.kind is kind}
    assert name in _last(actor for event in found.events for actor in (*event.agents, *event.participants))


@pytest.mark.parametrize(
    "words",
    [
        "5月3日，稳定团确认真主党实施了12次袭击。",
        "5月3日，稳定团核实了真主党的12次袭击。",
        "5月3日，在真主党袭击利马期间，3人被打死。",
        "5月3日，3名平民在真主党对利马的袭击中丧生。",
        "5月3日，3名平民死于真主党的袭击。",
        "5月3日，利马发生归咎于真主党的袭击。",
    ],
)
def test_whose_deed_others_tell_of(read_report, words: str) -> None:
    (event,) = read_report(words).events
    assert event.type == "ArmedAttack"
    assert _last(event.agents) == {"hizbullah"}


def test_those_who_died_in_an_attack_did_not_make_it(read_report) -> None:
    (event,) = read_report("5月4日，马尔·托尔多和一名秘鲁维和人员在真主党伏击车队时被打死。").events[:1]
    assert _last(event.agents) == {"hizbullah"}


@pytest.mark.parametrize(
    ("words", "kind", "begin", "end", "places"),
    [
        ("3月2日，5名平民在利马丧生。", "ArmedAttack", "2016-03-02", "2016-03-02", {"lima"}),
        ("从9月6日至10月12日，至少有1 357人死亡。", "ArmedAttack", "2016-09-06", "2016-10-12", set()),
        ("2016年的前两个月里，秘鲁有74人丧生，其中包括43名儿童。", "ArmedAttack", "2016-01-01", "2016-02-29", {"peru"}),
        ("3月2日，5名平民在利马的洪水中丧生。", "Other", "2016-03-02", "2016-03-02", {"lima"}),
        ("3月2日，3名教师在利马失踪。", "Other", "2016-03-02", "2016-03-02", {"lima"}),
    ],
)
def test_how_many_died_in_a_period_is_an_event(read_report, words, kind, begin, end, places) -> None:
    (event,) = read_report(words).events
    assert (event.type, str(event.period.begin), str(event.period.end)) == (kind, begin, end)
    assert _last(event.places) == places and not event.agents


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("哥武", "farc"),
        ("新人民军", "new-peoples-army"),
        ("科特迪瓦共和军", "frci"),
        ("阿解运", "mnla"),
        ("解放军/瓦希德派", "sla-abdul-wahid"),
    ],
)
def test_movements_by_their_short_names(read_report, name: str, key: str) -> None:
    (event,) = read_report(f"3月4日，{name}袭击了利马。").events
    assert _last(event.agents) == {key}
