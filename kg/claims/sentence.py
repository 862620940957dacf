"""All that is found in one sentence, on its way into claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain

from kg.claims.acts import SILENT, ActFinding, alone, find_acts
from kg.claims.casualties.count_contexts import CountContexts, count_contexts
from kg.claims.casualties.finder import CasualtyFinding, find_casualties, with_the_hurt
from kg.claims.casualties.uncounted import problems_of_figures
from kg.claims.compliance import Charge, ComplianceFinding, find_compliance
from kg.claims.context import Context
from kg.claims.distance import find_distances
from kg.claims.events.denials import charges_of, laid_on_speaker, told_by_nobody, with_denied
from kg.claims.events.finder import events_in
from kg.claims.events.finding import EventFinding
from kg.claims.events.triggers import read
from kg.claims.inner_voices import InnerVoice, inner_denials, inner_voices, quotation_problems, quoted_words
from kg.claims.quotes import (
    ACCUSE,
    AFFIRM,
    DENY,
    REPORT,
    Quote,
    Telling,
    find_quotes,
    find_sources,
    heard,
    own_denials,
    passed_on,
    stretches,
    tellings,
    without_victims,
    writers,
)
from kg.knowledge.sentence_rules import Rules
from kg.linking.quotations import PARAGRAPH_END, Quotation, cover
from kg.mentions.masking import Masked
from kg.model.document import Part
from kg.model.extraction import Distance, Voice
from kg.model.frozen import dataclass
from kg.model.mention import Sentence
from kg.model.text import Problem, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFindings:
    """All that was found in one sentence.

    `event_findings` are the events that it tells or denies, `events` pairs them with the keys of the document's events
    that they became, `others` are the stretches in which it passes on what others say, `told` what they say in them
    without marks, `charges` are what the claimant is charged with; `source_ends` says where the words of a source end,
    behind which the claimant speaks by itself; `only` gives, by act, the one of those who speak jointly whose act alone
    it is; `writers` are those of whose text the part told last and `tells_of_text` says whether the sentence does;
    `contexts` tell of the events whose victims its figures count; `cites` are symbols of other documents;
    `opens` says whether it begins a paragraph.
    """

    sentence: Sentence
    voice: Voice
    start: int
    contexts: CountContexts
    acts: tuple[ActFinding, ...] = ()
    event_findings: tuple[EventFinding, ...] = ()
    events: tuple[tuple[EventFinding, str], ...] = ()
    charges: tuple[EventFinding, ...] = ()
    others: tuple[Span, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)
    casualties: tuple[CasualtyFinding, ...] = ()
    compliance: tuple[ComplianceFinding, ...] = ()
    sources: tuple[str, ...] = ()
    source_ends: Mapping[str, int] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    told: tuple[Telling, ...] = ()
    writers: tuple[str, ...] = ()
    tells_of_text: bool = False
    distances: tuple[Distance, ...] = ()
    cites: tuple[str, ...] = ()
    opens: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def accused(self) -> tuple[str, ...]:
        """The keys of those whom the sentence accuses."""
        return _accused(self.acts)

    def sources_of(self, span: Span) -> tuple[str, ...]:
        """The keys of those whom the sentence quotes and in whose words something stands."""
        return tuple(key for key in self.sources if span.start < self.source_ends.get(key, span.end))

    @property
    def informs(self) -> bool:
        """Whether the sentence informs and does no more."""
        return all(act.act == REPORT for act in self.acts)

    @property
    def addressed(self) -> tuple[str, ...]:
        """The keys of those at whom its acts are directed."""
        return tuple(dict.fromkeys(key for act in self.acts for key in act.targets))


def find_in_sentence(masked: Masked, rules: Rules, context: Context, part: Part, voice: Voice) -> SentenceFindings:
    """What a sentence of a part says, in its context."""
    others, own = quoted_words(masked, context)
    voices = tuple(inner_voices(masked, rules, context, others))
    outer = cover(masked, [quotation.span for quotation in others])
    outer = cover(outer, [words.span(0, len(words.characters)) for words in own])
    quoted = heard(outer, rules, context)
    of_texts, tells_of_text = writers(masked, quoted, rules, context)
    told = tuple(tellings(quoted, rules, context))
    said, passed = _acts(outer, rules, context, told)
    acts = _said(_own_acts(own, rules, context), said) or _passing_on(others, context)
    ends = find_sources(quoted, context)
    sources = _sources(ends, outer, context, voices)
    quotes = (*find_quotes(quoted, context, told), *chain.from_iterable(v.quotes for v in voices)) if acts else ()
    event_findings, charges = _events(outer, rules, context, (*acts, *passed), quotes, sources)
    acts = tuple(without_victims(act, event_findings) for act in acts)
    event_findings, denials = _denials(event_findings, acts, told, quotes, passed, context.claimant)
    quotes = (*quotes, *denials)
    event_findings, laid = laid_on_speaker(event_findings, _open_to_blame(acts, quotes, sources), context)
    theirs = tuple(_inner_events(voices, rules))
    quotes = (*quotes, *inner_denials(theirs, voices, quotes))
    event_findings = (*event_findings, *_own_events(own, rules, context, acts), *theirs)
    casualties = with_the_hurt(find_casualties(masked, rules, context), masked, context, event_findings)
    said_of = cover(masked, [quotation.span for quotation in others if quotation.sources])  # a text's words are kept to
    blamed, doing = _accused(acts) or _accused(quotes), [act.act for act in acts]
    compliance = find_compliance(said_of, rules, context, blamed, _charges(quotes), doing)
    return SentenceFindings(
        sentence=masked.sentence,
        voice=voice,
        start=part.text.origin(masked.sentence.span).start,
        acts=acts,
        only=alone(_told_apart(acts), masked, rules, context, voice),
        event_findings=event_findings,
        charges=charges,
        others=passed_on(masked, told, quotes),
        casualties=casualties,
        contexts=count_contexts(masked, rules, context, casualties),
        compliance=(*compliance, *_inner_compliance(voices, rules)),
        sources=sources,
        source_ends=ends,
        distances=find_distances(masked, rules),
        quotes=quotes,
        told=told,
        writers=of_texts,
        tells_of_text=tells_of_text,
        cites=_cited(masked, context),
        opens=part.text.characters.endswith(PARAGRAPH_END, 0, masked.sentence.span.start),
        problems=(
            *problems_of_figures(masked, rules, context, part.text, casualties),
            *quotation_problems(masked, context, part.text),
            *(told_by_nobody(finding, part.text) for finding in laid),
        ),
    )


def _cited(masked: Masked, context: Context) -> tuple[str, ...]:
    """The symbols of other documents that stand in a sentence."""
    surfaces = {mention.surface for mention in masked.mentions.values()}
    return tuple(symbol for symbol in context.references if symbol in surfaces)


def _said(own: tuple[ActFinding, ...], outer: tuple[ActFinding, ...]) -> tuple[ActFinding, ...]:
    """What the claimant does: by words that it quotes of its own side, if it does no more beside them than stress."""
    besides, theirs = ({act.act for act in some} - {REPORT} for some in (outer, own))
    return outer if besides - {AFFIRM} or (besides and not theirs) else own or outer


def _acts(
    outer: Masked, rules: Rules, context: Context, told: Sequence[Telling]
) -> tuple[tuple[ActFinding, ...], tuple[ActFinding, ...]]:
    """What the claimant does in its own words, and what others deny for it in theirs.

    What names somebody who says something and no more passes it on.
    """
    if any(outer.sentence.span == quotation.behind for quotation in context.quotations):
        return (), ()
    found, denied = _apart(outer, rules, context, told)
    passed = tuple(act for act in found if any(t.accuses(act) or t.states(act, outer.text) for t in told))
    own = tuple(act for act in found if act not in passed)
    teller = None if own else _teller((*passed, *denied), told)
    report = (ActFinding(act=REPORT, span=teller.span, rule=teller.rule),) if teller else ()
    return own or report, denied


def _apart(
    outer: Masked, rules: Rules, context: Context, told: Sequence[Telling]
) -> tuple[tuple[ActFinding, ...], tuple[ActFinding, ...]]:
    """The acts of a sentence, and apart from them the denials that others' words make of the claimant."""
    found = find_acts(outer, rules, context)
    denied = tuple(act for act in found if any(telling.denies(act, outer.text) for telling in told))
    if not denied:
        return found, ()
    covered = find_acts(cover(outer, stretches(told)), rules, context)
    return (*(act for act in found if act not in denied), *(act for act in covered if act.act == DENY)), denied


