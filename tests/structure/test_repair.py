"""Text repair: lines joined, furniture and footnotes out, signs put right, each with its place in the source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from builders.examples import examples
from builders.knowledge import layout
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.text import Repaired, Source, Text
from kg.structure.repair import repair
from kg.structure.repairs import REPAIRS, mended

BODY = (
    "甲国代表说局势十分严重并呼吁各方立即停止一切敌对行动恢复谈判以求和平"  # 34 signs: a full line of a letter's page
)


def repaired(words: str) -> Repaired:
    return repair(Source(path=Path("document.txt"), characters=words, sha256=""), layout())


def paragraphs(words: str) -> list[str]:
    return [paragraph.text.characters for paragraph in repaired(words).body]


def notes(words: str) -> list[str]:
    return [note.text.characters for note in repaired(words).notes]


def spaced(*lines: str) -> str:
    """Lines with a blank one after each, as letters' text layers have them."""
    return "\n\n".join(lines) + "\n"


SIGNS = [
    ("1999 年 12 月 19 日", "1999年12月19日", "blanks between numerals and Chinese"),
    ("发现 2 728 枚地雷", "发现2728枚地雷", "digits grouped by blanks"),
    ("至少2\u2009750人", "至少2750人", "digits grouped by a thin space"),
    ("1 234 567 人", "1234567人", "two groups"),
    ("第 12 34 号", "第12 34号", "two digits are no group"),
    ("米罗 ·延恰", "米罗·延恰", "a blank before the middle dot"),
    ("雅尼 · 亨尼", "雅尼·亨尼", "blanks around it"),
    ("夏尔•米歇", "夏尔·米歇", "a bullet as a middle dot"),
    ("• 第一项", "•第一项", "a bullet before an item is none"),
    ("安 理 会 现 在准备对其 面 前", "安理会现在准备对其面前", "characters spaced out"),
    ("伯基 特 夫人（ 甲 国）", "伯基特夫人（甲国）", "a name spaced out"),
    ("大　　会", "大会", "ideographic spaces"),
    ("甲\u200b国\ufeff", "甲国", "characters that nobody sees"),
    ("甲国\t乙国", "甲国乙国", "tabs"),
    ("Miles  Smith 的信", "Miles Smith的信", "one blank stays between Latin words"),
    ("２０２２年", "2022年", "wide digits"),
    ("见[附件](#annex)", "见附件", "a link of Markdown"),
    ("([S/1900/9](#)，附件)", "(S/1900/9，附件)", "a link in parentheses"),
    ("**大会** __乙国__", "大会乙国", "emphasis"),
    ("甲国代表说,停火已生效; 但乙国说: 没有! 真的?", "甲国代表说，停火已生效；但乙国说：没有！真的？", "narrow marks"),
    ("S/1999/1, A/54/2, 10:30, 2,300, a:b", "S/1999/1, A/54/2, 10:30, 2,300, a:b", "marks of other scripts"),
    ("甲国&nbsp;&amp;乙国", "甲国&乙国", "entities"),
    ("1\\. 决定", "1. 决定".replace(" ", ""), "an escaped sign"),
    ("H<sub>2</sub>O 和<br>水", "H2O和水", "tags"),
]


@pytest.mark.parametrize(("words", "expected", "why"), SIGNS)
def test_signs(words: str, expected: str, why: str) -> None:
    assert mended((words, tuple(range(len(words))))).characters == expected, why


def test_every_repair_has_a_name_of_its_own() -> None:
    names = [name for name, _, _ in REPAIRS]
    assert len(set(names)) == len(names)


FULL = f"{BODY[:33]}。"  # a full line that ends a sentence
PARAGRAPHS = [
    (spaced(f" {BODY}", f"{BODY[:10]}。", f" {BODY}", "。"), [f"{BODY}{BODY[:10]}。", f"{BODY}。"], "indents"),
    (spaced(f" {BODY}", f"{BODY[:33]}亚", "美尼亚。"), [f"{BODY}{BODY[:33]}亚美尼亚。"], "a broken name"),
    (spaced(f" {BODY}", FULL, BODY, "。"), [f"{BODY}{FULL}{BODY}。"], "a full line goes on"),
    (spaced("各项人权", "裁军", BODY, "。"), ["各项人权", "裁军", f"{BODY}。"], "short lines stand alone"),
    (spaced("战争罪和", "危害人类罪", BODY, "。"), ["战争罪和危害人类罪", f"{BODY}。"], "an open end"),
    (f"{BODY}\n{BODY}\n{BODY[:5]}。\n{BODY}\n{FULL}\n", [f"{BODY}{BODY}{BODY[:5]}。", f"{BODY}{FULL}"], "a short line"),
    (f"{BODY}\n{BODY}，\n\n{BODY}\n{FULL}\n", [f"{BODY}{BODY}，{BODY}{FULL}"], "a column's end in mid-sentence"),
    (f"{BODY}\n{FULL}\n\n{BODY}\n{FULL}\n", [f"{BODY}{FULL}", f"{BODY}{FULL}"], "a blank line after a stop"),
    ("甲国支持。\n乙国，\n丙国反对；\n", ["甲国支持。", "乙国，", "丙国反对；"], "lines that are not wrapped"),
    ("## 安全理事会\n谨致函。\n", ["安全理事会", "谨致函。"], "a heading of Markdown"),
]


