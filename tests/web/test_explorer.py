"""The explorer's pages, asked over the specimens: who says what, where it stands, what a request may do."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from urllib.parse import unquote

import html5rdf
import pyoxigraph as ox
import pytest
from builders.long import beyond
from builders.quarrel import quarrel
from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from starlette.testclient import TestClient

from kg.graph.store import Store
from kg.graph.table import Table
from kg.knowledge.wording import LANGUAGES
from kg.namespaces import ID, LKG
from kg.resources import shipped
from kg.web.answers import chart
from kg.web.app import create_app
from kg.web.explorer import Explorer
from kg.web.index.index import FILE, Index
from kg.web.index.reading import GraphRows
from kg.web.links import ServerLinks
from kg.web.pages.ask import library
from kg.web.pages.words import reason_in
from kg.web.text.kept import packed
from kg.web.text.prepared import prepare
from kg.web.view import View

RECORD, ATTACK = "document/S-PV.99001", "claim/S-PV.99001/2508-accuse"
DISPUTE = "/id/occurrence/02-letter-in-reply/ArmedAttack-1995-02-22"
PAGES = (
    "/", "/documents", "/actors", "/places", "/agreements", "/events", "/disputes", "/problems", "/pairs",
    "/pairs?of=entities", "/search?q=蒂温察", f"/id/{RECORD}", "/id/document/02-letter-in-reply", "/id/actor/ecuador",
    "/id/actor/ecuador?sort=left&in=2&said=2", "/id/place/tiwintza", "/id/agreement/itamaraty-1995", f"/id/{ATTACK}",
    "/ask", "/ask/casualties?run=1", "/ask/casualties?run=1&columns=all&from=1995-02",
    "/ask/stances?run=1&act=act:accuse", "/ask/mentions", "/ask/mentions?run=1&entity=蒂温察", "/editor",
    DISPUTE, "/id/event/S-PV.99001/ArmedAttack-1995-02-22-tiwintza",
    "/id/document/S-1900-9002", "/id/part/S-PV.99001/9",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("explored") / "output"
    shutil.copytree(desk / "output", copy)
    return copy


@pytest.fixture(scope="module")
def client(folder: Path):
    with Store(folder, read_only=True) as store:
        explorer = Explorer(store=store, index=Index.of(store))
        with TestClient(create_app(folder, explorer.routes()), base_url="http://localhost") as client:
            yield client


def words(html: str) -> str:
    """A page's text without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_sound_html_in_its_language(client, page, language):
    response = client.get(page, headers={"Accept-Language": language})
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.text
    html5rdf.HTMLParser(strict=True).parse(response.text)
    ids = re.findall(r'\bid="([^"]+)"', response.text)
    assert len(ids) == len(set(ids))
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script>", response.text)


@pytest.mark.parametrize("most", beyond(1, [220, 400]))
def test_every_link_of_the_pages_leads_somewhere(client, most):
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < most:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        response = client.get(page)
        assert response.status_code == 200, page
        if "html" in response.headers["content-type"]:
            found = re.findall(r'(?:href|src)="(/[^"#]*)', response.text.replace("&amp;", "&"))
            waiting += [one for one in found if one not in seen]
    client.cookies.clear()  # a link to another language was followed, which is kept
    assert len(seen) > 200


def test_a_state_that_no_document_names_is_no_link(client):
    page = client.get("/id/place/montevideo").text
    assert client.get("/id/actor/uruguay").status_code == 404
    assert "uruguay" in page and 'href="/id/actor/uruguay"' not in page


def test_an_anchor_that_is_named_is_there(client):
    found = {}
    for page in PAGES[10:14]:
        for path, anchor in re.findall(r'href="([^"#]*)#([^"]+)"', client.get(page).text):
            found.setdefault(path or page, set()).add(anchor)
    assert len(found) > 3
    for path, anchors in found.items():
        text = client.get(path.replace("&amp;", "&")).text
        assert {one for one in anchors if f'id="{one}"' not in text} == set(), path


