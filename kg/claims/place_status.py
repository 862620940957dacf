"""Which status the words beside a place's name give it: occupied, disputed, liberated, another state's name for it.

The names are those of resolved entities: a name within a longer one counts, and an anaphor is what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.knowledge.sentence_rules import Rules, StatusRule
from kg.mentions.masking import fire, mask
from kg.model.document import Part
from kg.model.extraction import Entity, PlaceStatus
from kg.model.mention import Annotated, Evidence, Kind, Mention, Sentence
from kg.model.text import Span

PLACES = frozenset({Kind.PLACE, Kind.DISPUTED})
NAMES = PLACES | {Kind.STATE}


def place_statuses(parts: Iterable[Part], entities: Sequence[Entity], rules: Rules) -> tuple[PlaceStatus, ...]:
    """The mentions of places and disputed entities beside which status words stand; of overlapping names the longer."""
    statuses: list[PlaceStatus] = []
    for part in parts:
        named = [(item, e.kind) for e in entities if e.kind in NAMES for item in e.evidence if item.part == part.order]
        if any(kind in PLACES for _, kind in named):
            found = _notations(part, named, rules)
            places = dict.fromkeys(item for item, kind in named if kind in PLACES and item.span in found)
            statuses += (PlaceStatus(notations=tuple(sorted(found[item.span])), evidence=item) for item in places)
    return tuple(sorted(statuses, key=lambda status: (status.evidence.part, status.evidence.span)))


def _notations(part: Part, named: Iterable[tuple[Evidence, Kind]], rules: Rules) -> Mapping[Span, set[str]]:
    """What the rules yield for each name of a part, read as one stretch: a quotation may run over many sentences."""
    text, found = part.text, dict[Span, set[str]]()
    mentions = (
        Mention(span=item.span, surface=text.slice(item.span), kind=kind, rule=item.rule) for item, kind in named
    )
    ordered = tuple(sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)))
    whole = Sentence(part=part.order, span=Span(0, len(text)))
    for firing in fire(rules.of(StatusRule), mask(Annotated(part=part, sentences=(), mentions=ordered), whole)):
        for place in firing.slots.get("place", ()):
            found.setdefault(place.span, set()).update(firing.rule.yields)
    return found
