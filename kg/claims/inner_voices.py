"""Direct quotations inside a sentence: the words of others, each in the mouth of the one whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.claims.acts import find_inner_acts
from kg.claims.context import Context
from kg.claims.events.finding import EventFinding
from kg.claims.quotes import DENY, REPORT, Quote
from kg.knowledge.sentence_rules import Rules
from kg.linking.quotations import OPEN_ENDED, PARAGRAPH_END, Quotation
from kg.mentions.masking import Masked
from kg.model.extraction import Period
from kg.model.mention import Kind
from kg.model.text import Problem, Text

REASONS = {
    "quoted-unknown": "somebody is quoted of whom the text does not say for sure who it is; the words are nobody's",
    "quotation-unclosed": "a quotation has no closing mark; it is read as ending with its paragraph",
    "quotation-unmarked": "these words are said to be somebody's, without quotation marks; they are read as ending "
    "with their paragraph, or with their list",
}


def quoted_words(masked: Masked, context: Context) -> tuple[tuple[Quotation, ...], tuple[Masked, ...]]:
    """The direct quotations of others in a sentence; the words that the claimant quotes of its own side, each alone."""
    own, others, mine = {context.claimant, *context.speaks_for}, list[Quotation](), list[Masked]()
    for quotation in context.quoted_in(masked.sentence.span):
        if own.isdisjoint(context.speakers_of(*quotation.sources)):
            others.append(quotation)
        else:
            mine.append(masked.narrowed(quotation.inside(masked.text)))
    return tuple(others), tuple(mine)


def quotation_problems(masked: Masked, context: Context, text: Text) -> Iterator[Problem]:
    """The quotations of a sentence that somebody says of whom nobody knows who it is, or that are not closed."""
    for quotation in context.quoted_in(masked.sentence.span):
        named = context.speakers_of(*quotation.sources)
        codes = ["quoted-unknown"] if quotation.said and not named else []
        rest = text.characters[quotation.span.end :].lstrip(" ")
        following = rest.lstrip()[:1]
        if quotation.unclosed and rest[:1] in ("", PARAGRAPH_END) and following not in OPEN_ENDED:
            codes.append("quotation-unclosed" if quotation.marked else "quotation-unmarked")
        for code in codes:
            yield text.problem(quotation.span, stage="claims", code=code, message=REASONS[code])


@dataclass(frozen=True, slots=True, kw_only=True)
class InnerVoice:
    """Quoted words by themselves, in the mouth of the one whose they are; what he does in them, or that he says so."""

    masked: Masked
    context: Context
    quotation: Quotation
    quotes: tuple[Quote, ...]


def inner_voices(
    masked: Masked, rules: Rules, context: Context, quotations: tuple[Quotation, ...]
) -> Iterator[InnerVoice]:
    """The quoted words, once for each of those whose they are; none where nobody is known to say them."""
    for quotation in quotations:
        words, when = masked.narrowed(quotation.inside(masked.text)), _said_when(masked, quotation, context)
        for key in context.speakers_of(*quotation.sources):
            theirs = context.in_mouth_of(key, when)
            quotes = _quotes(words, rules, theirs, quotation)
            yield InnerVoice(masked=words, context=theirs, quotation=quotation, quotes=quotes)


def _said_when(masked: Masked, quotation: Quotation, context: Context) -> Period | None:
    """When quoted words were said: the date named with the one who says them, before them."""
    before = [m for m in masked.mentions.values() if m.span.end <= quotation.span.start]
    dates = [m for m in before if m.kind is Kind.DATE]
    if not dates or not any(m in before for m in quotation.sources):
        return None
    texts = any(m.kind is Kind.AGREEMENT and m.span.start >= dates[-1].span.end for m in before)
    return None if texts else context.period_of(dates[-1])


def _quotes(words: Masked, rules: Rules, context: Context, quotation: Quotation) -> tuple[Quote, ...]:
    """What the one quoted does in the words, or that he says them."""
    claimant, span = context.claimant, quotation.span
    acts = tuple(
        Quote(claimant=claimant, act=act.act, rule=act.rule, span=span, targets=act.targets, direct=True)
        for act in find_inner_acts(words, rules, context)
    )
    return acts or (Quote(claimant=claimant, act=REPORT, rule=quotation.rule, span=span, direct=True),)


def inner_denials(
    events: Iterable[EventFinding], voices: Sequence[InnerVoice], quotes: Sequence[Quote]
) -> Iterator[Quote]:
    """The denials of those quoted who say that something did not happen, where no word of theirs denies it."""
    deniers = {quote.claimant for quote in quotes if quote.act == DENY}
    for event in events:
        voice = next(
            (v for v in voices if v.context.claimant == event.denier and v.quotation.span.covers(event.span)), None
        )
        if voice and event.denier not in deniers:
            deniers.add(event.denier)
            span = voice.quotation.span
            yield Quote(claimant=event.denier, act=DENY, rule=event.rule, span=span, direct=True)
