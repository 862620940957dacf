"""The READMEs keep their word: commands are documented and run, examples of output are real, Turtle and Python work."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import frictionless
import pytest
import typer
from builders.places import ROOT
from builders.scripts import script
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.graph.store import Store
from kg.graph.terms import triples_of
from kg.pipeline import bench

READMES = ("README.md", "README.zh.md")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(readme: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return [words for tag, words in FENCE.findall((ROOT / readme).read_text("utf-8")) if tag == language]


def steps(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines that it is said to print."""
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = step.splitlines()
        yield command, [line for line in shown if line.strip() and line.strip() != "…"]


def commands() -> list[str]:
    """All commands of the command line, by their full names."""
    group = typer.main.get_command(app)
    found = []
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        inner = sorted(getattr(command, "commands", {}))
        found += [f"kg {name} {one}" for one in inner] or [f"kg {name}"]
    return found


def plain(words: str) -> str:
    """The words without what draws a table, blanks as one."""
    return re.sub(r"[\s│┃─━|]+", " ", words).strip()


def run(command: str) -> Result:
    program, *arguments = shlex.split(command)
    assert program == "kg"
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


@pytest.fixture(scope="module")
def own_desk(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the desk, where these tests work and may change what they like."""
    folder = tmp_path_factory.mktemp("own") / "desk"
    shutil.copytree(desk, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(readme: str, command: str) -> None:
    assert command in (ROOT / readme).read_text("utf-8")


@pytest.mark.usefixtures("own_rules_alone")
def test_commands_run_and_print_what_is_shown(own_desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of one README, for both tell the same.

    The graphs are checked by the compiled shapes, which take a tenth of the time: tests/graph/test_compiled_shapes.py
    has them find what pyshacl finds, and a long run of tests/graph/test_union.py asks pyshacl of these very graphs.
    """
    monkeypatch.setattr(bench, "validator", lambda base: lambda graph: bench.checker(base)(triples_of(graph)))
    told = [step for block in blocks(READMES[0], "console") for step in steps(block)]
    assert told
    for command, shown in told:
        result = run(command)
        assert result.exit_code == 0, f"{command}: {result.output}"
        printed = plain(result.output)
        assert [line for line in shown if plain(line) not in printed] == [], command


def test_the_tables_of_the_specimens_are_as_their_descriptor_says(own_desk: Path) -> None:
    assert run("kg export --format csv --to checked").exit_code == 0
    report = frictionless.Package(str(own_desk / "checked" / "datapackage.json")).validate()
    assert report.flatten(["taskNumber", "rowNumber", "type", "note"]) == []


def test_the_tables_are_read_as_shown(own_desk: Path) -> None:
    page = ROOT / "docs" / "tables.md"
    for block in blocks("docs/tables.md", "console"):
        for command, _ in steps(block):
            assert run(command).exit_code == 0
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (failed, tried > 10) == (0, True)


@pytest.mark.usefixtures("own_rules_alone")
def test_turtle_is_a_lexicon_that_checks(tmp_path: Path) -> None:
    """That of one README, for both tell the same."""
    found = blocks(READMES[0], "turtle")
    assert found
    for number, block in enumerate(found):
        (tmp_path / f"{number}.ttl").write_text(block, "utf-8")
    result = run(f"kg lexicon check --lexicon {tmp_path}")
    assert result.exit_code == 0, result.output


def test_the_library_is_used_as_shown(own_desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = blocks("README.md", "python")
    assert blocks("README.zh.md", "python") == [block]
    exec(compile(block, "README.md", "exec"), {"__name__": "readme"})
    assert int(capsys.readouterr().out) > 0


@pytest.mark.parametrize("readme", READMES)
def test_links_lead_somewhere(readme: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / readme).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_page_of_the_queries_is_current(own_desk: Path) -> None:
    writer = script("docs/write_queries.py")
    with Store(own_desk / "output", read_only=True) as store:
        made = writer.page(store)
    assert writer.PAGE.read_text("utf-8").splitlines() == made.splitlines(), "run python docs/write_queries.py"


def test_both_tell_the_same_commands() -> None:
    for language in ("sh", "console", "turtle"):
        english, chinese = (
            [re.sub(r"  # .*", "", block).rstrip() for block in blocks(name, language)] for name in READMES
        )
        assert english == chinese, language
