"""What sentences say that actors do to agreements: a table of sentence, expected findings, why."""

from __future__ import annotations

import pytest
from builders.hand import context, masked
from builders.knowledge import rules

from kg.claims.compliance import Charge, find_compliance
from kg.model.extraction import Agreement
from kg.model.text import Span

BOTH = ("actor/a", "actor/b")
NAMES = ("停火协议", "《友好条约》")


def agreements(parties=BOTH, **more):
    return {name: Agreement(key=name, kind="treaty", name=name, parties=parties, **more) for name in NAMES}


def findings(words, claimant="actor/speaker", accused=(), charges=(), **known):
    sentence = masked(words)
    here = context(sentence.mentions.values(), claimant=claimant, agreements=agreements(**known))
    return find_compliance(sentence, rules(), here, accused, charges)


CASES = [
    ("甲国公然违反停火协议。", {("violates", "actor/a")}, "the clause's subject breaks it"),
    ("甲国始终没有履行《友好条约》。", {("violates", "actor/a")}, "not keeping is breaking"),
    ("我们呼吁双方严格遵守停火协议。", {("calls_to_comply", k) for k in BOTH}, "the ones called upon"),
    ("必须全面落实停火协议。", {("calls_to_comply", k) for k in BOTH}, "nobody named: the parties"),
    ("由丙国促成的停火协议很重要。", {("mediated", "actor/c")}, "the broker"),
    ("甲国和乙国签署了停火协议。", {("signed", k) for k in BOTH}, "the signatories"),
    ("我们根据《友好条约》行事。", {("bases_on", "actor/speaker")}, "the speaker's own ground"),
    ("停火协议迄今得到遵守。", {("complies", k) for k in BOTH}, "it holds"),
    ("乙国来信说，甲国违背停火协议的文字和精神。", {("violates", "actor/a")}, "the nearest clause's subject"),
    ("停火协议很重要。", set(), "nothing is said that anybody does to it"),
    ("我们欢迎双方于昨晚达成停火协议。", {("signed", k) for k in BOTH}, "those who concluded it, not who welcomes it"),
    ("甲国拒绝按照《友好条约》释放战俘。", {("violates", "actor/a")}, "what is refused under a treaty breaks it"),
    ("我们对甲国违反《友好条约》表示遗憾。", {("violates", "actor/a")}, "who breaks it stands before the verb"),
    ("如果甲国违反《友好条约》，丙国将采取措施。", set(), "only supposed"),
    ("我们呼吁甲国批准《友好条约》。", set(), "to be ratified is not ratified"),
    ("双方在《友好条约》中承诺撤军。", {("signed", k) for k in BOTH}, "what they promised in it"),
    ("停火协议屡遭违反。", {("violates", None)}, "broken, nobody says by whom"),
    ("《友好条约》遭到甲国公然践踏。", {("violates", "actor/a")}, "by whom it is broken"),
    (
        "我们敦促甲国遵守停火协议，并全面执行《友好条约》。",
        {("calls_to_comply", "actor/a")},
        "one demand in two clauses",
    ),
    ("甲国从未违反《友好条约》。", set(), "never broken"),
    ("丙国抗议甲国的演习，认为它违反《友好条约》。", {("violates", None)}, "nobody breaks what they protest about"),
    ("丙国谴责使用地雷，并认定这违反《友好条约》。", {("violates", None)}, "a thing breaks it, not who finds so"),
    ("我们强调，丙国将根据《友好条约》派遣观察员。", {("bases_on", "actor/c")}, "the doer's ground, not the speaker's"),
    ("不得援引《友好条约》为占领辩护。", set(), "what must not be invoked is no ground"),
    ("谈判尚未依照《友好条约》取得成果。", set(), "nor what has not been followed"),
    ("双方努力确保停火和执行《友好条约》。", {("complies", k) for k in BOTH}, "who works for its being kept keeps it"),
    ("我们要求甲国根据其在《友好条约》中的承诺撤军。", {("calls_to_comply", "actor/a")}, "asked to act under it"),
    ("必须恢复停火协议的执行工作。", {("calls_to_comply", k) for k in BOTH}, "to be taken up again"),
    ("请秘书长报告停火协议的执行情况。", set(), "how it is carried out is only reported"),
    ("他回顾秘书长坚信，如果遵守停火协议，局势会好转。", set(), "who recalls an opinion invokes nothing"),
    ("重申《友好条约》第二条的规定。", {("bases_on", "actor/speaker")}, "what is reaffirmed is the ground"),
    ("违反丙国在去年促成的停火协议。", {("violates", None), ("mediated", "actor/c")}, "broken, and brokered"),
    ("甲国是《友好条约》的缔约国。", {("signed", "actor/a")}, "a party to it signed it"),
    (
        "《友好条约》规定，双方承诺不使用武力。",
        {("signed", k) for k in BOTH},
        "what they agreed in it",
    ),
    ("《友好条约》仍然是稳定的基础。", {("bases_on", "actor/speaker")}, "the ground of peace"),
    ("《友好条约》要求甲国撤军。", {("bases_on", "actor/speaker"), ("calls_to_comply", "actor/a")}, "what it demands"),
    ("我们希望看到停火协议得到执行。", {("calls_to_comply", k) for k in BOTH}, "hoped to be carried out"),
    (
        "出路在于充分执行停火协议。",
        {("calls_to_comply", k) for k in BOTH},
        "the way out is to keep it: nobody keeps it yet",
    ),
    ("丙国也在努力确保遵守停火协议。", set(), "another's efforts are no call"),
    ("安理会应促进履行双方在《友好条约》中所作的承诺。", {("calls_to_comply", k) for k in BOTH}, "those who promised"),
    ("甲国的行为与《友好条约》的规定相抵触。", {("violates", "actor/a")}, "against what it says"),
    ("要求甲国充分履行其承诺，包括《友好条约》。", {("calls_to_comply", "actor/a")}, "a demand is no compliance"),
    ("防止任何违反停火协议的行为。", set(), "a breach that is to be prevented has not happened"),
    ("违反停火协议者将承担后果。", set(), "whoever may break it"),
    ("甲国一贯恪守停火协议，切实履行《友好条约》。", {("complies", "actor/a")}, "keeping goes on in the next clause"),
    ("双方有义务严格遵守停火协议。", {("calls_to_comply", k) for k in BOTH}, "a duty is not yet kept"),
    ("停火协议在丙国斡旋下缔结。", {("mediated", "actor/c")}, "the broker behind the agreement"),
    ("甲国拒绝根据《友好条约》释放战俘。", {("violates", "actor/a")}, "refused on its ground: not invoked"),
    (
        "双方应避免采取违反停火协议的行动。",
        {("calls_to_comply", k) for k in BOTH},
        "what is to be avoided has not been done",
    ),
    ("《友好条约》的条款都应得到尊重。", {("calls_to_comply", k) for k in BOTH}, "a duty told of the agreement"),
    ("甲国应按照其在《友好条约》中的承诺撤军。", {("calls_to_comply", "actor/a")}, "a duty under it"),
    ("促请各方不再拖延地执行停火协议。", {("calls_to_comply", k) for k in BOTH}, "no longer to be put off: no breach"),
    ("甲国政府与反对派代表于昨晚签署停火协议。", {("signed", "actor/a")}, "the other signatory has no name here"),
    ("丙国指责政府违反停火协议。", {("violates", None)}, "who charges one without a name breaks nothing"),
    ("我们要求双方不折不扣地落实停火协议。", {("calls_to_comply", k) for k in BOTH}, "without cutting: no breach"),
    ("授权丙国用一切必要手段维护和执行停火协议。", set(), "necessary means are no necessity"),
    (
        "丙国介绍的关于甲国所采取的公然违反停火协议的行动的资料",
        {("violates", "actor/a")},
        "the one who took the action",
    ),
    ("停火协议由丙国斡旋达成。", {("mediated", "actor/c")}, "brokered by"),
    ("我们支持把停火协议作为解决冲突的基础。", {("bases_on", "actor/speaker")}, "taken as the basis"),
    (
        "甲国入侵丁市，无视丙国的呼吁，违反了《友好条约》。",
        {("violates", "actor/a")},
        "whose call is ignored breaks nothing",
    ),
    ("如甲国违反停火协议，丙国将采取措施。", set(), "supposed by one character"),
    ("只要甲国遵守停火协议，丙国愿意撤军。", set(), "a condition is no demand"),
    ("甲国置停火协议于不顾。", {("violates", "actor/a")}, "put aside"),
    ("甲国拒绝撤军，却援引《友好条约》。", {("bases_on", "actor/a")}, "the subject of the clause before invokes it"),
    (
        "我们敦促甲国停止违反停火协议。",
        {("calls_to_comply", "actor/a"), ("violates", "actor/a")},
        "to be stopped: it is broken",
    ),
    ("停火协议(附件一)受到违反。", {("violates", None)}, "broken, behind what stands in brackets"),
    ("我们鼓励丙国协助双方执行停火协议。", set(), "help to keep it is no call to keep it"),
    ("我们的支持有赖于双方充分执行停火协议。", {("calls_to_comply", k) for k in BOTH}, "a condition set to both"),
    ("双方重申致力于全面执行停火协议。", set(), "a promise is not kept yet"),
    ("甲国是缔约国，一贯严格遵守《友好条约》。", {("complies", "actor/a")}, "the subject of the clause before"),
    ("我们赞扬丙国政府促成《友好条约》。", {("mediated", "actor/c")}, "brought about, without more words"),
    (
        "甲国和乙国《友好条约》是稳定的基石。",
        {("signed", k) for k in BOTH} | {("bases_on", "actor/speaker")},
        "whose it is",
    ),
    (
        "甲国与乙国缔结的《友好条约》是稳定的基石。",
        {("signed", k) for k in BOTH} | {("bases_on", "actor/speaker")},
        "the ground is the speaker's, not the parties'",
    ),
    ("我们主张在《友好条约》基础上解决问题。", {("bases_on", "actor/speaker")}, "a basis"),
    ("呼吁丙国制止甲国的行径，迫使其遵守停火协议。", {("calls_to_comply", "actor/a")}, "who is to be made to keep it"),
    ("敦促停火协议签署各方履行《友好条约》。", {("calls_to_comply", k) for k in BOTH}, "its signatories"),
    (
        "甲国和乙国在完成谈判后，正式签署了《友好条约》。",
        {("signed", k) for k in BOTH},
        "all subjects of the clause before",
    ),
    (
        "甲国和乙国，作为邻国，正式签署了停火协议。",
        {("signed", k) for k in BOTH},
        "the subjects before an apposition",
    ),
    ("甲国昨晚与乙国政府签署停火协议。", {("signed", k) for k in BOTH}, "with whom it was signed"),
    ("根据《友好条约》，甲国已撤出部队。", {("bases_on", "actor/a")}, "the doer behind its ground"),
    ("呼吁双方克制，不采取可能损害执行停火协议的行动。", set(), "what is not to be done is no breach"),
    (
        "谴责违反停火协议的行为，呼吁双方履行相关义务。",
        {("violates", None), *(("calls_to_comply", k) for k in BOTH)},
        "its duties, in the next clause",
    ),
    ("赞扬甲国为执行停火协议所作的努力。", {("complies", "actor/a")}, "praised for what it did to keep it"),
    ("停火协议所规定的撤军尚未实现。", {("violates", None)}, "what it lays down has not been done"),
    ("2.决定将《友好条约》规定的措施延长一年。", {("bases_on", "actor/speaker")}, "what is prolonged"),
    ("请根据《友好条约》设立的委员会提出报告。", set(), "it only tells which body"),
    ("要求前线将领报告停火协议的遵守情况。", set(), "asked to report on it"),
    ("没有发生违反停火协议的情况。", set(), "no breach has happened"),
    ("甲国进行了演习，但没有违反停火协议。", set(), "not broken"),
    ("对甲国军人集团无视《友好条约》予以谴责。", {("violates", None)}, "armed men of a state are not the state"),
    ("甲国尚未按《友好条约》的规定撤军。", {("violates", "actor/a")}, "not done as it lays down"),
    ("甲国至今没有提供《友好条约》要求的资料。", {("violates", "actor/a")}, "what it asks for has not been done"),
    (
        "记录了甲国10起、乙国4起违反停火协议的行为。",
        {("violates", k) for k in BOTH},
        "breaches counted by who committed them",
    ),
    ("要求甲国同丙国合作，执行停火协议。", {("calls_to_comply", "actor/a")}, "with whom it is to work is not asked"),
    ("安理会有责任迫使甲国履行停火协议。", {("calls_to_comply", "actor/a")}, "who is to be made to keep it"),
    ("政府与解放运动签署停火协议。", {("signed", None)}, "signed by those without a name"),
    ("甲国愿意同乙国签订停火协议。", set(), "a wish to sign"),
    ("甲国一向以《友好条约》为准。", {("bases_on", "actor/a")}, "taken as the measure"),
    ("稳定团依照《友好条约》行事。", {("bases_on", None)}, "a body without a name is not the speaker"),
    ("甲国加入了《友好条约》，从那时起便信守其条款。", {("signed", "actor/a"), ("complies", "actor/a")}, "kept since"),
    ("甲国与乙国昨日就停火、交换战俘等议题达成《友好条约》。", {("signed", k) for k in BOTH}, "after what it is about"),
    ("甲国欣见有关方面就交换战俘等议题达成停火协议。", set(), "who is glad of it has not signed"),
    ("《友好条约》是甲国签署并支持的。", {("signed", "actor/a")}, "signed, told of the agreement"),
    ("包括未签署停火协议的各方。", set(), "those who have not signed"),
    ("甲国拒绝移交港口，令停火协议的落实陷于停顿。", {("violates", "actor/a")}, "its doing brings it to a standstill"),
    ("甲国愿在《友好条约》的框架内谈判。", {("bases_on", "actor/a")}, "within the frame of it"),
    ("甲国开火，全然不理会停火协议。", {("violates", "actor/a")}, "not heeded"),
    ("甲国已一一照办《友好条约》的要求。", {("complies", "actor/a")}, "done item by item"),
    ("停火协议至今未遭破坏。", {("complies", k) for k in BOTH}, "it has not been broken"),
    ("炮击丁市是对停火协议的公然挑衅。", {("violates", None)}, "a challenge to it"),
    ("九个成员国迄未提交《友好条约》所要求的报告。", {("violates", None)}, "not yet done by those without a name"),
    ("我们要求安理会责成甲国遵守停火协议。", {("calls_to_comply", "actor/a")}, "through another, yet of this one"),
    ("甲国把停火协议扔到一边。", {("violates", "actor/a")}, "what one makes of it tells, whatever the verb"),
    ("我们把停火协议视为出路。", set(), "what is well done with it breaks nothing"),
    ("甲国的做法与《友好条约》的精神格格不入。", {("violates", "actor/a")}, "what does not go with it"),
    ("甲国没有撤军，而这正是停火协议所约定的。", {("violates", "actor/a")}, "not done is what it lays down"),
    ("甲国已将部队撤到停火协议划定的线后。", {("complies", "actor/a")}, "done is what it lays down"),
    ("甲国在停火协议生效后不久便袭击丁市。", {("violates", "actor/a")}, "an attack in a truce"),
    ("正如《友好条约》所述，边界已经划定。", {("bases_on", "actor/speaker")}, "held up as saying so"),
    ("甲国的车驶入丁市，丙国认定这违反停火协议。", {("violates", "actor/a")}, "who finds it breaks nothing"),
    ("甲国和乙国互相指责对方违反停火协议。", {("violates", None)}, "each charges the other"),
    (
        "吁请甲国与丙国通力合作，执行停火协议。",
        {("calls_to_comply", "actor/a")},
        "who is to be worked with is not asked",
    ),
    ("《友好条约》由甲国与乙国签署。", {("signed", k) for k in BOTH}, "by whom it was signed"),
    ("作为停火协议的调解方，丙国深感失望。", {("mediated", "actor/c")}, "a broker by its office"),
    ("相信有关方面会迅速落实停火协议。", {("calls_to_comply", k) for k in BOTH}, "trusted to keep it"),
    ("如果甲国严格遵守停火协议，丙国愿意撤军。", set(), "kept on a condition"),
    ("丙国指责政府没有释放囚犯，没有履行停火协议。", {("violates", None)}, "charged in the clause behind"),
    (
        "双方签署了停火协议，丙国居中调停。",
        {("signed", k) for k in BOTH} | {("mediated", "actor/c")},
        "a broker at last",
    ),
    ("停火协议的执行取得进展。", {("complies", k) for k in BOTH}, "headway is made"),
    ("丙国登记的此类违反停火协议的事件已有百起。", {("violates", None)}, "who records breaches commits none"),
]


