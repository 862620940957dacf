"""Word documents as text: what Word prints, and a word about what is left out."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import regex
from builders.authored import SPECIMENS, authored
from builders.knowledge import layout
from builders.office import levels, word_of

from kg.errors import SourceError
from kg.model.text import Source
from kg.structure.document import structure
from kg.structure.repair import repair
from kg.structure.source import read_source

SENTENCE = "谨随函转递甲国外交部长的信，请将本函作为安全理事会文件分发为荷。"
TEXT = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
VISIBLE, RAISED = '<w:vanish w:val="0"/>', '<w:vertAlign w:val="superscript"/>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
    "<w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def read(folder: Path, data: bytes, name: str = "letter.docx") -> Source:
    path = folder / name
    path.write_bytes(data)
    return read_source(path)


def lines(source: Source) -> list[str]:
    return [line for line in source.characters.split("\n") if line]


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(words)}</w:p></w:tc>"


@pytest.mark.parametrize(
    ("inside", "wanted", "codes"),
    [
        (f"{run('甲')}<w:hyperlink>{run('国')}</w:hyperlink>", ["甲国"], []),
        (f"<w:ins>{run('甲')}</w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", ["甲"], ["deleted-text"]),
        (
            f"{run('甲')}{run('乙', '<w:vanish/>')}{run('丙', VISIBLE)}",
            ["甲丙"],
            ["hidden-text"],
        ),
        (f"{run('甲')}<w:r><w:br/></w:r>{run('乙')}", ["甲", "乙"], []),
        (f"{run('甲')}<w:r><w:drawing><pic:pic/></w:drawing></w:r>", ["甲"], ["picture"]),
        (f"{run('甲')}<w:r><w:object/></w:r>", ["甲"], ["embedded"]),
        (f"{run('甲')}<w:r><w:sym w:char='F0B7'/></w:r>", ["甲"], ["odd-sign"]),
        (f"{run('甲')}{BOX.format(f'<w:p>{run(str(1))}</w:p>')}", ["甲", "1"], ["text-box"]),
        (
            f"<w:r><w:ruby><w:rt>{run('jia')}</w:rt><w:rubyBase>{run('甲')}</w:rubyBase></w:ruby></w:r>{run('国')}",
            ["甲国"],
            [],
        ),
        (
            f"<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('3月4日')}",
            ["3月4日"],
            [],
        ),
        (f"<w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", ["甲"], []),
        (f"{run('甲国')}{run('2', RAISED)}", ["甲国<sup>2</sup>"], []),
    ],
)
def test_what_stands_in_a_paragraph(tmp_path: Path, inside: str, wanted: list[str], codes: list[str]) -> None:
    source = read(tmp_path, word_of(f"{TEXT}<w:p>{inside}</w:p>"))
    assert lines(source) == [SENTENCE, *wanted]
    assert [problem.code for problem in source.problems] == codes


def test_a_paragraph_whose_end_was_deleted_goes_on(tmp_path: Path) -> None:
    deleted = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('甲国')}</w:p><w:p>{run('部队')}</w:p>"
    assert lines(read(tmp_path, word_of(TEXT + deleted))) == [SENTENCE, "甲国部队"]


def test_tables_are_read_row_by_row_or_column_by_column(tmp_path: Path) -> None:
    rows = (cell("日期") + cell("人数"), cell("3月4日") + cell("5", "<w:vMerge/>"))
    data = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    many = "".join(f"<w:p>{run(words)}</w:p>" for words in "甲乙丙")
    columns = f"<w:tbl><w:tr><w:tc>{many}</w:tc><w:tc>{many}</w:tc></w:tr></w:tbl>"
    assert lines(read(tmp_path, word_of(TEXT + data + columns))) == [
        SENTENCE, "日期 | 人数", "3月4日", "甲", "乙", "丙", "甲", "乙", "丙",
    ]  # fmt: skip


def test_a_roster_and_a_masthead_in_tables_are_read_as_with_dots(tmp_path: Path) -> None:
    path = next(path for path in SPECIMENS if path.stem.startswith("03"))
    body = ""
    for paragraph in authored(path).paragraphs:
        words = "".join(map(str, paragraph.pieces))
        cells = [
            one for one in regex.split(r"(?<=^(?:主席|成员)：)\s*|\s*(?:\.\s*){5,}|(?<=^联合国)(?=S/)", words) if one
        ]
        row = "".join(map(cell, cells))
        body += f"<w:tbl><w:tr>{row}</w:tr></w:tbl>" if len(cells) > 1 else f"<w:p>{run(words)}</w:p>"
    assert body.count("<w:tbl>") == 16
    as_text, found = (
        structure(repair(source, layout()), layout()) for source in (read_source(path), read(tmp_path, word_of(body)))
    )
    assert [text.characters for text in found.symbols] == ["S/PV.99001"]
    pairs = [[(left.characters, right.characters) for left, right in one.roster] for one in (as_text, found)]
    assert pairs[0] == pairs[1]
    assert len(pairs[0]) == 15


@pytest.mark.parametrize(
    ("format_", "text", "wanted"),
    [
        ("decimal", "%1.", ["1. 甲", "2. 乙", "3. 丙"]),
        ("chineseCounting", "第%1条", ["第一条 甲", "第二条 乙", "第三条 丙"]),
        ("lowerLetter", "(%1)", ["(a) 甲", "(b) 乙", "(c) 丙"]),
        ("upperRoman", "%1、", ["I、 甲", "II、 乙", "III、 丙"]),
        ("ideographTraditional", "%1、", ["甲、 甲", "乙、 乙", "丙、 丙"]),
        ("decimalEnclosedCircle", "%1", ["① 甲", "② 乙", "③ 丙"]),
        ("bullet", "\uf0b7", ["甲", "乙", "丙"]),
        ("none", "%1", ["甲", "乙", "丙"]),
    ],
)
def test_automatic_numbers_are_those_printed(tmp_path: Path, format_: str, text: str, wanted: list[str]) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="3">{levels((format_, text))}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="3"/></w:num>'
    )
    counted = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr></w:pPr>'
    body = "".join(f"<w:p>{counted}{run(words)}</w:p>" for words in "甲乙丙")
    assert lines(read(tmp_path, word_of(TEXT + body, numbering=numbering))) == [SENTENCE, *wanted]


def test_levels_begin_anew_below_and_a_list_may_begin_anew(tmp_path: Path) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="3">{levels(("decimal", "%1."), ("lowerLetter", "%1.%2)"))}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="3"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="3"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    places = [(9, 0), (9, 1), (9, 1), (9, 0), (9, 1), (8, 0), (8, 0), (0, 0)]
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>{run("甲")}</w:p>'
        for name, at in places
    )
    found = lines(read(tmp_path, word_of(TEXT + body, numbering=numbering)))[1:]
    assert found == ["1. 甲", "1.a) 甲", "1.b) 甲", "2. 甲", "2.a) 甲", "5. 甲", "6. 甲", "甲"]


def test_heads_and_comments(tmp_path: Path) -> None:
    comment = '<w:comment w:id="0"><w:p><w:r><w:t>查</w:t></w:r></w:p></w:comment>'
    source = read(tmp_path, word_of(TEXT, {"comments": comment}, header="S/1900/9001"))
    assert lines(source) == ["S/1900/9001", SENTENCE]
    assert [source.characters[span.start : span.end] for span in source.furniture] == ["S/1900/9001"]
    assert [problem.code for problem in source.problems] == ["comment"]


def packed(**members: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "/", 1) + ".xml", data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed(word_document=b"<w:document"), "is no Word document as Word writes them"),
        (packed(word_document=b"<a/>" + b" " * (1 << 22)), "would unpack to 4194308 bytes"),
        (word_of(TEXT)[:-400], "is a damaged ZIP file"),
        (word_of(""), "is empty or only white space"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read(tmp_path, data)


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    monkeypatch.delitem(__import__("sys").modules, "kg.inputs.word", raising=False)
    with pytest.raises(SourceError, match=r"pip install 'letterkg\[office\]'"):
        read(tmp_path, word_of(TEXT))
