"""Who speaks in each part, for whom, and on whose behalf besides: the structure and the first sentences say so."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace

from kg.knowledge.sentence_rules import ActRule, Rules
from kg.linking.collector import Collector
from kg.linking.links import Links
from kg.linking.persons import Persons
from kg.linking.texts import Texts
from kg.mentions.masking import fire, mask
from kg.model.document import Part, PartKind
from kg.model.extraction import Voice
from kg.model.mention import Annotated, Kind, Mention

OPENING = 8
HELD_FOR_OTHERS = frozenset({PartKind.SPEECH, PartKind.COVER_LETTER})
NARRATED = frozenset({PartKind.MASTHEAD, PartKind.NARRATION})
"""What nobody says."""


def link_voices(texts: Texts, persons: Persons, before: Links) -> tuple[tuple[Voice, ...], Links]:
    """Who speaks in each part, as the structure says, and links of the states and bodies that it quotes."""
    collector = Collector(texts, before)
    return tuple(_voice(item.part, persons, collector) for item in texts.annotated), collector.links()


def _voice(part: Part, persons: Persons, collector: Collector) -> Voice:
    """An official of a body speaks for the department that the document names as his.

    What is said for nobody known is an unknown actor's, never another's.
    """
    printed = [key for text in part.speaks_for for key in collector.written(text)]
    bodies = tuple(dict.fromkeys(printed or map(collector.catalogued, part.catalogued)))
    speaker = persons.speaker(collector.texts, part.speaker)
    claimant = next(iter(bodies), None) or (None if part.kind in NARRATED else collector.unknown())
    if bodies and claimant and collector.entities.kind(claimant) is Kind.ORGANIZATION:
        claimant = _department(speaker, bodies, persons, collector) or claimant
    return Voice(part=part.order, speaker=speaker, speaks_for=bodies, claimant=claimant)


def _department(speaker: str | None, bodies: Sequence[str], persons: Persons, collector: Collector) -> str | None:
    """The part of a body spoken for whose post the speaker holds."""
    records = (record for record, key in persons.keys.items() if key == speaker)
    owners = (owner for record in records for owner in sorted(record.owners()))
    return next((owner for owner in owners if _is_part(owner, bodies, collector)), None)


def _is_part(owner: str, bodies: Sequence[str], collector: Collector) -> bool:
    """Whether an organization is a part of one of several, by its name or by what the lexicon says."""
    if collector.entities.kind(owner) is not Kind.ORGANIZATION:
        return False
    entries = collector.texts.lexicon.entries
    wholes: list[str] = [owner]
    while (entry := entries.get(wholes[-1])) and entry.belongs_to and entry.belongs_to not in wholes:
        wholes.append(entry.belongs_to)
    return not {*wholes[1:]}.isdisjoint(bodies) or owner.startswith(tuple(f"{body}/" for body in bodies))


def with_behalf(
    annotated: Sequence[Annotated],
    voices: Sequence[Voice],
    rules: Rules,
    keys: Callable[[int, Mention], tuple[str, ...]],
    groups: Container[str],
) -> tuple[Voice, ...]:
    """The voices, each with those on whose behalf it speaks or writes too; `keys` resolves a mention of a part.

    A speech held for one group is the group's: it claims what is said; so does one whose chair writes as such.
    """
    pairs = zip(annotated, voices, strict=True)
    return tuple(
        _with_behalf(item, voice, rules, keys, groups) if item.part.kind in HELD_FOR_OTHERS else voice
        for item, voice in pairs
    )


def _with_behalf(
    item: Annotated,
    voice: Voice,
    rules: Rules,
    keys: Callable[[int, Mention], tuple[str, ...]],
    groups: Container[str],
) -> Voice:
    parties = dict.fromkeys(key for m in _stated(item, rules) for key in keys(item.part.order, m))
    behalf = tuple(key for key in parties if key not in voice.speaks_for)
    held_for = [key for key in behalf if key in groups]
    return replace(voice, on_behalf_of=behalf, claimant=held_for[0] if len(held_for) == 1 else voice.claimant)


def _stated(item: Annotated, rules: Rules) -> Iterator[Mention]:
    """The mentions of those on whose behalf its first sentences say that a speech is held or a letter written."""
    kind = item.part.kind
    behalf = (rule for rule in rules.of(ActRule) if "behalf" in rule.yields)
    wanted = tuple(rule for rule in behalf if kind in (rule.part_kind or (PartKind.SPEECH,)))
    for sentence in item.sentences[:OPENING]:
        for firing in fire(wanted, mask(item, sentence)):
            yield from (*firing.slots.get("party", ()), *firing.slots.get("person", ()))
