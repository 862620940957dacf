"""A short name that several states share, such as Congo: which of them a document means by it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kg.knowledge.lexicon import Entry, fold
from kg.linking.subjects import Subject
from kg.linking.texts import Texts
from kg.model.document import ADOPTED, DocumentKind
from kg.model.mention import STATES, Kind, Mention
from kg.model.text import Text

OFFICIAL = ADOPTED | {DocumentKind.REPORT, DocumentKind.MEETING_RECORD, DocumentKind.SUMMARY_RECORD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The state that a shared name means: alone, and within longer names (of its army); None where that is open."""

    alone: str | None
    within: str | None


def shared_names(texts: Texts, kind: DocumentKind, subject: Subject, day: datetime.date | None) -> dict[str, Shared]:
    """What each (folded) shared name means: the only state that the document names so that no other is meant.

    That is open where it names none of them so, or several. Whoever speaks under the shared name is the first that
    bears it, and the United Nations' own papers call that one alone so, unless their title is about the other. Of
    states that followed each other under one name that of the document's `day` is meant, else the one whose chief
    name it is.
    """
    told = {name: _states(texts, name) for name in {*_names(texts)}}
    known = {keys[0] for keys in told.values() if len(keys) == 1}
    known |= {keys[0] for name, keys in told.items() if len(keys) > 1 and name in _speaking(texts)}
    return {
        name: _meant(name, [texts.lexicon.entries[key] for key in keys], known, subject.state, day, kind in OFFICIAL)
        for name, keys in told.items()
        if len(keys) > 1
    }


def _meant(
    name: str, bearers: list[Entry], known: set[str], subject: str | None, day: datetime.date | None, official: bool
) -> Shared:
    """Which of the states that bear a name is meant; the document names the `known` ones and is about `subject`."""
    if any(entry.key == subject for entry in bearers):
        return Shared(alone=subject, within=subject)
    living = [entry for entry in bearers if _is_of(entry, day)] or bearers
    keys = [entry.key for entry in living]
    chief = next((entry.key for entry in living if fold(entry.name) == name), None)
    within = _only([key for key in keys if key in known]) or _only(keys) or chief
    return Shared(alone=(chief or keys[0]) if official else within, within=within)


def _is_of(entry: Entry, day: datetime.date | None) -> bool:
    """Whether there was such a state on a day; so where nothing is known of either."""
    begin, _, end = (entry.valid or "").partition("/")
    return not day or ((begin <= day.isoformat()) and (not end or day.isoformat() < end))


def _names(texts: Texts) -> Iterator[str]:
    """The names of states in a document, alone or within longer names."""
    for item in texts.annotated:
        for mention in item.mentions:
            if mention.kind in STATES:
                yield fold(mention.surface)
            yield from states_in(item.part.text, mention)


def states_in(text: Text, mention: Mention) -> Iterator[str]:
    """The (folded) names of states inside a longer name."""
    yield from (fold(text.slice(span)) for slot, span in mention.slots.items() if slot.startswith("state"))


def _states(texts: Texts, name: str) -> list[str]:
    return [entry.key for entry in texts.lexicon.find(name) if entry.kind is Kind.STATE]


def _speaking(texts: Texts) -> set[str]:
    """The names for which the document's parts speak, as it prints them or its catalogue gives them."""
    parts = [item.part for item in texts.annotated]
    printed = {fold(text.characters) for part in parts for text in part.speaks_for}
    return printed | {fold(name) for part in parts for name in part.catalogued}


def _only(keys: list[str]) -> str | None:
    return keys[0] if len(keys) == 1 else None
