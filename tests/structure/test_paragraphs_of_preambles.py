"""Paragraphs of a preamble that a copy has without the commas that end them."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline.extractor import Extractor

COPIED = """第9999(1999)号决议

1999年3月9日安全理事会第9990次会议通过

安全理事会

回顾其设立丁市观察团的1999年2月4日第9998(1999)号决议

重申所有国家的主权和领土完整

1. 要求乙国立即停火；
"""


def test_each_is_the_organs_and_none_is_taken_for_a_heading(tmp_path: Path, extractor: Extractor) -> None:
    path = tmp_path / "copied.txt"
    path.write_text(COPIED, encoding="utf-8")
    x = extractor.extract(extractor.read(path))
    said = [x.document.parts[c.evidence[0].part].text.slice(c.evidence[0].span)[:4] for c in x.claims]
    assert sorted(set(said)) == ["1.要求", "回顾其设", "重申所有"]
    assert {c.claimant for c in x.claims} == {"actor/security-council"}
