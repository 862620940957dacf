"""Pages of reports: what they say of an invented quarrel; that each line quotes and cites; sound HTML and Markdown."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from string import Formatter

import html5rdf
import pytest
from builders.commands import refused
from builders.quarrel import UN, A, B, base, quarrel
from builders.world import Doc, fill
from markdown_it import MarkdownIt
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.graph.store import Store
from kg.namespaces import ID
from kg.resources import PACKAGE, shipped

XHTML = "{http://www.w3.org/1999/xhtml}"
PAGES = (("meeting", "S/PV.1"), ("actor", "乙国"), ("agreement", "停火协定"), ("dispute", "1999-03-01"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quarrel")
    quarrel(folder)
    return folder


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["report", *words, "--out", str(folder)], catch_exceptions=False)


def page(folder: Path, *words: str) -> str:
    result = run(folder, *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(text: str) -> dict[str, list[str]]:
    """What stands under each heading of a Markdown page, without the claims' IRIs, which are links."""
    found: dict[str, list[str]] = {}
    heading = ""
    body, _, foot = text.partition("\n---\n")
    assert "kg explain" in foot
    for line in body.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.strip():
            found.setdefault(heading, []).append(re.sub(r" · \[id:[^]]*\]\(<[^>]*>\)", "", line))
    return found


def test_a_meeting_page_says_who_said_what_of_whom_and_where(told: Path) -> None:
    found = lines(page(told, "meeting", "S/PV.1"))
    assert found["S/PV.1"][0] == "会议"  # the kind; its IRI is a link
    assert "- 文号：S/PV.1" in found["S/PV.1"]
    assert "- 日期：1999-03-20" in found["S/PV.1"]
    assert "- 援引的文件：S/1999/2" in found["S/PV.1"]
    assert [row for row in found["发言人"] if "发言" in row and row.startswith("| 第")] == [
        "| 第1部分（发言） |  | 联合国 |  | 2 |",
        "| 第2部分（发言） |  | 乙国 |  | 1 |",
        "| 第3部分（发言） |  | 甲国 |  | 1 |",
        "| 第4部分（发言） |  | 乙国 |  | 1 |",
    ]
    assert found["联合国：报告（共1项）"] == [
        "- **联合国援引甲国称（报告）**：「甲国称乙国围困“庚市”。」 — S/PV.1，第1部分（发言），字符 0–12"
    ]
    assert found["甲国：指控（共1项）"] == [
        "- **据联合国转述，甲国称（指控：乙国）**：「甲国称乙国围困“庚市”」 — S/PV.1，第1部分（发言），字符 0–11"
    ]
    assert found["甲国指控乙国（共2项）"] == [
        "乙国其后在同一会议上发言：S/PV.1，第2部分（发言）（1999-03-20）",
        "乙国其后在同一会议上发言：S/PV.1，第4部分（发言）（1999-03-20）",
        "- **据联合国转述，甲国称（指控：乙国）**：「甲国称乙国围困“庚市”」 — S/PV.1，第1部分（发言），字符 0–11",
        "  - 所指之事：阻挠",
        "  - **乙国称（否认）**：「道路畅通。」 — S/PV.1，第4部分（发言），字符 49–54",
        "    - 否认这一指控",
        "- **甲国称（乙国 违反 停火协定）**：「乙国至今违反停火协定，S/1999/2号文件是谎言。」"
        " — S/PV.1，第3部分（发言），字符 23–49",
        "  - 据称违反：停火协定",
    ]


def test_a_dispute_page_sets_accounts_side_by_side_with_figures_denials_and_contradictions(told: Path) -> None:
    found = lines(page(told, "dispute", "id:event/fire-a"))
    (heading,) = (name for name in found if name.startswith("武装攻击，1999-03-01"))
    assert [row.split(" | ")[:3] for row in found[heading] if row.startswith(("| 甲国", "| 乙国"))][:2] == [
        ["| 甲国", "武装攻击", "1999-03-01"],
        ["| 甲国", "死亡5人，甲国方", f"[甲国称（指控：乙国）](<{ID}claim/S-1999-1/0>)"],
    ]
    assert found["数字不能并立（共2项）"] == [
        "一说5人死亡，一说无人死亡（规则 by-hand）",
        "- **甲国称（指控：乙国）**：「3月1日，乙国向丁市开火，打死5人。」"
        " — A/53/1 S/1999/1，第0部分（信函正文），字符 0–18",
        "  - 死亡5人，甲国方",
        "- **乙国称（报告）**：「那天没有人死亡。」 — S/1999/2，第0部分（信函正文），字符 48–56",
    ]


