"""What words such as both parties, my country or that country stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kg.linking.anaphor import NEAR, PEOPLE, SIDES, Anaphor
from kg.linking.beside import leads
from kg.linking.short_forms import called_so
from kg.model.mention import ACTORS, STATES, Kind, Mention

SHORT_FORM = "short-form"
SPEAKER, PERSON, OFFICIAL, ALL_SIDES = "speaker", "person", "official", "parties"


def refer(reference: str | None, anaphor: Anaphor) -> tuple[str, ...]:
    """The keys that an anaphor stands for; none where nothing fits or too much does."""
    resolve = _REFERENCES.get(reference or "")
    return resolve(anaphor) if resolve else ()


def _speaker(anaphor: Anaphor) -> tuple[str, ...]:
    claimant, several = anaphor.voice.claimant, anaphor.voice.speaks_for
    return (claimant,) if claimant and len(several) < 2 else several


def _both_parties(anaphor: Anaphor) -> tuple[str, ...]:
    """The two sides just named or that the document is about; of a joint letter, its two where no others are."""
    foes = anaphor.foes_before()
    if foes is not None:
        return foes
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
    """The other one of the two states, or the only other one named before where the speaker's own is hit here."""
    others = set(anaphor.parties) - {anaphor.voice.claimant}
    return _only(others) or (_other_party(anaphor) if not others and anaphor.hits_the_speaker() else ())


def _last_state(anaphor: Anaphor) -> tuple[str, ...]:
    """The only state, but the speaker's own, of the nearest sentence of its paragraph that names one.

    Of several the last may be a victim, or whom another was offered or asked something about. From another paragraph a
    state is taken only where the sentences near name no other.
    """
    own = anaphor.voice.claimant
    nearest = (anaphor.states_before(near, pointed=near > 0, within_paragraph=True) for near in range(NEAR + 1))
    named = next(filter(None, ({*keys} - {own} for keys in nearest)), set())
    return _only(named or {*anaphor.states_before(NEAR, pointed=True)} - {own})


def _its(anaphor: Anaphor) -> tuple[str, ...]:
    """The state, but the speaker's own, whose all actors of its sentence so far, or else of the one before, are."""
    for near in (0, 1):
        actors = [m for m in anaphor.before(near, within_paragraph=True) if m.kind in ACTORS or m.kind is Kind.ANAPHOR]
        whose = {key for mention in actors for key in anaphor.states_of(mention) or ("",)}
        if others := whose - {anaphor.voice.claimant}:
            return tuple(key for key in _only(others) if key)
    return ()


def _short_form(anaphor: Anaphor) -> tuple[str, ...]:
    """The body that a short form (the committee, the council) means: the speaking one, or the document's only one."""
    called = called_so(anaphor.bodies, anaphor.mention.surface, anaphor.noun)
    return _only(called & {anaphor.voice.claimant} or called)


def _only(keys: set[str]) -> tuple[str, ...]:
    return tuple(keys) if len(keys) == 1 else ()


_REFERENCES: Mapping[str, Callable[[Anaphor], tuple[str, ...]]] = MappingProxyType(
    {
        SPEAKER: _speaker,
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
        "its": _its,
        SHORT_FORM: _short_form,
    }
)
