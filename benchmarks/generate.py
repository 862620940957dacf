"""Any number of short letters in the words of the specimens, for measuring how cost grows with the store.

python benchmarks/generate.py FOLDER --documents N [--seed N]

Each day has a letter of each of four pairs of neighbours, over as many years as it takes. A letter tells of attacks,
losses and the ceasefire of the days before: it has something in common with the letters of those days alone.
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections.abc import Sequence
from pathlib import Path

FIRST = datetime.date(1950, 1, 1)
SIDES = (("厄瓜多尔", "秘鲁"), ("阿根廷", "智利"), ("萨尔瓦多", "洪都拉斯"), ("埃塞俄比亚", "厄立特里亚"))
PLACES = {
    "厄瓜多尔": ("基多", "蒂温萨"), "秘鲁": ("利马", "伊基托斯"), "阿根廷": ("布宜诺斯艾利斯", "乌斯怀亚"),
    "智利": ("圣地亚哥", "蓬塔阿雷纳斯"), "萨尔瓦多": ("圣萨尔瓦多", "圣米格尔"),
    "洪都拉斯": ("特古西加尔巴", "乔卢特卡"),
    "埃塞俄比亚": ("亚的斯亚贝巴", "阿迪格拉特"), "厄立特里亚": ("阿斯马拉", "阿萨布"),
}  # fmt: skip
FAMILIES, GIVEN = (
    ("阿尔科斯", "萨拉斯", "帕雷德斯", "托雷斯", "门多萨"),
    ("卢西娅", "奥克塔维奥", "埃斯特万", "马里奥", "伊内斯"),
)
SENTENCES = (
    "{day}，{they}军队向{place}开火，打死{n}名平民，打伤{m}人。",
    "{day}，{they}部队炮击{place}，造成{n}名军人死亡。",
    "{day}，{they}和{we}的部队在{place}附近发生武装冲突。",
    "{we}没有在{day}向{theirs}开火。",
    "{we}谴责{they}在{day}袭击{place}，要求{they}立即撤出其部队。",
    "{they}一再违反停火，{we}则遵守停火。",
    "{we}指出，{they}空军于{day}轰炸{place}，{n}人丧生。",
    "{we}重申愿意同{they}谈判，以和平方式解决争端。",
)


def letter(number: int, seed: int, paragraphs: int = 3) -> str:
    """The text of a letter; the same for the same numbers. A paragraph has two sentences, some 180 bytes."""
    chance = random.Random(f"{seed} {number}")
    we, they = chance.sample(SIDES[number % len(SIDES)], 2)
    day = FIRST + datetime.timedelta(days=number // len(SIDES))

    def sentence() -> str:
        told = day - datetime.timedelta(days=chance.randint(1, 5))
        return chance.choice(SENTENCES).format(
            day=f"{told.year}年{told.month}月{told.day}日",
            we=we,
            they=they,
            place=chance.choice(PLACES[we]),
            theirs=chance.choice(PLACES[they]),
            n=chance.randint(2, 9),
            m=chance.randint(10, 20),
        )

    body = "\n".join(sentence() + sentence() for _ in range(paragraphs))
    title = f"{day.year}年{day.month}月{day.day}日{we}常驻联合国代表给秘书长的信"
    signed = f"{chance.choice(GIVEN)}·{chance.choice(FAMILIES)}(签名)"
    return f"大会\n安全理事会\n{title}\n谨奉我国政府指示，就下列事项致函阁下。\n{body}\n{we}常驻联合国代表\n{signed}\n"


def write(folder: Path, numbers: Sequence[int], seed: int = 1) -> list[Path]:
    """Writes the letters of these numbers; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"letter-{number:06}.txt" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        path.write_text(letter(number, seed), encoding="utf-8")
    return paths


def main() -> None:
    """Writes the letters."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path)
    cli.add_argument("--documents", type=int, required=True)
    cli.add_argument("--seed", type=int, default=1)
    given = cli.parse_args()
    write(given.folder, range(given.documents), given.seed)


if __name__ == "__main__":
    main()
