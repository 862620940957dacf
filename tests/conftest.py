"""What many tests need and what takes long to make, made once a session; the tests only read it."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import typer.testing
from builders import warm
from builders.examples import examples
from builders.extraction import read
from builders.knowledge import knowledge, of_folders
from builders.long import LONG, WHY
from builders.places import ROOT
from hypothesis import settings

from kg.mentions.ner import models
from kg.model.extraction import Extraction
from kg.pipeline import bench, lexicon_check
from kg.pipeline.extractor import Extractor
from kg.resources import shipped

# To make the commands of their functions anew takes 30 ms, and the tests run more than a thousand.
typer.testing._get_command = cache(typer.testing._get_command)

# So does each build with the shapes, which are compiled, and with the model of names: half a second for a small letter.
bench.checker = cache(bench.checker)
models.NamesModel = cache(models.NamesModel)

# How long an example takes says what else the machine does; tests that say no number of examples try these.
settings.register_profile("house", deadline=None, max_examples=examples(250))
settings.load_profile("house")

LETTER_OF_CHILE = """2015年6月1日智利常驻联合国代表给秘书长的信

谨提请你注意以下情况。

{sentence}

智利常驻代表
雷耶斯（签名）
"""


_warming: list[subprocess.Popen[bytes]] = []


def pytest_configure(config: pytest.Config) -> None:
    """Where there are workers, a process makes for them all what they would else make each for itself."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
        os.environ[warm.DESK] = tempfile.mkdtemp()
        command = [sys.executable, "-m", "builders.warm", os.environ[warm.DESK]]
        _warming.append(subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}))


def pytest_unconfigure() -> None:
    for process in _warming:
        process.wait()
        shutil.rmtree(os.environ.pop(warm.DESK), ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished() -> None:
    """No worker is given a test before it is made."""
    for process in _warming:
        process.wait()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what takes long, unless this is the long run."""
    for item in items:
        if not LONG and item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason=WHY))


def pytest_collection_finish() -> None:
    """Has garbage searched for seldom, and never among the thousands of tests and what their tables hold."""
    if knowledge.cache_info().currsize:  # each worker would make it, before one has
        raise pytest.UsageError("rules are asked for while tests are collected; builders.knowledge.names_of names them")
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The whole extraction, with the invented names that the examples of the rules use."""
    return Extractor([shipped("ontology") / "examples"])


@pytest.fixture
def read_letter(extractor: Extractor, tmp_path: Path) -> Callable[[str], Extraction]:
    """What is read in a letter of Chile that says these sentences."""

    return lambda sentence: read(extractor, tmp_path, LETTER_OF_CHILE.format(sentence=sentence), "letter.txt")


@pytest.fixture
def own_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has a check of the lexicon try the examples of an analyst's rules alone.

    That the shipped rules keep to theirs, which takes seconds, is told once, by tests/knowledge/test_lexicon.py.
    """
    for name in ("check_rules", "check_patterns"):
        whole = getattr(lexicon_check, name)
        monkeypatch.setattr(lexicon_check, name, lambda known, finder, whole=whole: whole(of_folders(known), finder))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the specimens, built into `output` as the README says."""
    folder, made = tmp_path_factory.mktemp("desk") / "desk", Path(os.environ.get(warm.DESK, "")) / "desk"
    if made.is_dir() and warm.DESK in os.environ:
        shutil.copytree(made, folder)
    else:
        warm.desk(folder)
    return folder
