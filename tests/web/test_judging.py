"""Judging in the explorer: forms, the queue, what is written, and who may not write."""

from __future__ import annotations

import re
from pathlib import Path

import html5rdf
import pytest
from builders.quarrel import A, B, base, quarrel
from builders.world import Doc, fill
from rdflib import RDF, RDFS, Literal
from starlette.testclient import TestClient

from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.namespaces import ID, LKG
from kg.occurrences.verdicts import read_verdicts
from kg.review.reviews import read_reviews, record, review
from kg.web.app import create_app
from kg.web.explorer import Explorer
from kg.web.index.index import Index
from kg.web.judging import Judging


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    quarrel(tmp_path)
    return tmp_path


@pytest.fixture
def client(folder: Path):
    with Store(folder, read_only=True) as store:
        explorer = Explorer(store=store, index=Index.of(store), judging=Judging(name="Ann", folder=folder))
        app = create_app(folder, explorer.routes())
        with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
            client.headers["Accept-Language"] = "en"
            yield client


def fields(html: str, action: str = "/judge") -> dict[str, str]:
    """The hidden fields of a form."""
    root = html5rdf.parse(html, namespaceHTMLElements=False)
    (form,) = [form for form in root.iter("form") if form.get("action") == action]
    return {one.get("name"): one.get("value") for one in form.iter("input") if one.get("type") == "hidden"}


CLAIM = "/id/claim/S-1999-1/0"


def test_what_is_judged_is_told_in_words(client) -> None:
    """Names and concepts, where the file of reviews has IRIs and notations."""
    page = client.get(CLAIM).text
    start = page.index('<section class="judge"')
    section = page[start : page.index("<form", start)]
    assert re.sub(r"\s+", " ", re.sub("<[^>]+>", "", section)).strip() == (
        "Is this right? What is judgedabout armed attack 1999-03-01/1999-03-01 · act accuse · claimant Stateland A"
        " · figure killed exactly 5 Stateland A · polarity positive · target Stateland B"
    )
    assert "://" not in section


def test_a_verdict_is_recorded_and_shown_on_the_page(client, folder) -> None:
    given = fields(client.get(CLAIM).text)
    answer = client.post("/judge", data=given | {"verdict": "wrong", "note": "<b>no</b>", "right-act": "report",
                                                 "right-target": "甲国; 丁市"})  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, CLAIM)
    (made,) = read_reviews(folder / "reviews.ttl")
    assert (made.thing.iri, made.verdict, made.judge) == (str(ID["claim/S-1999-1/0"]), "wrong", "Ann")
    assert made.right == ("act=report", f"target={ID[A]}", f"target={ID['place/ding']}")
    text = client.get(CLAIM).text
    assert "Ann: wrong" in text and "&lt;b&gt;no&lt;/b&gt;" in text and "holds" in text


def test_what_is_said_to_be_right_counts_for_what_is_wrong_alone(client, folder) -> None:
    given = fields(client.get(CLAIM).text)
    assert client.post("/judge", data=given | {"verdict": "right", "right-act": "report"}).status_code == 303
    (made,) = read_reviews(folder / "reviews.ttl")
    assert (made.verdict, made.right) == ("right", ())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_that_can_be_judged_has_a_sound_form(client, folder, language: str) -> None:
    with Store(folder, read_only=True) as store:
        contradiction = Statements(store).lookup.subjects(RDF.type, str(LKG.Contradiction))[0]
    for thing in (contradiction, *(str(ID[one]) for one in ("event/fire-a", "mention/S-1999-1/5-7/name-b"))):
        text = client.get(f"/id/{thing.removeprefix(ID)}", headers={"Accept-Language": language}).text
        html5rdf.HTMLParser(strict=True).parse(text)
        assert fields(text)["thing"] == thing
        assert {f'id="{label}"' in text for label in re.findall(r'<label[^>]* for="([^"]+)"', text)} <= {True}


def test_the_queue_leads_through_all_that_is_open_and_ends(client, folder) -> None:
    seen = []
    while (answer := client.get("/queue?kind=claim")).status_code == 303:
        page = client.get(answer.headers["location"])
        given = fields(page.text)
        assert given["queue"] == "claim" and given["thing"] not in seen
        seen.append(given["thing"])
        after = client.post("/judge", data=given | {"verdict": "unsure"})
        assert after.headers["location"] == "/queue?kind=claim"
    with Store(folder, read_only=True) as store:
        statements = Statements(store)
        claims = statements.lookup.subjects(RDF.type, str(LKG.Claim))
    assert sorted(seen) == sorted(claims)
    assert "Verdicts of Ann" in answer.text and str(folder / "reviews.ttl") in answer.text


