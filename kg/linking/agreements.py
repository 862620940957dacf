"""Which agreement a mention names, under all its names and dates; of several referents the date decides.

A numbered resolution is its number and year. A name that several agreements bear is decided by the date beside it, by
what it is about, then by the one that its part or its document has named already; where more than one remain, the
mention stays open with a problem.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.knowledge.lexicon import Lexicon
from kg.knowledge.sentence_rules import Rules
from kg.linking.agreement_collector import AgreementCollector
from kg.linking.agreement_names import agreement_names
from kg.linking.agreements_by_context import agreements_by_context
from kg.linking.agreements_by_name import agreements_by_name
from kg.linking.links import Referents
from kg.linking.times import Calendar
from kg.model.extraction import Agreement
from kg.model.mention import Annotated, Kind


def resolve_agreements(
    annotated: Sequence[Annotated], lexicon: Lexicon, rules: Rules, calendar: Calendar, name: str
) -> Referents[Agreement]:
    """The agreements that the parts name; `name` is the document's slug, for keys of its own.

    Mentions that say which agreement they mean come first, then those that lean on them.
    """
    collector = AgreementCollector(lexicon, f"agreement/{name}")
    mentioned = frozenset(key for item in annotated for mention in item.mentions for key in mention.entries)
    later = []
    names = tuple(agreement_names(annotated, lexicon, rules, calendar))
    for one, after in zip(names, (*names[1:], None), strict=False):
        found = agreements_by_name(one, after, collector, mentioned)
        collector.take(one, found)
        if not found and one.mention.kind is Kind.AGREEMENT:
            later.append(one)
    for one in later:
        collector.take(one, agreements_by_context(one, collector, rules))
    agreements = tuple(collector.drafts[key].agreement() for key in sorted(collector.drafts))
    return Referents(things=agreements, keys=collector.keys, problems=tuple(collector.problems))
