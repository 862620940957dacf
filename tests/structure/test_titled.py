"""Documents that are neither letters nor records: whose words they are by their titles, and when they were made."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from builders.knowledge import layout

from kg.model.document import CatalogueRow, Document, DocumentKind, PartKind
from kg.model.text import Source
from kg.structure.document import structure
from kg.structure.repair import repair


def document(words: str, row: CatalogueRow | None = None) -> Document:
    return structure(repair(Source(path=Path("document.txt"), characters=words, sha256=""), layout()), layout(), row)


def voices(found: Document) -> list[tuple[PartKind, list[str], str]]:
    return [(p.kind, [text.characters for text in p.speaks_for], p.text.characters) for p in found.parts]


BODY = "\n\n9月3日，乙国部队炮击了丁市。\n"


@pytest.mark.parametrize(
    ("title", "kind", "owners"),
    [
        ("秘书长关于联合国丁市观察团的报告", DocumentKind.REPORT, ["秘书长"]),
        ("秘书长的报告", DocumentKind.REPORT, ["秘书长"]),
        ("丁市问题专家小组提交的最后报告", DocumentKind.REPORT, ["丁市问题专家小组"]),
        ("秘书长关于丁市任务和\n戊省观察团的报告", DocumentKind.REPORT, ["秘书长"]),
        ("安全理事会主席的说明", DocumentKind.OTHER, ["安全理事会主席"]),
        ("安全理事会关于丁市袭击的新闻谈话", DocumentKind.STATEMENT, ["安全理事会"]),
        ("阿尔及利亚、埃及和乙国：决议草案", DocumentKind.DRAFT_RESOLUTION, ["阿尔及利亚", "埃及", "乙国"]),
        ("甲国常驻联合国代表张三大使在安理会的发言", DocumentKind.STATEMENT, ["甲国"]),
        ("甲国外交部声明", DocumentKind.STATEMENT, ["甲国"]),
        ("甲国外交部发言人李四就丁市局势答记者问", DocumentKind.STATEMENT, ["甲国"]),
        ("甲国和乙国关于边界的联合声明", DocumentKind.STATEMENT, ["甲国", "乙国"]),
        ("人权理事会关于丁市局势的决定", DocumentKind.RESOLUTION, ["人权理事会"]),
        ("秘书长就丁市袭击事件发表的声明", DocumentKind.STATEMENT, ["秘书长"]),
        ("联合国秘书长的讲话", DocumentKind.STATEMENT, ["秘书长"]),
        ("丁市解放阵线声明", DocumentKind.STATEMENT, ["丁市解放阵线"]),
        ("甲国国防部新闻公报第5号", DocumentKind.STATEMENT, ["甲国"]),
        ("甲国驻乙国大使馆新闻处\n新闻稿", DocumentKind.STATEMENT, ["甲国"]),
        ("甲国大使在新闻发布会上的开场白", DocumentKind.STATEMENT, ["甲国"]),
        ("特别报告员张三先生提交的报告", DocumentKind.REPORT, ["特别报告员"]),
    ],
)
def test_a_title_says_whose_words_a_document_is_and_is_none_of_them(title, kind, owners):
    found = document(f"{title}\n\n1999年9月5日{BODY}")
    assert (found.kind, found.date) == (kind, datetime.date(1999, 9, 5))
    spoken = [(who, words) for part, who, words in voices(found) if part is not PartKind.MASTHEAD]
    assert spoken == [(owners, "9月3日，乙国部队炮击了丁市。")]


@pytest.mark.parametrize("title", ["关于边界事件的声明", "丁市局势报告", "决议草案的说明"])
def test_a_title_that_names_nobody_gives_the_text_to_nobody(title):
    found = document(f"S/1999/333\n{title}\n1999年9月5日{BODY}")
    assert found.kind is DocumentKind.OTHER
    assert [who for _, who, _ in voices(found)] == [[]]
    assert "unknown-kind" in [problem.code for problem in found.problems]
    assert (found.date, [text.characters for text in found.symbols]) == (datetime.date(1999, 9, 5), ["S/1999/333"])


def test_a_salutation_tells_a_statement_of_whom_it_names_or_of_nobody():
    named = document(f"甲国常驻联合国代表团\n\n主席女士：{BODY}")
    inside = document("主席先生：\n\n我谨代表甲国发言。乙国部队炮击了丁市。\n")
    nobody = document(f"主席先生：{BODY}")
    assert [found.kind for found in (named, inside, nobody)] == [DocumentKind.STATEMENT] * 3
    assert [voices(found)[-1][1] for found in (named, inside, nobody)] == [["甲国"], ["甲国"], []]
    assert [problem.code for problem in nobody.problems] == ["no-body"]


def test_lists_of_contents_and_questions_are_nobodys():
    report = document("秘书长的报告\n\n导言如下。\n\n目录\n\n一. 丁市的局势 . . . . . 4-9 3\n\n1. 丁市平静。\n")
    asked = document("甲国外交部发言人答记者问\n\n问：丁市有何消息？\n\n请介绍情况。\n\n答：丁市平静。\n")
    assert [who for _, who, _ in voices(report)] == [[], ["秘书长"], [], ["秘书长"]]
    assert [(who, words) for _, who, words in voices(asked)][1:] == [
        ([], "问：丁市有何消息？\n请介绍情况。"),
        (["甲国"], "答：丁市平静。"),
    ]


def test_a_report_that_a_note_passes_on_is_the_reporters():
    found = document("秘书长的说明\n\n秘书长谨转递报告。\n\n丁市问题特别报告员的报告\n\n1. 我访问了丁市。\n")
    assert [(kind, who) for kind, who, _ in voices(found)][1:] == [
        (PartKind.BODY, ["秘书长"]),
        (PartKind.NARRATION, []),
        (PartKind.ANNEX, ["丁市问题特别报告员"]),
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "安全理事会主席在1999年3月14日安全理事会第99002次会议上，代表安理会发表声明如下：",
        "在1999年3月14日安全理事会第99002次会议上，安理会主席代表安理会发表了如下声明：",
    ],
)
@pytest.mark.parametrize("head", ["", "S/PRST/1999/99\n\n安全理事会主席的声明\n\n"])
def test_a_statement_of_a_president_is_the_organs_with_or_without_a_head(opening, head):
    found = document(f"{head}{opening}\n\n“安理会促请各方停火。”\n")
    assert (found.kind, found.date) == (DocumentKind.PRESIDENTIAL_STATEMENT, datetime.date(1999, 3, 14))
    assert voices(found)[-1][1] == ["安全理事会"]


def test_a_decision_without_an_organ_in_its_title_is_that_of_the_organ_that_decides():
    found = document("第1999/901号决定\n\n经济及社会理事会1999年7月25日第55次全体会议决定停止审议。\n")
    assert (found.kind, found.date) == (DocumentKind.RESOLUTION, datetime.date(1999, 7, 25))
    assert voices(found)[-1][1] == ["经济及社会理事会"]


def test_a_letter_with_a_report_among_its_topics_or_annexes_stays_a_letter():
    title = "1999年3月4日甲国常驻联合国代表给秘书长的信"
    topic = document(f"议程项目34\n秘书长的报告\n\n{title}{BODY}\n")
    annexed = document(f"{title}{BODY}\n张·三(签名)\n\n附件\n\n甲国外交部声明\n\n丁市平静。\n")
    assert [topic.kind, annexed.kind] == [DocumentKind.LETTER] * 2


@pytest.mark.parametrize("known", [None, DocumentKind.STATEMENT])
def test_what_the_press_asks_is_no_word_of_those_who_answer_though_no_title_says_who_they_are(known):
    row = CatalogueRow(catalogue="c.csv", row=2, kind=known, speaks_for=("甲国",)) if known else None
    found = document(
        "《丁市日报》记者：乙国是否撤军？\n\n张三：我们要求乙国撤军。\n\n问：还有呢？\n\n张三：没有了。\n", row
    )
    assert [(part, words) for part, _, words in voices(found)] == [
        (PartKind.NARRATION, "《丁市日报》记者：乙国是否撤军？"),
        (PartKind.BODY, "张三：我们要求乙国撤军。"),
        (PartKind.NARRATION, "问：还有呢？"),
        (PartKind.BODY, "张三：没有了。"),
    ]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("安全理事会决议案九〇一\n\n九〇一（一九五九）．一九五九年三月廿四日决议案", datetime.date(1959, 3, 24)),
        ("九〇一(一九六九).一九六九年十一月二日决议案", datetime.date(1969, 11, 2)),
    ],
)
def test_a_resolution_of_the_first_decades_has_its_organ_and_the_day_in_words(head, day):
    found = document(f"{head}\n\n安全理事会，\n\n鉴于丁市局势，\n\n（a）邀请甲国列席会议。\n")
    assert (found.kind, found.date) == (DocumentKind.RESOLUTION, day)
    assert [text.characters for text in found.on_behalf_of] == ["安全理事会"]


ASKED = "问：丁市有何消息？\n答：丁市平静。我们要求停火。\n"


@pytest.mark.parametrize(
    ("words", "who"),
    [
        (f"1999年3月8日，甲国外交部发言人张三主持例行记者会\n{ASKED}", ["甲国"]),
        (
            "1999年3月8日，甲国外交部发言人张三主持例行记者会。问：丁市有何消息？答：丁市平静。我们要求停火。\n",
            ["甲国"],
        ),
        ("记者：丁市有何消息？\n甲国国防部发言人：丁市平静。我们要求停火。\n", ["甲国"]),
        (ASKED, []),
        ("乙国通讯社记者：丁市有何消息？\n张三：丁市平静。我们要求停火。\n", []),
    ],
)
def test_answers_to_the_press_without_a_title_are_of_the_one_named_or_of_nobody(words, who):
    found = document(words)
    assert found.kind is DocumentKind.STATEMENT
    of = {text: speaks_for for _, speaks_for, text in voices(found)}
    assert [speaks_for for text, speaks_for in of.items() if "要求停火" in text] == [who]
    assert [speaks_for for text, speaks_for in of.items() if "有何消息" in text] == [[]]
    assert not any("有何消息" in text and "要求停火" in text for text in of)
    assert ("no-body" in {problem.code for problem in found.problems}) is (not who)


def test_a_question_that_nobody_answers_makes_no_interview():
    assert document("问：丁市有何消息？\n\n丁市平静。\n").kind is DocumentKind.OTHER


@pytest.mark.parametrize(
    ("opening", "who"),
    [
        ("甲国总统张三和乙国总统李四于1999年3月8日在丁市会晤，声明如下：", ["甲国", "乙国"]),
        ("1999年3月8日，甲国与乙国外长李四在丁市举行会谈，发表联合声明如下：", ["甲国", "乙国"]),
        ("1999年3月8日，甲国和乙国外长在丁市举行会谈。", []),
        ("1999年3月8日，甲国和乙国外长在丁市会晤，发表联合声明。", []),
    ],
)
def test_a_joint_statement_without_a_title_is_of_those_who_open_it_and_an_account_of_a_meeting_is_not(opening, who):
    found = document(f"{opening}\n\n双方谴责恐怖主义。\n")
    assert [speaks_for for _, speaks_for, words in voices(found) if "恐怖主义" in words] == [who]
    assert (found.kind is DocumentKind.STATEMENT) is bool(who)
    assert found.date == datetime.date(1999, 3, 8) or not who
