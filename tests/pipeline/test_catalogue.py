"""What a catalogue says of documents: it fills what their texts lack, is kept apart, and never takes a text's place."""

from __future__ import annotations

import datetime
import json

import pytest
from builders.bench import StubExtractor, check
from builders.extraction import LETTER, read
from builders.marc import record, written
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, XSD

from kg.errors import CatalogueError
from kg.graph.store import Store
from kg.graph.validation import load_ontology, load_shapes, validate
from kg.model.document import CatalogueRow, DocumentKind, PartKind
from kg.namespaces import ID, LKG
from kg.pipeline.bench import Bench
from kg.pipeline.documents import build
from kg.structure.catalogue import read_catalogue

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


CSV = "symbol,kind,date,speaks_for,title\nS/1999/1,letter,1999-03-04,甲国,关于停火的信\n"
LINE = {"symbol": "S/1999/1", "kind": "letter", "date": "1999-03-04", "speaks_for": ["甲国"], "title": "关于停火的信"}
FIELDS = ("191 $aS/1999/1", "089 $bB18", "269 $a1999-03-04", "710 $a甲国", "245 $a关于停火的信", "040 $beng")
PRINTED = f"联合国\n\n安全理事会\n\nS/1999/1\n\n{FRAGMENT}\n"


def list_in(folder, name):
    path = folder / name
    if path.suffix == ".csv":
        path.write_text(CSV, encoding="utf-8")
    elif path.suffix == ".jsonl":
        path.write_text(json.dumps(LINE), encoding="utf-8")
    else:
        written(folder, record(*FIELDS), name=name)
    return path


def test_the_same_row_gives_the_same_graph_in_every_format(extractor, tmp_path):
    (tmp_path / "a.txt").write_text(PRINTED, encoding="utf-8")
    source, graphs = extractor.read(tmp_path / "a.txt"), {}
    for name in ("list.csv", "list.jsonl", "list.xml", "list.mrc"):
        catalogue = read_catalogue(list_in(tmp_path, name)).held_against([source.path])
        assert not catalogue.complaints
        (x,) = extractor.extract_all(source, rows_of=catalogue.rows_of)
        graph = extractor.graph(x)
        record_node = URIRef(ID["catalogue/S-1999-1"])
        assert (record_node, DCTERMS.source, Literal(name)) in graph
        graph.remove((record_node, DCTERMS.source, None))
        graph.remove((record_node, LKG.order, None))
        graphs[name] = set(graph)
        assert (record_node, DCTERMS.title, Literal("关于停火的信", lang="zh")) in graph
        assert {who for who, _ in claimed(x)} == {"甲国"}
    assert len({frozenset(graph) for graph in graphs.values()}) == 1


def test_rows_by_symbol_are_of_each_document_of_a_file(extractor, tmp_path):
    rows = {"S/1999/1": row(symbols=("S/1999/1",), title="甲"), "S/1999/2": row(symbols=("S/1999/2",), title="乙")}
    note = "{0}常驻联合国代表团向联合国秘书长致意，谨通知边界局势。\n\n{0}常驻代表团借此机会再次致以最崇高的敬意。\n\n"
    head = "联合国\n\n安全理事会\n\nS/1999/{}\n\n"
    path = tmp_path / "two.txt"
    path.write_text(head.format(1) + note.format("甲国") + head.format(2) + note.format("乙国"), encoding="utf-8")
    found = extractor.extract_all(
        extractor.read(path), rows_of=lambda symbols: [rows[one] for one in symbols if one in rows]
    )
    assert [x.document.row.title for x in found] == ["甲", "乙"]


def test_a_document_with_the_symbols_of_two_rows_has_neither_and_a_problem(extractor, tmp_path):
    (tmp_path / "a.txt").write_text(PRINTED, encoding="utf-8")
    rows = [row(symbols=("S/1999/1",)), row(symbols=("A/53/1",))]
    (x,) = extractor.extract_all(extractor.read(tmp_path / "a.txt"), rows_of=lambda _: rows)
    assert x.document.row is None
    assert "catalogue-rows" in codes(x)


@pytest.fixture
def built(tmp_path, extractor):
    """Builds the documents of a folder with a catalogue of rows by symbol; gives statuses and complaints."""
    (tmp_path / "in").mkdir()

    def run(rows, **documents):
        for name, words in documents.items():
            (tmp_path / "in" / f"{name}.txt").write_text(words, encoding="utf-8")
        path = tmp_path / "list.csv"
        path.write_text(f"symbol,speaks_for\n{rows}", encoding="utf-8")
        made = build(
            [tmp_path / "in"], tmp_path / "out", factory=lambda: Bench(extractor, check), catalogue=path, outputs=False
        )
        return [str(outcome.status) for outcome in made.outcomes], made.complaints

    return run


def speakers(tmp_path):
    """Whom the stored documents speak for by a catalogue, by symbol."""
    query = (
        "SELECT ?s ?name WHERE { GRAPH ?g { ?d lkg:symbol ?s ; lkg:catalogued/lkg:onBehalfOf/skos:prefLabel ?name } "
        "FILTER (lang(?name) = 'zh') }"
    )
    with Store(tmp_path / "out", read_only=True) as store:
        return {
            tuple(term.value for term in answer)
            for answer in store.inner.query(
                f"PREFIX lkg: <{LKG}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> {query}"
            )
        }


