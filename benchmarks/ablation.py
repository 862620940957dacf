"""What each layer of naming adds: the lexicon alone, with the name patterns, with the trained model's candidates.

python benchmarks/ablation.py

Builds the annotated documents in ../shared/letters three times with the whole lexicon and three times without its
places, disputed entities, persons and forces, as if nobody had yet written an entry for the conflict; scores each graph
with ../shared/score/score.py; counts what is named in ../shared/corpora/un. Writes docs/ablation.md.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.knowledge.lexicon import Lexicon
from kg.mentions.finder import make_finder
from kg.mentions.ner.models import NONE
from kg.model.mention import Kind
from kg.pipeline.extractor import Extractor
from kg.resources import MODEL

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
LAYERS = ("lexicon", "+ patterns", "+ model")
LOCAL = frozenset({Kind.PLACE, Kind.DISPUTED, Kind.PERSON, Kind.FORCE})
NAMED = (Kind.STATE, Kind.ORGANIZATION, Kind.FORCE, Kind.GROUP, Kind.PERSON, Kind.PLACE)
HEAD = """# What each layer of naming adds

Made by `python benchmarks/ablation.py`: F1 of the annotated documents by section, when names come from the lexicon
alone, from the lexicon and the name patterns, and also from the trained model's candidates that patterns confirm. All
other rules are the same. *Unknown conflict*: without the lexicon's places, disputed entities, persons and forces.

"""


def without_local(lexicon: Lexicon) -> Lexicon:
    """The lexicon as before anybody wrote entries for a conflict: states, bodies, posts and agreements remain."""
    kept = {
        form: tuple(key for key in keys if lexicon.entries[key].kind not in LOCAL)
        for form, keys in lexicon.names.items()
    }
    return replace(lexicon, names={form: keys for form, keys in kept.items() if keys})


def extractor(layer: str, known: bool) -> Extractor:
    """An extractor whose names come from a layer and those below it."""
    made = Extractor(model=NONE)
    lexicon = made.lexicon if known else without_local(made.lexicon)
    made.lexicon = lexicon
    patterns = replace(lexicon, patterns=()) if layer == LAYERS[0] else lexicon
    made.finder = make_finder(patterns, MODEL if layer == LAYERS[2] else NONE)
    return made


def scores(made: Extractor, folder: Path) -> dict[str, str]:
    """The F1 of each section for the annotated documents."""
    for path in sorted((SHARED / "letters").glob("*.txt")):
        graph = made.graph(made.extract(made.read(path)))
        graph.serialize(folder / f"{path.stem}.nt", format="nt", encoding="utf-8")
    command = [sys.executable, *map(str, (SHARED / "score" / "score.py", folder, SHARED / "gold"))]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[1:]
    return {line[:20].strip(): line.split()[-1] for line in printed if line.strip()}


def named(made: Extractor) -> tuple[Counter[Kind], float]:
    """How many actors and places are named in the documents without annotation, and characters a second."""
    counts: Counter[Kind] = Counter()
    length, begun = 0, time.perf_counter()
    for path in sorted((SHARED / "corpora" / "un").glob("*.txt")):
        source = made.read(path)
        counts.update(entity.kind for entity in made.extract(source).entities)
        length += len(source.characters)
    return counts, length / (time.perf_counter() - begun)


def tables() -> Iterator[str]:
    """The page's tables, line by line."""
    columns = [(layer, known) for known in (True, False) for layer in LAYERS]
    titles = [layer if known else f"{layer} (unknown conflict)" for layer, known in columns]
    scored, counted = [], []
    for layer, known in columns:
        made = extractor(layer, known)
        with tempfile.TemporaryDirectory() as folder:
            scored.append(scores(made, Path(folder)))
        counted.append(named(made))
    yield from table(
        "annotated documents: F1", titles, [[section, *(s[section] for s in scored)] for section in scored[0]]
    )
    yield ""
    rows: list[list[str]] = [[kind.value, *(str(counts[kind]) for counts, _ in counted)] for kind in NAMED]
    rows.append(["characters a second", *(f"{speed:,.0f}" for _, speed in counted)])
    yield from table("other documents: entities named", titles, rows)


def table(name: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    yield f"| {name} | {' | '.join(titles)} |"
    yield f"|---|{'---|' * len(titles)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    page = HEAD + "\n".join(tables()) + "\n"
    (ROOT / "docs" / "ablation.md").write_text(page, encoding="utf-8")
    print(page)
