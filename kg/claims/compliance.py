"""What a speaker says that an actor does to an agreement: breaks it, keeps it, signed it, brokered it, invokes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import regex

from kg.claims.context import Context
from kg.claims.reading import Reading
from kg.knowledge.alphabet import letters
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import GOVERNING, JOINT, ComplianceRule, Rules
from kg.mentions.masking import Firing, Masked, fire
from kg.model.extraction import Agreement, Claim
from kg.model.frozen import dataclass
from kg.model.mention import ACTORS, STATES, Kind, Mention
from kg.model.text import Span

SIGNED, MEDIATED, COMPLIES, CALLS, BASES = "signed", "mediated", "complies", "calls_to_comply", "bases_on"
RESOLUTION = "resolution"
_CLAUSE_ENDS = frozenset("，；：")
_ACTOR, _SIDE = f"[{letters(ACTORS)}]", f"[{letters(STATES | {Kind.ANAPHOR})}]"
_ACTORS = regex.compile(f"{_ACTOR}(?:(?:{JOINT}|(?<={_SIDE})(?={_SIDE})){_ACTOR})*+")  # one, or coordinated ones


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceFinding:
    """One actor (None where the text names none) and one agreement, by key, and what is said of the two."""

    compliance: str
    span: Span
    rule: str
    agreement: str
    complier: str | None
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Words in which another than the claimant accuses somebody, by key."""

    span: Span
    accused: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What a sentence tells beside the words on which a rule fires."""

    masked: Masked
    rules: Rules
    context: Context
    acts: frozenset[str]
    accused: tuple[str, ...]
    charges: tuple[Charge, ...]

    @cached_property
    def grammar(self) -> Reading:
        """The sentence as its speaker says it."""
        return Reading(self.masked, self.rules, self.context)

    def allows(self, firing: Firing[ComplianceRule]) -> bool:
        """Whether acts, speaker, subject and context are as the rule wants them."""
        rule = firing.rule
        if rule.doing and self.acts.isdisjoint(rule.doing):
            return False
        return not (rule.part_kind or rule.subject or rule.unless or rule.when) or self.grammar.holds(firing)

    def charged(self, firing: Firing[ComplianceRule]) -> tuple[str, ...]:
        """Whom another accuses in the words."""
        return next((c.accused for c in self.charges if c.span.covers(firing.span)), ())


def find_compliance(
    masked: Masked,
    rules: Rules,
    context: Context,
    accused: tuple[str, ...] = (),
    charges: tuple[Charge, ...] = (),
    acts: Iterable[str] = (),
) -> tuple[ComplianceFinding, ...]:
    """What the sentence says that actors do to agreements, in the order of the rules.

    `acts` are those that the claimant does in it; `accused` are the keys of those whom it accuses: a breach is theirs,
    and the claimant's own only where it passes on `charges` of others. A mediator may have signed an agreement, but is
    not meant where its parties are to keep it.
    """
    found: dict[tuple[str, str, str | None], ComplianceFinding] = {}
    told = _Told(masked=masked, rules=rules, context=context, acts=frozenset(acts), accused=accused, charges=charges)
    for firing, mention in _free(masked, rules.of(ComplianceRule), told):
        for finding in _findings(firing, mention, told):
            key = (finding.compliance, finding.agreement, finding.complier)
            known = found.get(key, finding)
            provisions = tuple(dict.fromkeys((*known.provisions, *finding.provisions)))
            found[key] = replace(known, provisions=provisions)
    stated = {(f.compliance, f.agreement) for f in found.values() if f.complier}
    return tuple(f for f in found.values() if f.complier or (f.compliance, f.agreement) not in stated)


def _free(
    masked: Masked, rules: tuple[ComplianceRule, ...], told: _Told
) -> Iterator[tuple[Firing[ComplianceRule], Mention]]:
    """Each firing with the mentions of agreements that no earlier rule has taken."""
    taken: dict[tuple[int, str], str] = {}
    for firing in filter(told.allows, fire(rules, masked)):
        beside = firing.rule.yields[0] if firing.rule.beside else ""
        for mention in _named(firing):
            if taken.setdefault((mention.span.start, beside), firing.rule.name) == firing.rule.name:
                yield firing, mention


def _findings(firing: Firing[ComplianceRule], mention: Mention, told: _Told) -> Iterator[ComplianceFinding]:
    """What a rule finds of the agreements that one of its mentions means, one finding for each actor."""
    kind, context = firing.rule.yields[0], told.context
    for agreement in context.keys_of(mention):
        known = context.agreements.get(agreement)
        if kind == SIGNED and known and known.kind == RESOLUTION:  # it is adopted, by an organ
            continue
        provisions = _provisions(mention, agreement, context)
        for complier in _compliers(firing, agreement, told):
            yield ComplianceFinding(
                compliance=kind,
                span=firing.span,
                rule=firing.rule.name,
                agreement=agreement,
                complier=complier,
                provisions=provisions,
            )


def _provisions(mention: Mention, agreement: str, context: Context) -> tuple[str, ...]:
    """The provisions of an agreement that are named beside one of its mentions."""
    mine = f"provision/{agreement.partition('/')[2]}/"
    return tuple(key for key in context.provisions.get(mention.span, ()) if key.startswith(mine))


def with_stated_actors(agreements: Iterable[Agreement], claims: Sequence[Claim]) -> tuple[Agreement, ...]:
    """The agreements, those without known parties or mediators with the ones that the document's claims state."""

    def stated(agreement: Agreement, compliance: str) -> tuple[str, ...]:
        said = (c.complier for c in claims if c.compliance == compliance and agreement.key in c.about)
        return tuple(sorted({key for key in said if key}))

    return tuple(
        replace(a, parties=a.parties or stated(a, SIGNED), mediators=a.mediators or stated(a, MEDIATED))
        for a in agreements
    )


