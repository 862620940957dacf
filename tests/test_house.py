"""The shape of the house: how long a file is, where Chinese words may stand."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.places import ROOT

KG = ROOT / "kg"
FILES = sorted(KG.rglob("*.py"))
LONGEST = 320

# Words of a closed grammar, which Turtle would not make easier to change.
CHINESE_WORDS = {
    "mentions.periods": "the grammar of dates",
    "mentions.numerals": "the grammar of numbers",
    "mentions.date_grammar": "the grammar of dates",
    "claims.events.dates": "which date of a clause is its event's: the words around dates",
    "mentions.counts": "the grammar of numbers",
    "knowledge.sentence_rules": "the conjunctions between the members of a list",
    "claims.subjects": "the sign that stands for the speaker in a clause",
}


def name_of(path: Path) -> str:
    """The module's name below the package: `linking.times`."""
    return ".".join(path.relative_to(KG).with_suffix("").parts)


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
    names = [
        "kg",
        *(
            f"kg.{name_of(path)}".removesuffix(".__init__")
            for path in FILES
            if path.parent != KG or path.stem != "__init__"
        ),
    ]
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL, *names], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
