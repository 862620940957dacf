"""Casualties: which numbers of people a sentence states, what befell them, and whose they are."""

import pytest
import regex
import yaml
from builders.hand import context
from builders.knowledge import names_of, rules
from builders.places import SHARED
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.casualties.finder import find_casualties
from kg.knowledge.sentence_rules import CasualtyRule
from kg.mentions.counts import find_counts
from kg.mentions.dates import find_dates
from kg.mentions.masking import Masked, fire, mask
from kg.model.document import Part, PartKind
from kg.model.mention import Annotated, Kind, Mention, Sentence
from kg.model.text import Span, Text

GOLD = SHARED / "gold"
NAMES = regex.compile(
    r"(?P<STATE>[甲乙丙]国)|(?P<PLACE>丁市|戊村)|(?P<ANAPHOR>双方)|(?P<GROUP>己族人|庚族难民)|(?P<ORGANIZATION>庚会)"
)


def masked(words: str) -> Masked:
    """The words as one sentence, with invented names, dates and counts as mentions."""
    dates = find_dates(words)
    mentions = [
        Mention(span=Span(*m.span()), surface=m[0], kind=Kind[m.lastgroup], rule="hand") for m in NAMES.finditer(words)
    ]
    mentions += [*dates, *find_counts(words, dates=dates)]
    part = Part(order=0, kind=PartKind.SPEECH, text=Text(words, tuple(range(len(words)))))
    sentence = Sentence(part=0, span=Span(0, len(words)))
    item = Annotated(part=part, sentences=(sentence,), mentions=tuple(sorted(mentions, key=lambda m: m.span)))
    return mask(item, sentence)


def keys(mention: Mention) -> tuple[str, ...]:
    return ("甲国", "乙国") if mention.surface == "双方" else (mention.surface,)


def found(words: str, claimant: str = "", parties: tuple[str, ...] = ()):
    sentence = masked(words)
    here = context(sentence.mentions.values(), keys, claimant=claimant, parties=parties)
    return find_casualties(sentence, rules(), here)


