"""What the speaker of a part does in a sentence: accuse, deny, request, support, report and so on, by rules in Turtle.

An act rule says by `lkg:stage` when it is tried. Rules of the stage `silence` (procedure, headings, signatures) end the
matter. Rules of the stage `act` yield their acts side by side, an earlier rule's words being closed to later ones.
Rules of the stage `default` are asked only where no act was found; the first that fires decides, or says `none`.
Rules of the stage `told` know the speaker in a record that tells of him in the third person.
`lkg:subject` says whose words they must be (`kg.claims.subjects`), `lkg:unless` which context takes them back,
`lkg:meant` who is meant where the pattern has no `{target}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from kg.claims.context import Context
from kg.claims.subjects import SPEAKER, Subject, Subjects
from kg.knowledge.alphabet import letters
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import LIST_JOINT, SLOTS, ActRule, ContextRule, Rules
from kg.mentions.masking import Firing, Masked, fire, in_words
from kg.model.document import PartKind
from kg.model.mention import Kind, Mention
from kg.model.text import Span

SILENT = frozenset({PartKind.MASTHEAD, PartKind.NARRATION})
LETTERS = frozenset({PartKind.COVER_LETTER, PartKind.ANNEX, PartKind.FOOTNOTES, PartKind.BODY})
NO_DEFAULT = frozenset({PartKind.CHAIR})
NONE = "none"
OPPONENT = "opponent"
BLAMABLE = frozenset({Kind.STATE, Kind.DISPUTED, Kind.ORGANIZATION, Kind.FORCE, Kind.PERSON, Kind.ANAPHOR})
CLAUSE_ENDS = "，；：。"
_LIST = regex.compile("[{0}](?:{1}[{0}])+".format(letters(SLOTS["target"]), LIST_JOINT))
SENTENCE_ENDS = "；。"
INTRODUCTION = 6
"""So many characters before a clause may lead it in: "therefore", "in this connection"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFinding:
    """An act, by its notation, with the words and the rule that showed it and the keys of those it is directed at."""

    act: str
    span: Span
    rule: str
    targets: tuple[str, ...] = ()


def find_acts(masked: Masked, rules: Rules, context: Context) -> tuple[ActFinding, ...]:
    """The acts of a sentence, one of each kind at most, in the order of their rules; none in a voiceless part."""
    if context.kind in SILENT:
        return ()
    reading = _Reading(masked, rules, context)
    if any(True for _ in reading.firings("silence")):
        return ()
    found = reading.side_by_side()
    if not found and context.kind not in NO_DEFAULT:
        found = reading.first_default()
    return _united(found, context.claimant)


def find_inner_acts(masked: Masked, rules: Rules, context: Context) -> tuple[ActFinding, ...]:
    """The acts that show themselves in words that are another's within a sentence."""
    return _united(_Reading(masked, rules, context).side_by_side(), context.claimant)


def subjects_of(masked: Masked, rules: Rules, context: Context) -> Subjects:
    """Whose words and deeds the clauses of a sentence have."""
    return _Reading(masked, rules, context).subjects


def _united(found: list[ActFinding], claimant: str) -> tuple[ActFinding, ...]:
    """One finding for each act, with the targets of all its findings but the claimant."""
    acts: dict[str, ActFinding] = {}
    for finding in found:
        targets = tuple(key for key in finding.targets if key != claimant)
        known = acts.setdefault(finding.act, replace(finding, targets=()))
        acts[finding.act] = replace(known, targets=tuple(dict.fromkeys((*known.targets, *targets))))
    return tuple(acts.values())


