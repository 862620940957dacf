"""Whose deed it is where the doer is only pointed to: it, its troops, that regime, the enemy's army."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders.extraction import read_letter_of_peru
from builders.states import BOLIVIA

from kg.model.extraction import Extraction

POINTED = (
    "其空军4月3日轰炸了一所学校。",
    "它还在4月3日扣押了一艘货船。",
    "4月3日，该政权炮击了一所学校。",
    "该邻国4月3日炮击了一所学校。",
    "4月3日，敌军袭击了我国哨所。",
    "4月3日，侵略军炮击了我国首都。",
)


def doers(found: Extraction) -> set[str]:
    """Who did what is told of 3 April."""
    days = (event for event in found.events if event.period and str(event.period.begin) == "1999-04-03")
    return {key for event in days for key in event.agents}


@pytest.mark.parametrize("pointed", POINTED)
@pytest.mark.parametrize(
    "before",
    ["4月2日，玻利维亚军队炮击了我国村庄。", "玻利维亚总统4月2日威胁我国。", "我国多次向玻利维亚提出和平建议。"],
)
def test_of_the_one_state_just_spoken_of(extractor, before, pointed):
    assert doers(read_letter_of_peru(extractor, before + pointed)) == {BOLIVIA}


@pytest.mark.parametrize(
    "words",
    [
        "玻利维亚遭到肯尼亚的进攻。其空军4月3日轰炸了桥梁。",
        "叛军袭击了丁市。其部队4月3日打死五名平民。",
        "博科圣地袭击了肯尼亚村庄。其部队4月3日打死五名平民。",
        "联合国派遣了观察员。它还于4月3日炮击了村庄。",
        "我国支持玻利维亚抵抗侵略者。4月3日，侵略者炮击了一所学校。",
        "玻利维亚军队顽强抵抗。4月3日，敌军炮击了村庄。",
    ],
)
def test_of_nobody_where_another_may_be_meant(read_letter: Callable[[str], Extraction], words):
    assert doers(read_letter(words)) == set()


def test_a_text_that_demands_something_is_no_state(read_letter: Callable[[str], Extraction]):
    found = read_letter("玻利维亚接受了停火协定。它还规定4月3日释放战俘。")
    assert doers(found) == set()
