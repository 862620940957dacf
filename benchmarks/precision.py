"""How often the rules are right, by class of rule and by rule, at home and away from where they were written.

python benchmarks/precision.py LETTERS DOCUMENTS FRAGMENTS [--out FILE]

The three graphs are what `kg build` exports of the annotated letters, of the other whole documents and of the open
fragments in ../shared, whose annotation (a YAML file for each document and a table of its sentences) is read there.
What counts as right:

- claims: the annotation has this act, by this claimant, in the sentence (it has no quoted claims: they are left out);
  an act of a joint letter, which each of those who sign it claims, is one
- compliance: the sentence says this of an agreement, by this actor where the annotation names one
- events: an annotated event of this type and these days is told in a sentence of the mention
- casualties: the sentence has a figure of this harm, number and bound
- names: an annotated actor or place of this class shares a name with what the words were taken for

Writes tables with a column for each kind of documents, and Wilson's 95 % interval for all but the letters; nothing of
the annotation itself.
"""

from __future__ import annotations

import argparse
import calendar
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import Any

import yaml
from rdflib import RDF, SKOS, Dataset, URIRef
from rdflib.term import Node

from kg.knowledge.lexicon import load_lexicon
from kg.knowledge.sentence_rules import RULE_CLASSES, load_rules
from kg.namespaces import GAF, LKG, OA, SEM
from kg.resources import shipped

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SETS = {
    "letters": SHARED / "gold",
    "documents": SHARED / "gold_corpora",
    "fragments": SHARED / "fragments" / "open" / "gold",
}
HOME = "letters"  # where most rules were written
OUT = ROOT / "docs" / "precision.md"
ENOUGH = 10
NAMED = ("Person", "State", "DisputedEntity", "Organization", "Force", "Group", "Place")
AS_ANNOTATED = {"DisputedEntity": "State"}
WIDTH = str.maketrans("（），：；！？－–—“”‘’＂•", '(),:;!?---""\'\'"·')


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that a rule yielded in a document of a set, and whether the annotation has it."""

    section: str
    rule: str
    right: bool
    where: str = HOME


def folded(words: object) -> str:
    """The words without white space and with plain punctuation."""
    return re.sub(r"\s+", "", str(words)).translate(WIDTH)


def wilson(right: int, found: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share (95 % by default); from 0 to 1 where nothing was found."""
    if not found:
        return 0.0, 1.0
    share, square = right / found, z * z
    middle, spread = share + square / (2 * found), z * sqrt(share * (1 - share) / found + square / (4 * found * found))
    return max(0.0, (middle - spread) / (1 + square / found)), min(1.0, (middle + spread) / (1 + square / found))


def days(event: Mapping[str, Any]) -> tuple[str, str]:
    """First and last day of an annotated event, empty where open."""
    first, last = str(event.get("start") or ""), str(event.get("end") or "")
    first += {4: "-01-01", 7: "-01"}.get(len(first), "")
    if len(last) == 7:
        last += f"-{calendar.monthrange(int(last[:4]), int(last[5:]))[1]:02d}"
    return first, last + ("-12-31" if len(last) == 4 else "")


class Annotation:
    """An annotated document: its rows by section, its names, and where its sentences stand in its words."""

    def __init__(self, path: Path) -> None:
        self.data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        lines = path.with_suffix("").with_suffix(".sentences.tsv").read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t", 1) for line in lines if "\t" in line]
        self.words, self.sentences = "", []
        for key, sentence in rows:
            start = len(self.words)
            self.words += folded(sentence)
            self.sentences.append((start, len(self.words), key))
        self.scope = self.data["document"].get("scope") or [rows[0][0], rows[-1][0]]
        named = self.rows("entities") + self.rows("agreements")
        self.names = {row["id"]: {folded(name) for name in (row["name"], *(row.get("also") or []))} for row in named}

    def rows(self, section: str) -> list[dict[str, Any]]:
        """The rows of a section."""
        return self.data.get(section) or []

    def is_named(self, key: str | None, names: set[str]) -> bool:
        """Whether one of the names is a name of the annotated thing, or its key where that is not annotated."""
        return bool(key) and bool(self.names.get(str(key), {folded(key)}) & names)

    def sentences_of(self, quote: str, share: float) -> set[str]:
        """The annotated sentences in which the quote stands; of several places, the one nearest to the share."""
        places = [found.start() for found in re.finditer(re.escape(folded(quote)), self.words)]
        if not places or not quote:
            return set()
        at = min(places, key=lambda place: abs(place / len(self.words) - share))
        keys = {key for start, end, key in self.sentences if start < at + len(folded(quote)) and at < end}
        return {key for key in keys if self.scope[0] <= key <= self.scope[1]}


