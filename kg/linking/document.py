"""What all that is named in a document means: the linkers, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

import regex

from kg.knowledge.gazetteer import with_towns
from kg.knowledge.lexicon import Lexicon
from kg.knowledge.name_patterns import compiled_part
from kg.knowledge.sentence_rules import Rules
from kg.linking.agreement_words import is_between_states
from kg.linking.agreements import resolve_agreements
from kg.linking.covered import covered
from kg.linking.entities import Resolved, resolve
from kg.linking.keys import home, outer_key
from kg.linking.links import Referents
from kg.linking.provisions import resolve_provisions
from kg.linking.times import Calendar, calendar
from kg.linking.voices import with_behalf
from kg.model.document import Document, PartKind
from kg.model.extraction import Agreement, Membership, Provision
from kg.model.mention import STATES, Annotated, Kind, Mention
from kg.model.text import Problem, Span
from kg.namespaces import slug

LOST, JOINT = "lost-post", "joint-body"
LOOKED_AT = 8  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What the mentions of a document mean: actors and places, times, agreements (by key) and provisions.

    `peoples` are the keys of the groups that are named by their origin, `homes` tells the state in which a place lies,
    `published` the body whose words are published in the name of an office holder, `served` the state for which a
    person speaks by a post; `lost` tells a post that its holder has lost. `joint` are the speakers in whose name states
    speak: conferences, organizations of states.
    """

    document: Document
    slug: str
    annotated: tuple[Annotated, ...]
    resolved: Resolved
    calendar: Calendar
    agreements: Mapping[str, Agreement]
    agreement_keys: Mapping[tuple[int, Span], tuple[str, ...]]
    provisions: Referents[Provision]
    problems: tuple[Problem, ...]
    peoples: frozenset[str] = frozenset()
    homes: Mapping[str, str] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)
    served: Mapping[str, str] = field(default_factory=dict)
    lost: regex.Pattern[str] | None = None
    joint: frozenset[str] = frozenset()

    @property
    def chair(self) -> tuple[str, ...]:
        """The key of the one person who chairs the meeting, if it is one."""
        pairs = zip(self.annotated, self.resolved.voices, strict=True)
        chairs = dict.fromkeys(v.speaker for item, v in pairs if item.part.kind is PartKind.CHAIR and v.speaker)
        return tuple(chairs) if len(chairs) == 1 else ()

    def keys_of(self, part: int, mention: Mention) -> tuple[str, ...]:
        """What a mention of a part stands for: an actor or place, the one who holds a bare post, an agreement."""
        keys = self.resolved.of(part, mention) or self._holder(mention)
        return keys or self.agreement_keys.get((part, mention.span), ())

    def _holder(self, mention: Mention) -> tuple[str, ...]:
        """The person meant by a bare post: the meeting's president, or the only one of the document who holds it."""
        if mention.kind is not Kind.POST:
            return ()
        holders = dict.fromkeys(m.member for m in self.resolved.memberships if m.title.endswith(mention.surface))
        chairs = tuple(key for key in holders if key in self.chair)
        return chairs or (tuple(holders) if len(holders) == 1 else ())


def link(document: Document, annotated: tuple[Annotated, ...], lexicon: Lexicon, rules: Rules) -> Linked:
    """Links all that is named in a document."""
    name = slug(document.name)
    lexicon = with_towns(lexicon, (key for item in annotated for m in item.mentions for key in m.entries))
    resolved = resolve(document, annotated, lexicon, name, rules)
    groups = {entity.key for entity in resolved.entities if entity.kind is Kind.ORGANIZATION}
    voices = with_behalf(annotated, resolved.voices, rules, resolved.spoken_for, groups)
    resolved = replace(resolved, voices=voices)
    days = calendar(document, annotated, covered(document, annotated, rules))
    agreements = resolve_agreements(annotated, lexicon, rules, days, name)
    provisions = resolve_provisions(annotated, rules, agreements.keys)
    lost = compiled_part(lexicon.parts, LOST)
    return Linked(
        document=document,
        slug=name,
        annotated=annotated,
        resolved=resolved,
        calendar=days,
        agreements=_with_named_actors(agreements, resolved, annotated),
        agreement_keys=agreements.keys,
        provisions=provisions,
        problems=(
            *document.problems,
            *resolved.problems,
            *days.problems,
            *agreements.problems,
            *provisions.problems,
            *(problem for item in annotated for problem in item.problems),
        ),
        peoples=_peoples(resolved, lexicon),
        homes=dict(_homes(resolved, lexicon)),
        published=dict(_published(resolved, lexicon)),
        served=dict(_served(resolved, annotated, lost)),
        lost=lost,
        joint=_joint(resolved, lexicon),
    )


