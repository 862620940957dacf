"""What speakers do in sentences: tables of sentence, voice and expected acts, and every rule's examples as acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders.hand import context, masked
from builders.hand import keys as named
from builders.knowledge import rules

from kg.claims.acts import find_acts
from kg.claims.context import Context, Previous
from kg.claims.reading import spoken
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import ActRule
from kg.mentions.masking import Masked
from kg.model.document import PartKind
from kg.model.mention import Mention

A, B, C, SPEAKER = "actor/a", "actor/b", "actor/c", "actor/speaker"
UNKNOWN = pytest.mark.xfail(strict=True, reason="the subject of a clause is known only where it is named or listed")
WHO = {"甲国": A, "乙国": B, "丙国": C}


Voice = Callable[[Masked], Context]


def voice(claimant: str = C, kind: PartKind = PartKind.SPEECH, **more) -> Voice:
    """A speaker; `我国` is its own state, and a side of the dispute between A and B has the other as its rival."""

    def keys(mention: Mention) -> tuple[str, ...]:
        return (claimant,) if mention.surface == "我国" else named(mention)

    known = {"kind": kind, "claimant": claimant, "parties": (A, B), **more}
    return lambda words: context(words.mentions.values(), keys, **known)


def acts(words: str, speaker: Voice) -> dict[str, tuple[str, ...]]:
    sentence = masked(words)
    return {f.act: tuple(sorted(f.targets)) for f in find_acts(sentence, rules(), speaker(sentence))}


ORGAN = voice("actor/organ", PartKind.BODY, parties=(), adopted=True, impartial=True)

THIRD = [
    ("我感谢甲国召开会议。", {"thank": (A,)}, "thanks name the one thanked"),
    ("丙国欢迎停火协议，呼吁双方予以执行。", {"support": (), "request": (A, B)}, "two acts in one sentence"),
    ("我们敦促甲国向乙国以及双方道歉。", {"request": (A,)}, "to whom something is to be done is not asked"),
    ("丙国呼吁双方释放战俘。", {"request": (A, B)}, "the state in the third person is the speaker"),
    ("昨天，双方多次呼吁缓和局势。", {"report": ()}, "another's call is reported"),
    ("我国支持甲国呼吁乙国撤军。", {"support": (A,)}, "a call inside what is supported is not the speaker's"),
    (
        "我们感谢甲国的通报并敦促乙国停火。",
        {"thank": (A,), "request": (B,)},
        "a second predicate has the first's subject",
    ),
    ("甲国发表声明，要求乙国撤军。", {"report": ()}, "the subject carries over a comma"),
    ("双方已达成协议，希望双方予以遵守。", {"request": (A, B)}, "nobody asks themselves: the speaker asks"),
    ("有关方面呼吁停火。", {"report": ()}, "an unnamed subject is not the speaker"),
    ("双方必须停火。", {"request": (A, B)}, "must, of an actor"),
    ("国际社会必须采取行动。", {"request": ()}, "must, of others without a name"),
    ("我国对乙国继续向边界增兵表示不安。", {"concern": (B,)}, "whose doing it is that worries"),
    ("我国对乙国境内的战斗表示不安。", {"concern": ()}, "where it is that something worries"),
    ("乙国宣布吞并丁市，这粗暴践踏国际法。", {"accuse": (B,)}, "whoever announces a step of its own takes it"),
    ("乙国宣布丁市遭到轰炸，这粗暴践踏国际法。", {"report": ()}, "what another announces of others"),
    (
        "乙国代表刚才说我国怂恿了甲国，这不符合事实。",
        {"deny": (B,)},
        "what another says of one's own side is no charge",
    ),
    (
        "乙国声称是甲国先开枪，这种说法经不起任何核查。",
        {"deny": (B,)},
        "the words of another end where they are judged",
    ),
    ("乙国总统说，甲国必须承担后果。", {"report": ()}, "what must be is said by another"),
    ("双方都向丙国通报说，甲国蓄意首先开火。", {"report": ()}, "what others have told the speaker"),
    ("土著人领导人要求惩办肇事者。", {"report": ()}, "who leads people asks, not the speaker"),
    ("乙国宣布开始第二次试验，公然违反停火协议。", {"accuse": (B,)}, "whoever begins something does it"),
    ("乙国所称我国扣押船只一说，毫无事实依据。", {"deny": (B,)}, "what another says of one's own side, refuted"),
    ("必须通过对话解决争端。", {"affirm": ()}, "must, of nobody"),
    ("我们必须支持旨在恢复对话的倡议。", {"affirm": ()}, "what ought to be supported is no support yet"),
    ("我们认为，使用武力是不可接受的。", {"affirm": ()}, "a position"),
    ("任何冲突都不可能有军事解决办法。", {"affirm": ()}, "a principle"),
    ("我国对平民伤亡深感关切。", {"concern": ()}, "concern"),
    ("儿童遇害的消息令人极为不安。", {"concern": ()}, "concern without a subject"),
    pytest.param(
        "援助人员对局势感到担忧。", {"report": ()}, "a subject without a name that no rule knows", marks=UNKNOWN
    ),
    ("我国谴责甲国的袭击。", {"condemn": (A,), "accuse": (A,)}, "who condemns what a named one did blames it, too"),
    ("我们向乙国人民表示哀悼。", {"condole": (B,)}, "condolence"),
    ("我国愿同各方一道努力。", {"offer": ()}, "own readiness"),
    ("甲国愿同各方一道努力。", {"report": ()}, "another's readiness"),
    ("甲国对乙国发动了大规模进攻。", {"accuse": (A,)}, "a third state tells of an attack of one on another"),
    ("甲国没有违反停火协议。", {"report": ()}, "a denied breach is no accusation"),
    ("如果甲国违反停火协议，局势将恶化。", {"affirm": ()}, "a supposed breach is none"),
    ("据报道，甲国违反停火协议。", {"report": ()}, "hearsay is reported"),
    ("甲国表示，乙国蓄意破坏停火。", {"report": ()}, "another's accusation is reported"),
    ("该决议强调，双方必须停火。", {"affirm": ()}, "what a text lays down is not asked anew"),
    ("我们呼吁甲国停止挑衅，不再阻挠视察。", {"request": (A,)}, "no accusation inside a request"),
    ("我国敦促甲国同乙国合作。", {"request": (A,)}, "with whom to work is not whom one asks"),
    ("我国敦促甲国和乙国停火。", {"request": (A, B)}, "both are asked"),
    ("我们感谢主席国甲国召开会议。", {"thank": (A,)}, "the state that presides"),
    ("该决议要求双方撤军。", {"affirm": ()}, "what a text demands is held up"),
    ("联合国可以成为对话的重要平台。", {"affirm": ()}, "a judgement of what a body can be"),
    ("甲国在乙国的支持下发动进攻。", {"accuse": (A, B)}, "who backs an attack shares the blame"),
    ("甲国在乙国的支持下举行选举。", {"report": ()}, "who backs an election does not"),
    ("我们祝愿甲国在主席任期内取得成功。", {"support": (A,)}, "good wishes"),
    ("甲国承诺不动用武力。", {"report": ()}, "force that is not used is no attack"),
    ("我国对甲国的斡旋表示衷心感谢。", {"thank": (A,)}, "thanks for what somebody did"),
    ("我国对甲国的斡旋努力表示欢迎。", {"support": (A,)}, "welcome of what somebody did"),
    ("我国对甲国的报告表示欢迎。", {"support": (A,)}, "a text that is welcomed does not itself welcome"),
    ("甲国对平民伤亡负有全部责任。", {"accuse": (A,)}, "answerable for harm"),
    ("甲国对维护和平有责任。", {"request": (A,)}, "a duty is no blame"),
    ("我国对甲国军队的袭击表示强烈谴责。", {"condemn": (A,), "accuse": (A,)}, "who is condemned is not who says so"),
    ("停火协议是在甲国的操纵下破坏的。", {"accuse": (A,)}, "the instigator is the doer"),
    ("乙国企图完全控制甲国，并破坏停火协议。", {"accuse": (B,)}, "who ends a clause is its object"),
    ("无论甲国采取何种挑衅行动，我们都愿意谈判。", {"offer": ()}, "whatever it may do is not done"),
    ("甲国军队撤离，局势使我们不得不怀疑甲国的诚意。", {"accuse": (A,)}, "two negations make none"),
    ("甲国应当履行义务，立即停止袭击丁市。", {"request": (A,)}, "to stop is asked by the must before"),
    ("甲国作为乙国的邻国，必须停火。", {"request": (A,)}, "as what it must"),
    ("甲国的演习有可能破坏停火。", {"report": ()}, "what may come is no wrong done"),
    ("我国从不谋求对抗，甲国的封锁才是和平的障碍。", {"deny": (), "accuse": (A,)}, "who stands in the way of peace"),
    ("我国呼吁主席帮助甲国恢复谈判。", {"request": ()}, "who is to be helped is not asked"),
    ("我国赞扬甲国致力于和平。", {"support": (A,)}, "another's commitment is not the speaker's"),
    ("甲国一面宣布停火，一面炮击丁市的医院。", {"accuse": (A,)}, "words against deeds"),
    ("我国奉劝甲国尊重他国主权。", {"request": (A,)}, "advice not to be mistaken"),
    ("甲国必须停火，否则就是侵略的同谋。", {"request": (A,)}, "or else is no charge"),
    ("对甲国和乙国的侵略必须停止。", {"affirm": ()}, "who is invaded is not the one who invades"),
    ("鉴于甲国日益严重的挑衅，我们决定撤离。", {"accuse": (A,)}, "a wrong taken for granted"),
    ("甲国回答我国的照会时故意混淆视听。", {"accuse": (A,)}, "who is answered is not the one who answers"),
    ("我们要求甲国停火，尊重乙国的主权。", {"request": (A,)}, "what another is to respect"),
    ("丁市平民处境艰难，战火一触即发。", {"concern": ()}, "alarm in a set phrase"),
    ("我国并不否认战争仍在继续。", {"affirm": ()}, "who does not deny it denies nothing"),
    ("甲国的这一借口站不住脚。", {"accuse": (A,)}, "a pretext is no charge to be rejected"),
    ("甲国拒绝停火，并继续推进。", {"accuse": (A,)}, "to refuse a truce is a wrong"),
    ("我国代表团支持甲国的提案。", {"support": (A,)}, "the speaker's own delegation"),
]
PARTY = [
    ("我国就自然资源遭到非法开采问题与丙国进行协商。", {"report": ()}, "a wrong that is talked about"),
    ("自然资源遭到非法开采，丙国专家目睹了这一情况。", {"accuse": ()}, "nobody is named as the doer"),
    ("我们强调需要承诺向乙国提供援助。", {"affirm": ()}, "a need for a promise is none"),
    ("乙国没有向我国提供雷场地图。", {"accuse": (B,)}, "what is owed and not done"),
    ("乙国公然违反停火协议。", {"accuse": (B,)}, "a breach"),
    ("乙国军队向丁市开火。", {"accuse": (B,)}, "a deed that a party tells of its rival"),
    ("我国平民遭到乙国的袭击。", {"accuse": (B,)}, "suffered at the rival's hands"),
    ("2003年3月4日，我国释放了战俘。", {"report": ()}, "own deeds are reported"),
    ("我国断然拒绝乙国的指控。", {"deny": (B,)}, "rejects a charge"),
    ("乙国提出的虚假指控毫无新意。", {"accuse": (B,), "deny": (B,)}, "false charges: both"),
    ("所谓封锁并不存在。", {"deny": ()}, "distance"),
    ("我国没有对交通实行任何限制。", {"deny": ()}, "own deed denied"),
    ("这场侵略仍在继续。", {"accuse": (B,)}, "an attack pointed at is the rival's"),
    ("乙国试图误导国际社会，阻止视察。", {"accuse": (B,)}, "one act, though two words show it"),
]
LETTER = [
    ("请将本函作为安全理事会文件分发为荷。", {"request": ("actor/sg",)}, "asks the addressee"),
    ("谨随函转递外交部长的信。", {}, "transmittal alone is no act"),
    ("谨随函转递外交部长的信，内容涉及乙国不遵守协议的情况。", {"accuse": (B,)}, "transmittal with blame"),
    ("2003年3月4日甲国常驻联合国代表给秘书长的信", {}, "a heading"),
    ("张三(签名)", {}, "a signature"),
    ("常驻代表", {}, "a post alone"),
    ("3 某组织，《年度报告》，可查阅www.example.org。", {}, "a footnote that cites"),
    ("3 直到2003年，该组织才进入丁市开展工作。", {"report": ()}, "a footnote that tells"),
]
OWN = [
    (
        "政府重申反对一切暴力，坚定致力于和平。",
        {"affirm": (), "offer": ()},
        "the government of a letter is the writer's",
    ),
    ("甲国政府重申反对一切暴力。", {"report": ()}, "another's is another's"),
    ("我国强烈抗议乙国军机闯入我国领空。", {"condemn": (B,), "accuse": (B,)}, "a protest condemns and charges"),
    ("三名商贩被武装团伙开枪打死。", {"accuse": ()}, "a name that blames, and what was suffered"),
    ("乙国为了避免战争，必须撤军。", {"request": (B,)}, "must, of the one named in the clause before"),
    ("谨提请你注意最近对居民区的袭击。", {"concern": ()}, "attention is drawn to harm"),
    ("甲国判决乙国对侵犯人权的行为负责。", {"report": ()}, "who finds another guilty is not guilty"),
    ("我们反对和谴责一切针对平民的袭击。", {"condemn": ()}, "opposed and condemned"),
    ("任何外国军队的存在都是侵略。", {"affirm": ()}, "a wrong in general"),
    ("乙国不顾各方反对，重启战端。", {"accuse": (B,)}, "in spite of all who oppose it"),
    ("丙国欢迎大会通过决议，要求停火。", {"support": ()}, "what a resolution asks"),
]
RECORD = [
    ("我现在请甲国代表发言。", {}, "gives the floor"),
    ("我感谢甲国的通报。", {"thank": (A,)}, "the chair thanks"),
    ("安理会举行了两次会议。", {}, "the chair's other words are procedure"),
]


def table(cases):
    return pytest.mark.parametrize(
        ("words", "expected", "why"), cases, ids=[(getattr(case, "values", case))[2] for case in cases]
    )


@table(THIRD)
def test_acts_of_a_third_state(words, expected, why):
    assert acts(words, voice()) == expected, why


@table(PARTY)
def test_acts_of_a_party(words, expected, why):
    assert acts(words, voice(A)) == expected, why


@table(LETTER)
def test_acts_of_a_letter(words, expected, why):
    assert acts(words, voice(A, PartKind.COVER_LETTER, addressee=("actor/sg",))) == expected, why


@table(OWN)
def test_acts_of_a_letters_own_side(words, expected, why):
    assert acts(words, voice(C, PartKind.COVER_LETTER)) == expected, why


@table(RECORD)
def test_acts_of_the_chair(words, expected, why):
    assert acts(words, voice(SPEAKER, PartKind.CHAIR)) == expected, why


@pytest.mark.parametrize("kind", [PartKind.MASTHEAD, PartKind.NARRATION])
def test_parts_without_a_voice_have_no_acts(kind):
    assert acts("乙国公然违反停火协议。", voice(A, kind)) == {}


ADOPTED = [
    ("4. 还再次要求甲国撤军；", {"request": (A,)}, "an operative paragraph"),
    (
        "欢迎甲国停火，强调现状不可持续，鼓励乙国撤军，",
        {"support": (A,), "affirm": (), "request": (B,)},
        "each verb at the head of a clause is an act of the organ",
    ),
    ("关切甲国袭击丁市，", {"concern": (A,)}, "what the organ is concerned about, it does not charge"),
    ("支持甲国的斡旋，并请他报告进展；", {"support": (A,), "request": (A,)}, "the one just named is asked"),
    ("要求甲国和乙国停火；并极为关注事态发展；", {"request": (A, B), "concern": ()}, "notice after a request"),
    ("将密切关注局势的发展；", {"offer": ()}, "what the organ will watch"),
    ("促请所有会员国，特别是甲国，停止供应武器；", {"request": (A,)}, "who is named among all who are asked"),
    ("极度担忧乙国一再扣押船员，", {"concern": (B,)}, "whose doing it is that alarms"),
    ("邀请各方向乙国提供援助；", {"request": ()}, "whom others are to help is not asked"),
    ("敦促甲国反叛团体停火；", {"request": ()}, "rebels are not the state in which they rebel"),
    ("回顾该决议要求甲国撤军，", {"affirm": ()}, "what was asked before is recalled"),
    ("请丙国向甲国和乙国提供斡旋，并请它报告进展；", {"request": (C,)}, "who is asked is asked again"),
    ("申明他们必须被追究责任；", {"affirm": ()}, "who is to be punished is not asked"),
]
REPORTED = [
    ("甲国军队向丁市开火。", {"report": ()}, "a deed in a report"),
    ("甲国否认乙国的指控。", {"report": ()}, "another's denial"),
    ("甲国违反停火协议。", {"accuse": (A,)}, "a breach is one whoever finds it"),
    ("我国将继续支持双方的和平对话。", {"offer": ()}, "what a mission will do"),
    ("该公司规避了制裁。", {"accuse": ()}, "a breach by somebody without a name"),
    ("若干公司就规避制裁一事作了说明。", {"report": ()}, "a breach that is only spoken of"),
    ("这种做法有悖于停火协议。", {"accuse": ()}, "what runs counter to an agreement"),
]


@table(ADOPTED)
def test_acts_of_an_adopted_text(words, expected, why):
    assert acts(words, ORGAN) == expected, why


@table(REPORTED)
def test_acts_of_a_report(words, expected, why):
    assert acts(words, voice(SPEAKER, PartKind.BODY, impartial=True)) == expected, why


def test_a_missions_words_are_those_of_the_body_that_it_is_of():
    assert acts("甲国强调，必须停火。", voice(SPEAKER, impartial=True, family=frozenset({A}))) == {"affirm": ()}


JUDGED = [
    ("这些行为构成侵略，应当受到谴责。", {"condemn": (B,), "accuse": (B,)}, "the deeds of the one accused before"),
    ("这些行为值得欢迎。", {}, "no wrong"),
    ("这些行为没有违反停火协议。", {}, "a wrong denied"),
    ("其目的无非是要拖延时间。", {"accuse": (B,)}, "its purpose, of the one accused before"),
    ("其目的是恢复和平。", {}, "a purpose that is no wrong"),
]


def test_the_one_to_whom_the_sentence_before_did_something_is_meant_by_a_pronoun():
    organ = voice("actor/organ", PartKind.BODY, parties=(), adopted=True, previous=Previous(addressed=(B,)))
    assert acts("又鼓励他继续努力，", organ) == {"request": (B,)}
    assert acts("支持甲国的斡旋，并鼓励他继续努力，", organ) == {"support": (A,), "request": (A,)}


@pytest.mark.parametrize(
    "words",
    [
        "占领国至今没有交出雷场地图。",
        "这个恐怖主义团体正在疯狂地搜刮居民。",
        "近来又以修路为幌子征用农田。",
        "它还增派了一个营。",
    ],
)
def test_the_occupier_that_group_it_or_nobody_in_a_letter_is_the_one_accused_before(words):
    letter = voice(A, PartKind.COVER_LETTER, parties=(), previous=Previous(accused=(B,)))
    assert acts(words, letter) == {"accuse": (B,)}


@pytest.mark.parametrize("words", ["侵占丙国的乙国悍然炮击丁市。", "乙国炮击丙国的村庄，并且蓄意破坏停火。"])
def test_the_victim_of_a_deed_is_not_blamed_for_it(words):
    assert acts(words, voice(A, PartKind.COVER_LETTER, parties=())) == {"accuse": (B,)}


@pytest.mark.parametrize(("opponents", "expected"), [({B}, {"accuse": (B,)}), ({C}, {"report": ()})])
def test_an_unfriendly_deed_is_blamed_on_one_accused_before(opponents, expected):
    letter = voice(A, PartKind.COVER_LETTER, parties=(), previous=Previous(opponents=frozenset(opponents)))
    assert acts("乙国在边界线上修建了隔离墙。", letter) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("我敦促政府加快筹备选举。", {"request": (A,)}),
        ("过渡政府应当立即释放被拘留者。", {"request": (A,)}),
        ("我欢迎政府公布选举日历。", {"support": (A,)}),
        ("我敦促政府间机构举行会议。", {"request": ()}),
        ("我敦促乙国政府停火。", {"request": (B,)}),
    ],
)
def test_the_government_without_a_name_is_that_of_the_country_of_a_report(words, expected):
    assert acts(words, voice(SPEAKER, PartKind.BODY, impartial=True, country=(A,))) == expected


@table(JUDGED)
def test_deeds_told_before_are_judged(words, expected, why):
    found = acts(words, voice(parties=(), previous=Previous(accused=(B,))))
    assert {act: targets for act, targets in found.items() if act in schemes().against} == expected, why


def test_the_claimant_is_never_its_own_target():
    assert acts("甲国和丙国必须停火。", voice()) == {"request": (A,)}


def test_an_organ_speaks_for_its_state():
    words = masked("双方停火。")
    own = voice(A, owners=lambda mention: (A,))
    assert spoken(words, own(words)).characters == "我停火。"


def test_a_joint_letter_speaks_for_all_its_states():
    assert acts("双方呼吁丙国撤军。", voice(A, speaks_for=(A, B))) == {"request": (C,)}


def test_acts_are_found_where_they_are_said():
    sentence = masked("昨天，丙国呼吁甲国停火。")
    (finding,) = find_acts(sentence, rules(), voice()(sentence))
    assert "昨天，丙国呼吁甲国停火。"[finding.span.start : finding.span.end] == "呼吁甲国"
    assert finding.rule == "request-call"


def is_that_act(rule: ActRule, words: str) -> bool:
    """Whether no other rule takes the example's words away, whichever of the usual speakers says it."""
    speakers = [voice(WHO.get(own, SPEAKER), kind) for own in (*WHO, "") for kind in (PartKind.SPEECH, PartKind.ANNEX)]
    speakers += [ORGAN, voice(SPEAKER, impartial=True)]
    speakers += [voice(SPEAKER, PartKind.ANNEX, previous=Previous(opponents=frozenset({A, B})))]
    speakers += [voice(SPEAKER, previous=Previous(masked=masked("甲国声称丁市遭到袭击。")))]
    wanted = {act for act in rule.yields if act != "none"}
    return any(wanted == (set(acts(words, s)) & wanted if wanted else set(acts(words, s))) for s in speakers)


@pytest.mark.parametrize("stage", ["act", "default", "silence"])
def test_a_rules_example_is_that_act_to_the_whole_reading(stage: str):
    examples = [(rule, words) for rule in rules().of(ActRule) if rule.stage == stage for words in rule.examples]
    assert examples
    assert [(rule.name, words) for rule, words in examples if not is_that_act(rule, words)] == []
