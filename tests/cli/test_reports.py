"""The commands that list: formats, languages, names that are unknown, ambiguous or of another kind, empty stores."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from builders.commands import refused
from builders.quarrel import quarrel
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner, Result

from kg.analysis.ledger import ledger, to_table
from kg.cli import app
from kg.graph.store import Store
from kg.reports.render import to_rich


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quarrel")
    quarrel(folder)
    return folder


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--out", str(folder)], catch_exceptions=False)


def rows(folder: Path, *words: str) -> list[dict[str, str]]:
    result = run(folder, *words, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_accusations_as_csv_say_who_denies_and_where_the_accused_answers(told: Path) -> None:
    found = rows(told, "accusations", "--by", "甲国", "--of", "乙国", "--in", "S/1999/1")
    assert [(row["quote"], row["acts"], row["agreements"], row["events"]) for row in found] == [
        ("3月1日，乙国向丁市开火，打死5人。", "指控", "", "武装攻击"),
        ("乙国违反停火协定。", "指控", "停火协定", ""),
    ]
    assert {row["deniedBy"] for row in found} == {"乙国"}
    assert {row["answeredIn"] for row in found} == {"S/1999/2"}
    assert {row["document"] for row in found} == {"A/53/1 S/1999/1"}


def test_names_and_concepts_come_in_the_language_asked_for(told: Path) -> None:
    (row,) = rows(told, "stances", "--by", "Stateland B", "--of", "甲国", "--in", "S/PV.1", "--language", "en")
    assert (row["speaker"], row["act"], row["target"], row["count"]) == ("Stateland B", "request", "Stateland A", "1")


def test_stances_drill_down_to_the_words(told: Path) -> None:
    found = rows(told, "stances", "--by", "乙国", "--claims")
    assert ["乙国要求甲国撤出丁市。", "2 Speech"] in [[row["quote"], row["part"]] for row in found]


def test_stances_by_document_cite_it(told: Path) -> None:
    assert {row["period"] for row in rows(told, "stances", "--period", "document")} == {
        "A/53/1 S/1999/1", "S/1999/2", "S/PV.1", "note.txt",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("days", "number"),
    [
        (("--from", "1999", "--until", "1999"), 11),
        (("--from", "1999-03", "--until", "1999-03"), 10),
        (("--from", "2000"), 0),
        (("--until", "1999-02"), 0),
    ],
    ids=str,
)
def test_days_may_be_given_as_months_and_years(told: Path, days: tuple[str, ...], number: int) -> None:
    assert len(rows(told, "stances", "--claims", *days)) == number


def test_a_table_for_people_has_few_columns_and_wide_all(told: Path) -> None:
    narrow, wide = run(told, "ledger"), run(told, "ledger", "--wide")
    assert narrow.stdout.split("\n")[1].split() == [
        "begin", "side", "harm", "bound", "count", "claimant", "words", "file",
    ]  # fmt: skip
    assert len(wide.stdout.split("\n")[1].split()) == 27
    assert "19 more columns with --wide" in narrow.stderr
    assert "more columns" not in wide.stderr


def test_a_table_fits_the_terminal(told: Path) -> None:
    with Store(told, read_only=True) as store:
        table = to_table(store, ledger(store)).narrow()
    screen = Console(width=80, file=io.StringIO())
    screen.print(to_rich(table))
    lines = screen.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert max(map(cell_len, lines)) <= 80
    assert "1999-03-01" in screen.file.getvalue()  # type: ignore[attr-defined]


def test_toponyms_as_json_are_a_list_of_objects(told: Path) -> None:
    result = run(told, "toponyms", "--place", "庚市", "--contested", "--format", "json")
    found = json.loads(result.stdout)
    assert [(row["form"], row["user"], row["status"], row["through"]) for row in found] == [
        ("丁市", "甲国", None, None),
        ("丁市", "乙国", None, None),
        ("庚市", "甲国", "加引号", "联合国"),
        ("庚市", "乙国", "被占领", None),
    ]


@pytest.mark.parametrize("command", ["accusations", "stances", "toponyms"])
@pytest.mark.parametrize("kind", ["table", "markdown"])
def test_every_command_prints_tables(told: Path, command: str, kind: str) -> None:
    result = run(told, command, "--format", kind)
    assert result.exit_code == 0
    assert "甲国" in result.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("accusations", "--by", "甲国家"), "no actor by the name '甲国家'; did you mean 甲国?"),
        (("accusations", "--in", "甲国"), "'甲国' is no document: id:actor/a (Actor, State)"),
        (("accusations", "--in", "id:document/none"), "no document by the name 'id:document/none'"),
        (
            ("stances", "--from", "1999-13"),
            "no day, month or year; write it as 1995-02-22, 1995-02 or 1995",
        ),
        (("stances", "--language", "fr"), "'fr' is no language"),
        (("toponyms", "--format", "xml"), "'xml' is no format"),
        (("toponyms", "--place", "停火协定"), "'停火协定' is no place: id:agreement/truce (Agreement)"),
    ],
    ids=str,
)
def test_wrong_requests_are_told(told: Path, words: tuple[str, ...], message: str) -> None:
    refused(run(told, *words), message)


def test_a_name_of_several_things_is_told(told: Path, tmp_path: Path) -> None:
    from builders.world import Doc, fill

    doc = Doc("d", kind="Letter").thing("actor/x", "Actor", zh="同名").thing("actor/y", "Actor", zh="同名")
    fill(tmp_path, doc)
    result = run(tmp_path, "stances", "--by", "同名")
    assert result.exit_code == 2
    assert "'同名' names several things; name one by its IRI: id:actor/x, id:actor/y" in result.stderr


@pytest.mark.parametrize("command", ["accusations", "stances", "toponyms"])
def test_an_empty_store_gives_no_rows_and_a_missing_one_says_what_to_do(tmp_path: Path, command: str) -> None:
    with Store(tmp_path / "empty"):
        pass
    assert rows(tmp_path / "empty", command) == []
    missing = run(tmp_path / "none", command)
    assert missing.exit_code == 1
    assert "run `kg build PATH" in missing.stderr
