"""A deed of the other side is the other side's, however the sentence is built in which its victim tells of it.

Sentences are put together of frames, doers, days and deeds; in each the sender names itself as often as the other.
"""

from __future__ import annotations

import pytest
from builders.examples import examples
from builders.extraction import read_letter_of_peru
from builders.states import BOLIVIA, PERU
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.extraction import Extraction

DOERS = (
    "玻利维亚", "玻利维亚军队", "玻利维亚武装部队", "玻利维亚空军", "玻利维亚边防军", "玻利维亚炮兵",
    "三辆玻利维亚坦克", "一支约五十人的玻利维亚部队", "玻利维亚政府军",
)  # fmt: skip
DAYS = ("4月2日", "4月2日夜间", "1999年4月2日上午")
MEANWHILE = (
    "", "从玻利维亚境内", "越过停火线", "侵入{own}领空后", "在{own}境内", "趁{own}军队换防之机", "无视{own}的多次警告",
    "在{own}边防部队撤离后", "在重型火炮掩护下",
)  # fmt: skip
DEEDS = (
    "炮击了{own}的村庄", "袭击了{own}的一处哨所", "打死{own}三名士兵", "绑架了{own}两名牧民", "轰炸了{own}的边境城镇",
    "扣押了{own}的一艘商船", "向{own}阵地开火", "打伤正在执行巡逻任务的{own}士兵",
)  # fmt: skip
ATTACKS = ("炮击", "袭击", "轰炸", "进攻")
FRAMES = (
    "{day}，{doer}{meanwhile}{deed}。",
    "{doer}{day}{meanwhile}{deed}。",
    "{own}谨通知安理会，{day}，{doer}{meanwhile}{deed}。",
    "{own}遗憾地注意到，{doer}于{day}{deed}。",
    "据{own}国防部报告，{day}，{doer}{deed}，{own}保留回应的权利。",
    "{day}，{doer}{deed}，{own}军队没有还击。",
    "正当{own}纪念独立日时，{day}，{doer}{deed}。",
    "{own}外交部就{doer}{day}{deed}一事提出抗议。",
    "{own}强烈谴责{doer}{day}{deed}。",
    "{own}请安理会注意{doer}{day}对{own}领土的{attack}。",
    "{own}恳请安理会谴责{doer}{day}对{own}领土的{attack}。",
    "{own}向安理会通报了{doer}{day}的{attack}。",
    "{own}国防部公布了{doer}{day}炮击村庄的照片。",
    "{own}军队{day}在遭到{doer}{attack}后撤出了该镇。",
    "{day}，{own}平民在{doer}的{attack}中丧生。",
    "{day}，{own}居民成为{doer}{attack}的受害者。",
    "{day}，{own}居民成为{doer}{attack}事件的目标。",
    "{own}边民{day}在逃离{doer}的{attack}时丧生。",
    "{day}，{own}的村庄遭到{doer}{attack}。",
    "{day}，{own}三名士兵被{doer}打死。",
    "在{doer}{day}的{attack}下，{own}的两个村庄被毁。",
    "{own}在{day}{doer}的{attack}中损失了三辆车。",
)
SENTENCES = st.builds(
    lambda frame, own, day, doer, meanwhile, deed, attack: frame.format(
        own=own, day=day, doer=doer, attack=attack, meanwhile=meanwhile.format(own=own), deed=deed.format(own=own)
    ),
    *map(st.sampled_from, (FRAMES, ("秘鲁", "我国"), DAYS, DOERS, MEANWHILE, DEEDS, ATTACKS)),
)


def sides(found: Extraction, state: str) -> set[str]:
    """The state, what is its own, and people who are called after it."""
    own = {e.key for e in found.entities if state in e.belongs_to or e.name.startswith(("秘鲁", "我国"))}
    return {state} | (own if state == PERU else {e.key for e in found.entities if state in e.belongs_to})


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=SENTENCES)
def test_what_another_did_is_not_laid_on_who_tells_of_it(extractor, words: str) -> None:
    found = read_letter_of_peru(extractor, words)
    deeds = [event for event in found.events if event.type in ("ArmedAttack", "Capture")]
    assert deeds
    ours, theirs = sides(found, PERU), sides(found, BOLIVIA)
    for deed in deeds:
        assert ours.isdisjoint(deed.agents), words
        assert not theirs.isdisjoint(deed.agents), words
    told = [claim for claim in found.claims if claim.claimant == PERU]
    assert told
    assert not any(PERU in claim.targets for claim in told), words


@pytest.mark.parametrize(
    "words",
    [
        "4月2日，秘鲁军队在反击中打死五名玻利维亚士兵。",
        "4月2日，我国军队为自卫炮击了玻利维亚炮兵阵地。",
        "4月2日，秘鲁军队在秘鲁境内击落玻利维亚一架侦察机。",
    ],
)
def test_what_the_sender_did_is_its_own(extractor, words: str) -> None:
    found = read_letter_of_peru(extractor, words)
    (deed,) = [event for event in found.events if event.type == "ArmedAttack"]
    assert not sides(found, PERU).isdisjoint(deed.agents)
