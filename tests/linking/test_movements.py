"""A movement or a mission named after a land is not the state's: the state answers for nothing that it does."""

from __future__ import annotations

import pytest

from kg.pipeline.extractor import Extractor

LETTER = """2015年6月1日智利常驻联合国代表给秘书长的信

谨提请你注意以下情况。

{sentence}

智利常驻代表
雷耶斯（签名）
"""


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("索马里青年党袭击了车队。", "actor/al-shabaab"),
        ("也门胡塞人拒不履行《和平与全国伙伴关系协议》。", "actor/houthis"),
        ("黎巴嫩真主党违反第1701(2006)号决议，囤积武器。", "actor/hizbullah"),
        ("苏丹武装部队袭击了一个村庄。", "actor/sudan"),
    ],
)
def test_who_is_accused(extractor: Extractor, tmp_path, sentence: str, accused: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER.format(sentence=sentence), encoding="utf-8")
    targets = {key for claim in extractor.extract(extractor.read(path)).claims for key in claim.targets}
    assert targets == {accused}


def test_the_state_after_which_a_movement_is_named_is_not_accused(extractor: Extractor, tmp_path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER.format(sentence="布隆迪民族解放力量袭击了车队。"), encoding="utf-8")
    found = extractor.extract(extractor.read(path))
    accused = {key for claim in found.claims for key in claim.targets}
    assert accused
    assert "actor/burundi" not in accused
