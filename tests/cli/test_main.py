"""The command line: exit statuses, what is printed where, and that nothing ends in a traceback."""

import csv
import io
import json
import re
import subprocess
import sys

import pytest
from builders.bench import check_graph, stub_bench
from builders.commands import call
from builders.places import ROOT
from builders.small import fill
from rdflib import DCAT, Graph, URIRef
from typer.main import get_command
from typer.testing import CliRunner

import kg.cli.export
import kg.pipeline.bench
import kg.pipeline.documents  # before the stub below replaces what it imports
from kg.analysis import stances
from kg.analysis.networks import tables, windows
from kg.cli import app
from kg.cli.common import progress
from kg.graph.export import formats
from kg.graph.store import Store
from kg.knowledge import wording
from kg.reports import render, typeset

README = ROOT / "README.md"


@pytest.fixture
def out(tmp_path):
    return fill(tmp_path / "out")


@pytest.fixture
def stubbed(monkeypatch):
    asked = {}

    def factory(**options):
        asked.update(options)
        return stub_bench

    monkeypatch.setattr(kg.pipeline.bench, "BenchFactory", factory)
    monkeypatch.setattr(kg.pipeline.bench, "validator", lambda _: check_graph)
    return asked


def commands(group=None, before="kg"):
    group = group or get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}"


def test_the_commands_are_these():
    assert sorted(commands()) == [
        "kg accusations", "kg analyze", "kg build", "kg endpoint", "kg explain", "kg export", "kg fetch", "kg forget",
        "kg init", "kg judge", "kg ledger", "kg lexicon check", "kg lexicon unknown", "kg push", "kg query",
        "kg report actor", "kg report agreement", "kg report dispute", "kg report meeting", "kg review add",
        "kg review export", "kg review list", "kg review measure", "kg serve", "kg site", "kg stances", "kg toponyms",
        "kg train", "kg validate",
    ]  # fmt: skip


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_is_in_the_readme(command):
    assert re.search(rf"\b{command}\b", README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", [*commands(), "kg", "kg lexicon"])
def test_every_command_has_help(command):
    result = call(*command.split()[1:], "--help")
    assert result.exit_code == 0
    assert "Usage" in result.output


def test_build_tells_the_summary_and_where_the_output_lies(tmp_path, stubbed):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("D1 甲国 问题", encoding="utf-8")
    out = tmp_path / "out"
    result = call(
        "build", folder, "--out", out, "--lexicon", folder, "--base", "https://example.org/", "--model", "none"
    )
    assert result.exit_code == 0
    assert stubbed == {"lexicon": (folder,), "base": "https://example.org/", "model": "none"}
    for words in ("documents", "claims", "odd-word", "1 built, 0 unchanged, 0 failed", str(out / "graph.trig")):
        assert words in result.output
    assert "0 built, 1 unchanged" in call("build", folder, "--out", out).output
    assert "1 built" in call("build", folder, "--out", out, "--force").output


@pytest.mark.parametrize("text", ["D1 除以零", "D1 不可读", "D1 违规"])
def test_build_ends_with_1_when_a_document_fails_or_violates(tmp_path, stubbed, text):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    result = call("build", path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert ("kg: " in result.stderr) == ("违规" not in text)


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["build"], 2, "name files or folders to build"),
        (["build", "no-such-folder"], 2, "is not there"),
        (["build", ".", "--jobs", "0"], 2, "jobs"),
        (["build", ".", "--base", "example"], 2, "write an IRI"),
        (["build", ".", "--base", "https://a b/"], 2, "write an IRI"),
        (["build", ".", "--base", "https://[x/"], 2, "write an IRI"),
        (["nonsense"], 2, "No such command"),
        (["query", "accusations", "--out", "nowhere"], 1, "no graph here yet; run `kg build"),
        (["validate", "--out", "nowhere"], 1, "no graph here yet"),
        (["validate", "nowhere"], 2, "as all commands do: --out nowhere"),
        (["export", "--out", "nowhere"], 1, "no graph here yet"),
        (["explain", "id:actor/a", "--out", "nowhere"], 1, "no graph here yet"),
        (["query", "nonsense"], 2, "known queries: accusations, actor-names"),
        (["query", "--list", "nonsense"], 2, "no group 'nonsense'; groups are documents, actors, places"),
        (["query", "accusations", "--format", "pdf"], 2, "choose one of table, csv, json, markdown"),
    ],
)
def test_wrong_requests_get_a_message_and_a_status(tmp_path, monkeypatch, words, status, message):
    monkeypatch.chdir(tmp_path)
    result = call(*words)
    assert (result.exit_code, message in result.stderr) == (status, True)
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["query", "claims-on-date", "--param", "date=yesterday"], 2, "expected date, such as 2022-09-13"),
        (["query", "claims-on-date", "--param", "date"], 2, "write key=value"),
        (["explain", "丙国"], 2, "nothing by the name"),
        (["export", "--format", "pdf"], 2, "choose one of ttl, trig, nt, nq, jsonld, xml, csv, parquet, void"),
        (["export", "--format", "csv"], 2, "name their folder with --to"),
        (["export", "--about", "a.ttl"], 2, "--about is for --format csv, parquet, void, not for ttl"),
        (["export", "--format", "void", "--about", "no-such.ttl"], 1, "no-such.ttl: cannot be read"),
        (["export", "--to", "/dev/null/x"], 1, "not written"),
        (["export", "--format", "csv", "--to", "/dev/null/x"], 1, "not written"),
        (["export", "--format", "parquet"], 2, "name their folder with --to"),
        (["export", "--format", "parquet", "--to", "/dev/null/x"], 1, "not written"),
        (["export", "--format", "void", "--to", "/dev/null/x"], 1, "not written"),
    ],
)
def test_wrong_requests_of_a_store(out, words, status, message):
    result = call(*words, "--out", out)
    assert (result.exit_code, message in result.stderr) == (status, True)