def test_a_document_gives_each_speech_to_its_speaker(client):
    text = client.get(f"/id/{RECORD}", headers={"Accept-Language": "zh"}).text
    part = re.search(r'<section class="voice[^"]*" id="part-9".*?</section>', text, re.DOTALL)[0]
    assert re.search(r"<h2[^>]*><a [^>]*>厄瓜多尔</a></h2>", part)
    assert "西班牙语" in part
    assert "阿尔科斯夫人（厄瓜多尔）（以西班牙语发言）：2月22日至23日夜间，秘鲁部队炮击了蒂温察" in words(part)
    assert 'class="warning"' not in text


def test_a_claims_card_says_whose_it_is_and_what_of(client):
    text = client.get(f"/id/{RECORD}", headers={"Accept-Language": "zh"}).text
    card = next(card for card in re.findall(r"<article.*?</article>", text, re.DOTALL) if "#c2508-2566" in card)
    said = words(card)
    assert "厄瓜多尔：指控 → 秘鲁" in said
    assert "武装攻击（1995-02-22至1995-02-23）" in said
    assert "死亡" in said and "14" in said
    assert "与秘鲁所说矛盾" in said
    assert "accuse-attack" in said
    assert 'id="c2508-2566"' in text


def test_the_printed_lines_are_at_hand(client):
    text = client.get(f"/id/{RECORD}").text
    assert "秘鲁部队炮击了蒂温察，我国有\n14名士兵牺牲。" in text


def test_a_quoted_source_is_named_beside_the_claim(client):
    text = words(client.get("/id/actor/ecuador", headers={"Accept-Language": "zh"}).text)
    assert "厄瓜多尔：报告 （援引厄瓜多尔国防部）" in text


def test_what_is_known_through_another_alone_says_so(client):
    text = words(client.get("/id/actor/peru", headers={"Accept-Language": "zh"}).text)
    assert "（只经厄瓜多尔得知）" in text


def test_search_finds_names_of_two_and_of_one_character(client):
    assert "/id/place/tiwintza" in client.get("/found?q=温察").text
    assert "/id/place/tiwintza" in client.get("/found?q=察").text
    assert "S/1900/9001" in client.get("/found?q=s/1900/9001").text
    assert "S/1900/9001" in client.get("/found?q=1900/90").text
    assert "/id/actor/ecuador" in client.get("/found?q=厄瓜多爾").text, "traditional characters"
    assert "#c2508-2566" in client.get("/found?q=炮击了蒂温察").text
    assert "/id/" not in client.get("/found?q=察温").text


@pytest.mark.parametrize("asked", ["", " ", '"', "*", "a AND", "NEAR(", "蒂'--", "\x00", "％" * 500])
def test_any_words_may_be_searched_for(client, asked):
    assert client.get("/search", params={"q": asked}).status_code == 200
    assert client.get("/suggestions", params={"q": asked}).status_code == 200


