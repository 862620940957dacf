"""Where the triggers of the event rules stand in a sentence, and which of its words deny, suppose or plan them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from kg.claims.context import Context
from kg.claims.events.arguments import ROLES, SELF, arguments, hide, stretch
from kg.claims.events.dates import DateGroup, attributive, clause
from kg.knowledge.numerals import date_number
from kg.knowledge.rule_row import RuleRow
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import ContextRule, CueRule, EventRule, Rules, SubtypeRule
from kg.linking.times import dates_within, whole
from kg.mentions.masking import Firing, Masked, fire
from kg.model.extraction import Period
from kg.model.frozen import dataclass
from kg.model.mention import Kind, Mention
from kg.model.text import Span

CONTEXTS = frozenset(
    {
        "negated",
        "hypothetical",
        "future",
        "hearsay",
        "distanced",
        "topic",
        "charged",
        "charge-back",
        "earlier",
        "lately",
    }
)
NOTHING = "nothing"
UNKNOWN = "unknown"
UNCLAIMED = "unclaimed"
GRAMMAR, CUEING, TELLING = "grammar", "cueing", "telling"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A firing that stands, and where its trigger lies in the masked characters."""

    firing: Firing[EventRule]
    start: int
    end: int

    @property
    def rule(self) -> EventRule:
        """The rule that fired."""
        return self.firing.rule

    @property
    def span(self) -> Span:
        """The trigger's words, in the part's text."""
        return self.firing.masked.span(self.start, self.end)

    def count(self, group: str) -> int:
        """The number that a group of the rule's pattern reads."""
        masked = self.firing.masked
        return date_number(masked.characters[slice(*stretch(masked, self.firing.groups[group]))])

    def says(self, *advice: str) -> bool:
        """Whether the rule gives one of these as its `lkg:when`."""
        return not {*advice}.isdisjoint(self.rule.when)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A sentence as the event rules read it: its context, the clause grammar, the triggers that stand, the cues."""

    masked: Masked
    context: Context
    grammar: RuleRow[EventRule]
    cueing: tuple[tuple[CueRule, ...], ...]
    idle: tuple[EventRule, ...]
    triggers: tuple[Trigger, ...]
    finer: tuple[Firing[SubtypeRule], ...]

    @cached_property
    def cues(self) -> tuple[Firing[CueRule], ...]:
        """What denies, supposes or plans something in the sentence."""
        return tuple(firing for rules in self.cueing for firing in fire(rules, self.masked))

    def subtypes(self, trigger: Trigger, event_type: str) -> tuple[str, ...]:
        """The subtypes of the type that the words at a trigger tell."""
        told = (s for f in self.finer if f.start < trigger.end and trigger.start < f.end for s in f.rule.yields)
        return tuple(dict.fromkeys(s for s in told if schemes().event_subtypes[s] == event_type))

    def roles(self, trigger: Trigger, given: Mapping[str, tuple[Mention, ...]]) -> dict[str, tuple[str, ...]]:
        """The keys of those who play each role in the event told at a trigger; what is `given` stays as it is."""
        before, at = self.context.previous.masked, (trigger.start, trigger.end)
        filled = arguments(self.grammar, self.masked, at, trigger.rule.roles, given, before)
        keys = {role: self.context.keys_of(*filled.get(role, ())) for role in ROLES}
        keys["patient"] = self.context.keys_of(*self._others(filled.get("patient", ()), keys["agent"]))
        sent = (key for mention in filled.get("participant", ()) for key in self._senders(mention))
        keys["participant"] = tuple(dict.fromkeys((*keys["participant"], *sent)))
        if "signed-at" in trigger.rule.roles and not keys["place"]:
            made = trigger.firing.slots.get("agreement", ())
            keys["place"] = tuple(key for m in made for key in self.context.sites.get(m.span, ()))
        return {**keys, **{role: (*keys[role], me) for role, me in self._own(trigger, keys)}}

    def _others(self, patients: Sequence[Mention], agents: Sequence[str]) -> Iterator[Mention]:
        """The sufferers, but for a pronoun that would be the doer: whom the police detained are not the police."""
        for mention in patients:
            if mention.kind is not Kind.ANAPHOR or not {*self.context.keys_of(mention)} & {*agents}:
                yield mention

    def _own(self, trigger: Trigger, keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
        """The role of who speaks in the part and says I: the doer, where no other is, or one of those present."""
        me = self.context.speaker or self.context.claimant
        rules = tuple(r for r in self.grammar if me and r.slot == SELF)
        if rules and any(fire(rules, hide(self.masked, trigger.start, trigger.end))):
            for role in (role for role in rules[0].fills if role in trigger.rule.roles):
                if me not in keys[role] and (role == "participant" or not keys[role]):
                    yield role, me

    def _senders(self, mention: Mention) -> tuple[str, ...]:
        """The states that take part by those whom several of them sent: the delegates of A, B and C."""
        nameless = mention.kind is Kind.PERSON and "name" not in mention.slots and not mention.entries
        owners = self.context.owners_of(mention)
        return owners if nameless and len(owners) > 1 else ()


def _part(rule: EventRule) -> str:
    """What a rule is for."""
    return GRAMMAR if rule.fills else CUEING if rule.yields[0] in CONTEXTS else TELLING


def _is_idle(rule: EventRule) -> bool:
    """Whether a rule tells that its words tell no event."""
    return _part(rule) == TELLING and NOTHING in rule.yields


def read(masked: Masked, rules: Rules, context: Context) -> Reading:
    """The sentence as the event rules read it."""
    triggers = _triggers(rules.such(EventRule, _part, TELLING), masked, context)
    of_events = rules.such(EventRule, _part, CUEING)
    return Reading(
        masked=masked,
        context=context,
        grammar=rules.such(EventRule, _part, GRAMMAR),
        cueing=(rules.of(ContextRule), of_events),
        idle=rules.such(EventRule, _is_idle, True),
        triggers=triggers,
        finer=tuple(fire(rules.of(SubtypeRule), masked)) if triggers else (),
    )


def _triggers(rules: tuple[EventRule, ...], masked: Masked, context: Context) -> tuple[Trigger, ...]:
    """The firings whose trigger no earlier rule has taken, in the text's order."""
    taken: list[Trigger] = []
    for firing in _by_slots(fire(rules, masked)):
        if not stands(firing, context):
            continue
        span = firing.groups.get("trigger")
        start, end = stretch(masked, span) if span else (firing.start, firing.end)
        place = bisect_left(taken, (start, end), key=lambda t: (t.start, t.end))
        if not any(start < t.end and t.start < end for t in taken[max(place - 1, 0) : place + 1]):
            taken.insert(place, Trigger(firing, start, end))
    return tuple(t for t in taken if NOTHING not in t.rule.yields)


