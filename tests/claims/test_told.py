"""A summary record tells in the third person what a delegate says and does: it is his act, not a report of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline.extractor import Extractor

RECORD = """A/C.1/60/SR.7
第六十届会议
第一委员会
第7次会议简要记录
2005年10月12日星期三上午10时在纽约总部举行
上午10时05分宣布开会。
1. 雷耶斯女士(玻利维亚)说，局势严重。{sentence}
2. 主席宣布休会。
中午12时散会。
"""
BOLIVIA, CHILE = "actor/bolivia", "actor/chile"


@pytest.fixture(name="acts")
def reader(extractor: Extractor, tmp_path: Path):
    def acts(sentence: str) -> set[tuple[str, str | None, tuple[str, ...]]]:
        path = tmp_path / "record.txt"
        path.write_text(RECORD.format(sentence=sentence), encoding="utf-8")
        found = extractor.extract(extractor.read(path))
        texts = {part.order: part.text for part in found.document.parts}
        here = [c for c in found.claims if sentence in texts[c.part].slice(c.evidence[0].span)]
        return {(c.claimant, c.act, c.targets) for c in here if c.act}

    return acts


@pytest.mark.parametrize(
    ("sentence", "act", "targets"),
    [
        ("她的代表团谴责智利部队的袭击。", "condemn", (CHILE,)),
        ("她的国家支持这项决议草案。", "support", ()),
        ("发言者说她的政府呼吁智利撤军。", "request", (CHILE,)),
        ("该国代表团呼吁智利撤军。", "request", (CHILE,)),
        ("她感谢智利提供的援助。", "thank", (CHILE,)),
        ("她指责智利炮击边境哨所。", "accuse", (CHILE,)),
        ("她的国家没有炮击任何哨所。", "deny", ()),
    ],
)
def test_the_third_person_is_the_speaker(acts, sentence, act, targets):
    assert (BOLIVIA, act, targets) in acts(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "其他代表团谴责智利部队的袭击。",
        "智利总统抵达后，他呼吁各国提供援助。",
        "他国政府谴责了智利。",
        "智利外交部发言人谴责秘鲁的袭击。",
        "两国代表团呼吁各国提供援助。",
    ],
)
def test_others_are_not(acts, sentence):
    assert {act for claimant, act, _ in acts(sentence) if claimant == BOLIVIA} == {"report"}
