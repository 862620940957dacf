"""All documents' graphs as one: a thing has one preferred name however its documents write it, here and elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.commands import call
from builders.extraction import LETTER, read
from builders.long import long
from builders.ontology import ontology
from builders.other_engine import violations
from builders.places import TESTS
from rdflib import RDF, SKOS, Graph, Literal

from kg.graph.store import Store, from_rdflib
from kg.graph.validation import load_shapes, validate
from kg.graph.writer import to_graph
from kg.knowledge.turtle import read_turtle
from kg.namespaces import ID, LKG
from kg.pipeline.bench import revalidate, validator
from kg.pipeline.extractor import Extractor
from kg.resources import shipped

WAYS = (
    "安全理事会通过了第9901（1995）号决议。乙国违反《联合国宪章》第二条第四项。甲国内务部谴责乙国。",
    "安全理事会通过了第9901(1995)号决议。乙国违反《联合国宪章》第2条第4项。甲国内务部谴责乙国。",
    "安全理事会1995年第9901号决议要求停火。乙国违反《联合国宪章》第２条第４项。甲国内务部长谴责乙国。",
    "S/RES/9901（1995）要求停火。第9901（1995）号决议所设委员会开会。",
    "第9901(1995)号决议所设委员会开会。",
)


@pytest.fixture(scope="module")
def together(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    union = Graph()
    for number, body in enumerate(WAYS):
        letter = LETTER.format(body=body)
        union += to_graph(read(extractor, tmp_path_factory.mktemp("letters"), letter, f"letter-{number}.txt"), "1")
    return union


def test_documents_that_write_a_name_in_several_ways_conform_together(together: Graph) -> None:
    assert validate(together, ontology=ontology(), shapes=load_shapes()).of("Violation") == ()


def test_a_thing_has_one_preferred_name_in_a_language(together: Graph) -> None:
    for thing in set(together.subjects(SKOS.prefLabel)):
        names = [name for name in together.objects(thing, SKOS.prefLabel) if isinstance(name, Literal)]
        assert len({name.language for name in names}) == len(names), names
        assert not {*names} & {*together.objects(thing, SKOS.altLabel)}, names


def test_a_resolution_is_called_by_its_number_and_other_forms_are_kept(together: Graph) -> None:
    resolution = ID["agreement/resolution-9901-1995"]
    assert list(together.objects(resolution, SKOS.prefLabel)) == [Literal("第9901(1995)号决议", lang="zh")]
    assert Literal("第9901（1995）号决议", lang="zh") in set(together.objects(resolution, SKOS.altLabel))


def test_a_provision_is_called_by_its_number_in_digits(together: Graph) -> None:
    names = {str(name) for one in together.subjects(RDF.type, LKG.Provision) for name in together[one : SKOS.prefLabel]}
    assert names == {"第2条第4项"}


def test_validate_says_what_only_all_documents_together_violate(tmp_path: Path) -> None:
    thing = f"<{ID}actor/a> a <{LKG}State>, <{LKG}Actor> ; <{SKOS.prefLabel}>"
    with Store(tmp_path) as store:
        for number, name in enumerate(("甲（乙）国", "甲(乙)国")):
            graph = Graph().parse(data=f'{thing} "{name}"@zh .', format="turtle")
            store.replace_derived(f"{ID}document/{number}", from_rdflib(graph))
        *documents, (name, found) = revalidate(store, validator())
    shape = "https://w3id.org/letterkg/shape/"
    assert name == "graph.ttl"
    assert [one.focus for one in found] == [str(ID["actor/a"])]
    assert found[0].shape.startswith(shape)
    assert found[0].rank not in {one.rank for _, results in documents for one in results}


@long
def test_the_specimens_conform_for_another_engine(desk: Path) -> None:
    assert call("validate", "--out", str(desk / "output")).exit_code == 0
    assert violations(desk / "output" / "graph.ttl") == set()


def test_another_engine_runs_the_shapes_queries_too() -> None:
    shapes = read_turtle(shipped("shapes") / "evidence.ttl", shipped("shapes") / "slices.ttl")
    files = [TESTS / "shapes" / f"{name}.ttl" for name in ("common", "slices-invalid")]
    assert {kind.rpartition("#")[2] for _, kind in violations(*files, shapes=shapes)} == {"SPARQLConstraintComponent"}
