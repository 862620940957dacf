"""One under whose auspices two sides agree is none of the two; a day alone makes nobody else's instrument theirs."""

from __future__ import annotations

import pytest


@pytest.fixture(name="said")
def reader(read_letter):
    def said(sentence: str) -> set[tuple[str, str | None]]:
        return {(claim.compliance, claim.complier) for claim in read_letter(sentence).claims if claim.compliance}

    return said


def test_mediators_sign_nothing(said) -> None:
    found = said("在巴西和阿根廷斡旋下，双方于1995年2月17日签署了《和平宣言》。")
    assert {("mediated", "actor/brazil"), ("mediated", "actor/argentina")} <= found
    assert not {("signed", "actor/brazil"), ("signed", "actor/argentina")} & found


def test_the_two_sides_sign(said) -> None:
    found = said("秘鲁和厄瓜多尔交界处发生冲突，双方在巴西斡旋下于1995年2月17日签署了《和平宣言》。")
    assert {("signed", "actor/peru"), ("signed", "actor/ecuador")} <= found
    assert ("signed", "actor/brazil") not in found


def test_a_ground_is_the_doers(said) -> None:
    assert said("秘鲁的军事行动是根据1942年《和平友好和边界议定书》采取的。") == {("bases_on", "actor/peru")}


def test_who_verifies_keeps_nothing(said) -> None:
    found = said("美洲国家组织核查了依照1995年2月17日《和平宣言》撤出部队的情况。")
    assert ("complies", "actor/oas") not in found


def test_two_days_away_it_is_another_instrument(read_letter) -> None:
    sentence = "双方没有遵守2014年9月19日的备忘录。"  # Yemen's parties signed an agreement on the 21st
    keys = [agreement.key for agreement in read_letter(sentence).agreements]
    assert keys
    assert "agreement/peace-partnership" not in keys


def test_a_government_and_a_movement_are_two_sides(said) -> None:
    found = said("安哥拉政府同安盟1994年11月20日缔结了《卢萨卡议定书》。双方都遵守了该议定书。")
    assert {("complies", "actor/angola"), ("complies", "actor/unita")} <= found


def test_two_bodies_that_help_are_no_sides(said) -> None:
    found = said("我们感谢联合国和非洲联盟的努力。双方必须遵守停火。")
    assert found == {("calls_to_comply", None)}


def test_a_title_with_two_states_tells_the_parties(said) -> None:
    found = said("双方必须遵守《秘鲁和厄瓜多尔边界管理协定》。")
    assert found == {("calls_to_comply", "actor/peru"), ("calls_to_comply", "actor/ecuador")}


def test_a_title_about_a_state_makes_it_no_party(said) -> None:
    assert said("必须遵守《关于秘鲁和厄瓜多尔难民的公约》。") == {("calls_to_comply", None)}


def test_a_short_title_in_brackets_is_the_agreement_before_it(read_letter) -> None:
    told = read_letter(
        "秘鲁和厄瓜多尔2011年5月4日签署《关于共同边界地区排雷的协定》(下称“《协定》”)。各方必须遵守《协定》。"
    )
    (agreement,) = told.agreements
    assert {name for name, _ in agreement.names} == {"《关于共同边界地区排雷的协定》", "《协定》"}


def test_another_agreement_in_brackets_stays_another(read_letter) -> None:
    told = read_letter("秘鲁签署了《甲协定》(《乙协定》除外)。")
    assert len(told.agreements) == 2


@pytest.mark.parametrize(
    "title", ["《秘鲁政府与秘鲁革命运动关于厄瓜多尔边界的协定》", "《厄瓜多尔关于秘鲁难民的协定》"]
)
def test_states_elsewhere_in_a_title_are_no_parties(said, title) -> None:
    assert said(f"必须遵守{title}。") == {("calls_to_comply", None)}
