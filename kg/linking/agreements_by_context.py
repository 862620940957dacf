"""Agreements that part or document have named and that a mention leans on or names for short."""

from __future__ import annotations

from collections.abc import Sequence

from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import Rules
from kg.linking.agreement_collector import AgreementCollector
from kg.linking.agreement_drafts import RESOLUTION
from kg.linking.agreement_names import AgreementName
from kg.linking.agreement_words import TITLE_MARKS, counted, kinds_meant
from kg.linking.antecedents import BARE, ORDINAL, POINTER, QUANTITY, lean, leans

RESOLUTIONS = "resolutions"
_A_NOUN = 2  # signs: agreement, accord
SAID = frozenset({RESOLUTION, "statement"})  # of which there are many: one without a name is none of the document's own


def agreements_by_context(name: AgreementName, collector: AgreementCollector, rules: Rules) -> tuple[str, ...]:
    """The agreements that a mention means by what was named before it; where it stays open, the problem is kept."""
    slots = name.mention.slots
    if name.number:
        return (collector.resolution(name, name.number),)
    if "draft" in slots:
        return collector.voted()
    if ORDINAL in slots:
        return _ordinal(name, collector)
    if leans(name.mention):
        return _leaning(name, collector, rules)
    if RESOLUTIONS in slots:
        return (_resolutions(name, collector),)
    if name.entries:
        return _bearer(name, collector)
    if name.kind in schemes().generic_kinds and not name.titled:
        return _of_a_kind(name, collector)
    return (_short_of(name, collector) or collector.draft(collector.own_key(name), name).key,)


def _resolutions(name: AgreementName, collector: AgreementCollector) -> str:
    """An organ's unnumbered resolutions, one agreement in a document, with the organ where only *its* are named."""
    organs = collector.lexicon.find(name.item.part.text.slice(name.mention.slots[RESOLUTIONS]))
    begin = f"{collector.prefix}/{RESOLUTIONS}"
    known = [key for key in collector.drafts if key.startswith(begin)]
    own = f"{begin}-{organs[0].key.rpartition('/')[2]}" if organs else known[0] if known else begin
    return collector.draft(own, name).key


def _ordinal(name: AgreementName, collector: AgreementCollector) -> tuple[str, ...]:
    """The first, second, third of the agreements last named together, by date."""
    drafts = collector.drafts
    group = next((keys for _, keys in collector.before(name) if len(keys) > 1), ())
    place = counted(name.item, name.mention, ORDINAL) or 0
    ordered = sorted(group, key=lambda key: (drafts[key].signed(), key))
    if 0 < place <= len(ordered):
        return (ordered[place - 1],)
    collector.problem(name, "ordinal-without-list", "no list of agreements before it has that many")
    return ()


def _leaning(name: AgreementName, collector: AgreementCollector, rules: Rules) -> tuple[str, ...]:
    """The agreements just named, or the resolution that the meeting makes.

    A bare noun without anything near it means the document's only one called so; others are open.
    """
    found = lean(name.item, name.mention, collector.keys, lambda key: _fits(name, key, collector, rules))
    if found.keys:
        return found.keys
    meant = POINTER in name.mention.slots and name.kind == "resolution" and not found.could_be
    voted = collector.voted() if meant else ()
    if voted:
        return voted
    if BARE in name.mention.slots:
        return _bare(name, collector, rules)
    collector.ambiguous(name, found.could_be)
    return ()


def _bare(name: AgreementName, collector: AgreementCollector, rules: Rules) -> tuple[str, ...]:
    """The document's only agreement called so; where it names none that the noun can mean, the noun is a name."""
    kinds = kinds_meant(rules, name.words)
    if name.kind not in SAID and not any(draft.kind in kinds for draft in collector.drafts.values()):
        return (collector.draft(collector.own_key(name), name).key,)
    return collector.only(lambda draft: draft.called(name.words))


def _fits(name: AgreementName, key: str, collector: AgreementCollector, rules: Rules) -> bool:
    """Whether the noun of a leaning mention can mean an agreement: a name of it holds it, or it is of that kind."""
    if POINTER in name.mention.slots and key.startswith(f"{collector.prefix}/{RESOLUTIONS}"):
        return False
    if "name" not in name.mention.slots:
        return True
    draft = collector.drafts[key]
    return draft.kind in kinds_meant(rules, name.words) or draft.called(name.words)


