"""What a trained model takes for names: candidates, which only a pattern's confirmation turns into mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.knowledge.name_patterns import Compiled
from kg.mentions.cascade import cells, settle
from kg.mentions.names import Found
from kg.model.mention import Kind
from kg.model.text import Span

RULE = "model"
# The labels of Universal NER, of CoNLL and of OntoNotes; nationalities, dates and the like are the rules' business.
KINDS: Mapping[str, Kind] = {
    "PER": Kind.CANDIDATE_PERSON,
    "PERSON": Kind.CANDIDATE_PERSON,
    "LOC": Kind.CANDIDATE_PLACE,
    "GPE": Kind.CANDIDATE_PLACE,
    "FAC": Kind.CANDIDATE_PLACE,
    "ORG": Kind.CANDIDATE_ORGANIZATION,
}
UNCONFIRMED = "nothing in its form or around it says that it is a name"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that is not kept, and why."""

    span: Span
    reason: str


def candidates(doc: Doc) -> list[Found]:
    """The entities of a doc, set by whatever model its pipeline has, as candidates."""
    return [
        Found(span=Span(e.start_char, e.end_char), kind=kind, kinds=frozenset({kind}), rule=RULE)
        for e in doc.ents
        if (kind := KINDS.get(e.label_))
    ]


def confirm(
    text: str, founds: Sequence[Found], proposed: Iterable[Found], judges: tuple[Compiled, ...]
) -> tuple[list[Found], list[Dropped]]:
    """The candidates that patterns confirm, as finds of the patterns, and the dropped ones.

    A candidate that overlaps a find is not looked at: the lexicon and the other patterns win.
    """
    taken = cells(founds)
    free = [one for one in proposed if taken.isdisjoint(range(one.span.start, one.span.end))]
    if not free:
        return [], []
    settled = [found for found in settle(text, [*founds, *free], judges) if found not in founds]
    judged = {at: found for found in settled for at in range(found.span.start, found.span.end)}
    names = {compiled.pattern.name: compiled.pattern for compiled in judges}
    dropped = []
    for one in free:
        verdict = judged.get(one.span.start)
        if verdict is None or verdict.kind is None or verdict.rule == RULE:
            pattern = names.get(verdict.rule) if verdict else None
            dropped.append(Dropped(one.span, pattern.comment if pattern else UNCONFIRMED))
    return [found for found in settled if found.kind and found.rule != RULE], dropped