class _Reading:
    """One sentence as its speaker says it: the speaker's own names and pronouns stand as `SPEAKER` in it."""

    def __init__(self, masked: Masked, rules: Rules, context: Context) -> None:
        self.context = context
        self.rules = rules
        self.masked = spoken(in_first_person(masked, rules) if context.told else masked, context)
        fired = fire(rules.such(ActRule, _stage, "grammar"), self.masked)
        grammar = [firing for firing in fired if self._is_for(firing.rule)]
        self.subjects = Subjects(self.masked, grammar)
        beside = (firing for firing in grammar if "companion" in firing.rule.yields)
        self.companions = {m for firing in beside for m in firing.slots.get("actor", ())}

    @cached_property
    def cues(self) -> tuple[Firing[ContextRule], ...]:
        """What denies, supposes or reports in the sentence."""
        return tuple(fire(self.rules.of(ContextRule), self.masked))

    def firings(self, stage: str) -> Iterator[Firing[ActRule]]:
        """The firings of a stage's rules that keep to their rules' conditions."""
        wanted = self.rules.such(ActRule, _stage, stage)
        return (firing for firing in fire(wanted, self.masked) if self._holds(firing))

    def side_by_side(self) -> list[ActFinding]:
        """All acts that the rules of the stage `act` find; words that a rule has taken are closed to later rules."""
        found: list[ActFinding] = []
        taken: list[Firing[ActRule]] = []
        for firing in self.firings("act"):
            start, end = trigger(firing)
            rivals = (f for f in taken if f.rule is not firing.rule)
            if any(start < trigger(f)[1] and trigger(f)[0] < end for f in rivals):
                continue
            taken.append(firing)
            found += self._findings(firing)
        return found

    def first_default(self) -> list[ActFinding]:
        """The act of the first default rule that fires."""
        return next((self._findings(firing) for firing in self.firings("default")), [])

    def _findings(self, firing: Firing[ActRule]) -> list[ActFinding]:
        rule = firing.rule
        targets = self._targets(firing)
        return [
            ActFinding(act=act, span=firing.span, rule=rule.name, targets=targets) for act in rule.yields if act != NONE
        ]

    def _holds(self, firing: Firing[ActRule]) -> bool:
        """Whether subject, context, part and speaker are as the rule wants them."""
        rule = firing.rule
        if not self._is_for(rule):
            return False
        if rule.subject and not self._is_the_doing_of(firing) and not self._asks_of_subject(firing):
            return False
        return not self._taken_back(firing)

    def _is_the_doing_of(self, firing: Firing[ActRule]) -> bool:
        """Whether the subject is one that the rule wants."""
        subject = self._subject(firing)
        return any(self._opposes(subject) if who == OPPONENT else subject.fits(who) for who in firing.rule.subject)

    def _opposes(self, subject: Subject) -> bool:
        """Whether the subject is another whom the part has accused before."""
        keys = self.context.keys_of(*subject.mentions)
        return subject.fits("other") and not self.context.previous.opponents.isdisjoint(keys)

    def _is_for(self, rule: ActRule) -> bool:
        """Whether part and speaker are as the rule wants them."""
        return self.context.kind in _kinds(rule, self.context.kind) and self._is_such(rule.when)

    def _is_such(self, when: tuple[str, ...]) -> bool:
        """Whether the speaker is as a rule wants it.

        `partial`: no report and no body of the United Nations; of such, `speaker`: named here, `rivals`: has rivals,
        `party`: a party to the matter, as one who writes a letter is. `adopted`: an organ that adopts the text;
        `reporting`: another body that is no party.
        """
        named, rivals = SPEAKER in self.masked.characters, bool(self.context.rivals)
        partial = not self.context.impartial
        holds = {
            "speaker": named and partial,
            "rivals": rivals and partial,
            "party": partial and (named or rivals or self.context.kind in LETTERS),
            "partial": partial,
            "adopted": self.context.adopted,
            "reporting": self.context.impartial and not self.context.adopted,
        }
        return not when or any(holds[w] for w in when)

    def _asks_of_subject(self, firing: Firing[ActRule]) -> bool:
        """Whether the one that the speaker turns to is the subject of the clause before; nobody calls on themselves."""
        if "speaker" not in firing.rule.subject:
            return False
        asked = self.context.keys_of(*firing.slots.get("target", ()))
        return bool(asked) and {*asked} == {*self.context.keys_of(*self._subject(firing).mentions)}

    def _subject(self, firing: Firing[ActRule]) -> Subject:
        return self.subjects.of(trigger(firing)[0], inherit="other" in firing.rule.subject)

    def _taken_back(self, firing: Firing[ActRule]) -> bool:
        unless = set(firing.rule.unless)
        return any(unless & set(cue.rule.yields) and self._governs(cue, firing) for cue in self.cues)

    def _governs(self, cue: Firing[ContextRule], firing: Firing[ActRule]) -> bool:
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

    def _targets(self, firing: Firing[ActRule]) -> tuple[str, ...]:
        advice = firing.rule.meant
        meant = self._meant(firing, firing.slots.get("target", ()) or firing.slots.get("post", ()))
        if not meant and "subject" in advice:
            meant = self._meant(firing, self._subject(firing).mentions)
        if not meant and "other" in advice:
            meant = self._other(firing)
        known = {
            "before": () if self._told_here(firing) or self._points_back(firing) else self.context.previous.accused,
            "last": self.context.previous.addressed,
            "rivals": self.context.rivals,
            "addressee": self.context.addressee,
            "country": self.context.country,
        }
        return meant or next((keys for name, keys in known.items() if name in advice and keys), ())

    def _told_here(self, firing: Firing[ActRule]) -> bool:
        """Whether a clause judges a deed that the one before it tells, of a doer who has no name there."""
        begins = self.masked.characters.startswith(tuple(CLAUSE_ENDS), firing.start)
        return begins and firing.start > INTRODUCTION and not self._subject(firing).mentions

    def _points_back(self, firing: Firing[ActRule]) -> bool:
        """Whether the doer is told by a pronoun that means actors whom the sentence names before it."""
        pronouns = [m for m in self._subject(firing).mentions if m.kind is Kind.ANAPHOR]
        before = self.masked.within(0, self.masked.place(pronouns[0].span)[0]) if pronouns else ()
        return any(m.kind in BLAMABLE - {Kind.ANAPHOR} for m in before)

    def _meant(self, firing: Firing[ActRule], mentions: tuple[Mention, ...]) -> tuple[str, ...]:
        """Who is meant by mentions; one with whom another of them is to work is not spoken to."""
        blamed = not schemes().against.isdisjoint(firing.rule.yields)
        spoken_to = [m for m in mentions if m not in self.companions] or mentions
        return tuple(dict.fromkeys(key for m in spoken_to for key in addressed(m, self.context, blamed)))

    def _other(self, firing: Firing[ActRule]) -> tuple[str, ...]:
        """The actor named nearest before the trigger, else the first after it, that is not the claimant."""
        start, _ = trigger(firing)
        before = reversed(self.masked.within(0, start))
        for mention in (*before, *self.masked.within(start, len(self.masked.characters))):
            keys = tuple(k for k in self._meant(firing, (mention,)) if k != self.context.claimant)
            if keys and mention.kind in BLAMABLE:
                return self._meant(firing, self._listed(mention))
        return ()

    def _listed(self, mention: Mention) -> tuple[Mention, ...]:
        """The mention, with those that stand in one list with it."""
        lists = (self.masked.within(*found.span()) for found in _LIST.finditer(self.masked.characters))
        return next((listed for listed in lists if mention in listed), (mention,))