def test_an_empty_store_answers_with_nothing(tmp_path):
    with Store(tmp_path):
        pass
    assert call("query", "accusations", "--format", "csv", "--out", tmp_path).output.count("\n") == 1
    assert call("query", "accusations", "--out", tmp_path).exit_code == 0
    for kind in ("ttl", "trig", "nt", "nq", "jsonld", "xml", "void"):
        assert call("export", "--format", kind, "--out", tmp_path).exit_code == 0
    assert call("export", "--format", "csv", "--to", tmp_path / "tables", "--out", tmp_path).exit_code == 0
    assert call("explain", "甲国", "--out", tmp_path).exit_code == 2


def test_formats_of_an_answer(out):
    asked = ("query", "speakers", "--param", "document=S/PV.1", "--out", out, "--format")
    rows = list(csv.reader(io.StringIO(call(*asked, "csv").stdout, newline="")))
    assert rows[0] == ["file", "order", "kind", "speakerName", "forName", "language"]
    assert rows[1] == ["record-b.txt", "2", "Speech", "李四", "乙国", "fr"]
    answer = json.loads(call(*asked, "json").stdout)
    voice = {"kind": "Speech", "speakerName": "张三", "forName": "甲国", "language": None}
    assert answer[1] == {"file": "record-b.txt", "order": 3, **voice}
    assert "| record-b.txt | 3 | Speech | 张三 | 甲国 |  |" in call(*asked, "markdown").stdout
    assert "张三" in call(*asked, "table").stdout


ILL_TYPED = {
    "abc": "integer", "1_0": "integer", "１": "integer", "9" * 5_000: "integer", "NaN": "decimal", "1e5": "decimal",
    ".": "decimal", "9" * 400: "decimal", "perhaps": "boolean", "yesterday": "date",
}  # fmt: skip


