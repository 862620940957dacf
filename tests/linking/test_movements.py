"""A movement or a mission named after a land is not the state's: the state answers for nothing that it does."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("索马里青年党袭击了车队。", "actor/al-shabaab"),
        ("也门胡塞人拒不履行《和平与全国伙伴关系协议》。", "actor/houthis"),
        ("黎巴嫩真主党违反第1701(2006)号决议，囤积武器。", "actor/hizbullah"),
        ("苏丹武装部队袭击了一个村庄。", "actor/sudan"),
    ],
)
def test_who_is_accused(read_letter, sentence: str, accused: str) -> None:
    targets = {key for claim in read_letter(sentence).claims for key in claim.targets}
    assert targets == {accused}


def test_the_state_after_which_a_movement_is_named_is_not_accused(read_letter) -> None:
    accused = {key for claim in read_letter("布隆迪民族解放力量袭击了车队。").claims for key in claim.targets}
    assert accused
    assert "actor/burundi" not in accused


def test_experts_on_two_states_are_neither_s(read_letter) -> None:
    extraction = read_letter("索马里和厄立特里亚问题监测组报告说，车队遭到袭击。")
    (experts,) = (entity for entity in extraction.entities if "监测组" in entity.name)
    assert experts.key == "actor/索马里和厄立特里亚问题监测组"
    assert experts.belongs_to == ()
