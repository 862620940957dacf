"""What a letter says of its own side only to deny, doubt or quote it is not told as done; what it presupposes is.

Sentences are put together of frames and deeds; either all of a list of frames or none assert the deed.
"""

from __future__ import annotations

from builders.examples import examples
from builders.extraction import read_letter_of_peru
from builders.states import BOLIVIA, PERU
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.extraction import Claim, Extraction

FRAMES = (
    "所谓{deed}一事纯属捏造。",
    "玻利维亚关于{deed}的说法毫无根据。",
    "我国从未承认{deed}。",
    "难道是{deed}吗？",
    "{deed}？这完全是无稽之谈。",
    "有人造谣说{deed}。",
    "一些外国媒体散布谣言，说{deed}。",
    "说{deed}，是对事实的歪曲。",
    "玻利维亚大造舆论，似乎{deed}。",
    "玻利维亚以{deed}为由，关闭了边界。",
    "玻利维亚要求安理会谴责{deed}。",
    "我国断然驳斥关于{deed}的指控。",
    "没有任何证据表明{deed}。",
    "调查证明，并不是{deed}。",
    "玻利维亚诬赖我国，说{deed}。",
    "玻利维亚的指控，即{deed}，不符合事实。",
    "玻利维亚提到的事件，也就是{deed}，从未发生。",
    "按照玻利维亚的说法，{deed}。",
    "玻利维亚一口咬定{deed}。",
    "玻利维亚对{deed}提出抗议。",
    "玻利维亚就{deed}向安理会提出控诉。",
    "我国严正声明，{deed}的报道与事实不符。",
    "玻利维亚代表刚才的发言充满谎言，说什么{deed}。",
    "我们注意到玻利维亚代表的说法，即{deed}。",
    "玻利维亚代表歪曲事实，声称{deed}。",
    "玻利维亚代表问，为什么{deed}。",
    "玻利维亚代表的指控可以归结为一句话：{deed}。",
    "玻利维亚代表拿出照片，想证明{deed}。",
    "玻利维亚在其文件中写道，{deed}。",
    "在玻利维亚看来，{deed}。",
    "玻利维亚电视台播放录像，称{deed}。",
    "玻利维亚外交部召见我国大使，称{deed}。",
    "玻利维亚外交部向我国使馆递交照会，指出{deed}。",
    "玻利维亚在国际法院辩称，{deed}。",
    "外界传闻，{deed}。",
    "有一种说法是，{deed}。",
)
REBUTTED = (
    "玻方声称：{deed}。事实是：{true}。",
    "玻利维亚的指控：{deed}。\n\n事实：{true}。",
    "玻利维亚的说法：\n\n{deed}。\n\n事实：\n\n{true}。",
    "谎言一：{deed}。\n\n真相：{true}。",
    "(a) 玻利维亚声称：{deed}。\n\n事实真相：{true}。",
    "第3段：来信称{deed}。{true}。",
    "至于玻利维亚所称{deed}，{true}。",
    "玻利维亚歪曲事实，硬说{deed}，而实际上{true}。",
    "玻利维亚外长昨晚在记者面前信口雌黄，说什么{deed}。{true}。",
    "玻利维亚为其侵略辩解，说{deed}。{true}。",
    "玻利维亚当局把爆炸归咎于我国，称{deed}。{true}。",
    "玻利维亚在照会里抗议{deed}。{true}。",
    "对于{deed}这一指控，我国断然拒绝。{true}。",
    "玻利维亚指责{deed}，以掩盖自己的罪行。{true}。",
)
TRUE = ("玻利维亚军队当天袭击了我国哨所", "玻利维亚军队越过边界，打死两名牧民", "玻利维亚军队炮击了我国村庄")
DEEDS = (
    "我国军队4月2日炮击了一个村庄", "秘鲁军队4月2日越过边界打死三名牧民", "秘鲁4月2日扣押了一艘渔船",
    "我国边防军4月2日袭击了哨所", "我国空军4月2日轰炸了一座桥梁",
)  # fmt: skip

PRESUPPOSED = (
    "难道不是{deed}吗？",
    "谁都知道，{deed}。",
    "{deed}，这一事实不容否认。",
    "没有人能否认{deed}。",
    "玻利维亚从未承认{deed}。",
    "玻利维亚承认{deed}，却称那是意外。",
    "{deed}，玻利维亚却说那是演习。",
    "{deed}，这已不是第一次。",
    "正是{deed}，才导致局势恶化。",
    "{deed}的行径必须受到谴责。",
    "{deed}的事实驳斥了玻利维亚的谎言。",
    "我国就{deed}提出强烈抗议。",
    "与玻利维亚的说法相反，{deed}。",
    "玻利维亚政府必须对{deed}负责。",
    "玻利维亚应就{deed}道歉。",
    "玻利维亚应为{deed}赔偿。",
    "我国要求玻利维亚就{deed}作出解释。",
)
THEIRS = (
    "玻利维亚军队4月2日炮击了我国一个村庄", "玻利维亚4月2日扣押了我国一艘渔船", "玻利维亚空军4月2日轰炸了我国一座桥梁",
    "玻利维亚部队4月2日打死我国三名牧民",
)  # fmt: skip

