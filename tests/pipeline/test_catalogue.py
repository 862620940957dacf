"""What a catalogue says of documents: it fills what their texts lack, is kept apart, and never takes a text's place."""

from __future__ import annotations

import datetime

import pytest
from builders.bench import StubExtractor, check
from builders.extraction import LETTER, read
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, XSD

from kg.errors import CatalogueError
from kg.graph.validation import load_ontology, load_shapes, validate
from kg.model.document import CatalogueRow, DocumentKind, PartKind
from kg.namespaces import ID, LKG
from kg.pipeline.bench import Bench
from kg.pipeline.documents import build

FRAGMENT = "我国要求乙国立即停火。\n3月2日，乙国部队炮击了丁市，造成3名平民死亡。"
ANNEXED = """谨随函转递乙国外交部长米罗·延科的信(见附件)。
请将本函作为安全理事会文件分发为荷。
附件
乙国外交部长米罗·延科的信
我国谴责丙国的行为。
米罗·延科(签名)
"""


def row(**cells):
    return CatalogueRow(catalogue="list.csv", row=7, **cells)


def claimed(extraction):
    """The names of the claimants and the acts, in order."""
    names = {entity.key: entity.name for entity in extraction.entities}
    return [(names[claim.claimant], claim.act) for claim in extraction.claims]


def codes(extraction):
    return {problem.code for problem in extraction.problems}


def test_a_text_without_title_and_signature_has_its_speaker(extractor, tmp_path):
    x = read(extractor, tmp_path, FRAGMENT, row=row(kind=DocumentKind.LETTER, speaks_for=("甲国",), date="1999-03-04"))
    assert [who for who, _ in claimed(x)] == ["甲国", "甲国"]
    assert (x.document.kind, x.document.date) == (DocumentKind.LETTER, datetime.date(1999, 3, 4))
    assert [event.period.begin for event in x.events if event.type == "ArmedAttack"] == [datetime.date(1999, 3, 2)]
    assert not codes(x) & {"no-body", "unknown-kind"}


@pytest.mark.parametrize(
    ("date", "begin"), [("1999", (1999, 3, 2)), ("1999-03", (1999, 3, 2)), ("1998-12", (1998, 3, 2))]
)
def test_the_year_of_a_rough_date_gives_years_to_days(extractor, tmp_path, date, begin):
    x = read(extractor, tmp_path, FRAGMENT, row=row(kind=DocumentKind.LETTER, speaks_for=("甲国",), date=date))
    assert [event.period.begin for event in x.events] == [datetime.date(*begin)]
    assert x.document.date is None


def test_several_speakers_claim_each_for_itself(extractor, tmp_path):
    x = read(extractor, tmp_path, "我们要求丙国停火。", row=row(kind=DocumentKind.LETTER, speaks_for=("甲国", "乙国")))
    assert claimed(x) == [("甲国", "request"), ("乙国", "request")]


def test_a_name_that_the_lexicon_lacks_is_an_actor_of_this_document(extractor, tmp_path):
    x = read(
        extractor, tmp_path, FRAGMENT, row=row(kind=DocumentKind.REPORT, speaks_for=("专家小组",), symbols=("S/1",))
    )
    assert {who for who, _ in claimed(x)} == {"专家小组"}
    assert next(e.key for e in x.entities if e.name == "专家小组") == "actor/S-1/专家小组"


def test_an_annex_whose_author_the_text_names_is_not_the_catalogues_speakers(extractor, tmp_path):
    x = read(extractor, tmp_path, ANNEXED, row=row(kind=DocumentKind.LETTER, speaks_for=("甲国",)))
    assert claimed(x) == [("甲国", "request"), ("乙国", "accuse"), ("乙国", "condemn")]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"kind": DocumentKind.RESOLUTION}, "catalogue-kind"),
        ({"date": "1998"}, "catalogue-date"),
        ({"speaks_for": ("乙国",)}, "catalogue-speaker"),
        ({"kind": DocumentKind.LETTER, "date": "1999-03", "speaks_for": ("甲国",)}, ""),
    ],
)
def test_what_text_and_catalogue_say_differently_is_told_and_the_texts_holds(extractor, tmp_path, cells, code):
    words = LETTER.format(body="我国谴责乙国。")
    x, alone = read(extractor, tmp_path, words, row=row(**cells)), read(extractor, tmp_path, words)
    assert {one for one in codes(x) if one.startswith("catalogue-")} == ({code} if code else set())
    assert (x.document.kind, x.document.date, claimed(x)) == (alone.document.kind, alone.document.date, claimed(alone))


