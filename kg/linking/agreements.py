"""Which agreement a mention names, under all its names and dates; of several referents the date decides.

A numbered resolution is its number and year. A name that several agreements bear is decided by the date beside it, by
what it is about, then by the one that its part or its document has named already; where more than one remain, the
mention stays open with a problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge.lexicon import Entry, Lexicon
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import Rules
from kg.linking.agreement_drafts import Draft, Drafts
from kg.linking.agreement_words import (
    CEASEFIRE,
    alike,
    as_printed,
    counted,
    datings,
    firm,
    kind_of,
    kinds_meant,
    number_of,
    stated_within,
    within,
)
from kg.linking.antecedents import BARE, ORDINAL, POINTER, QUANTITY, Where, lean, leans, named_before
from kg.linking.times import Calendar
from kg.model.extraction import Agreement, Period
from kg.model.mention import Annotated, Kind, Mention
from kg.model.text import Problem
from kg.namespaces import slug

TITLE_MARKS = "《》"
# Kinds of which a document speaks without a name: the ceasefire, the peace treaty, the provisional measures.


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedAgreements:
    """The agreements of a document and the keys that each mention stands for."""

    agreements: tuple[Agreement, ...]
    keys: Mapping[Where, tuple[str, ...]]
    problems: tuple[Problem, ...]


def resolve_agreements(
    annotated: Sequence[Annotated], lexicon: Lexicon, rules: Rules, calendar: Calendar, name: str
) -> ResolvedAgreements:
    """The agreements that the parts name; `name` is the document's slug, for keys of its own."""
    return _Resolver(annotated, lexicon, rules, calendar, name).run()


