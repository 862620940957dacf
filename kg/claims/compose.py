"""Claims: what was found in a sentence, laid in the mouth of the one who says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.claims.compliance import ComplianceFinding
from kg.claims.quotes import Quote
from kg.claims.sentence import SentenceFindings
from kg.knowledge.schemes import schemes
from kg.model.extraction import CasualtyCount, Claim, Voice
from kg.model.mention import Evidence

FALLBACK = "report"  # the act of a sentence whose acts carry no events and figures
FALLBACK_RULE = "report-by-content"


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
        own = _claims(item, figures, [claim.key for claim in quoted], slug)
        claims += quoted
        for claimant in item.voice.claimants:
            claims += [_made_by(claim, claimant, item.voice) for claim in own]
    return tuple(claims), tuple(counts)


def _made_by(claim: Claim, claimant: str, voice: Voice) -> Claim:
    """A claim of a joint letter as one state's own."""
    if len(voice.claimants) == 1:
        return claim
    key = f"{claim.key}-{claimant.rpartition('/')[2]}"
    return replace(claim, key=key, claimant=claimant, targets=tuple(t for t in claim.targets if t != claimant))


def _claims(item: SentenceFindings, figures: Sequence[CasualtyCount], quoted: Sequence[str], slug: str) -> list[Claim]:
    """A claim for each act of a sentence, for what it denies, and for each thing that it says of an agreement.

    `quoted` are the keys of the claims that it passes on.
    """
    acts = {a.act: a for a in item.acts}
    told = tuple(dict.fromkeys(key for f, key in item.events if f.polarity == "positive"))
    if "deny" in acts and item.sources:  # what another is quoted with and the speaker rejects, the speaker denies
        told = ()
    own = ("", *item.voice.claimants)
    denied = tuple(dict.fromkeys(key for f, key in item.events if key not in told and f.denier in own))
    carrier = next((act for act in schemes().carriers if act in acts), None)
    teller = "deny" if "deny" in acts else carrier  # the act that speaks of what others claim
    claims = []
    for act in acts.values():
        bears = act.act == carrier
        claims.append(
            replace(
                _claim(item, slug, act.act, act.rule),
                act=act.act,
                targets=act.targets,
                reported_source=() if act.act in schemes().performative else item.sources,
                about=(
                    *(told if bears else denied if act.act == "deny" else ()),
                    *(quoted if act.act == teller else ()),
                ),
                casualties=tuple(c.key for c in figures) if bears else (),
                polarity="negative" if act.act == "deny" else "positive",
            )
        )
    if (told or figures) and carrier is None:
        rule = item.events[0][0].rule if item.events else figures[0].evidence[0].rule
        claim = _claim(item, slug, FALLBACK, rule)
        claims.append(replace(claim, act=FALLBACK, about=told, casualties=tuple(c.key for c in figures)))
    if denied and "deny" not in acts:
        claim = _claim(item, slug, "deny", next(f.rule for f, key in item.events if key in denied))
        claims.append(replace(claim, act="deny", about=denied, polarity="negative"))
    return [*claims, *(claim for claim, quote in _compliance_claims(item, slug) if quote is None)]


def _quoted(item: SentenceFindings, slug: str) -> list[Claim]:
    """The claims of others that a sentence passes on, about the events and the breaches told in the quoted words.

    An accusation of nobody named that is of a breach is that claim alone.
    """
    breaches = [(quote, claim) for claim, quote in _compliance_claims(item, slug) if quote]
    claims = [claim for _, claim in breaches]
    for quote in item.quotes:
        if not quote.targets and any(quote is other for other, _ in breaches):
            continue
        claim = _claim(
            item, slug, f"quoted-{quote.act}-{quote.claimant.partition('/')[2].replace('/', '-')}", quote.rule
        )
        spoken = (key for f, key in item.events if not f.denier and quote.span.covers(f.span))
        denied = (key for f, key in item.events if quote.act == "deny" and f.denier == quote.claimant)
        about = tuple(dict.fromkeys((*spoken, *denied)))
        claims.append(
            replace(
                claim,
                act=quote.act,
                claimant=quote.claimant,
                uttered_by=None,
                about=about,
                targets=quote.targets,
                polarity="negative" if quote.act == "deny" else "positive",
                reported_source=quote.sources,
                distances=(),
            )
        )
    return claims


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
    """What the sentence says of agreements, and the quoted accusation within which it says it.

    A breach within the words with which somebody is quoted as accusing is what that one says.
    """
    for number, finding in enumerate(item.compliance):
        claim = _claim(item, slug, f"{finding.compliance}-{number}", finding.rule)
        about = (finding.agreement, *finding.provisions)
        claim = replace(claim, compliance=finding.compliance, complier=finding.complier, about=about)
        accusers = [
            quote for quote in item.quotes if finding.compliance in schemes().breaches and _charges(quote, finding)
        ]
        for quote in accusers:
            key = f"{claim.key}-quoted-{quote.claimant.partition('/')[2].replace('/', '-')}"
            said = replace(claim, key=key, claimant=quote.claimant, uttered_by=None)
            yield replace(said, reported_source=quote.sources, distances=()), quote
        if not accusers:
            yield claim, None


def _charges(quote: Quote, finding: ComplianceFinding) -> bool:
    """Whether a quoted accusation is of this breach."""
    named = not quote.targets or finding.complier in quote.targets
    return quote.act == "accuse" and quote.span.covers(finding.span) and named and finding.complier != quote.claimant


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
                    as_of=item.ties.figures[number].as_of,
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