def test_what_was_searched_for_is_escaped(client):
    text = client.get("/search", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_the_language_is_kept(client):
    chosen = client.get("/?lang=en")
    assert 'lang="en"' in chosen.text and "lang=en" in chosen.headers["set-cookie"]
    assert '<html lang="en">' in client.get("/", headers={"Cookie": "lang=en", "Accept-Language": "zh"}).text
    assert '<html lang="zh">' in client.get("/", headers={"Cookie": "lang=xx", "Accept-Language": "fr"}).text


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json"), ("*/*", "text/html"),
        ("text/html;q=0.5, text/turtle", "text/turtle"), ("text/turtle;q=0.1, text/html", "text/html"),
    ],
)  # fmt: skip
def test_one_address_gives_page_and_data(client, accept, media):
    response = client.get(f"/id/{ATTACK}", headers={"Accept": accept})
    assert response.headers["content-type"].startswith(media)
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(("language", "colon"), [("zh", "："), ("en", ": ")])
def test_a_problem_has_the_colon_of_the_page(client, language, colon):
    asked = {"Cookie": f"lang={language}"}
    place = re.search(r'href="(/id/document/[^"#]+)#c', client.get("/problems", headers=asked).text)[1]
    problems = re.findall(r'<aside class="problem".*?</aside>', client.get(place, headers=asked).text)
    assert problems
    assert all(f"</a>{colon}<q>" in one for one in problems)


def test_what_is_not_given_is_refused(client):
    assert client.get(f"/id/{ATTACK}", headers={"Accept": "image/png"}).status_code == 406


def test_the_data_say_what_the_page_says(client):
    turtle = Graph().parse(data=client.get(f"/id/{ATTACK}?format=ttl").text, format="turtle")
    claim = URIRef(ID + ATTACK)
    assert (claim, LKG.claimant, URIRef(f"{ID}actor/ecuador")) in turtle
    assert (claim, RDF.type, LKG.Claim) in turtle
    linked = Graph().parse(data=client.get(f"/id/{ATTACK}?format=jsonld").text, format="json-ld")
    assert set(linked) == set(turtle)


def test_a_documents_data_are_its_whole_graph(client, folder):
    data = Graph().parse(data=client.get(f"/id/{RECORD}?format=ttl").text, format="turtle")
    with Store(folder, read_only=True) as store:
        assert set(data) == set(store.graph(ID + RECORD))
    made = json.loads(client.get(f"/id/{RECORD}?format=jsonld").text)
    assert made["@graph"][0]["@id"] == f"id:{RECORD}"


@pytest.mark.parametrize(
    "path",
    [
        "/id/nothing", "/id/", "/thing?iri=", "/thing?iri=http://a b", "/assets/", "/assets/explorer.css/..",
        "/assets/%2e%2e/%2e%2e/pyproject.toml", "/assets//etc/passwd", "/id/..%2f..%2fetc%2fpasswd", "/assets/vendor",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_numbers_that_are_none_are_not_minded(client):
    for value in ("0", "-1", "x", "9" * 30, "²"):
        assert client.get("/documents", params={"page": value}).status_code == 200
        assert client.get("/id/actor/peru", params={"in": value, "said": value, "sort": value}).status_code == 200


def test_an_asset_is_not_sent_twice(client):
    first = client.get("/assets/explorer.css")
    assert first.status_code == 200
    again = client.get("/assets/explorer.css", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content


def test_iris_of_chinese_words_are_addresses(client):
    text = client.get("/actors").text
    paths = [path for path in re.findall(r'href="(/id/[^"]+)"', text) if unquote(path) != path]
    assert paths
    for path in paths:
        assert client.get(path).status_code == 200


def test_every_question_is_a_form_and_is_answered(client):
    """Each with the parameters of its example, or with none where it needs none."""
    names = re.findall(r'href="/ask/([^"]+)"', client.get("/ask").text)
    assert len(names) == len(list(shipped("queries").glob("*.rq")))
    given = {
        "entity": "蒂温察", "document": "S/PV.99001", "one": "厄瓜多尔", "other": "秘鲁", "rule": "accuse-attack",
        "actor": "秘鲁", "place": "蒂温察", "agreement": "伊塔马拉蒂和平宣言",
    }  # fmt: skip
    for name in names:
        form = client.get(f"/ask/{name}").text
        fields = set(re.findall(r'id="f-(\w+)"', form))
        needed = set(re.findall(r'id="f-(\w+)"[^>]*\brequired\b', form))
        numbers = set(re.findall(r'id="f-(\w+)"[^>]*type="number"', form))
        values = {field: "2508" if field in numbers else given.get(field, "1995-02-22") for field in needed}
        answer = client.get(f"/ask/{name}", params={"run": "1", **values})
        assert answer.status_code == 200, (name, values)
        assert fields == {parameter.name for parameter in library()[name].parameters}


def test_an_answer_is_a_table_with_links_a_chart_and_files(client):
    text = client.get("/ask/casualties?run=1&from=1995-02-22&until=1995-02-23&side=厄瓜多尔").text
    assert "14名士兵牺牲" in text and "/id/document/S-PV.99001#c2558-2559" in text
    assert '<svg class="chart"' in text
    query = "run=1&from=1995-02-22&until=1995-02-23&side=厄瓜多尔"
    table = client.get(f"/ask/casualties?{query}&format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert 'filename="casualties.csv"' in table.headers["content-disposition"]
    assert "14名士兵牺牲" in table.text
    rows = client.get(f"/ask/casualties?{query}&format=json").json()
    assert {row["count"] for row in rows} >= {14}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("casualties?run=1&from=yesterday", "expected date"), ("casualties?run=1&side=火星", "nothing by the name"),
        ("mentions?run=1", "needs"), ("casualties?run=1&from=1996&until=1995", "earlier"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_in_the_form(client, asked, told):
    response = client.get(f"/ask/{asked}")
    assert response.status_code == 400
    assert told in response.text and 'role="alert"' in response.text


def test_an_unknown_question_is_not_found(client):
    assert client.get("/ask/nothing").status_code == 404
    assert client.get("/ask/..%2f..%2fpyproject").status_code == 404


def test_the_editor_completes_the_ontology(client):
    terms = client.get("/terms.json").json()
    assert "lkg:Claim" in terms["classes"] and "lkg:claimant" in terms["properties"]
    assert terms["prefixes"]["lkg"] == str(LKG)


def test_names_of_a_class_are_offered(client):
    assert '<option value="蒂温察">' in client.get("/suggestions?q=蒂&kind=Place").text
    assert "蒂温察" not in client.get("/suggestions?q=蒂&kind=Actor").text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_phrases_are_of_one_kind(language):
    """Both languages have the same; none takes the place of one of the reports'."""
    read = {
        path: tomllib.loads((shipped("templates") / path).read_text("utf-8"))
        for path in (f"{language}.toml", "web/zh.toml", "web/en.toml")
    }
    assert read["web/zh.toml"].keys() - read["web/en.toml"].keys() <= {f"cell_{name}" for name in FIELDS}
    assert read["web/en.toml"].keys() <= read["web/zh.toml"].keys()
    assert not read[f"{language}.toml"].keys() & read["web/zh.toml"].keys()


FIELDS = {
    name
    for query in library().values()
    for name in (*(parameter.name for parameter in query.parameters), *(column for column, _ in query.columns))
}


def test_every_field_of_the_questions_has_a_chinese_name():
    phrases = tomllib.loads((shipped("templates") / "web" / "zh.toml").read_text("utf-8"))
    assert {name for name in FIELDS if f"cell_{name}" not in phrases} == set()


def test_the_index_follows_the_store(desk, tmp_path):
    """What a changed and a dropped document gave the index is gone, and nothing else is read again."""
    out = tmp_path / "output"
    shutil.copytree(desk / "output", out)
    read = []
    with Store(out, read_only=True) as store:
        index = Index.of(store)
        before = index.totals("claim")[""]
        Index.of(store, lambda done, of: read.append(of))
    assert read == []
    with Store(out) as store:
        store.drop(ID + RECORD)
    with Store(out, read_only=True) as store:
        index = Index.of(store, lambda done, of: read.append(of))
        assert read == []
        assert index.totals("claim")[""] == before - claims_of(desk)
        assert not index.rows("SELECT 1 FROM document WHERE label = 'S/PV.99001'")
        assert not index.rows("SELECT 1 FROM claim_text WHERE claim_text MATCH 'pairs : \"炮击 击了\"'")


def test_the_index_keeps_of_a_document_what_its_graph_says(shown):
    """What a page needs comes back out of the index as it was made from the graph, claims at their words."""
    graph = ID + RECORD
    rows = GraphRows(shown.store, graph)
    made, kept = prepare(rows), shown.index.document(graph)
    assert packed(kept) == packed(made)
    attack = next(one for one in kept.claims if one.claim == ID + ATTACK)
    assert (attack.act, attack.claimants, attack.events[0].type) == ("accuse", [f"{ID}actor/ecuador"], "ArmedAttack")
    assert rows.text[attack.start : attack.end].startswith("阿尔科斯夫人")
    blocks = [block for voice in kept.voices for block in voice.blocks]
    assert [n for block in blocks for n in block.claims] == list(range(len(kept.claims)))
    assert all(rows.text[run.start] == run.words[0] for block in blocks for run in block.runs if run.words.isascii())


def test_a_list_says_who_is_said_to_break_an_agreement(tmp_path):
    """Who claims a breach would else stand where who commits it does."""
    quarrel(tmp_path)
    with Store(tmp_path, read_only=True) as store:
        explorer = Explorer(store=store, index=Index.of(store))
        with TestClient(create_app(tmp_path, explorer.routes()), base_url="http://localhost") as client:
            page = words(client.get("/id/agreement/truce", headers={"Accept-Language": "zh"}).text)
            english = words(client.get("/id/agreement/truce?lang=en").text)
    assert "甲国：乙国 违反 停火协定" in page and "甲国：违反" not in page
    assert "Stateland A: Stateland B violates" in english


@pytest.mark.parametrize(("language", "told"), [("zh", "恰为"), ("en", "exactly")])
def test_an_answer_has_the_words_of_the_page_and_a_file_those_of_the_graph(client, language, told):
    page = client.get("/ask/casualties", params={"run": 1, "lang": language}).text
    assert f"<td>{told}</td>" in page and "<td>exact</td>" not in page
    rows = client.get("/ask/casualties", params={"run": 1, "format": "csv"}).text
    assert ",exact," in rows


@pytest.mark.parametrize(("column", "drawn"), [("start", False), ("otherStart", False), ("claims", True)])
def test_places_of_characters_are_not_drawn(shown, column, drawn):
    """A bar for where in a file words stand would look like a number of something."""
    view = View(shown.store, shown.index, shown.wordings["en"], ServerLinks(base=shown.store.base))
    number = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    rows = tuple((ox.Literal(name), ox.Literal("7", datatype=number)) for name in ("甲", "乙"))
    assert bool(chart(view, Table(columns=("form", column), rows=rows))) is drawn


def test_names_in_an_answer_are_those_of_the_page_and_lead_to_it(client):
    page = client.get("/ask/accusations", params={"run": 1, "lang": "en"}).text
    assert '<a href="/id/actor/ecuador">Ecuador</a>' in page and "<td>厄瓜多尔</td>" not in page


def test_a_list_of_events_tells_what_they_are(client):
    page = words(client.get("/events?lang=zh").text)
    assert "武装攻击" in page and "id:event" not in page


def test_reasons_are_in_the_language_of_the_page(shown):
    zh, en = (
        View(shown.store, shown.index, shown.wordings[one], ServerLinks(base=shown.store.base)) for one in LANGUAGES
    )
    assert reason_in(zh, "could be: 甲; 乙") == ("可能是：甲; 乙", "zh")
    assert reason_in(en, "could be: 甲; 乙") == ("could be: 甲; 乙", "en")
    assert reason_in(zh, "a reason of no known form") == ("a reason of no known form", "en")


def claims_of(desk: Path) -> int:
    text = (desk / "output" / "graph.trig").read_text("utf-8")
    return len(re.findall(r"^\s+id:claim\\/S-PV\.99001\\/\S+ a lkg:Claim", text, re.MULTILINE))


@pytest.mark.parametrize("content", [b"no database at all, but words", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_index_is_made_anew(desk, tmp_path, content):
    out = tmp_path / "output"
    shutil.copytree(desk / "output", out)
    (out / FILE).write_bytes(content)
    said = []
    with Store(out, read_only=True) as store:
        index = Index.of(store, say=said.append)
    assert index.path == out / FILE
    assert index.totals("document") and said == []


def test_where_the_folder_cannot_be_written_the_index_lies_elsewhere(desk, tmp_path):
    out = tmp_path / "output"
    shutil.copytree(desk / "output", out)
    (out / FILE).mkdir()
    said = []
    with Store(out, read_only=True) as store:
        index = Index.of(store, say=said.append)
    assert index.totals("document")
    assert len(said) == 1 and str(out / FILE) in said[0]
