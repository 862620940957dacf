"""What a document says: its names linked, its sentences read by the finders, their findings made claims."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from operator import attrgetter

from kg.claims.casualties.events import REASONS, EventOfCount, events_of_counts
from kg.claims.compliance import with_stated_actors
from kg.claims.compose import compose
from kg.claims.context import OPPONENTS, Context, Previous
from kg.claims.events.merge import merge_findings
from kg.claims.place_status import place_statuses
from kg.claims.reading import stage_of
from kg.claims.sentence import SentenceFindings, find_in_sentence
from kg.knowledge.layout import Layout
from kg.knowledge.lexicon import Lexicon, fold
from kg.knowledge.sentence_rules import ActRule, Rules
from kg.linking.document import Linked, link
from kg.linking.subjects import only_named_in
from kg.mentions.masking import Masked, mask
from kg.model.document import ADOPTED, Document, DocumentKind, PartKind
from kg.model.extraction import Claim, Entity, Event, Extraction, Voice
from kg.model.mention import STATES, Annotated, Kind, Mention
from kg.model.text import Problem, Span
from kg.structure.speakers import head_length

UNITED_NATIONS, SECRETARIAT = "actor/united-nations", "actor/un-secretariat"
SPOKEN = frozenset({PartKind.SPEECH, PartKind.CHAIR})
UNSAID = ("letter-title", "document-title")  # layout rules of what stands in a part and is no sentence of its speaker


def document_claims(
    document: Document, annotated: tuple[Annotated, ...], lexicon: Lexicon, layout: Layout, rules: Rules
) -> Extraction:
    """All that a document says: its actors, agreements, events, figures and claims, each with its evidence."""
    linked = link(document, annotated, lexicon, rules)
    found = tuple(find_in_parts(linked, layout, rules))
    found, events = with_events(found, linked.slug)
    counted = events_of_counts(found, events, linked.calendar.days)
    claims, counts = compose(found, counted.of, linked.slug)
    about = {key for claim in claims for key in claim.about}
    resolved = linked.resolved
    return Extraction(
        document=document,
        slug=linked.slug,
        voices=resolved.voices,
        sender=resolved.sender,
        on_behalf_of=resolved.on_behalf_of,
        catalogued=resolved.catalogued,
        addressee=resolved.addressee,
        entities=tuple(_met(resolved.entities, claims)),
        memberships=resolved.memberships,
        agreements=with_stated_actors(linked.agreements.values(), claims),
        provisions=linked.provisions.things,
        events=tuple(event for event in events if event.key in about),  # the graph holds no others
        casualties=counts,
        claims=claims,
        statuses=place_statuses(document.parts, resolved.entities, rules),
        problems=(*linked.problems, *(p for item in found for p in item.problems), *_open(annotated, found, counted)),
    )


def _met(entities: Iterable[Entity], claims: Iterable[Claim]) -> Iterator[Entity]:
    """The entities, without an unknown actor who claims nothing and to whom no words point."""
    claimants = {claim.claimant for claim in claims}
    yield from (e for e in entities if e.kind is not Kind.UNKNOWN or e.evidence or e.key in claimants)


def _context_of(linked: Linked) -> Context:
    """What is the same for all parts of a document."""
    return Context(
        adopted=linked.document.kind in ADOPTED,
        addressee=linked.resolved.addressee or linked.chair,
        country=_country(linked),
        parties=linked.resolved.parties,
        references=tuple(dict.fromkeys(text.characters for text in linked.document.references)),
        agreements=linked.agreements,
        homes=linked.homes,
        states=_states(linked),
        joint=linked.joint,
        peoples=linked.peoples,
    )


def _country(linked: Linked) -> tuple[str, ...]:
    """The state that the title of a report or in the catalogue names; else the one that the document keeps naming."""
    states = [entity for entity in linked.resolved.entities if entity.kind in STATES]
    title = fold(linked.document.row.title) if linked.document.row else _printed_title(linked.document)
    names = ((fold(name), state.key) for state in states for name in (state.name, *dict(state.names)))
    titled = only_named_in(title, names)
    return (titled,) if titled else _most_named(linked, {state.key for state in states})


def _printed_title(document: Document) -> str:
    """The first page of a report, folded; nothing of another document, whose first page names others too."""
    front = (part.text.characters for part in document.parts if part.kind is PartKind.MASTHEAD)
    return fold("\n".join(front)) if document.kind is DocumentKind.REPORT else ""


def _most_named(linked: Linked, states: set[str]) -> tuple[str, ...]:
    """The one of these states that the document names more than once, and twice as often as any other."""
    named = (key for item in linked.annotated for m in item.mentions for key in _of(linked, item.part.order, m))
    (first, often), (_, second) = [*Counter(k for k in named if k in states).most_common(2), ("", 0), ("", 0)][:2]
    return (first,) if often >= 2 * max(second, 1) else ()


def _of(linked: Linked, part: int, mention: Mention) -> tuple[str, ...]:
    """What a mention stands for, and whose it is."""
    return (*linked.keys_of(part, mention), *linked.resolved.owners_of(part, mention))


def _spoken_by(linked: Linked, whole: Context, claimant: str | None) -> Context:
    """What is the same for all parts in which somebody speaks."""
    impartial, family = _is_impartial(linked, claimant), _family(linked, claimant)
    return replace(whole, claimant=claimant or "", impartial=impartial, family=family)


def _context_in(linked: Linked, spoken: Context, item: Annotated, voice: Voice) -> Context:
    """Who speaks in a part and what its mentions stand for, with what is known of who speaks."""
    resolved, part = linked.resolved, item.part.order
    return replace(
        spoken,
        speaker=voice.speaker or "",
        kind=item.part.kind,
        told=linked.document.kind is DocumentKind.SUMMARY_RECORD and item.part.kind in SPOKEN,
        noted=linked.document.kind is DocumentKind.NOTE_VERBALE and item.part.kind is PartKind.COVER_LETTER,
        speaks_for=(*voice.speaks_for, *_bodies(linked, voice.on_behalf_of)),
        day=linked.calendar.day(part),
        keys={m.span: linked.keys_of(part, m) for m in item.mentions},
        owners={m.span: _owners(linked, item, m) for m in item.mentions},
        sites={m.span: resolved.places_in(part, m) for m in item.mentions if m.kind is Kind.AGREEMENT},
        periods={m.span: linked.calendar.period(part, m) for m in item.mentions if m.kind is Kind.DATE},
        provisions={m.span: linked.provisions.keys.get((part, m.span), ()) for m in item.mentions},
        quotations=tuple(resolved.quotations.get(part, ())),
    )


def _owners(linked: Linked, item: Annotated, mention: Mention) -> tuple[str, ...]:
    """Whose a mention's actor is; a person whom it gives a post once held is nobody's."""
    posts = (item.part.text.slice(span) for slot, span in mention.slots.items() if slot.startswith("post"))
    if mention.kind is Kind.PERSON and any(linked.lost and linked.lost.search(post) for post in posts):
        return ()
    return linked.resolved.owners_of(item.part.order, mention) or _served_by(linked, item.part.order, mention)


def _served_by(linked: Linked, part: int, mention: Mention) -> tuple[str, ...]:
    """The one state of which somebody whom a mention calls by no more than the name, or he or she, holds a post."""
    keys = linked.keys_of(part, mention) if mention.kind is Kind.ANAPHOR or "name" in mention.slots else ()
    served = {linked.served[key] for key in keys if key in linked.served}
    return tuple(served) if len(served) == 1 else ()


def _bodies(linked: Linked, keys: Iterable[str]) -> Iterator[str]:
    """Those of the keys that are bodies."""
    for key in keys:
        yield from (e.key for e in linked.resolved.entities if e.key == key and e.kind is Kind.ORGANIZATION)


def _states(linked: Linked) -> frozenset[str]:
    """The states that the document names."""
    return frozenset(entity.key for entity in linked.resolved.entities if entity.kind in STATES)


def _is_impartial(linked: Linked, claimant: str | None) -> bool:
    """Whether what is read is no party's word: a report, what an organ adopts, or a body of the United Nations."""
    reports = linked.document.kind in ADOPTED | {DocumentKind.REPORT}
    return reports or any(e.key == claimant and UNITED_NATIONS in e.belongs_to for e in linked.resolved.entities)