def _teller(acts: Sequence[ActFinding], told: Sequence[Telling]) -> Telling | None:
    """The first of those in whose words an act stands."""
    return next((t for t in told for act in acts if t.accuses(act) or t.words.covers(act.span)), None)


def _denials(
    events: tuple[EventFinding, ...],
    acts: Sequence[ActFinding],
    told: Sequence[Telling],
    quotes: Sequence[Quote],
    passed: Sequence[ActFinding],
    speaker: str,
) -> tuple[tuple[EventFinding, ...], tuple[Quote, ...]]:
    """What those who say something deny in it, by the events, or for the claimant by their words (`passed`).

    What the claimant rejects they do not.
    """
    if any(act.act == DENY for act in acts) and not passed:
        return events, ()
    known = {quote.claimant for quote in quotes if quote.act == DENY}
    found, denials = own_denials(events, told, speaker)
    by_words = (t.quote(DENY, act.rule) for t in told for act in passed if t.words.covers(act.span))
    each = {denial.claimant: denial for denial in (*by_words, *denials)}
    return found, tuple(denial for denial in each.values() if denial.claimant not in known)


def _told_apart(acts: Sequence[ActFinding]) -> list[ActFinding]:
    """The acts that may be one author's alone: what a joint text tells is all its authors'."""
    return [act for act in acts if act.act != REPORT]


