"""What the names of states, bodies, forces, groups and places mean.

A name of the lexicon gives its entry. A name found by a pattern gets a key from its state or body and its own words, so
that the ministry of a state is one under the state's long and short name.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.knowledge.lexicon import fold
from kg.knowledge.name_patterns import compiled_part
from kg.linking.agreement_words import is_between_states
from kg.linking.collector import Collector
from kg.linking.keys import home
from kg.linking.links import Links
from kg.linking.minting import Coined, Owner, coin
from kg.linking.shared_names import shared_names, states_in
from kg.linking.short_forms import settle_short_forms
from kg.linking.subjects import Subject
from kg.linking.texts import Texts
from kg.mentions.names import unnumbered
from kg.model.document import WRITTEN, DocumentKind
from kg.model.mention import OWNED, STATES, Evidence, Kind, Mention
from kg.model.text import Span

TITLE_ENDS = ("》", "”", '"')
NAMED = STATES | OWNED | {Kind.GROUP, Kind.PLACE}
SPEAKER, SEAT = "speaker", "seat"
WITH_A_SEAT = frozenset({Kind.PERSON, Kind.POST, Kind.ORGANIZATION})


def link_names(texts: Texts, kind: DocumentKind, subject: Subject, day: datetime.date | None) -> tuple[Texts, Links]:
    """The texts with the names that the document gives, and the links of all names but those of persons."""
    shared = shared_names(texts, kind, subject, day)
    within = {name: meant.within for name, meant in shared.items() if meant.within}
    texts = replace(texts, open=frozenset(shared.keys() - within.keys()))
    aliases = _shortened(texts) | _equated(texts) | within
    linker = _Names(replace(texts, aliases=aliases), {name: meant.alone for name, meant in shared.items()})
    for part, mention in texts.mentions(NAMED):
        linker.link(part, mention)
    for part, mention in texts.mentions(frozenset({Kind.AGREEMENT})):
        theirs = is_between_states(texts.text(part), mention)
        titled = mention.surface.endswith(TITLE_ENDS) and not theirs  # what else a title names it names for itself
        linker.collector.inner_names(part, _without_title(mention) if titled else mention)
    _link_seats(linker.collector)
    return linker.texts, settle_short_forms(texts, linker.collector.links())


def _link_seats(collector: Collector) -> None:
    """Links the body that a post or a mission names as the one to which a state sends it."""
    seat = compiled_part(collector.texts.lexicon.parts, SEAT)
    for part, mention in collector.texts.mentions(WITH_A_SEAT) if seat else ():
        found = seat.search(mention.surface) if seat else None
        key = collector.texts.key_of(found.group()) if found else None
        if found and key:
            start = mention.span.start + found.start()
            evidence = Evidence(part=part, span=Span(start, start + len(found.group())), rule=mention.rule)
            collector.add(key, None, evidence)


def _without_title(mention: Mention) -> Mention:
    """The mention of an instrument with what is named before its title alone: where it was made."""
    title = mention.slots.get("name", mention.span)
    return replace(mention, slots={slot: span for slot, span in mention.slots.items() if span.end <= title.start})


def _equated(texts: Texts) -> dict[str, str]:
    """A document that calls a disputed entity by a place's name (`Republic (Place)`) means it by that name."""
    aliases: dict[str, str] = {}
    for _, mention in texts.mentions(frozenset({Kind.DISPUTED})):
        entries = [e for e in texts.entries(mention) if e.kind is Kind.DISPUTED]
        if len(entries) == 1 and fold(mention.surface).endswith(")"):
            aliases |= {fold(form): entries[0].key for form, _ in entries[0].labels}
    return aliases


def _shortened(texts: Texts) -> dict[str, str]:
    """The characters that stand for one state each: of no other, or of the one that the document names."""
    named = set(_states_named(texts))
    of = texts.lexicon.short_states
    meant = {sign: keys if len(keys) == 1 else [key for key in keys if key in named] for sign, keys in of.items()}
    return {sign: keys[0] for sign, keys in meant.items() if len(keys) == 1}


def _states_named(texts: Texts) -> Iterator[str]:
    """The states that a document names, alone or inside the name of an official or a body."""
    for part, mention in texts.mentions(NAMED | {Kind.PERSON}):
        yield from mention.entries if mention.kind in STATES else ()
        inside = (span for slot, span in mention.slots.items() if unnumbered(slot) in ("state", "body"))
        for span in inside:
            yield from (entry.key for entry in texts.lexicon.find(texts.text(part).slice(span)))


def _shortening(mention: Mention, inner: Sequence[tuple[Span, str]]) -> str | None:
    """Who is meant by a name of no lexicon that a short form in brackets follows: the one so named inside."""
    name = mention.slots.get("name") if "alias" in mention.slots else None
    return next((key for span, key in inner if span == name), None)


