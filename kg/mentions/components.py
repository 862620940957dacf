"""The spaCy pipeline (sentences, the lexicon's names, dates, counts, name patterns), and a document read by it.

Names are matched on characters, so they do not depend on how the text is segmented; tokens are cut at their borders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as SpacySpan

from kg.knowledge.lexicon import Lexicon, fold, load_lexicon
from kg.knowledge.name_patterns import Compiled, compile_patterns
from kg.mentions.candidates import Dropped, candidates, confirm
from kg.mentions.cascade import cascade, cells
from kg.mentions.counts import find_counts
from kg.mentions.dates import find_dates
from kg.mentions.names import Found, KnownName, NameMatcher, known_matcher, matcher
from kg.mentions.ner.models import load_model
from kg.mentions.sentences import split_sentences
from kg.model.document import Document, Part
from kg.model.mention import Annotated, Kind, Mention, Sentence
from kg.model.text import Problem
from kg.resources import MODEL

MENTIONS = "mentions"
_FOUNDS, _DATES, _COUNTS, _KNOWN = "letterkg_founds", "letterkg_dates", "letterkg_counts", "letterkg_known"
_MENTIONS, _SENTENCES = "letterkg_mentions", "letterkg_sentences"
_PROPOSED, _DROPPED = "letterkg_proposed", "letterkg_dropped"
_RULES = ("letterkg_sentences", "letterkg_names", "letterkg_dates", "letterkg_counts", "letterkg_patterns")


def make_nlp(lexicon: Lexicon, model: str = MODEL) -> Language:
    """A Chinese pipeline that finds the lexicon's names, what its patterns find, and what they confirm of a model's.

    `model` is that of `kg.mentions.ner.models.load_model`, which raises ModelError. The mentions are in
    `doc.spans["mentions"]`.
    """
    nlp = load_model(model)
    folders = {"folders": [str(folder) for folder in lexicon.folders]}
    nlp.add_pipe("letterkg_sentences")
    names = nlp.add_pipe("letterkg_names", config=folders)
    nlp.add_pipe("letterkg_dates")
    nlp.add_pipe("letterkg_counts")
    patterns = nlp.add_pipe("letterkg_patterns", config=folders)
    for component in (names, patterns):
        component.lexicon = lexicon  # type: ignore[attr-defined]
    return nlp


def annotate(nlp: Language, document: Document) -> tuple[Annotated, ...]:
    """The document's parts with their sentences and mentions, each in the coordinates of its part's text.

    The document is read twice: names that it makes known (a surname after the full name or in a speaker's line, an
    abbreviation) are found wherever it uses them.
    """
    texts = [part.text.characters for part in document.parts]
    spoken = [t.characters for t in _speakers(document)]
    first = list(nlp.pipe([*texts, *spoken]))
    known = known_names([*first[: len(texts)]], first[len(texts) :])
    docs = _again(nlp, first[: len(texts)], known) if known else first[: len(texts)]
    return tuple(_annotated(part, doc) for part, doc in zip(document.parts, docs, strict=True))


def mentions(doc: Doc) -> tuple[Mention, ...]:
    """The mentions of a doc that has gone through the pipeline, in order and not overlapping."""
    found: tuple[Mention, ...] = doc.user_data.get(_MENTIONS, ())
    return found


def known_names(docs: Iterable[Doc], speakers: Iterable[Doc] = ()) -> tuple[KnownName, ...]:
    """The names that texts make known: persons' full names and surnames, and abbreviations."""
    known: dict[str, KnownName] = {}
    for doc in speakers:
        persons = [m for m in mentions(doc) if m.kind is Kind.PERSON and "name" in m.slots]
        form = doc.text[persons[0].slots["name"].start : persons[0].slots["name"].end] if persons else doc.text.strip()
        if not any(m.kind is not Kind.PERSON for m in mentions(doc)):
            _know(known, fold(form), Kind.PERSON, "known-person")
    for doc in docs:
        text = fold(doc.text)
        for mention in mentions(doc):
            said = {name: text[s.start : s.end] for name, s in mention.slots.items()}
            if mention.kind is Kind.PERSON and "name" in said:
                _know(known, said["name"], Kind.PERSON, "known-person")
                _know(known, said["name"].rpartition("·")[2].rpartition(" ")[2], Kind.PERSON, "known-person")
            elif "alias" in said:
                _know(known, said["alias"], mention.kind, "known-alias", mention.entries)
    return tuple(known[form] for form in sorted(known))


def _know(known: dict[str, KnownName], form: str, kind: Kind, rule: str, entries: tuple[str, ...] = ()) -> None:
    if len(form) >= 2:
        known.setdefault(form, KnownName(form=form, kind=kind, rule=rule, entries=entries))


def _speakers(document: Document) -> Iterator[Any]:
    yield from (part.speaker for part in document.parts if part.speaker)
    if document.sender:
        yield document.sender


def _again(nlp: Language, first: Sequence[Doc], known: tuple[KnownName, ...]) -> list[Doc]:
    """The docs with the known names too; what the model proposes depends on the text alone and is not asked anew."""
    found = known_matcher(known)
    docs = [nlp.make_doc(doc.text) for doc in first]
    for doc, before in zip(docs, first, strict=True):
        doc.user_data |= {_KNOWN: found, _PROPOSED: before.user_data[_PROPOSED]}
    return list(nlp.pipe(docs, disable=[name for name in nlp.pipe_names if name not in _RULES]))


def _annotated(part: Part, doc: Doc) -> Annotated:
    sentences = tuple(Sentence(part=part.order, span=span) for span in doc.user_data[_SENTENCES])
    problems = tuple(_problem(part, dropped) for dropped in doc.user_data[_DROPPED])
    return Annotated(part=part, sentences=sentences, mentions=mentions(doc), problems=problems)


