"""What is said where a document does not say by whom: kept as an unknown actor's, marked, and left out of analyses."""

from __future__ import annotations

import pytest
from builders.commands import call
from builders.extraction import LETTER, read

from kg.analysis.accusations import charges
from kg.analysis.ledger import ledger
from kg.analysis.networks.projections import UNKNOWN, find_projection, project
from kg.analysis.selection import Selection, select
from kg.graph.records import Build
from kg.graph.statements import Statements
from kg.graph.store import Store, from_rdflib
from kg.graph.validation import load_ontology, load_shapes, validate
from kg.model.document import CatalogueRow
from kg.model.mention import Kind

TITLE = "关于乙国部队炮击丁市的声明"
WORDS = f"{TITLE}\n1999年3月2日，乙国部队炮击了丁市，造成3名甲国士兵死亡。我们强烈谴责乙国。\n我国要求乙国停火。"


def claimed(x):
    names = {entity.key: entity for entity in x.entities}
    return [(names[claim.claimant].kind, claim.act) for claim in x.claims]


@pytest.fixture
def unsigned(extractor, tmp_path):
    return read(extractor, tmp_path, WORDS, "S-1999-7.txt")


def test_the_words_of_nobody_known_are_an_unknown_actors(unsigned):
    assert {kind for kind, _ in claimed(unsigned)} == {Kind.UNKNOWN}
    assert {act for _, act in claimed(unsigned)} >= {"condemn", "request"}
    assert {claim.claimant for claim in unsigned.claims} == {"actor/unknown-S-1999-7"}
    assert [count.count for count in unsigned.casualties] == [3]


def test_my_country_is_the_unknown_actors_and_no_state_that_the_text_names(unsigned):
    (request,) = [claim for claim in unsigned.claims if claim.act == "request"]
    names = {entity.key: entity.name for entity in unsigned.entities}
    assert [names[key] for key in request.targets] == ["乙国"]
    unknown = next(entity for entity in unsigned.entities if entity.kind is Kind.UNKNOWN)
    part = unsigned.document.parts[0]
    assert {part.text.slice(one.span) for one in unknown.evidence} >= {"我国"}


@pytest.mark.parametrize("heading", [TITLE, "议程项目35", "外交部 新闻司", "丁市的局势", "伊万·托尔(签名)"])
def test_titles_headings_and_signatures_are_no_claims(extractor, tmp_path, heading):
    x = read(extractor, tmp_path, f"{heading}\n丁市的局势十分严重。\n{heading}")
    part = x.document.parts[-1]
    said = {part.text.slice(claim.evidence[0].span) for claim in x.claims if claim.part == part.order}
    assert heading not in said


def test_a_list_without_full_stops_keeps_its_facts(extractor, tmp_path):
    x = read(extractor, tmp_path, "情况如下。\n1999年3月2日乙国部队炮击了丁市\n1999年3月3日乙国部队炮击了戊村")
    assert sorted(event.period.begin.day for event in x.events) == [2, 3]


def test_the_narration_of_a_record_is_nobodys_claim(extractor, tmp_path):
    words = "临时逐字记录\n1999年3月5日星期五上午10时举行\n上午10时05分开会。\n向遇难者默哀一分钟。\n"
    x = read(extractor, tmp_path, f"{words}托尔先生（甲国）（以英语发言）：我们谴责乙国。\n上午11时散会。")
    assert [kind for kind, _ in claimed(x)] == [Kind.STATE]


def test_a_catalogue_makes_the_author_known(extractor, tmp_path):
    x = read(extractor, tmp_path, WORDS, row=CatalogueRow(catalogue="list.csv", row=2, speaks_for=("甲国",)))
    assert {kind for kind, _ in claimed(x)} == {Kind.STATE}
    assert not [entity for entity in x.entities if entity.kind is Kind.UNKNOWN]


def test_a_document_of_known_voices_has_no_unknown_actor(extractor, tmp_path):
    x = read(extractor, tmp_path, LETTER.format(body="我国谴责乙国。"))
    assert not [entity for entity in x.entities if entity.kind is Kind.UNKNOWN]


def stored(extractor, x, tmp_path):
    graph = extractor.graph(x)
    assert not [
        one
        for one in validate(graph, ontology=load_ontology(), shapes=load_shapes()).results
        if one.severity == "Violation"
    ]
    store = Store(tmp_path / "out")
    build = Build(
        graph=str(extractor.document_iri(x)), path="/a.txt", file_name="a.txt", sha256="1", software_version="1",
        lexicon_version="1",
    )  # fmt: skip
    store.replace(build, from_rdflib(graph))
    return store


def test_analyses_leave_unknown_actors_out_unless_they_are_asked_for(extractor, unsigned, tmp_path):
    with stored(extractor, unsigned, tmp_path) as store:
        statements = Statements(store)
        assert not select(statements, Selection())
        assert len(select(statements, Selection(unknown=True))) == len(unsigned.claims)
        assert len(select(statements, Selection(claimant=next(iter(statements.unknown))))) == len(unsigned.claims)
        assert not charges(statements, Selection())
        assert charges(statements, Selection(unknown=True))
        assert not ledger(store)
        assert [entry.figure.count for entry in ledger(store, unknown=True)] == [3]
        projection = find_projection("accusations")
        assert dict(project(store, projection).left_out)[UNKNOWN] > 0
        assert project(store, projection, unknown=True).graph.edges
        assert not project(store, projection).graph.edges


def test_the_unknown_actor_has_a_name_in_two_languages(extractor, unsigned, tmp_path):
    with stored(extractor, unsigned, tmp_path) as store:
        (unknown,) = Statements(store).unknown
        lookup = Statements(store).lookup
        assert (lookup.name(unknown), lookup.name(unknown, "en")) == (
            "未知行为体 (S-1999-7)",
            "unknown actor (S-1999-7)",
        )


def test_each_document_to_look_at_has_a_line_and_strict_makes_it_the_exit_status(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    words = {"unsigned": "我们强烈谴责伊拉克。", "silent": "议程项目", "broken": "no Chinese words here at all"}
    for name, text in words.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "list.csv").write_text("file,kind,speaks_for\nunsigned.txt,letter,科威特\n", encoding="utf-8")
    (folder / "broken.txt").unlink()
    plain, strict = (call("build", folder, "--model", "none", "--out", out, *more) for more in ((), ("--strict",)))
    assert (plain.exit_code, strict.exit_code) == (0, 1)
    told = {
        line.partition(".txt: ")[0].rpartition("/")[2]: line for line in plain.stdout.splitlines() if "look at" in line
    }
    assert sorted(told) == ["silent", "unsigned"]
    assert "unknown actor" in told["unsigned"]
    assert "catalogue" in told["silent"]
    assert "## Documents to look at" in (out / "report.md").read_text(encoding="utf-8")
    (folder / "silent.txt").unlink()
    named = call("build", folder, "--model", "none", "--out", out, "--strict", "--catalogue", tmp_path / "list.csv")
    assert named.exit_code == 0
    (folder / "broken.txt").write_text(words["broken"], encoding="utf-8")
    assert "broken.txt" in call("build", folder, "--model", "none", "--out", out).stdout