class _Resolver:
    """The agreement mentions of one document on their way to agreements."""

    def __init__(
        self, annotated: Sequence[Annotated], lexicon: Lexicon, rules: Rules, calendar: Calendar, name: str
    ) -> None:
        self.annotated, self.lexicon, self.rules, self.calendar = annotated, lexicon, rules, calendar
        self.prefix = f"agreement/{name}"
        self.drafts = Drafts(lexicon)
        self.keys: dict[Where, tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self.adopted: dict[str, None] = {}
        self.named = {key for item in annotated for mention in item.mentions for key in mention.entries}
        self.beside = {(item.part.order, m.span): date for item in annotated for m, date in datings(item, rules)}

    def run(self) -> ResolvedAgreements:
        """Mentions that say which agreement they mean first, then those that lean on them."""
        later = []
        for item, mention in self._mentions():
            found = self._certain(item, mention)
            if found:
                self._take(item, mention, found)
            elif mention.kind is Kind.AGREEMENT:
                later.append((item, mention))
        for item, mention in later:
            self._take(item, mention, self._by_context(item, mention))
        agreements = tuple(self.drafts[key].agreement() for key in sorted(self.drafts))
        return ResolvedAgreements(agreements=agreements, keys=self.keys, problems=tuple(self.problems))

    def _mentions(self) -> Iterator[tuple[Annotated, Mention]]:
        for item in self.annotated:
            for mention in item.mentions:
                if mention.kind in (Kind.AGREEMENT, Kind.SYMBOL):
                    yield item, mention

    def _take(self, item: Annotated, mention: Mention, keys: tuple[str, ...]) -> None:
        if keys:
            self.keys[item.part.order, mention.span] = keys
            for key in keys:
                self.drafts.add(key, item.part.order, mention)

    def _problem(self, item: Annotated, mention: Mention, code: str, message: str) -> None:
        where = item.part.text.origin(mention.span)
        self.problems.append(Problem(stage="agreements", code=code, message=message, quote=mention.surface, span=where))

    def _ambiguous(self, item: Annotated, mention: Mention, could_be: Sequence[str]) -> None:
        known = sorted(could_be) or ["nothing that was named"]
        self._problem(item, mention, "ambiguous-agreement", f"could be: {'; '.join(known)}")

    def _kind(self, mention: Mention) -> str:
        return kind_of(self.rules, mention.surface)

    def _draft(self, key: str, mention: Mention) -> Draft:
        return self.drafts.of(key, self._kind(mention), mention.surface)

    def _certain(self, item: Annotated, mention: Mention) -> tuple[str, ...]:
        """The agreements that the mention names by itself: by number, by a name of its own, by name and dates."""
        number = number_of(item, mention)
        if number and not (number.isdecimal() and not self._stated(item, mention)):
            return self._numbered(item, mention, number)
        if leans(mention) or mention.kind is Kind.SYMBOL:
            return ()
        stated, candidates = self._stated(item, mention), self._candidates(mention)
        if not _titled(mention):  # a plain name of another date is another agreement's
            candidates = [e for e in candidates if not stated or _is_called(e, mention) or _near(stated, e)]
        keys = [entry.key for entry in candidates]
        if not candidates and _titled(mention):
            keys = [self._own_key(item, mention)] if stated else []
        if len(keys) == 1:
            draft = self._draft(keys[0], mention)
            proper = draft.entry is not None and _is_called(draft.entry, mention)
            for period in stated:
                if not proper or draft.fits(period):  # a year in a proper name may be no year of signing
                    self._date(item, mention, draft, period)
            return (keys[0],)
        return tuple(dict.fromkeys(self._dated(item, mention, candidates, period) for period in stated))

    def _numbered(self, item: Annotated, mention: Mention, number: str) -> tuple[str, ...]:
        """The resolution of a number; a year that it lacks is that of its date or of the document's one namesake."""
        stated = self._stated(item, mention)
        if number.isdecimal():
            namesakes = [d.number for d in self.drafts.values() if d.number and d.number.startswith(f"{number}(")]
            years = [f"{number}({period.begin.year})" for period in stated if period.begin]
            numbers = tuple(dict.fromkeys(years or namesakes))
            number = numbers[0] if len(numbers) == 1 else number
        draft = self.drafts.resolution(number, mention.surface)
        for period in stated:
            self._date(item, mention, draft, period)
        day = self.calendar.day(item.part.order)
        if "adopted" in mention.slots and day:
            draft.date(Period(begin=day, end=day))
            self.adopted[draft.key] = None
        return (draft.key,)

    def _candidates(self, mention: Mention) -> list[Entry]:
        """The entries that bear the name; of several, those that end a war where the mention's words say so."""
        entries = [self.lexicon.entries[key] for key in mention.entries if key in self.lexicon.entries]
        known = [entry for entry in entries if entry.kind is Kind.AGREEMENT]
        if self._kind(mention) == CEASEFIRE:
            return [entry for entry in known if entry.agreement_kind == CEASEFIRE] or known
        return known

    def _stated(self, item: Annotated, mention: Mention) -> tuple[Period, ...]:
        """The dates inside the mention, or else the one that a rule reads as its own."""
        order = item.part.order
        inside = stated_within(mention, lambda date, after: self.calendar.period(order, date, after))
        beside = self.beside.get((order, mention.span))
        return inside or (firm([self.calendar.period(order, beside, None)]) if beside else ())

    def _dated(self, item: Annotated, mention: Mention, candidates: list[Entry], stated: Period) -> str:
        """The known agreement of that date (or within two days of it), else one that this document dates."""
        kind, precise = self._kind(mention), stated.precision == "day"
        known = candidates or [e for e in self.lexicon.entries.values() if e.kind is Kind.AGREEMENT and e.dates]
        fitting = [e for e in known if candidates or (alike(e, kind, precise) and self._could_name(e))]
        exact = [e for e in fitting if any(within(stated, day, 0) for day in e.dates)]
        near = exact or [e for e in fitting if any(within(stated, day) for day in e.dates)]
        key = near[0].key if len(near) == 1 else f"{self.prefix}/{as_printed(stated)}-{kind}"
        self._date(item, mention, self._draft(key, mention), stated)
        return key

    def _could_name(self, entry: Entry) -> bool:
        """Whether the document names one of the agreement's parties, where they are known."""
        return not entry.parties or not self.named.isdisjoint(entry.parties)

    def _date(self, item: Annotated, mention: Mention, draft: Draft, stated: Period) -> None:
        """Keeps a stated time; one that is not the lexicon's is said, and kept if it is off by a few days at most."""
        known = draft.entry.dates if draft.entry else ()
        if not draft.fits(stated):
            message = f"dated {as_printed(stated)}; known are {', '.join(map(str, known))}"
            self._problem(item, mention, "date-differs", message)
        if not known or any(within(stated, day) for day in known):
            draft.date(stated)

    def _by_context(self, item: Annotated, mention: Mention) -> tuple[str, ...]:
        """The agreements that part or document have named and that the mention leans on or names for short."""
        number = number_of(item, mention)
        if number:
            return self._numbered(item, mention, number)
        voted = tuple(self.adopted) if len(self.adopted) == 1 else ()
        if "draft" in mention.slots:
            return voted
        if ORDINAL in mention.slots:
            return self._ordinal(item, mention)
        if leans(mention):
            found = lean(item, mention, self.keys, lambda key: self._fits(item, mention, key))
            meant = POINTER in mention.slots and self._kind(mention) == "resolution" and not found.could_be
            return found.keys or (voted if meant else ()) or self._open(item, mention, found.could_be)
        candidates = [entry.key for entry in self._candidates(mention)]
        if candidates:
            return self._bearer(item, mention, candidates)
        kind = self._kind(mention)
        if kind in schemes().generic_kinds and not _titled(mention):
            return self._of_a_kind(item, mention, kind)
        return (self._short_of(item, mention) or self._draft(self._own_key(item, mention), mention).key,)

    def _open(self, item: Annotated, mention: Mention, could_be: Sequence[str]) -> tuple[str, ...]:
        """A bare noun without anything near it means the document's only one called so; others are open."""
        if BARE in mention.slots:
            called = [key for key, draft in self.drafts.items() if draft.called(_name(item, mention))]
            return tuple(called) if len(called) == 1 else ()
        self._ambiguous(item, mention, could_be)
        return ()

    def _own_key(self, item: Annotated, mention: Mention) -> str:
        """The key of an agreement that only this document knows, from its name."""
        return f"{self.prefix}/{slug(_name(item, mention).strip(TITLE_MARKS))}"

    def _fits(self, item: Annotated, mention: Mention, key: str) -> bool:
        """Whether the noun of a leaning mention can mean an agreement: a name of it holds it, or it is of that kind."""
        noun = item.part.text.slice(mention.slots["name"]) if "name" in mention.slots else ""
        draft = self.drafts[key]
        return not noun or draft.kind in kinds_meant(self.rules, noun) or draft.called(noun)

    def _bearer(self, item: Annotated, mention: Mention, candidates: list[str]) -> tuple[str, ...]:
        """Of the agreements that bear a name, those that the part last called so or named, else the document's one.

        Where the document tells none of them apart, the name stands for itself.
        """
        anywhere = tuple(sorted(key for key in candidates if key in self.drafts))
        quantity = counted(item, mention, QUANTITY)
        if quantity is not None and len(anywhere) == quantity:
            return anywhere
        before = [(m, k) for m, k in named_before(item, mention, self.keys) if set(k) & set(candidates)]
        name = _name(item, mention)
        called = [keys for other, keys in before if name in other.surface] or [
            keys for other, keys in before if not leans(other)
        ]
        if called and quantity is None:
            return tuple(key for key in called[-1] if key in candidates)
        if len(anywhere) == 1 and quantity is None:
            return anywhere
        self._ambiguous(item, mention, anywhere or candidates)
        return () if anywhere or quantity is not None else (self._draft(self._own_key(item, mention), mention).key,)

    def _of_a_kind(self, item: Annotated, mention: Mention, kind: str) -> tuple[str, ...]:
        """What a generic name means: of its kind the one that the part named last, else the document's latest.

        One that only this document knows is what it is about, and comes before those of the lexicon.
        """
        of_kind = sorted(key for key, draft in self.drafts.items() if draft.kind == kind)
        for fits in ([key for key in of_kind if not self.drafts[key].entry], of_kind):
            one = self._told(item, mention, fits) or self._in_force(item, fits)
            if one:
                return (one,)
        if of_kind or "kept" in mention.slots:
            self._ambiguous(item, mention, of_kind)
            return ()
        return (self._draft(f"{self.prefix}/{kind}", mention).key,)

    def _told(self, item: Annotated, mention: Mention, fits: Sequence[str]) -> str | None:
        """The one of these that the part named last before the mention."""
        told = [key for _, keys in named_before(item, mention, self.keys) for key in keys if key in fits]
        return told[-1] if told else None

    def _in_force(self, item: Annotated, fits: Sequence[str]) -> str | None:
        """The only one of these, or the latest made before the part speaks: whoever says no more means that."""
        day = self.calendar.day(item.part.order)
        made = {key: max(self.drafts[key].signed(), default=None) for key in fits}
        past = sorted((when, key) for key, when in made.items() if when and day and when <= day)
        latest = [key for when, key in past if when == past[-1][0]]
        return fits[0] if len(fits) == 1 else latest[0] if len(latest) == 1 else None

    def _short_of(self, item: Annotated, mention: Mention) -> str | None:
        """The agreement last named in the part whose name ends as this one does, title marks aside."""
        words = mention.surface.strip(TITLE_MARKS)
        for _, keys in reversed(named_before(item, mention, self.keys)):
            for key in keys:
                if any(form.strip(TITLE_MARKS).endswith(words) for form, _ in self.drafts[key].forms):
                    return key
        return None

    def _ordinal(self, item: Annotated, mention: Mention) -> tuple[str, ...]:
        """The first, second, third of the agreements last named together, by date."""
        groups = [keys for _, keys in named_before(item, mention, self.keys) if len(keys) > 1]
        place = counted(item, mention, ORDINAL) or 0
        ordered = sorted(groups[-1], key=lambda k: (self.drafts[k].signed(), k)) if groups else []
        if 0 < place <= len(ordered):
            return (ordered[place - 1],)
        self._problem(item, mention, "ordinal-without-list", "no list of agreements before it has that many")
        return ()


def _name(item: Annotated, mention: Mention) -> str:
    """The mention's words without date and epithets."""
    return item.part.text.slice(mention.slots["name"]) if "name" in mention.slots else mention.surface


def _near(stated: Sequence[Period], entry: Entry) -> bool:
    return not entry.dates or any(within(period, day) for period in stated for day in entry.dates)


def _is_called(entry: Entry, mention: Mention) -> bool:
    return any(form == mention.surface for form, _ in entry.labels)


def _titled(mention: Mention) -> bool:
    return mention.surface.endswith(TITLE_MARKS[1])
