"""Words that were hard to read in an image give no figure and no date."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model.extraction import Extraction
from kg.model.pages import Layer, Places
from kg.model.text import Source, Span
from kg.pipeline.extractor import Extractor

LETTER = """1999年3月4日甲国常驻联合国代表给秘书长的信

1999年3月2日，乙国部队炮击了丁市，造成3名甲国平民死亡。次日，乙国部队绑架了5名甲国士兵。

常驻代表
米罗·延科(签名)
"""


def read(extractor: Extractor, *doubtful: str) -> Extraction:
    """The letter, some of its words hard to read."""
    spans = tuple(Span(LETTER.index(words), LETTER.index(words) + len(words)) for words in doubtful)
    source = Source(path=Path("letter.pdf"), characters=LETTER, sha256="0")
    return extractor.extract(replace(source, layer=Layer(places=Places(), doubtful=spans)) if spans else source)


def figures(extraction: Extraction) -> list[tuple[str, int]]:
    return [(count.harm, count.count) for count in extraction.casualties]


def days(extraction: Extraction) -> list[datetime.date | None]:
    return sorted(event.period.begin for event in extraction.events if event.period and event.period.begin)


def test_all_that_is_sure_counts(extractor: Extractor) -> None:
    letter = read(extractor)
    assert figures(letter) == [("killed", 3), ("captured", 5)]
    assert days(letter) == [datetime.date(1999, 3, 2), datetime.date(1999, 3, 3)]


def test_a_doubtful_figure_counts_nothing_and_is_told(extractor: Extractor) -> None:
    letter = read(extractor, "3名")
    assert figures(letter) == [("captured", 5)]
    assert [(p.code, p.quote) for p in letter.problems if p.code == "figure-doubtful"] == [("figure-doubtful", "3名")]
    assert {claim.act for claim in letter.claims} == {claim.act for claim in read(extractor).claims}


def test_a_doubtful_date_tells_no_day_nor_does_what_follows_it(extractor: Extractor) -> None:
    letter = read(extractor, "1999年3月2日")
    assert days(letter) == []
    told = [(p.quote, p.message) for p in letter.problems if p.code == "day-unknown"]
    assert told[0] == ("1999年3月2日", "the date was hard to read in the image")
    assert "次日" in [quote for quote, _ in told]


@pytest.mark.parametrize("words", ["1999年3月4日", "9年3月4"])
def test_the_day_of_a_letter_is_not_taken_of_doubtful_words(words: str, extractor: Extractor) -> None:
    sure = extractor.extract(
        Source(path=Path("letter.txt"), characters=LETTER.replace("1999年3月2日", "3月2日"), sha256="0"),
    )
    assert days(sure) == [datetime.date(1999, 3, 2), datetime.date(1999, 3, 3)]
    text = LETTER.replace("1999年3月2日", "3月2日")
    at = text.index(words)
    layer = Layer(places=Places(), doubtful=(Span(at, at + len(words)),))
    assert days(extractor.extract(Source(path=Path("letter.pdf"), characters=text, sha256="0", layer=layer))) == []
