"""What the words round an agreement's mention say by themselves: its kind, how many are meant, when it is dated."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

import regex

from kg.knowledge.lexicon import Entry, fold
from kg.knowledge.numerals import number
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import JOINT, AgreementRule, DatingRule, Rules
from kg.linking.times import dates_within
from kg.mentions.masking import fire, mask
from kg.model.extraction import Period
from kg.model.mention import Annotated, Kind, Mention
from kg.model.text import Span, Text

DAYS_APART = 2  # the parties date one act differently
OTHER = "other"
TITLE_MARKS = "《》"
CEASEFIRE = "ceasefire_statement"
_LENGTH = {"year": 4, "month": 7}
_SYMBOL = re.compile(r"[AS]/RES/((?:ES-)?\d+(?:/\d+| ?\(\d{4}\)))")
Dater = Callable[[Mention, Period | None], Period]


def kind_of(rules: Rules, words: str) -> str:
    """The kind of agreement that words name, by the first rule that knows them; `other` where none does."""
    for rule in rules.of(AgreementRule):
        if any(pattern.search(words) for pattern in rule.patterns):
            return rule.yields[0]
    return OTHER


def kinds_meant(rules: Rules, words: str) -> frozenset[str]:
    """The kinds of agreement that a word such as document, agreement or instrument may point back to."""
    for rule in rules.of(AgreementRule):
        if any(pattern.search(words) for pattern in rule.patterns):
            return frozenset(rule.fits) or frozenset({rule.yields[0]})
    return frozenset({OTHER})


def alike(entry: Entry, kind: str, precise: bool = True) -> bool:
    """Whether an entry can be what the words call it: what ends a war may be called a ceasefire by its very day."""
    if entry.agreement_kind == kind:
        return True
    return {entry.agreement_kind, kind} <= schemes().interchangeable_kinds and (precise or kind != CEASEFIRE)


def number_of(item: Annotated, mention: Mention) -> str | None:
    """The number by which a resolution is named, with its year where one stands beside it."""
    if mention.kind is Kind.SYMBOL:
        found = _SYMBOL.fullmatch(fold(mention.surface))
        return found[1].replace(" ", "") if found else None
    return fold(item.part.text.slice(mention.slots["number"])).replace(" ", "") if "number" in mention.slots else None


def counted(item: Annotated, mention: Mention, slot: str) -> int | None:
    """The number in a slot of the mention; None where it has no such slot."""
    if slot not in mention.slots:
        return None
    return number(item.part.text.slice(mention.slots[slot]))


def is_between_states(text: Text, mention: Mention) -> bool:
    """Whether a name begins with the two states whose instrument it is."""
    states = sorted((mention.slots[s] for s in ("state", "state2") if s in mention.slots), key=lambda s: s.start)
    name = mention.slots.get("name", mention.span)
    if len(states) < 2 or not name.covers(states[0]) or states[0].end > states[1].start:
        return False
    first, second = states
    if text.slice(Span(name.start, first.start)).strip(TITLE_MARKS):
        return False
    return regex.fullmatch(JOINT, text.slice(Span(first.end, second.start))) is not None


def stated_within(mention: Mention, period: Dater) -> tuple[Period, ...]:
    """The dates in the mention's own words, each resolved after the one before it."""
    periods: list[Period] = []
    for date in dates_within(mention):
        periods.append(period(date, periods[-1] if periods else None))
    return firm(periods)


def lacks_year(mention: Mention) -> bool:
    """Whether the mention's own words tell a day or month, and no year."""
    dates = dates_within(mention)
    return bool(dates) and not any("year" in date.slots for date in dates)


def datings(item: Annotated, rules: Rules) -> Iterator[tuple[Mention, Mention]]:
    """Each agreement of a part with the date that a rule reads as its own, outside its own words."""
    for sentence in item.sentences:
        taken: set[Mention] = set()
        for firing in fire(rules.of(DatingRule), mask(item, sentence)):
            agreement = firing.slots["agreement"][0]
            if agreement not in taken:
                taken.add(agreement)
                yield agreement, firing.slots["date"][0]


def firm(periods: list[Period]) -> tuple[Period, ...]:
    """The times that begin on a known day."""
    return tuple(p for p in periods if p.begin and not p.vague)


def within(stated: Period, day: datetime.date, apart: int = DAYS_APART) -> bool:
    """Whether a known day fits a stated time, give or take some days where a day was stated."""
    slack = datetime.timedelta(days=apart if stated.precision == "day" else 0)
    return bool(stated.begin and stated.begin - slack <= day <= (stated.end or stated.begin) + slack)


def as_printed(stated: Period) -> str:
    """A stated time as precisely as it is stated: `2022`, `2022-09`, `2022-09-13`."""
    return stated.begin.isoformat()[: _LENGTH.get(stated.precision, 10)] if stated.begin else ""