def _named(firing: Firing[ComplianceRule]) -> tuple[Mention, ...]:
    """The agreements that the rule fired on, those alone whose own words it wants."""
    wanted = firing.rule.agreement_words
    mentions = firing.slots.get("agreement", ())
    return tuple(m for m in mentions if not wanted or any(words.search(m.surface) for words in wanted))


def _compliers(firing: Firing[ComplianceRule], agreement: str, told: _Told) -> tuple[str | None, ...]:
    """The actors concerned, from the pattern's slot or by the rule's own advice; (None,) where there is none."""
    named, known = _named_compliers(firing, told), told.context.agreements.get(agreement)
    if len(named) > 1 and known and _means_its_parties(firing, known):
        return known.parties
    if named:
        bound = known.parties if known and firing.rule.yields[0] == COMPLIES else ()  # others only help to keep it
        return tuple(key for key in named if key in bound or not bound)
    if _is_breach(firing) and _is_own(firing, told.context):
        return ()
    if "complier" in firing.slots and firing.rule.yields[0] == BASES:
        return (None,)
    return _advised(firing, known, told)


def _means_its_parties(firing: Firing[ComplianceRule], agreement: Agreement) -> bool:
    """Whether words such as both sides name those concerned, where the agreement is known to be of two."""
    pointing = all(mention.kind is Kind.ANAPHOR for mention in firing.slots.get("complier", ()))
    return pointing and len(agreement.parties) == 2


def _advised(firing: Firing[ComplianceRule], known: Agreement | None, told: _Told) -> tuple[str | None, ...]:
    """The actors concerned as the rule advises to find them; (None,) where there is none."""
    advice = firing.rule.complier
    if advice == "claimant":
        return (told.context.claimant,)
    if advice == "speaker":
        return _speaking(firing, told)
    if advice == "subject":
        return _subjects(firing, told)
    if advice == "parties":
        kind = firing.rule.yields[0]
        idle = known.mediators if known and kind != SIGNED else ()
        calling = told.context.claimant if kind == CALLS else None
        return tuple(key for key in _parties(known, told.context) if key not in (*idle, calling)) or (None,)
    return (None,)


def _named_compliers(firing: Firing[ComplianceRule], told: _Told) -> tuple[str, ...]:
    """The actors that the pattern names; a people breaks no agreement, and no claimant says that it does itself."""
    mentions = firing.slots.get("complier", ())
    if len(mentions) > 1:
        beside = told.grammar.companions if firing.rule.yields[0] == CALLS else set()
        mentions = tuple(m for m in mentions if m not in beside and not _is_place_of_sides(m, mentions))
    named = dict.fromkeys(key for mention in mentions for key in _bound(mention, told.context))
    if not _is_breach(firing):
        return tuple(named)
    if any(mention.kind is Kind.GROUP for mention in mentions):
        return ()
    charged = told.charged(firing)
    return tuple(key for key in named if key != told.context.claimant or key in charged)


