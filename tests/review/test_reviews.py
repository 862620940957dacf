"""Reviews: what may be judged and how, what survives a rebuild, what is hidden, measured and written for scoring."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from builders.commands import call, refused
from builders.places import ROOT, SHARED
from builders.quarrel import A, B, base, quarrel
from builders.world import Doc, fill
from rdflib import RDF, Graph, Literal

import kg
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.namespaces import ID, LKG
from kg.review.matching import State, match
from kg.review.measure import wilson
from kg.review.reviews import read_reviews, record, review, write_reviews

FIRE, SHOT = "乙国开火。", "甲国再次开火。"


def letter(*, before: str = "", act: str = "accuse", words: str = FIRE, name: str = "S-1") -> Doc:
    """A letter in which 甲国 says two things; `before` moves them."""
    doc = base(Doc(name, kind="Letter", day="1999-05-01", symbols=["S/1"], sender=A)).part("CoverLetter", A)
    doc.text = before
    doc.event("event/raid", "ArmedAttack", begin="1999-04-30", agent=B)
    doc.says(words, {"by": A, "act": act, "to": [B], "about": ["event/raid"]}, named={"国": B})
    doc.says(SHOT, {"by": A, "act": "report"})
    return doc


def stored(folder: Path, doc: Doc) -> Path:
    folder.mkdir()
    return fill(folder, doc)


def judged(folder: Path, thing: str, verdict: str, *words: str, by: str = "Ann") -> None:
    result = call("review", "add", thing, verdict, "--by", by, "--out", folder, *words)
    assert result.exit_code == 0, result.output


def listed(folder: Path, *words: str) -> list[dict[str, str]]:
    result = call("review", "list", "--format", "json", "--out", folder, *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def moved(folder: Path, to: Path, doc: Doc) -> Path:
    """The reviews of one store beside another, which was built from a changed document or by other rules."""
    stored(to, doc)
    (to / "reviews.ttl").write_bytes((folder / "reviews.ttl").read_bytes())
    return to


def test_a_review_is_kept_with_words_place_and_content(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/0", "wrong", "--note", "no blame", "--right", "act=report", "--right", "target=甲国")
    (row,) = listed(folder)
    assert (row["verdict"], row["judge"], row["note"], row["state"]) == ("wrong", "Ann", "no blame", "current")
    assert row["right"] == f"act=report | target={ID[A]}"
    assert (row["quote"], row["start"], row["end"], row["document"], row["file"]) == (FIRE, 0, 5, "S/1", "S-1.txt")
    assert row["content"].split(" | ") == [
        "about=ArmedAttack 1999-04-30/1999-04-30", "act=accuse", f"by={ID[A]}", "polarity=positive", f"target={ID[B]}",
    ]  # fmt: skip
    graph = Graph().parse(folder / "reviews.ttl")
    assert {str(value) for value in graph.objects(None, LKG.verdict)} == {"wrong"}
    assert {str(value) for value in graph.objects(None, LKG.symbol)} == {"S/1"}


@pytest.mark.parametrize(
    ("thing", "kind"),
    [("id:claim/S-1/0", "claim"), ("id:event/raid", "event"), ("id:mention/S-1/1-2/name-b", "name")],
)
def test_claims_events_and_names_are_judged(tmp_path: Path, thing: str, kind: str) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, thing, "right")
    assert [(row["kind"], row["state"]) for row in listed(folder)] == [(kind, "current")]


def test_a_link_is_judged_with_both_its_ends(tmp_path: Path) -> None:
    quarrel(tmp_path)
    with Store(tmp_path, read_only=True) as store:
        nodes = Statements(store).lookup.subjects(RDF.type, str(LKG.Contradiction))
    judged(tmp_path, nodes[0], "unsure")
    (row,) = listed(tmp_path)
    assert (row["kind"], row["content"]) == ("link", "class=Contradiction | finding=figures")
    assert set(row["quote"].split(" | ")) == {"3月1日，乙国向丁市开火，打死5人。", "那天没有人死亡。"}


def test_a_person_has_one_verdict_on_a_thing_and_others_have_theirs(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/0", "right")
    judged(folder, "id:claim/S-1/0", "wrong")
    judged(folder, "id:claim/S-1/0", "right", by="Ben")
    assert [(row["judge"], row["verdict"]) for row in listed(folder)] == [("Ann", "wrong"), ("Ben", "right")]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("id:claim/S-1/9", "right", "--by", "A"), "is no claim, event, link or name"),
        ((f"id:{A}", "right", "--by", "A"), "is no claim, event, link or name"),
        (("id:claim/S-1/0", "true", "--by", "A"), "'true' is no verdict; write right, wrong, unsure"),
        (("id:claim/S-1/0", "right", "--by", " "), "whose verdict is it?"),
        (("id:claim/S-1/0", "right", "--by", "A", "--right", "act=deny"), "of what is wrong alone"),
        (("id:claim/S-1/0", "wrong", "--by", "A", "--right", "act=shout"), "'shout' is no act; choose one of accuse"),
        (
            ("id:claim/S-1/0", "wrong", "--by", "A", "--right", "deny"),
            "write NAME=VALUE; of a claim, NAME is one of act",
        ),
        (("id:event/raid", "wrong", "--by", "A", "--right", "begin=May"), "'May' is no day"),
        (("id:event/raid", "wrong", "--by", "A", "--right", "type=Party"), "'Party' is no type; choose one of"),
    ],
    ids=str,
)
def test_wrong_requests_are_told_and_write_nothing(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    folder = stored(tmp_path / "one", letter())
    refused(call("review", "add", *words, "--out", folder), message)
    assert not (folder / "reviews.ttl").exists()


@pytest.mark.parametrize("text", [f"<urn:r> a <{LKG.Review}> .", "no turtle"])
def test_a_file_that_is_none_is_told_and_stays(tmp_path: Path, text: str) -> None:
    folder = stored(tmp_path / "one", letter())
    (folder / "reviews.ttl").write_text(text, encoding="utf-8")
    result = call("review", "add", "id:claim/S-1/0", "right", "--by", "A", "--out", folder)
    assert result.exit_code in (1, 2) and "reviews.ttl" in result.stderr
    assert (folder / "reviews.ttl").read_text(encoding="utf-8") == text


def test_a_sentence_that_moved_is_found_again(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/0", "wrong")
    judged(folder, "id:event/raid", "right")
    judged(folder, "id:mention/S-1/1-2/name-b", "right")
    after = moved(folder, tmp_path / "two", letter(before="一句新话。"))
    rows = listed(after)
    assert [(row["kind"], row["state"], row["start"]) for row in rows] == [
        ("claim", "current", 5), ("event", "current", 5), ("name", "current", 6),
    ]  # fmt: skip


def test_another_claim_that_took_the_iri_is_not_taken_for_it(tmp_path: Path) -> None:
    """The IRIs of claims count; where a claim goes before another, the second has the IRI of the first."""
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/1", "wrong")
    doc = base(Doc("S-1", kind="Letter", day="1999-05-01", symbols=["S/1"], sender=A)).part("CoverLetter", A)
    doc.says(SHOT, {"by": A, "act": "report"})
    doc.says(FIRE, {"by": A, "act": "report"})
    (row,) = listed(moved(folder, tmp_path / "two", doc))
    assert (row["thing"], row["state"], row["quote"]) == (str(ID["claim/S-1/0"]), "current", SHOT)


def test_what_says_something_else_now_is_to_be_judged_again(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/0", "wrong", "--right", "act=report")
    after = moved(folder, tmp_path / "two", letter(act="report"))
    (row,) = listed(after, "--state", "changed")
    assert "act=accuse" in row["content"] and "act=report" in row["now"]
    assert "judged wrong" not in call("stances", "--out", after).stderr  # what was judged is there no longer
    assert call("review", "measure", "--format", "csv", "--out", after).stdout.count("\n") == 1
    assert "1 reviews" in call("review", "measure", "--out", after).stderr


@pytest.mark.parametrize(
    ("doc", "reason"),
    [
        (letter(words="丙国开火。"), "no claim has its words any more"),
        (Doc("S-2", kind="Letter").part("CoverLetter", A), "its document is not in the store"),
    ],
    ids=["words", "document"],
)
def test_what_is_gone_is_listed_and_kept(tmp_path: Path, doc: Doc, reason: str) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/0", "wrong")
    after = moved(folder, tmp_path / "two", doc)
    (row,) = listed(after, "--state", "orphaned")
    assert (row["reason"], row["quote"], row["verdict"]) == (reason, FIRE, "wrong")
    if doc.name == "S-1":
        judged(after, "id:claim/S-1/1", "right")
        assert len(listed(after)) == 2  # another review does not drop it


def test_a_document_is_known_by_its_symbol_where_its_iri_is_another(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/1", "right")
    (row,) = listed(moved(folder, tmp_path / "two", letter(name="renamed")))
    assert (row["thing"], row["state"]) == (str(ID["claim/renamed/1"]), "current")


def test_the_nearest_of_two_like_sentences_is_meant(tmp_path: Path) -> None:
    doc = base(Doc("S-1", kind="Letter", symbols=["S/1"])).part("CoverLetter", A)
    for words in (FIRE, SHOT, FIRE):
        doc.says(words, {"by": A, "act": "report"})
    folder = stored(tmp_path / "one", doc)
    judged(folder, "id:claim/S-1/2", "right")
    again = base(Doc("other", kind="Letter", symbols=["S/1"])).part("CoverLetter", A)
    for words in (FIRE, SHOT, FIRE):
        again.says(words, {"by": A, "act": "report"})
    assert [row["thing"] for row in listed(moved(folder, tmp_path / "two", again))] == [str(ID["claim/other/2"])]


def hidden_in(folder: Path, *words: str) -> tuple[str, str]:
    result = call(*words, "--out", folder)
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


def test_a_wrong_claim_is_hidden_from_lists_reports_and_projections_and_stays_in_the_graph(tmp_path: Path) -> None:
    quarrel(tmp_path)
    claim = next(row["thing"] for row in listed(tmp_path, "--open", "--kind", "claim") if "打死5人" in row["quote"])
    judged(tmp_path, claim, "wrong")
    asked = (
        ("accusations", "--format", "csv"),
        ("stances", "--claims", "--format", "csv"),
        ("ledger", "--format", "csv"),
        ("report", "actor", "甲国"),
        ("report", "dispute", "1999-03-01"),
        ("analyze", "accusations", "--table", "ties", "--format", "csv"),
    )
    for words in asked:
        shown, said = hidden_in(tmp_path, *words)
        every, nothing = hidden_in(tmp_path, *words, "--all")
        assert claim not in shown and claim in every, words
        assert "left out, as judged wrong: " in said and "left out" not in nothing
    assert "经人判断有误而未列出（kg review）：2项" in hidden_in(tmp_path, "report", "actor", "甲国")[0]
    assert "经人判断有误" not in hidden_in(tmp_path, "report", "actor", "甲国", "--all")[0]
    assert claim in hidden_in(tmp_path, "export", "--format", "nt")[0]


def test_who_disagrees_hides_nothing_and_is_not_measured(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/0", "wrong")
    judged(folder, "id:claim/S-1/0", "right", by="Ben")
    judged(folder, "id:claim/S-1/1", "right")
    judged(folder, "id:claim/S-1/1", "unsure", by="Ben")
    assert "left out" not in call("stances", "--out", folder).stderr
    rows = list(csv.DictReader(io.StringIO(call("review", "measure", "--format", "csv", "--out", folder).stdout)))
    assert [(row["right"], row["wrong"], row["disputed"]) for row in rows if row["group"] == "all"] == [("1", "0", "1")]


def test_precision_is_told_by_group_with_intervals(tmp_path: Path) -> None:
    doc = base(Doc("S-1", kind="Letter", symbols=["S/1"])).part("CoverLetter", A)
    for number in range(10):
        doc.says(f"第{number}句。", {"by": A, "act": "report" if number < 4 else "deny"})
    folder = stored(tmp_path / "one", doc)
    with Store(folder, read_only=True) as store:
        statements = Statements(store)
        verdicts = ["right", "right", "right", "wrong", "right", "wrong", "wrong", "wrong", "unsure", "right"]
        made = [review(statements, str(ID[f"claim/S-1/{at}"]), one, "Ann") for at, one in enumerate(verdicts)]
    record(folder / "reviews.ttl", *made)
    rows = call("review", "measure", "--by", "act", "--format", "csv", "--out", folder).stdout.splitlines()
    low, high = wilson(3, 4)
    assert rows == [
        "group,right,wrong,unsure,disputed,precision,low,high",
        "deny,2,3,1,0,0.400,0.118,0.769",
        f"report,3,1,0,0,0.750,{low:.3f},{high:.3f}",
        "all,5,4,1,0,0.556,0.267,0.811",
    ]


@pytest.mark.parametrize(
    ("right", "number", "low", "high"), [(8, 10, 0.4902, 0.9433), (5, 5, 0.5655, 1.0), (0, 1, 0, 0.7935)]
)
def test_wilsons_interval(right: int, number: int, low: float, high: float) -> None:
    """Expected values: the score interval as tabled by Newcombe (1998) and by R's `binom.wilson`."""
    assert wilson(right, number) == pytest.approx((low, high), abs=1e-4)