@pytest.mark.parametrize("format_", render.FORMATS)
def test_what_is_ill_typed_is_shown_as_it_is_written(out, format_):
    values = " ".join(f"'{value}'^^xsd:{datatype}" for value, datatype in ILL_TYPED.items())
    asked = call("query", "-", "--out", out, "--format", format_, stdin=f"SELECT ?x {{ VALUES ?x {{ {values} }} }}")
    assert asked.exit_code == 0
    if format_ == "json":
        assert [row["x"] for row in json.loads(asked.stdout, parse_constant=pytest.fail)] == [*ILL_TYPED]
    else:
        assert [value for value in ILL_TYPED if value not in asked.stdout.replace("\n", "").replace(" ", "")] == []


def test_standard_input_that_is_no_text_is_told(out):
    asked = CliRunner().invoke(app, ["query", "-", "--out", str(out)], input=b"ASK \xff")
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert asked.stderr.startswith("kg: -: cannot be read: no UTF-8")


def test_a_query_from_standard_input(out):
    result = call("query", "-", "--out", out, "--format", "csv", stdin="SELECT ?d { ?d lkg:symbol 'S/PV.1' }")
    assert result.stdout.splitlines() == ["d", "https://w3id.org/letterkg/id/document/S-PV.1"]


def test_the_list_has_every_query():
    for name in ("accusations", "谁指责谁做了什么", "Who accuses whom", "claimant: iri = any"):
        assert name in call("query", "--list").output


def test_the_list_of_a_group_has_no_other():
    shown = call("query", "--list", "places").output
    assert ("place-names" in shown, "accusations" in shown) == (True, False)


def test_export_to_a_file_and_to_standard_output(out, tmp_path):
    path = tmp_path / "new" / "all.nt"
    assert call("export", "--format", "nt", "--to", path, "--out", out).exit_code == 0
    printed = call("export", "--format", "nt", "--out", out)
    assert printed.stdout_bytes == path.read_bytes()
    wanted = Graph()
    for line in path.read_text(encoding="utf-8").splitlines():
        wanted.parse(data=line, format="nt")
    assert len(wanted) == len(path.read_text(encoding="utf-8").splitlines())


def test_tables_and_description_with_the_publishers_words(out, tmp_path):
    (tmp_path / "about.ttl").write_text(
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> . "
        "<https://example.org/d> a dcat:Dataset ; dcterms:title '边境战争'@zh .",
        encoding="utf-8",
    )
    about = ("--about", tmp_path / "about.ttl", "--out", out)
    assert call("export", "--format", "csv", "--to", tmp_path / "t", *about).exit_code == 0
    assert json.loads((tmp_path / "t" / "datapackage.json").read_text(encoding="utf-8"))["title"] == "边境战争"
    assert call("export", "--format", "void", "--to", tmp_path / "t" / "dataset.ttl", *about).exit_code == 0
    written = Graph().parse(tmp_path / "t" / "dataset.ttl")
    assert (
        URIRef("https://example.org/d"),
        DCAT.distribution,
        URIRef("https://example.org/d/datapackage.json"),
    ) in written
    assert call("export", "--format", "void", *about).stdout_bytes.startswith(b"@prefix")


def test_validate_tells_each_violation_with_its_words(out, stubbed):
    result = call("validate", "--out", out)
    assert result.exit_code == 1
    assert "Violation: " in result.output
    assert "缺少主张者" in result.output
    assert "乙国没有袭击丁城。" in result.output


def test_explain_prints_mentions_and_claims(out):
    result = call("explain", "id:place/wu", "--out", out)
    assert result.exit_code == 0
    assert "record-b.txt part 2 Speech 57–59  己村  [lexicon]" in result.output


def test_help_groups_the_commands_and_lists_the_most_used_first():
    shown = call("--help").stdout
    places = [
        shown.index(f" {words} ") for words in ("Build", "build", "Ask", "query", "Analyse", "Report", "Knowledge")
    ]
    assert places == sorted(places)


HEAVY = ("jinja2", "matplotlib", "networkx", "numpy", "pyoxigraph", "pyshacl", "rdflib", "scipy", "spacy")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_none_of_the_libraries(option):
    code = f"""
import sys
from pathlib import Path
from kg.cli import app
from kg.cli.common import progress
try:
    app(["{option}"])
except SystemExit:
    print("loaded:", [name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: []"


def test_a_query_loads_the_store_and_no_more(out):
    code = f"""
