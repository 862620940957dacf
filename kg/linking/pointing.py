"""Words of a document that only point to what they mean: links of anaphors, states whose posts are spoken of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.linking.anaphor import Anaphor
from kg.linking.anaphora import ALL_SIDES, PERSON, SHORT_FORM, SPEAKER, refer
from kg.linking.beside import Beside
from kg.linking.collector import Collector
from kg.linking.links import Links
from kg.linking.parties import is_of_one
from kg.linking.quotations import speakers_of
from kg.linking.short_forms import called_so
from kg.linking.subjects import Subject
from kg.linking.texts import Texts
from kg.model.document import PartKind
from kg.model.extraction import Voice
from kg.model.mention import STATES, Evidence, Kind, Mention
from kg.model.text import Span
from kg.namespaces import slug

LETTERS = frozenset({PartKind.COVER_LETTER, PartKind.ANNEX})
COUNTRY, GOVERNMENT = "country", "government"
REPORTED = frozenset({"both-parties", "last-state", "other-party"})


def link_anaphors(
    texts: Texts,
    voices: Sequence[Voice],
    parties: tuple[str, ...],
    subject: Subject,
    before: Links,
    *,
    told: bool = False,
    adopted: bool = False,
) -> Links:
    """The links of the document's anaphors; the problems are those that stand for nothing in sight.

    A document that is `told` in the third person means its speakers by he and she, who are no anaphors then. All sides
    in an `adopted` text on one state are those within it, whichever other state it names most.
    """
    within = adopted and is_of_one(texts.annotated, before.keys, parties)
    collector = Collector(texts, before)
    beside = Beside.of(texts.lexicon.parts)
    bodies = {key: body.names() for key, body in collector.entities.items() if body.kind is Kind.ORGANIZATION}
    pointing = [
        (_reference(texts, mention), part, mention) for part, mention in texts.mentions(frozenset({Kind.ANAPHOR}))
    ]
    for reference, part, mention in sorted(pointing, key=lambda one: one[0] != SPEAKER):  # which others look for
        if (told and reference == PERSON) or (within and reference == ALL_SIDES):
            continue
        voice = _voice(collector, voices[part], mention)
        keys = refer(reference, _anaphor(collector, voice, mention, parties, bodies, beside))
        if not keys and reference == SHORT_FORM:
            keys = _shortened(collector, voice, mention, subject, bodies)
        elif reference in (COUNTRY, GOVERNMENT):
            keys = _governed(collector, voice, subject, reference)
        if keys:
            _add(collector, part, mention, keys)
        elif reference in REPORTED:
            message = "nothing before it tells which states are meant"
            collector.problems.append(texts.problem("open-anaphor", message, part, mention.span))
    return collector.links()


def _add(collector: Collector, part: int, mention: Mention, keys: tuple[str, ...]) -> None:
    """Links the place of words that point to something."""
    for key in keys:
        evidence = Evidence(part=part, span=mention.span, rule=mention.rule)
        collector.add(key, None, evidence, named=False)
    collector.keys[part, mention.span] = keys
    collector.owners[part, mention.span] = _state_of(collector, part, mention, keys)


def _governed(collector: Collector, voice: Voice, subject: Subject, reference: str) -> tuple[str, ...]:
    """The state whose government has no name: that which a title names, or whose letter it is, where it denies."""
    speaks = collector.entities.kind(voice.claimant or "") in STATES
    if speaks and voice.claimant:
        letter = collector.texts.annotated[voice.part].part.kind in LETTERS
        return (voice.claimant,) if letter and reference == GOVERNMENT else ()
    return (subject.state,) if subject.state else ()


def _state_of(collector: Collector, part: int, mention: Mention, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Whose the person is for whom the words stand, as the last name of that one before them says."""
    if any(collector.entities.kind(key) is not Kind.PERSON for key in keys):
        return ()
    named = (m for m in collector.texts.annotated[part].mentions if m.span.end <= mention.span.start)
    owners = [collector.owners.get((part, m.span), ()) for m in named if collector.keys.get((part, m.span)) == keys]
    return next(filter(None, reversed(owners)), ())


