"""One sentence as its speaker says it: whose words and deeds it tells, and which rules may fire on it at all.

A rule says by `lkg:subject` whose words they must be (`kg.claims.subjects`), by `lkg:unless` which context takes them
back, by `lkg:partKind` and `lkg:when` in which parts and in whose mouth it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from kg.claims.context import Context
from kg.claims.subjects import SPEAKER, Subject, Subjects
from kg.knowledge.sentence_rules import ActRule, ContextRule, Rules, SpokenRule
from kg.linking.agreement_drafts import COUNCIL
from kg.linking.keys import outer_key
from kg.mentions.masking import Firing, Masked, fire, in_words
from kg.model.document import PartKind
from kg.model.mention import Kind, Mention
from kg.model.text import Span

LETTERS = frozenset({PartKind.COVER_LETTER, PartKind.ANNEX, PartKind.FOOTNOTES, PartKind.BODY})
OPPONENT = "opponent"
CLAUSE_ENDS = "，；：。"
SENTENCE_ENDS = "；。"
_OF_TEXT_BEFORE = frozenset({"charging", "answering"})
_POINTING = frozenset({Kind.ANAPHOR})
WORDS_FOR_ONE = {
    **dict.fromkeys(("told", "noted", "met", "written", "inner"), _POINTING),
    "resolved": _POINTING | {Kind.AGREEMENT},
}
"""By the stage of rules that know the speaker by other words than his name, the mentions that stand as words there."""


class Reading:
    """One sentence as its speaker says it: the speaker's own names and pronouns stand as `SPEAKER` in it."""

    def __init__(self, masked: Masked, rules: Rules, context: Context) -> None:
        self.context = context
        self.rules = rules
        stage = _stage(context)
        self.masked = spoken(in_first_person(masked, rules, context, stage) if stage else masked, context)
        fired = fire(rules.such(ActRule, stage_of, "grammar"), self.masked)
        grammar = [firing for firing in fired if self.is_for(firing.rule)]
        self.subjects = Subjects(self.masked, grammar)
        self.companions, self.mutineers = (
            {m for firing in grammar if yields in firing.rule.yields for m in firing.slots.get("actor", ())}
            for yields in ("companion", "mutineer")
        )

    @cached_property
    def cues(self) -> tuple[Firing[ContextRule], ...]:
        """What denies, supposes or reports in the sentence."""
        return tuple(fire(self.rules.of(ContextRule), self.masked))

    def holds(self, firing: Firing[SpokenRule]) -> bool:
        """Whether subject, context, part and speaker are as the rule wants them."""
        rule = firing.rule
        if not self.is_for(rule):
            return False
        if rule.subject and not self._is_the_doing_of(firing) and not self._asks_of_subject(firing):
            return False
        return not self._taken_back(firing)

    def is_for(self, rule: SpokenRule) -> bool:
        """Whether part and speaker are as the rule wants them."""
        wanted = rule.part_kind or (self.context.kind.value,)
        return self.context.kind in wanted and (not rule.when or any(self._is(when) for when in rule.when))

    def may_be_for(self, rule: SpokenRule) -> bool:
        """The same without what is asked of the text before: so much is asked before a rule is tried."""
        return not rule.when or any(when in _OF_TEXT_BEFORE or self._such[when] for when in rule.when)

    def subject(self, firing: Firing[SpokenRule]) -> Subject:
        """Whose doing the rule's words tell."""
        return self.subjects.of(trigger(firing)[0], inherit="other" in firing.rule.subject)

    def _is(self, wanted: str) -> bool:
        """Whether the speaker is as a rule wants; `charging`: one who is partial and accuses somebody in the part."""
        if wanted == "charging":
            return not self.context.impartial and bool(self.context.foes)
        return self.answers if wanted == "answering" else self._such[wanted]

    @cached_property
    def answers(self) -> bool:
        """Whether one who is a party speaks right behind a sentence that passes on what another says."""
        before = self.context.previous.masked
        if before is None or self.context.impartial:
            return False
        return any(True for _ in fire(self.rules.such(ContextRule, _tells_hearsay, True), before))

    @cached_property
    def _such(self) -> Mapping[str, bool]:
        """What the speaker is, as a rule may want it.

        `partial`: no report and no body of the United Nations; of such, `speaker`: named here, `rivals`: has rivals,
        `party`: a party to the matter, as one who writes a letter is. `adopted`: an organ that adopts the text;
        `reporting`: another body that is no party.
        """
        named, rivals = SPEAKER in self.masked.characters, bool(self.context.rivals)
        partial = not self.context.impartial
        return {
            "speaker": named and partial,
            "rivals": rivals and partial,
            "party": partial and (named or rivals or self.context.kind in LETTERS),
            "partial": partial,
            "adopted": self.context.adopted,
            "reporting": self.context.impartial and not self.context.adopted,
        }

    def _is_the_doing_of(self, firing: Firing[SpokenRule]) -> bool:
        """Whether the subject is one that the rule wants."""
        subject = self.subject(firing)
        return any(self._opposes(subject) if who == OPPONENT else subject.fits(who) for who in firing.rule.subject)

    def _opposes(self, subject: Subject) -> bool:
        """Whether the subject is another whom the part accuses, or one of that one's people; not both sides at once."""
        both = any(m.kind is Kind.ANAPHOR and len(self.context.keys_of(m)) > 1 for m in subject.mentions)
        keys = {key for m in subject.mentions for key in addressed(m, self.context, m not in self.mutineers)}
        return subject.fits("other") and not both and not self.context.foes.isdisjoint(keys)

    def _asks_of_subject(self, firing: Firing[SpokenRule]) -> bool:
        """Whether the one that the speaker turns to is the subject of the clause before; nobody calls on themselves."""
        if "speaker" not in firing.rule.subject:
            return False
        asked = self.context.keys_of(*firing.slots.get("target", ()))
        return bool(asked) and {*asked} == {*self.context.keys_of(*self.subject(firing).mentions)}

    def _taken_back(self, firing: Firing[SpokenRule]) -> bool:
        unless = set(firing.rule.unless)
        return bool(unless) and any(unless & set(cue.rule.yields) and self._governs(cue, firing) for cue in self.cues)

    def _governs(self, cue: Firing[ContextRule], firing: Firing[SpokenRule]) -> bool:
        """Whether the cue covers the trigger, or has it in its scope: ahead or behind, up to a terminating word."""
        start, end = trigger(firing)
        if cue.start < end and start < cue.end:
            return True
        rule = cue.rule
        if (cue.end <= start) is (rule.direction == "backward"):
            return False
        between = self.masked.characters[min(cue.end, end) : max(cue.start, start)]
        stops = SENTENCE_ENDS if rule.reach == "sentence" else CLAUSE_ENDS
        return not any(stop in between for stop in stops) and not any(word.search(between) for word in rule.terminates)


