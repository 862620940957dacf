"""Where the triggers of the event rules stand in a sentence, and which of its words deny, suppose or plan them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from kg.claims.context import Context
from kg.claims.events.arguments import stretch
from kg.claims.events.dates import DateGroup, attributive, clause
from kg.knowledge.sentence_rules import ContextRule, CueRule, EventRule, Rules
from kg.linking.times import dates_within, whole
from kg.mentions.masking import Firing, Masked, fire
from kg.model.extraction import Period
from kg.model.mention import Mention
from kg.model.text import Span

CONTEXTS = frozenset({"negated", "hypothetical", "future", "hearsay", "distanced", "topic", "charged", "charge-back"})
NOTHING = "nothing"
UNKNOWN = "unknown"


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


def by_purpose(rules: Rules) -> tuple[tuple[EventRule, ...], tuple[CueRule, ...], tuple[EventRule, ...]]:
    """The rules that fill roles, those that give a context, and those that tell events or claim that there is none."""
    grammar: list[EventRule] = []
    context: list[CueRule] = list(rules.of(ContextRule))
    telling: list[EventRule] = []
    for rule in rules.of(EventRule):
        if rule.fills:
            grammar.append(rule)
        elif rule.yields[0] in CONTEXTS:
            context.append(rule)
        else:
            telling.append(rule)
    return tuple(grammar), tuple(context), tuple(telling)


def triggers(rules: tuple[EventRule, ...], masked: Masked, context: Context) -> tuple[Trigger, ...]:
    """The firings whose trigger no earlier rule has taken, in the text's order."""
    taken: list[Trigger] = []
    order = {rule.name: place for place, rule in enumerate(rules)}
    for firing in sorted(fire(rules, masked), key=lambda f: (order[f.rule.name], -len(f.slots))):
        if not stands(firing, context):
            continue
        span = firing.groups.get("trigger")
        start, end = stretch(masked, span) if span else (firing.start, firing.end)
        if not any(start < t.end and t.start < end and t.firing is not firing for t in taken):
            taken.append(Trigger(firing, start, end))
    return tuple(sorted((t for t in taken if NOTHING not in t.rule.yields), key=lambda t: (t.start, t.end)))


def stands(firing: Firing[EventRule], context: Context) -> bool:
    """Whether a firing's agreements are of the kind and its dates of the day that its rule asks for, and dated."""
    rule, agreements = firing.rule, firing.slots.get("agreement", ())
    if rule.on == "said" and any(context.period_of(d) != context.said for d in firing.slots.get("date", ())):
        return False
    known = [context.agreement_of(m) for m in agreements]
    if rule.agreement_kind and not all((a.kind if a else UNKNOWN) in rule.agreement_kind for a in known):
        return False
    words = rule.agreement_words
    if words and not any(regex.search(word, m.surface) for word in words for m in agreements):
        return False
    needs_date = bool({"agreement", "numbered"} & {*rule.when}) and "date" not in firing.slots
    return not needs_date or any(agreement_days(m, context, rule.when) for m in agreements)


def agreement_days(mention: Mention, context: Context, advice: tuple[str, ...]) -> tuple[Period, ...]:
    """The times that an agreement's own words state; for `lkg:when "numbered"` what the document knows of it."""
    stated = [context.period_of(date) for date in dates_within(mention)]
    known = context.agreement_of(mention) if "numbered" in advice and not stated else None
    days = (Period(begin=day, precision=known.precision or "day") for day in known.dates) if known else ()
    return tuple(p for p in (*stated, *map(whole, days)) if not p.vague)


def reaching(
    trigger: Trigger, cues: tuple[Firing[CueRule], ...], masked: Masked, day: DateGroup | None
) -> tuple[Firing[CueRule], ...]:
    """The cues that say something of the trigger: they cover it, lead its clause or follow in it, by their direction.

    A cue before a date that belongs to the event's noun speaks of something else: who calls for keeping the ceasefire
    of 9 May supposes nothing; who did not attack on 9 May denies.
    """
    if "agreement" in trigger.rule.when and day is None:  # the name itself says when
        return ()
    start, _ = clause(masked, trigger.start)
    found: list[Firing[CueRule]] = []
    for cue in cues:
        back = cue.rule.direction == "backward"
        covers = cue.start <= trigger.start and trigger.end <= cue.end and len(cue.span) > len(trigger.span)
        reach = 0 if cue.rule.reach == "sentence" else start
        leads = not back and reach <= cue.start and cue.end <= trigger.start and not _ends(cue, trigger, masked)
        follows = back and cue.start >= trigger.end and reach in (0, clause(masked, cue.start)[0])
        dated = day is not None and leads and not covers and cue.start < day.start < trigger.end
        dated = dated and attributive(masked.characters, day.end if day else 0, trigger.start, trigger.end)
        inside = trigger.firing.start <= cue.start and cue.end <= trigger.start
        dated = dated or (inside and "date" in trigger.firing.slots)
        if (covers or leads or follows) and not dated:
            found.append(cue)
    return tuple(found)


def _ends(cue: Firing[CueRule], trigger: Trigger, masked: Masked) -> bool:
    """Whether a word that ends the cue's reach stands between the cue and the trigger."""
    between = masked.characters[cue.end : trigger.start]
    return any(regex.search(word, between) for word in cue.rule.terminates)