# words, (harm, number, bound) of each finding
STATED = [
    ("近百名士兵阵亡", [("killed", 100, "about")]),
    ("一名医生和其两名家人被炸死", [("killed", 1, "exact"), ("killed", 2, "exact")]),
    ("死者中有6名妇女，伤者中有2名儿童", [("killed", 6, "exact"), ("injured", 2, "exact")]),
    ("数百人逃往邻国", [("displaced", 100, "at_least")]),
    ("死于炮火的村民共210人", [("killed", 210, "exact")]),
    ("炮击夺走了十四条年轻的生命", [("killed", 14, "exact")]),
    ("甲国失去了14名士兵", [("killed", 14, "exact")]),
    ("造成10名以上士兵死亡", [("killed", 10, "at_least")]),
    ("伤者人数从20人增加到35人", [("injured", 35, "exact")]),
    ("8人死亡，11名平民受伤", [("killed", 8, "exact"), ("injured", 11, "exact")]),
    ("袭击造成9名平民死亡和60多人受伤", [("killed", 9, "exact"), ("injured", 60, "more_than")]),
    ("12人受伤和3人死亡", [("injured", 12, "exact"), ("killed", 3, "exact")]),
    ("有31名军人和5名警察被打死", [("killed", 31, "exact"), ("killed", 5, "exact")]),
    ("数万人丧生", [("killed", 10000, "at_least")]),
    ("死亡人数已达230人", [("killed", 230, "exact")]),
    ("甲国军队打死了12名士兵，并打伤4人", [("killed", 12, "exact"), ("injured", 4, "exact")]),
    ("冲突夺走了500人的生命", [("killed", 500, "exact")]),
    ("该机构报告了23起死亡案例", [("killed", 23, "exact")]),
    ("登记了310例地雷受害者", [("affected", 310, "exact")]),
    ("自那时以来，总共94人因地雷受害", [("affected", 94, "exact")]),
    ("90多名居民被地雷炸死或炸伤", [("affected", 90, "more_than")]),
    (
        "5名牧民在戊村附近遭遇地雷爆炸，两人身亡，三人重伤",
        [("affected", 5, "exact"), ("killed", 2, "exact"), ("injured", 3, "exact")],
    ),
    ("3名扫雷人员触雷身亡", [("killed", 3, "exact")]),
    ("行动导致数十人伤亡", [("affected", 10, "at_least")]),
    ("约600名公民，包括平民和军人，仍下落不明", [("missing", 600, "about")]),
    ("至少3 200人流离失所", [("displaced", 3200, "at_least")]),
    ("该国有近70万境内流离失所者", [("displaced", 700000, "about")]),
    ("9名士兵被俘", [("captured", 9, "exact")]),
    ("甲国至少抓获四名战俘", [("captured", 4, "at_least")]),
    ("乙国仍关押着33名平民", [("captured", 33, "exact")]),
    ("我们呼吁甲国释放33名战俘", [("captured", 33, "exact")]),
    ("乙国于5月2日释放六名囚犯", [("released", 6, "exact")]),
    ("甲国已将7名战俘移交给乙国", [("released", 7, "exact")]),
    ("约300名难民返回了家园", [("returned", 300, "about")]),
    ("不到20人受伤", [("injured", 20, "at_most")]),
    ("甲国死亡人数达97，其中多数为平民", [("killed", 97, "exact")]),
    ("死亡总数为120，受伤人数为230", [("killed", 120, "exact"), ("injured", 230, "exact")]),
    ("失踪4人、死亡9人、负伤11人", [("missing", 4, "exact"), ("killed", 9, "exact"), ("injured", 11, "exact")]),
    ("阵亡6名士兵、负伤8名士兵", [("killed", 6, "exact"), ("injured", 8, "exact")]),
    ("6名士兵阵亡、8名士兵获释", [("killed", 6, "exact"), ("released", 8, "exact")]),
    ("死亡6人和受伤8人", [("killed", 6, "exact"), ("injured", 8, "exact")]),
    ("6人死亡8人受伤2人失踪", [("killed", 6, "exact"), ("injured", 8, "exact"), ("missing", 2, "exact")]),
    ("打死6人、打伤8人、俘虏2人", [("killed", 6, "exact"), ("injured", 8, "exact"), ("captured", 2, "exact")]),
    ("受伤和死亡人数分别为9人和4人", [("injured", 9, "exact"), ("killed", 4, "exact")]),
    ("受伤和死亡人数分别为9人、4人和2人", []),
    ("甲国士兵7死9伤", [("killed", 7, "exact"), ("injured", 9, "exact")]),
    ("炮击造成两死四伤", [("killed", 2, "exact"), ("injured", 4, "exact")]),
    ("炮击造成21死", [("killed", 21, "exact")]),
    ("死2人，伤6人", [("killed", 2, "exact"), ("injured", 6, "exact")]),
    ("牺牲了8名警察", [("killed", 8, "exact")]),
    ("击毙甲国士兵11名", [("killed", 11, "exact")]),
    ("打死打伤40余人", [("affected", 40, "more_than")]),
    ("被甲国部队打死的村民已有130人，其中包括12名妇女", [("killed", 130, "exact"), ("killed", 12, "exact")]),
    ("受伤人数由上月的约70人增至90人", [("injured", 90, "exact")]),
    ("死亡人数从11人下降到近9人", [("killed", 9, "about")]),
    ("二百四十万零六千人流离失所", [("displaced", 2406000, "exact")]),
    ("少于15人失踪", [("missing", 15, "at_most")]),
    ("9名商人被不明身份的持械者从远处的一座楼房中开枪打死", [("killed", 9, "exact")]),
    ("9名商人遭到一名男子用刀捅伤", [("injured", 9, "exact")]),
]


# words, (harm, victims, side) of what befell nobody
NOBODY = [
    ("丁市没有平民伤亡", [("affected", "平民", None)]),
    ("袭击未造成人员伤亡", [("affected", "人员", None)]),
    ("袭击没有造成任何伤亡", [("affected", "", None)]),
    ("没有甲国平民死亡或受伤", [("affected", "甲国平民", "甲国")]),
    ("没有一人死亡", [("killed", "", None)]),
    ("无人死亡，12人受伤", [("injured", "人", None), ("killed", "人", None)]),
    ("没有平民受伤", [("injured", "平民", None)]),
    ("没有12名士兵死亡", []),
    ("确保没有平民伤亡", []),
    ("如果没有平民伤亡，局势会好转", []),
    ("并非没有平民伤亡", []),
    ("没有平民伤亡的报告", []),
    ("造成无辜平民伤亡", []),
]


@pytest.mark.parametrize(("words", "expected"), NOBODY, ids=[words for words, _ in NOBODY])
def test_nobody_harmed(words, expected):
    assert [(f.harm, f.victims, f.side) for f in found(words)] == expected
    assert [f.bound for f in found(words) if f.count == 0] == ["exact"] * sum(f.count == 0 for f in found(words))


@pytest.mark.parametrize(("words", "expected"), STATED, ids=[words for words, _ in STATED])
def test_stated(words, expected):
    assert [(f.harm, f.count, f.bound) for f in found(words)] == expected


