"""OpenDocument texts as text: what is printed, and a word about what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.open_office import open_of

from kg.errors import SourceError
from kg.model.text import Source
from kg.structure.source import read_source

SENTENCE = "谨随函转递甲国外交部长的信，请将本函作为安全理事会文件分发为荷。"
TEXT = f"<text:p>{SENTENCE}</text:p>"

RUBY = "<text:ruby-text>guo</text:ruby-text>"
BOX = "<draw:text-box><text:p>乙</text:p></draw:text-box>"


def read(folder: Path, data: bytes) -> Source:
    path = folder / "letter.odt"
    path.write_bytes(data)
    return read_source(path)


def lines(source: Source) -> list[str]:
    return [line for line in source.characters.split("\n") if line]


@pytest.mark.parametrize(
    ("inside", "wanted", "codes"),
    [
        ("甲<text:span>国</text:span><text:s text:c='3'/>部<text:line-break/>队", ["甲国 部", "队"], []),
        (
            "甲<text:ruby><text:ruby-base>国</text:ruby-base><text:ruby-text>guo</text:ruby-text></text:ruby>",
            ["甲国"],
            [],
        ),
        ("甲<office:annotation><text:p>查</text:p></office:annotation>国", ["甲国"], ["comment"]),
        ("甲<draw:frame><draw:image/></draw:frame>国", ["甲国"], ["picture"]),
        ("甲<draw:frame><draw:object/><draw:image/></draw:frame>国", ["甲国"], ["embedded"]),
        (
            "甲<draw:frame><draw:text-box><text:p>乙</text:p></draw:text-box></draw:frame>国",
            ["甲国", "乙"],
            ["text-box"],
        ),
        ("甲<text:hidden-text text:string-value='乙'/>国", ["甲国"], ["hidden-text"]),
    ],
)
def test_what_stands_in_a_paragraph(tmp_path: Path, inside: str, wanted: list[str], codes: list[str]) -> None:
    source = read(tmp_path, open_of(f"{TEXT}<text:p>{inside}</text:p>"))
    assert lines(source) == [SENTENCE, *wanted]
    assert [problem.code for problem in source.problems] == codes


def test_deletions_are_left_out_and_told(tmp_path: Path) -> None:
    changed = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>乙国</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    source = read(tmp_path, open_of(f"{changed}{TEXT}<text:p>甲<text:change/>国</text:p>"))
    assert lines(source) == [SENTENCE, "甲国"]
    assert [(problem.code, problem.quote) for problem in source.problems] == [("deleted-text", "乙国")]


def test_lists_and_tables(tmp_path: Path) -> None:
    def level(at: int, format_: str, more: str) -> str:
        return f'<text:list-level-style-number text:level="{at}" style:num-format="{format_}" {more}/>'

    first = level(1, "一, 二, 三, ...", 'style:num-suffix="、"')
    second = level(2, "a", 'style:num-prefix="(" style:num-suffix=")"')
    styles = f'<text:list-style style:name="L9">{first}{second}</text:list-style>'
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('丙', '')}{item.format('丁', '')}</text:list>"
    members = item.format("甲", "<text:p>乙</text:p>" + inner) + item.format("戊", inner)
    outer = f'<text:list text:style-name="L9">{members}</text:list>'
    more = f'<text:list text:style-name="L9" text:continue-numbering="true">{item.format("己", "")}</text:list>'
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('日期')}{cell.format('人数')}</table:table-row>"
    table = f"<table:table><table:table-header-rows>{row}</table:table-header-rows>{row}</table:table>"
    assert lines(read(tmp_path, open_of(TEXT + outer + more + table, styles))) == [
        SENTENCE, "一、 甲", "乙", "(a) 丙", "(b) 丁", "二、 戊", "(a) 丙", "(b) 丁", "三、 己", "日期 | 人数",
        "日期 | 人数",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (open_of("<text:p>"), "is a damaged OpenDocument text"),
        (open_of(TEXT, manifest="<encryption-data/>"), "protected by a password"),
        (open_of("</office:text><office:text>"), "is empty"),
        (open_of(TEXT).replace(b"content.xml", b"contend.xml"), "is no OpenDocument text"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read(tmp_path, data)
