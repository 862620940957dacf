"""Words that a speaker holds at arm's length: so-called, or in quotation marks that disown them.

A distance rule finds them as its group `words`; what it yields says how the distance is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.knowledge.sentence_rules import DistanceRule, Rules
from kg.mentions.masking import Firing, Masked, fire
from kg.model.extraction import Distance
from kg.model.mention import Evidence


def find_distances(masked: Masked, rules: Rules) -> tuple[Distance, ...]:
    """The disowned words of a sentence with their markers, in order; where two overlap, the earlier rule's."""
    taken: list[Firing[DistanceRule]] = []
    for firing in fire(rules.of(DistanceRule), masked):
        if not any(firing.span.overlaps(other.span) for other in taken):
            taken.append(firing)
    return tuple(_distances(sorted(taken, key=lambda f: f.start)))


def _distances(firings: Sequence[Firing]) -> Iterator[Distance]:
    for firing in firings:
        evidence = Evidence(part=firing.masked.sentence.part, span=firing.span, rule=firing.rule.name)
        yield Distance(kind=firing.rule.yields[0], words=firing.groups["words"], evidence=evidence)
