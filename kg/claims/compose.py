"""Claims: what was found in a sentence, laid in the mouth of the one who says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.claims.acts import ActFinding
from kg.claims.compliance import ComplianceFinding
from kg.claims.events.finding import EventFinding
from kg.claims.quotes import Quote, Telling
from kg.claims.sentence import SentenceFindings
from kg.knowledge.schemes import schemes
from kg.model.extraction import CasualtyCount, Claim, Voice
from kg.model.frozen import dataclass
from kg.model.mention import Evidence
from kg.model.text import Span

DENY = "deny"
Keyed = tuple[EventFinding, str]
FALLBACK = "report"  # the act of a sentence whose acts carry no events and figures


def compose(
    found: Sequence[SentenceFindings], of_event: Mapping[tuple[int, int], str], slug: str
) -> tuple[tuple[Claim, ...], tuple[CasualtyCount, ...]]:
    """The claims and the casualty counts of a document, in the order of its sentences.

    `of_event` are the keys of the figures' events, by the places of sentence and figure.
    """
    claims: list[Claim] = []
    counts: list[CasualtyCount] = []
    for place, item in enumerate(found):
        if item.voice.claimant is None:
            continue
        figures = _counts(item, [of_event.get((place, number)) for number in range(len(item.casualties))], slug)
        counts += figures
        quoted = _quoted(item, slug)
        own = _claims(item, _content(item, figures, quoted), slug)
        claims += quoted
        for claimant in item.voice.claimants:
            mine = (claim for claim in own if item.only.get(claim.act or "", claimant) == claimant)
            claims += [_made_by(claim, claimant, item.voice) for claim in mine]
    return tuple(claims), tuple(counts)


def _made_by(claim: Claim, claimant: str, voice: Voice) -> Claim:
    """A claim of a joint letter as one state's own."""
    if len(voice.claimants) == 1:
        return claim
    key = f"{claim.key}-{claimant.rpartition('/')[2]}"
    complier = claimant if claim.complier in voice.claimants else claim.complier  # what each does for itself
    targets = tuple(key for key in claim.targets if key != claimant)
    return replace(claim, key=key, claimant=claimant, targets=targets, complier=complier)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a sentence speaks of, by key: events told and denied, figures, claims that it passes on; and its acts."""

    events: tuple[str, ...]
    denied: tuple[str, ...]
    counts: tuple[str, ...]
    quoted: tuple[str, ...]
    acts: frozenset[str]

    @property
    def carrier(self) -> str | None:
        """The act that carries the events and the figures."""
        return next((act for act in schemes().carriers if act in self.acts), None)

    def about(self, act: str) -> tuple[str, ...]:
        """What an act of the sentence is about; a denial, where there is one, speaks of what others claim."""
        events = self.events if act == self.carrier else self.denied if act == DENY else ()
        teller = DENY if DENY in self.acts else self.carrier
        return (*events, *(self.quoted if act == teller else ()))


def _content(item: SentenceFindings, figures: Sequence[CasualtyCount], quoted: Sequence[Claim]) -> _Content:
    """What a sentence speaks of; what another is quoted with and the speaker rejects, the speaker denies.

    Beside a charge of the speaker's own, what others are quoted with is theirs alone.
    """
    acts = frozenset(act.act for act in item.acts)
    rejected = DENY in acts and bool(item.sources)
    events = (
        item.events
        if rejected or not _charges_beside(item)
        else _without(item.events, [quote.span for quote in item.quotes])
    )
    mine = _without(events, item.others) if rejected else events
    told = _keys(key for f, key in mine if f.polarity == "positive")
    own = ("", *item.voice.claimants)
    return _Content(
        events=told,
        denied=_keys(key for f, key in events if key not in told and f.denier in own),
        counts=tuple(figure.key for figure in figures),
        quoted=tuple(claim.key for claim in quoted),
        acts=acts,
    )


def _without(events: Sequence[Keyed], stretches: Sequence[Span]) -> list[Keyed]:
    """The events, with their keys, that are not told in these stretches."""
    return [pair for pair in events if not any(stretch.covers(pair[0].span) for stretch in stretches)]


def _charges_beside(item: SentenceFindings) -> bool:
    """Whether a sentence with a source charges somebody behind the source's words."""
    charging = (act for act in item.acts if act.act in schemes().charging)
    return bool(item.sources) and any(not item.sources_of(act.span) for act in charging)