def _is_place_of_sides(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a state's name stands right before words for sides, as theirs: the Liberian parties."""
    return any(m.kind is Kind.ANAPHOR and m.span.start == mention.span.end for m in others)


def _is_own(firing: Firing[ComplianceRule], context: Context) -> bool:
    """Whether the words name the claimant alone as who breaks the agreement: others say so, and it does not."""
    return context.keys_of(*firing.slots.get("complier", ())) == (context.claimant,)


def _subjects(firing: Firing[ComplianceRule], told: _Told) -> tuple[str | None, ...]:
    """The clause's subject; of a breach who breaks."""
    keys = subject(firing, told.context)
    if _is_breach(firing):
        return told.charged(firing) or _breaking(firing, told, keys) or (None,)
    return keys or (() if firing.rule.yields[0] in (SIGNED, MEDIATED) else (None,))


def _breaking(firing: Firing[ComplianceRule], told: _Told, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Whom the sentence accuses, or another subject than the claimant, of which `keys` are the nearest actors.

    Of several accused it is the subject's breach, where he is among them: who only backs him breaks nothing. Where a
    thing breaks an agreement, or one whom somebody tells of without a name that is known, nobody is named.
    """
    subjects, context = told.grammar.subjects, told.context
    here = subjects.here(firing.start)
    known = here if here.said else subjects.of(firing.start)
    doers = tuple(key for mention in known.mentions for key in _bound(mention, context))
    accused = tuple(key for key in told.accused if key in doers) or told.accused
    if accused:
        return accused
    named = here.mentions if here.said else not subjects.are_told(firing.start)
    return tuple(key for key in dict.fromkeys(doers or keys) if named and key != context.claimant)


def _speaking(firing: Firing[ComplianceRule], told: _Told) -> tuple[str | None, ...]:
    """The claimant, unless the clause tells of another's doing; (None,) where that is nobody named.

    Who only reports tells in a clause without a subject what the one before it did.
    """
    subjects, context = told.grammar.subjects, told.context
    reports = context.impartial and not context.adopted
    known = subjects.of(firing.start) if reports else subjects.here(firing.start)
    if reports and not known.said:
        known = subjects.next(firing.end)
    if known.speaker or known.embedded or not known.said:
        return (context.claimant,)
    return context.keys_of(*known.mentions) or (None,)


def _is_breach(firing: Firing[ComplianceRule]) -> bool:
    return firing.rule.yields[0] in schemes().breaches


def _parties(agreement: Agreement | None, context: Context) -> tuple[str, ...]:
    """The parties of an agreement: those known and named in the document, or the two states that it is about."""
    if agreement is None or agreement.parties:
        return agreement.parties if agreement else ()
    return context.parties if agreement.kind in schemes().kinds_between_sides else ()


def _bound(mention: Mention, context: Context) -> tuple[str, ...]:
    """Whom an agreement binds where a mention is named: for forces and office holders those whose they are."""
    owned = mention.kind in (Kind.FORCE, Kind.POST)
    return (context.owners_of(mention) if owned else ()) or context.keys_of(mention)


def subject(firing: Firing, context: Context) -> tuple[str, ...]:
    """The keys of the first actors of the clause that the rule fired in, or of the nearest clause before with one.

    Those that are coordinated with the first are subjects with it; where or to whom something is done is none.
    """
    masked, end = firing.masked, firing.start
    starts = [0, *(i + 1 for i in range(end) if masked.characters[i] in _CLAUSE_ENDS)]
    for start in reversed(starts):
        for found in _ACTORS.finditer(masked.characters, start, end):
            if masked.characters.endswith(GOVERNING, 0, found.start()):
                continue
            nobody = {Kind.GROUP} if end == firing.start else {Kind.GROUP, Kind.PERSON}  # a person there only speaks
            actors = (m for m in masked.within(*found.span()) if m.kind not in nobody)
            keys = tuple(dict.fromkeys(key for actor in actors for key in _bound(actor, context)))
            if keys:
                return keys
        end = start
    return ()
