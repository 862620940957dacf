"""Mentions of agreements with what their words and those beside them say: kind, number, dates, known namesakes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.knowledge.lexicon import Entry, Lexicon
from kg.knowledge.sentence_rules import Rules
from kg.linking.agreement_words import (
    CEASEFIRE,
    TITLE_MARKS,
    datings,
    firm,
    kind_of,
    lacks_year,
    number_of,
    stated_within,
)
from kg.linking.links import Where
from kg.linking.times import Calendar
from kg.model.extraction import Period
from kg.model.mention import Annotated, Kind, Mention

INNER = "agreement"  # the slot of an agreement inside the name of a body
_YEAR = re.compile(r"^\d{4}\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementName:
    """A mention of an agreement; `stated` are the times in it or else beside it, `day` is when its part speaks.

    `entries` are those of the lexicon that bear the name; of several, those that end a war where the words say so.
    `yearless` says that the days in it have no year but what the calendar makes of them.
    """

    item: Annotated
    mention: Mention
    kind: str
    number: str | None
    stated: tuple[Period, ...]
    entries: tuple[Entry, ...]
    day: datetime.date | None
    yearless: bool = False

    @property
    def where(self) -> Where:
        """The part and the place of the mention."""
        return self.item.part.order, self.mention.span

    @property
    def words(self) -> str:
        """The mention's words without date and epithets."""
        slots = self.mention.slots
        return self.item.part.text.slice(slots["name"]) if "name" in slots else self.mention.surface

    @property
    def titled(self) -> bool:
        """Whether the name ends with a title in title marks."""
        return self.mention.surface.endswith(TITLE_MARKS[1])

    def is_called(self, entry: Entry) -> bool:
        """Whether the mention is one of an entry's names, to the letter."""
        return any(form == self.mention.surface for form, _ in entry.labels)


def agreement_names(
    annotated: Sequence[Annotated], lexicon: Lexicon, rules: Rules, calendar: Calendar
) -> Iterator[AgreementName]:
    """The mentions of agreements, and symbols, in the order of the text."""
    for item in annotated:
        beside = dict(datings(item, rules))
        for mention in _naming(item):
            kind = kind_of(rules, mention.surface)
            yield AgreementName(
                item=item,
                mention=mention,
                kind=kind,
                number=number_of(item, mention),
                stated=_stated(item.part.order, mention, beside.get(mention), calendar),
                entries=_entries(mention, kind, lexicon, calendar.day(item.part.order)),
                day=calendar.day(item.part.order),
                yearless=lacks_year(mention),
            )


def _naming(item: Annotated) -> Iterator[Mention]:
    """The mentions of agreements and symbols, those inside the name of a body too (a committee's resolution)."""
    for mention in item.mentions:
        inner = mention.slots.get(INNER)
        if mention.kind in (Kind.AGREEMENT, Kind.SYMBOL):
            yield mention
        elif inner and mention.kind is Kind.ORGANIZATION:
            dates = tuple(date for date in mention.dates if inner.covers(date.span))
            words = item.part.text.slice(inner)
            yield replace(mention, span=inner, surface=words, kind=Kind.AGREEMENT, entries=(), dates=dates)


def _entries(mention: Mention, kind: str, lexicon: Lexicon, said: datetime.date | None) -> tuple[Entry, ...]:
    """The agreements that bear a mention's name; one made after the words were said is not meant."""
    entries = [lexicon.entries[key] for key in mention.entries if key in lexicon.entries] or _titled(mention, lexicon)
    made = (e for e in entries if not e.dates or said is None or min(e.dates) <= said)
    known = tuple(entry for entry in made if entry.kind is Kind.AGREEMENT)
    if kind == CEASEFIRE:
        return tuple(entry for entry in known if entry.agreement_kind == CEASEFIRE) or known
    return known


def _titled(mention: Mention, lexicon: Lexicon) -> list[Entry]:
    """The entries of a title that the lexicon writes without its year or its title marks."""
    opening, closing = TITLE_MARKS[0], TITLE_MARKS[1]
    _, _, title = mention.surface.partition(opening)
    bare = _YEAR.sub("", title.removesuffix(closing))
    forms = (bare, f"{opening}{bare}{closing}") if bare else ()
    return list(dict.fromkeys(entry for form in forms for entry in lexicon.find(form)))


def _stated(part: int, mention: Mention, beside: Mention | None, calendar: Calendar) -> tuple[Period, ...]:
    """The dates inside the mention, or else the one that a rule reads as its own."""
    inside = stated_within(mention, lambda date, after: calendar.period(part, date, after))
    return inside or (firm([calendar.period(part, beside, None)]) if beside else ())
