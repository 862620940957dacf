"""What many tests need is made once for all workers of a test run, by a process of its own, while they collect.

That is the knowledge, which each worker would make for itself where nothing is kept yet, and the specimens' graph.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from builders.commands import call
from builders.places import ROOT
from kg.knowledge.knowledge import Knowledge
from kg.mentions.finder import make_finder
from kg.resources import MODEL, shipped

DESK = "LETTERKG_TEST_DESK"
"""The variable that names the folder where the specimens are built."""


def knowledge() -> None:
    """Has all kept that is made of the knowledge as the tests most often load it."""
    whole = Knowledge.load(placeholders=True)
    for _ in whole.growing():
        pass
    make_finder(whole.lexicon, MODEL)
    for folders in ((), (shipped("ontology") / "examples",)):
        Knowledge.load(*folders)


def desk(folder: Path) -> None:
    """Builds the specimens into `output` as the README says."""
    shutil.copytree(ROOT / "specimens", folder / "specimens")
    before = Path.cwd()
    os.chdir(folder)
    built = call("build", "specimens", "--lexicon", "specimens/lexicon")
    os.chdir(before)
    assert built.exit_code == 0, built.output


if __name__ == "__main__":
    knowledge()
    desk(Path(sys.argv[1]) / "making")
    (Path(sys.argv[1]) / "making").rename(Path(sys.argv[1]) / "desk")