@pytest.mark.parametrize(("words", "expected", "why"), PARAGRAPHS)
def test_paragraphs(words: str, expected: list[str], why: str) -> None:
    assert paragraphs(words) == expected, why


SPEAKERS = [
    ("张三先生（甲国）（以英语发言）：我感谢各位今天上午来到这里，", "张三先生（甲国）（以英语发言）："),
    ("张三先生（甲国）（以西班\n牙语发言）：我感谢各位。", "张三先生（甲国）（以西班牙语发言）：我感谢各位。"),
    ("李四-王 五 夫人（ 乙 国）（以英语发\n言）：我感谢各位。", "李四-王五夫人（乙国）（以英语发言）：我感谢各位。"),
    ("主席（以法\n语发言）：我感谢各位。", "主席（以法语发言）：我感谢各位。"),
]


@pytest.mark.parametrize(("line", "begins"), SPEAKERS)
def test_a_speakers_line_begins_a_paragraph(line: str, begins: str) -> None:
    found = paragraphs(f"{BODY}\n{BODY[:33]}。\n{line}\n{BODY}\n{BODY}。\n")
    assert found[0] == f"{BODY}{FULL}"
    assert found[1].startswith(begins)


def test_a_title_on_two_lines_is_one_paragraph() -> None:
    title = ["   1999 年 3 月 4 日甲国常驻联合国代表给秘书长和安全", "理事会主席的同文信"]
    found = paragraphs(spaced("维护国际安全", *title, f" {BODY}", f"{BODY}。"))
    assert found[1] == "1999年3月4日甲国常驻联合国代表给秘书长和安全理事会主席的同文信"