class Told:
    """What the graph says of one document, and in which annotated sentences each of its mentions stands."""

    def __init__(self, graph: Dataset, document: URIRef, annotation: Annotation) -> None:
        self.graph, self.annotation = graph, annotation
        self.joint = len(set(graph.objects(document, LKG.onBehalfOf))) > 1
        mentions = list(graph.subjects(OA.hasSource, document))
        length = max((int(str(self.selector(m, OA.end))) for m in mentions), default=1)
        self.where = {
            m: annotation.sentences_of(
                str(self.selector(m, OA.exact)), int(str(self.selector(m, OA.start))) / max(1, length)
            )
            for m in mentions
        }

    def selector(self, mention: Node, part: URIRef) -> Node:
        return next(v for node in self.graph.objects(mention, OA.hasSelector) for v in self.graph.objects(node, part))

    def things(self, kind: str) -> Iterator[tuple[Node, Node, set[str], str]]:
        """The things of a class with each of their mentions in annotated sentences, these and the rule."""
        for thing in sorted(self.graph.subjects(RDF.type, LKG[kind]), key=str):
            for mention in sorted(self.graph.objects(thing, GAF.denotedBy), key=str):
                if self.where.get(mention):
                    yield thing, mention, self.where[mention], str(self.graph.value(mention, LKG.ruleFired))

    def names(self, thing: Node | None) -> set[str]:
        """All names of a thing in the graph, with the words that mention it here."""
        labels = {folded(o) for p in (SKOS.prefLabel, SKOS.altLabel) for o in self.graph.objects(thing, p)}
        here = (m for m in self.graph.objects(thing, GAF.denotedBy) if m in self.where)
        return labels | {folded(self.selector(m, OA.exact)) for m in here}

    def notation(self, thing: Node | None, predicate: URIRef) -> str:
        node = self.graph.value(thing, predicate)
        return str(self.graph.value(node, SKOS.notation)) if node is not None else ""


def judge_claims(told: Told) -> Iterator[Judged]:
    """The acts and what is said of agreements."""
    rows, graph = told.annotation, told.graph
    quoted = {inner for inner in graph.objects(None, LKG.about) if (inner, RDF.type, LKG.Claim) in graph}
    joint: dict[tuple[str, str, frozenset[str]], bool] = {}
    for claim, _, where, rule in told.things("Claim"):
        by = told.names(graph.value(claim, LKG.claimant))
        act, compliance = told.notation(claim, LKG.act), told.notation(claim, LKG.compliance)
        if act and claim not in quoted:
            acts = (a for a in rows.rows("acts") if a["s"] in where and a["act"] == act)
            key, right = (rule, act, frozenset(where)), any(rows.is_named(a["by"], by) for a in acts)
            if told.joint:
                joint[key] = right or joint.get(key, False)
            else:
                yield Judged("claims", rule, right)
        if compliance:
            agreement, complier = (
                {name for thing in graph.objects(claim, p) for name in told.names(thing)}
                for p in (LKG.about, LKG.complier)
            )
            said = (c for c in rows.rows("agreement_claims") if c["s"] in where and c["claim"] == compliance)
            fits = (
                rows.is_named(c["agreement"], agreement) and (not c.get("actor") or rows.is_named(c["actor"], complier))
                for c in said
            )
            yield Judged("compliance", rule, any(fits))
    yield from (Judged("claims", rule, right) for (rule, _, _), right in joint.items())


def judge_events(told: Told) -> Iterator[Judged]:
    """The dated events; such as the annotation dates only roughly are neither right nor wrong."""
    graph = told.graph
    for event, _, where, rule in told.things("Event"):
        kind = told.notation(event, LKG.eventType)
        time = tuple(str(graph.value(event, p) or "") for p in (SEM.hasBeginTimeStamp, SEM.hasEndTimeStamp))
        rows = [e for e in told.annotation.rows("events") if e["type"] == kind and where & set(e["sentences"])]
        right = any(not e.get("vague") and (days(e) in (time, ("", ""))) for e in rows)
        if any(time) and (right or not any(e.get("vague") for e in rows)):
            yield Judged("events", rule, right)


def judge_casualties(told: Told) -> Iterator[Judged]:
    """The figures."""
    graph = told.graph
    for count, _, where, rule in told.things("CasualtyCount"):
        figure = (told.notation(count, LKG.harm), str(graph.value(count, LKG["count"])))
        stated = (*figure, str(graph.value(count, LKG.bound)))
        rows = (c for c in told.annotation.rows("casualties") if c["s"] in where)
        yield Judged("casualties", rule, any((c["kind"], str(c["number"]), c["bound"]) == stated for c in rows))


def judge_names(told: Told) -> Iterator[Judged]:
    """The actors and places, each once for each rule that found it."""
    rows = told.annotation
    named = [(row["type"], rows.names[row["id"]]) for row in rows.rows("entities")]
    for kind in NAMED:
        found = dict.fromkeys((thing, rule) for thing, _, _, rule in told.things(kind))
        for thing, rule in found:
            right = any(AS_ANNOTATED.get(kind, kind) == known and told.names(thing) & names for known, names in named)
            yield Judged("names", rule, right)