def _stage(rule: ActRule) -> str:
    return rule.stage


def trigger(firing: Firing) -> tuple[int, int]:
    """Where a firing's trigger (the group of that name, else all of it) lies in the masked characters."""
    return firing.masked.place(word_span(firing)) if "trigger" in firing.groups else (firing.start, firing.end)


def spoken(masked: Masked, context: Context) -> Masked:
    """The sentence with each mention that is the claimant as the one character `SPEAKER`, and no mention any more."""
    own = {i for i, m in masked.mentions.items() if _is_own(m, context)}
    if not own:
        return masked
    characters = [*masked.characters]
    for place in own:
        characters[place] = SPEAKER
    others = {i: m for i, m in masked.mentions.items() if i not in own}
    return replace(masked, characters="".join(characters), mentions=others)


def in_first_person(masked: Masked, rules: Rules) -> Masked:
    """The sentence in which a record tells what somebody said, with its words for that one as `SPEAKER`."""
    told = rules.such(ActRule, _stage, "told")
    for span in sorted({word_span(f) for f in fire(told, in_words(masked, Kind.ANAPHOR))}, reverse=True):
        masked = masked.covered(*masked.place(span), SPEAKER)
    return masked


def word_span(firing: Firing) -> Span:
    """Where a firing's trigger lies in the text."""
    return firing.groups.get("trigger", firing.span)


def _is_own(mention: Mention, context: Context) -> bool:
    """Whether the mention is the claimant itself or one of its own organs or people."""
    keys = context.owners_of(mention) or context.keys_of(mention)
    return bool(keys) and {context.claimant, *context.speaks_for, *context.family}.issuperset(keys)


def addressed(mention: Mention, context: Context, blamed: bool) -> tuple[str, ...]:
    """Whom words address: a state for nameless officials and, blamed, for forces and bodies, but no group of people."""
    nameless = mention.kind is Kind.PERSON and "name" not in mention.slots and not mention.entries
    organ = mention.kind not in (Kind.STATE, Kind.DISPUTED, Kind.ANAPHOR, Kind.PERSON, Kind.GROUP)
    return (context.owners_of(mention) if nameless or (blamed and organ) else ()) or context.keys_of(mention)


def _kinds(rule: ActRule, default: PartKind) -> frozenset[str]:
    """The part kinds that a rule is for, by local name; all where it names none."""
    return frozenset(rule.part_kind or (default.value,))
