"""Whom a speaker quotes, and what these in turn are quoted with: whom they accuse, and whom they quote themselves.

A source rule names the one quoted as `{source}`. One that yields an act tells of a claim inside the speaker's own: the
source makes it, of `{target}`, and where it passes on another's words that other is `{actor}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from kg.claims.acts import ActFinding, find_inner_acts
from kg.claims.context import Context
from kg.claims.events.finding import EventFinding, related
from kg.claims.reading import addressed, spoken, stage_of
from kg.claims.subjects import SPEAKER as FIRST_PERSON
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import ActRule, Rules, SourceRule
from kg.mentions.masking import Firing, Masked, fire
from kg.model.frozen import dataclass
from kg.model.text import Span

REPORT, ACCUSE, DENY, AFFIRM = "report", "accuse", "deny", "affirm"
WRITER, WRITTEN, THEREIN = "writer", "written", "therein"
"""What a rule yields that tells who wrote a text, and the groups of one by which that text says something."""
SPOKEN = frozenset({ACCUSE, DENY, "offer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A claim that the speaker passes on: who makes it, the act, whom it is directed at, whom it quotes in turn.

    `span` is what the quoted words reach over, in the part's text; `direct` ones stand in quotation marks.
    """

    claimant: str
    act: str
    rule: str
    span: Span
    targets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    direct: bool = False


@dataclass(frozen=True)
class Heard:
    """What the source rules find in a sentence."""

    masked: Masked
    context: Context
    fired: tuple[Firing[SourceRule], ...]

    @cached_property
    def said(self) -> Masked:
        """The sentence with the speaker's own names marked."""
        return spoken(self.masked, self.context)

    def reach(self, firing: Firing[SourceRule]) -> Span:
        """From the quoted one to the end of the sentence, or up to a word with which the speaker takes over again."""
        rest = self.said.characters[firing.end :]
        found = (stop.search(rest) for stop in firing.rule.terminates)
        end = firing.end + min((stop.start() for stop in found if stop), default=len(rest))
        return firing.masked.span(firing.start, end)


def heard(masked: Masked, rules: Rules, context: Context) -> Heard:
    """Whom a sentence quotes, by the rules' words."""
    return Heard(masked, context, tuple(fire(rules.of(SourceRule), masked)))


def find_sources(quoted: Heard, context: Context) -> dict[str, int]:
    """The keys of the sources that the sentence quotes, each with where its words end, in the part's text.

    They are in order, without the claimant and those quoted by a source.
    """
    firings = sorted((f for f in quoted.fired if not _writes(f.rule)), key=lambda f: f.start)
    cited = {m for f in firings if f.rule.yields for m in f.slots.get("actor", ())}
    named = ((f, context.keys_of(m)) for f in firings for m in f.slots.get("source", ()) if m not in cited)
    found: dict[str, int] = {}
    for firing, keys in (*named, *((f, _written(f, context)) for f in firings)):
        for key in keys:
            found[key] = max(found.get(key, 0), quoted.reach(firing).end)
    return {key: end for key, end in found.items() if key != context.claimant}


def find_quotes(quoted: Heard, context: Context, told: Sequence[Telling]) -> tuple[Quote, ...]:
    """The claims of others that the sentence passes on, also in what is `told`, one for each of those who make them."""
    quotes: dict[tuple[str, str], Quote] = {}
    for firing in (firing for firing in quoted.fired if _passes_on(firing.rule)):
        act = firing.rule.yields[0]
        blamed = act in schemes().against
        targets = [key for m in firing.slots.get("target", ()) for key in addressed(m, context, blamed)]
        for key in _others(firing, context, targets):
            quote = Quote(
                claimant=key,
                act=act,
                rule=firing.rule.name,
                span=quoted.reach(firing),
                targets=tuple(k for k in dict.fromkeys(targets) if k != key),
                sources=tuple(k for k in context.keys_of(*firing.slots.get("actor", ())) if k != key),
            )
            quotes.setdefault((key, quote.act), quote)
    for telling in told:
        for found in telling.acts:
            if found.act in SPOKEN:
                quotes.setdefault((telling.claimant, found.act), telling.quote(found.act, found.rule, found.targets))
    return tuple(quotes.values())


def writers(masked: Masked, quoted: Heard, rules: Rules, context: Context) -> tuple[tuple[str, ...], bool]:
    """The keys of those of whose text was told last, the claimant if none other; and whether it is told of here."""
    fired = quoted.fired if quoted.masked is masked else tuple(fire(rules.of(SourceRule), masked))
    own = {context.claimant, *context.speaks_for}
    named = (_speakers(firing, context) for firing in fired if _writes(firing.rule))
    keys = dict.fromkeys(key for keys in named for key in keys)
    told = [key for key in keys if key not in own] or [context.claimant for key in keys if key in own][:1]
    tells = any(_writes(firing.rule) or _written(firing, context) for firing in fired)
    return tuple(told) or context.previous.writers, tells


def _speakers(firing: Firing[SourceRule], context: Context, most: int | None = None) -> tuple[str, ...]:
    """The states or bodies whose words a rule tells of: those of `most` of the sources, or of the text just told of."""
    return context.speakers_of(*firing.slots.get("source", ())[:most]) or _written(firing, context)


