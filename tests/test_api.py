"""The package as a library: what `import kg` gives, that it costs nothing, and the whole way through."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from builders.small import fill

import kg
from kg.errors import QueryError

SPECIMENS = Path(__file__).parents[1] / "specimens"
HEAVY = ("spacy", "rdflib", "pyoxigraph", "pyshacl", "networkx", "scipy", "matplotlib", "jinja2", "typer", "opencc")


def loaded_by(code: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after the code."""
    shown = f"{code}\nimport sys, json; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", shown], capture_output=True, text=True, check=True, cwd=SPECIMENS.parent
    )
    return set(json.loads(done.stdout))


def test_to_import_the_package_and_to_ask_its_version_loads_nothing() -> None:
    assert loaded_by("import kg; kg.__version__; dir(kg)") == set()


@pytest.mark.parametrize(
    ("code", "spared"),
    [
        ("kg.Store; kg.query; kg.export; kg.Table", set(HEAVY) - {"pyoxigraph"}),
        ("kg.validate", {"spacy", "networkx", "scipy", "matplotlib", "jinja2"}),
        ("kg.build", {"spacy", "pyshacl", "networkx", "scipy", "matplotlib"}),
        ("kg.read_source; kg.Extraction", {"spacy", "rdflib", "pyoxigraph", "pyshacl"}),
    ],
)
def test_what_is_asked_for_loads_what_it_needs(code: str, spared: set[str]) -> None:
    assert loaded_by(f"import kg; {code}") & spared == set()


def test_all_that_is_promised_is_there() -> None:
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    assert set(kg.__all__) <= set(dir(kg))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kg.nothing  # noqa: B018


def test_a_document_becomes_an_extraction_and_a_graph_that_conforms(extractor: kg.Extractor) -> None:
    extraction = extractor.extract(kg.read_source(SPECIMENS / "01-letter-with-annex.txt"))
    assert isinstance(extraction, kg.Extraction)
    assert extraction.claims
    assert kg.validate(extractor.graph(extraction)).conforms


def test_documents_become_a_store_that_answers(tmp_path: Path) -> None:
    result = kg.build([SPECIMENS / "01-letter-with-annex.txt"], tmp_path, [SPECIMENS / "lexicon"])
    assert result.ok
    with kg.Store(tmp_path, read_only=True) as store:
        every, of_peru = kg.query(store, "casualties"), kg.query(store, "casualties", side="秘鲁")
        file = io.BytesIO()
        kg.export(store, "jsonld", file)
    assert 0 < len(of_peru.rows) < len(every.rows)
    assert {row[of_peru.columns.index("sideName")].value for row in of_peru.rows} == {"秘鲁"}
    assert set(of_peru.rows) <= set(every.rows)
    assert "@context" in json.loads(file.getvalue())


def test_paths_may_be_strings(tmp_path: Path) -> None:
    letter, lexicon, out = (
        str(path) for path in (SPECIMENS / "01-letter-with-annex.txt", SPECIMENS / "lexicon", tmp_path)
    )
    assert kg.read_source(letter) == kg.read_source(Path(letter))
    assert kg.build([letter], out, [lexicon], verdicts=str(tmp_path / "none.ttl")).ok
    with kg.Store(out, read_only=True) as store:
        assert kg.query(store, "documents").rows
    assert kg.Extractor([lexicon]).version == kg.Extractor([Path(lexicon)]).version


def test_a_query_says_what_it_does_not_know(tmp_path: Path) -> None:
    with kg.Store(fill(tmp_path), read_only=True) as store:
        with pytest.raises(QueryError, match="did you mean 'casualties'"):
            kg.query(store, "casualtys")
        with pytest.raises(QueryError, match="no parameter 'wanted'"):
            kg.query(store, "casualties", wanted="x")
