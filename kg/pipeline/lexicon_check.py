"""What is wrong with a lexicon and its rules, and how to mend it, for who edits them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rdflib import SKOS

from kg.errors import LexiconError
from kg.graph.compiled_shapes import validate_lexicon
from kg.graph.validation import lexicon_graph
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.lexicon import CODES, SEVERAL, SINGLE, Lexicon, add_entry, entry_nodes, load_lexicon
from kg.knowledge.name_patterns import compile_patterns, parts_in, patterns_in
from kg.knowledge.rule import unknown_property
from kg.knowledge.turtle import Facts, read_facts, turtle_files
from kg.mentions.finder import make_finder
from kg.model.mention import Kind
from kg.namespaces import ID, LKG
from kg.occurrences.identities import check_identity_rules
from kg.occurrences.rules import check_occurrence_rules
from kg.pipeline.rule_examples import check_patterns, check_rules
from kg.resources import shipped

SHOWN_ONLY = "Info"
_KEY = re.compile(r"[\w-]+(?:/(?!\.{1,2}(?:/|$))[^/?#\s\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]+)+")


_PROPERTIES = frozenset((*SINGLE, *SEVERAL, *CODES))


def check(*folders: Path) -> tuple[LexiconError, ...]:
    """All that is wrong with the shipped lexicon and rules and the folders laid over them; nothing if all is well.

    First each file and entry by itself; if these are sound, references between entries, patterns and all examples.
    """
    complaints = tuple(check_files(*folders))
    if complaints:
        return complaints
    try:
        knowledge = Knowledge.load(*folders, placeholders=True, tried=False)
    except LexiconError as error:
        return tuple(_check_names(*folders)) or (error,)
    broken = tuple(_check_references(knowledge.lexicon)) or tuple(_check_shapes(*folders))
    if broken:
        return broken
    finder = make_finder(knowledge.lexicon, patterns=knowledge.names)
    return (
        *knowledge.growing(),
        *check_patterns(knowledge, finder),
        *knowledge.layout.check(),
        *check_rules(knowledge, finder),
        *check_occurrence_rules(shipped("ontology") / "rules", *folders),
        *check_identity_rules(shipped("ontology") / "rules", *folders),
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


def check_files(*folders: Path) -> Iterator[LexiconError]:
    """What is wrong with each file and entry by itself."""
    home = shipped("ontology")
    for path in turtle_files(home / "lexicon", home / "rules", *folders):
        try:
            facts = read_facts(path)
        except LexiconError as error:
            yield error
            continue
        for node in entry_nodes(facts):
            yield from _check_entry(facts, node)
        if not path.is_relative_to(home):
            yield from _check_strangers(facts)
        try:
            tuple(patterns_in(facts))
            parts_in(facts)
        except LexiconError as error:
            yield error


def _check_strangers(facts: Facts) -> Iterator[LexiconError]:
    """Named things of an analyst's file that are no entries because of their IRI."""
    for node in facts.subjects(*(str(LKG[kind.value]) for kind in Kind)):
        if not node.startswith(str(ID)) and facts.value(node, str(SKOS.prefLabel)):
            yield LexiconError(facts.path, node, f"is no entry: its IRI does not begin with {ID}")


def _check_entry(facts: Facts, node: str) -> Iterator[LexiconError]:
    if not _KEY.fullmatch(node.removeprefix(str(ID))):
        what = f"is no IRI of an entry: after {ID} stand a kind and a name that can be seen, as in actor/azerbaijan"
        yield LexiconError(facts.path, node, what)
    try:
        entry = add_entry(facts, node, {}).entry()
    except LexiconError as error:
        yield error
        return
    for form, language in entry.labels if entry else ():
        if len(form) < 2 or form != form.strip():
            yield LexiconError(facts.path, node, f'name "{form}"@{language}: a name has two characters at least')
    for predicate in sorted(facts.about[node]):
        name = predicate.removeprefix(str(LKG))
        if predicate != name and name not in _PROPERTIES:
            yield LexiconError(facts.path, node, unknown_property(name, _PROPERTIES))


def _check_names(*folders: Path) -> Iterator[LexiconError]:
    """All that is wrong with references and name patterns, where what they are in can be read."""
    try:
        lexicon = load_lexicon(*folders, placeholders=True)
    except LexiconError:
        return
    yield from _check_references(lexicon)
    yield from _check_patterns(lexicon)


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
