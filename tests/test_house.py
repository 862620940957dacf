"""The shape of the house: how long files and functions are, what is installed, where Chinese words may stand."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from statistics import quantiles

from builders.places import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from radon.complexity import cc_visit_ast
from radon.visitors import Function

KG = ROOT / "kg"
FILES = sorted(KG.rglob("*.py"))
LONGEST = 300  # lines of a file
MOST_BRANCHES = 15  # cyclomatic complexity of a function
LONG = 22  # lines of a function that all but one in twenty keep to
# Needed though no module imports them: networkx ranks nodes with scipy.
NOT_IMPORTED = {"scipy"}

# Words of a closed grammar, which Turtle would not make easier to change.
CHINESE_WORDS = {
    "mentions.periods": "the grammar of dates",
    "knowledge.numerals": "the grammar of numbers",
    "inputs.numbering": "the numerals that word processors count with",
    "mentions.date_grammar": "the grammar of dates",
    "claims.events.dates": "which date of a clause is its event's: the words around dates",
    "mentions.counts": "the grammar of numbers",
    "knowledge.sentence_rules": "the conjunctions between the members of a list, and prepositions",
    "mentions.ner.cutter": "what the format of the model takes for digits",
    "inputs.symbols": "the grammar of symbols: addendum, revision, corrigendum, resumption",
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


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


# Each test looks at all files: a test for each of them takes more time to set up than to do.
def test_a_file_holds_one_idea() -> None:
    assert [name_of(path) for path in FILES if len(text(path).splitlines()) > LONGEST] == [], "split it by idea"


def test_no_function_branches_too_often() -> None:
    blocks = [(path, block) for path in FILES for block in cc_visit_ast(tree(path))]
    functions = {(name_of(path), one.fullname): one.complexity for path, one in blocks if isinstance(one, Function)}
    assert len(functions) > 1000
    assert {name: branches for name, branches in functions.items() if branches > MOST_BRANCHES} == {}


def test_functions_are_short() -> None:
    nodes = [node for path in FILES for node in ast.walk(tree(path))]
    lengths = [node.end_lineno - node.lineno + 1 for node in nodes if isinstance(node, ast.FunctionDef)]
    assert quantiles(lengths, n=20)[-1] <= LONG


def test_what_the_package_imports_is_what_it_depends_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    nodes = [node for path in FILES for node in ast.walk(tree(path))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) if node.module}
    providers = packages_distributions()
    imported = {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"kg"}
    used = {canonicalize_name(provider) for name in imported for provider in providers[name]}
    extras = project["optional-dependencies"]
    optional = {requirement for extra in extras if extra != "dev" for requirement in extras[extra]}
    required, extra = (
        {canonicalize_name(Requirement(one).name) for one in listed} for listed in (project["dependencies"], optional)
    )
    assert used - required <= extra
    assert required - used == NOT_IMPORTED


def test_chinese_words_stand_in_turtle() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    words = {name_of(path): [n for n in strings_of(tree(path)) if chinese.search(str(n.value))] for path in FILES}
    assert [name for name in CHINESE_WORDS if not words[name]] == [], "no longer needs its exception"
    found = [(name, nodes) for name, nodes in words.items() if name not in CHINESE_WORDS]
    assert [f"{name}:{node.lineno}: {node.value}" for name, nodes in found for node in nodes] == []


def test_no_quantifier_has_a_blank() -> None:
    """What `{1, 2}` stands behind is sought with these very signs."""
    blank = re.compile(r"\{\d+, \d*\}")
    written = [(path, str(node.value)) for path in FILES for node in strings_of(tree(path))]
    written += [(path, text(path)) for path in (ROOT / "ontology").rglob("*.ttl")]
    assert {path.name: found for path, words in written if (found := blank.findall(words))} == {}


def test_no_paths_of_one_machine() -> None:
    place = re.compile(r"[\"'](?:/(?:home|tmp|work|usr|root|Users|var|mnt)/|[A-Z]:\\)[^\"']*")
    assert {name_of(path): found for path in FILES if (found := place.findall(text(path)))} == {}


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
