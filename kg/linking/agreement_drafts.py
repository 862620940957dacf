"""Agreements while their mentions are collected: names, dates as precisely as they are stated, evidence."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from kg.knowledge.lexicon import Lexicon
from kg.knowledge.schemes import schemes
from kg.linking.agreement_words import TITLE_MARKS, within
from kg.linking.drafts import Draft
from kg.model.extraction import Agreement, Period
from kg.model.mention import Evidence, Mention
from kg.namespaces import slug

RESOLUTION = "resolution"
COUNCIL = "actor/security-council"
COUNCIL_NUMBER = re.compile(r"(?P<number>\d+)\((?P<year>\d{4})\)")  # only the Council numbers its resolutions so
ENDING = 40  # so many characters of a name's end are kept to look for
PRECISIONS = ("day", "month", "year")


@dataclass(slots=True, kw_only=True)
class AgreementDraft(Draft):
    """An agreement while its mentions are collected; `dates` holds each stated time's precision and first day."""

    kind: str
    number: str | None = None
    dates: dict[tuple[str, datetime.date], None] = field(default_factory=dict)

    def date(self, period: Period) -> None:
        """Keeps a stated time; of several days, on one of which it was made, the month."""
        if period.begin and not period.vague:
            long = period.precision == "day" and period.end and (period.end - period.begin).days > 1
            self.dates["month" if long else period.precision, period.begin.replace(day=1) if long else period.begin] = (
                None
            )

    def fits(self, period: Period) -> bool:
        """Whether a stated time is one of the lexicon's dates, where it knows any."""
        known = self.entry.dates if self.entry else ()
        return not known or any(within(period, day, 0) for day in known)

    def days(self, precision: str = "day") -> tuple[datetime.date, ...]:
        """The dates stated so precisely, in order."""
        return tuple(sorted(day for said, day in self.dates if said == precision))

    def signed(self) -> tuple[datetime.date, ...]:
        """The days known of it, in order: the lexicon's, or else the stated ones."""
        return tuple(sorted(self.entry.dates)) if self.entry and self.entry.dates else self.days()

    def called(self, words: str) -> bool:
        """Whether one of its names in the document holds the words."""
        return any(words in form for form, _ in self.forms)

    def agreement(self) -> Agreement:
        """The agreement, with the dates of the finest precision that the document states."""
        entry = self.entry
        of_council = COUNCIL_NUMBER.fullmatch(self.number or "")
        precision = next((p for p in PRECISIONS if self.days(p)), None)
        return Agreement(
            key=self.key,
            kind=self.kind,
            name=self.preferred(),
            english=self.english(),
            names=self.labels(),
            dates=self.days(precision) if precision else (),
            precision=precision,
            parties=entry.parties if entry else (),
            mediators=entry.mediators if entry else (),
            adopted_by=entry.adopted_by if entry else (COUNCIL,) if of_council else (),
            number=of_council["number"] if of_council else self.number,
            evidence=self.written(),
        )


class AgreementDrafts(dict[str, AgreementDraft]):
    """The agreements of a document by key."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self._endings: set[str] = set()

    def of(self, key: str, kind: str, name: str) -> AgreementDraft:
        """The agreement of a key; a new one is the lexicon's of that key, else of the given kind and name."""
        if key not in self:
            entry = self.lexicon.entries.get(key)
            known = (entry.agreement_kind if entry else None) or kind
            self[key] = AgreementDraft(key=key, kind=known, name=entry.name if entry else name, entry=entry)
        return self[key]

    def may_end(self, words: str) -> bool:
        """False where no name in the document ends with the words, title marks aside."""
        return not words or words[-ENDING:] in self._endings

    def resolution(self, number: str) -> AgreementDraft:
        """The resolution of a number, by which all documents call it; with the year that the number states."""
        name = schemes().numbered_names[RESOLUTION].format(number=number)
        draft = self.of(f"agreement/resolution-{slug(number)}", RESOLUTION, name)
        draft.number = number
        of_council = COUNCIL_NUMBER.fullmatch(number)
        if of_council:
            draft.dates["year", datetime.date(int(of_council["year"]), 1, 1)] = None
        return draft

    def add(self, key: str, part: int, mention: Mention) -> None:
        """Keeps a mention as one of the agreement's names and as its evidence."""
        if (mention.surface, "zh") not in self[key].forms:
            words = mention.surface.strip(TITLE_MARKS)
            self._endings.update(words[-size:] for size in range(1, min(len(words), ENDING) + 1))
        self[key].forms[mention.surface, "zh"] = None
        self[key].evidence.append(Evidence(part=part, span=mention.span, rule=mention.rule))