import sys
from kg.cli import app
try:
    app(["query", "casualties", "--out", {str(out)!r}])
except SystemExit:
    print("loaded:", [name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: ['pyoxigraph']"


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (("export",), (*formats.FORMATS, "csv", "parquet", "void")),
        (("query",), render.FORMATS),
        (("stances",), [one.value for one in stances.Period if one is not stances.Period.WHOLE]),
        (("analyze",), (*tables.TABLES, *windows.WINDOWS)),
        (("report", "meeting"), (*typeset.FORMATS, *wording.LANGUAGES)),
    ],
    ids=str,
)
def test_help_names_every_choice(words, choices):
    shown = call(*words, "--help").stdout
    assert [one for one in choices if not re.search(rf"\b{one}\b", shown)] == []


def test_days_of_a_query_are_options_as_everywhere(out):
    asked = ("query", "casualties", "--format", "csv", "--out", out)
    as_parameters = call(*asked, "--param", "from=1999-03-01", "--param", "until=1999-03-31").stdout
    assert call(*asked, "--from", "1999-03", "--until", "1999-03").stdout == as_parameters
    assert as_parameters.count("\n") > 1
    refused = call("query", "citing", "--from", "1999", "--out", out)
    assert (refused.exit_code, "citing has no parameter 'from'" in refused.stderr) == (2, True)


def test_a_bare_export_to_a_terminal_says_what_it_would_write(out, monkeypatch):
    monkeypatch.setattr(kg.cli.export, "on_terminal", lambda: True)
    shown = call("export", "--format", "trig", "--out", out)
    assert shown.exit_code == 0
    assert re.search(r"the whole graph: [\d,]+ statements from 2 documents", shown.stdout)
    assert f"kg export --format trig --out {out} --to graph.trig" in shown.stdout
    assert "@prefix" not in shown.stdout


STEERING = "\x1b[31m\u202egnp\x9b[2J[b].txt"


def test_names_of_files_do_not_steer_the_terminal(tmp_path, stubbed):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / STEERING).write_text("", encoding="utf-8")
    result = call("build", folder, "--out", tmp_path / "out")
    assert "\\x1b[31m\\u202egnp\\x9b[2J[b].txt: " in result.stderr
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert not set("\x1b\u202e\x9b") & set(result.output + report)


def test_the_bar_takes_no_name_for_markup():
    with progress() as advance:
        for name in (STEERING, "[/]", "[red]", "[/b"):
            advance(name, 4)


HOSTILE = 'SELECT ?a ?b { VALUES (?a ?b) { ("=1+1" -5) ("-甲[x](javascript:1)\\u001b" "\'") } }'


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], [["'=1+1", "-5"], ["'-甲[x](javascript:1)\x1b", "''"]]),
     (["--plain-cells"], [["=1+1", "-5"], ["-甲[x](javascript:1)\x1b", "'"]])],
)  # fmt: skip
def test_formulas_in_cells_are_guarded_unless_they_are_wanted(out, words, expected):
    result = call("query", "-", "--out", out, "--format", "csv", *words, stdin=HOSTILE)
    assert list(csv.reader(io.StringIO(result.stdout, newline="")))[1:] == expected


def test_links_in_cells_are_words(out):
    result = call("query", "-", "--out", out, "--format", "markdown", stdin=HOSTILE)
    assert "\\[x\\](javascript:1)" in result.stdout


def test_cells_that_steer_are_shown_as_escapes(out):
    assert "\\x1b" in call("query", "-", "--out", out, stdin=HOSTILE).stdout


@pytest.mark.parametrize("words", [[], ["--plain-cells"]])
def test_the_data_package_says_how_its_cells_are_written(out, tmp_path, words):
    assert call("export", "--format", "csv", "--to", tmp_path / "t", "--out", out, *words).exit_code == 0
    described = json.loads((tmp_path / "t" / "datapackage.json").read_text(encoding="utf-8"))
    assert described.get("formulaGuard", {}).get("prefix") == (None if words else "'")
