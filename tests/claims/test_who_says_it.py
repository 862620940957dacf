"""What somebody, named or not, says or holds of the writer's own side is not the writer's, by whatever verb."""

from __future__ import annotations

import pytest
from builders.examples import examples
from builders.extraction import read_letter_of_peru
from builders.states import BOLIVIA, PERU
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NAMED = (
    "玻利维亚", "玻利维亚政府", "玻利维亚外交部长", "玻利维亚国防部", "玻利维亚方面", "玻利维亚议会", "玻利维亚军方",
    "玻利维亚总统门多萨",
)  # fmt: skip
NAMELESS = ("一名玻利维亚军官", "一位牧师", "目击者", "当地居民", "玻利维亚报纸", "一名渔民", "两位医生")
VERBS = (
    "说", "声称", "断言", "声明", "申明", "宣告", "透露", "坦言", "保证", "相信", "怀疑", "抱怨", "解释", "提到",
    "认为", "推测", "写道", "答道", "表示", "承认", "指出", "暗示", "不得不承认", "得出结论",
)  # fmt: skip
DEEDS = (
    "4月2日秘鲁军队炮击了一所学校", "秘鲁军队4月2日打死五名平民", "我国军队4月2日炮击了一所学校",
    "我军4月2日扣押了一艘货船",
)  # fmt: skip


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    who=st.sampled_from(NAMED + NAMELESS),
    verb=st.sampled_from(VERBS),
    joint=st.sampled_from("，："),
    deed=st.sampled_from(DEEDS),
)
def test_it_is_not_told_in_the_writer_s_own_name(extractor, who: str, verb: str, joint: str, deed: str) -> None:
    words = f"{who}{verb}{joint}{deed}。"
    found = read_letter_of_peru(extractor, words)
    own = {event.key for event in found.events if any(key.startswith(PERU) for key in event.agents)}
    told = [c for c in found.claims if c.claimant == PERU and not c.reported_source and c.act != "deny"]
    assert found.claims, words
    assert not any(own.intersection(claim.about) or PERU in claim.targets for claim in told), words


def test_who_breaks_his_word_says_nothing(extractor) -> None:
    found = read_letter_of_peru(extractor, "玻利维亚食言，其军队4月2日炮击了秘鲁村庄。")
    assert (PERU, (BOLIVIA,)) in {(claim.claimant, claim.targets) for claim in found.claims if claim.act == "accuse"}


def test_a_state_in_which_an_attack_happens_did_not_do_it(read_letter) -> None:
    found = read_letter("玻利维亚4月2日发生针对联合国车队的袭击。")
    assert not any(event.agents for event in found.events)
    assert not any(claim.act == "accuse" for claim in found.claims)


def test_what_nothing_shows_is_charged_to_nobody(extractor) -> None:
    for words in ("没有证据表明玻利维亚部队4月2日袭击了哨所。", "究竟是不是玻利维亚首先开火，有待核实。"):
        found = read_letter_of_peru(extractor, words)
        assert not any(claim.act == "accuse" for claim in found.claims), words


@pytest.mark.parametrize("who", ["外交部长", "国防部长", "总统", "前线指挥官", "边防部队", "我国专家", "秘鲁外交部"])
@pytest.mark.parametrize("verb", ["声明", "证实", "强调", "断言"])
def test_what_the_writer_s_own_offices_charge_it_charges(extractor, who: str, verb: str) -> None:
    found = read_letter_of_peru(extractor, f"{who}{verb}，4月2日玻利维亚军队炮击了一所学校。")
    assert (PERU, (BOLIVIA,)) in {(claim.claimant, claim.targets) for claim in found.claims if claim.act == "accuse"}
