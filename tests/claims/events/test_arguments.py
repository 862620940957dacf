"""Where and who of an event, by the clause grammar, in small letters."""

from __future__ import annotations

import pytest


def _names(found, keys: tuple[str, ...]) -> list[str]:
    return sorted(entity.name for entity in found.entities if entity.key in keys)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("2015年2月6日，秘鲁士兵在拉巴斯以西约20公里处袭击了一辆汽车。", "拉巴斯"),
        ("2015年2月6日，秘鲁士兵闯入拉巴斯，杀害了两名农民。", "拉巴斯"),
        ("2015年2月6日，秘鲁士兵在拉巴斯以北的卡尔万达扣押了两名农民。", "卡尔万达"),
        ("2015年2月6日，秘鲁驻拉巴斯的使馆附近发生袭击。", "拉巴斯"),
        ("2015年2月6日，双方在卡尔万达签署了停火协定。", "卡尔万达"),
        ("2015年2月6日，秘鲁士兵在拉巴斯以北的卡尔万达巡逻，扣押了两名农民。", "卡尔万达"),
        ("2015年2月6日，200名难民从阿里卡难民营返回拉巴斯。", "拉巴斯"),
        ("2015年2月6日，秘鲁部队发动进攻，占领了拉巴斯。", "拉巴斯"),
        ("2015年2月6日，武装团伙炮击了玻利维亚的几个城市。", "玻利维亚"),
        ("2015年2月6日，秘鲁士兵潜入卡尔万达过境点，打死两名农民。", "卡尔万达过境点"),
        ("2015年2月6日，秘鲁外长访问拉巴斯，并会见了胡安·佩雷斯。", "拉巴斯"),
        ("2015年2月6日，秘鲁部队对拉巴斯省卡尔万达发动进攻，占领了该镇。", "卡尔万达"),
        ("2015年2月6日，秘鲁总统在拉巴斯同玻利维亚领导人签署了《边界协定》。", "拉巴斯"),
    ],
)
def test_places(read_letter, sentence: str, place: str) -> None:
    found = read_letter(sentence)
    assert {tuple(_names(found, event.places)) for event in found.events} == {(place,)}


def test_a_date_of_its_own_parts_a_clause_from_the_place_before_it(read_letter) -> None:
    found = read_letter("2015年2月6日，秘鲁士兵在拉巴斯开火，2月9日秘鲁总统辞职。")
    assert [_names(found, event.places) for event in found.events] == [["拉巴斯"], []]


def test_persons_who_meet(read_letter) -> None:
    (event,) = read_letter("2015年2月6日，秘鲁外长胡安·佩雷斯会见了玻利维亚总统顾问安娜·索托。").events
    assert len(event.participants) == 2


def test_a_chair_is_the_doer(read_letter) -> None:
    found = read_letter("2015年2月6日，秘鲁和玻利维亚举行谈判，由巴西主持。")
    (event,) = found.events
    assert (event.agents, set(event.participants)) == (("actor/brazil",), {"actor/peru", "actor/bolivia"})


def test_a_person_behind_what_he_is_suffers(read_letter) -> None:
    found = read_letter("2015年2月6日，秘鲁警察在利马逮捕了叛军首领胡安·佩雷斯。")
    (event,) = found.events
    assert _names(found, event.patients) == ["胡安·佩雷斯"]


def test_who_is_stopped_stops_nobody(read_letter) -> None:
    found = read_letter("2015年2月6日，秘鲁观察员被拒绝进入拉巴斯。")
    (event,) = found.events
    assert (event.type, event.agents, bool(event.patients)) == ("Obstruction", (), True)


def test_who_leads_a_visit_alone_is_no_doer(read_letter) -> None:
    found = read_letter("2015年2月6日，安全理事会代表团在胡安·佩雷斯率领下访问了利马。")
    (event,) = found.events
    assert "胡安·佩雷斯" not in _names(found, event.agents)


def test_a_pronoun_is_not_the_doer_of_the_clause_before(read_letter) -> None:
    found = read_letter("2015年2月6日，秘鲁国会推选胡安·佩雷斯为总统，2月9日他在利马宣誓就职。")
    assert found.events[-1].agents == ()


def test_the_subject_of_a_numbered_paragraph(read_letter) -> None:
    found = read_letter("18. 2015年2月6日，秘鲁部队清理了道路，并于2月9日炮击了拉巴斯。")
    attack = next(event for event in found.events if event.type == "ArmedAttack")
    assert attack.agents == ("actor/peru/武装部队",)


def test_who_attends_takes_part(read_letter) -> None:
    found = read_letter("2015年2月6日，安全理事会举行会议，秘鲁和玻利维亚出席。")
    (event,) = found.events
    assert {"actor/peru", "actor/bolivia"} < set(event.participants)


def test_land_that_people_come_from_does_nothing(read_letter) -> None:
    (event,) = read_letter("2015年2月，秘鲁和玻利维亚部分地区共有600人自愿回返。").events
    assert event.agents == ()


def test_who_suffers_is_no_doer(read_letter) -> None:
    (event,) = read_letter("秘鲁在2015年2月遭受了玻利维亚蓄水造成的水荒。").events
    assert (event.agents, event.patients) == ((), ("actor/peru",))