def _bearer(name: AgreementName, collector: AgreementCollector) -> tuple[str, ...]:
    """Of the agreements that bear a name, those that the part last called so or named, else the document's one.

    Where the document tells none of them apart, the name stands for itself.
    """
    bearers = [entry.key for entry in name.entries]
    here = tuple(sorted(key for key in bearers if key in collector.drafts))
    quantity = counted(name.item, name.mention, QUANTITY)
    called = _last_called(name, bearers, collector) if quantity is None else ()
    if called or len(here) == (1 if quantity is None else quantity):
        return called or here
    collector.ambiguous(name, here or bearers)
    return () if here or quantity is not None else (collector.draft(collector.own_key(name), name).key,)


def _last_called(name: AgreementName, bearers: Sequence[str], collector: AgreementCollector) -> tuple[str, ...]:
    """Those of the bearers that the part last called so, or else named."""
    before = [(other, keys) for other, keys in collector.before(name) if set(keys) & set(bearers)]
    called = [keys for other, keys in before if name.words in other.surface]
    named = called or [keys for other, keys in before if not leans(other)]
    return tuple(key for key in named[0] if key in bearers) if named else ()


def _of_a_kind(name: AgreementName, collector: AgreementCollector) -> tuple[str, ...]:
    """What a generic name means: of its kind the one that the part named last, else the document's latest.

    One that only this document knows is what it is about, and comes before those of the lexicon. Where the document
    names none, it stands for itself; but a ceasefire that is kept may be that of an instrument of its sentence.
    """
    of_kind = sorted(key for key, draft in collector.drafts.items() if draft.kind == name.kind)
    own = [key for key in of_kind if not collector.drafts[key].entry]
    for keys in (own, of_kind):
        one = _last_named(name, keys, collector) or _in_force(name, keys, collector)
        if one:
            return (one,)
    if of_kind or ("kept" in name.mention.slots and _is_beside_instrument(name, collector)):
        collector.ambiguous(name, of_kind)
        return ()
    return (_abridged(name, collector) or collector.draft(f"{collector.prefix}/{name.kind}", name).key,)


def _abridged(name: AgreementName, collector: AgreementCollector) -> str | None:
    """The instrument last named in the part of which a generic name is the title with words left out."""
    for _, keys in collector.before(name):
        for key in keys:
            draft = collector.drafts[key]
            if draft.kind not in SAID and any(_holds(form, name.words) for form, _ in draft.forms):
                return key
    return None


def _holds(title: str, words: str) -> bool:
    """Whether a title has all the words' signs, in their order.

    >>> _holds("《和平与和解协议》", "和平协议")
    True
    """
    signs = iter(title)
    return len(words) > _A_NOUN and all(sign in signs for sign in words)


def _is_beside_instrument(name: AgreementName, collector: AgreementCollector) -> bool:
    """Whether the mention's sentence names an agreement before it that is no resolution."""
    start = next((s.span.start for s in name.item.sentences if s.span.covers(name.mention.span)), 0)
    here = (keys for other, keys in collector.before(name) if other.span.start >= start)
    return any(collector.drafts[key].kind != RESOLUTION for keys in here for key in keys)


def _last_named(name: AgreementName, fits: Sequence[str], collector: AgreementCollector) -> str | None:
    """The one of these that the part named last before the mention."""
    return next((key for _, keys in collector.before(name) for key in reversed(keys) if key in fits), None)


def _in_force(name: AgreementName, fits: Sequence[str], collector: AgreementCollector) -> str | None:
    """The only one of these, or the latest made before the part speaks: whoever says no more means that."""
    if len(fits) == 1 or name.day is None:
        return fits[0] if len(fits) == 1 else None
    made = [(max(days), key) for key in fits if (days := collector.drafts[key].signed())]
    past = [(when, key) for when, key in made if when <= name.day]
    latest = [key for when, key in past if when == max(past)[0]]
    return latest[0] if len(latest) == 1 else None


def _short_of(name: AgreementName, collector: AgreementCollector) -> str | None:
    """The agreement last named in the part whose name ends as this one does, title marks aside."""
    words = name.mention.surface.strip(TITLE_MARKS)
    if not collector.drafts.may_end(words):  # most names are nobody's ending, and there may be many of them
        return None
    for _, keys in collector.before(name):
        for key in keys:
            if any(form.strip(TITLE_MARKS).endswith(words) for form, _ in collector.drafts[key].forms):
                return key
    return None
