"""Tools for who edits the lexicon: what is wrong with it and how to mend it, and which names it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rdflib import RDF, SKOS, Graph
from rdflib.term import Node

from kg.errors import LexiconError
from kg.graph.validation import lexicon_graph, validate_lexicon
from kg.knowledge.layout import load_layout
from kg.knowledge.lexicon import CODES, SEVERAL, SINGLE, Lexicon, add_entry, entry_nodes, load_lexicon
from kg.knowledge.name_patterns import NamePattern, compile_patterns, parts_in, patterns_in
from kg.knowledge.turtle import read_turtle, turtle_files
from kg.mentions.finder import Finder, make_finder
from kg.model.mention import ACTORS, Kind
from kg.namespaces import ID, LKG
from kg.occurrences.relations import check_occurrence_rules
from kg.pipeline.rule_examples import check_rules
from kg.resources import shipped

SHOWN_ONLY = "Info"


_ENTRY_PROPERTIES = frozenset(LKG[name] for name in (*SINGLE, *SEVERAL, *CODES))


def check(*folders: Path) -> tuple[LexiconError, ...]:
    """All that is wrong with the shipped lexicon and rules and the folders laid over them; nothing if all is well.

    First each file and entry by itself; if these are sound, references between entries, patterns and all examples.
    """
    complaints = tuple(_check_files(*folders))
    if complaints:
        return complaints
    lexicon = load_lexicon(*folders, placeholders=True)
    broken = tuple(_check_references(lexicon)) + tuple(_check_patterns(lexicon))
    broken = broken or tuple(_check_shapes(*folders))
    return broken or (
        *_check_examples(make_finder(lexicon), lexicon.patterns),
        *_check_layout(*folders),
        *check_rules(*folders),
        *check_occurrence_rules(shipped("ontology") / "rules", *folders),
    )


def _check_shapes(*folders: Path) -> Iterator[LexiconError]:
    """What the shapes for knowledge files find."""
    report = validate_lexicon(lexicon_graph(*folders))
    files = turtle_files(shipped("ontology"), *folders) if report.results else ()
    for result in report.results:
        if result.severity == SHOWN_ONLY:
            continue
        name = result.focus.rpartition("/")[2]
        path = next((p for p in reversed(files) if f":{name} " in p.read_text(encoding="utf-8")), Path("lexicon"))
        yield LexiconError(path, name, f"{result.message_en} ({result.path or 'the entry'}: {result.value})")


def _check_layout(*folders: Path) -> Iterator[LexiconError]:
    """What the examples of the layout rules show."""
    yield from load_layout(shipped("ontology") / "rules", *folders).check()


def _check_files(*folders: Path) -> Iterator[LexiconError]:
    home = shipped("ontology")
    for path in turtle_files(home / "lexicon", home / "rules", *folders):
        try:
            graph = read_turtle(path)
        except LexiconError as error:
            yield error
            continue
        for node in entry_nodes(graph):
            yield from _check_entry(graph, node, path)
        if not path.is_relative_to(home):
            yield from _check_strangers(graph, path)
        try:
            patterns_in(graph, path)
            parts_in(graph, path)
        except LexiconError as error:
            yield error


def _check_strangers(graph: Graph, path: Path) -> Iterator[LexiconError]:
    """Named things of an analyst's file that are no entries because of their IRI."""
    classes = {LKG[kind.value] for kind in Kind}
    for node in sorted(set(graph.subjects(SKOS.prefLabel)), key=str):
        if not str(node).startswith(str(ID)) and classes & set(graph.objects(node, RDF.type)):
            yield LexiconError(path, str(node), f"is no entry: its IRI does not begin with {ID}")


def _check_entry(graph: Graph, node: Node, path: Path) -> Iterator[LexiconError]:
    try:
        draft = add_entry(graph, node, path, {})
        entry = draft.entry()
    except LexiconError as error:
        yield error
        return
    for form, language in entry.labels if entry else ():
        if len(form) < 2 or form != form.strip():
            yield LexiconError(path, str(node), f'name "{form}"@{language}: a name has two characters at least')
    for predicate in sorted(set(graph.predicates(node)), key=str):
        if str(predicate).startswith(str(LKG)) and predicate not in _ENTRY_PROPERTIES:
            known = ", ".join(f"lkg:{name}" for name in sorted((*SINGLE, *SEVERAL, *CODES)))
            yield LexiconError(path, str(node), f"unknown property lkg:{str(predicate)[len(LKG) :]}; there are {known}")


def _check_references(lexicon: Lexicon) -> Iterator[LexiconError]:
    for entry in lexicon.entries.values():
        for key in (entry.within, entry.office_of, *entry.parties, *entry.mediators, *entry.adopted_by):
            if key is not None and key not in lexicon.entries:
                yield LexiconError(Path("lexicon"), entry.key, f"speaks of {key}, which no file defines")


def _check_patterns(lexicon: Lexicon) -> Iterator[LexiconError]:
    for pattern in lexicon.patterns:
        try:
            compile_patterns([pattern], lexicon.parts)
        except LexiconError as error:
            yield error


def _check_examples(finder: Finder, patterns: Sequence[NamePattern]) -> Iterator[LexiconError]:
    for pattern in patterns:
        path = pattern.path or Path()
        if not pattern.examples:
            yield LexiconError(path, pattern.name, "has no lkg:example; give words in which it finds a name")
        if not pattern.counter_examples:
            yield LexiconError(path, pattern.name, "has no lkg:counterExample; give words in which it finds none")
        for words in pattern.examples:
            if not applies(finder, pattern, words):
                yield LexiconError(path, pattern.name, f"does not apply to its example: {words}")
        for words in pattern.counter_examples:
            if applies(finder, pattern, words):
                yield LexiconError(path, pattern.name, f"applies to its counter-example: {words}")


def applies(finder: Finder, pattern: NamePattern, words: str) -> bool:
    """Whether a pattern makes a mention in the words; for one that yields nothing, whether no name is found at all."""
    found = finder.mentions(words)
    if pattern.yields is None:
        return not any(m.kind in ACTORS | {Kind.PLACE, Kind.AGREEMENT} for m in found)
    return any(m.rule == pattern.name for m in found)
