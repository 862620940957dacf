"""What a sentence cannot tell by itself: who speaks, what its mentions stand for, and what was said just before."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Self

from kg.claims.events.finding import EventFinding
from kg.linking.keys import is_part
from kg.linking.quotations import Quotation, speakers_of, within
from kg.mentions.masking import Masked
from kg.mentions.periods import resolve_date
from kg.model.document import WRITTEN, PartKind
from kg.model.extraction import Agreement, Period
from kg.model.frozen import dataclass
from kg.model.mention import Kind, Mention
from kg.model.text import Span

Keys = tuple[str, ...]
OPPONENTS = "opponents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The sentence before: its words, the events that it tells, what it says that the claimant is charged with.

    `accused` are the keys of those whom the part accused last, `opponents` of all whom it has accused so far,
    `addressed` of those at whom the acts of the sentence are directed, `writers` of those of whose text
    the part told last; `tells_of_text` says whether this sentence does.
    """

    masked: Masked | None = None
    events: tuple[EventFinding, ...] = ()
    charges: tuple[EventFinding, ...] = ()
    accused: Keys = ()
    opponents: frozenset[str] = frozenset()
    addressed: Keys = ()
    writers: Keys = ()
    tells_of_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Who speaks in a part and what its mentions stand for, each mention by its span; all of it may stay unknown.

    `claimant` is the state or body spoken for, `speaker` the person who speaks or signs, `speaks_for` are all whose
    words a joint letter is and a group for which a speech is held, `addressee` is whom a letter is written to,
    `parties` are the two states that the document is about, `country` is the state if it is about one alone, `day` is
    that of the speech or letter, `references` are the symbols of the documents to which the letterhead refers.
    `adopted` tells of a text that an organ adopts, `impartial` of a body of the United Nations that speaks or reports
    and is no party, `told` of a record that tells in the third person what somebody said, `noted` of a note verbale, in
    which a mission speaks so of itself; `family` are its own bodies
    and the body that it is itself of. `owners` are the states inside longer names (their forces, ministries), `sites`
    the places inside those of agreements (where they were made), while `provisions` is what is named beside a mention
    of an agreement; `agreements` are those of the document, by key;
    `homes` gives the state in which a place lies, named or not, `states` are all that the document names,
    `peoples` the groups of one origin;
    `quotations` are what the part quotes of others; `heading` is the day that stands above the sentence in a list of
    what happened day by day, `up_to` the time up to which happened what somebody quoted tells without a day. `asked`
    notes that the reading of a sentence asked whom the part accuses (`OPPONENTS`).
    """

    claimant: str = ""
    speaker: str = ""
    kind: PartKind = PartKind.SPEECH
    adopted: bool = False
    impartial: bool = False
    told: bool = False
    noted: bool = False
    family: frozenset[str] = frozenset()
    speaks_for: Keys = ()
    addressee: Keys = ()
    country: Keys = ()
    parties: Keys = ()
    day: datetime.date | None = None
    references: tuple[str, ...] = ()
    keys: Mapping[Span, Keys] = field(default_factory=dict)
    owners: Mapping[Span, Keys] = field(default_factory=dict)
    sites: Mapping[Span, Keys] = field(default_factory=dict)
    periods: Mapping[Span, Period] = field(default_factory=dict)
    provisions: Mapping[Span, Keys] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    joint: frozenset[str] = frozenset()
    peoples: frozenset[str] = frozenset()
    quotations: tuple[Quotation, ...] = ()
    heading: Period | None = None
    up_to: Period | None = None
    previous: Previous = field(default_factory=Previous)
    asked: set[str] = field(default_factory=set, compare=False, repr=False)

    @property
    def opponents(self) -> frozenset[str]:
        """All whom the part has accused so far."""
        self.asked.add(OPPONENTS)
        return self.previous.opponents

    @property
    def is_joint(self) -> bool:
        """Whether several speak together, or a body whose words are those of the states in it."""
        together = len({self.claimant, *self.speaks_for}) > 1 or self.claimant in self.joint
        return together and not self.impartial and self.kind is not PartKind.SPEECH

    @property
    def writes(self) -> bool:
        """Whether a party to the matter writes, and no text was told of last that another wrote."""
        return not self.impartial and self.kind in WRITTEN and {*self.previous.writers} <= {self.claimant}

    @property
    def said(self) -> Period | None:
        """The day of speaking as a time."""
        return Period(begin=self.day, end=self.day) if self.day else None

    @property
    def rivals(self) -> Keys:
        """The other side, where the claimant is one of the two."""
        return tuple(p for p in self.parties if p != self.claimant) if self.claimant in self.parties else ()

    @property
    def foes(self) -> frozenset[str]:
        """Whom the part accuses; where it accuses anybody, the other side of the dispute too."""
        accused = self.opponents
        return accused.union(self.rivals) if accused else accused

    def keys_of(self, *mentions: Mention) -> Keys:
        """The keys that mentions stand for, each once."""
        return tuple(dict.fromkeys(key for mention in mentions for key in self.keys.get(mention.span, ())))

    def owners_of(self, mention: Mention) -> Keys:
        """The states inside a longer name."""
        return self.owners.get(mention.span, ())

    def speakers_of(self, *mentions: Mention) -> Keys:
        """The states or bodies for whom those named speak: a minister for the state, an envoy for who sent him."""
        return speakers_of(mentions, self.keys_of, self._serves)

    def _serves(self, mention: Mention) -> Keys:
        """The state or body that somebody named serves: that which speaks, if it is of its own people."""
        owners = self.owners_of(mention)
        own = mention.kind in (Kind.PERSON, Kind.ANAPHOR) and not self.family.isdisjoint(self.keys_of(mention))
        own |= bool(owners) and is_part(owners[0], self.claimant)
        own |= mention.kind is Kind.ORGANIZATION and self.claimant in self.keys_of(mention)
        return (self.claimant,) if own else owners

    def quoted_in(self, span: Span) -> tuple[Quotation, ...]:
        """The quotations inside a stretch of the part."""
        return within(self.quotations, span)

    def in_mouth_of(self, key: str, said: Period | None = None) -> Self:
        """The same where somebody else speaks, of whom nothing more is known but when he does (`said`)."""
        return replace(
            self,
            claimant=key,
            up_to=replace(said, begin=None) if said and not said.vague else None,
            speaker="",
            speaks_for=(),
            addressee=(),
            previous=Previous(),
            impartial=False,
            told=False,
        )

    def period_of(self, mention: Mention) -> Period:
        """When a date mention is; one inside a longer name is resolved by itself."""
        return self.periods.get(mention.span) or resolve_date(mention, document_date=self.day, previous=None)

    def agreement_of(self, mention: Mention) -> Agreement | None:
        """The agreement that a mention means, as far as the document tells of it."""
        return next((self.agreements[key] for key in self.keys_of(mention) if key in self.agreements), None)
