"""Which agreement a name means: tables of a letter's words, what each mention of them stands for, why."""

from __future__ import annotations

import pytest
from builders.extraction import read_letter, read_record

from kg.model.extraction import Extraction

BOTH = "1999年1月5日和1999年2月9日的双边声明"


def meant(x: Extraction) -> list[tuple[str, set[str]]]:
    """Each mention's words, in order, with the last steps of the IRIs of the agreements that it stands for."""
    texts = {part.order: part.text for part in x.document.parts}
    places: dict[tuple, set[str]] = {}
    for agreement in x.agreements:
        for item in agreement.evidence:
            places.setdefault((item.part, item.span), set()).add(agreement.key.rpartition("/")[2])
    return [(texts[part].slice(span), keys) for (part, span), keys in sorted(places.items())]


def open_mentions(x: Extraction) -> list[str]:
    return [p.quote for p in x.problems if p.code == "ambiguous-agreement"]


ONE, TWO = "1999-01-05-statement", "1999-02-09-statement"
CASES = [
    (
        "1998年12月1日、1999年1月5日以及1999年2月9日的双边声明仍然有效。",
        [("1998年12月1日、1999年1月5日以及1999年2月9日的双边声明", {"1998-12-01-statement", ONE, TWO})],
        "one agreement for each date of a list",
    ),
    (
        f"{BOTH}仍然有效。这两份文件相辅相成。",
        [(BOTH, {ONE, TWO}), ("这两份文件", {ONE, TWO})],
        "as many documents as were named just before",
    ),
    (
        f"{BOTH}仍然有效。其中第二份声明确定了边界。",
        [(BOTH, {ONE, TWO}), ("第二份声明", {TWO})],
        "by date, the second of them",
    ),
    (
        f"{BOTH}仍然有效。后者明确规定，双方应撤出部队。",
        [(BOTH, {ONE, TWO}), ("后者", {TWO})],
        "the latter of two",
    ),
    (
        "乙国违反《甲市宣言》。该宣言规定尊重边界。",
        [("《甲市宣言》", {"甲市宣言"}), ("该宣言", {"甲市宣言"})],
        "that declaration is the one just named",
    ),
    (
        "《甲市公约》和《乙市公约》没有得到遵守。",
        [("《甲市公约》", {"甲市公约"}), ("《乙市公约》", {"乙市公约"})],
        "two titles are two agreements",
    ),
    (
        "双方达成停火协议，于3月1日上午9时生效。乙国违反停火。",
        [("停火协议", {"1999-03-01-ceasefire_statement"}), ("停火", {"1999-03-01-ceasefire_statement"})],
        "its own sentence dates it; who breaks a ceasefire breaks that one",
    ),
    (
        "1994年5月9日的停火协议仍然有效。1999年3月1日，双方商定停火。乙国破坏停火。",
        [
            ("1994年5月9日的停火协议", {"1994-05-09-ceasefire_statement"}),
            ("停火", {"1999-03-01-ceasefire_statement"}),
            ("停火", {"1999-03-01-ceasefire_statement"}),
        ],
        "two ceasefires of two dates are two; the nearest is meant",
    ),
    ("我们呼吁乙国立即停火。我们希望尽快达成停火。", [], "what is only called for is no agreement"),
    (
        "乙国违反安全理事会有关决议。多项安理会决议要求乙国撤军。",
        [
            ("安全理事会有关决议", {"resolutions-security-council"}),
            ("多项安理会决议", {"resolutions-security-council"}),
        ],
        "an organ's unnumbered resolutions are one body of demands, however the organ is called",
    ),
    (
        "1921年《甲市协定》仍然有效。乙国违反1921年协定。",
        [("1921年《甲市协定》", {"甲市协定"}), ("1921年协定", {"甲市协定"})],
        "the year and the kind are enough for what the document has named",
    ),
    ("乙国违反停火。", [("停火", {"ceasefire_statement"})], "where no instrument is named, it stands for itself"),
    (
        "《甲市公约》很重要。乙国违反停火。",
        [("《甲市公约》", {"甲市公约"}), ("停火", {"ceasefire_statement"})],
        "nor is it that of an instrument of another sentence",
    ),
    (
        "乙国违反《甲市公约》《甲市投降书》规定的义务。",
        [("《甲市公约》", {"甲市公约"}), ("《甲市投降书》", {"甲市投降书"})],
        "what is broken is an instrument, whatever its title",
    ),
    (
        "大会回顾其第98/234号、第98/248 A号决议。",
        [("第98/234号", {"resolution-98-234"}), ("第98/248 A号决议", {"resolution-98-248A"})],
        "the numbers of a list, one with the letter of its part",
    ),
    (
        "双方必须遵守通过丙国斡旋达成的协议。",
        [("通过丙国斡旋达成的协议", {"通过丙国斡旋达成的协议"})],
        "an agreement without a name, by who brought it about",
    ),
    ("安理会主席1999年1月5日的声明谈到丁市。", [], "what a president states is a speech"),
    (
        '乙国与丁市政权签订了所谓"友好合作条约"。签订所谓"条约"的企图是非法的。',
        [('"友好合作条约"', {"友好合作条约"}), ("条约", {"友好合作条约"})],
        "quotation marks are title marks to those who do not acknowledge it",
    ),
    (
        "我们遵守1999年2月声明中达成的停火协议。",
        [("1999年2月声明中达成的停火协议", {"1999-02-ceasefire_statement"})],
        "a statement and the agreement in it are one",
    ),
    (
        "乙国无视国际法院1998年12月7日的命令。",
        [("1998年12月7日的命令", {"1998-12-07-court_order"})],
        "an order before whose date its court stands",
    ),
    (
        "1998年12月1日，甲国和乙国签署了短期休战和救援安排协议。乙国没有遵守该协议。",
        [
            ("短期休战和救援安排协议", {"1998-12-01-ceasefire_statement"}),
            ("该协议", {"1998-12-01-ceasefire_statement"}),
        ],
        "an instrument without title marks",
    ),
    (
        "我们回顾第9998号决议和第9999号决议。第9999(1999)号决议要求撤军。",
        [
            ("第9998号决议", {"resolution-9998"}),
            ("第9999号决议", {"resolution-9999-1999"}),
            ("第9999(1999)号决议", {"resolution-9999-1999"}),
        ],
        "a number without its year is its namesake's, if there is one",
    ),
    (
        "大会第ES-99/1号决议（A/RES/ES-99/1）仍然有效。",
        [("第ES-99/1号决议", {"resolution-ES-99-1"}), ("A/RES/ES-99/1", {"resolution-ES-99-1"})],
        "a resolution's number and its symbol",
    ),
    (
        "根据1998年6月10日三方协议，乙国应撤军。",
        [("1998年6月10日三方协议", {"1998-06-10-other"})],
        "a name that the lexicon knows, of another date",
    ),
    (
        "2022年4月2日开始的休战得到延长。",
        [("2022年4月2日开始的休战", {"2022-04-02-ceasefire_statement"})],
        "a truce by its first day",
    ),
    (
        "第9998(1998)号决议及其后各项决议仍然有效。",
        [("第9998(1998)号决议", {"resolution-9998-1998"})],
        "later resolutions are not those just named",
    ),
    (
        "国际法院于1998年12月7日针对乙国发布的临时措施命令仍然有效。",
        [("临时措施命令", {"1998-12-07-court_order"})],
        "a court's order by its day",
    ),
]


