"""Words that point to something, with what stands round them: what the references of `kg.linking.anaphora` ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from kg.knowledge.sentence_rules import JOINT
from kg.linking.beside import Beside
from kg.linking.links import Where
from kg.model.extraction import Voice
from kg.model.mention import OWNED, STATES, Annotated, Kind, Mention
from kg.model.text import Span

NEAR = 3
CLAUSE_ENDS = frozenset("，。；！？\n")
PEOPLE = frozenset({Kind.FORCE, Kind.GROUP})
SIDES = STATES | OWNED
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

    def states_of(self, mention: Mention) -> tuple[str, ...]:
        """The states that a mention stands for, or whose that is."""
        return tuple(key for key in self.owned_by(mention) or self.meant(mention) if self.is_state(key))

    def hits_the_speaker(self) -> bool:
        """Whether the speaker's own state is named behind it in its clause."""
        text, end = self.item.part.text.characters, self.mention.span.end
        clause = next((at for at in range(end, len(text)) if text[at] in CLAUSE_ENDS), len(text))
        behind = (m for m in self.item.mentions if end <= m.span.start < clause)
        return any(self.voice.claimant in self._whose(mention) for mention in behind)

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

    def foes_before(self) -> tuple[str, ...] | None:
        """The two of whom the clause before tells, where the words are for those who came to blows.

        None where that clause names no people; nobody where it does not name just two.
        """
        text, start = self.item.part.text.characters, self.mention.span.start
        if not (self.beside.both_fight and self.beside.both_fight.match(text, self.mention.span.end)):
            return None
        begins = max(text.rfind(end, 0, max(0, start - 1)) for end in CLAUSE_ENDS)
        clause = [other for other in self.before(0) if other.span.start > begins and other.kind in SIDES | PEOPLE]
        if not any(other.kind is Kind.GROUP for other in clause):
            return None
        foes = {key for other in clause for key in self._side(other)}
        return tuple(sorted(foes)) if len(foes) == 2 else ()

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