def test_another_persons_verdict_leaves_a_thing_open(client, folder) -> None:
    first = client.get("/queue?kind=claim").headers["location"]
    with Store(folder, read_only=True) as store:
        iri = str(ID[first.removeprefix("/id/").partition("?")[0]])
        record(folder / "reviews.ttl", review(Statements(store), iri, "right", "Ben"))
    assert client.get("/queue?kind=claim").headers["location"] == first
    assert "Ben: right" in client.get(first).text


def test_a_pair_is_judged_one_or_two(tmp_path: Path) -> None:
    doc = base(Doc("S-1", kind="Letter")).part("CoverLetter", A)
    for name in ("event/one", "event/two"):
        doc.event(name, "ArmedAttack", begin="1999-03-01", agent=B)
        doc.says("乙国开火。", {"by": A, "act": "report", "about": [name]})
    link = ID["link/0"]
    for predicate, value in (
        (LKG.account, ID["event/one"]), (LKG.account, ID["event/two"]), (LKG.verdict, Literal("doubtful")),
        (RDFS.comment, Literal("alike", lang="en")),
    ):  # fmt: skip
        doc.add(link, predicate, value)
    doc.add(link, LKG.ruleFired, Literal("by-hand"))
    doc.add(link, RDF.type, LKG.OccurrenceLink)
    for name in ("event/one", "event/two"):
        start = 0 if name == "event/one" else 5
        doc.mention(ID[name], start, start + 5, rule=f"event-{start}")
    folder = fill(tmp_path, doc)
    with Store(folder, read_only=True) as store:
        explorer = Explorer(store=store, index=Index.of(store), judging=Judging(name="Ann", folder=folder))
        with TestClient(create_app(folder, explorer.routes()), base_url="http://localhost") as client:
            given = fields(client.get("/id/link/0").text, "/judge/pair")
            answer = client.post("/judge/pair", data=given | {"verdict": "same"}, headers={"Accept-Language": "en"})
            assert "Judged so far: one." in answer.text
            assert client.post("/judge/pair", data=given | {"verdict": "maybe"}).status_code == 400
            claim = given | {"thing": str(ID["claim/S-1/0"]), "verdict": "same"}
            assert client.post("/judge/pair", data=claim).status_code == 400
    (made,) = read_verdicts(folder / "verdicts.ttl")
    assert (made.pair, made.verdict, made.judge) == (
        (str(ID["event/one"]), str(ID["event/two"])), "same", "Ann",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"token": "x"}, 403),
        ({"token": "é"}, 403),
        ({"verdict": "true"}, 400),
        ({"thing": "https://example.org/x"}, 400),
        ({"thing": "no iri"}, 400),
        ({"thing": ""}, 400),
        ({"verdict": "wrong", "right-act": "shout"}, 400),
        ({"note": "x" * 60_000}, 413),
    ],
    ids=str,
)
def test_a_form_that_is_not_ours_or_wrong_writes_nothing(client, folder, change: dict[str, str], status: int) -> None:
    given = fields(client.get(CLAIM).text) | {"verdict": "right"}
    assert client.post("/judge", data=given | change).status_code == status
    assert not (folder / "reviews.ttl").exists()


def test_no_other_site_may_send_the_form(client, folder) -> None:
    given = fields(client.get(CLAIM).text) | {"verdict": "right"}
    assert client.post("/judge", data=given, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/judge", content=b"token=%ff").status_code in (400, 403)
    assert client.post("/judge", data={"verdict": "right"}).status_code == 403
    assert client.get("/judge").status_code == 405
    assert not (folder / "reviews.ttl").exists()
    assert client.post("/judge", data=given, headers={"Origin": "http://localhost"}).status_code == 303


def test_without_a_judge_nothing_can_be_judged(folder) -> None:
    with Store(folder, read_only=True) as store:
        explorer = Explorer(store=store, index=Index.of(store))
        with TestClient(create_app(folder, explorer.routes()), base_url="http://localhost") as client:
            assert "judge" not in client.get(CLAIM).text
            assert client.post("/judge", data={"verdict": "right"}).status_code == 404
            assert client.get("/queue").status_code == 404


def test_a_file_of_reviews_that_is_none_is_told_and_stays(client, folder) -> None:
    given = fields(client.get(CLAIM).text) | {"verdict": "right"}
    (folder / "reviews.ttl").write_text("no turtle", encoding="utf-8")
    for answer in (client.get(CLAIM), client.post("/judge", data=given)):
        assert answer.status_code == 500 and "reviews.ttl: line 1: not Turtle" in answer.text
    assert (folder / "reviews.ttl").read_text(encoding="utf-8") == "no turtle"