def test_who_only_speaks_of_an_event_is_not_said_to_name_who_did_it(tmp_path: Path) -> None:
    doc = base(Doc("S-PV.3", kind="MeetingRecord", day="1999-05-01", symbols=["S/PV.3"]))
    doc.thing("place/border", "Place", zh="甲国-乙国边界").thing("actor/c", "Actor", "State", zh="丙国")
    doc.event("event/raid", "ArmedAttack", begin="1999-04-30", agent=B, patient=A)
    for speaker, words, names in (
        (A, "4月30日，乙国发动袭击。", {"乙国": B}),
        (UN, "甲国-乙国边界的袭击令人关切。", {"甲国-乙国边界": "place/border", "乙国": B}),
        ("actor/c", "双方应停止袭击。", {"双方": A}),
    ):
        doc.part("Speech", speaker)
        doc.says(words, {"by": speaker, "act": "report", "about": ["event/raid"]}, named=names)
    start = doc.text.index("双方")
    doc.mention(ID[B], start, start + 2, rule="name-a")  # the same mention names both
    found = lines(page(fill(tmp_path, doc), "dispute", "1999-04-30"))
    (heading,) = (name for name in found if name.startswith("武装攻击"))
    assert heading == "武装攻击，1999-04-30，施事：乙国；受事：甲国（据甲国）"
    assert any(row.startswith("| 甲国；也谈及此事：联合国、丙国 | 武装攻击 |") for row in found[heading])


def test_the_page_of_days_lists_all_that_is_told_of_them(told: Path) -> None:
    text = page(told, "dispute", "1999-02-28/1999-03-01", "--language", "en")
    assert re.findall(r"^## (.*)", text, re.MULTILINE) == [
        "armed attack, 1999-03-01, agent: Stateland B; patient: Stateland A; place: Dingshi (丁市)"
        " (according to Stateland A)",
        "armed attack, 1999-03-01, agent: Stateland B; place: Dingshi (丁市) (only in denials)",
    ]


def test_an_agreement_page_says_who_says_that_whom_broke_it(told: Path) -> None:
    found = lines(page(told, "agreement", "停火协定"))
    assert [row for row in found["据称如何对待此约定"] if row.startswith("| 乙国")] == [
        "| 乙国 | 遵守 | 1 | 乙国 |",
        "| 乙国 | 违反 | 2 | 甲国 |",
    ]
    assert [line[:22] for line in found["违反（共2项）"]] == ["- **甲国称（乙国 违反 停火协定）**："] * 2
    denial = found["甲国指控乙国（共2项）"]
    assert (
        "  - **乙国称（乙国 遵守 停火协定）**：「乙国遵守停火协定。」 — S/1999/2，第0部分（信函正文），字符 29–38"
        in denial
    )


def test_an_actor_page_has_its_claims_the_accusations_its_figures_and_its_names(told: Path) -> None:
    found = lines(page(told, "actor", "甲国"))
    assert found["指控：乙国（共3项）"][0].startswith("- **甲国称（指控：乙国）**：「3月1日")
    assert found["要求（共1项）"] == [
        "- **乙国称（要求：甲国）**：「乙国要求甲国撤出丁市。」 — S/PV.1，第2部分（发言），字符 12–23"
    ]
    assert any("死亡5人，甲国方" in row for row in found["其所给数字"])
    assert any(row.startswith("| 丁市 | ") for row in found["地名"])
    assert found["他方对其的指控与其作答"] == ["本图谱所收文件中没有。"]


def test_days_narrow_the_page_of_an_actor(told: Path) -> None:
    found = lines(page(told, "actor", "甲国", "--from", "1999-04-01"))
    assert "谴责：乙国（共1项）" in found
    assert "指控：乙国（共3项）" not in found


def test_what_a_limit_leaves_out_is_counted(told: Path) -> None:
    found = lines(page(told, "actor", "甲国", "--limit", "1"))
    first, figure, more = found["指控：乙国（共3项）"]
    assert (first[:8], figure) == ("- **甲国称（", "  - 死亡5人，甲国方")
    assert more == "另有2行未列出；加 --limit 0 全部列出。"


