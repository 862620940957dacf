"""Whose words the annexes of a letter give, as its cover says what it sends along."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from builders.knowledge import layout

from kg.model.document import CatalogueRow, Document, DocumentKind
from kg.model.text import Source
from kg.structure.document import structures
from kg.structure.repair import repair

TITLE = "1999年3月4日甲国常驻联合国代表给秘书长的信\n\n"
END = "\n\n伊万·托尔(签名)\n\n"
SAID = "{n}日，丙国军队炮击了丁市。\n\n五名平民受伤。\n\n"


def read(cover: str, annexes: Sequence[str] = ("附件",), title: str = TITLE) -> Document:
    """A letter with this cover and an annex below each heading."""
    below = "".join(f"{heading}\n\n{SAID.format(n=at)}" for at, heading in enumerate(annexes, 1))
    words = title + cover + END + below
    (document,) = structures(repair(Source(path=Path("file.txt"), characters=words, sha256=""), layout()), layout())
    return document


def owners(document: Document) -> list[list[str]]:
    """Whose words each annex gives."""
    return [[text.characters for text in part.speaks_for] for part in document.parts if "炮击" in part.text.characters]


@pytest.mark.parametrize(
    ("cover", "whose"),
    [
        ("谨附上乙国政府1999年3月2日发表的声明全文。", ["乙国"]),
        ("谨随函附上乙国外交部发布的新闻稿。", ["乙国"]),
        ("谨随函附上乙国国防部的一份报告。", ["乙国"]),
        ("谨转递丁洲联盟和平与安全理事会3月2日的公报。", ["丁洲联盟和平与安全理事会"]),
        ("谨提请你注意所附的乙国政府声明。", ["乙国"]),
        ("谨转递乙国常驻联合国代表的信。", ["乙国"]),
        ("谨转递乙国国王陛下给你的信。", ["乙国"]),
        ("今天收到乙国外交部长的下列来信，谨随函附上。", ["乙国"]),
        ("谨随函附上我国总统与乙国总统会谈后发表的联合公报。", ["甲国", "乙国"]),
        ("谨随函附上甲国、乙国和丙国三国外交部长的联合声明。", ["甲国", "乙国", "丙国"]),
        ("谨随函附上甲国与乙国外交部长的联合声明。", ["甲国", "乙国"]),
        ("谨随函附上丁洲人权组织关于丁市局势的报告。", ["丁洲人权组织"]),
        ("谨随函附上刊登在3月2日乙国《日报》上的一篇文章。", ["乙国《日报》"]),
        ("随信附上乙国国家通讯社3月2日播发的一则消息。", ["乙国国家通讯社"]),
        ("谨随函附上被俘的乙国士兵的供词。", []),
    ],
)
def test_the_one_annex_is_whose_the_cover_says(cover, whose):
    assert owners(read(cover)) == [whose]


@pytest.mark.parametrize(
    "cover",
    [
        "继我3月1日转递乙国外交部长来信的信之后，谨随函附上各次事件的清单。",
        "我曾于3月1日转递乙国外交部长的声明。谨随函附上各次事件的清单。",
        "谨提及乙国常驻代表3月1日给你的信，并转递我国外交部长的答复。",
        "谨提及乙国外交部长的声明，并随函附上我国对该声明的评论。",
        "谨随函附上乙国侵略罪行的报告。",
    ],
)
def test_what_was_sent_before_or_is_answered_leaves_the_annex_to_the_sender(cover):
    assert owners(read(cover)) == [["甲国"]]


@pytest.mark.parametrize(
    ("cover", "whose"),
    [
        ("谨转递乙国外交部长的信。谨附上丁洲联盟的公报。", [["乙国"], ["丁洲联盟"]]),
        ("谨附上一份各次事件的清单。谨转递乙国总统张·三的讲话。", [["甲国"], ["乙国"]]),
        ("谨转递乙国外交部长的信。\n\n又及，谨附上我国国防部长的报告。", [["乙国"], ["甲国"]]),
    ],
)
def test_annexes_whose_cover_names_no_headings_follow_its_order(cover, whose):
    assert owners(read(cover, ("附件一", "附件二"))) == whose


def test_an_annex_that_may_be_another_s_is_not_laid_on_the_sender():
    found = read("谨转递乙国外交部长的信。", ("附件一", "附件二", "附件三"))
    assert owners(found) == [[], [], []]
    assert [problem.code for problem in found.problems] == ["author-unknown"] * 3


def test_my_country_s_minister_is_nobody_where_the_letter_does_not_say_whose_it_is():
    found = read("谨转递我国外交部长的信。\n\n请将本信作为安全理事会文件分发。", title="")
    assert owners(found) == [[]]


def test_a_title_below_its_day_is_one_title():
    title = "1999年3月4日\n甲国常驻联合国代表\n给秘书长的信\n\n"
    found = read("谨附上各次事件的清单。", title=title)
    assert found.date is not None
    assert [text.characters for text in found.on_behalf_of] == ["甲国"]


def test_what_stands_above_the_title_of_a_letter_that_is_sent_is_the_sender_s():
    sent = "谨转递丁市解放阵线主席的信。\n3日，丙国军队炮击了丁市。\n"
    words = f"{sent}丁市解放阵线主席给秘书长的信\n4日，丙国军队炮击了丁市。\n"
    row = CatalogueRow(catalogue="list.csv", row=2, kind=DocumentKind.LETTER, speaks_for=("甲国",))
    repaired = repair(Source(path=Path("file.txt"), characters=words, sha256=""), layout())
    (document,) = structures(repaired, layout(), row)
    assert [part.catalogued for part in document.parts] == [("甲国",), ()]
    assert owners(document) == [[], ["丁市解放阵线"]]


def test_a_letter_that_its_title_gives_a_person_alone_is_his_state_s():
    found = read("谨随函附上甲国外交部长张·三给你的信。", ("附件\n\n张·三给安全理事会主席的信",))
    assert owners(found) == [["甲国"]]


def test_a_president_s_note_gives_the_letter_to_its_writer():
    note = "安全理事会主席收到了1999年3月4日乙国常驻联合国代表的来信，现作为安全理事会文件分发如下。"
    assert owners(read(note, title="安全理事会主席的说明\n\n")) == [["乙国"]]


def test_who_writes_as_the_chairman_of_a_group_speaks_for_it():
    found = read("谨附上一份清单。", title="1999年3月4日甲国常驻联合国代表以丁洲国家集团主席身份给秘书长的信\n\n")
    assert [text.characters for text in found.on_behalf_of] == ["丁洲国家集团"]


@pytest.mark.parametrize("sent", ["谨提请你注意所附的甲国政府声明。", "随函附上甲国政府3月2日发表的声明全文。"])
def test_a_government_s_own_mission_sends_its_statement(sent):
    row = CatalogueRow(catalogue="list.csv", row=2, kind=DocumentKind.LETTER, speaks_for=("甲国",))
    words = f"{sent}\n2日，丙国军队炮击了丁市。\n请将本信作为安全理事会的文件分发。\n附件\n3日，丙国军队炮击了丁市。\n"
    (document,) = structures(
        repair(Source(path=Path("file.txt"), characters=words, sha256=""), layout()), layout(), row
    )
    assert [part.catalogued or owners(document)[1] for part in document.parts] == [("甲国",), ["甲国"]]
    assert not any(part.anothers for part in document.parts[:1])