def stage_of(rule: ActRule) -> str:
    """When a rule is tried."""
    return rule.stage


def _stage(context: Context) -> str:
    """The stage of the rules that know the speaker by other words than his name: see `in_first_person`."""
    if context.told:
        return "told"
    if context.noted:
        return "noted"
    if context.is_joint:
        return "met"
    if context.impartial and not context.adopted and context.claimant == COUNCIL:
        return "resolved"
    return "written" if context.writes else ""


def _tells_hearsay(rule: ContextRule) -> bool:
    return "hearsay" in rule.yields


def trigger(firing: Firing) -> tuple[int, int]:
    """Where a firing's trigger (the group of that name, else all of it) lies in the masked characters."""
    return firing.masked.place(word_span(firing)) if "trigger" in firing.groups else (firing.start, firing.end)


def spoken(masked: Masked, context: Context) -> Masked:
    """The sentence with each mention that is the claimant as the one character `SPEAKER`, and no mention any more."""
    mine = {context.claimant, *context.speaks_for, *context.family}
    own = {i for i, m in masked.mentions.items() if _is_of(mine, m, context)}
    if not own:
        return masked
    characters = [*masked.characters]
    for place in own:
        characters[place] = SPEAKER
    others = {i: m for i, m in masked.mentions.items() if i not in own}
    return replace(masked, characters="".join(characters), mentions=others)


def in_first_person(masked: Masked, rules: Rules, context: Context, stage: str) -> Masked:
    """The sentence that tells in the third person what its speaker says, with its words for that one as `SPEAKER`.

    Those who met are called by a pronoun, by their offices, or as the members of the body that speaks; one who writes
    is called by what is written, the Council by what it resolves.
    """
    told = rules.such(ActRule, stage_of, stage)
    words = in_words(masked, lambda m: m.kind in WORDS_FOR_ONE[stage] or (context.is_joint and is_pointed_to(m)))
    for span in sorted({word_span(f) for f in fire(told, spoken(words, context))}, reverse=True):
        masked = masked.covered(*masked.place(span), SPEAKER)
    return masked


def is_pointed_to(mention: Mention) -> bool:
    """Whether officials are meant without a name, of states that a pronoun names (the three ministers)."""
    return mention.kind is Kind.PERSON and "anaphor" in mention.slots and "name" not in mention.slots


def word_span(firing: Firing) -> Span:
    """Where a firing's trigger lies in the text."""
    return firing.groups.get("trigger", firing.span)


def _is_of(speakers: set[str], mention: Mention, context: Context) -> bool:
    """Whether the mention is of those who speak, or one of their organs or people."""
    itself = context.keys_of(mention)
    keys = itself if itself and speakers.issuperset(itself) else context.owners_of(mention) or itself
    return bool(keys) and all(key in speakers or outer_key(key) in speakers for key in keys)


def addressed(mention: Mention, context: Context, blamed: bool) -> tuple[str, ...]:
    """Whom words address: a state for nameless officials and, blamed, for forces and bodies, but no group of people."""
    nameless = mention.kind is Kind.PERSON and "name" not in mention.slots and not mention.entries
    organ = mention.kind not in (Kind.STATE, Kind.DISPUTED, Kind.ANAPHOR, Kind.PERSON, Kind.GROUP)
    return (context.owners_of(mention) if nameless or (blamed and organ) else ()) or context.keys_of(mention)