@pytest.mark.parametrize(("kind", "name"), PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_html_is_valid_and_stands_alone(told: Path, kind: str, name: str, language: str) -> None:
    text = page(told, kind, name, "--format", "html", "--language", language)
    parser = html5rdf.HTMLParser(strict=True, tree=html5rdf.getTreeBuilder("etree"))
    root = parser.parse(text)  # raises for what a browser would have to mend
    assert root.get("lang") == language
    assert not [node for tag in ("script", "link", "img", "iframe") for node in root.iter(f"{XHTML}{tag}")]
    assert not re.search(r"@import|url\(|\bsrc=|<[^>]* on\w+=", text)
    ids = Counter(node.get("id") for node in root.iter() if node.get("id"))
    assert max(ids.values()) == 1
    targets = {node.get("href") for node in root.iter(f"{XHTML}a")}
    assert {target[1:] for target in targets if target.startswith("#")} <= {*ids}
    for table in root.iter(f"{XHTML}table"):
        assert table.find(f"{XHTML}caption") is not None
        assert all(cell.get("scope") in ("col", "row", "rowgroup") for cell in table.iter(f"{XHTML}th"))


@pytest.mark.parametrize(("kind", "name"), PAGES)
def test_every_line_quotes_cites_and_leads_to_its_claim(told: Path, kind: str, name: str) -> None:
    root = html5rdf.parse(page(told, kind, name, "--format", "html"))
    items = [node for found in root.iter(f"{XHTML}ol") for node in found.findall(f"{XHTML}li")]
    assert items
    for item in items:
        lead, quote, cite = (item.find(f"{XHTML}{tag}") for tag in ("span[@class='lead']", "q", "span[@class='cite']"))
        assert re.search("甲国|乙国|联合国", lead.text)
        assert quote.text.strip("「」")
        assert "字符" in "".join(cite.itertext())
        assert all("/id/claim/" in link.get("href") for link in cite.findall(f"{XHTML}a"))


def hostile(folder: Path) -> Path:
    """A store whose words would break out of HTML or of a Markdown table."""
    doc = Doc("d", kind="MeetingRecord", symbols=["S/PV.2"]).part("Speech", A)
    doc.thing(A, "Actor", "State", zh="甲国 <script>alert(1)</script> & | *国*")
    doc.thing("place/x", "Place", zh="丁市")
    doc.says("a | b *c* <b>d</b> `e` [f](g) 丁市", {"by": A, "act": "report"}, named={"丁市": "place/x"})
    return fill(folder, doc)


def test_words_of_documents_stay_words(tmp_path: Path) -> None:
    folder = hostile(tmp_path)
    root = html5rdf.parse(page(folder, "meeting", "S/PV.2", "--format", "html"))
    assert not list(root.iter(f"{XHTML}script"))
    quotes = {node.text for node in root.iter(f"{XHTML}q")}
    assert "「a | b *c* <b>d</b> `e` [f](g) 丁市」" in quotes
    rendered = MarkdownIt().enable("table").render(page(folder, "meeting", "S/PV.2"))
    cells = re.findall(r"<td>(.*?)</td>", rendered)
    assert "「a | b *c* &lt;b&gt;d&lt;/b&gt; `e` [f](g) 丁市」" in cells
    assert "<script>" not in rendered


def test_the_same_store_gives_the_same_bytes(told: Path, tmp_path: Path) -> None:
    first, second = (tmp_path / name for name in ("one.html", "two.html"))
    for target in (first, second):
        page(told, "actor", "乙国", "--format", "html", "--to", str(target))
    assert first.read_bytes() == second.read_bytes() != b""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("meeting", "S/PV.9"), "no meeting by the name 'S/PV.9'; did you mean S/PV.1?"),
        (("meeting", "甲国"), "'甲国' is no meeting: id:actor/a (Actor, State)"),
        (("actor", "停火协定"), "'停火协定' is no actor: id:agreement/truce (Agreement)"),
        (("actor", "id:actor/nobody"), "no actor by the name"),
        (("agreement", "停火协议"), "did you mean 停火协定?"),
        (("dispute", "1999-03-40"), "'1999-03-40' is no day"),
        (("dispute", "1999-03-02/1999-03-01"), "the earlier one first"),
        (("dispute", "1800-01-01"), "knows no occurrence or event at 1800-01-01"),
        (("meeting", "S/PV.1", "--language", "fr"), "'fr' is no language of the reports; choose one of zh, en"),
        (("meeting", "S/PV.1", "--format", "pdf"), "'pdf' is no format of a report; choose one of md, html"),
        (("actor", "甲国", "--from", "March"), "'March' is no day"),
    ],
    ids=str,
)
def test_wrong_requests_are_told(told: Path, words: tuple[str, ...], message: str) -> None:
    refused(run(told, *words), message)


def test_a_target_that_cannot_be_written_is_told_and_nothing_is_left(told: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder", encoding="utf-8")
    result = run(told, "meeting", "S/PV.1", "--to", str(tmp_path / "file" / "page.md"))
    assert result.exit_code == 1
    assert "not written" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(("kind", "name"), PAGES)
def test_an_empty_store_knows_nothing_by_any_name(tmp_path: Path, kind: str, name: str) -> None:
    with Store(tmp_path):
        pass
    result = run(tmp_path, kind, name)
    assert result.exit_code == 2
    assert "the graph" in result.stderr


def phrases(language: str) -> dict[str, str]:
    return tomllib.loads((shipped("templates") / f"{language}.toml").read_text(encoding="utf-8"))


def test_languages_have_the_same_phrases_with_the_same_places() -> None:
    def places(words: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(words) if name}

    zh, en = phrases("zh"), phrases("en")
    assert zh.keys() == en.keys()
    assert [key for key in zh if places(zh[key]) != places(en[key])] == []


def test_every_phrase_is_in_use() -> None:
    paths = [*PACKAGE.rglob("*.py"), *shipped("templates").glob("*.j2")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    words = set(re.findall(r"[\"']([a-z_]+)[\"']", code))
    families = set(re.findall(r"say\(f\"([a-z_]+)\{", code)) | {"language_"}
    assert families >= {"heading_", "bound_", "role_", "ground_", "verdict_"}
    assert [key for key in phrases("zh") if key not in words and not key.startswith(tuple(families))] == []
