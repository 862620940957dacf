"""A report in the name of an office holder is the words of the body that the lexicon says."""

from __future__ import annotations

import pytest
from builders.extraction import read


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("秘书长的报告", "actor/un-secretariat"),
        ("安全理事会主席的说明", "actor/security-council"),
        ("大会主席的说明", "actor/general-assembly"),
    ],
)
def test_the_first_person_of_a_report_is_the_body(extractor, tmp_path, title, body):
    extraction = read(extractor, tmp_path, f"{title}\n\n1. 我对丁市的战斗深表关切。\n")
    assert [(claim.act, claim.claimant) for claim in extraction.claims] == [("concern", body)]
