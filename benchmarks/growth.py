"""That no text takes time worse than linear: generated texts of many kinds, each also at double the length.

    python benchmarks/growth.py [KIND ...] [--characters N] [--runs N]

A kind is one form again and again in a sentence or a letter: a list of names, of days, of counts, of titles, lines of
annexes, one speaker. Processor time is taken, the best of several runs. The exit status is 1 where the time for double
the length is more than 2.6 times as long.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.pipeline.extractor import Extractor
from kg.structure.source import read_source

MOST = 2.6  # times the time for double the text
HEAD = "1999年3月4日甲国常驻联合国代表给秘书长的信\n"
TAIL = "\n常驻代表\n伊万·托尔(签名)\n"
MEETING = (
    "临时逐字记录\n1999年3月5日星期五上午10时举行\n上午10时05分开会。\n"
    "主席（以英语发言）：安全理事会现在开始审议其议程上的项目。\n"
)
WORDS = {
    "names": "阿塞拜疆、",
    "days": "3月4日、",
    "counts": "3人、",
    "figures": "1人死亡、",
    "events": "乙国军队开火，",
    "titles": "《甲乙协定》",
    "agreements": "联合国宪章、",
    "persons": "李明·王先生、",
    "posts": "外交部长",
    "resolutions": "第822(1993)号决议、",
    "provisions": "第二条第四款、",
    "annexes": "附件",
    "lines of annexes": "附件一\n",
    "prose": "亚美尼亚部队于3月5日向阿塞拜疆阵地开火，造成2人死亡。",
    "Latin letters": "Ab3x",
    "digits": "1",
    "letters in brackets": "(a)",
    "notes": "[1]",
    "brackets": "（",
    "quotation marks": "“",
    "dots": "·",
}


def letter(words: str) -> Callable[[int], str]:
    """A letter in which these words stand again and again, up to so many characters."""
    return lambda characters: f"{HEAD}我谨就{words * (characters // len(words))}致函。{TAIL}"


def meeting(characters: int) -> str:
    """A meeting at which one speaker takes the floor again and again."""
    turn = "托尔先生（阿塞拜疆）（以英语发言）：我感谢主席。\n"
    return MEETING + turn * (characters // len(turn))


def numbered(word: Callable[[int], str]) -> Callable[[int], str]:
    """A letter in which no two of the words are the same."""
    size = len(word(1000))
    return lambda characters: f"{HEAD}我谨就{''.join(map(word, range(characters // size)))}致函。{TAIL}"


KINDS: dict[str, Callable[[int], str]] = {
    **{kind: letter(words) for kind, words in WORDS.items()},
    "speaker": meeting,
    "titles of many": numbered(lambda number: f"《第{number}协定》"),
    "persons of many": numbered(lambda number: f"李{chr(0x4E00 + number)}·王{chr(0x5E00 + number)}先生、"),
}


def seconds(extractor: Extractor, path: Path, runs: int) -> float:
    """The processor time of an extraction, the best of several."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        extractor.extract(read_source(path))
        times.append(time.process_time() - began)
    return min(times)


def main() -> int:
    """Measures; 1 where a kind grows faster than its text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", help=f"of {', '.join(KINDS)} (default: all)")
    parser.add_argument("--characters", type=int, default=16_000, help="of the longer text (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="of which the best counts (default: %(default)s)")
    given = parser.parse_args()
    if unknown := sorted({*given.kinds} - KINDS.keys()):
        parser.error(f"there is no {unknown[0]}; there are {', '.join(KINDS)}")
    extractor = Extractor()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "text.txt")
        path.write_text(KINDS["prose"](500), encoding="utf-8")
        seconds(extractor, path, 1)  # what is loaded at the first document is no part of any other's time
        for kind in given.kinds or KINDS:
            taken = []
            for characters in (given.characters // 2, given.characters):
                path.write_text(KINDS[kind](characters), encoding="utf-8")
                taken.append(seconds(extractor, path, given.runs))
            ratio = taken[1] / taken[0]
            failed |= ratio > MOST
            said = "grows too fast" if ratio > MOST else "ok"
            print(f"{kind:20} {taken[0]:7.2f} s {taken[1]:7.2f} s  x{ratio:.2f}  {said}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
