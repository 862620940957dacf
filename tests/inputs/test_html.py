"""Web pages as text: what a browser shows of the document, and a word about what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model.text import Source
from kg.structure.source import read_source

SENTENCE = "谨随函转递甲国外交部长的信，请将本函作为安全理事会文件分发为荷。"


def read(folder: Path, body: str, name: str = "page.html", encoding: str = "utf-8", head: str = "") -> Source:
    path = folder / name
    path.write_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return read_source(path)


def lines(source: Source) -> list[str]:
    return [line for line in source.characters.split("\n") if line]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"<p>{SENTENCE}\n<p>乙 国<b>部</b>队&amp;", [SENTENCE, "乙 国部队&"]),
        (f"<div>{SENTENCE}<div>乙国</div>丙国</div>", [SENTENCE, "乙国", "丙国"]),
        (f"<p>大使<br>张三<br><br>{SENTENCE}</p>", ["大使", "张三", SENTENCE]),
        (f"<p>{SENTENCE}</p><pre>甲国\n乙国</pre>", [SENTENCE, "甲国", "乙国"]),
        (f"<p><ruby>甲<rp>(</rp><rt>jia</rt><rp>)</rp>国<rt>guo</rt></ruby>{SENTENCE}", [f"甲国{SENTENCE}"]),
        (f"<ol><li>{SENTENCE}<li>乙国</ol>", [f"1. {SENTENCE}", "2. 乙国"]),
        (
            f"<p>{SENTENCE}<table><tr><th>日期<th>人数<tr><td>3月4日<td><p>5</table>",
            [SENTENCE, "日期 | 人数", "3月4日 | 5"],
        ),
        (f"<table><tr><td><p>{SENTENCE}<p>乙国<p>戊国<td>丙国</table>", [SENTENCE, "乙国", "戊国", "丙国"]),
        (f"<p hidden>乙国</p><div style='color:red; display : none'><p>乙国</div><p>{SENTENCE}", [SENTENCE]),
        (f"<script>乙国</script><style>乙国</style><!-- 乙国 --><p>{SENTENCE}", [SENTENCE]),
    ],
)
def test_what_a_browser_shows_is_read(tmp_path: Path, body: str, wanted: list[str]) -> None:
    source = read(tmp_path, body)
    assert lines(source) == wanted
    assert source.problems == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f"<nav>首页 新闻</nav><p>{SENTENCE}", "page-furniture"),
        (f"<header>某部</header><p>{SENTENCE}</p><footer>版权所有</footer>", "page-furniture"),
        (f"<ul><li><a href=a>首页</a><li><a href=b>新闻</a><li><a href=c>资料</a></ul><p>{SENTENCE}", "page-furniture"),
        (f"<div>推荐阅读</div><main><p>{SENTENCE}</main>", "page-furniture"),
        (f"<p>{SENTENCE}<del>乙国</del>", "deleted-text"),
        (f"<p>{SENTENCE}<img src=a.png width=600>", "picture"),
        (f"<p>{SENTENCE}<iframe src=a.html></iframe>", "embedded"),
    ],
)
def test_what_is_left_out_is_told(tmp_path: Path, body: str, code: str) -> None:
    source = read(tmp_path, body)
    assert lines(source) == [SENTENCE]
    assert [problem.code for problem in source.problems] == [code]


def test_heads_of_the_text_itself_and_lists_with_sentences_stay(tmp_path: Path) -> None:
    body = f"<article><header><h1>声明</h1></header><p><a>甲国。</a><a>乙国。</a><a>丙国。</a><p>{SENTENCE}</article>"
    assert lines(read(tmp_path, body)) == ["声明", "甲国。乙国。丙国。", SENTENCE]


@pytest.mark.parametrize(
    "note",
    [
        "<p id=n1><a href='#r1'>[1]</a> 某书。</p>",
        "<ol><li id=n1>某书。 <a href='#r1'>↑</a></ol>",
        "<div id=n1 role=doc-endnote><p>[1] 某书。</div>",
        "<div style='mso-element:footnote' id=ftn1><p><a href='#r1' name=n1>[1]</a>某书。</p></div>",
    ],
)
def test_a_footnote_stands_below_what_cites_it(tmp_path: Path, note: str) -> None:
    body = (
        f"<p>{SENTENCE}<a id=r1 href='#n1'><sup>[1]</sup></a></p><p>乙国。<p>丙国<a href='#n1'>[1]</a>。</p><hr>{note}"
    )
    source = read(tmp_path, body)
    assert lines(source) == [f"{SENTENCE}<sup>1</sup>", "1 某书。", "乙国。", "丙国。"]
    assert [source.characters[span.start : span.end] for span in source.notes] == ["1 某书。"]


def test_a_table_of_contents_is_no_footnote(tmp_path: Path) -> None:
    source = read(tmp_path, f"<p><a href='#s1'>1</a> 前言<h2 id=s1>前言</h2><p>{SENTENCE}")
    assert lines(source) == ["1 前言", "前言", SENTENCE]
    assert source.notes == ()


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("gb18030", "<meta charset=gb2312>"),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=GBK">'),
        ("big5", "<meta charset='big5'>"),
        ("utf-8-sig", "<meta charset=gbk>"),
        ("utf-8", "<meta charset=gbk>"),
        ("utf-16", ""),
        ("gb18030", "<meta charset=no-such>"),
        ("gb18030", ""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, head: str) -> None:
    words = "安全理事會文件，請將本函分發為荷。" * 9 if encoding == "big5" else SENTENCE * 9
    assert lines(read(tmp_path, f"<p>{words}", encoding=encoding, head=head)) == [words]


def test_a_page_by_another_name_is_read_and_told(tmp_path: Path) -> None:
    source = read(tmp_path, f"<p>{SENTENCE}", name="letter.docx")
    assert [problem.code for problem in source.problems] == ["misnamed"]


@pytest.mark.parametrize("body", ["", "<nav>甲国</nav>", "<script>甲国</script>"])
def test_a_page_without_words(tmp_path: Path, body: str) -> None:
    with pytest.raises(SourceError, match="is empty or only white space"):
        read(tmp_path, body)


def test_however_deep(tmp_path: Path) -> None:
    depth = 20_000
    assert lines(read(tmp_path, "<div>" * depth + SENTENCE)) == [SENTENCE]
    assert lines(read(tmp_path, "<table><tr><td>" * 400 + SENTENCE)) == [SENTENCE]
