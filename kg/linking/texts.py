"""The annotated texts of one document, with the names that the lexicon and the document itself give."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from kg.knowledge.lexicon import Entry, Lexicon, fold
from kg.knowledge.name_patterns import NamePattern
from kg.knowledge.sentence_rules import Rules
from kg.linking.links import Where
from kg.linking.quotations import Quotation, around, find_quotations
from kg.linking.unmarked import find_unmarked
from kg.model.document import ADOPTED, DocumentKind
from kg.model.mention import STATES, Annotated, Kind, Mention
from kg.model.text import Problem, Span, Text

WE = "anaphor/we"
LONGEST_SELF = 4
"""So many characters words for who speaks have at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The parts of a document; `slug` is the document's, for keys of its own.

    `aliases` are the keys of (folded) names that the document gives (`the Federal Republic (FR)`), `open` are names
    that several states share and of which it does not tell whose they are, `quotations` are what each part quotes of
    others, `told` the words in which a report tells what somebody says of his own.
    """

    annotated: Sequence[Annotated]
    lexicon: Lexicon
    slug: str
    patterns: Mapping[str, NamePattern]
    aliases: Mapping[str, str] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    quotations: Mapping[int, Sequence[Quotation]] = field(default_factory=dict)
    told: Mapping[int, Sequence[Quotation]] = field(default_factory=dict)

    def mentions(self, kinds: frozenset[Kind]) -> Iterator[tuple[int, Mention]]:
        """The mentions of some kinds, each with its part."""
        for item in self.annotated:
            for mention in item.mentions:
                if mention.kind in kinds:
                    yield item.part.order, mention

    def text(self, part: int) -> Text:
        """A part's text."""
        return self.annotated[part].part.text

    def pattern(self, mention: Mention) -> NamePattern | None:
        """The name pattern that found a mention; none for the lexicon's names."""
        return self.patterns.get(mention.rule)

    def entries(self, mention: Mention) -> list[Entry]:
        """The lexicon's entries that bear the mention's name."""
        return [self.lexicon.entries[key] for key in mention.entries if key in self.lexicon.entries]

    def key_of(self, words: str) -> str | None:
        """The key that the document or the lexicon gives a name; none for one that is left open."""
        if fold(words) in self.open:
            return None
        entries = [entry for entry in self.lexicon.find(words) if entry.kind is not Kind.ANAPHOR]
        return self.aliases.get(fold(words)) or (entries[0].key if entries else None)

    def speaking_as(self, words: str) -> str | None:
        """The key of whoever speaks under a name: of several states that share it the first."""
        return self.key_of(words) or next((entry.key for entry in self.lexicon.find(words)), None)

    def body_of(self, words: str) -> str | None:
        """The body whose words are published in the name of the office holder whom the words name."""
        return next((entry.voice_of for entry in self.lexicon.find(words) if entry.voice_of), None)

    def voice(self, part: int) -> str | None:
        """The one state or body for which a part speaks."""
        spoken = self.annotated[part].part
        voices = [text.characters for text in spoken.speaks_for] or spoken.catalogued
        return self.body_of(voices[0]) or self.speaking_as(voices[0]) if len(voices) == 1 else None

    def spoken_for(self, part: int, span: Span) -> str | None:
        """The state or body that speaks, or is quoted, there, where the words mean it (`my country`)."""
        if not self._means_self(self.text(part).slice(span)):
            return None
        quotation = self.quotation(part, span)
        return self._quoted(part, quotation) if quotation else self.voice(part)

    def _means_self(self, words: str) -> bool:
        return any(entry.refers_to == "speaker" for entry in self.lexicon.find(words))

    def is_self(self, mention: Mention, but: str = "") -> bool:
        """Whether a mention means who speaks, by words that are not the entry of the key `but`."""
        entries = self.entries(mention) if mention.kind is Kind.ANAPHOR else ()
        return any(entry.refers_to == "speaker" and entry.key != but for entry in entries)

    def self_in(self, words: str) -> str:
        """The words for who speaks with which a name begins (`my country's minister`); empty for another name."""
        begins = (words[:length] for length in range(2, LONGEST_SELF + 1))
        return next(filter(self._means_self, begins), "")

    def quotation(self, part: int, span: Span) -> Quotation | None:
        """The quotation in which a stretch of a part stands, or what is told there without marks."""
        return around(self.quotations.get(part, ()), span) or around(self.told.get(part, ()), span)

    def _quoted(self, part: int, quotation: Quotation) -> str | None:
        """The state or body whose words are quoted, as the name of the one quoted tells by itself."""
        for mention in quotation.sources:
            own = self.voice(part) if self.self_in(mention.surface) else None
            states = (span for slot, span in mention.slots.items() if slot.startswith("state"))
            inner = (self.key_of(self.text(part).slice(span)) for span in states)
            return own or next((key for key in inner if key), None) or self.key_of(mention.surface)
        return None

    def sentence(self, part: int, at: int) -> Span:
        """The sentence in which a character of a part stands."""
        return self.annotated[part].sentences[max(0, self._number(part, at))].span

    def sentence_before(self, part: int, span: Span) -> int:
        """Where the sentence before the one of a span begins."""
        here = self._number(part, span.start)
        return self.annotated[part].sentences[here - 1].span.start if here > 0 else 0

    def _number(self, part: int, at: int) -> int:
        """The place of the last sentence of a part that begins at a character or before it; -1 where none does."""
        return bisect_right(self.annotated[part].sentences, at, key=lambda sentence: sentence.span.start) - 1

    def place(self, text: Text) -> Where | None:
        """Where words that the structure quotes stand in the parts' texts."""
        where = text.origin()
        for item in self.annotated:
            origins = item.part.text.origins
            if origins and origins[0] <= where.start <= origins[-1]:
                start, end = bisect_left(origins, where.start), bisect_left(origins, where.end)
                if start < end:
                    return item.part.order, Span(start, end)
        return None

    def problem(self, code: str, message: str, part: int, span: Span) -> Problem:
        """A problem of linking, with the words of a part that it is about."""
        return self.text(part).problem(span, stage="resolve", code=code, message=message)


def texts_of(annotated: Sequence[Annotated], lexicon: Lexicon, name: str, rules: Rules, kind: DocumentKind) -> Texts:
    """The texts of a document of a kind before anything is linked; `name` is its slug."""
    patterns = {pattern.name: pattern for pattern in lexicon.patterns}
    quotations = {item.part.order: find_quotations(item, rules, adopted=kind in ADOPTED) for item in annotated}
    texts = Texts(annotated=annotated, lexicon=lexicon, slug=name, patterns=patterns, quotations=quotations)
    return _with_unmarked(texts, rules) if kind is DocumentKind.REPORT else texts


def _with_unmarked(texts: Texts, rules: Rules) -> Texts:
    """The texts of a report, with the words of those who speak in it of what is their own."""
    quotations, told = dict(texts.quotations), dict[int, Sequence[Quotation]]()
    for item in texts.annotated:
        order = item.part.order
        author = texts.lexicon.entries.get(texts.voice(order) or "")
        if author and author.kind in STATES:
            continue
        is_own = partial(texts.is_self, but=WE if author else "")  # a known body may say *we* of itself
        unmarked = find_unmarked(item, quotations[order], rules, is_own)
        quotations[order], told[order] = unmarked.among(quotations[order]), unmarked.told
    return replace(texts, quotations=quotations, told=told)
