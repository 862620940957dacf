"""The two states that a document is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import regex

from kg.linking.links import Where
from kg.linking.texts import Texts
from kg.model.document import Document
from kg.model.mention import STATES, Annotated

BETWEEN = "between-two-states"
LEAST = 3  # so often each of the two is named
LOPSIDED = 3  # so many times more is one of two states named in a text that is about it alone


def find_parties(
    annotated: Sequence[Annotated], keys: Mapping[Where, tuple[str, ...]], is_state: Callable[[str], bool]
) -> tuple[str, ...]:
    """The two states named most, each at least three times and the second twice as often as the third; else none."""
    counts = Counter(key for key in _named(annotated, keys) if is_state(key))
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    second, third = ([counts[key] for key in ranked] + [0, 0, 0])[1:3]
    return tuple(sorted(ranked[:2])) if second >= max(LEAST, 2 * third) else ()


def parties_of_agenda(
    document: Document, texts: Texts, keys: Mapping[Where, tuple[str, ...]], between: regex.Pattern[str] | None
) -> tuple[str, ...]:
    """The two states between which the matter on a meeting's agenda lies, where its title names no other."""
    for part, span in filter(None, map(texts.place, document.agenda_topics)):
        named = [m for m in texts.annotated[part].mentions if m.kind in STATES and span.covers(m.span)]
        pair = {key for mention in named for key in keys.get((part, mention.span), ())}
        if between and len(pair) == 2 and between.match(texts.text(part).characters, named[-1].span.end):
            return tuple(sorted(pair))
    return ()


def is_of_one(annotated: Sequence[Annotated], keys: Mapping[Where, tuple[str, ...]], parties: tuple[str, ...]) -> bool:
    """Whether a document names one of the two so much more than the other that its sides are those within that one."""
    counts = Counter(key for key in _named(annotated, keys) if key in parties)
    return bool(counts) and max(counts.values()) > LOPSIDED * min(counts.values())


def _named(annotated: Sequence[Annotated], keys: Mapping[Where, tuple[str, ...]]) -> Iterator[str]:
    for item in annotated:
        for mention in item.mentions:
            yield from keys.get((item.part.order, mention.span), ())