def _homes(resolved: Resolved, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The places of which the lexicon knows in which state they lie."""
    for entity in resolved.entities:
        if entity.kind is Kind.PLACE and (state := home(entity.key, lexicon)):
            yield entity.key, state


def _published(resolved: Resolved, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The office holders named, by the office or by name, each with the body whose words are published in his name."""
    for entity in resolved.entities:
        entry = lexicon.entries.get(entity.key)
        if entry and entry.voice_of:
            yield entity.key, entry.voice_of
    voices = {(e.office_of, e.title): e.voice_of for e in lexicon.entries.values() if e.title and e.voice_of}
    for held in resolved.memberships:
        if body := voices.get((held.organization, held.title)):
            yield held.member, body


def _served(
    resolved: Resolved, annotated: Sequence[Annotated], lost: regex.Pattern[str] | None
) -> Iterator[tuple[str, str]]:
    """The persons who hold posts of one state alone and have not lost them, as far as the document tells, with it."""
    words = {item.part.order: item.part.text.characters for item in annotated}
    states = {entity.key for entity in resolved.entities if entity.kind in STATES}
    posts: dict[str, list[Membership]] = {}
    for held in resolved.memberships:
        posts.setdefault(held.member, []).append(held)
    for person, several in posts.items():
        owners = {_state_or_body(held.organization, states) for held in several}
        told = (words[e.part][max(0, e.span.start - LOOKED_AT) : e.span.end] for m in several for e in m.evidence)
        if len(owners) == 1 and owners <= states and not any(lost and lost.search(text) for text in told):
            yield person, owners.pop()


def _state_or_body(key: str, states: Set[str]) -> str:
    """The state of which a body is, by its key; else the body."""
    return outer_key(key) if outer_key(key) in states else key


def _joint(resolved: Resolved, lexicon: Lexicon) -> frozenset[str]:
    """The speakers whose names say that states are in them; of what no lexicon has the key holds the name."""
    of_states = compiled_part(lexicon.parts, JOINT)
    speakers = {key for voice in resolved.voices for key in (voice.claimant, *voice.speaks_for) if key}
    names = {k: e.name if (e := lexicon.entries.get(k)) else k.rpartition("/")[2] for k in speakers}
    return frozenset(key for key, name in names.items() if of_states and of_states.fullmatch(name))


def _peoples(resolved: Resolved, lexicon: Lexicon) -> frozenset[str]:
    """The groups that a pattern found by the origin in their names."""
    by_origin = {pattern.name for pattern in lexicon.patterns if pattern.origin}
    groups = (entity for entity in resolved.entities if entity.kind is Kind.GROUP)
    return frozenset(group.key for group in groups if any(e.rule in by_origin for e in group.evidence))


def _with_named_actors(
    agreements: Referents[Agreement], resolved: Resolved, annotated: Sequence[Annotated]
) -> dict[str, Agreement]:
    """The agreements by key, with those of their known actors that the document names, or whom their names name."""
    named = {entity.key for entity in resolved.entities}
    inside = dict(_between_states(agreements, resolved, annotated))

    def kept(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if key in named)

    return {
        a.key: replace(
            a,
            parties=kept(a.parties or inside.get(a.key, ())),
            mediators=kept(a.mediators),
            adopted_by=kept(a.adopted_by),
        )
        for a in agreements.things
    }


def _between_states(
    agreements: Referents[Agreement], resolved: Resolved, annotated: Sequence[Annotated]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys of agreements whose name begins with two states, and these."""
    for item in annotated:
        for mention in item.mentions:
            where = (item.part.order, mention.span)
            keys, states = agreements.keys.get(where, ()), resolved.owners.get(where, ())
            if len(keys) == 1 and len(states) == 2 and is_between_states(item.part.text, mention):
                yield keys[0], states