JUDGES: tuple[Callable[[Told], Iterator[Judged]], ...] = (judge_claims, judge_events, judge_casualties, judge_names)


def class_of_rules() -> dict[str, str]:
    """The class of each rule by its name."""
    rules = load_rules(shipped("ontology") / "rules")
    classes = {rule.name: c.__name__ for c in RULE_CLASSES for rule in rules.of(c)}
    return classes | {pattern.name: "NamePattern" for pattern in load_lexicon().patterns}


def table(judged: Iterable[Judged], classes: Mapping[str, str]) -> Iterator[str]:
    """The report: classes of rules by section, the rules that yielded often enough, those that are seldom right."""
    judged = list(judged)
    by_class = Counter((j.section, classes.get(j.rule, f"`{j.rule}`"), j.where, j.right) for j in judged)
    by_rule = Counter((j.section, j.rule, j.where, j.right) for j in judged if j.rule in classes)
    yield from rows("Classes of rules", by_class, 1)
    yield from rows(f"Rules ({ENOUGH} or more)", by_rule, ENOUGH)
    yield from seldom_right(by_rule)


def rows(heading: str, counted: Counter[tuple[str, str, str, bool]], least: int) -> Iterator[str]:
    """A table of those that yielded so often: right of found in each set, and the share outside the letters."""
    yield from (
        f"\n## {heading}\n",
        f"| yields | by | {' | '.join(SETS)} | share elsewhere | 95 % |",
        f"|---|---|{'---:|' * len(SETS)}---:|---|",
    )
    for section, name in sorted({key[:2] for key in counted}):
        tallies = {where: tally(counted, section, name, where) for where in SETS}
        if sum(found for _, found in tallies.values()) >= least:
            cells = (f"{right} of {found}" if found else "" for right, found in tallies.values())
            right, found = elsewhere(counted, section, name)
            low, high = wilson(right, found)
            share = f"{right / found:.2f} | {low:.2f} to {high:.2f}" if found else " | "
            yield f"| {section} | {name} | {' | '.join(cells)} | {share} |"


def seldom_right(counted: Counter[tuple[str, str, str, bool]]) -> Iterator[str]:
    """The rules with few finds that are wrong elsewhere more often than right: the first to look at."""
    yield f"\n## Fewer than {ENOUGH} finds, and elsewhere more of them wrong than right\n"
    for section, name in sorted({key[:2] for key in counted}):
        right, found = elsewhere(counted, section, name)
        if sum(n for key, n in counted.items() if key[:2] == (section, name)) < ENOUGH and 2 * right < found:
            yield f"- {section}: {name}, {right} of {found}"


def tally(counted: Counter[tuple[str, str, str, bool]], section: str, name: str, where: str) -> tuple[int, int]:
    """How many finds in a set are right, and how many there are."""
    right = counted[section, name, where, True]
    return right, right + counted[section, name, where, False]


def elsewhere(counted: Counter[tuple[str, str, str, bool]], section: str, name: str) -> tuple[int, int]:
    """The same over all sets but the letters."""
    tallies = [tally(counted, section, name, where) for where in SETS if where != HOME]
    return sum(right for right, _ in tallies), sum(found for _, found in tallies)


def judged_in(graph: Dataset, gold: Path, where: str) -> Iterator[list[Judged]]:
    """What is judged of each annotated document that the graph has."""
    files = sorted((str(name), document) for document, name in graph.subject_objects(LKG.fileName))
    for path in sorted(gold.glob("*.yaml")):
        document = next((document for name, document in files if name.startswith(path.stem)), None)
        if isinstance(document, URIRef):
            told = Told(graph, document, Annotation(path))
            yield [replace(item, where=where) for judge in JUDGES for item in judge(told)]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for where in SETS:
        cli.add_argument(where, type=Path)
    cli.add_argument("--out", type=Path, default=OUT)
    given = cli.parse_args()
    judged: list[Judged] = []
    documents = {}
    for where, gold in SETS.items():
        graph = Dataset(default_union=True)
        graph.parse(getattr(given, where))
        items = list(judged_in(graph, gold, where))
        judged += [item for each in items for item in each]
        documents[where] = len(items)
    lines = table(judged, class_of_rules())
    given.out.write_text(HEAD.format(**documents) + "\n".join(lines) + "\n", encoding="utf-8")


HEAD = """# How often the rules are right

Measured by `benchmarks/precision.py`, which says what counts as right, on three kinds of annotated documents:
{letters} *letters* of one conflict, with which most rules were written in sight; {documents} other whole *documents*
(records, letters, a note, a resolution) that were read meanwhile; {fragments} *fragments* of letters, reports,
resolutions and statements of many conflicts. Which document suggested a rule is not recorded: what a rule is worth away
from home is told by its share *elsewhere*, which is of documents and fragments together. A share of few cases says
little (Wilson's interval says how little). This is precision alone; what the rules miss is in the scores. The graph
itself carries no `lkg:confidence`: these shares are of classes and rules, not of a single claim.
"""

if __name__ == "__main__":
    main()