def _family(linked: Linked, claimant: str | None) -> frozenset[str]:
    """Whose body speaks or reports; of one of the United Nations also its bodies, who speaks for it, and his envoys."""
    if linked.document.kind in ADOPTED:
        return frozenset()
    entities = linked.resolved.entities
    own = {owner for e in entities if e.key == claimant for owner in e.belongs_to}
    if _is_impartial(linked, claimant):
        own |= {e.key for e in entities if claimant in e.belongs_to}
        heads = {key for key, body in linked.published.items() if body == claimant}
        if {*linked.published.values()} - own - {claimant}:  # who speaks for the Secretariat does so for no organ
            own.discard(UNITED_NATIONS)
        posts = {*heads, claimant, UNITED_NATIONS if claimant == SECRETARIAT else claimant}
        own |= heads | {m.member for m in linked.resolved.memberships if m.organization in posts}
    return frozenset(own)


def find_in_parts(linked: Linked, layout: Layout, rules: Rules) -> Iterator[SentenceFindings]:
    """What each sentence of the parts that somebody says tells, in order; of a heading, what it says outright.

    A part is read once more where whom it accuses in the end is named in what only informed at first.
    """
    spoken_by = cache(partial(_spoken_by, linked, _context_of(linked)))
    for item, voice in zip(linked.annotated, linked.resolved.voices, strict=True):
        if voice.claimant is None:
            continue
        spoken = _context_in(linked, spoken_by(voice.claimant), item, voice)
        read = partial(_find_in_part, linked, layout=layout, rules=rules, item=item, voice=voice, known={})
        found = tuple(read(spoken))
        opponents = frozenset(key for one in found for key in one.accused)
        if not spoken.impartial and _informs_of(opponents, spoken, found):
            found = tuple(read(replace(spoken, previous=Previous(opponents=opponents))))
        yield from found


