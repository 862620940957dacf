"""Runs of signs that are no words: told aloud, never cut into words, and no burden however long they are."""

from __future__ import annotations

import base64
import random
import subprocess
import sys
from collections.abc import Sequence

import pytest
from builders.long import LONG

from kg.mentions.ner.runs import LONGEST, in_stretches, run_problems, wordless
from kg.model.text import Span, Text

IMAGE = base64.b64encode(random.Random(9).randbytes(3000)).decode()
# The peak of the process itself: what `resource` gives counts that of the process which forked it.
MEASURED = r"""
import re, sys
from pathlib import Path
from kg.pipeline.extractor import Extractor
from kg.structure.source import read_source
extractor = Extractor()
extraction = extractor.extract(read_source(Path(sys.argv[1])))
assert [p.code for p in extraction.problems].count("no-words") == 1, extraction.problems
print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"见{IMAGE}。", [IMAGE + "。"]),
        ("A" * LONGEST, []),
        ("A" * LONGEST + "B", ["A" * LONGEST + "B"]),
        ("ordinary words " * 100, []),
        ("甲A乙B" * 200, []),
        (f"{IMAGE}\n{IMAGE}", [IMAGE, IMAGE]),
    ],
)
def test_what_is_a_run(text: str, found: list[str]):
    assert [text[span.start : span.end] for span in wordless(text)] == found


def test_names_are_sought_on_both_sides_of_a_run():
    text = f"甲国{IMAGE}乙国"
    seen: list[str] = []

    def propose(texts: Sequence[str]) -> list[tuple[tuple[int, int, str], ...]]:
        seen.extend(texts)
        return [((0, 2, "LOC"),) for _ in texts]

    both = ((0, 2, "LOC"), (len(text) - 2, len(text), "LOC"))
    assert in_stretches(propose, [text, "丙国"]) == (both, ((0, 2, "LOC"),))
    assert seen == ["甲国", "乙国", "丙国"]


def test_a_run_is_told_with_its_place():
    (problem,) = run_problems(Text(f"见{IMAGE}", tuple(range(10, 11 + len(IMAGE)))))
    assert (problem.code, problem.quote, problem.span) == ("no-words", IMAGE[:40], Span(11, 11 + len(IMAGE)))


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("length", [64_000, *([1_000_000] if LONG else [])])
def test_memory_does_not_follow_the_square_of_a_run(tmp_path, length: int):
    path = tmp_path / "letter.txt"
    image = base64.b64encode(random.Random(length).randbytes(length * 3 // 4)).decode()
    path.write_text(f"1999年3月4日甲国常驻代表给秘书长的信\n我谨随函附上图片{image}如上。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 600