FURNITURE = [
    "22-99199  9/14",
    "22-99199  \ufffd 9/14",
    "2/4 24-99338",
    "95-99001 (C)    060395    080395",
    "S/PV.99042 有关甲国局势 30/05/1999",
    "30/05/1999 有关甲国局势 S/PV.99042",
    "15/09/1999\t1999年9月13日甲国代表的信\ufffd S/PV.99032",
    "S/1999/9979",
    "A/99/611",
    "https://undocs.org/ch/A/99/930",
    "无障碍文件 请回收",
    "*9999003*",
    "- 4 -",
    "第 3 页",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_in_mid_sentence(line: str) -> None:
    words = f"{BODY}\n{BODY}\n\n\n{line}\n\n{BODY}\n{BODY[:9]}。\n"
    assert paragraphs(words) == [f"{BODY}{BODY}{BODY}{BODY[:9]}。"]
    assert len(repaired(words).furniture) == 1


@pytest.mark.parametrize(
    ("before", "line"),
    [("见文件(", "S/1999/885"), ("见A/99/611-", "S/1999/885"), ("已经分发", "S/1999/885)载有"), ("共有", "2022人")],
)
def test_what_only_looks_like_furniture(before: str, line: str) -> None:
    words = f"{BODY}\n{BODY[:20]}{before}\n{line}\n{BODY}。\n"
    assert line in "".join(paragraphs(words))


def test_the_notice_of_a_record_is_kept_apart() -> None:
    notice = "本记录包括中文发言的文本和其他语言发言的译文。定本将刊印。\n更正应只对原文提出。更正后的记录将重发。\n"
    found = repaired(f"{notice}安全理事会\n上午10时开会。\n")
    assert [p.text.characters for p in found.body] == ["安全理事会", "上午10时开会。"]
    assert len(found.furniture) == 2


def test_a_notice_without_its_end_takes_no_more_than_its_lines() -> None:
    assert paragraphs("本记录包括中文发言的文本。\n\n上午10时开会。\n通过议程\n") == ["上午10时开会。", "通过议程"]


PAGE = (
    f" {BODY}",
    "在资金上1 和通过提供医药用品给予援助，而年轻的共和国却要独自解决严重的问题",
    "得不到任何支持。2 同样，这在很大程度上是因为 2 月 3 日以来的局势，其中 2 人",
)
RULE = "__________________"


def test_footnotes_leave_the_text_and_their_marks_too() -> None:
    words = spaced(*PAGE, "死亡。", RULE, " 1 甲国观察组织，“报告”，1999 年。", " 2 乙国组织，1999 年 3 月", "4 日。")
    text = "".join(paragraphs(words))
    assert "资金上和" in text
    assert "支持。同样" in text
    assert "2月3日" in text
    assert "2人死亡" in text
    assert notes(words) == ["1甲国观察组织，“报告”，1999年。", "2乙国组织，1999年3月4日。"]


def test_a_paragraph_that_footnotes_interrupt_is_whole() -> None:
    first = spaced(*PAGE[:2], BODY[:33] + "没", RULE, " 1 甲国观察组织，“报告”。")
    found = repaired(
        first + "http://www.example.org/a\n" + spaced(" 有答复，尽管已两次致函。", f" {BODY}", f"{BODY}。")
    )
    assert found.body[0].text.characters.endswith("没有答复，尽管已两次致函。")
    assert len(found.notes) == 1


def test_a_numeral_without_its_footnote_stays() -> None:
    assert "在资金上1 和" not in "".join(paragraphs(spaced(*PAGE, "死亡。", RULE, " 7 甲国观察组织。")))
    assert "在资金上1和" in "".join(paragraphs(spaced(*PAGE, "死亡。", RULE, " 7 甲国观察组织。")))


def test_a_footnote_without_its_mark_is_reported() -> None:
    problems = repaired(spaced(f" {BODY}", f"{BODY}。", RULE, " 1 甲国观察组织，“报告”。")).problems
    assert [problem.code for problem in problems] == ["note-without-mark"]


def test_a_mark_wrapped_to_the_start_of_a_line() -> None:
    words = spaced(f" {BODY}", BODY, f"{BODY[:33]}，", "1 其中数百人已经返回。", RULE, " 1 甲国观察组织，“报告”。")
    assert paragraphs(words) == [f"{BODY}{BODY}{BODY[:33]}，其中数百人已经返回。"]


def test_footnotes_of_markdown() -> None:
    words = f"{BODY}。<sup>1</sup>\n{BODY}\n{BODY}。\n\n<sup>1</sup> 甲国观察组织，1999年。\n\n{BODY}\n{BODY}。\n"
    assert notes(words) == ["1甲国观察组织，1999年。"]
    assert "<sup>" not in "".join(paragraphs(words))


def test_a_number_does_not_join_with_a_footnotes_mark() -> None:
    words = spaced(f" {BODY}，1 {BODY[:9]}。", RULE, " 1 193 个会员国的名单。")
    assert notes(words) == ["1 193个会员国的名单。"]


def test_only_furniture_is_reported() -> None:
    assert [problem.code for problem in repaired("S/1999/9\n2/4 24-99338\n").problems] == ["no-text"]


SIGN = "甲国乙。，：（）“”·•12年月S/AV. \u3000\u2009\u00a0\n\r\t\f#*_<>[]()1&;sup-…先生主席附件信（签名）"
TEXTS = st.one_of(st.text(max_size=300), st.text(alphabet=SIGN, max_size=400))
NORMALISED = set(" ·\n0123456789，；：！？")


def all_texts(found: Repaired) -> Sequence[Text]:
    return [*(p.text for p in found.body), *(n.text for n in found.notes), *found.furniture]


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS)
def test_every_sign_keeps_its_place(words: str) -> None:
    for text in all_texts(repaired(words)):
        assert all(a <= b for a, b in zip(text.origins, text.origins[1:], strict=False)), "places never go back"
        for sign, place in zip(text.characters, text.origins, strict=True):
            assert 0 <= place <= len(words)
            assert sign in NORMALISED or words[place] == sign or words[place] == "&"


@settings(max_examples=examples(100), deadline=None)
@given(TEXTS)
def test_the_paragraphs_come_in_order_and_share_no_sign(words: str) -> None:
    places = [place for p in repaired(words).body for place in p.text.origins]
    assert places == sorted(places)


CLEAN = "3月1日夜间，甲国部队炮击了我国边境的三个村庄，我国有14名士兵死亡，25人受伤。我国要求立即停火。" * 4


@pytest.mark.parametrize("stray", ["x", "~", "|", "\ufffd", "lI", "\ue012", "龘"])
def test_a_text_full_of_stray_signs_is_told_with_their_share(stray: str) -> None:
    garbled = "".join(sign + stray * (at % 12 == 5 and sign >= "\u4e00") for at, sign in enumerate(CLEAN))
    (told,) = (problem for problem in repaired(garbled).problems if problem.code == "garbled")
    assert "%" in told.message and "scan" in told.message


@pytest.mark.parametrize(
    "words",
    [
        CLEAN,
        CLEAN + "甲国的T-72坦克和F-16飞机越过A区，由B营指挥。",
        CLEAN + "据Arkoub镇的Dov先生说，A组和B组已经撤走。",
    ],
)
def test_a_text_with_foreign_names_is_not_garbled(words: str) -> None:
    assert "garbled" not in {problem.code for problem in repaired(words).problems}