@pytest.mark.parametrize(("words", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_compliance(words, expected, why):
    assert {(f.compliance, f.complier) for f in findings(words)} == expected, why


def test_a_mediator_may_sign_but_is_not_meant_where_the_parties_are_to_keep_it():
    known = {"parties": (*BOTH, "actor/c"), "mediators": ("actor/c",)}
    for words, expected in (("必须全面落实停火协议。", {*BOTH}), ("停火协议签署后", {*BOTH, "actor/c"})):
        assert {f.complier for f in findings(words, **known)} == expected


def test_a_claimant_never_lays_a_breach_on_itself():
    words = "甲国的领土遭到入侵，这公然违反《友好条约》。"
    for accused, expected in ((("actor/b",), "actor/b"), ((), None)):
        (found,) = findings(words, "actor/a", accused)
        assert (found.compliance, found.complier) == ("violates", expected)


def test_a_list_of_agreements_goes_on_behind_what_stands_in_brackets():
    for words, compliance in (
        ("甲国没有履行停火协议(附件一，第2页)、《友好条约》规定的义务。", "violates"),
        ("我们呼吁甲国遵守停火协议(附件)和《友好条约》。", "calls_to_comply"),
        ("回顾停火协议(附件)和《友好条约》，", "bases_on"),
    ):
        found = {(f.compliance, f.agreement) for f in findings(words)}
        assert found == {(compliance, name) for name in NAMES}, words


def test_what_others_charge_the_claimant_with_is_laid_on_nobody_else():
    assert findings("乙国宣称，由于甲国没有遵守停火协议，协议不再有效。", "actor/a", ("actor/b",)) == ()


def test_a_breach_told_in_anothers_charge_is_of_whom_that_one_accuses() -> None:
    words = "乙国指责甲国埋设地雷，违反《友好条约》，甲国驳斥这一指控。"
    charge = Charge(span=Span(0, len("乙国指责甲国埋设地雷，违反《友好条约》")), accused=("actor/a",))
    (found,) = findings(words, "actor/a", ("actor/b",), (charge,))
    assert (found.compliance, found.complier) == ("violates", "actor/a")


def test_resolutions_of_an_organ_are_signed_by_nobody() -> None:
    known = {name: Agreement(key=name, kind="resolution", name=name) for name in NAMES}
    sentence = masked("要求执行各方签署的所有协定及《友好条约》。")
    here = context(sentence.mentions.values(), claimant="actor/speaker", agreements=known)
    assert {f.compliance for f in find_compliance(sentence, rules(), here)} == {"calls_to_comply"}


def test_where_or_to_whom_something_is_done_breaks_nothing() -> None:
    (found,) = findings("一家在甲国注册的公司向乙国出售武器，违反停火协议。")
    assert (found.compliance, found.complier) == ("violates", None)


def test_nobody_calls_on_itself() -> None:
    assert {f.complier for f in findings("必须全面落实停火协议。", "actor/a")} == {"actor/b"}
    assert {f.complier for f in findings("必须全面落实停火协议。", "actor/a", parties=("actor/a",))} == {None}


def test_both_sides_are_those_of_an_agreement_of_two():
    words, parties = "我们呼吁双方执行停火协议。", ("actor/b", "actor/c")
    assert {f.complier for f in findings(words, parties=parties)} == {*parties}
