"""Which agreement a mention names, under all its names and dates; of several referents the date decides.

A numbered resolution is its number and year. A name that several agreements bear is decided by the date beside it, then
by the one that its part or its document has named already; where more than one remain, the mention stays open with a
problem.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.lexicon import Entry, Lexicon
from kg.model import Agreement, Annotated, Evidence, Kind, Mention, Period, Problem, Span
from kg.rules import Rules

Where = tuple[int, Span]
DAYS_APART = 2
BESIDE = 3
COUNCIL = "actor/security-council"


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
    period: Callable[[int, Mention], Period],
    name: str,
) -> ResolvedAgreements:
    """The agreements that the parts name; `period` resolves a date mention, `name` is the document's slug."""
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
        period: Callable[[int, Mention], Period],
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
        """The agreement that the mention names by itself: by number, by a name of its own, by name and date."""
        number = self._number(item, mention)
        if number:
            return (self._draft(f"agreement/resolution-{number[0]}-{number[1]}", mention, number=number[0]).key,)
        stated = self._stated(item, mention)
        candidates = self._candidates(mention)
        if stated and not stated.vague and stated.begin:
            return self._dated(mention, candidates, stated)
        if len(candidates) == 1:
            return (candidates[0].key,)
        return ()

    def _number(self, item: Annotated, mention: Mention) -> tuple[str, str] | None:
        text = item.part.text
        if "number" in mention.slots and "year" in mention.slots:
            return text.slice(mention.slots["number"]), text.slice(mention.slots["year"])
        return None

    def _candidates(self, mention: Mention) -> list[Entry]:
        entries = [self.lexicon.entries[key] for key in mention.entries if key in self.lexicon.entries]
        return [entry for entry in entries if entry.kind is Kind.AGREEMENT]

    def _stated(self, item: Annotated, mention: Mention) -> Period | None:
        """The date inside the mention or right behind it (`… signed on …`)."""
        if "date" in mention.slots:
            span = mention.slots["date"]
            words = item.part.text.slice(span)
            inner = Mention(span=span, surface=words, kind=Kind.DATE, rule=mention.rule)
            return self.period(item.part.order, inner)
        for other in item.mentions:
            gap = other.span.start - mention.span.end
            if other.kind is Kind.DATE and 0 <= gap <= BESIDE:
                return self.period(item.part.order, other)
        return None

    def _dated(self, mention: Mention, candidates: list[Entry], stated: Period) -> tuple[str, ...]:
        """The known agreement of that date (or within two days of it), else one that this document dates."""
        known = candidates or [e for e in self.lexicon.entries.values() if e.kind is Kind.AGREEMENT and e.dates]
        kind = self._kind(mention)
        near = [e for e in known if (candidates or _alike(e, kind)) and any(_within(stated, day) for day in e.dates)]
        if len(near) == 1:
            draft = self._draft(near[0].key, mention)
            if stated.precision == "day" and stated.begin:
                draft.dates[stated.begin] = None
            return (draft.key,)
        if len(candidates) == 1 and not near:
            return (candidates[0].key,)
        begin, end = stated.begin, stated.end or stated.begin
        day = begin.isoformat() if begin == end and begin else f"{begin}"[:7]
        draft = self._draft(f"agreement/{self.slug}/{day}-{kind}", mention)
        if begin and begin == end:
            draft.dates[begin] = None
        return (draft.key,)

    def _by_context(self, item: Annotated, mention: Mention) -> tuple[str, ...]:
        """The agreement that part or document have named: one of the candidates, or the only one of the kind."""
        candidates = [e.key for e in self._candidates(mention)]
        kind = self._kind(mention)
        fits = candidates or [k for k, d in self.drafts.items() if d.kind == kind and not d.entry and d.dates]
        here = [k for k in self._named_before(item, mention) if k in fits]
        if "all" in mention.slots and candidates:
            return tuple(k for k in candidates if k in self.drafts) or tuple(candidates)
        if here:
            return (here[-1],)
        anywhere = [k for k in fits if k in self.drafts]
        if len(anywhere) == 1:
            return (anywhere[0],)
        if len(fits) > 1:
            self._ambiguous(item, mention, fits)
            return ()
        return (self._draft(f"agreement/{self.slug}/{kind}", mention).key,)

    def _named_before(self, item: Annotated, mention: Mention) -> list[str]:
        before = [m for m in item.mentions if m.kind is Kind.AGREEMENT and m.span.start < mention.span.start]
        return [key for m in before for key in self.keys.get((item.part.order, m.span), ())]

    def _ambiguous(self, item: Annotated, mention: Mention, keys: Sequence[str]) -> None:
        self.problems.append(
            Problem(
                stage="agreements",
                code="ambiguous-agreement",
                message=f"could be: {'; '.join(keys)}",
                quote=mention.surface,
                span=item.part.text.origin(mention.span),
            )
        )

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
            draft = self.drafts[key] = _Draft(key=key, kind=kind, name=name, entry=entry, number=number)
            draft.dates = dict.fromkeys(entry.dates) if entry else {}
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
        council = (COUNCIL,) if draft.number and draft.kind == "resolution" else ()
        return Agreement(
            key=draft.key,
            kind=draft.kind,
            name=draft.name,
            names=tuple(dict.fromkeys([*(entry.labels if entry else ()), *draft.forms])),
            dates=tuple(sorted(draft.dates)),
            parties=entry.parties if entry else (),
            mediators=entry.mediators if entry else (),
            adopted_by=entry.adopted_by
            if entry
            else ((COUNCIL,) if draft.number and draft.kind == "resolution" else ()),
            number=draft.number,
            evidence=tuple(sorted(draft.evidence, key=lambda e: (e.part, e.span, e.rule))),
        )


def _within(stated: Period, day: datetime.date) -> bool:
    """Whether a known day fits a stated time; two days apart still fit, since the parties date one act differently."""
    slack = datetime.timedelta(days=DAYS_APART if stated.precision == "day" else 0)
    return bool(stated.begin and stated.begin - slack <= day <= (stated.end or stated.begin) + slack)


def _alike(entry: Entry, kind: str) -> bool:
    """Whether an entry can be what the words call it: a statement that ends a war is called a ceasefire too."""
    bonds = {"statement", "ceasefire_statement"}
    return entry.agreement_kind == kind or {entry.agreement_kind, kind} <= bonds
