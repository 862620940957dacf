"""What many tests need and what takes long to make, made once a session; the tests only read it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from builders.commands import call
from builders.places import ROOT

from kg.pipeline.extractor import Extractor
from kg.resources import shipped


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The whole extraction, with the invented names that the examples of the rules use."""
    return Extractor([shipped("ontology") / "examples"])


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the specimens, built into `output` as the README says."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "specimens", folder / "specimens")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        built = call("build", "specimens", "--lexicon", "specimens/lexicon")
    assert built.exit_code == 0, built.output
    return folder
