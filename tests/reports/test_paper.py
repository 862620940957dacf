"""Reports on paper and in English: what stands once, pages of the source, how a page is cited, Latin names, times."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element

import html5rdf
import pytest
from builders.long import long
from builders.quarrel import A, B, D, base, quarrel
from builders.small import stored_build
from builders.world import Doc, fill
from rdflib import Literal, URIRef
from rdflib.namespace import ORG
from typer.testing import CliRunner

from kg.cli import app
from kg.namespaces import ID, LKG
from kg.reports.latin import in_english

XHTML = "{http://www.w3.org/1999/xhtml}"
CHROMIUM, PDFINFO = shutil.which("chromium"), shutil.which("pdfinfo")


def page(folder: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["report", *words, "--out", str(folder)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def html(folder: Path, *words: str) -> Element:
    return html5rdf.parse(page(folder, *words, "--format", "html"))


def items(root: Element) -> list[tuple[str, str, bool, bool]]:
    """Of each line: its number, the words that only paper shows, whether paper leaves its words and place out."""
    found = []
    for node in root.iter(f"{XHTML}li"):
        number, where = node.find(f"{XHTML}span[@class]"), node.find(f"{XHTML}span/{XHTML}span")
        if number is None:
            continue  # of the contents
        paper = "".join(span.text for span in node.findall(f"{XHTML}span") if span.get("class") == "paper")
        found.append((number.text, paper, node.get("class") == "again", where.get("class") == "screen"))
    return found


def test_words_stand_once_on_paper_and_a_place_that_goes_on_is_told_once(tmp_path: Path) -> None:
    doc = base(Doc("S-PV.3", kind="MeetingRecord", day="1999-05-01", symbols=["S/PV.3"]))
    doc.part("Speech", A)
    doc.says("乙国开火。", {"by": A, "act": "report"}, {"by": A, "act": "concern"})
    doc.says("乙国再次开火。", {"by": A, "act": "report"})
    doc.says("乙国停火。", {"by": A, "act": "report"})
    doc.part("Speech", A)
    doc.says("乙国又开火。", {"by": A, "act": "report"})
    found = items(html(fill(tmp_path, doc), "meeting", "S/PV.3"))
    assert found == [
        ("[1]", "", False, False),
        ("[2]", "", False, True),  # the same part as the line above
        ("[3]", "", False, True),
        ("[4]", "", False, False),  # another part
        ("[5]", "引文见[1]", True, False),  # the words of the first line, another claim
    ]


def test_words_of_a_table_are_a_number_on_paper_and_stand_once(tmp_path: Path) -> None:
    """A table's words that a claim's line has are its number, others stand once below the table; places stay whole."""
    doc = base(Doc("S-PV.3", kind="MeetingRecord", day="1999-05-01", symbols=["S/PV.3"]))
    doc.part("Speech", A)
    doc.says("乙国向丁市开火。", {"by": A, "act": "accuse", "to": [B]}, named={"丁市": D})
    doc.says("庚市很大。", named={"庚市": D})
    doc.says("庚市很美，庚市很大。", named={"庚市": D})
    root = html(fill(tmp_path, doc), "meeting", "S/PV.3")
    names = root.find(f".//{XHTML}section[@id='names']")
    rows = [[("".join(cell.itertext()), [span.text for span in cell.findall(f"{XHTML}span[2]")]) for cell in row]
            for row in names.iter(f"{XHTML}tr")][1:]  # fmt: skip
    (line,) = (item for item in root.iter(f"{XHTML}li") if item.get("id"))
    assert line.find(f"{XHTML}span").text == "[1]"
    assert [row[-2][1] for row in rows] == [["[1]"], ["[2]"]]
    assert [row[-1][1] for row in rows] == [["字符 3–5"], ["字符 8–10"]]
    below = list(names.iter(f"{XHTML}li"))
    assert ["".join(item.itertext()) for item in below] == ["[2] 「庚市很大。」 S/PV.3，第0部分（发言），字符 8–10"]
    assert names.find(f".//{XHTML}ol").get("class") == "lines paper"


def test_a_claim_that_comes_again_keeps_its_number(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    quarrel(folder)
    text = page(folder, "meeting", "S/PV.1", "--format", "html")
    numbers = re.findall(r'<li(?: id="([^"]*)")?[^>]*><span class="number[^>]*>\[(\d+)]', text)
    assert {int(number) for key, number in numbers if key} == {*range(1, sum(1 for key, _ in numbers if key) + 1)}
    assert any(not key for key, _ in numbers)  # some claims have more than one line


def test_rows_under_one_head_stand_together_and_heads_of_numbers_are_turned(tmp_path: Path) -> None:
    doc = base(Doc("S-PV.3", kind="MeetingRecord", day="1999-05-01", symbols=["S/PV.3"])).part("Speech", A)
    doc.says("乙国开火。", {"by": A, "act": "accuse", "to": [B]}, {"by": A, "act": "concern"})
    root = html(fill(tmp_path, doc), "meeting", "S/PV.3")
    table = root.find(f".//{XHTML}section[@id='stances']//{XHTML}table")
    heads = [head.get("rowspan") for head in table.findall(f"{XHTML}tbody/{XHTML}tr/{XHTML}th")]
    assert heads == ["2"]
    assert [th.get("class") for th in table.findall(f"{XHTML}thead/{XHTML}tr/{XHTML}th")] == [
        None,
        None,
        *["turned"] * 2,
    ]
    assert {len(row) for row in table.iter(f"{XHTML}tr")} == {3, 4}


@pytest.mark.parametrize(("language", "words"), [("zh", "，第7页，字符 "), ("en", ", page 7, characters ")])
def test_a_citation_has_the_page_where_the_source_has_pages(tmp_path: Path, language: str, words: str) -> None:
    doc = base(Doc("S-PV.3", kind="MeetingRecord", day="1999-05-01", symbols=["S/PV.3"])).part("Speech", A)
    doc.says("乙国开火。", {"by": A, "act": "report", "page": 7})
    doc.says("乙国停火。", {"by": A, "act": "report"})
    text = page(fill(tmp_path, doc), "meeting", "S/PV.3", "--language", language)
    assert f"{words}0–5" in text
    assert f"{words}5–10" not in text and "5–10" in text


def test_a_page_says_how_it_is_cited_by_its_documents_alone(tmp_path: Path) -> None:
    def cited(folder: Path) -> str:
        return page(folder, "meeting", "S/PV.3", "--language", "en").splitlines()[-1]

    def folder(name: str, *documents: Doc) -> Path:
        (tmp_path / name).mkdir()
        return fill(tmp_path / name, *documents)

    def record(name: str, day: str) -> Doc:
        doc = base(Doc(name, kind="MeetingRecord", day=day, symbols=[name.replace("-", "/")])).part("Speech", A)
        doc.says("乙国开火。", {"by": A, "act": "report"})
        return doc

    one = cited(folder("one", record("S-PV.3", "1999-05-01"), record("S-PV.4", "1999-06-02")))
    other = cited(folder("other", record("S-PV.4", "1999-06-02"), record("S-PV.3", "1999-05-01")))
    assert one == other
    assert one.startswith(
        "Cite as: “S/PV.3” (Meeting), from: Claims in documents; documents: 2, up to 1999-06-02; content "
    )
    made = stored_build("urn:x", file_name="x")
    assert one.endswith(f"letterkg {made.software_version}, lexicon {made.lexicon_version}.")
    alone = cited(folder("alone", record("S-PV.3", "1999-05-01")))
    assert "documents: 1, up to 1999-05-01;" in alone
    assert re.search("content (\\w+)", alone)[1] != re.search("content (\\w+)", one)[1]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("上午10时05分", "10.05 a.m."),
        ("上午10时", "10 a.m."),
        ("下午3时30分", "3.30 p.m."),
        ("下午３时", "3 p.m."),
        ("中午12时", "noon"),
        ("中午12时15分", "12.15 p.m."),
        ("第1701（2006）号决议", "resolution 1701 (2006)"),
        ("第217(III)号决议", "resolution 217 (III)"),
        ("第1996/31号决议", "resolution 1996/31"),
        ("第51条", "article 51"),
        ("下午3时99分", ""),
        ("第51条之二", ""),
        ("", ""),
    ],
)
def test_fixed_forms_are_written_in_english(chinese: str, english: str) -> None:
    assert in_english(chinese) == english


def test_names_on_an_english_page_are_in_latin_script(tmp_path: Path) -> None:
    doc = base(Doc("S-PV.3", kind="MeetingRecord", day="1999-05-01", symbols=["S/PV.3"]))
    doc.add(doc.node, LKG.meetingTime, Literal("上午10时05分"))
    doc.thing("actor/army", "Actor", "Force", zh="甲国军队").refer(ID["actor/army"], LKG.belongsTo, A)
    doc.thing("actor/person", "Actor", "Person", zh="米罗·延恰")
    doc.thing("actor/chair", "Actor", "Person", zh="联合国主席")
    doc.refer(ID["post/chair"], URIRef(ORG.member), "actor/chair")
    doc.refer(ID["post/chair"], URIRef(ORG.organization), "actor/un")
    doc.add(ID["post/chair"], LKG.postTitle, Literal("主席"))
    doc.thing("place/k", "Place", zh="克尔巴贾尔", also=["Kalbajar"])
    doc.thing("place/two", "Place", zh="双名", also=["One", "Another"])
    doc.thing("agreement/r", "Agreement", zh="第1701（2006）号决议")
    doc.part("Speech", A)
    words = "甲国军队、米罗·延恰、联合国主席和克尔巴贾尔、双名。"
    doc.says(
        words,
        {"by": A, "act": "report", "to": ["actor/army", "actor/person", "actor/chair"]},
        {"by": A, "compliance": "violates", "complier": B, "about": ["agreement/r"]},
        named={"克尔巴贾尔": "place/k", "双名": "place/two"},
    )
    folder = fill(tmp_path, doc)
    text = page(folder, "meeting", "S/PV.3", "--language", "en")
    for name in (
        "force of Stateland A (甲国军队)",
        "Miluo Yanqia (米罗·延恰)",
        "office-holder of United Nations (联合国主席)",
        "Kalbajar (克尔巴贾尔)",
        "Shuangming (双名)",  # each of two names may be one side's: none is chosen
        "resolution 1701 (2006) (第1701（2006）号决议)",
        "meeting time: 10.05 a.m.",
    ):
        assert name in text, name
    assert "pinyin" in text
    chinese = page(folder, "meeting", "S/PV.3")
    assert "上午10时05分" in chinese and "Yanqia" not in chinese


def long_meeting() -> Doc:
    """A meeting of twelve speeches with thirty claims each, each accusing in words of its own."""
    doc = base(Doc("S-PV.5", kind="MeetingRecord", day="1999-05-01", symbols=["S/PV.5"]))
    for speech in range(12):
        side, other = ((A, B), (B, A))[speech % 2]
        doc.part("Speech", side)
        for number in range(30):
            words = f"第{speech}次发言的第{number}句话说，对方在边界上开火，造成平民伤亡，我们严重关切。"
            doc.says(words, {"by": side, "act": "accuse", "to": [other]}, {"by": side, "act": "concern"})
    return doc


@long
@pytest.mark.skipif(not (CHROMIUM and PDFINFO), reason="needs chromium and pdfinfo")
def test_a_long_meeting_is_printed_on_few_pages(tmp_path: Path) -> None:
    """Of 360 sentences that make 720 claims each stands once on paper, of A4: some twenty sentences a column."""
    (tmp_path / "store").mkdir()
    folder, target = fill(tmp_path / "store", long_meeting()), tmp_path / "page.html"
    page(folder, "meeting", "S/PV.5", "--format", "html", "--limit", "0", "--to", str(target))
    words = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    printed = tmp_path / "page.pdf"
    subprocess.run(
        [CHROMIUM, *words, f"--print-to-pdf={printed}", target.as_uri()], check=True, capture_output=True, timeout=120
    )
    told = subprocess.run([PDFINFO, str(printed)], check=True, capture_output=True, text=True).stdout
    assert "(A4)" in told
    assert 5 < int(re.search(r"Pages:\s+(\d+)", told)[1]) <= 14
