"""What the speaker of a part does in a sentence: accuse, deny, request, support, report and so on, by rules in Turtle.

An act rule says by `lkg:stage` when it is tried. Rules of the stage `silence` (procedure, headings, signatures) end the
matter. Rules of the stage `act` yield their acts side by side, an earlier rule's words being closed to later ones.
Rules of the stage `default` are asked only where no act was found; the first that fires decides, or says `none`.
Rules of the stage `told` know the speaker in a record that tells of him in the third person, those of `noted` in a
note verbale.
`lkg:meant` says who is meant where the pattern has no `{target}`; `kg.claims.reading` tells on what else rules depend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from kg.claims.context import Context
from kg.claims.reading import CLAUSE_ENDS, Reading, addressed, stage_of, trigger
from kg.knowledge.alphabet import letters
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import LIST_JOINT, SLOTS, ActRule, Rules
from kg.mentions.masking import Firing, Masked, fire
from kg.model.document import PartKind
from kg.model.extraction import Voice
from kg.model.frozen import dataclass
from kg.model.mention import STATES, Kind, Mention
from kg.model.text import Span

SILENT = frozenset({PartKind.MASTHEAD, PartKind.NARRATION})
NO_DEFAULT = frozenset({PartKind.CHAIR})
NONE, MANY = "none", "many"
BLAMABLE = frozenset({Kind.STATE, Kind.DISPUTED, Kind.ORGANIZATION, Kind.FORCE, Kind.PERSON, Kind.ANAPHOR})
_LIST = regex.compile("[{0}](?:{1}[{0}])+".format(letters(SLOTS["target"]), LIST_JOINT))
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


def alone(acts: Sequence[ActFinding], masked: Masked, rules: Rules, context: Context, voice: Voice) -> dict[str, str]:
    """The acts of a joint text of which one of its authors is the named subject: its alone."""
    if len(voice.claimants) < 2:
        return {}
    subjects = Reading(masked, rules, replace(context, claimant="", speaks_for=(), family=frozenset())).subjects
    doing = {act.act: context.speakers_of(*subjects.of(masked.place(act.span)[0]).mentions) for act in acts}
    return {act: keys[0] for act, keys in doing.items() if len(keys) == 1 and keys[0] in voice.claimants}


def _united(found: list[ActFinding], claimant: str) -> tuple[ActFinding, ...]:
    """One finding for each act, with the targets of all its findings but the claimant."""
    acts: dict[str, list[ActFinding]] = {}
    for finding in found:
        acts.setdefault(finding.act, []).append(finding)
    targets = (dict.fromkeys(key for one in same for key in one.targets if key != claimant) for same in acts.values())
    united = zip((same[0] for same in acts.values()), map(tuple, targets), strict=True)
    return tuple(one if one.targets == keys else replace(one, targets=keys) for one, keys in united)


class _Reading(Reading):
    """A sentence whose acts are looked for."""

    def firings(self, stage: str) -> Iterator[Firing[ActRule]]:
        """The firings of a stage's rules that keep to their rules' conditions."""
        wanted = self.rules.such(ActRule, stage_of, stage)
        return (firing for firing in fire(wanted, self.masked, self.may_be_for) if self.holds(firing))

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

    def _targets(self, firing: Firing[ActRule]) -> tuple[str, ...]:
        advice = firing.rule.meant
        meant = self._meant(firing, firing.slots.get("target", ()) or firing.slots.get("post", ()))
        if not meant and "subject" in advice:
            meant = self._meant(firing, self.subject(firing).mentions)
        if not meant and "other" in advice:
            meant = self._other(firing)
        if meant:
            return meant
        known = {
            "before": self._accused_before(firing) if "before" in advice else (),
            "last": self.context.previous.addressed,
            "rivals": self.context.rivals,
            "addressee": self.context.addressee,
            "country": self.context.country,
        }
        return next((keys for name, keys in known.items() if name in advice and keys), ())

    def _accused_before(self, firing: Firing[ActRule]) -> tuple[str, ...]:
        """Whom the part accused last; of many deeds summed up (the group `many`) only one who alone is accused in it.

        Behind what another says it is who is named there. A doer whom the sentence itself tells is another.
        """
        if self._told_here(firing) or self._points_back(firing):
            return ()
        before = self.context.previous
        if MANY in firing.groups and len(self.context.opponents) > 1:
            return ()
        if not self.answers or before.masked is None:
            return before.accused
        named = {key for m in before.masked.mentions.values() for key in addressed(m, self.context, blamed=True)}
        return tuple(key for key in before.accused if key in named)

    def _told_here(self, firing: Firing[ActRule]) -> bool:
        """Whether a clause judges a deed that the one before it tells, of a doer who has no name there."""
        begins = self.masked.characters.startswith(tuple(CLAUSE_ENDS), firing.start)
        return begins and firing.start > INTRODUCTION and not self.subject(firing).mentions

    def _points_back(self, firing: Firing[ActRule]) -> bool:
        """Whether the doer is told by a pronoun that means actors whom the sentence names before it."""
        pronouns = [m for m in self.subject(firing).mentions if m.kind is Kind.ANAPHOR]
        before = self.masked.within(0, self.masked.place(pronouns[0].span)[0]) if pronouns else ()
        return any(m.kind in BLAMABLE - {Kind.ANAPHOR} for m in before)

    def _meant(self, firing: Firing[ActRule], mentions: tuple[Mention, ...]) -> tuple[str, ...]:
        """Who is meant by mentions; one with whom another of them is to work is not spoken to."""
        blamed = not schemes().against.isdisjoint(firing.rule.yields)
        spoken_to = [m for m in mentions if m not in self.companions] or mentions
        laid = ((m, blamed and m not in self.mutineers) for m in spoken_to)
        return tuple(dict.fromkeys(key for m, on_state in laid for key in addressed(m, self.context, on_state)))

    def _other(self, firing: Firing[ActRule]) -> tuple[str, ...]:
        """The actor, not the claimant, named nearest before the trigger, else first after it.

        A body in a later clause need not be the one that said what is rejected there.
        """
        start, _ = trigger(firing)
        characters = self.masked.characters
        end = next((at for at in range(start, len(characters)) if characters[at] in CLAUSE_ENDS), len(characters))
        later = (m for m in self.masked.within(end, len(characters)) if m.kind in STATES)
        for mention in (*reversed(self.masked.within(0, start)), *self.masked.within(start, end), *later):
            keys = tuple(k for k in self._meant(firing, (mention,)) if k != self.context.claimant)
            if keys and mention.kind in BLAMABLE:
                return self._meant(firing, self._listed(mention))
        return ()

    def _listed(self, mention: Mention) -> tuple[Mention, ...]:
        """The mention, with those that stand in one list with it."""
        lists = (self.masked.within(*found.span()) for found in _LIST.finditer(self.masked.characters))
        return next((listed for listed in lists if mention in listed), (mention,))