def _keys(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _claims(item: SentenceFindings, content: _Content, slug: str) -> list[Claim]:
    """A claim for each act of a sentence, for what it denies, and for each thing that it says of an agreement."""
    acts = {act.act: act for act in item.acts}
    said = [claim for claim, quote in _compliance_claims(item, slug) if quote is None]
    broken = _making_what_is_broken(item, content, said)
    if broken:
        content = replace(content, events=tuple(key for key in content.events if key not in broken))
    return [
        *(_of_act(act, item, content, slug) for act in acts.values()),
        *_without_act(item, content, slug),
        *(replace(claim, about=(*claim.about, *broken)) if claim is _breach(said) else claim for claim in said),
    ]


def _making_what_is_broken(item: SentenceFindings, content: _Content, said: Sequence[Claim]) -> tuple[str, ...]:
    """The signings and adoptions that a charge of a breach only dates by: nobody is blamed for them."""
    if _breach(said) is None or content.carrier not in schemes().charging:
        return ()
    made = {key for finding, key in item.events if finding.type in schemes().making_instruments}
    return tuple(key for key in content.events if key in made)


def _breach(said: Sequence[Claim]) -> Claim | None:
    """The first of claims that says of somebody that an agreement is broken."""
    return next((claim for claim in said if claim.compliance in schemes().breaches), None)


def _of_act(act: ActFinding, item: SentenceFindings, content: _Content, slug: str) -> Claim:
    return replace(
        _claim(item, slug, act.act, act.rule),
        act=act.act,
        targets=act.targets,
        reported_source=() if act.act in schemes().performative else item.sources_of(act.span),
        about=content.about(act.act),
        casualties=content.counts if act.act == content.carrier else (),
        polarity=_polarity(act.act),
    )


def _without_act(item: SentenceFindings, content: _Content, slug: str) -> Iterator[Claim]:
    """The report of events and figures that no act carries, and the denial that no act word says."""
    if content.carrier is None and (content.events or content.counts):
        rule = item.events[0][0].rule if item.events else item.casualties[0].rule
        claim = _claim(item, slug, FALLBACK, rule)
        yield replace(claim, act=FALLBACK, about=content.events, casualties=content.counts)
    if content.denied and DENY not in content.acts:
        claim = _claim(item, slug, DENY, next(f.rule for f, key in item.events if key in content.denied))
        yield replace(claim, act=DENY, about=content.denied, polarity=_polarity(DENY))


def _polarity(act: str) -> str:
    return "negative" if act == DENY else "positive"


def _quoted(item: SentenceFindings, slug: str) -> list[Claim]:
    """The claims of others that a sentence passes on, about the events and the breaches told in the quoted words.

    An accusation of nobody named that is of a breach is that claim alone.
    """
    breaches = [(quote, claim) for claim, quote in _compliance_claims(item, slug) if quote]
    others = (q for q in item.quotes if q.targets or not any(q is quote for quote, _ in breaches))
    return [*(claim for _, claim in breaches), *(_of_quote(quote, item, slug) for quote in others)]


def _of_quote(quote: Quote, item: SentenceFindings, slug: str) -> Claim:
    spoken = (key for f, key in item.events if not f.denier and quote.span.covers(f.span) and _may_deny(quote, f))
    denied = (key for f, key in item.events if quote.act == DENY and f.denier == quote.claimant)
    claim = replace(
        _claim(item, slug, f"quoted-{quote.act}-{_local(quote.claimant)}", quote.rule),
        act=quote.act,
        about=_keys((*spoken, *denied)),
        targets=quote.targets,
        polarity=_polarity(quote.act),
    )
    return _as_quoted(claim, quote)


def _may_deny(quote: Quote, finding: EventFinding) -> bool:
    """Whether a quote, where it denies, may speak of an event: of a deed, not of the visit on which it is said."""
    return quote.act != DENY or finding.type in schemes().deeds


def _as_quoted(claim: Claim, quote: Quote) -> Claim:
    """A claim in the mouth of the one who is quoted with it."""
    return replace(claim, claimant=quote.claimant, uttered_by=None, reported_source=quote.sources, distances=())


def _local(key: str) -> str:
    return key.partition("/")[2].replace("/", "-")


def _claim(item: SentenceFindings, slug: str, mark: str, rule: str) -> Claim:
    voice = item.voice
    if voice.claimant is None:
        raise ValueError(f"part {voice.part} has no claimant")
    return Claim(
        key=f"claim/{slug}/{item.start}-{mark}",
        act=None,
        claimant=voice.claimant,
        part=voice.part,
        uttered_by=voice.speaker,
        reported_source=item.sources,
        distances=item.distances,
        cites=item.cites,
        evidence=(Evidence(part=voice.part, span=item.sentence.span, rule=rule),),
    )


def _compliance_claims(item: SentenceFindings, slug: str) -> Iterator[tuple[Claim, Quote | None]]:
    """What the sentence says of agreements, and the quoted words within which it says it.

    A breach within the words with which somebody is quoted as accusing is what that one says, as is what another tells.
    """
    for number, finding in enumerate(item.compliance):
        claim = _claim(item, slug, f"{finding.compliance}-{number}", finding.rule)
        about = (finding.agreement, *finding.provisions)
        sources = item.sources_of(finding.span)
        claim = replace(
            claim, compliance=finding.compliance, complier=finding.complier, about=about, reported_source=sources
        )
        accusers = list({q.claimant: q for q in item.quotes if _charges(q, finding)}.values())
        for quote in accusers:
            yield _as_quoted(replace(claim, key=f"{claim.key}-quoted-{_local(quote.claimant)}"), quote), quote
        tellers = (
            [] if accusers else [t for t in item.told if t.words.covers(finding.span) and not _owns_up(t, finding)]
        )
        for telling in tellers:
            quote = telling.quote(FALLBACK, telling.rule)
            yield _as_quoted(replace(claim, key=f"{claim.key}-quoted-{_local(quote.claimant)}"), quote), quote
        if not accusers and not tellers:
            yield claim, None


def _owns_up(telling: Telling, finding: ComplianceFinding) -> bool:
    """Whether one who tells something would tell of his own breach: that is what the claimant says of him."""
    return finding.compliance in schemes().breaches and finding.complier == telling.claimant


def _charges(quote: Quote, finding: ComplianceFinding) -> bool:
    """Whether a finding is of a breach of which a quote accuses somebody."""
    if quote.direct and quote.span.covers(finding.span):
        return True
    if quote.direct or finding.compliance not in schemes().breaches or finding.complier == quote.claimant:
        return False
    named = not quote.targets or finding.complier in quote.targets
    return quote.act == "accuse" and quote.span.covers(finding.span) and named


def _counts(item: SentenceFindings, of_event: Sequence[str | None], slug: str) -> list[CasualtyCount]:
    """The figures of a sentence, each with the event that it belongs to and the figure that it is part of."""
    counts: list[CasualtyCount] = []
    first = [_count_keys(item, number, slug)[0] for number in range(len(item.casualties))]
    for number, finding in enumerate(item.casualties):
        for side, key in zip(finding.sides or (None,), _count_keys(item, number, slug), strict=True):
            counts.append(
                CasualtyCount(
                    key=key,
                    harm=finding.harm,
                    count=finding.count,
                    bound=finding.bound,
                    victims=finding.victims,
                    side=side,
                    of_event=of_event[number],
                    as_of=item.contexts.figures[number].as_of,
                    part_of=first[finding.part_of] if finding.part_of is not None else None,
                    evidence=(Evidence(part=item.voice.part, span=finding.span, rule=finding.rule),),
                )
            )
    return counts


def _count_keys(item: SentenceFindings, number: int, slug: str) -> tuple[str, ...]:
    """The keys of a finding's counts: one for each side that it may belong to."""
    finding = item.casualties[number]
    key = f"count/{slug}/{item.start}-{number}-{finding.harm}"
    several = len(finding.sides) > 1
    return tuple(f"{key}-{side.rpartition('/')[2]}" for side in finding.sides) if several else (key,)