NOT_STATED = [
    ("500户家庭流离失所", "households, not people"),
    ("百分之四十的居民流离失所", "a share"),
    ("200万人需要人道主义援助", "people in need were not harmed by being counted"),
    ("甲国否认有12名士兵死亡", "denied"),
    ("这可能造成数千人死亡", "feared"),
    ("目的是不让数十万人返回家园", "prevented"),
    ("甲国承诺释放12名战俘", "promised"),
    ("发现了900枚地雷", "mines"),
    ("约80所民房遭到破坏，其中7所被毁", "houses"),
    ("12个村庄的居民被驱逐", "villages"),
    ("移交了12名士兵的遗体", "bodies"),
    ("会见了12名战俘的家属", "relatives"),
    ("代表团由12人组成", "people unharmed"),
    ("许多人丧生", "no number"),
    ("44天战争中有人死亡", "a duration"),
    ("9起爆炸造成破坏", "incidents are no people"),
]


@pytest.mark.parametrize(("words", "why"), NOT_STATED, ids=[words for words, _ in NOT_STATED])
def test_not_stated(words, why):
    assert found(words) == (), why


# words, claimant, the side of each finding, why
SIDES = [
    ("甲国有105人、乙国有71人死亡", "", ["甲国", "乙国"], "each beside its own number"),
    ("两名庚会人员和一名记者受伤", "", ["庚会", None], "a victim with words of his own does not share the side before"),
    ("乙国公民12人死亡", "", ["乙国"], "named before the number"),
    ("甲国释放五名乙国囚犯", "", ["乙国"], "named with the victims, not who frees them"),
    ("乙国有12名士兵和3名警察被打死", "", ["乙国", "乙国"], "the clause's state, for all that it lists"),
    ("乙国有12名士兵死亡，30人受伤", "甲国", ["乙国", "乙国"], "carried on until another is named"),
    ("甲国报告称，已有12名军人死亡，6名平民受伤", "丙国", ["甲国", "甲国"], "a state reports its own"),
    ("甲国报告说乙国有12名士兵死亡", "丙国", ["乙国"], "a state reports another's"),
    ("丙国报告称，有12人死亡", "丙国", [None], "one that is no party has no side"),
    ("甲国向乙国发动袭击，造成12人死亡", "丙国", ["乙国"], "the side attacked"),
    ("双方各有数十人死亡", "丙国", ["甲国", "乙国"], "one figure for each"),
    ("双方共有数十人死亡", "丙国", [None], "one figure for both"),
    ("这次进攻导致12人丧生", "甲国", ["甲国"], "a party that names nobody speaks of its own"),
    ("这次进攻导致12人丧生", "丙国", [None], "a third state does not"),
    ("乙国抓获九名战俘", "甲国", ["甲国"], "a party speaks of what the other did to its own"),
    ("甲国抓获九名战俘", "甲国", [None], "a party that did it itself speaks of others"),
    ("甲国和乙国分别有6人和9人失踪", "丙国", ["甲国", "乙国"], "respectively"),
    ("乙国和甲国的死亡人数分别为6人和9人", "丙国", ["乙国", "甲国"], "respectively, of what is theirs"),
    ("甲国和乙国分别有6人、9人和2人失踪", "甲国", [None, None, None], "lists of another length give nobody anything"),
    ("双方分别有6人和9人失踪", "甲国", [None, None], "both in an order that nobody says"),
    ("炮击和空袭分别打死6名士兵和9名平民", "丙国", [None, None], "respectively, but of no actors"),
    ("甲国的袭击造成死亡6人", "丙国", [None], "not whose attack it was"),
    ("9名乙国平民丧生，其中包括4名儿童", "丙国", ["乙国", "乙国"], "a part is of its whole's people"),
    ("甲国军队击毙乙国军人6名", "甲国", ["乙国"], "the object of who killed them"),
    ("乙国在战斗中牺牲了6名士兵、负伤8名士兵", "丙国", ["乙国", "乙国"], "two harms of one side"),
    ("炸死乙国平民6人，炸伤平民9人", "丙国", ["乙国", "乙国"], "the same people, named again without their state"),
    ("6名乙国士兵死亡，9名平民受伤", "丙国", ["乙国", None], "other people"),
    ("乙国6名士兵死亡，9名士兵受伤", "丙国", ["乙国", "乙国"], "the same people by the same word"),
    ("乙国2000人因甲国的炮击流离失所", "丙国", ["乙国"], "whose inhabitants flee, not who drives them out"),
    ("乙国6 000名难民逃往甲国", "丙国", [None], "refugees are of another land than the one that has them"),
]


@pytest.mark.parametrize(("words", "claimant", "sides", "why"), SIDES, ids=[f"{s[0]} ({s[1]})" for s in SIDES])
def test_sides(words, claimant, sides, why):
    assert [f.side for f in found(words, claimant, ("甲国", "乙国"))] == sides, why