def _problem(part: Part, dropped: Dropped) -> Problem:
    where, quote = part.text.origin(dropped.span), part.text.slice(dropped.span)
    return Problem(stage="names", code="candidate-dropped", message=dropped.reason, quote=quote, span=where)


class _WithLexicon:
    """A component that needs the lexicon; a pipeline loaded from disk reads it from the folders in its config."""

    def __init__(self, folders: Sequence[str]) -> None:
        self.folders = tuple(Path(folder) for folder in folders)

    @cached_property
    def lexicon(self) -> Lexicon:
        return load_lexicon(*self.folders)


class Names(_WithLexicon):
    """Finds the names of the lexicon, and those that the document makes known."""

    @cached_property
    def matcher(self) -> NameMatcher:
        """The lexicon's names, ready to be matched."""
        return matcher(self.lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with what was found in its user data, for the components after."""
        text = fold(doc.text)
        founds = list(self.matcher.find(text))
        known = doc.user_data.get(_KNOWN)
        if known:
            founds += known.find(text)
        doc.user_data[_FOUNDS] = founds
        return doc


class Patterns(_WithLexicon):
    """Finds names by patterns around those found before, and sets the doc's mentions, words and sentence starts."""

    @cached_property
    def patterns(self) -> tuple[Compiled, ...]:
        """The lexicon's patterns, compiled."""
        return compile_patterns([p for p in self.lexicon.patterns if not p.judges], self.lexicon.parts)

    @cached_property
    def judges(self) -> tuple[Compiled, ...]:
        """The patterns that judge a model's candidates, compiled."""
        return compile_patterns([p for p in self.lexicon.patterns if p.judges], self.lexicon.parts)

    def __call__(self, doc: Doc) -> Doc:
        """A doc of the same text with its mentions; counts stand only where no name does."""
        text = doc.text
        folded = fold(text)
        founds = cascade(folded, doc.user_data.pop(_FOUNDS, ()), self.patterns)
        proposed = doc.user_data.setdefault(_PROPOSED, candidates(doc))
        confirmed, doc.user_data[_DROPPED] = confirm(folded, founds, proposed, self.judges)
        founds += confirmed
        taken = cells(founds)
        dates = doc.user_data.pop(_DATES, ())
        counts = (m for m in doc.user_data.pop(_COUNTS, ()) if taken.isdisjoint(range(m.span.start, m.span.end)))
        found = [*(f.mention(text, dates) for f in founds), *counts]
        return _finished(doc, tuple(sorted(found, key=lambda m: m.span)))


@Language.component("letterkg_sentences")
def sentences_component(doc: Doc) -> Doc:
    """Splits the doc into sentences."""
    doc.user_data[_SENTENCES] = split_sentences(doc.text)
    return doc


@Language.factory("letterkg_names", default_config={"folders": []})
def names_factory(nlp: Language, name: str, folders: list[str]) -> Names:
    """The component that finds the lexicon's names."""
    return Names(folders)


@Language.component("letterkg_dates")
def dates_component(doc: Doc) -> Doc:
    """Finds dates, which patterns may use."""
    doc.user_data[_DATES] = find_dates(doc.text)
    doc.user_data.setdefault(_FOUNDS, []).extend(
        Found(span=m.span, kind=m.kind, kinds=frozenset({m.kind}), rule=m.rule, slots=m.slots)
        for m in doc.user_data[_DATES]
    )
    return doc


@Language.component("letterkg_counts")
def counts_component(doc: Doc) -> Doc:
    """Finds stated numbers of people and things."""
    doc.user_data[_COUNTS] = find_counts(doc.text, dates=doc.user_data.get(_DATES))
    return doc


@Language.factory("letterkg_patterns", default_config={"folders": []})
def patterns_factory(nlp: Language, name: str, folders: list[str]) -> Patterns:
    """The component that finds names by patterns and finishes the doc."""
    return Patterns(folders)


def _finished(doc: Doc, found: tuple[Mention, ...]) -> Doc:
    """The doc with its words cut at the mentions' borders, its mentions and its sentence starts."""
    text, sentences = doc.text, doc.user_data.get(_SENTENCES, ())
    lengths = [len(token) for token in doc]
    starts = [token.idx for token in doc]
    cuts = {0, len(text), *starts, *(start + length for start, length in zip(starts, lengths, strict=True))}
    if max(lengths, default=1) == 1:
        cuts -= {cell for m in found for cell in range(m.span.start + 1, m.span.end)}
    cuts |= {border for span in (*(m.span for m in found), *sentences) for border in (span.start, span.end)}
    borders = sorted(cuts)
    words = [text[a:b] for a, b in pairwise(borders)]
    begins = {0, *(s.start for s in sentences)}
    finished = Doc(
        doc.vocab,
        words=words,
        spaces=[False] * len(words),
        sent_starts=[border in begins for border in borders[:-1]],
        user_data=dict(doc.user_data),
    )
    finished.user_data[_MENTIONS] = found
    finished.spans[MENTIONS] = SpanGroup(finished, name=MENTIONS, spans=list(_spans(finished, found)))
    return finished


def _spans(doc: Doc, found: Iterable[Mention]) -> Iterator[SpacySpan]:
    for name, default in (("rule", ""), ("entries", ()), ("slots", {})):
        if not SpacySpan.has_extension(name):
            SpacySpan.set_extension(name, default=default)
    for mention in found:
        span = doc.char_span(mention.span.start, mention.span.end, label=mention.kind.value)
        if span is None:
            raise ValueError(f"no words at {mention.span}")
        span._.rule, span._.entries, span._.slots = mention.rule, mention.entries, dict(mention.slots)
        yield span
