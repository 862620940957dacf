"""Who suffers a deed is never its doer: not in the graph of events, and not among those whom the sender accuses."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        "2015年2月6日，17名玻利维亚平民在拉巴斯的一次袭击中受伤。",
        "2015年2月6日，三名玻利维亚士兵在拉巴斯遇袭身亡。",
        "2015年2月6日，玻利维亚直升机在该镇上空进行侦察飞行时遭到射击。",
        "2015年2月6日，45名玻利维亚领事馆人员获释。",
    ],
)
def test_victims_do_nothing(read_letter, sentence: str) -> None:
    found = read_letter(sentence)
    assert found.events
    assert [event.agents for event in found.events] == [()] * len(found.events)
    assert not [claim for claim in found.claims if claim.act == "accuse"]


def test_whose_attack_it_was_is_accused(read_letter) -> None:
    claims = read_letter("2015年2月6日，17名玻利维亚平民在秘鲁的炮击中受伤。").claims
    assert {claim.targets for claim in claims if claim.act == "accuse"} == {("actor/peru",)}


def test_what_a_clause_calls_a_crime_is_not_laid_on_whom_the_sentence_before_accused(read_letter) -> None:
    claims = read_letter("秘鲁部队袭击了车队。来历不明的飞机轰炸了一家医院，这是战争罪。").claims
    assert {claim.targets for claim in claims if claim.act == "accuse"} == {("actor/peru",), ()}