def _reference(texts: Texts, mention: Mention) -> str | None:
    """How the referent of a mention is found, as the lexicon says or the pattern that found it."""
    if mention.entries:
        return texts.lexicon.entries[mention.entries[0]].refers_to
    pattern = texts.pattern(mention)
    return (pattern and pattern.refers_to) or SHORT_FORM


def _noun(texts: Texts, mention: Mention) -> str | None:
    pattern = texts.pattern(mention)
    return pattern.noun if pattern else None


def _voice(collector: Collector, voice: Voice, mention: Mention) -> Voice:
    """Whose words a mention stands in: the one quoted, within a quotation."""
    quotation = collector.texts.quotation(voice.part, mention.span)
    if quotation is None:
        return voice
    keys = speakers_of(
        quotation.sources,
        lambda m: collector.keys.get((voice.part, m.span), ()),
        lambda m: collector.owners.get((voice.part, m.span), ()),
    )
    return Voice(part=voice.part, claimant=keys[0] if len(keys) == 1 else None, speaks_for=keys)


def _shortened(
    collector: Collector, voice: Voice, mention: Mention, subject: Subject, bodies: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The body that a short form means beyond those named before: the speaking one, a mission, a state's own."""
    return (
        _speaking(collector, voice, mention)
        or _mission(collector, mention, subject, bodies)
        or _own_body(collector, voice.part, mention, bodies)
    )


def _speaking(collector: Collector, voice: Voice, mention: Mention) -> tuple[str, ...]:
    """The body whose words they are, for a short form of its name: a report by a commission calls it the commission."""
    body = collector.entities.get(voice.claimant or "")
    if body is None or voice.claimant is None or body.kind is not Kind.ORGANIZATION:
        return ()
    names = {voice.claimant: body.names()}
    return (voice.claimant,) if called_so(names, mention.surface, _noun(collector.texts, mention)) else ()


def _mission(
    collector: Collector, mention: Mention, subject: Subject, bodies: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The mission that the document's title names, for a short form of its name and of no body's in the document."""
    texts, key = collector.texts, subject.mission
    if key is None or called_so(bodies, mention.surface, _noun(texts, mention)):
        return ()
    names = {key: tuple(form for form, _ in texts.lexicon.entries[key].labels)}
    return (key,) if called_so(names, mention.surface, _noun(texts, mention)) else ()


def _own_body(
    collector: Collector, part: int, mention: Mention, bodies: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """A body of this document alone, for a short form that no body of the document is named by; else none."""
    texts, words = collector.texts, mention.surface
    if called := called_so(bodies, words, _noun(texts, mention)):
        message = f"could be: {'; '.join(sorted(called))}"
        collector.problems.append(texts.problem("ambiguous-body", message, part, mention.span))
        return ()
    if _noun(texts, mention):
        message = "the document names no such body"
        collector.problems.append(texts.problem("open-anaphor", message, part, mention.span))
        return ()
    key = f"actor/{texts.slug}/{slug(words)}"
    if key not in collector.entities:
        message = "the document names it by no longer name: taken for one body of this document"
        collector.problems.append(texts.problem("unnamed-body", message, part, mention.span))
    collector.add(key, Kind.ORGANIZATION, Evidence(part=part, span=mention.span, rule=mention.rule))
    return (key,)


def states_meant(
    collector: Collector, part: int, mention: Mention, pointing: Span, parties: tuple[str, ...]
) -> tuple[str, ...]:
    """The states whose posts a mention speaks of by words such as both countries; none where that is open."""
    entries = collector.texts.lexicon.find(collector.texts.text(part).slice(pointing))
    reference = next((entry.refers_to for entry in entries if entry.refers_to), None)
    voice = Voice(part=part, claimant=collector.texts.voice(part))
    return refer(reference, _anaphor(collector, voice, mention, parties, {}, Beside.of(collector.texts.lexicon.parts)))


def _anaphor(
    collector: Collector,
    voice: Voice,
    mention: Mention,
    parties: tuple[str, ...],
    bodies: Mapping[str, tuple[str, ...]],
    beside: Beside,
) -> Anaphor:
    return Anaphor(
        item=collector.texts.annotated[voice.part],
        mention=mention,
        voice=voice,
        parties=parties,
        keys=collector.keys,
        owners=collector.owners,
        kind=collector.entities.kind,
        bodies=bodies,
        noun=_noun(collector.texts, mention),
        beside=beside,
    )
