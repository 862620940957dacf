"""A land after which a movement is named is neither the movement's state nor an actor."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline.extractor import Extractor


def test_who_is_named_after_a_land_is_condemned_itself(extractor: Extractor, tmp_path: Path):
    path = tmp_path / "document.txt"
    words = "我国谴责达尔富尔解放阵线3月5日袭击乍得警察部队。"
    path.write_text(f"2001年3月9日秘鲁常驻联合国代表给安全理事会主席的信\n\n{words}\n", encoding="utf-8")
    found = extractor.extract(extractor.read(path))
    targets = {key for claim in found.claims for key in claim.targets}
    assert targets and not any(key.startswith("place/") for key in targets)