def _open_to_blame(acts: Sequence[ActFinding], quotes: Sequence[Quote], sources: Sequence[str]) -> bool:
    """Whether nobody known is quoted in the sentence and nothing denied."""
    return not sources and not any(said.act == DENY for some in (acts, quotes) for said in some)


def _passing_on(others: Sequence[Quotation], context: Context) -> tuple[ActFinding, ...]:
    """The report of a sentence that does no more than quote another."""
    first = others[0] if others and context.kind not in SILENT else None
    return (ActFinding(act=REPORT, span=first.span, rule=first.rule),) if first else ()


def _sources(named: Iterable[str], outer: Masked, context: Context, voices: Sequence[InnerVoice]) -> tuple[str, ...]:
    """Whom a sentence quotes: by name in it, or in the words before it."""
    carried = (v for v in voices if not any(outer.sentence.span.covers(m.span) for m in v.quotation.sources))
    return tuple(dict.fromkeys((*named, *(key for v in carried for key in context.keys_of(*v.quotation.sources)))))


def _own_acts(own: Sequence[Masked], rules: Rules, context: Context) -> tuple[ActFinding, ...]:
    """What the claimant does in the words that it quotes of its own side."""
    return tuple(act for words in own for act in find_acts(words, rules, context))


def _own_events(
    own: Iterable[Masked], rules: Rules, context: Context, acts: Sequence[ActFinding]
) -> list[EventFinding]:
    return [event for words in own for event in _events(words, rules, context, acts, (), ())[0]]


def _inner_events(voices: Sequence[InnerVoice], rules: Rules) -> Iterator[EventFinding]:
    """The events that quoted words tell, or deny, in the mouth of the one whose they are."""
    for voice in voices:
        told, _ = _events(voice.masked, rules, voice.context, (), voice.quotes, ())
        yield from (
            replace(f, denier=f.denier or voice.context.claimant) if f.polarity == "negative" else f for f in told
        )


def _inner_compliance(voices: Sequence[InnerVoice], rules: Rules) -> Iterator[ComplianceFinding]:
    for voice in voices:
        yield from find_compliance(voice.masked, rules, voice.context, _accused(voice.quotes))


def _charges(quotes: Iterable[Quote]) -> tuple[Charge, ...]:
    """The words in which others accuse somebody named."""
    told = (q for q in quotes if q.act == ACCUSE and q.targets and not q.direct)
    return tuple(Charge(span=quote.span, accused=quote.targets) for quote in told)


def _accused(said: Iterable[ActFinding | Quote]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in said if one.act == ACCUSE for key in one.targets))


def _events(
    masked: Masked,
    rules: Rules,
    context: Context,
    acts: Sequence[ActFinding],
    quotes: Sequence[Quote],
    sources: Sequence[str],
) -> tuple[tuple[EventFinding, ...], tuple[EventFinding, ...]]:
    """The events that a sentence tells or denies, and what the speaker is charged with in it."""
    deniers = [context.claimant for act in acts if act.act == DENY] + [q.claimant for q in quotes if q.act == DENY]
    reading = read(masked, rules, context)
    events = with_denied(events_in(reading), reading, deniers)
    if sources and not deniers:
        return events, charges_of(reading, context.claimant)
    return events, tuple(f for f in events if f.denier)