def test_another_symbol_than_the_printed_one_is_told(extractor, tmp_path):
    words = f"S/1999/11\n{LETTER.format(body='我国谴责乙国。')}"
    assert "catalogue-symbol" in codes(read(extractor, tmp_path, words, row=row(symbols=("S/1999/12",))))
    joint = read(extractor, tmp_path, words, row=row(symbols=("A/53/2", "S/1999/11")))
    assert joint.document.all_symbols == ("S/1999/11", "A/53/2")
    assert "catalogue-symbol" not in codes(joint)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (DocumentKind.LETTER, PartKind.COVER_LETTER),
        (DocumentKind.REPORT, PartKind.BODY),
        (DocumentKind.STATEMENT, PartKind.BODY),
        (DocumentKind.DRAFT_RESOLUTION, PartKind.BODY),
    ],
)
def test_the_kind_tells_how_a_text_is_read(extractor, tmp_path, kind, part):
    x = read(extractor, tmp_path, FRAGMENT, row=row(kind=kind, speaks_for=("甲国",)))
    assert x.document.kind is kind
    assert {one.kind for one in x.document.parts} == {part}


def test_the_graph_keeps_the_catalogue_apart_and_is_as_the_shapes_say(extractor, tmp_path):
    cells = row(kind=DocumentKind.REPORT, date="1999", symbols=("S/1999/1",), speaks_for=("专家小组",), title="报告")
    x = read(extractor, tmp_path, FRAGMENT, row=cells)
    graph = extractor.graph(x)
    document, record = extractor.document_iri(x), URIRef(ID["catalogue/S-1999-1"])
    assert (document, LKG.catalogued, record) in graph
    assert (document, LKG.symbol, Literal("S/1999/1")) in graph
    assert not list(graph.objects(document, DCTERMS.date)), "a year is no day"
    assert dict(graph.predicate_objects(record)) | {
        DCTERMS.source: Literal("list.csv"),
        DCTERMS.date: Literal("1999", datatype=XSD.gYear),
        DCTERMS.type: LKG.Report,
        DCTERMS.title: Literal("报告", lang="zh"),
        LKG.order: Literal(7),
        LKG.onBehalfOf: URIRef(ID["actor/S-1999-1/专家小组"]),
    } == dict(graph.predicate_objects(record))
    results = validate(graph, ontology=load_ontology(), shapes=load_shapes()).results
    assert not [one for one in results if one.severity == "Violation"]


HEAD = "file,symbol,kind,date,speaks_for\n"


def statuses(folder, rows):
    """What becomes of the files of a folder when they are built with a catalogue of these rows."""
    catalogue = folder.parent / "list.csv"
    catalogue.write_text(HEAD + rows, encoding="utf-8")
    made = build([folder], folder.parent / "out", factory=lambda: Bench(StubExtractor(), check), catalogue=catalogue)
    return [str(outcome.status) for outcome in made.outcomes], made.complaints


def test_only_documents_whose_row_changed_are_built_again(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"D{name} 甲国", encoding="utf-8")
    assert statuses(folder, "a.txt,S/1,,,\nb.txt,,letter,,甲国\n") == (["built", "built"], ())
    assert statuses(folder, "a.txt,S/1,,,\nb.txt,,letter,,甲国\n") == (["unchanged", "unchanged"], ())
    assert statuses(folder, "a.txt,S/1,,,\nb.txt,,letter,,乙国\n") == (["unchanged", "built"], ())
    again, complaints = statuses(folder, "a.txt,S/1,,,\nc.txt,,letter,,乙国\n")
    assert again == ["unchanged", "built"]
    assert "row 3: file 'c.txt' is not in this build" in complaints[0]
    assert complaints[0] in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_a_broken_catalogue_stops_before_anything_is_written(tmp_path):
    (tmp_path / "a.txt").write_text("D1 甲国", encoding="utf-8")
    (tmp_path / "list.csv").write_text(f'{HEAD}a.txt,"S/1', encoding="utf-8")
    with pytest.raises(CatalogueError):
        build(
            [tmp_path], tmp_path / "out", factory=lambda: Bench(StubExtractor(), check), catalogue=tmp_path / "list.csv"
        )
    assert not (tmp_path / "out").exists()
