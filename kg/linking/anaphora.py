"""What words such as both parties, my country or that country stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

import regex

from kg.knowledge.sentence_rules import JOINT
from kg.linking.beside import Beside, leads
from kg.linking.links import Where
from kg.linking.short_forms import called_so
from kg.model.extraction import Voice
from kg.model.mention import ACTORS, OWNED, STATES, Annotated, Kind, Mention
from kg.model.text import Span

NEAR = 3
PEOPLE = frozenset({Kind.FORCE, Kind.GROUP})
SIDES = STATES | OWNED
SHORT_FORM = "short-form"
PERSON, OFFICIAL, ALL_SIDES = "person", "official", "parties"
_IN_BRACKETS = regex.compile(r"[(（][^()（）]{1,24}[)）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """Words that point to something: where they stand, who says them, and what the mentions round them stand for.

    `parties` are the two states that the document is about, `kind` tells what a key is; `bodies` are all names of each
    organization, `owners` the names inside a longer one (of its forces, its ministry). `noun` is what names of the
    thing meant may end in instead of the words themselves, `beside` is what stands beside names.
    """

    item: Annotated
    mention: Mention
    voice: Voice
    parties: tuple[str, ...]
    keys: Mapping[Where, tuple[str, ...]]
    owners: Mapping[Where, tuple[str, ...]]
    kind: Callable[[str], Kind | None]
    bodies: Mapping[str, tuple[str, ...]]
    noun: str | None = None
    beside: Beside = field(default_factory=Beside)

    def before(self, near: int, *, within_paragraph: bool = False) -> tuple[Mention, ...]:
        """The mentions before it in its sentence and so many sentences before it, in order."""
        sentences, span = self.item.sentences, self.mention.span
        current = next((i for i, s in enumerate(sentences) if s.span.covers(span)), 0)
        start = sentences[max(0, current - near)].span.start if sentences else 0
        if within_paragraph:
            start = max(start, self.item.part.text.characters.rfind("\n", 0, span.start) + 1)
        return tuple(other for other in self.item.mentions if start <= other.span.start < span.start)

    def is_state(self, key: str) -> bool:
        """Whether a key is a state's."""
        return self.kind(key) in STATES

    def meant(self, mention: Mention) -> tuple[str, ...]:
        """What another mention of the part stands for."""
        return self.keys.get((self.item.part.order, mention.span), ())

    def owned_by(self, mention: Mention) -> tuple[str, ...]:
        """Whose the thing is that another mention of the part names."""
        return self.owners.get((self.item.part.order, mention.span), ())

    def is_such(self, mention: Mention) -> bool:
        """Whether a person's post is the one that the words name."""
        post, text = self.mention.slots.get("post"), self.item.part.text
        held = [text.slice(span) for slot, span in mention.slots.items() if slot.startswith("post")]
        return post is not None and any(title.endswith(text.slice(post)) for title in held)

    def states_before(self, near: int, *, pointed: bool = False, within_paragraph: bool = False) -> tuple[str, ...]:
        """The states named before it in its sentence and so many sentences before it, in order; none it calls on.

        With `pointed`, those too for whom other anaphors stand there.
        """
        found: list[str] = []
        before = self.before(near, within_paragraph=within_paragraph)
        apart = (*filter(self._is_broker, before), *self.beside.called(self.mention, self.item))
        brokers = {key for other in apart for key in self._whose(other)}
        for other in before:
            if self._is_broker(other) or not brokers.isdisjoint(self._whose(other)):
                continue
            by_name = other.kind in STATES or (pointed and other.kind is Kind.ANAPHOR)
            found += self.meant(other) if by_name else self.owned_by(other)
        return tuple(key for key in found if self.is_state(key))

    def _whose(self, mention: Mention) -> tuple[str, ...]:
        """What a mention stands for, and whose that is."""
        return self.meant(mention) + self.owned_by(mention)

    def pair_before(self, near: int, speaker: str | None = None) -> tuple[str, ...]:
        """The two states just before, the speaker's own aside, if exactly two are named there."""
        pair = {key for key in self.states_before(near) if key != speaker}
        return tuple(sorted(pair)) if len(pair) == 2 else ()

    def sides_before(self, near: int) -> tuple[str, ...]:
        """The two who deal or fight with each other, named together last before it: a government and a movement too."""
        for first, second in reversed(list(pairwise(self.before(near)))):
            pair = {*self._side(first), *self._side(second)}
            if len(pair) == 2 and first.kind in SIDES and second.kind in SIDES and self._are_sides(first, second):
                return tuple(sorted(pair))
        return ()

    def listed_before(self, near: int) -> tuple[str, ...]:
        """The two states named in one list last before it; none where several states are named there otherwise."""
        pair = self.pair_before(near)
        neighbours = pairwise(m for m in self.before(near) if m.kind in STATES)
        listed = any({*self.meant(a), *self.meant(b)} == {*pair} and self._are_joined(a, b) for a, b in neighbours)
        return pair if listed else ()

    def _side(self, mention: Mention) -> tuple[str, ...]:
        return (self.owned_by(mention) if mention.kind is Kind.FORCE else ()) or self.meant(mention)

    def _is_broker(self, mention: Mention) -> bool:
        """Whether a mention is of one who mediates between the two sides, or calls on them."""
        return bool(self.beside.brokers and self.beside.brokers.match(self.item.part.text.characters, mention.span.end))

    def _are_sides(self, first: Mention, second: Mention) -> bool:
        deal = self.beside.sides and self.beside.sides.match(self.item.part.text.characters, second.span.end)
        return not self._is_broker(second) and bool(deal) and self._are_joined(first, second)

    def _are_joined(self, first: Mention, second: Mention) -> bool:
        if second.span.start < first.span.end:  # one name inside the other
            return False
        joint = _IN_BRACKETS.sub("", self.item.part.text.slice(Span(first.span.end, second.span.start)))
        return regex.fullmatch(JOINT, joint) is not None

    def said_before(self) -> tuple[str, ...]:
        """The two for whom such words stood before it in its part, where they stood for no others."""
        pairs = {
            keys
            for mention in self.item.mentions
            if mention.kind is Kind.ANAPHOR and mention.span.start < self.mention.span.start
            if len(keys := self.meant(mention)) == 2
        }
        return pairs.pop() if len(pairs) == 1 else ()