@pytest.mark.parametrize(("body", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_mentions(extractor, tmp_path, body, expected, why):
    x = read_letter(extractor, tmp_path, body)
    assert meant(x) == expected, why
    assert open_mentions(x) == [], why


@pytest.mark.parametrize(
    ("body", "words", "why"),
    [
        ("《甲市公约》和《乙市公约》没有得到遵守。该公约禁止埋设地雷。", "该公约", "either could be meant"),
        ("乙国不顾《甲市公约》，违反停火。", "停火", "it may be that of the instrument named, or another"),
        ("《甲市公约》没有得到遵守。这三份文件都很重要。", "这三份文件", "only one is named"),
    ],
)
def test_what_stays_open_is_said(extractor, tmp_path, body, words, why):
    x = read_letter(extractor, tmp_path, body)
    assert open_mentions(x) == [words], why
    assert words not in [surface for surface, _ in meant(x)], why


def test_a_draft_is_the_resolution_that_the_meeting_makes_of_it(extractor, tmp_path):
    adopted = "决议草案获得一致通过，成为第9999(1999)号决议。"
    x = read_record(extractor, tmp_path, first="我们支持决议草案。", second=adopted, third="该决议很重要。")
    (resolution,) = x.agreements
    assert (resolution.number, resolution.precision) == ("9999", "day")
    assert [str(day) for day in resolution.dates] == ["1999-03-05"]
    assert [words for words, _ in meant(x)] == ["决议草案", "决议草案", "第9999(1999)号决议", "该决议"]


@pytest.mark.parametrize(
    ("words", "dates", "precision", "why"),
    [
        ("1998年12月1日的双边声明", ["1998-12-01"], "day", "a day"),
        ("1998年12月双边声明", ["1998-12-01"], "month", "of a month its first day, and that it is a month"),
        ("双边声明于1998年签署后，该声明", ["1998-01-01"], "year", "of a year its first day"),
        ("第9998(1998)号决议", ["1998-01-01"], "year", "a resolution's number says its year"),
    ],
)
def test_dates_are_as_precise_as_they_are_stated(extractor, tmp_path, words, dates, precision, why):
    x = read_letter(extractor, tmp_path, f"乙国违反{words}。")
    (agreement,) = x.agreements
    assert ([str(day) for day in agreement.dates], agreement.precision) == (dates, precision), why


@pytest.mark.parametrize(
    ("body", "expected", "why"),
    [
        ("乙国违反《甲乙友好条约》第4条。", {("4", "甲乙友好条约")}, "an article"),
        ("乙国违反《甲乙友好条约》第二条第四项。", {("2(4)", "甲乙友好条约")}, "a paragraph of an article"),
        (
            "乙国违反《甲乙友好条约》第七条第一款和第二款。",
            {("7(1)", "甲乙友好条约"), ("7(2)", "甲乙友好条约")},
            "two paragraphs of one article",
        ),
        ("乙国违反《甲乙友好条约》第十三条（b）项。", {("13(b)", "甲乙友好条约")}, "an item of an article"),
        ("乙国违反《甲乙友好条约》第4条和第五条。", {("4", "甲乙友好条约"), ("5", "甲乙友好条约")}, "two articles"),
        ("乙国违反《甲乙友好条约》的原则，特别是其第三条。", {("3", "甲乙友好条约")}, "its article"),
        ("乙国违反第9999(1999)号决议执行部分第5段。", {("5", "resolution-9999-1999")}, "a paragraph of a resolution"),
        (
            "乙国违反《甲乙友好条约》第4条和《甲市公约》第4条。",
            {("4", "甲乙友好条约"), ("4", "甲市公约")},
            "each its own",
        ),
    ],
)
def test_provisions(extractor, tmp_path, body, expected, why):
    x = read_letter(extractor, tmp_path, body)
    assert {(p.number, p.agreement.rpartition("/")[2]) for p in x.provisions} == expected, why
    about = {key for claim in x.claims if claim.compliance == "violates" for key in claim.about}
    assert about >= {p.key for p in x.provisions}, "what is broken is the provision too"


def test_a_provision_without_an_agreement_stays_open(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "第八条没有得到遵守。根据暂行议事规则第37条，甲国出席会议。")
    assert x.provisions == ()
    assert [p.quote for p in x.problems if p.code == "provision-of-what"] == ["第八条"]


def test_parties_and_mediators_are_those_stated(extractor, tmp_path):
    body = "在丙国斡旋下，甲国和乙国于1999年2月9日签署了停火协议。"
    (agreement,) = read_letter(extractor, tmp_path, body).agreements
    parties = [key.rpartition("/")[2] for key in agreement.parties]
    assert (parties, agreement.mediators) == (["example-a", "example-b"], ("actor/example-c",))


def test_that_resolution_is_none_of_the_many_that_an_organ_made(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "乙国违反安全理事会有关决议。该决议仍然有效。")
    assert meant(x) == [("安全理事会有关决议", {"resolutions-security-council"})]
    assert open_mentions(x) == ["该决议"]
