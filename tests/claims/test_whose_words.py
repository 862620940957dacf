"""What each says is in no other mouth, however the sentence of a letter is built that tells of it.

Sentences are put together of speakers, verbs of saying, days and deeds: the other side charges and denies, so does the
sender's own, and so does a third state.
"""

from __future__ import annotations

from collections.abc import Callable

from builders.examples import examples
from builders.extraction import read_letter_of_peru
from builders.states import BOLIVIA, KENYA, PERU
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.extraction import Extraction

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
    "{who}外交部{day}发表声明，{says}{force}{deed}。",
    "{who}{post}致函安全理事会主席，{says}{force}{day}{deed}。",
    "{who}{post}召开记者会，{says}{force}{day}{deed}。",
    "{who}军方{day}散发传单，{says}{force}{deed}。",
    "{who}政府向非洲联盟告状，说{force}{day}{deed}。",
)
CALLED = (
    "{who}外交部长{day}在利马发表讲话，指控秘鲁侵犯其领土。",
    "{who}总统{day}对记者说，我国军队越过了边界。",
    "{who}国家电视台{day}报道说，我国军队打死了两名牧民。",
    "在{day}的信中，{who}常驻代表指责我国挑起冲突。",
    "{who}代表{day}在安全理事会发言时声称，我国支持叛乱分子。",
)
GOES_ON = {
    "外交部长": ("他还说，{hit}正在集结部队。", "他接着指控{hit}违反停火协定。", "他再次谴责{hit}。"),
    "总统": (
        "他声称，这是{hit}第三次入侵。",
        "按照他的说法，{hit}军队打死了五名平民。",
        "他要求安理会谴责{hit}的侵略。",
    ),
    "电视台": ("报道还说，{hit}军队烧毁了两座村庄。", "该报道称，{hit}军队打死了五名平民。"),
    "信中": ("信中还称，{hit}违反了《联合国宪章》。", "同一封信还指责{hit}绑架平民。"),
    "代表": ("他补充说，{hit}必须对伤亡负责。", "据他说，{hit}军队打死了五名平民。", "讲话还指责{hit}破坏和谈。"),
}
DENIALS = (
    "{who}{post}{says}，{force}{day}没有{undone}。",
    "{who}{post}{says}：“{force}{day}没有{undone}。”",
    "{who}政府驳斥了关于{force}{day}{deed}的指控。",
    "{who}{post}{day}否认{force}{deed}。",
)
TOLD = (
    "{who}政府{day}通知特派团，{force}{deed}。",
    "{who}代表告诉专家组，{force}{day}{deed}。",
    "据{who}官员说，{force}{day}{deed}。",
    "{who}在{day}给我的信中指出，{force}{deed}。",
    "我收到{who}外交部长{day}的来信，其中称{force}{deed}。",
    "{who}总统在会见我的特使时说，{force}{day}{deed}。",
    "在{day}的会议上，{who}代表团声称，{force}{deed}。",
    "特派团收到{who}提出的投诉，称{force}{day}{deed}。",
    "{who}就{force}{day}{deed}一事向特派团提出抗议。",
    "{who}向安全理事会提出申诉，说{force}{day}{deed}。",
    "{who}的照会说，{force}{day}{deed}。",
    "根据{who}提供的资料，{force}{day}{deed}。",
    "{day}，{who}声称{force}{deed}，但{other}否认。",
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
    frame = draw(st.sampled_from(CHARGES if act == "accuse" else DENIALS))
    own = draw(st.sampled_from(NAMES[PERU][: 1 if "“" in frame and doer != speaker else 2]))
    who = draw(st.sampled_from(NAMES[speaker]))
    deed = draw(st.sampled_from(DEEDS)).format(hit=NAMES[hit][0])
    words = frame.format(
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
    if speaker == BOLIVIA:
        assert all(claim.reported_source for claim in found.claims if claim.claimant == PERU), words


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, int]:
    """What another says of the sender in two sentences, of which the second names him no more, and where it begins."""
    day, hit = draw(st.sampled_from(DAYS[:2])), draw(st.sampled_from(NAMES[PERU]))
    first = draw(st.sampled_from(CALLED)).format(who="玻利维亚", day=day)
    speaker = next(one for one in GOES_ON if one in first)
    return first + draw(st.sampled_from(GOES_ON[speaker])).format(hit=hit), len(first)


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=rows())
def test_what_another_goes_on_to_say_is_not_the_senders(extractor, row: tuple[str, int]) -> None:
    words, second = row
    found = read_letter_of_peru(extractor, words)
    assert not any(PERU in claim.targets and claim.claimant == PERU for claim in found.claims), words
    begin = min(claim.evidence[0].span.start for claim in found.claims)
    later = [claim for claim in found.claims if claim.evidence[0].span.start >= begin + second]
    assert later
    assert all(claim.reported_source for claim in later if claim.claimant == PERU), words


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sides=st.permutations(["秘鲁", "玻利维亚"]),
    frame=st.sampled_from(TOLD),
    deed=st.sampled_from(DEEDS),
    day=st.sampled_from(DAYS[:2]),
)
def test_what_a_state_tells_is_not_the_reporters_charge(
    read_report: Callable[[str], Extraction], sides: list[str], frame: str, deed: str, day: str
) -> None:
    who, other = sides
    words = frame.format(who=who, other=other, force=f"{other}军队", deed=deed.format(hit=who), day=day)
    found = read_report(words)
    own = [claim for claim in found.claims if claim.claimant not in (PERU, BOLIVIA)]
    assert own
    assert {claim.act for claim in own if claim.act} == {"report"}, words
    assert all(claim.reported_source for claim in own), words
    charged = PERU if other == "秘鲁" else BOLIVIA
    assert not any(claim.claimant == charged and claim.act in ("accuse", "condemn") for claim in found.claims), words