def refer(reference: str | None, anaphor: Anaphor) -> tuple[str, ...]:
    """The keys that an anaphor stands for; none where nothing fits or too much does."""
    resolve = _REFERENCES.get(reference or "")
    return resolve(anaphor) if resolve else ()


def _speaker(anaphor: Anaphor) -> tuple[str, ...]:
    claimant, several = anaphor.voice.claimant, anaphor.voice.speaks_for
    return (claimant,) if claimant and len(several) < 2 else several


def _both_parties(anaphor: Anaphor) -> tuple[str, ...]:
    """The two sides just named or that the document is about; of a joint letter, its two where no others are."""
    if known := anaphor.pair_before(0) or anaphor.sides_before(0) or anaphor.listed_before(1) or anaphor.parties:
        return known
    here, text, voice = anaphor.before(0), anaphor.item.part.text, anaphor.voice
    starts = [mention.span.start for mention in here]
    if any(anaphor.beside.meets_stranger(one, starts, text) for one in here if one.kind in SIDES):
        return ()
    own = tuple(sorted(voice.speaks_for)) if len(voice.speaks_for) == 2 else ()
    near = anaphor.pair_before(NEAR, voice.claimant) or anaphor.sides_before(NEAR)
    return near or own or anaphor.said_before() or _with_the_speaker(anaphor)


def _with_the_speaker(anaphor: Anaphor) -> tuple[str, ...]:
    """The state that speaks and the only other one that was named near."""
    own, others = anaphor.voice.claimant, {*anaphor.states_before(NEAR)} - {anaphor.voice.claimant}
    return tuple(sorted({own, *others})) if own and anaphor.is_state(own) and len(others) == 1 else ()


def _all_three(anaphor: Anaphor) -> tuple[str, ...]:
    """The three whose joint text it is, else the three states named last together."""
    own = anaphor.voice.speaks_for
    three = own if len(own) == 3 else {*anaphor.states_before(1)}
    return tuple(sorted(three)) if len(three) == 3 else ()


def _addressee(anaphor: Anaphor) -> tuple[str, ...]:
    """The state to whose minister or representative the part is written, as its title says."""
    words, receives = anaphor.item.part.text.characters, anaphor.beside.receives
    to = (m for m in anaphor.item.mentions if receives and receives.search(words[: m.span.start]))
    keys = next((anaphor.owned_by(m) or anaphor.meant(m) for m in to), ())
    return tuple(key for key in keys if anaphor.is_state(key) and key != anaphor.voice.claimant)


def _they(anaphor: Anaphor) -> tuple[str, ...]:
    """What the nearest of several, here or in the sentence before, stands for; else the two listed there."""
    return _several(anaphor) or anaphor.listed_before(1)