def _others(firing: Firing[SourceRule], context: Context, targets: Sequence[str]) -> tuple[str, ...]:
    """Those of them who do not speak here themselves, nor would call on nobody but themselves."""
    own = {context.claimant, *context.speaks_for}
    return tuple(key for key in _speakers(firing, context) if key not in own and {*targets} != {key})


def _written(firing: Firing[SourceRule], context: Context) -> tuple[str, ...]:
    """Whose text was told of last, or in the sentence just before, where the words lean on that."""
    if THEREIN in firing.groups:
        return context.previous.writers if context.previous.tells_of_text else ()
    return context.previous.writers if WRITTEN in firing.groups else ()


def _writes(rule: SourceRule) -> bool:
    """Whether a rule tells who wrote a text."""
    return WRITER in rule.yields


def _passes_on(rule: SourceRule) -> bool:
    """Whether a rule tells of a claim inside the speaker's own."""
    return bool(rule.yields) and not _writes(rule)


def _tells(rule: SourceRule) -> bool:
    """Whether a rule tells of words up to one with which the speaker takes over again."""
    return bool(rule.terminates) and not rule.yields


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Words that somebody else says without quotation marks: from `words` on, and with the saying, `span`."""

    claimant: str
    rule: str
    span: Span
    words: Span
    acts: tuple[ActFinding, ...]

    def quote(self, act: str, rule: str, targets: tuple[str, ...] = ()) -> Quote:
        """An act of the one who says them."""
        return Quote(claimant=self.claimant, act=act, rule=rule, span=self.span, targets=targets)

    def denies(self, act: ActFinding, text: str) -> bool:
        """Whether a denial stands in the words, so that they say it of the speaker, who has not taken over again."""
        return act.act == DENY and self._holds(act, text)

    def states(self, act: ActFinding, text: str) -> bool:
        """Whether what is affirmed stands in the words, in which the speaker has not taken over again."""
        return act.act == AFFIRM and self._holds(act, text)

    def _holds(self, act: ActFinding, text: str) -> bool:
        return self.words.covers(act.span) and FIRST_PERSON not in text[self.words.start : act.span.end]

    def accuses(self, act: ActFinding) -> bool:
        """Whether an accusation in the words is the one that they make."""
        mine = any(a.act == act.act and {*act.targets} <= {*a.targets} for a in self.acts)
        return act.act == ACCUSE and self.span.covers(act.span) and mine


def tellings(quoted: Heard, rules: Rules, context: Context) -> Iterator[Telling]:
    """What others say in a sentence without quotation marks, once for each of them."""
    for firing in (firing for firing in quoted.fired if _tells(firing.rule)):
        span = quoted.reach(firing)
        for key in _speakers(firing, context, 1):
            if key != context.claimant:
                words = Span(firing.span.end, span.end)
                theirs = firing.masked.narrowed(span if "source" in firing.slots else words)
                acts = find_inner_acts(_of_himself(theirs, firing, rules), rules, context.in_mouth_of(key))
                yield Telling(claimant=key, rule=firing.rule.name, span=span, words=words, acts=acts)


def _of_himself(masked: Masked, firing: Firing[SourceRule], rules: Rules) -> Masked:
    """The words of a teller, with a pronoun that they begin with as the one of which he speaks: himself."""
    own = rules.such(ActRule, stage_of, "inner")
    start = masked.place(Span(firing.span.end, firing.span.end))[0]
    for word in fire(own, masked):
        if word.start <= start + 1 <= word.end:
            return masked.covered(*masked.place(word.groups["trigger"]), FIRST_PERSON)
    return masked


def own_denials(
    events: Sequence[EventFinding], told: Sequence[Telling], speaker: str
) -> tuple[tuple[EventFinding, ...], tuple[Quote, ...]]:
    """The events, what another tells as not done, of the speaker too, in that one's denial; and these denials."""
    found: list[EventFinding] = []
    quotes: dict[str, Quote] = {}
    for event in events:
        teller = next((t for t in told if t.words.covers(event.span)), None)
        if teller and event.polarity == "negative" and event.denier in ("", speaker):
            event = replace(event, denier=teller.claimant)
            quotes.setdefault(teller.claimant, teller.quote(DENY, teller.rule))
        found.append(event)
    return tuple(found), tuple(quotes.values())


def stretches(told: Sequence[Telling]) -> list[Span]:
    """The stretches of others' words in order, those that lie within another's left out."""
    spans = sorted({telling.words for telling in told}, key=lambda span: (span.start, -span.end))
    return [s for at, s in enumerate(spans) if not any(before.covers(s) for before in spans[:at])]


def passed_on(masked: Masked, told: Sequence[Telling], quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """The stretches of what others say: the sentence where their words have no end."""
    return tuple(one.span for some in (told, quotes) for one in some) or (masked.sentence.span,)


def without_victims(act: ActFinding, events: Sequence[EventFinding]) -> ActFinding:
    """An accusation of several without the one who only answers what another of them did to him before."""
    if act.act != ACCUSE or len(act.targets) < 2:
        return act
    blamed = [told for told in events if told.polarity == "positive" and related(told.agents, act.targets)]
    hit = [key for key in act.targets if any(related(told.patients, (key,)) for told in blamed)]
    guilty = tuple(key for key in act.targets if key not in hit)
    return replace(act, targets=guilty or act.targets)
