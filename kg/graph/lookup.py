"""Looking things up in a store: values along predicates, names, and where a thing stands written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from rdflib import URIRef

from kg.graph.source import Source
from kg.namespaces import GAF, LKG, OA, RDF, SKOS

REACH = 300
_END = re.compile(r"[。！？!?；;\f]|\n(?=[ \t\u3000]+\S)")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MentionView:
    """A mention: file, offsets in the source's text, the part's number and class, words, sentence and rule.

    `document` is the IRI of the document, `symbol` its UN symbol, "" where it prints none; `page` the page of the
    source on which the words stand, 0 where it has no pages.
    """

    file_name: str
    start: int
    end: int
    part: str
    words: str
    sentence: str
    rule: str
    document: str = ""
    symbol: str = ""
    page: int = 0


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of a source's text that has these characters, on one line; long ones are cut.

    It ends with its mark, or where an indented line begins; page furniture within it is left in.

    >>> sentence_around("甲国开火。乙国\\n否认。", 5, 7)
    '乙国否认。'
    """
    far = max(0, start - REACH)
    left = max((match.end() for match in _END.finditer(text, far, end) if match.end() <= start), default=far)
    closed = end > start and _END.fullmatch(text[end - 1])
    after = None if closed else _END.search(text, end, end + REACH)
    right = end if closed else after.end() if after else min(len(text), end + REACH)
    words = re.sub(r"(?<=[A-Za-z,])\s*\n\s*(?=[A-Za-z])", " ", text[left:right])
    return re.sub(r"\s*\n\s*", "", words).strip()


class Lookup:
    """Looks things up in a store, in all its graphs at once, but for what it hides; things are IRIs as strings.

    Keeps the text read last, and the names and notations read, which many documents repeat.
    """

    def __init__(self, store: Source) -> None:
        self.store, self._hidden = store, store.hidden
        self._text: tuple[str, str] = ("", "")
        self.name = cache(self._name)
        self.notation = cache(self._notation)

    def objects(self, subject: str, *predicates: URIRef) -> list[str]:
        """Values at the end of a path of predicates, each once, sorted; none for the thing "" that is not there."""
        values = [subject] if subject else []
        for predicate in predicates:
            values = [value for node in values for value in self._values(node, predicate)]
        if self._hidden:
            values = [value for value in values if value not in self._hidden]
        return sorted({*values}) if len(values) > 1 else values

    def _values(self, subject: str, predicate: URIRef) -> Iterable[str]:
        quads = self.store.inner.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(str(predicate)), None, None)
        return (str(getattr(quad.object, "value", "")) for quad in quads)

    def first(self, subject: str, *predicates: URIRef) -> str:
        """The first of the values at the end of a path, "" where there is none."""
        values = self.objects(subject, *predicates)
        return values[0] if values else ""

    def number(self, subject: str, *predicates: URIRef) -> int | None:
        """The first of the values at the end of a path as a whole number; None where there is none that is one."""
        return whole_number(self.first(subject, *predicates))

    def subjects(self, predicate: URIRef, thing: str) -> list[str]:
        """Those of which a predicate says this thing, sorted; none for the thing "" that is not there."""
        if not thing:
            return []
        quads = self.store.inner.quads_for_pattern(None, ox.NamedNode(str(predicate)), ox.NamedNode(thing), None)
        found = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        return sorted(found - self._hidden)

    def knows(self, thing: str) -> bool:
        """Whether the store says anything of it."""
        return any(self.store.inner.quads_for_pattern(ox.NamedNode(thing), None, None, None))

    def classes(self, thing: str) -> list[str]:
        """Local names of its classes, sorted."""
        return sorted({kind.rpartition("#")[2].rpartition("/")[2] for kind in self.objects(thing, RDF.type)})

    def _notation(self, concept: str) -> str:
        """A concept's notation, "" for the concept "" that is not there; every document tells it, so it is kept."""
        return self.first(concept, SKOS.notation)

    def _name(self, thing: str, language: str = "zh") -> str:
        """A thing's name in a language, another where it has none, its IRI where it has no name."""
        return self.said(thing, SKOS.prefLabel, language) or thing

    def said(self, thing: str, predicate: URIRef, language: str = "zh") -> str:
        """The words that a predicate says of a thing, in a language or else in another; "" where it says none."""
        quads = self.store.inner.quads_for_pattern(ox.NamedNode(thing), ox.NamedNode(str(predicate)), None, None)
        literals = (quad.object for quad in quads if isinstance(quad.object, ox.Literal))
        return min(((words.language != language, words.value) for words in literals), default=(True, ""))[1]

    def names(self, thing: str, predicate: URIRef) -> tuple[str, ...]:
        """The names of what a predicate says of a thing."""
        return tuple(self.name(actor) for actor in self.objects(thing, predicate))

    def mentions(self, thing: str) -> list[MentionView]:
        """Each mention of a thing; a mention asked for by itself is its own."""
        own = [thing] if self.first(thing, OA.hasSource) else []
        return [self.mention(mention) for mention in [*own, *self.objects(thing, GAF.denotedBy)]]

    def mention(self, mention: str) -> MentionView:
        """Where a mention stands."""
        start = self.number(mention, OA.hasSelector, OA.start) or 0
        end = self.number(mention, OA.hasSelector, OA.end) or 0
        document = self.first(mention, OA.hasSource) or "urn:none"
        part = self.first(mention, LKG.inPart)
        return MentionView(
            file_name=self.first(document, LKG.fileName),
            start=start,
            end=end,
            part=self.part(part) if part else "",
            words=self.first(mention, OA.hasSelector, OA.exact),
            sentence=sentence_around(self.text(document), start, end),
            rule=self.first(mention, LKG.ruleFired),
            document=document,
            symbol=" ".join(self.objects(document, LKG.symbol)),
            page=self.number(mention, LKG.page) or 0,
        )

    def part(self, part: str) -> str:
        """A part's number in its document and its class."""
        kind = next((kind for kind in self.classes(part) if kind != "Part"), "Part")
        order = self.first(part, LKG.order)
        return f"{order} {kind}" if order else ""

    def citation(self, document: str) -> str:
        """How a document is cited: by its symbols, else by its file's name; "" for what is no document."""
        return " ".join(self.objects(document, LKG.symbol)) or self.first(document, LKG.fileName)

    def text(self, document: str) -> str:
        """A document's source text."""
        if self._text[0] != document:
            self._text = (document, self.first(document, LKG.sourceText))
        return self._text[1]


def whole_number(words: str) -> int | None:
    """The whole number that a literal's words write; None for other words, which a store may hold as a number's.

    >>> whole_number("-3"), whole_number("abc"), whole_number("")
    (-3, None, None)
    """
    return int(words) if re.fullmatch(r"[+-]?[0-9]{1,18}", words) else None
