"""What only pages tell: heads and feet that come again on each, and columns that a text layer has side by side."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from kg.errors import SourceError
from kg.knowledge.layout import Layout
from kg.model.text import Source
from kg.structure.lines import Line

EDGE = 3
"""So many lines at the top and at the bottom of a page may be running heads and feet."""
SIDE_BY_SIDE = 4
"""So many lines of a page, one as far in as the other, tell a second column; a row of signatures is shorter."""
NEAR = 3
OWN_LINES = ("paragraph-start", "paragraph-whole", "masthead-line", "signer-post")
_TWO = regex.compile(r"\s*(?P<left>\S+(?: \S+)*) {2,}(?P<right>\S.*)")
_FORM_FEED = regex.compile("\f")
_HAN = regex.compile(r"\p{Han}")
FEWEST = 8


def running_heads(lines: Sequence[Line], source: Source, layout: Layout) -> frozenset[int]:
    """The places of lines that stand word for word at the top or the bottom of several pages."""
    if source.layer:
        return frozenset(at for at, line in enumerate(lines) if line.setting and line.setting.repeated)
    edges = {at: page for page, places in _pages(lines, source) for at in (*places[:EDGE], *places[-EDGE:])}
    pages = Counter(words for words, _ in {(lines[at].squeezed, page) for at, page in edges.items()})
    repeated = [at for at in edges if pages[lines[at].squeezed] > 1]
    return frozenset(at for at in repeated if not _is_own(lines[at], layout))


def _is_own(line: Line, layout: Layout) -> bool:
    """Whether a line is a sentence's end or of a kind that each document on a page of its own may have."""
    if layout.search("sentence-end", line.words) or layout.search("unfinished", line.words):
        return True
    return any(layout.match(rule, line.squeezed) for rule in OWN_LINES)


def _pages(lines: Sequence[Line], source: Source) -> Iterator[tuple[int, list[int]]]:
    """The places of each page's lines, blank ones left out; form feeds part pages."""
    breaks = [match.start() for match in _FORM_FEED.finditer(source.characters)]
    places = [at for at, line in enumerate(lines) if line.words]
    for page, found in groupby(places, key=lambda at: bisect(breaks, lines[at].origins[0])):
        yield page, list(found)


def refuse_columns(lines: Sequence[Line], source: Source, layout: Layout) -> None:
    """Raises SourceError for a text in which two columns stand side by side, so that each line mixes two voices."""
    for page, places in _pages(lines, source):
        columns = sorted(column for at in places if (column := _column(lines[at], layout)))
        if any(last - first <= NEAR for first, last in zip(columns, columns[SIDE_BY_SIDE - 1 :], strict=False)):
            raise SourceError(
                source.path,
                f"has two columns side by side on page {page + 1}, whose lines would be mixed; "
                "take the text layer out column by column (pdftotext without -layout)",
            )


def _column(line: Line, layout: Layout) -> int:
    """Where words begin that stand beside others, after a gap; 0 where none do, and in the rows of a roster."""
    match = _TWO.match(line.characters)
    if match is None or layout.search("row", line.characters):
        return 0
    both = all(sum(1 for _ in _HAN.finditer(match[side])) >= FEWEST for side in ("left", "right"))
    return match.start("right") if both else 0