def _informs_of(opponents: frozenset[str], context: Context, found: Iterable[SentenceFindings]) -> bool:
    """Whether a sentence that informs and does no more names one of the opponents, or something of theirs."""
    spans = sorted(
        span for span, keys in context.keys.items() if not opponents.isdisjoint((*keys, *context.owners.get(span, ())))
    )
    for sentence in (one.sentence.span for one in found if one.informs):
        first = bisect_left(spans, sentence.start, key=attrgetter("start"))
        if first < len(spans) and sentence.covers(spans[first]):
            return True
    return False


def _find_in_part(
    linked: Linked,
    spoken: Context,
    *,
    layout: Layout,
    rules: Rules,
    item: Annotated,
    voice: Voice,
    known: dict[Span, tuple[Context, SentenceFindings, Previous]],
) -> Iterator[SentenceFindings]:
    """What each sentence of a part tells.

    `known` keeps of each the context, what it tells in that, and what the next one has before it: the same again.
    """
    before = spoken.previous
    for masked in _sentences(item, layout):
        span = masked.sentence.span
        if span not in known or not _reads_alike(known[span][0], before):
            heading = linked.calendar.headings.get((item.part.order, span))
            context = replace(spoken, heading=heading, previous=before, asked=set())
            found = find_in_sentence(masked, rules, context, item.part, voice)
            if layout.match("heading", item.part.text.slice(span)):
                by_default = {rule.name for rule in rules.such(ActRule, stage_of, "default")}
                found = replace(found, acts=tuple(act for act in found.acts if act.rule not in by_default))
            known[span] = context, found, _previous(found, masked, context)
        _, found, behind = known[span]
        before = replace(behind, opponents=before.opponents.union(found.accused))
        yield found


def _reads_alike(known: Context, before: Previous) -> bool:
    """Whether a sentence tells the same behind this one: it differs at most in the opponents, for whom none asked."""
    if OPPONENTS not in known.asked:
        before = replace(before, opponents=known.previous.opponents)
    return known.previous == before


def _previous(found: SentenceFindings, masked: Masked, context: Context) -> Previous:
    """What a sentence is for the one behind it, but for whom the part has accused so far."""
    return Previous(
        masked=masked,
        events=found.event_findings,
        charges=found.charges,
        accused=found.accused or context.previous.accused,
        addressed=found.addressed,
        writers=found.writers,
        tells_of_text=found.tells_of_text,
    )


def _sentences(item: Annotated, layout: Layout) -> Iterator[Masked]:
    """The sentences of a part, without titles, headings and the line that names a speech's speaker."""
    for number, sentence in enumerate(item.sentences):
        words = item.part.text.slice(sentence.span)
        if not any(layout.match(rule, words) for rule in UNSAID):
            yield mask(item, sentence, head_length(item.part, sentence.span, layout) if number == 0 else 0)


def with_events(found: Iterable[SentenceFindings], name: str) -> tuple[tuple[SentenceFindings, ...], tuple[Event, ...]]:
    """The findings, each told event with the key of the document's event that it became, and these events."""
    found = tuple(found)
    merged = merge_findings([(item.voice.part, finding) for item in found for finding in item.event_findings], name)
    key_of = {id(finding): event.key for event, findings in merged for finding in findings}
    paired = (_paired(item, key_of) if item.event_findings else item for item in found)
    return tuple(paired), tuple(event for event, _ in merged)


def _paired(found: SentenceFindings, key_of: Mapping[int, str]) -> SentenceFindings:
    """The findings of a sentence, its told events with the keys of the events that they became."""
    return replace(found, events=tuple((e, key_of[id(e)]) for e in found.event_findings if id(e) in key_of))


def _open(
    annotated: Sequence[Annotated], found: Sequence[SentenceFindings], counted: EventOfCount
) -> Iterator[Problem]:
    """The figures that are of no event told, each with the reason."""
    for (place, number), code in sorted(counted.open.items()):
        item = found[place]
        text, span = annotated[item.voice.part].part.text, item.casualties[number].span
        yield text.problem(span, stage="casualties", code=code, message=REASONS[code])
