"""Telegrams, and letters that begin with an address in place of a title: who writes, for whom, to whom, when."""

import datetime
from pathlib import Path

import pytest
from builders.knowledge import layout

from kg.model.text import Source
from kg.structure.document import structures
from kg.structure.repair import repair

BODY = "乙国部队炮击了我国哨所。我国政府要求乙国撤军。\n\n"


def found(words: str):
    return structures(repair(Source(path=Path("file.txt"), characters=words, sha256=""), layout()), layout())


def said(words: str):
    (document,) = found(words)
    (state,) = document.on_behalf_of or (None,)
    told = [text.characters if text else None for text in (state, document.sender, document.addressee)]
    return [*told, document.date.isoformat() if document.date else None]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            f"1972年3月2日甲国外交部长给秘书长的电报\n\n{BODY}甲国外交部长\n\n伊万·托尔\n",
            ["甲国", "伊万·托尔", "秘书长", "1972-03-02"],
        ),
        (
            f"1972年3月2日甲国外交部长致安全理事会主席的电文\n\n电文如下：\n\n{BODY}外交部长 伊万·托尔(签名)\n",
            ["甲国", "伊万·托尔", "安全理事会主席", "1972-03-02"],
        ),
        (
            f"甲国外交部长1972年3月2日给安全理事会主席的电报全文\n\n{BODY}",
            ["甲国", None, "安全理事会主席", "1972-03-02"],
        ),
        (
            f"丁市\n\n联合国秘书长戊先生并转安全理事会各理事国：\n\n{BODY}甲国中央人民政府外交部部长\n\n张三\n\n一九五二年三月廿二日于丁市\n",
            ["甲国", "张三", "联合国秘书长戊先生", "1952-03-22"],
        ),
        (
            f"电报\n\n1972年3月2日\n\n联合国秘书长阁下：\n\n{BODY}顺致崇高敬意。\n\n甲国外交部长 伊万·托尔\n",
            ["甲国", "伊万·托尔", "联合国秘书长阁下", "1972-03-02"],
        ),
        (
            f"阁下：\n\n{BODY}甲国常驻联合国代表\n\n大使\n\n伊万·托尔(签名)\n\n1972年3月2日，纽约\n",
            ["甲国", "伊万·托尔", "阁下", "1972-03-02"],
        ),
        (
            f"致：联合国秘书长\n\n1972年3月2日于甲城\n\n{BODY}甲共和国外交部长\n\n伊万·托尔(签名)\n",
            ["甲共和国", "伊万·托尔", "联合国秘书长", "1972-03-02"],
        ),
        (f"阁下：\n\n{BODY}顺致崇高敬意。\n", [None, None, "阁下", None]),
    ],
)
def test_writer_state_addressee_and_day(words, wanted):
    assert said(words) == wanted


def test_who_is_not_known_is_told():
    (document,) = found(f"阁下：\n\n{BODY}")
    assert {"no-body", "no-signature", "no-title"} <= {problem.code for problem in document.problems}


def test_each_of_two_letters_without_titles_has_its_writer():
    first = f"阁下：\n\n{BODY}甲国常驻联合国代表\n\n伊万·托尔(签名)\n\n1972年3月2日，纽约\n\n"
    second = "阁下：\n\n我国部队没有开火。\n\n乙国常驻联合国代表\n\n彼得·林顿(签名)\n"
    one, other = found(first + second)
    assert [[t.characters for t in d.on_behalf_of] for d in (one, other)] == [["甲国"], ["乙国"]]
    assert (one.date, other.date) == (datetime.date(1972, 3, 2), None)


def test_the_president_who_is_addressed_does_not_speak():
    letter = f"主席先生：\n\n{BODY}甲国常驻联合国代表\n\n伊万·托尔(签名)\n\n"
    (document,) = found(f"{letter}附件\n\n主席先生：\n\n我国要求停火。\n\n米罗·延科(签名)\n")
    assert [part.kind.name for part in document.parts] == ["COVER_LETTER", "ANNEX"]
    head = "上午10时05分开会。\n\n主席：现在请甲国代表发言。\n\n托尔先生（甲国）：我国感谢安理会。\n\n"
    (document,) = found(f"{head}主席先生：\n\n乙国部队炮击了我国哨所。\n\n上午11时散会。\n")
    speech = next(part for part in document.parts if part.kind.name == "SPEECH")
    assert "炮击" in speech.text.characters


def test_an_annexed_or_quoted_letter_that_begins_with_an_address_is_no_document_of_its_own():
    title = "1972年3月2日甲国常驻联合国代表给秘书长的信\n\n"
    annexed = f"{title}谨随函附上一封信。\n\n伊万·托尔(签名)\n\n附件\n\n阁下：\n\n{BODY}米罗·延科(签名)\n"
    quoted = f"{title}阁下：\n\n{BODY}来信如下：\n\n阁下：\n\n{BODY}伊万·托尔(签名)\n"
    assert len(found(annexed)) == len(found(quoted)) == 1
