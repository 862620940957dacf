"""What each layer of naming adds: the lexicon alone, with the name patterns, with the trained model's candidates.

python benchmarks/ablation.py [--rules [LETTERS|DOCUMENTS|FRAGMENTS ...]]

Builds the annotated documents in ../shared/letters three times with the whole lexicon and three times without its
places, disputed entities, persons and forces, as if nobody had yet written an entry for the conflict; scores each graph
with ../shared/score/score.py; counts what is named in ../shared/corpora/un. Writes docs/ablation.md.

With `--rules` it leaves out each sentence rule by itself, in each document of the three sets (or of those named) in
which it matches, and prints how many finds hang on it, the idle ones first. To be idle is no reason to go: what
two rules find is found without one of them, and a rule may be made of another conflict's words.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import regex

from kg.claims.document import document_claims
from kg.knowledge.expressions import Expression
from kg.knowledge.lexicon import Lexicon
from kg.knowledge.sentence_rules import RULE_CLASSES, Rules
from kg.mentions.document import annotate
from kg.mentions.finder import make_finder
from kg.mentions.ner.models import NONE
from kg.model.document import CatalogueRow, Document
from kg.model.extraction import Extraction
from kg.model.mention import Annotated, Kind
from kg.pipeline.extractor import Extractor
from kg.resources import MODEL
from kg.structure.catalogue import read_catalogue
from kg.structure.document import structures
from kg.structure.repair import repair

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
LAYERS = ("lexicon", "+ patterns", "+ model")
LOCAL = frozenset({Kind.PLACE, Kind.DISPUTED, Kind.PERSON, Kind.FORCE})
NAMED = (Kind.STATE, Kind.ORGANIZATION, Kind.FORCE, Kind.GROUP, Kind.PERSON, Kind.PLACE)
SETS = {
    "letters": SHARED / "letters",
    "documents": SHARED / "corpora" / "un",
    "fragments": SHARED / "fragments" / "open" / "texts",
}
CATALOGUE = SHARED / "fragments" / "open" / "catalogue.csv"
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


class Watched(Expression):
    """An expression that notes the names of the rules that match."""

    __slots__ = ("seen",)

    def __init__(self, watched: Expression, seen: set[str]) -> None:
        super().__init__(watched.pattern, watched.rule, watched.path)
        self.seen = seen

    def finditer(self, text: str) -> tuple[regex.Match[str], ...]:
        """As of any expression."""
        found = super().finditer(text)
        self.seen.update((self.rule,) if found else ())
        return found

    def search(self, text: str) -> regex.Match[str] | None:
        """As of any expression."""
        found = super().search(text)
        self.seen.update((self.rule,) if found else ())
        return found


def watched(rules: Rules, seen: set[str]) -> Rules:
    """The rules, those that match noted by name."""
    by_class = {
        kind: tuple(replace(rule, patterns=tuple(Watched(p, seen) for p in rule.patterns)) for rule in rules.of(kind))
        for kind in RULE_CLASSES
    }
    return Rules(by_class=by_class)


def without(rules: Rules, name: str) -> Rules:
    """The rules but one."""
    return Rules(by_class={kind: tuple(r for r in rules.of(kind) if r.name != name) for kind in RULE_CLASSES})


def finds(extraction: Extraction) -> Counter[object]:
    """What is found, whichever rule found it and wherever the document numbers it."""
    claims = ((c.claimant, c.act, c.compliance, c.complier, c.about, c.targets, c.polarity) for c in extraction.claims)
    events = (replace(event, key="", evidence=()) for event in extraction.events)
    counts = (replace(count, key="", evidence=(), part_of=None) for count in extraction.casualties)
    agreements = ((a.kind, a.name, a.dates, a.parties, a.mediators) for a in extraction.agreements)
    provisions = ((p.agreement, p.number) for p in extraction.provisions)
    statuses = ((status.notations, status.evidence.span) for status in extraction.statuses)
    return Counter((*claims, *events, *counts, *agreements, *provisions, *statuses))


def hanging(made: Extractor, path: Path, row: CatalogueRow | None) -> Counter[str]:
    """By rule that matches in a document, how many finds are other or gone without it."""
    hang: Counter[str] = Counter()
    for document in structures(repair(made.read(path), made.layout), made.layout, row):
        annotated, seen = annotate(made.finder, document), set[str]()

        def found(
            rules: Rules, document: Document = document, annotated: tuple[Annotated, ...] = annotated
        ) -> Counter[object]:
            return finds(document_claims(document, annotated, made.lexicon, made.layout, rules))

        whole = found(watched(made.rules, seen))
        for name in sorted(seen):
            hang[name] += (whole - found(without(made.rules, name))).total()
    return hang


def hanging_in(names: Sequence[str]) -> Iterator[str]:
    """A line for each rule: on how many finds of each set it hangs; a dash where it does not match at all."""
    made, catalogue = Extractor(model=NONE), read_catalogue(CATALOGUE)
    by_set: dict[str, Counter[str]] = {}
    for name in names:
        files = sorted(SETS[name].glob("*.txt"))
        known = catalogue.held_against(files)
        by_set[name] = Counter()
        for path in files:
            by_set[name].update(hanging(made, path, known.row_of(path) if name == "fragments" else None))
    rules = [rule.name for kind in RULE_CLASSES for rule in made.rules.of(kind)]
    yield "\t".join(("rule", *names))
    for rule in sorted(rules, key=lambda rule: (sum(hang[rule] for hang in by_set.values()), rule)):
        yield "\t".join((rule, *(str(hang[rule]) if rule in hang else "-" for hang in by_set.values())))


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--rules", nargs="*", choices=tuple(SETS), metavar="SET")
    given = cli.parse_args()
    if given.rules is not None:
        print(*hanging_in(given.rules or tuple(SETS)), sep="\n")
        return
    page = HEAD + "\n".join(tables()) + "\n"
    (ROOT / "docs" / "ablation.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