def _people(anaphor: Anaphor) -> tuple[str, ...]:
    """The organ that speaks; else the troops, group or several sides spoken of last here; else those of the one before.

    Where that names no sides it is its only people that leads a clause. Where the sentence has named a state before
    them, that state's people may be meant, and not those.
    """
    if organ := anaphor.beside.members(anaphor.mention, anaphor.item, anaphor.voice, anaphor.meant):
        return organ
    here = anaphor.before(0)
    for mention in reversed(here):
        keys = anaphor.meant(mention)
        if (mention.kind in PEOPLE and keys) or (mention.kind is Kind.ANAPHOR and len(keys) != 1):
            return keys
    if any(mention.kind in STATES for mention in here):
        return ()
    before = (m for m in anaphor.before(1, within_paragraph=True) if m.kind in PEOPLE)
    told = {anaphor.meant(mention) for mention in before if leads(mention, anaphor.item.part.text)}
    return _several(anaphor) or (told.pop() if len(told) == 1 else ())


def _person(anaphor: Anaphor) -> tuple[str, ...]:
    """The only person of its sentence so far; else whom that or, where it names nobody, the one before begins with.

    The speaker himself and the bodies of his side are nobody here; who is not what a sentence is of is not meant in the
    next, nor who stands in a title or in another paragraph.
    """
    here = _actors(anaphor, anaphor.before(0))
    people = {keys for keys in here if _are_people(anaphor, keys)}
    if len(people) == 1:
        return people.pop()
    told = here or _actors(anaphor, anaphor.before(1, within_paragraph=True)) or [()]
    return told[0] if _are_people(anaphor, told[0]) else ()


def _official(anaphor: Anaphor) -> tuple[str, ...]:
    """The person of such a post who was named last, in a sentence near."""
    before = (mention for mention in reversed(anaphor.before(NEAR)) if mention.kind is Kind.PERSON)
    return next((anaphor.meant(mention) for mention in before if anaphor.is_such(mention)), ())


def _actors(anaphor: Anaphor, mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
    """What mentions of actors stand for, but the speaker and the bodies of his side; nothing for one that is open."""
    actors = ((anaphor.meant(mention), anaphor.owned_by(mention)) for mention in mentions if mention.kind in ACTORS)
    own = {anaphor.voice.claimant, anaphor.voice.speaker}
    mine = ((keys, not own.isdisjoint(owners) and not _are_people(anaphor, keys)) for keys, owners in actors)
    return [keys for keys, is_mine in mine if own.isdisjoint(keys) and not is_mine]


def _are_people(anaphor: Anaphor, keys: tuple[str, ...]) -> bool:
    return bool(keys) and all(anaphor.kind(key) is Kind.PERSON for key in keys)


def _several(anaphor: Anaphor) -> tuple[str, ...]:
    """What the nearest anaphor of several, here or in the sentence before, stands for."""
    anaphors = (mention for mention in reversed(anaphor.before(1)) if mention.kind is Kind.ANAPHOR)
    return next((keys for keys in map(anaphor.meant, anaphors) if len(keys) > 1), ())


def _other_party(anaphor: Anaphor) -> tuple[str, ...]:
    """The other one of the two states, or the only other one named before in the paragraph."""
    near = anaphor.parties or anaphor.states_before(NEAR, within_paragraph=True)
    return _only(set(near) - {anaphor.voice.claimant})


def _accused(anaphor: Anaphor) -> tuple[str, ...]:
    return _only(set(anaphor.parties) - {anaphor.voice.claimant})


def _last_state(anaphor: Anaphor) -> tuple[str, ...]:
    """The only state, but the speaker's own, of the nearest sentence of its paragraph that names one.

    Of several the last may be a victim, or whom another was offered or asked something about. From another paragraph a
    state is taken only where the sentences near name no other.
    """
    own = anaphor.voice.claimant
    nearest = (anaphor.states_before(near, pointed=near > 0, within_paragraph=True) for near in range(NEAR + 1))
    named = next(filter(None, ({*keys} - {own} for keys in nearest)), set())
    return _only(named or {*anaphor.states_before(NEAR, pointed=True)} - {own})


def _short_form(anaphor: Anaphor) -> tuple[str, ...]:
    """The body that a short form (the committee, the council) means: the speaking one, or the document's only one."""
    called = called_so(anaphor.bodies, anaphor.mention.surface, anaphor.noun)
    return _only(called & {anaphor.voice.claimant} or called)


def _only(keys: set[str]) -> tuple[str, ...]:
    return tuple(keys) if len(keys) == 1 else ()


_REFERENCES: Mapping[str, Callable[[Anaphor], tuple[str, ...]]] = MappingProxyType(
    {
        "speaker": _speaker,
        "both-parties": _both_parties,
        "three-parties": _all_three,
        "addressee": _addressee,
        ALL_SIDES: lambda anaphor: anaphor.parties,
        "they": _they,
        "people": _people,
        PERSON: _person,
        OFFICIAL: _official,
        "other-party": _other_party,
        "accused": _accused,
        "occupier": lambda anaphor: _accused(anaphor) or _last_state(anaphor),
        "last-state": _last_state,
        SHORT_FORM: _short_form,
    }
)
