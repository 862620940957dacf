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


def test_a_secretary_general_speaks_for_his_own_organization(extractor, tmp_path) -> None:
    title = "2008年7月24日智利常驻联合国代表给安全理事会主席的信"
    letter = "2008年7月21日阿拉伯国家联盟秘书长给安全理事会主席的信\n\n我吁请安全理事会采取行动。"
    cover = f"{title}\n\n谨转递所附的信。\n\n雷耶斯(签名)\n"
    words = f"{cover}\n{title}的附件\n\n{letter}\n\n秘书长\n阿姆鲁·穆萨(签名)\n"
    claims = read(extractor, tmp_path, words).claims
    assert {c.claimant for c in claims if c.targets == ("actor/security-council",)} == {"actor/league-of-arab-states"}
