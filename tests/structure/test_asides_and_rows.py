"""Editors' notes are nobody's words, rows of tables stand apart, treaties and movements' texts are not the sender's."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.knowledge import layout

from kg.model.text import Source
from kg.structure.document import structures
from kg.structure.repair import repair

LETTER = """1999年3月4日甲国常驻联合国代表给秘书长的信

谨随函转递一份文件。

常驻代表
伊万·托尔(签名)

附件

{annex}
"""


def read(words: str):
    repaired = repair(Source(path=Path("file.txt"), characters=words, sha256=""), layout())
    (document,) = structures(repaired, layout())
    return document


@pytest.mark.parametrize("aside", ["（译者注：乙国称该市为戊市）", "[原文如此]", "[编者按：乙国有不同说法。]"])
def test_an_editor_s_note_is_taken_out_and_told(aside: str) -> None:
    document = read(LETTER.format(annex=f"甲国军队收复了丁市{aside}。"))
    assert "甲国军队收复了丁市。" in document.parts[-1].text.characters
    (problem,) = (problem for problem in document.problems if problem.code == "editors-note")
    assert problem.quote == aside


def test_rows_of_a_table_are_not_joined() -> None:
    rows = "1999年3月1日 | 01:00 | 丁市 | 乙国军队开火\n1999年3月2日 | 14:20 | 戊村 | 丙国军队开火\n"
    words = read(LETTER.format(annex=rows)).parts[-1].text.characters
    assert len([line for line in words.split("\n") if "|" in line]) == 2


@pytest.mark.parametrize(
    ("heading", "owners"),
    [
        ("1999年3月1日丁市解放运动秘书长的声明", ["丁市解放运动"]),
        ("丁市停火协定", []),
    ],
)
def test_an_annex_under_a_movement_s_or_a_treaty_s_title_is_not_the_sender_s(heading: str, owners: list[str]) -> None:
    part = read(LETTER.format(annex=f"{heading}\n\n政府应释放士兵。")).parts[-1]
    assert [text.characters for text in part.speaks_for] == owners


def test_a_charge_d_affaires_writes_for_his_state() -> None:
    document = read(LETTER.replace("常驻联合国代表给", "常驻联合国临时代办给").format(annex="甲国政府的声明"))
    assert [text.characters for text in document.on_behalf_of] == ["甲国"]
