"""The shape of the house: which file may import from which, how long a file is, where Chinese words may stand."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KG = ROOT / "kg"
FILES = sorted(KG.glob("*.py"))
LONGEST = 320

# In the order in which a document passes through them: a file imports only from files that stand before it.
ORDER = """
__init__ errors namespaces text document model resources turtle
source layout paragraphs mending notes repair
parts titles annexes masthead letters speakers records resolutions structure
territories patterns lexicon sentences date_grammar dates numbers names
treebank segmenter tagger models candidates pipeline
rules rule_check anaphors persons coined register person_records people resolve event_dates
instruments antecedents drafts agreements provisions
subjects arguments event_findings event_triggers events denials event_merge sides casualties acts compliance
quotes distance figures findings tolls voices claims
reading triples rdf extract
overlay validate store reader statements victims occurrence_rules occurrences tellings contradictions
toolbox workers nodes jsonld export verdicts wording disputes training report build
query explain ledger pairs selection accusations answers stances status toponyms naming listings
lines blocks happenings meeting_page actor_page agreement_page dispute_page typeset
render lexicon_tools cells rows tables description
networks projections measures triads windows network_files plots analysis
commands cli_disputes cli_exports cli_analysis cli_reports cli
"""
STAGES = tuple(ORDER.split())

# Words of a closed grammar, which Turtle would not make easier to change.
CHINESE_WORDS = {
    "dates": "the grammar of dates",
    "date_grammar": "the grammar of dates",
    "event_dates": "which date of a clause is its event's: the words around dates",
    "numbers": "the grammar of numbers",
    "rules": "the conjunctions between the members of a list",
    "subjects": "the sign that stands for the speaker in a clause",
}


def name_of(path: Path) -> str:
    return path.stem


def imports_of(tree: ast.Module) -> Iterator[str]:
    """The files of the package that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "kg":
            yield from (alias.name if (KG / f"{alias.name}.py").is_file() else "__init__" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[2] or "__init__" for alias in node.names if alias.name[:3] == "kg.")


def strings_of(tree: ast.Module) -> Iterator[ast.Constant]:
    """The string literals that are no docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def test_every_file_has_its_place() -> None:
    assert {name_of(path) for path in FILES} == set(STAGES), "say in STAGES where the file stands"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_come_from_stages_before(path: Path) -> None:
    before = STAGES[: STAGES.index(name_of(path))]
    assert sorted(set(imports_of(ast.parse(path.read_text("utf-8")))) - set(before)) == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST, "split it by idea"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_chinese_words_stand_in_turtle(path: Path) -> None:
    words = [n for n in strings_of(ast.parse(path.read_text("utf-8"))) if re.search(r"[\u4e00-\u9fff]", str(n.value))]
    if name_of(path) in CHINESE_WORDS:
        assert words, f"{path.name} no longer needs its exception"
    else:
        assert [f"{path.name}:{node.lineno}: {node.value}" for node in words] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_paths_of_one_machine(path: Path) -> None:
    found = re.findall(r"[\"'](?:/(?:home|tmp|work|usr|root|Users|var|mnt)/|[A-Z]:\\)[^\"']*", path.read_text("utf-8"))
    assert found == []


IMPORT_ALL = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
for name in sys.argv[1:]:
    __import__(name)
print(*(path for path in opened if path.endswith((".ttl", ".rq"))), sep="\\n")
"""


def test_importing_loads_no_knowledge() -> None:
    names = ["kg", *(f"kg.{name_of(path)}" for path in FILES if name_of(path) != "__init__")]
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL, *names], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