UNDONE = (
    "玻利维亚威胁要{does}。",
    "玻利维亚计划{does}。",
    "为防止玻利维亚{does}，我国加强了戒备。",
    "玻利维亚险些{does}。",
    "我国军队挫败了玻利维亚{does}的图谋。",
    "玻利维亚取消了{does}的计划。",
    "玻利维亚承诺不再{does}。",
    "玻利维亚企图{does}，但没有得逞。",
    "有人担心玻利维亚会{does}。",
    "除非玻利维亚撤军，否则不能排除玻利维亚{does}的可能性。",
    "玻利维亚放弃了{does}的打算。",
    "尚不能确定玻利维亚是否{does}。",
    "没有迹象表明玻利维亚{does}。",
    "玻利维亚原定{does}，后来推迟了。",
    "玻利维亚的目的是{does}。",
    "我国警告玻利维亚不要{does}。",
    "玻利维亚叫嚣要{does}。",
    "玻利维亚想要{does}。",
    "玻利维亚意欲{does}。",
    "玻利维亚图谋{does}。",
    "玻利维亚密谋{does}。",
    "玻利维亚伺机{does}。",
    "玻利维亚曾考虑{does}。",
    "玻利维亚没能{does}。",
    "玻利维亚无意{does}。",
    "玻利维亚意图{does}。",
    "玻利维亚表示不排除{does}。",
    "玻利维亚看来要{does}。",
    "玻利维亚推迟了{does}。",
)
DOES = ("4月2日炮击我国村庄", "4月2日扣押我国渔船", "于4月2日轰炸我国桥梁", "在4月2日打死我国牧民")


def _asserts(claim: Claim, found: Extraction) -> bool:
    """Whether Peru itself tells a deed of its own as done."""
    own = {event.key for event in found.events if any(key.startswith(PERU) for key in event.agents)}
    told = claim.claimant == PERU and claim.act != "deny" and claim.polarity == "positive"
    return told and not claim.reported_source and not own.isdisjoint(claim.about)


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frame=st.sampled_from(FRAMES), deed=st.sampled_from(DEEDS))
def test_what_is_denied_doubted_or_quoted_is_not_told_as_done(extractor, frame: str, deed: str) -> None:
    words = frame.format(deed=deed)
    found = read_letter_of_peru(extractor, words)
    assert found.claims, words
    assert not [claim for claim in found.claims if _asserts(claim, found)], words
    assert not any(PERU in claim.targets for claim in found.claims if claim.claimant == PERU), words


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frame=st.sampled_from(REBUTTED), deed=st.sampled_from(DEEDS), true=st.sampled_from(TRUE))
def test_what_is_rebutted_is_the_other_side_s_and_the_rebuttal_our_own(
    extractor, frame: str, deed: str, true: str
) -> None:
    words = frame.format(deed=deed, true=true)
    found = read_letter_of_peru(extractor, words)
    own = [claim for claim in found.claims if claim.claimant == PERU]
    assert not [claim for claim in own if _asserts(claim, found)], words
    assert not any(PERU in claim.targets for claim in own), words
    assert any(claim.act == "accuse" and BOLIVIA in claim.targets and not claim.reported_source for claim in own), words


def test_behind_a_passage_quoted_in_brackets_the_writer_goes_on(extractor) -> None:
    words = f"关于玻利维亚来信第3段（“秘鲁军队4月2日炮击了一个村庄”）：{TRUE[0]}。"
    found = read_letter_of_peru(extractor, words)
    charges = {
        (claim.claimant, claim.targets, claim.reported_source) for claim in found.claims if claim.act == "accuse"
    }
    assert charges == {(BOLIVIA, (PERU,), ()), (PERU, (BOLIVIA,), ())}


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frame=st.sampled_from(PRESUPPOSED), deed=st.sampled_from(THEIRS))
def test_what_is_presupposed_of_the_other_side_is_charged(extractor, frame: str, deed: str) -> None:
    words = frame.format(deed=deed)
    found = read_letter_of_peru(extractor, words)
    done = {event.key for event in found.events if any(key.startswith(BOLIVIA) for key in event.agents)}
    told = [claim for claim in found.claims if not done.isdisjoint(claim.about) and claim.claimant == PERU]
    assert told, words
    assert all(claim.polarity == "positive" and claim.act != "deny" for claim in told), words
    assert any(BOLIVIA in claim.targets for claim in found.claims if claim.claimant == PERU), words


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frame=st.sampled_from(UNDONE), does=st.sampled_from(DOES))
def test_what_is_only_planned_feared_or_prevented_is_not_told_as_done(extractor, frame: str, does: str) -> None:
    words = frame.format(does=does)
    found = read_letter_of_peru(extractor, words)
    deeds = {event.key for event in found.events if event.type in ("ArmedAttack", "Capture")}
    told = [claim for claim in found.claims if not deeds.isdisjoint(claim.about)]
    assert found.claims, words
    assert not [claim for claim in told if claim.polarity == "positive" and claim.act != "deny"], words
