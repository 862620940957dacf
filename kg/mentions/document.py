"""A document's parts with their sentences and mentions; names that it makes known are found wherever it uses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.knowledge.lexicon import fold
from kg.mentions.candidates import Dropped
from kg.mentions.cascade import cells
from kg.mentions.doubtful import with_doubts
from kg.mentions.finder import Finder, TextMentions, TextReading, find_mentions, read_text
from kg.mentions.names import KnownName, NameMatch, known_matcher
from kg.mentions.ner.runs import run_problems
from kg.mentions.sentences import split_sentences
from kg.mentions.short_states import LONGEST_ROW
from kg.mentions.towns import RULE as TOWN
from kg.mentions.towns import ambiguous, by_country, identified, named_countries
from kg.model.document import Document, Part
from kg.model.mention import Annotated, Kind, Mention, Sentence
from kg.model.text import Text

ALIAS = "known-alias"
BODIES = frozenset({Kind.ORGANIZATION, Kind.FORCE})
Named = Iterable[tuple[str, tuple[Mention, ...]]]  # texts with their mentions


def annotate(finder: Finder, document: Document) -> tuple[Annotated, ...]:
    """The document's parts with their sentences and mentions, each in the coordinates of its part's text.

    Names are found twice: those that the document makes known (a surname after the full name or in a speaker's line,
    an abbreviation) are found the second time wherever it uses them.
    """
    parts = [part.text.characters for part in document.parts]
    heads = [text.characters for text in _speakers(document)]
    texts = list(dict.fromkeys((*parts, *heads)))
    proposed = zip(texts, finder.model.propose(texts), strict=True)
    read = {text: read_text(finder, text, names) for text, names in proposed}
    named_in = {text: find_mentions(finder, reading) for text, reading in read.items()}
    readings, first = [read[text] for text in parts], [named_in[text] for text in parts]
    known = known_names(*([(text, named_in[text].mentions) for text in some] for some in (parts, heads)))
    named = named_countries(match for reading in readings for match in reading.names)
    founds = _again(finder, readings, first, known, named, _catalogued(finder, document))
    items = (_annotated(finder, part, found, named) for part, found in zip(document.parts, founds, strict=True))
    return tuple(with_doubts(item, document.source.layer) for item in items)


def _again(
    finder: Finder,
    readings: Iterable[TextReading],
    first: Iterable[TextMentions],
    known: Iterable[KnownName],
    named: AbstractSet[str],
    speakers: AbstractSet[str],
) -> Iterator[TextMentions]:
    """What is found with the known names and towns too; a text that uses none of them is not read again."""
    names = known_matcher(known)
    readings = tuple(readings)
    actors = {key for reading in readings for match in _outermost(reading.names) for key in match.entries} | speakers
    for reading, before in zip(readings, first, strict=True):
        states, open_signs = _short_states(finder, reading, actors)
        matches = [*_not_begun(names.find(reading.folded), before.mentions), *states]
        taken = cells(matches)
        towns = by_country(reading.folded, before.dropped, named)
        matches += [town for town in towns if taken.isdisjoint(range(town.span.start, town.span.end))]
        found = find_mentions(finder, reading, matches) if matches else before
        yield replace(found, dropped=(*found.dropped, *open_signs)) if open_signs else found


def _not_begun(names: Iterable[NameMatch], before: Iterable[Mention]) -> Iterator[NameMatch]:
    """The names without the short forms with which a longer name of such a one only begins: Unity, in Unity Party."""
    longer: dict[tuple[int, Kind | None], int]
    longer = {(mention.span.start, mention.kind): mention.span.end for mention in before if mention.kind in BODIES}
    for name in names:
        if name.rule != ALIAS or longer.get((name.span.start, name.kind), 0) <= name.span.end:
            yield name


def _outermost(names: Iterable[NameMatch]) -> Iterator[NameMatch]:
    """The names that lie in no longer one: a text that names Indonesia does not name India."""
    reached = 0
    for name in sorted(names, key=lambda match: (match.span.start, -match.span.end)):
        if name.span.end > reached:
            reached = name.span.end
            yield name


def _short_states(
    finder: Finder, reading: TextReading, actors: AbstractSet[str]
) -> tuple[tuple[NameMatch, ...], tuple[Dropped, ...]]:
    """The states named by one character each, in no longer name, and the characters that nothing tells.

    A longer name that is only proposed may begin with one: that of the state's troops.
    """
    inside = cells(reading.names)
    long = (one.span for one in reading.proposed if len(one.span) > LONGEST_ROW)
    inside.update(at for span in long for at in range(span.start + 1, span.end))
    found = [one for one in finder.short_states.find(reading.folded, actors) if one.span.start not in inside]
    states = tuple(one for one in found if isinstance(one, NameMatch))
    return states, tuple(one for one in found if isinstance(one, Dropped))


def known_names(parts: Named, speakers: Named = ()) -> tuple[KnownName, ...]:
    """The names that texts make known: persons' full names and surnames, and abbreviations; of a form, the first."""
    known: dict[str, KnownName] = {}
    for name in (*_of_speakers(speakers), *_of_parts(parts)):
        if len(name.form) >= 2:
            known.setdefault(name.form, name)
    return tuple(known[form] for form in sorted(known))


def _of_speakers(speakers: Named) -> Iterator[KnownName]:
    for text, mentions in speakers:
        persons = [m for m in mentions if m.kind is Kind.PERSON and "name" in m.slots]
        form = text[persons[0].slots["name"].start : persons[0].slots["name"].end] if persons else text.strip()
        if all(m.kind is Kind.PERSON for m in mentions):
            yield _person(fold(form))


def _of_parts(parts: Named) -> Iterator[KnownName]:
    for text, mentions in parts:
        folded = fold(text)
        for mention in mentions:
            said = {name: folded[s.start : s.end] for name, s in mention.slots.items()}
            if mention.kind is Kind.PERSON and "name" in said:
                yield _person(said["name"])
                yield _person(said["name"].rpartition("·")[2].rpartition(" ")[2])
            elif "alias" in said:
                alias = said["alias"]
                yield KnownName(form=alias, kind=mention.kind, rule=ALIAS, entries=mention.entries)


def _person(form: str) -> KnownName:
    return KnownName(form=form, kind=Kind.PERSON, rule="known-person")


def _catalogued(finder: Finder, document: Document) -> frozenset[str]:
    """The keys of those for whom the document speaks by its catalogue alone."""
    names = {name for part in document.parts for name in part.catalogued}
    return frozenset(key for name in names for match in finder.names.find(fold(name)) for key in match.entries)


def _speakers(document: Document) -> Iterator[Text]:
    yield from (part.speaker for part in document.parts if part.speaker)
    if document.sender:
        yield document.sender


def _annotated(finder: Finder, part: Part, found: TextMentions, named: AbstractSet[str]) -> Annotated:
    sentences = (Sentence(part=part.order, span=span) for span in split_sentences(part.text.characters))
    problems = (
        part.text.problem(dropped.span, stage="names", code="candidate-dropped", message=dropped.reason)
        for dropped in found.dropped
        if dropped.rule != TOWN  # of whose names a text holds many by chance
    )
    return Annotated(
        part=part,
        sentences=tuple(sentences),
        mentions=tuple(identified(mention, finder.borders, named) for mention in found.mentions),
        problems=(
            *problems,
            *ambiguous(part.text, found.mentions, finder.borders, named),
            *run_problems(part.text),
        ),
    )