def test_a_document_is_built_again_only_when_the_row_of_its_symbol_changed(built, tmp_path):
    other = PRINTED.replace("1999/1", "1999/2")
    assert built("S/1999/1,甲国\nS/1999/2,乙国\n", a=PRINTED, b=other) == (["built", "built"], ())
    assert built("S/1999/1,甲国\nS/1999/2,乙国\n") == (["unchanged", "unchanged"], ())
    assert speakers(tmp_path) == {("S/1999/1", "甲国"), ("S/1999/2", "乙国")}
    assert built("S/1999/1,甲国\nS/1999/2,甲国\n") == (["unchanged", "built"], ())
    statuses, (told,) = built("S/1999/1,甲国\nS/1999/9,甲国\nS/1999/8,甲国\n")
    assert statuses == ["unchanged", "built"]
    assert told == "list.csv: row 3: symbol 'S/1999/9' and 1 others are of no document read here"
    assert speakers(tmp_path) == {("S/1999/1", "甲国")}
    assert built("S/1999/1,甲国\nS/1999/2,甲国\n") == (["unchanged", "built"], ())


def test_two_documents_of_one_symbol_are_told_and_neither_has_the_row(built, tmp_path):
    joint = PRINTED.replace("S/1999/1", "A/53/1\n\nS/1999/1")
    statuses, (told,) = built("S/1999/1,甲国\n", a=PRINTED, b=joint)
    assert statuses == ["built", "built"]
    assert "row 2: symbol 'S/1999/1' is of 2 documents" in told
    assert speakers(tmp_path) == set()


def test_two_files_of_one_document_are_told(built, tmp_path):
    statuses, (told,) = built("S/1999/1,甲国\n", a=PRINTED, b=PRINTED + "我国也要求停火。\n")
    assert statuses == ["built", "failed"]
    assert "is of 2 documents" in told
    assert speakers(tmp_path) == set()


@pytest.mark.parametrize("name", ["list.jsonl", "list.xml", "list.mrc"])
def test_a_broken_catalogue_of_another_format_stops_before_anything_is_written(tmp_path, name):
    (tmp_path / "a.txt").write_text("D1 甲国", encoding="utf-8")
    (tmp_path / name).write_bytes(b"{")
    with pytest.raises(CatalogueError):
        build([tmp_path], tmp_path / "out", factory=lambda: Bench(StubExtractor(), check), catalogue=tmp_path / name)
    assert not (tmp_path / "out").exists()


def test_a_record_that_links_to_a_file_is_of_that_file(tmp_path):
    links = [f"856 $uhttps://example.org/files/S_1999_1-{language}.pdf" for language in ("ZH", "EN")]
    path = written(tmp_path, record("191 $aS/1999/1", *links), record("191 $aS/1999/2", links[0], "245 $aLetter"))
    catalogue = read_catalogue(path)
    one, both = [tmp_path / "S_1999_1-EN.pdf"], [tmp_path / f"S_1999_1-{end}.pdf" for end in ("ZH", "EN")]
    assert catalogue.held_against(one).row_of(one[0]).row == 1
    held = catalogue.held_against(both)
    assert [held.row_of(file) for file in both] == [None, None]
    assert len(held.complaints) == 2


@pytest.mark.parametrize("listed", ["Ｓ／１９９９／１", "S/1999/1 ", "s/1999/1"])
def test_two_forms_of_one_symbol_are_no_contradiction(extractor, tmp_path, listed):
    (tmp_path / "list.csv").write_text(f"file,symbol\na.txt,{listed}\n", "utf-8")
    cells = read_catalogue(tmp_path / "list.csv").rows["a.txt"]
    x = read(extractor, tmp_path, PRINTED, row=cells)
    assert "catalogue-symbol" not in codes(x)
    assert x.document.all_symbols == ("S/1999/1",)


def test_a_symbol_with_and_without_a_blank_is_one(extractor, tmp_path):
    x = read(
        extractor, tmp_path, "S/RES/99 (1999)\n安全理事会，\n1. 要求停火。\n", row=row(symbols=("S/RES/99(1999)",))
    )
    assert x.document.all_symbols == ("S/RES/99 (1999)",)
    assert "catalogue-symbol" not in codes(x)


def test_a_catalogue_among_the_documents_is_none_that_was_not_read(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Da 甲国", encoding="utf-8")
    line = '{"file": "a.txt", "symbol": "S/1999/1"}\n'
    for name in ("manifest.jsonl", "other.jsonl"):
        (folder / name).write_text(line, encoding="utf-8")

    def told(catalogue):
        made = build([folder], tmp_path / "out", factory=lambda: Bench(StubExtractor(), check), catalogue=catalogue)
        return [outcome.message.rpartition("/")[2] for outcome in made.unread]

    assert [words.partition(":")[0] for words in told(folder / "manifest.jsonl")] == ["other.jsonl"]
    assert "name it with --catalogue" in told(folder / "other.jsonl")[0]
