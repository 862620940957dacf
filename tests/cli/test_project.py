"""A project folder: its settings hold for every command inside it, options come before them, faults are told."""

from pathlib import Path

import pytest
from builders.commands import call, refused
from builders.places import ROOT

from kg.errors import ProjectError
from kg.pipeline import lexicon_check
from kg.pipeline.project import NAME, READERS, find_project, read_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = call("init", "p")
    assert made.exit_code == 0
    (tmp_path / "p" / "documents" / "note.txt").write_bytes((ROOT / "specimens" / "04-note-verbale.txt").read_bytes())
    return tmp_path / "p"


@pytest.mark.usefixtures("own_rules_alone")
def test_a_new_project_builds_as_it_is_and_from_below(project, monkeypatch):
    below = project / "documents" / "deep"
    below.mkdir()
    monkeypatch.chdir(below)
    built = call("build", "--verbose")
    assert built.exit_code == 0, built.output
    assert f"built {project}/documents/note.txt (" in built.stdout
    assert (project / "output" / "graph.trig").is_file()
    assert not (below / "output").exists()
    assert call("query", "claims-by-actor", "--format", "csv").exit_code in (0, 2)
    assert call("explain", "note.txt").exit_code == 0
    assert call("lexicon", "check").exit_code == 0
    checked = []
    monkeypatch.setattr(
        lexicon_check, "check", lambda *folders: checked.append([one.resolve() for one in folders]) or ()
    )
    assert call("lexicon", "check").exit_code == 0
    assert call("lexicon", "check", "--lexicon", project / "lexicon").exit_code == 0
    assert checked == [[project / "lexicon"]] * 2


def test_the_line_of_a_document_counts_what_it_holds(project, monkeypatch):
    monkeypatch.chdir(project)
    lines = call("build", "--verbose").stdout.splitlines()
    (line,) = (line for line in lines if line.startswith("built "))
    claims = call("query", "-", "--format", "csv", stdin="SELECT ?c WHERE { ?c a lkg:Claim }").stdout.count("\n") - 1
    assert claims > 1
    assert f": {claims} claims, 1 speaker, " in line


def test_options_come_before_settings(project, monkeypatch, tmp_path):
    monkeypatch.chdir(project)
    other = tmp_path / "other.txt"
    other.write_bytes((ROOT / "specimens" / "05-joint-letter.txt").read_bytes())
    assert call("build", other, "--out", tmp_path / "elsewhere").exit_code == 0
    assert (tmp_path / "elsewhere" / "graph.trig").is_file()
    assert not (project / "output").exists()


def test_each_setting_reaches_its_option(project, monkeypatch):
    (project / "list.csv").write_text("file,title\nnote.txt,x\nnone.txt,y\n", encoding="utf-8")
    (project / NAME).write_text(
        'inputs = ["documents/note.txt"]\ncatalogue = "list.csv"\nlexicon = []\nmodel = "none"\noutput = "made"\n'
        'base = "https://example.org/x/"\nlanguage = "en"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(project)
    built = call("build")
    assert built.exit_code == 0, built.output
    assert "list.csv: row 3: file 'none.txt' is not in this build" in built.stderr
    assert "<https://example.org/x/" in (project / "made" / "graph.trig").read_text("utf-8")
    assert set(find_project(project).settings) == set(READERS)
    assert "speaker" in call("stances").stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "\nlexikon = []",
            r"\.toml: line 2: 'lexikon' is no setting; 'lexicon' may be meant; known are inputs, ",
        ),
        ("inputs = 'a'", r"line 1: 'inputs' must be a list of paths"),
        ("inputs = [3]", r"line 1: 'inputs' must be a path in quotes"),
        ("# x\n\noutput = 3", r"line 3: 'output' must be a path in quotes"),
        ("language = 'fr'", r"line 1: 'language' must be one of zh, en"),
        ("base = 'https://example.org'", r"line 1: 'base' must be an IRI that ends in / or #"),
        ("model = ''", r"line 1: 'model' must be words in quotes"),
        ("\n[project]\ninputs = []", r"line 2: 'project' is no setting; known are"),
        ("inputs = [", r"is no TOML: Invalid value"),
        ("language = 'zh'\nlanguage = 'en'\n", r"is no TOML: .*line 2"),
        (b"\xff", r"breaks at byte 0; save it as UTF-8"),
    ],
)
def test_a_faulty_file_is_told_with_line_and_key(tmp_path, text, said):
    path = tmp_path / NAME
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ProjectError, match=said):
        read_project(path)


def test_a_faulty_file_is_a_wrong_request(project, monkeypatch):
    (project / NAME).write_text("lexikon = []", encoding="utf-8")
    monkeypatch.chdir(project)
    refused(call("build"), "'lexikon' is no setting; 'lexicon' may be meant")
    assert call("init", "q").exit_code == 0


def test_what_is_there_stays(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text("mine", encoding="utf-8")
    made = call("init", ".")
    assert "README.md was there and was left as it is" in made.stderr
    assert Path("README.md").read_text("utf-8") == "mine"
    refused(call("init", "."), "is there already; the folder is a project")


@pytest.mark.parametrize("name", ["documents", "lexicon"])
def test_a_file_where_the_project_has_a_folder_is_told_before_anything_is_written(tmp_path, name):
    (tmp_path / name).write_bytes(b"mine")
    refused(call("init", tmp_path), f"{name}: is a file, where the project has a folder")
    assert [*tmp_path.iterdir()] == [tmp_path / name]


def test_without_a_project_a_build_needs_paths(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(call("build"), "name files or folders to build, or run in the folder of a project")
