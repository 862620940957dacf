"""The register of a document's entities: which key a name stands for, and all the places where it stands.

A name of the lexicon gives its entry. A name found by a pattern gets a key from its state or body and its own words, so
that the ministry of a state is one under the state's long and short name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.knowledge.lexicon import Entry, Lexicon, fold
from kg.knowledge.name_patterns import NamePattern
from kg.linking.minting import Coined, Owner, coin
from kg.model.extraction import Entity
from kg.model.mention import Annotated, Evidence, Kind, Mention
from kg.model.text import Problem, Span, Text
from kg.namespaces import slug

Where = tuple[int, Span]
STATES = frozenset({Kind.STATE, Kind.DISPUTED})
NAMED = STATES | {Kind.ORGANIZATION, Kind.FORCE, Kind.GROUP, Kind.PLACE}
OWNER_SLOTS = ("organization", "body", "state", "region", "place", "force", "anaphor")


@dataclass(slots=True)
class Draft:
    """An entity while its mentions are collected."""

    key: str
    kind: Kind
    name: str
    entry: Entry | None = None
    owners: tuple[str, ...] = ()
    forms: dict[tuple[str, str], None] = field(default_factory=dict)
    evidence: dict[Evidence, None] = field(default_factory=dict)


class Register:
    """The entities of one document while they are collected; `name` is the document's slug."""

    def __init__(self, annotated: Sequence[Annotated], lexicon: Lexicon, name: str) -> None:
        self.annotated, self.lexicon, self.slug = annotated, lexicon, name
        self._patterns = {pattern.name: pattern for pattern in lexicon.patterns}
        self.problems: list[Problem] = []
        self.drafts: dict[str, Draft] = {}
        self.local: dict[str, str] = {}
        self.keys: dict[Where, tuple[str, ...]] = {}
        self.owners: dict[Where, tuple[str, ...]] = {}

    def collect(self) -> None:
        """Registers all names of states, bodies, forces, groups and places."""
        self._equated()
        for part, mention in self.mentions(NAMED):
            self._named(part, mention)
        self._short_forms()

    def kind(self, key: str) -> Kind | None:
        """The kind of a registered entity."""
        return self.drafts[key].kind if key in self.drafts else None

    def entities(self) -> tuple[Entity, ...]:
        """All entities, by key."""
        return tuple(self._entity(self.drafts[key]) for key in sorted(self.drafts))

    def mentions(self, kinds: frozenset[Kind]) -> Iterator[tuple[int, Mention]]:
        """The mentions of some kinds, each with its part."""
        for item in self.annotated:
            for mention in item.mentions:
                if mention.kind in kinds:
                    yield item.part.order, mention

    def text(self, part: int) -> Text:
        """A part's text."""
        return self.annotated[part].part.text

    def _equated(self) -> None:
        """A document that calls a disputed entity by a place's name (`Republic (Place)`) means it by that name."""
        for _, mention in self.mentions(frozenset({Kind.DISPUTED})):
            entries = [e for e in self.entries(mention) if e.kind is Kind.DISPUTED]
            if len(entries) == 1 and fold(mention.surface).endswith(")"):
                self.local |= {fold(form): entries[0].key for form, _ in entries[0].labels}

    def _named(self, part: int, mention: Mention) -> None:
        owners = self.inner_names(part, mention)
        known = self._entry(mention) or self.local.get(fold(mention.surface))
        coined = () if known else self._coined(part, mention, owners)
        if known:
            self.record(known, mention.kind, part, mention.span, mention.rule)
        for one in coined:
            self.record(one.key, mention.kind, part, one.span, mention.rule)
            if not self.drafts[one.key].entry:
                self.drafts[one.key].name = one.name
                self.drafts[one.key].owners = self.drafts[one.key].owners or one.owners
        self.keys[part, mention.span] = (known,) if known else tuple(one.key for one in coined)
        self._alias(part, mention, self.keys[part, mention.span][0])

    def _coined(self, part: int, mention: Mention, inner: Sequence[tuple[Span, str]]) -> tuple[Coined, ...]:
        unit = mention.slots.get("unit")
        owners = [Owner(span=span, key=key, name=self.drafts[key].name) for span, key in inner]
        words = self.text(part).slice(unit) if unit else None
        coined = coin(mention, words, owners, self.pattern(mention), self.slug)
        return tuple(replace(one, key=self._listed(one, mention.kind) or one.key) for one in coined)

    def _listed(self, one: Coined, kind: Kind) -> str | None:
        """The key of the lexicon's entry that bears a coined name."""
        return next((entry.key for entry in self.lexicon.find(one.name) if entry.kind is kind), None)

    def pattern(self, mention: Mention) -> NamePattern | None:
        """The name pattern that found a mention; none for the lexicon's names."""
        return self._patterns.get(mention.rule)

    def _entry(self, mention: Mention) -> str | None:
        """The lexicon's key; of several, the one of the mention's kind, unless the document equates the name."""
        if len(mention.entries) > 1:
            local = self.local.get(fold(mention.surface))
            if local in mention.entries:
                return local
            fitting = [k for k in mention.entries if self.lexicon.entries[k].kind is mention.kind]
            return fitting[0] if fitting else mention.entries[0]
        return mention.entries[0] if mention.entries else None

    def inner_names(self, part: int, mention: Mention) -> list[tuple[Span, str]]:
        """The keys of the names inside a mention (the state of a ministry), each with evidence of its own.

        A body comes before the state inside its own name: the post is the ministry's.
        """
        inside = [(slot, span) for slot, span in mention.slots.items() if slot.rstrip("0123456789") in OWNER_SLOTS]
        found = []
        for slot, span in sorted(inside, key=lambda item: (item[1].start, -item[1].end)):
            if span == mention.span:
                continue
            words = self.text(part).slice(span)
            key = self.spoken_for(part, words) or self.key_of_words(words) or self._inner(part, span, inside)
            if key:
                found.append((span, key))
                self.record(key, Kind.ORGANIZATION, part, span, mention.rule, names=slot != "anaphor")
        for _, key in found:
            self._inside(key)
        self.owners[part, mention.span] = tuple(dict.fromkeys(key for _, key in found))
        return found

    def _inner(self, part: int, span: Span, inside: Sequence[tuple[str, Span]]) -> str | None:
        """The key of a body inside a mention whose name begins with a state's (`Ministry of a State`)."""
        for _, state in inside:
            if state != span and span.covers(state) and state.start == span.start:
                owner = self.key_of_words(self.text(part).slice(state))
                rest = self.text(part).slice(Span(state.end, span.end))
                return f"actor/{owner.partition('/')[2]}/{slug(rest)}" if owner else None
        named = any(slot.rstrip("0123456789") == "organization" and at == span for slot, at in inside)
        return f"actor/{slug(fold(self.text(part).slice(span)))}" if named else None

    def _inside(self, key: str) -> None:
        """Gives a body that is named inside another name to the state that its key names."""
        draft, owner = self.drafts[key], key.rpartition("/")[0]
        if not draft.owners and owner in self.drafts:
            draft.owners = (owner,)

    def spoken_for(self, part: int, words: str) -> str | None:
        """The state or body for which a part speaks, where the words mean it (`my country`)."""
        return self.voice(part) if any(e.refers_to == "speaker" for e in self.lexicon.find(words)) else None

    def voice(self, part: int) -> str | None:
        """The one state or body for which a part speaks."""
        voices = self.annotated[part].part.speaks_for
        return self.key_of_words(voices[0].characters) if len(voices) == 1 else None

    def before(self, part: int, span: Span) -> int:
        """Where the sentence before the one of a span begins."""
        starts = [s.span.start for s in self.annotated[part].sentences if s.span.start <= span.start]
        return starts[-2] if len(starts) > 1 else 0

    def key_of_words(self, words: str) -> str | None:
        """The key that the document or the lexicon gives a name."""
        entries = [entry for entry in self.lexicon.find(words) if entry.kind is not Kind.ANAPHOR]
        return self.local.get(fold(words)) or (entries[0].key if entries else None)

    def _alias(self, part: int, mention: Mention, key: str) -> None:
        if "alias" in mention.slots:
            self.local[fold(self.text(part).slice(mention.slots["alias"]))] = key

    def record(self, key: str, kind: Kind | None, part: int, span: Span, rule: str, names: bool = True) -> None:
        """Registers a place where an entity is meant; unless `names` is false, its words are one of its names."""
        words = self.text(part).slice(span)
        if key not in self.drafts:
            entry = self.lexicon.entries.get(key)
            kind = entry.kind if entry else kind
            if kind is None:
                return
            self.drafts[key] = Draft(key=key, kind=kind, name=entry.name if entry else words, entry=entry)
        draft = self.drafts[key]
        if names:
            draft.forms[words, "zh" if not words.isascii() else "en"] = None
        draft.evidence[Evidence(part=part, span=span, rule=rule)] = None

    def _short_forms(self) -> None:
        """A body named without its state is the only body of the document whose name ends so; else it stays unknown."""
        for key in sorted(self.drafts):
            draft = self.drafts[key]
            if draft.entry or draft.kind not in (Kind.ORGANIZATION, Kind.FORCE) or key.count("/") > 1:
                continue
            longer = [
                other
                for other in self.drafts.values()
                if other.kind is draft.kind and other.key != key and self._ends(other, draft.name)
            ]
            if len(longer) == 1:
                self._merge(key, longer[0])
            elif self._is_bare(draft):
                self._forget(key, len(longer))

    @staticmethod
    def _ends(draft: Draft, name: str) -> bool:
        return any(form.endswith(name) for form in (draft.name, *(form for form, _ in draft.forms)))

    def _is_bare(self, draft: Draft) -> bool:
        """Whether a name is only the noun of its pattern, so that nothing tells whose it is."""
        return any(draft.name == p.noun for e in draft.evidence if (p := self._patterns.get(e.rule)))

    def _forget(self, key: str, candidates: int) -> None:
        """Takes an entity out again that nothing pins down, and says so."""
        draft = self.drafts.pop(key)
        for where, keys in self.keys.items():
            self.keys[where] = tuple(k for k in keys if k != key)
        for item in draft.evidence:
            text = self.text(item.part)
            self.problems.append(
                Problem(
                    stage="resolve",
                    code="ambiguous-owner" if candidates else "unknown-owner",
                    message=f"whose it is could be said of {candidates} in this document",
                    quote=text.slice(item.span),
                    span=text.origin(item.span),
                )
            )

    def _merge(self, key: str, into: Draft) -> None:
        draft = self.drafts.pop(key)
        into.forms |= draft.forms
        into.owners = into.owners or draft.owners
        into.evidence |= draft.evidence
        for where, keys in self.keys.items():
            self.keys[where] = tuple(into.key if k == key else k for k in keys)

    def entries(self, mention: Mention) -> list[Entry]:
        """The lexicon's entries that bear the mention's name."""
        return [self.lexicon.entries[key] for key in mention.entries if key in self.lexicon.entries]

    def place(self, text: Text) -> Where | None:
        """Where words that the structure quotes stand in the parts' texts."""
        where = text.origin()
        for item in self.annotated:
            origins = item.part.text.origins
            if origins and origins[0] <= where.start <= origins[-1]:
                inside = [i for i, at in enumerate(origins) if where.start <= at < where.end]
                if inside:
                    return item.part.order, Span(inside[0], inside[-1] + 1)
        return None

    def addressed(self, text: Text) -> tuple[str, ...]:
        """The keys of all persons that quoted words name (`the Secretary-General and the President`)."""
        place = self.place(text)
        if place is None:
            return ()
        within = [m for m in self.annotated[place[0]].mentions if m.kind is Kind.PERSON and place[1].covers(m.span)]
        keys = tuple(dict.fromkeys(key for m in within for key in self.keys.get((place[0], m.span), ())))
        return keys or self.written(text)

    def written(self, text: Text) -> tuple[str, ...]:
        """The keys of an actor that the structure quotes: of the mention there, or by its name."""
        place = self.place(text)
        if place:
            for mention in self.annotated[place[0]].mentions:
                if mention.span == place[1] and (place[0], mention.span) in self.keys:
                    return self.keys[place[0], mention.span]
        if place is None:
            return ()
        key = self.key_of_words(text.characters) or f"actor/{slug(fold(text.characters))}"
        self.record(key, Kind.ORGANIZATION, place[0], place[1], "voice")
        return (key,)

    def _entity(self, draft: Draft) -> Entity:
        entry = draft.entry
        labels = dict.fromkeys(entry.labels) if entry else {}
        return Entity(
            key=draft.key,
            kind=draft.kind,
            name=draft.name,
            names=tuple(dict.fromkeys([*labels, *draft.forms])),
            within=entry.within if entry else None,
            belongs_to=(entry.belongs_to,) if entry and entry.belongs_to else draft.owners,
            place_type=entry.place_type if entry else self._place_type(draft),
            evidence=tuple(sorted(draft.evidence, key=lambda e: (e.part, e.span, e.rule))),
        )

    def _place_type(self, draft: Draft) -> str | None:
        """The kind of place that the patterns found which coined it."""
        patterns = (self._patterns.get(item.rule) for item in sorted(draft.evidence, key=lambda e: (e.part, e.span)))
        return next((pattern.place_type for pattern in patterns if pattern and pattern.place_type), None)
