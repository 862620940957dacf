"""The comparison of scores with the baseline, which guards against falling back."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from builders.places import ROOT
from builders.scripts import script


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readme_has_the_command_that_the_script_runs(readme: str) -> None:
    (pattern,) = re.findall(r"grep -m 1 -E '([^']+)' README.md", (ROOT / ".ci" / "run").read_text("utf-8"))
    lines = (ROOT / readme).read_text("utf-8").splitlines()
    assert [line for line in lines if re.search(pattern, line)] == [line for line in lines if "pytest" in line]


@pytest.fixture(scope="module")
def compare() -> ModuleType:
    return script(".ci/compare.py")


TABLE = """section                gold  found  right    prec  recall      F1
document                 23     24     22   0.917   0.957   0.936
agreement mentions       29     29     15   0.517   0.517   0.517
mean F1                                                    0.500
"""


def test_scores_are_read_from_the_printed_table(compare: ModuleType) -> None:
    assert compare.scores_in(TABLE) == {"document": 0.936, "agreement mentions": 0.517, "mean F1": 0.5}


@pytest.mark.parametrize(
    ("least", "worse", "why"),
    [
        (0.936, 0, "the same"),
        (0.900, 0, "better"),
        (0.946, 0, "fallen by just 0.01"),
        (0.947, 1, "fallen by more"),
    ],
)
def test_a_section_may_fall_by_a_hundredth(compare: ModuleType, least: float, worse: int, why: str) -> None:
    assert len(compare.fallen({"document": 0.936}, {"document": least})) == worse, why


def test_a_section_that_is_gone_has_fallen(compare: ModuleType) -> None:
    assert compare.fallen({}, {"events": 0.5}) == ["events: 0.000, baseline 0.500"]