class _Names:
    """The names of one document on their way to links; names that the document gives hold from there on."""

    def __init__(self, texts: Texts, alone: Mapping[str, str | None]) -> None:
        self.collector = Collector(texts)
        self.alone = alone
        self.given: dict[str, str] = {}
        """What the document itself calls somebody, in brackets behind the name."""

    @property
    def texts(self) -> Texts:
        return self.collector.texts

    def link(self, part: int, mention: Mention) -> None:
        """Links a name, and the names inside it."""
        if self._is_open(part, mention):
            message = f"could be: {'; '.join(mention.entries)}"
            self.collector.problems.append(self.texts.problem("ambiguous-state", message, part, mention.span))
            return
        inner = self.collector.inner_names(part, mention)
        known = (
            self._entry(part, mention) or self.texts.aliases.get(fold(mention.surface)) or _shortening(mention, inner)
        )
        if known:
            keys: tuple[str, ...] = (known,)
            self.collector.add(known, mention.kind, Evidence(part=part, span=mention.span, rule=mention.rule))
        else:
            coined = self._coined(part, mention, inner)
            keys = tuple(one.key for one in coined)
            for one in coined:
                owners = () if one.key in self.texts.lexicon.entries else one.owners
                evidence = Evidence(part=part, span=one.span, rule=mention.rule)
                self.collector.add(one.key, mention.kind, evidence, named=one.named, name=one.name, owners=owners)
        self.collector.keys[part, mention.span] = keys
        if "alias" in mention.slots:
            self._link_forms(part, mention, keys[0])
            alias = fold(self.texts.text(part).slice(mention.slots["alias"]))
            self.given[alias] = keys[0]
            self.collector.texts = replace(self.texts, aliases={**self.texts.aliases, alias: keys[0]})

    def _link_forms(self, part: int, mention: Mention, key: str) -> None:
        """Links a name and the short form that stands in brackets behind it each by itself too."""
        for span in (mention.slots.get("name"), mention.slots["alias"]):
            if span and span != mention.span:
                self.collector.add(key, mention.kind, Evidence(part=part, span=span, rule=mention.rule))

    def _is_open(self, part: int, mention: Mention) -> bool:
        """Whether it is open which of several states a name means, or the state's name that is all that it is of."""
        inner = states_in(self.texts.text(part), mention) if len(mention.entries) > 1 else ()
        return self.alone.get(fold(mention.surface), "") is None or any(name in self.texts.open for name in inner)

    def _entry(self, part: int, mention: Mention) -> str | None:
        """The key that the document gives the name, else the lexicon's; of several, the one of the mention's kind."""
        if given := self.given.get(fold(mention.surface)):
            return given
        if len(mention.entries) < 2:
            return next(iter(mention.entries), None)
        names = (fold(mention.surface), *states_in(self.texts.text(part), mention))
        meant = (self.alone.get(names[0]), *(self.texts.aliases.get(name) for name in names))
        if alias := next((key for key in meant if key in mention.entries), None):
            return alias
        fitting = (key for key in mention.entries if self.texts.lexicon.entries[key].kind is mention.kind)
        return next(fitting, mention.entries[0])

    def _coined(self, part: int, mention: Mention, inner: Sequence[tuple[Span, str]]) -> tuple[Coined, ...]:
        unit = mention.slots.get("unit")
        owners = [Owner(span=span, key=key, name=self.collector.entities[key].name) for span, key in inner]
        pattern = self.texts.pattern(mention)
        if pattern and pattern.refers_to == SPEAKER:
            owners = self._speakers_own(part, mention)
            pattern = pattern if owners else None
        words = self.texts.text(part).slice(unit) if unit else None
        coined = coin(mention, words, owners, pattern, self.texts.slug)
        return tuple(replace(one, key=self._listed(one, mention.kind) or one.key) for one in coined)

    def _speakers_own(self, part: int, mention: Mention) -> list[Owner]:
        """The state that writes, as owner of forces that are its own where nobody's stand before them."""
        state = self.texts.lexicon.entries.get(self.texts.voice(part) or "")
        written = self.texts.annotated[part].part.kind in WRITTEN and not self.texts.quotation(part, mention.span)
        if not (written and state and state.kind in STATES):
            return []
        names = [form for form, _ in state.labels]
        called = all(any(name in words for name in names) for words in self._forces_called(mention.surface))
        if not (called and self._lies_in(state.key, part, mention)):
            return []
        self.collector.owners[part, mention.span] = (state.key,)
        named, begin = self.collector.entities.get(state.key), Span(mention.span.start, mention.span.start)
        return [Owner(span=begin, key=state.key, name=named.name if named else names[0])]

    def _lies_in(self, state: str, part: int, mention: Mention) -> bool:
        """Whether a place in the sentence of a mention, else in its part, lies in a state, or none that is known."""
        at = self.texts.sentence(part, mention.span.start)
        places = [m for m in self.texts.annotated[part].mentions if m.kind is Kind.PLACE]
        near = [m for m in places if at.start <= m.span.start < at.end]
        homes = self._homes(near) or self._homes(places)
        return not homes or state in homes

    def _homes(self, places: Iterable[Mention]) -> set[str]:
        """The states in which places of the lexicon lie."""
        keys = (key for place in places for key in place.entries)
        return {state for key in keys if (state := home(key, self.texts.lexicon))}

    def _forces_called(self, words: str) -> list[str]:
        """The fuller names, anywhere in the document, of the forces that bear this bare one."""
        forces = (m.surface for one in self.texts.annotated for m in one.mentions if m.kind is Kind.FORCE)
        return [one for one in forces if one != words and one.endswith(words)]

    def _listed(self, one: Coined, kind: Kind) -> str | None:
        """The key of the lexicon's entry that bears a coined name."""
        return next((entry.key for entry in self.texts.lexicon.find(one.name) if entry.kind is kind), None)
