"""`kg analyze`: what it prints, writes and says on standard error, over the hand-made graph of tests/data/ties.trig."""

from __future__ import annotations

import csv
import io
import json

import pytest
from builders.commands import call
from builders.ties import fill

import kg.analysis.networks.plots
from kg.analysis.networks.projections import load_projections
from kg.graph.store import Store


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("out"))


def asked(out, *words):
    result = call("analyze", *words, "--out", out)
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(out, *words):
    return list(csv.DictReader(io.StringIO(asked(out, *words, "--format", "csv"), newline="")))


def test_the_list_has_every_projection_in_both_languages():
    printed = call("analyze", "--list").output
    for projection in load_projections():
        for words in (projection.name, projection.question_zh, projection.question_en):
            assert words in printed


def test_all_tables_as_markdown(out):
    printed = asked(out, "accusations", "--nodes", "state", "--by", "year", "--format", "markdown")
    for line in (
        "## summary",
        "| nodes | 3 |",
        "| ties | 5 |",
        "| reciprocity: share of ties that are returned | 0.6667 |",
        "| not measured: balance of triads | all pairs have one sign |",
        "| left out: known only from another's quotation | 1 |",
        "| 甲国 | 乙国 | 2 | 2 | 2 | 0 | 0 | 1999-03-10 | 1999-03-10 | A/53/1 S/1999/1 |",
        "| 1999 | 2 | 2 | 1 | 0 | 0 | 0.0 |",
        "| 2000 | 3 | 3 | 2 | 2 | 1 | 0.0 |",
        "| 2000 | goes | 甲国 | 乙国 |",
    ):
        assert f"{line}\n" in printed


def test_tables_as_json(out):
    found = json.loads(asked(out, "stances", "--nodes", "state", "--format", "json"))
    assert list(found) == ["summary", "nodes", "pairs", "communities", "triads", "ties"]
    assert {row["name"]: row["weight in"] for row in found["nodes"]} == {"甲国": 3, "乙国": 7, "丙国": 1}
    values = {row["measure"]: row["value"] for row in found["summary"]}
    assert values["pairs without a sign, as many claims against as for"] == 1
    assert values["balanced share of the signed triads"] is None
    assert len(found["ties"]) == 11


def test_one_table_as_csv(out):
    (first, *_) = rows(out, "accusations", "--table", "ties")
    assert (first["from"], first["to"], first["char_start"], first["quote"]) == (
        "甲国",
        "乙国",
        "10",
        "据丙国称，乙国开火。",
    )
    assert [row["measure"] for row in rows(out, "meetings", "--table", "summary")][:3] == [
        "projection",
        "nodes",
        "ties",
    ]


def test_the_terminal_shows_no_ties_unless_asked(out):
    assert "据丙国称" not in asked(out, "accusations")
    assert "据丙国称" in asked(out, "accusations", "--table", "ties")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ([], "5"),
        (["--from", "2000-01-01"], "3"),
        (["--until", "1999-12-31"], "2"),
        (["--quoted"], "6"),
        (["--ego", "乙国军队"], "1"),
        (["--ego", "乙国军队", "--radius", "2"], "4"),
        (["--ego", "id:actor/b-army", "--nodes", "state"], "5"),
    ],
)
def test_options_choose_ties(out, words, number):
    found = {row["measure"]: row["value"] for row in rows(out, "accusations", *words, "--table", "summary")}
    assert found["ties"] == number


@pytest.mark.filterwarnings("ignore:Glyph")  # the font of the second picture has no Chinese
def test_files_and_what_is_said_of_the_font(out, tmp_path, monkeypatch):
    monkeypatch.setattr(kg.analysis.networks.plots, "chinese_font", lambda: None)
    result = call("analyze", "accusations", "--to", tmp_path / "new", "--out", out)
    assert result.exit_code == 0
    names = ["edges.csv", "graph.gexf", "graph.graphml", "nodes.csv", "pairs.csv", "plot.svg"]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == names
    assert "no font with Chinese characters" in result.stderr and "fonts-noto-cjk" in result.stderr
    assert str(tmp_path / "new" / "plot.svg") in result.stderr
    monkeypatch.setattr(kg.analysis.networks.plots, "chinese_font", lambda: "DejaVu Sans")
    assert "no font" not in call("analyze", "citations", "--to", tmp_path / "more", "--out", out).stderr


def test_without_matplotlib_all_but_the_plot_is_written(out, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    result = call("analyze", "meetings", "--to", tmp_path, "--out", out)
    assert result.exit_code == 0
    assert "no plot drawn: plots need matplotlib: pip install 'letterkg[plot]'" in result.stderr
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize("projection", load_projections(), ids=lambda projection: projection.name)
def test_an_empty_store_has_empty_tables(tmp_path, projection):
    with Store(tmp_path / "out"):
        pass
    result = call("analyze", projection.name, "--by", "year", "--to", tmp_path / "to", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert (tmp_path / "to" / "graph.gexf").is_file()


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["acusations"], 2, "did you mean 'accusations'?"),
        (["accusations", "--nodes", "people"], 2, "choose one of actor, state"),
        (["accusations", "--format", "pdf"], 2, "choose one of table, csv, json, markdown"),
        (["accusations", "--format", "csv"], 2, "name it with --table: summary, nodes"),
        (["accusations", "--table", "people"], 2, "choose one of summary, nodes"),
        (["accusations", "--table", "triads"], 2, "accusations has no table 'triads' here"),
        (["accusations", "--by", "week"], 2, "choose one of year, month, document"),
        (["accusations", "--from", "yesterday"], 2, "'yesterday' is no day, month or year; write it as 1995-02-22"),
        (["accusations", "--from", "2001-01-01", "--until", "2000-01-01"], 2, "is after --until"),
        (["accusations", "--ego", "戊国"], 2, "nothing by the name"),
        (["accusations", "--ego", "停火协定"], 2, "has no tie in accusations"),
        (["accusations", "--radius", "0"], 2, "radius"),
        (["accusations", "--to", "/dev/null/x"], 1, "not written"),
    ],
)
def test_wrong_requests(out, words, status, message):
    result = call("analyze", *words, "--out", out)
    assert (result.exit_code, message in result.stderr) == (status, True), result.stderr
    assert result.stdout == ""


def test_without_a_store_it_is_said_what_to_do(tmp_path):
    result = call("analyze", "accusations", "--out", tmp_path)
    assert (result.exit_code, "run `kg build" in result.stderr) == (1, True)