def _by_slots(firings: Iterator[Firing[EventRule]]) -> Iterator[Firing[EventRule]]:
    """The firings rule by rule, of each those first that fill the most slots."""
    for _, of_rule in groupby(firings, key=lambda firing: firing.rule.name):
        yield from sorted(of_rule, key=lambda firing: -len(firing.slots))


def stands(firing: Firing[EventRule], context: Context) -> bool:
    """Whether a firing's agreements are of the kind and its dates of the day that its rule asks for, and dated."""
    rule, dates, agreements = firing.rule, firing.slots.get("date", ()), firing.slots.get("agreement", ())
    if rule.on == "said" and any(context.period_of(date) != context.said for date in dates):
        return False
    if not all(word.search(date.surface) for word in rule.date_words for date in dates):
        return False
    if not _are_wanted(agreements, rule, context):
        return False
    needs_date = not dates and not {"agreement", "numbered"}.isdisjoint(rule.when)
    return not needs_date or any(agreement_days(m, context, rule.when) for m in agreements)


def _are_wanted(agreements: tuple[Mention, ...], rule: EventRule, context: Context) -> bool:
    """Whether one of the agreements is of the kinds, and one of them in the words, that a rule asks for."""
    kinds, words = rule.agreement_kind, rule.agreement_words
    known = [context.agreement_of(mention) for mention in agreements]
    if kinds and known and not any((agreement.kind if agreement else UNKNOWN) in kinds for agreement in known):
        return False
    return not words or any(word.search(mention.surface) for word in words for mention in agreements)


def agreement_days(mention: Mention, context: Context, advice: tuple[str, ...]) -> tuple[Period, ...]:
    """The times that an agreement's own words state; for `lkg:when "numbered"` what the document knows of it."""
    stated = [context.period_of(date) for date in dates_within(mention)]
    known = context.agreement_of(mention) if "numbered" in advice and not stated else None
    days = (Period(begin=day, precision=known.precision or "day") for day in known.dates) if known else ()
    return tuple(p for p in (*stated, *map(whole, days)) if not p.vague)


def reaching(trigger: Trigger, reading: Reading, day: DateGroup | None) -> tuple[Firing[CueRule], ...]:
    """The cues that say something of the trigger: they cover it, lead its clause or follow in it, by their direction.

    A cue before a date that belongs to the event's noun speaks of something else: who calls for keeping the ceasefire
    of 9 May supposes nothing; who did not attack on 9 May denies.
    """
    if "agreement" in trigger.rule.when and day is None:  # the name itself says when
        return ()
    masked = reading.masked
    start, _ = clause(masked, trigger.start)
    here = (cue for cue in reading.cues if _reaches(cue, trigger, masked, start))
    return tuple(cue for cue in here if not _is_of_another(cue, trigger, masked, day))


def _reaches(cue: Firing[CueRule], trigger: Trigger, masked: Masked, start: int) -> bool:
    """Whether a cue covers a trigger, or (unless it reaches no further than its own words) stands before or behind it.

    That is in its clause, which begins at `start`, or in its sentence, as the cue's rule wants.
    """
    if cue.start <= trigger.start and trigger.end <= cue.end and len(cue.span) > len(trigger.span):
        return True
    if cue.rule.direction == "within":
        return False
    reach = 0 if cue.rule.reach == "sentence" else start
    if cue.rule.direction == "backward":
        return cue.start >= trigger.end and reach in (0, clause(masked, cue.start)[0])
    return reach <= cue.start and cue.end <= trigger.start and not ended(cue, trigger, masked)


def _is_of_another(cue: Firing[CueRule], trigger: Trigger, masked: Masked, day: DateGroup | None) -> bool:
    """Whether a cue before a trigger is parted from it by a date that belongs to the event's noun.

    So is one among the words of a rule that knows them, which a rule for any verb does not.
    """
    if cue.end > trigger.start:
        return False
    if "date" in trigger.firing.slots and trigger.firing.start <= cue.start:
        return not trigger.says(UNCLAIMED)
    if day is None or not cue.start < day.start < trigger.end:
        return False
    return attributive(masked.characters, day.end, trigger.start, trigger.end)


def ended(cue: Firing[CueRule], trigger: Trigger, masked: Masked) -> bool:
    """Whether a word that ends the cue's reach stands between the cue and the trigger."""
    between = masked.characters[cue.end : trigger.start]
    return any(word.search(between) for word in cue.rule.terminates)