def test_rules_are_classed_as_the_ontology_classes_them(tmp_path: Path) -> None:
    doc = base(Doc("S-1", kind="Letter", symbols=["S/1"])).part("CoverLetter", A)
    doc.text = FIRE
    node = ID["claim/S-1/0"]
    doc.claim(0, 5, by=A, act="accuse", words=(0, 5))
    for mention in set(doc.graph.subjects(LKG.ruleFired, Literal("claim-1"))):
        doc.graph.set((mention, LKG.ruleFired, Literal("accuse-attack")))
    folder = stored(tmp_path / "one", doc)
    judged(folder, str(node), "right")
    rows = call("review", "measure", "--format", "csv", "--out", folder).stdout.splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["ActRule", "all"]


def test_what_is_open_comes_in_one_order_and_goes_when_it_is_judged(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    claims = [row["thing"] for row in listed(folder, "--open", "--kind", "claim")]
    assert sorted(claims) == [str(ID["claim/S-1/0"]), str(ID["claim/S-1/1"])]
    assert [row["kind"] for row in listed(folder, "--open")] == ["claim", "claim", "event", "name"]
    judged(folder, claims[0], "unsure")
    assert [row["thing"] for row in listed(folder, "--open", "--kind", "claim")] == claims[1:]
    assert len(listed(folder, "--open", "--limit", "2")) == 2
    assert [row["kind"] for row in listed(folder, "--open", "--rule", "name-b")] == ["name"]


def test_many_may_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    with Store(folder, read_only=True) as store:
        made = [review(Statements(store), str(ID["claim/S-1/0"]), "right", f"judge {number}") for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: record(folder / "reviews.ttl", one), made))
    assert len(read_reviews(folder / "reviews.ttl")) == 24