@pytest.mark.parametrize(
    ("words", "claimant", "impartial", "sides", "why"),
    [
        ("在丁市有9名平民死亡", "", True, ["乙国"], "inhabitants of a place live in its state"),
        ("在丁市有9名平民死亡", "丙国", False, [None], "a state tells of others by their place alone"),
        ("丙国轰炸了丁市，炸死9名平民", "乙国", False, ["乙国"], "a state tells of what befell its own land"),
        ("丙国轰炸了丁市，9人死亡", "乙国", False, ["乙国"], "whoever dies there"),
        ("在丁市有9名维和人员死亡", "乙国", False, [None], "but no peacekeepers"),
        ("乙国在丁市打死9人", "乙国", False, [None], "nor those whom it kills there itself"),
        ("在丁市有9名维和人员死亡", "", True, [None], "peacekeepers come from elsewhere"),
        ("在丁市和戊村有9名平民死亡", "", True, [None], "places of two states"),
    ],
)
def test_sides_by_the_place(words, claimant, impartial, sides, why):
    sentence = masked(words)
    homes = {"丁市": "乙国", "戊村": "甲国"}
    states = frozenset(homes.values())
    here = context(sentence.mentions.values(), keys, claimant=claimant, impartial=impartial, homes=homes, states=states)
    assert [f.side for f in find_casualties(sentence, rules(), here)] == sides, why


PARTS = [
    ("46人死亡，其中包括35名平民", [None, 0]),
    ("20人受害；9人死亡，其中有4名儿童", [None, None, 1]),
    ("至少900人流离失所，包括70名儿童和15名残疾人", [None, 0, 0]),
    ("造成12名平民（包括3名儿童）死亡", [None, 0]),
    ("包括7名儿童在内的32人丧生", [1, None]),
    ("60人受伤，其中5人后来死亡", [None, 0]),
    ("46人死亡，35名平民受伤", [None, None]),
]


@pytest.mark.parametrize(("words", "parts"), PARTS, ids=[words for words, _ in PARTS])
def test_figures_within_a_figure(words, parts):
    assert [f.part_of for f in found(words)] == parts


VICTIMS = [
    ("3名甲国工作人员遇难", ["甲国工作人员"]),
    ("5名教师和4名民众死亡", ["教师", "民众"]),
    ("12名军人死亡", ["军人"]),
    ("12人死亡", ["人"]),
    ("三名维和人员受伤", ["维和人员"]),
    ("五名乙国囚犯获释", ["乙国囚犯"]),
    ("12名被打死", [""]),
    ("数百名己族人被驱逐", ["己族人"]),
    ("46人死亡，其中35人是平民", ["人", "平民"]),
    ("平民13人死亡", ["平民"]),
    ("甲国收容了300名庚族难民", ["庚族难民"]),
]


@pytest.mark.parametrize(("words", "victims"), VICTIMS, ids=[words for words, _ in VICTIMS])
def test_victims_as_printed(words, victims):
    assert [f.victims for f in found(words)] == victims


@pytest.mark.parametrize("name", names_of(CasualtyRule))
def test_each_rule_keeps_to_its_examples(name):
    (rule,) = (one for one in rules().of(CasualtyRule) if one.name == name)
    assert rule.examples
    assert rule.counter_examples
    for words in rule.examples:
        assert list(fire((rule,), masked(words))), words
    for words in rule.counter_examples:
        assert not list(fire((rule,), masked(words))), words


def test_every_rule_is_asked():
    assert sorted(names_of(CasualtyRule)) == sorted(rule.name for rule in rules().of(CasualtyRule))


WORDS = [
    "甲国",
    "双方",
    "各有",
    "12名",
    "数千人",
    "一人",
    "军人",
    "死亡",
    "受伤",
    "被打死",
    "释放",
    "其中",
    "包括",
    "和",
    "，",
    "报告",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_findings_lie_in_the_sentence_and_parts_in_wholes(words):
    findings = found(words, "甲国", ("甲国", "乙国"))
    for finding in findings:
        assert 0 <= finding.span.start < finding.span.end <= len(words)
        assert finding.part_of is None or findings[finding.part_of].count >= finding.count


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated documents are not here")
def test_the_annotated_documents():
    """Harm, number and bound in the annotated sentences, without names: F1 of at least 0.9."""
    right = stated = expected = 0
    for path in sorted(GOLD.glob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        last = gold["document"]["scope"][1]
        rows = [
            line.split("\t") for line in path.with_suffix(".sentences.tsv").read_text(encoding="utf-8").splitlines()
        ]
        for name, words in (row for row in rows if row[0] <= last):
            want = [(c["kind"], c["number"], c["bound"]) for c in gold["casualties"] if c["s"] == name]
            have = [(f.harm, f.count, f.bound) for f in found(words)]
            expected, stated = expected + len(want), stated + len(have)
            right += sum(min(want.count(key), have.count(key)) for key in sorted(set(want)))
    assert expected
    assert 2 * right / (stated + expected) >= 0.9
