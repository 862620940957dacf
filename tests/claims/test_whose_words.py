"""What each says is in no other mouth, however the sentence of a letter is built that tells of it.

Sentences are put together of speakers, verbs of saying, days and deeds: the other side charges and denies, so does the
sender's own, and so does a third state.
"""

from __future__ import annotations

from builders.examples import examples
from builders.extraction import read_letter_of_peru
from builders.states import BOLIVIA, KENYA, PERU
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NAMES = {PERU: ("秘鲁", "我国"), BOLIVIA: ("玻利维亚",), KENYA: ("肯尼亚",)}
POSTS = ("外交部长", "国防部长", "总统", "常驻代表", "外交部发言人", "政府发言人")
SAYS = ("说", "表示", "指出", "强调", "声称", "宣称")
DAYS = ("4月2日", "4月2日夜间", "昨天凌晨3时许")
FORCES = ("军队", "武装部队", "空军", "边防军")
DEEDS = ("炮击了{hit}的村庄", "袭击了{hit}的一处哨所", "打死{hit}三名士兵", "扣押了{hit}的一艘商船")
CHARGES = (
    "{who}{post}{day}{says}，{force}{deed}。",
    "{who}{post}{day}{says}：“{force}{deed}。”",
    "{who}{post}在记者会上{says}：“{force}{day}{deed}。”",
    "{who}{post}致函秘书长，{says}“{force}{day}{deed}”。",
    "{who}代表在安理会{says}，{force}{day}{deed}。",
    "{who}政府{day}发表声明，指控{force}{deed}。",
)
DENIALS = (
    "{who}{post}{says}，{force}{day}没有{undone}。",
    "{who}{post}{says}：“{force}{day}没有{undone}。”",
    "{who}政府驳斥了关于{force}{day}{deed}的指控。",
    "{who}{post}{day}否认{force}{deed}。",
)
FIRM = {"accuse", "condemn", "deny", "affirm"}


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str, str]:
    """A sentence, who says what it tells, and the act."""
    speaker, act = draw(
        st.sampled_from([(PERU, "accuse"), (BOLIVIA, "accuse"), (KENYA, "accuse"), (BOLIVIA, "deny"), (PERU, "deny")])
    )
    doer = {PERU: BOLIVIA, BOLIVIA: PERU, KENYA: BOLIVIA}[speaker] if act == "accuse" else speaker
    hit = {PERU: BOLIVIA, BOLIVIA: PERU}[doer]
    own = draw(st.sampled_from(NAMES[PERU])) if doer == speaker else "秘鲁"
    who = draw(st.sampled_from(NAMES[speaker]))
    deed = draw(st.sampled_from(DEEDS)).format(hit=NAMES[hit][0])
    words = draw(st.sampled_from(CHARGES if act == "accuse" else DENIALS)).format(
        who=who,
        post=draw(st.sampled_from(POSTS)),
        says=draw(st.sampled_from(SAYS if speaker == BOLIVIA else SAYS[:4])),
        day=draw(st.sampled_from(DAYS)),
        force=(own if doer == PERU else NAMES[doer][0]) + draw(st.sampled_from(FORCES)),
        deed=deed,
        undone=deed.replace("了", ""),
    )
    return words, speaker, act


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=sentences())
def test_what_one_says_is_in_no_other_mouth(extractor, case: tuple[str, str, str]) -> None:
    words, speaker, act = case
    found = read_letter_of_peru(extractor, words)
    said = {(claim.claimant, claim.act) for claim in found.claims if claim.act in FIRM}
    assert {who for who, _ in said} <= {speaker}, words
    if speaker != KENYA:
        assert (speaker, act) in said, words
    assert PERU in {claim.claimant for claim in found.claims}, words
