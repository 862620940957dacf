"""Which agreement a mention names, under all its names and dates; of several referents the date decides.

A numbered resolution is its number and year. A name that several agreements bear is decided by the date beside it, then
by the one that its part or its document has named already; where more than one remain, the mention stays open with a
problem.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import cn2an

from kg.event_dates import dates_within
from kg.lexicon import Entry, Lexicon, fold
from kg.model import Agreement, Annotated, Evidence, Kind, Mention, Period
from kg.namespaces import slug
from kg.rules import Rules
from kg.text import Problem, Span

Where = tuple[int, Span]
DAYS_APART = 2  # the parties date one act differently
BESIDE, BEFORE = 3, 20  # how far a date may stand behind and before the name that it dates
CLAUSE_ENDS = frozenset("，。；：")
TITLE_MARKS = "《》"
COUNCIL = "actor/security-council"
COUNCIL_NUMBER = re.compile(r"(?P<number>\d+)\(\d{4}\)")  # only the Council numbers its resolutions so


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedAgreements:
    """The agreements of a document and the keys that each mention stands for."""

    agreements: tuple[Agreement, ...]
    keys: Mapping[Where, tuple[str, ...]]
    problems: tuple[Problem, ...]


def resolve_agreements(
    annotated: Sequence[Annotated],
    lexicon: Lexicon,
    rules: Rules,
    period: Callable[[int, Mention, Period | None], Period],
    name: str,
) -> ResolvedAgreements:
    """The agreements that the parts name.

    `period` resolves a date mention of a part, after another one; `name` is the document's slug, for keys of its own.
    """
    return _Resolver(annotated, lexicon, rules, period, name).run()


@dataclass(slots=True)
class _Draft:
    """An agreement while its mentions are collected."""

    key: str
    kind: str
    name: str
    entry: Entry | None = None
    number: str | None = None
    dates: dict[datetime.date, None] = field(default_factory=dict)
    forms: dict[tuple[str, str], None] = field(default_factory=dict)
    evidence: dict[Evidence, None] = field(default_factory=dict)


class _Resolver:
    """The agreement mentions of one document on their way to agreements."""

    def __init__(
        self,
        annotated: Sequence[Annotated],
        lexicon: Lexicon,
        rules: Rules,
        period: Callable[[int, Mention, Period | None], Period],
        name: str,
    ) -> None:
        self.annotated, self.lexicon, self.rules, self.period, self.slug = annotated, lexicon, rules, period, name
        self.drafts: dict[str, _Draft] = {}
        self.keys: dict[Where, tuple[str, ...]] = {}
        self.problems: list[Problem] = []

    def run(self) -> ResolvedAgreements:
        """Mentions that say which agreement they mean first, then those that lean on them."""
        later = []
        for item, mention in self._mentions():
            found = self._certain(item, mention)
            if found:
                self._take(item, mention, found)
            else:
                later.append((item, mention))
        for item, mention in later:
            self._take(item, mention, self._by_context(item, mention))
        agreements = tuple(self._agreement(self.drafts[key]) for key in sorted(self.drafts))
        return ResolvedAgreements(agreements=agreements, keys=self.keys, problems=tuple(self.problems))

    def _mentions(self) -> Iterator[tuple[Annotated, Mention]]:
        for item in self.annotated:
            for mention in item.mentions:
                if mention.kind is Kind.AGREEMENT:
                    yield item, mention

    # which one ---------------------------------------------------------------------------------------------------

    def _certain(self, item: Annotated, mention: Mention) -> tuple[str, ...]:
        """The agreements that the mention names by itself: by number, by a name of its own, by name and dates."""
        number = self._number(item, mention)
        if number:
            return (self._draft(f"agreement/resolution-{slug(number)}", mention, number=number).key,)
        candidates = self._candidates(mention)
        stated = [p for p in self._stated(item, mention) if p.begin and not p.vague]
        if stated and len(candidates) != 1:
            return tuple(dict.fromkeys(self._dated(item, mention, candidates, period) for period in stated))
        if len(candidates) == 1:
            for period in stated:
                self._date(item, mention, self._draft(candidates[0].key, mention), period)
            return (candidates[0].key,)
        return ()

    def _number(self, item: Annotated, mention: Mention) -> str | None:
        return fold(item.part.text.slice(mention.slots["number"])) if "number" in mention.slots else None

    def _candidates(self, mention: Mention) -> list[Entry]:
        entries = [self.lexicon.entries[key] for key in mention.entries if key in self.lexicon.entries]
        return [entry for entry in entries if entry.kind is Kind.AGREEMENT]

    def _stated(self, item: Annotated, mention: Mention) -> list[Period]:
        """The dates inside the mention, or right behind it, or before it in its clause."""
        inside: list[Period] = []
        for date in dates_within(mention):
            inside.append(self.period(item.part.order, date, inside[-1] if inside else None))
        if inside:
            return inside
        text = item.part.text.characters
        beside = None
        for other in item.mentions:
            if other.kind is not Kind.DATE:
                continue
            between = text[other.span.end : mention.span.start]
            if 0 <= other.span.start - mention.span.end <= BESIDE:
                return [self.period(item.part.order, other, None)]
            if 0 <= mention.span.start - other.span.end <= BEFORE and not CLAUSE_ENDS.intersection(between):
                beside = other
        return [self.period(item.part.order, beside, None)] if beside else []

    def _dated(self, item: Annotated, mention: Mention, candidates: list[Entry], stated: Period) -> str:
        """The known agreement of that date (or within two days of it), else one that this document dates."""
        known = candidates or [e for e in self.lexicon.entries.values() if e.kind is Kind.AGREEMENT and e.dates]
        kind = self._kind(mention)
        alike = [e for e in known if candidates or _alike(e, kind)]
        exact = [e for e in alike if any(_within(stated, day, 0) for day in e.dates)]
        near = exact or [e for e in alike if any(_within(stated, day, DAYS_APART) for day in e.dates)]
        if len(near) == 1:
            draft = self._draft(near[0].key, mention)
        else:
            day = stated.begin.isoformat() if stated.begin else ""
            length = {"year": 4, "month": 7}.get(stated.precision, 10)
            draft = self._draft(f"agreement/{self.slug}/{day[:length]}-{kind}", mention)
        self._date(item, mention, draft, stated)
        return draft.key

    def _date(self, item: Annotated, mention: Mention, draft: _Draft, stated: Period) -> None:
        """Keeps a stated day; one that is not the lexicon's is kept too, and said."""
        if stated.precision != "day" or not stated.begin or stated.end != stated.begin:
            return
        draft.dates[stated.begin] = None
        known = draft.entry.dates if draft.entry else ()
        if known and stated.begin not in known:
            message = f"dated {stated.begin}; known are {', '.join(map(str, known))}"
            self._problem(item, mention, "date-differs", message)

    def _by_context(self, item: Annotated, mention: Mention) -> tuple[str, ...]:
        """The agreement that part or document have named: one of the candidates, or the only one of the kind."""
        candidates = [e.key for e in self._candidates(mention)]
        kind = self._kind(mention)
        fits = candidates or [k for k, d in self.drafts.items() if d.kind == kind and not d.entry and d.dates]
        if "ordinal" in mention.slots:
            return self._ordinal(item, mention)
        before = [keys for keys in self._named_before(item, mention) if set(keys) & set(fits)]
        anywhere = [k for k in fits if k in self.drafts]
        if _several(mention) and anywhere:
            return tuple(sorted(anywhere))
        if before:
            return tuple(k for k in before[-1] if k in fits)
        if len(anywhere) == 1:
            return (anywhere[0],)
        short = self._short_of(item, mention)
        if short:
            return (short,)
        if len(fits) > 1:
            self._problem(item, mention, "ambiguous-agreement", f"could be: {'; '.join(sorted(fits))}")
            return ()
        return (self._draft(f"agreement/{self.slug}/{kind}", mention).key,)

    def _short_of(self, item: Annotated, mention: Mention) -> str | None:
        """The agreement last named in the part whose name ends as this one does, title marks aside."""
        words = mention.surface.strip(TITLE_MARKS)
        for keys in reversed(self._named_before(item, mention)):
            for key in keys:
                if any(form.strip(TITLE_MARKS).endswith(words) for form, _ in self.drafts[key].forms):
                    return key
        return None

    def _ordinal(self, item: Annotated, mention: Mention) -> tuple[str, ...]:
        """The first, second, third of the agreements last named together, by date."""
        groups = [keys for keys in self._named_before(item, mention) if len(keys) > 1]
        place = cn2an.cn2an(item.part.text.slice(mention.slots["ordinal"])[1:], "smart")
        ordered = sorted(groups[-1], key=lambda k: (self._signed(k), k)) if groups else []
        if 0 < place <= len(ordered):
            return (ordered[place - 1],)
        self._problem(item, mention, "ordinal-without-list", "no list of agreements before it has that many")
        return ()

    def _signed(self, key: str) -> tuple[datetime.date, ...]:
        draft = self.drafts[key]
        return tuple(sorted(draft.entry.dates if draft.entry else draft.dates))

    def _named_before(self, item: Annotated, mention: Mention) -> list[tuple[str, ...]]:
        """The agreements that the part's earlier mentions stand for, in order."""
        before = (m for m in item.mentions if m.kind is Kind.AGREEMENT and m.span.start < mention.span.start)
        return [keys for m in before if (keys := self.keys.get((item.part.order, m.span)))]

    def _problem(self, item: Annotated, mention: Mention, code: str, message: str) -> None:
        where = item.part.text.origin(mention.span)
        self.problems.append(Problem(stage="agreements", code=code, message=message, quote=mention.surface, span=where))

    # collecting --------------------------------------------------------------------------------------------------

    def _kind(self, mention: Mention) -> str:
        for rule in self.rules.of("AgreementRule"):
            if any(pattern.search(mention.surface) for pattern in rule.patterns):
                return rule.yields[0]
        return "other"

    def _draft(self, key: str, mention: Mention, number: str | None = None) -> _Draft:
        if key not in self.drafts:
            entry = self.lexicon.entries.get(key)
            kind = (entry.agreement_kind if entry else None) or ("resolution" if number else self._kind(mention))
            name = entry.name if entry else mention.surface
            self.drafts[key] = _Draft(key=key, kind=kind, name=name, entry=entry, number=number)
        return self.drafts[key]

    def _take(self, item: Annotated, mention: Mention, keys: tuple[str, ...]) -> None:
        if not keys:
            return
        self.keys[item.part.order, mention.span] = keys
        for key in keys:
            draft = self._draft(key, mention)
            draft.forms[mention.surface, "zh"] = None
            draft.evidence[Evidence(part=item.part.order, span=mention.span, rule=mention.rule)] = None

    def _agreement(self, draft: _Draft) -> Agreement:
        entry = draft.entry
        of_council = COUNCIL_NUMBER.fullmatch(draft.number or "")
        council = (COUNCIL,) if of_council else ()
        return Agreement(
            key=draft.key,
            kind=draft.kind,
            name=draft.name,
            names=tuple(dict.fromkeys([*(entry.labels if entry else ()), *draft.forms])),
            dates=tuple(sorted(draft.dates)),
            parties=entry.parties if entry else (),
            mediators=entry.mediators if entry else (),
            adopted_by=entry.adopted_by if entry else council,
            number=of_council["number"] if of_council else draft.number,
            evidence=tuple(sorted(draft.evidence, key=lambda e: (e.part, e.span, e.rule))),
        )


def _within(stated: Period, day: datetime.date, apart: int) -> bool:
    """Whether a known day fits a stated time, give or take some days where a day was stated."""
    slack = datetime.timedelta(days=apart if stated.precision == "day" else 0)
    return bool(stated.begin and stated.begin - slack <= day <= (stated.end or stated.begin) + slack)


def _several(mention: Mention) -> bool:
    """Whether words before the name inside the mention count several of them (`the three trilateral statements`)."""
    name = mention.slots.get("agreement")
    return bool(name and name.start > mention.span.start and "date" not in mention.slots)


def _alike(entry: Entry, kind: str) -> bool:
    """Whether an entry can be what the words call it: a statement that ends a war is called a ceasefire too."""
    bonds = {"statement", "ceasefire_statement", "other"}
    return entry.agreement_kind == kind or (entry.agreement_kind in bonds and kind in bonds)
