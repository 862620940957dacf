"""The agreements of a document while they are collected: what each mention stands for, when each was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from kg.knowledge.lexicon import Entry, Lexicon
from kg.linking.agreement_drafts import AgreementDraft, AgreementDrafts
from kg.linking.agreement_names import AgreementName
from kg.linking.agreement_words import TITLE_MARKS, as_printed, within
from kg.linking.antecedents import named_before
from kg.linking.links import Where
from kg.model.extraction import Period
from kg.model.mention import Kind, Mention
from kg.model.text import Problem
from kg.namespaces import slug


class AgreementCollector:
    """The agreements so far; keys of those that only this document knows begin with `prefix`.

    `adopted` are the resolutions that the meeting makes.
    """

    def __init__(self, lexicon: Lexicon, prefix: str) -> None:
        self.lexicon, self.prefix = lexicon, prefix
        self.drafts = AgreementDrafts(lexicon)
        self.keys: dict[Where, tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self.adopted: dict[str, None] = {}

    @cached_property
    def dated(self) -> tuple[Entry, ...]:
        """The agreements of which the lexicon tells when they were signed."""
        agreements = (entry for entry in self.lexicon.entries.values() if entry.kind is Kind.AGREEMENT)
        return tuple(entry for entry in agreements if entry.dates)

    def take(self, name: AgreementName, keys: tuple[str, ...]) -> None:
        """Keeps what a mention stands for, if anything."""
        if keys:
            self.keys[name.where] = keys
        for key in keys:
            self.drafts.add(key, name.item.part.order, name.mention)

    def draft(self, key: str, name: AgreementName) -> AgreementDraft:
        """The agreement of a key, a new one as the mention calls it."""
        return self.drafts.of(key, name.kind, name.mention.surface)

    def own_key(self, name: AgreementName) -> str:
        """The key of an agreement that only this document knows, from its name."""
        return f"{self.prefix}/{slug(name.words.strip(TITLE_MARKS))}"

    def before(self, name: AgreementName) -> Iterator[tuple[Mention, tuple[str, ...]]]:
        """The part's earlier mentions of agreements and what they stand for, the nearest first."""
        return named_before(name.item, name.mention, self.keys)

    def only(self, fits: Callable[[AgreementDraft], bool]) -> tuple[str, ...]:
        """The key of the only agreement of the document that fits; none where several do."""
        fitting = tuple(key for key, draft in self.drafts.items() if fits(draft))
        return fitting if len(fitting) == 1 else ()

    def made(self, words: str, stated: Period) -> tuple[str, ...]:
        """The agreements of the document whose names hold the words and that it dates so."""
        dated = ((key, draft) for key, draft in self.drafts.items() if stated.begin in draft.days(stated.precision))
        return tuple(key for key, draft in dated if draft.called(words))

    def voted(self) -> tuple[str, ...]:
        """The one resolution that the meeting makes; none where it makes several."""
        return tuple(self.adopted) if len(self.adopted) == 1 else ()

    def resolution(self, name: AgreementName, number: str) -> str:
        """The key of a resolution; a year that its number lacks is that of its date or of the one namesake."""
        full = self._with_year(name, number) if number.isdecimal() else number
        draft = self.drafts.resolution(full)
        for period in name.stated:
            self.date(name, draft, period)
        if "adopted" in name.mention.slots and name.day:
            draft.date(Period(begin=name.day, end=name.day))
            self.adopted[draft.key] = None
        return draft.key

    def _with_year(self, name: AgreementName, number: str) -> str:
        known = (draft.number for draft in self.drafts.values())
        namesakes = [full for full in known if full and full.startswith(f"{number}(")]
        years = [f"{number}({period.begin.year})" for period in name.stated if period.begin]
        numbers = tuple(dict.fromkeys(years or namesakes))
        return numbers[0] if len(numbers) == 1 else number

    def date(self, name: AgreementName, draft: AgreementDraft, stated: Period) -> None:
        """Keeps a stated time; one that is not the lexicon's is said, and kept if it is off by a few days at most."""
        known = draft.entry.dates if draft.entry else ()
        if not draft.fits(stated):
            message = f"dated {as_printed(stated)}; known are {', '.join(map(str, known))}"
            self.problem(name, "date-differs", message)
        if not known or any(within(stated, day) for day in known):
            draft.date(stated)

    def ambiguous(self, name: AgreementName, could_be: Sequence[str]) -> None:
        """Says that a mention stays open, and what it could be."""
        known = sorted(could_be) or ["nothing that was named"]
        self.problem(name, "ambiguous-agreement", f"could be: {'; '.join(known)}")

    def problem(self, name: AgreementName, code: str, message: str) -> None:
        """Says what is wrong with a mention."""
        where = name.item.part.text.origin(name.mention.span)
        quote = name.mention.surface
        self.problems.append(Problem(stage="agreements", code=code, message=message, quote=quote, span=where))
