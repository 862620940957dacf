"""Words without marks, in which somebody speaks of what is his own, in a report on him.

Who reports on states is none of them. *My country* is that of the one whom the sentence names before as saying
something; in a sentence that names nobody, of the one named last in the paragraph, whose words run on up to there; else
it is nobody's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kg.knowledge.sentence_rules import Rules, SourceRule
from kg.linking.quotations import PARAGRAPH_END, Quotation, cover, within
from kg.mentions.masking import Masked, fire, mask
from kg.model.mention import Annotated, Mention
from kg.model.text import Span

UNNAMED = "source-quoted-alone"
"""The rule of words of which nothing says whose they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmarked:
    """Sentences without marks that are somebody else's words, and the words in which one tells what somebody says."""

    sentences: list[Quotation] = field(default_factory=list)
    told: list[Quotation] = field(default_factory=list)

    def among(self, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
        """A part's quotations and these sentences, in order."""
        kept = (q for q in quotations if not any(one.span.covers(q.span) for one in self.sentences))
        return tuple(sorted((*kept, *self.sentences), key=lambda q: q.span.start))


def find_unmarked(
    item: Annotated, quotations: Sequence[Quotation], rules: Rules, is_own: Callable[[Mention], bool]
) -> Unmarked:
    """The words of others in a part of a report that has these quotations; `is_own` tells the first person."""
    found, between, end = Unmarked(), list[Quotation](), 0
    said: Quotation | None = None
    for sentence in item.sentences if any(map(is_own, item.mentions)) else ():
        if PARAGRAPH_END in item.part.text.characters[end : sentence.span.start]:
            said, between = None, []
        end = sentence.span.end
        here = within(quotations, sentence.span)
        covered = cover(mask(item, sentence), [q.span for q in here])
        if named := _said(covered, here, rules, is_own):
            said, between = named, []
            words = Span(named.span.end, end)
            if any(is_own(m) and words.covers(m.span) for m in covered.mentions.values()):
                found.told.append(replace(named, span=words))
        elif any(map(is_own, covered.mentions.values())):
            nobody = Quotation(span=sentence.span, sources=(), rule=UNNAMED)
            found.sentences.extend((*between, replace(said or nobody, span=sentence.span)))
            between = []
        elif said and not here:
            between.append(replace(said, span=sentence.span))
    return found


def _said(
    covered: Masked, here: Sequence[Quotation], rules: Rules, is_own: Callable[[Mention], bool]
) -> Quotation | None:
    """What a sentence says that somebody named says, the last one in it."""
    told = (f for f in fire(rules.of(SourceRule), covered) if f.rule.terminates and "source" in f.slots)
    found = (Quotation(span=f.span, sources=f.slots["source"], rule=f.rule.name) for f in told)
    named = (q for q in (*found, *here) if q.sources and not any(map(is_own, q.sources)))
    return max(named, key=lambda q: q.span.start, default=None)