def test_processes_write_one_after_the_other(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    code = (
        "import sys; from pathlib import Path; from dataclasses import replace;"
        "from kg.review.reviews import read_reviews, record; path = Path(sys.argv[1]);"
        "one = read_reviews(path)[0];"
        "[record(path, replace(one, judge=f'{sys.argv[2]} {at}')) for at in range(8)]"
    )
    judged(folder, "id:claim/S-1/0", "right")
    running = [subprocess.Popen([sys.executable, "-c", code, str(folder / "reviews.ttl"), str(at)]) for at in range(3)]
    assert [one.wait(timeout=120) for one in running] == [0, 0, 0]
    assert len(read_reviews(folder / "reviews.ttl")) == 25


def test_the_same_reviews_are_the_same_bytes(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    for thing, verdict in (("id:claim/S-1/0", "right"), ("id:event/raid", "wrong")):
        judged(folder, thing, verdict, "--note", 'a "note"\nof two lines \\')
    reviews = read_reviews(folder / "reviews.ttl")
    write_reviews(tmp_path / "again.ttl", reversed(reviews))
    assert (tmp_path / "again.ttl").read_bytes() == (folder / "reviews.ttl").read_bytes()
    assert read_reviews(tmp_path / "again.ttl") == reviews


def test_reviewed_claims_are_exported_as_a_table_and_as_a_file(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/0", "wrong", "--note", "=1+1")
    target = tmp_path / "reviews.csv"
    assert call("review", "export", "--to", target, "--out", folder).exit_code == 0
    (row,) = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
    assert (row["verdict"], row["quote"], row["note"]) == ("wrong", FIRE, "'=1+1")
    refused(call("review", "export", "--format", "xml", "--out", folder), "'xml' is no format")
    refused(call("review", "export", "--format", "annotation", "--out", folder), "name it with --to")


def test_annotation_has_what_is_right_and_what_would_be(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/0", "wrong", "--right", "act=request")
    judged(folder, "id:claim/S-1/1", "wrong")
    result = call("review", "export", "--format", "annotation", "--to", tmp_path / "gold", "--out", folder)
    assert "S-1: sentences S-1.s001 to S-1.s002; reviewed claims in them: 2 of 2" in result.stdout
    made = yaml.safe_load((tmp_path / "gold" / "S-1.yaml").read_text(encoding="utf-8"))
    assert made["acts"] == [{"s": "S-1.s001", "act": "request", "by": "actor-a", "target": ["actor-b"]}]
    assert [(one["type"], one["start"], one["sentences"]) for one in made["events"]] == [
        ("ArmedAttack", "1999-04-30", ["S-1.s001"])
    ]
    assert {one["id"]: one["type"] for one in made["entities"]} == {"actor-a": "State", "actor-b": "State"}
    sentences = (tmp_path / "gold" / "S-1.sentences.tsv").read_text(encoding="utf-8")
    assert sentences == f"S-1.s001\t{FIRE}\nS-1.s002\t{SHOT}\n"


def test_a_sentence_that_is_not_reviewed_as_a_whole_is_not_annotated(tmp_path: Path) -> None:
    folder = stored(tmp_path / "one", letter())
    judged(folder, "id:claim/S-1/1", "right")
    call("review", "export", "--format", "annotation", "--to", tmp_path / "gold", "--out", folder)
    made = yaml.safe_load((tmp_path / "gold" / "S-1.yaml").read_text(encoding="utf-8"))
    assert made["document"]["scope"] == ["S-1.s002", "S-1.s002"]


@pytest.mark.skipif(not (SHARED / "score" / "score.py").exists(), reason="needs the scorer beside the clone")
def test_the_scorer_reads_the_annotation_and_finds_what_was_judged_right(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert kg.build([ROOT / "specimens" / "03-meeting-record.txt"], out, [ROOT / "specimens" / "lexicon"]).ok
    with Store(out, read_only=True) as store:
        statements = Statements(store)
        claims = statements.lookup.subjects(RDF.type, str(LKG.Claim))
        record(out / "reviews.ttl", *(review(statements, one, "right", "Ann") for one in claims))
        states = {one.state for one in match(statements, read_reviews(out / "reviews.ttl"))}
    assert states == {State.CURRENT}
    gold = tmp_path / "gold"
    assert call("review", "export", "--format", "annotation", "--to", gold, "--out", out).exit_code == 0
    command = [sys.executable, str(SHARED / "score" / "score.py"), str(out / "graph.trig"), str(gold)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scores = {line[:20].strip(): line[20:].split() for line in told.splitlines()[1:-1]}
    for section in ("acts", "act targets", "agreement claims", "casualties"):
        gold_rows, found, right = map(int, scores[section][:3])
        assert gold_rows == found == right > 0, (section, scores[section])
