"""What words such as both parties, my country or that country stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.model.extraction import Voice
from kg.model.mention import Annotated, Kind, Mention
from kg.model.text import Span

STATES = frozenset({Kind.STATE, Kind.DISPUTED})
NEAR = 3
SHORT_FORM = "short-form"
Where = tuple[int, Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The two states that a document is about (empty where no two stand out), and the kinds of its entities.

    `owners` gives the state inside a longer name (its forces, its ministry); `bodies` all names of each organization.
    """

    pair: tuple[str, ...]
    kinds: Mapping[str, Kind]
    owners: Mapping[Where, tuple[str, ...]] = field(default_factory=dict, hash=False)
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


def find_parties(
    annotated: Sequence[Annotated],
    keys: Mapping[Where, tuple[str, ...]],
    kinds: Mapping[str, Kind],
    owners: Mapping[Where, tuple[str, ...]],
) -> Parties:
    """The two states named most, each at least three times and the second twice as often as the third."""
    counts: Counter[str] = Counter()
    for item in annotated:
        for mention in item.mentions:
            counts.update(k for k in keys.get((item.part.order, mention.span), ()) if kinds.get(k) in STATES)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    third = ranked[2][1] if len(ranked) > 2 else 0
    clear = len(ranked) > 1 and ranked[1][1] >= NEAR and ranked[1][1] >= 2 * third
    return Parties(pair=tuple(sorted(k for k, _ in ranked[:2])) if clear else (), kinds=kinds, owners=owners)


def refer(
    reference: str | None,
    item: Annotated,
    mention: Mention,
    voice: Voice,
    parties: Parties,
    keys: Mapping[Where, tuple[str, ...]],
) -> tuple[str, ...]:
    """The keys that an anaphor stands for; none where nothing fits or too much does.

    Of a joint letter of two states, these are the two sides where no other two are.
    """
    if reference == "speaker":
        return (voice.claimant,) if voice.claimant and len(voice.speaks_for) < 2 else voice.speaks_for
    if reference == "both-parties":
        here = _pair_before(item, mention, parties, keys, 0) or parties.pair
        own = tuple(sorted(voice.speaks_for)) if len(voice.speaks_for) == 2 else ()
        return here or _pair_before(item, mention, parties, keys, NEAR, voice.claimant) or own
    if reference == "parties":
        return parties.pair
    if reference == SHORT_FORM:
        return _body(mention, voice, parties)
    if reference == "they":
        return _several_before(item, mention, keys) or _pair_before(item, mention, parties, keys, 1)
    if reference in ("other-party", "accused"):
        others = [k for k in parties.pair if k != voice.claimant]
        if not parties.pair and reference == "other-party":
            others = sorted(set(_states_before(item, mention, parties, keys, NEAR)) - {voice.claimant or ""})
        return tuple(others) if len(others) == 1 else ()
    if reference == "last-state":
        others = [key for key in _states_before(item, mention, parties, keys, NEAR) if key != voice.claimant]
        return tuple(others[-1:])
    return ()


def _body(mention: Mention, voice: Voice, parties: Parties) -> tuple[str, ...]:
    """The body that a short form (the committee, the council) means: the speaking one, or the document's only one."""
    called = [key for key, names in parties.bodies.items() if any(n.endswith(mention.surface) for n in names)]
    own = [key for key in called if key == voice.claimant]
    found = own or sorted(called)
    return tuple(found) if len(found) == 1 else ()


def _states_before(
    item: Annotated, mention: Mention, parties: Parties, keys: Mapping[Where, tuple[str, ...]], near: int
) -> tuple[str, ...]:
    """The states named before the mention in its sentence and so many sentences before it, in order."""
    found: list[str] = []
    for other in _before(item, mention, near):
        known = keys if other.kind in STATES else parties.owners
        found += known.get((item.part.order, other.span), ())
    return tuple(k for k in found if parties.kinds.get(k) in STATES)


def _before(item: Annotated, mention: Mention, near: int) -> tuple[Mention, ...]:
    """The mentions before one in its sentence and so many sentences before it, in order."""
    current = next((i for i, s in enumerate(item.sentences) if s.span.covers(mention.span)), 0)
    start = item.sentences[max(0, current - near)].span.start if item.sentences else 0
    return tuple(other for other in item.mentions if start <= other.span.start < mention.span.start)


def _several_before(item: Annotated, mention: Mention, keys: Mapping[Where, tuple[str, ...]]) -> tuple[str, ...]:
    """What the nearest anaphor of several, here or in the sentence before, stands for."""
    anaphors = (m for m in reversed(_before(item, mention, 1)) if m.kind is Kind.ANAPHOR)
    several = (keys.get((item.part.order, m.span), ()) for m in anaphors)
    return next((found for found in several if len(found) > 1), ())


def _pair_before(
    item: Annotated,
    mention: Mention,
    parties: Parties,
    keys: Mapping[Where, tuple[str, ...]],
    near: int,
    speaker: str | None = None,
) -> tuple[str, ...]:
    """The two states just before, the speaker's own aside, if exactly two are named there."""
    before = dict.fromkeys(_states_before(item, mention, parties, keys, near))
    pair = [key for key in before if key != speaker]
    return tuple(sorted(pair)) if len(pair) == 2 else ()
