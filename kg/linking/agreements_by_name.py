"""Agreements that their mentions name by themselves: by number, by a name of their own, by name and dates."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence

from kg.knowledge.lexicon import Entry, Lexicon
from kg.knowledge.name_patterns import compiled_part
from kg.linking.agreement_collector import AgreementCollector
from kg.linking.agreement_names import AgreementName
from kg.linking.agreement_words import CEASEFIRE, alike, as_printed, within
from kg.linking.antecedents import leans
from kg.model.extraction import Period
from kg.model.mention import Kind, Mention

SHORT_TITLE_OPENS, TITLE_OF_ANY = "short-title-opens", "title-of-any"
CLOSING_QUOTES, CLOSING = '”"', tuple(")），,；;")


def agreements_by_name(
    name: AgreementName, after: AgreementName | None, collector: AgreementCollector, mentioned: Collection[str]
) -> tuple[str, ...]:
    """The agreements that a mention names by itself; none where it leans on others or several bear its name.

    `after` is the next mention, `mentioned` are the keys of all that the document names.
    """
    if name.number and (name.stated or not name.number.isdecimal()):
        return (collector.resolution(name, name.number),)
    if told := _short_title(name, collector) or _known_by_its_short_title(name, after, collector):
        return told
    if leans(name.mention) or name.mention.kind is Kind.SYMBOL:
        return ()
    return _by_words(name, collector, mentioned)


def _short_title(name: AgreementName, collector: AgreementCollector) -> tuple[str, ...]:
    """The agreement named right before, where the mention is the short title that the document gives it in brackets."""
    before = None if name.entries else next(collector.before(name), None)
    return before[1] if before and len(before[1]) == 1 and _in_brackets(before[0], name, collector) else ()


def _in_brackets(before: Mention, name: AgreementName, collector: AgreementCollector) -> bool:
    """Whether a name stands in brackets right behind the mention before it."""
    text, span = name.item.part.text.characters, name.mention.span
    if text[span.end : span.end + 2].lstrip(CLOSING_QUOTES)[:1] not in CLOSING:
        return False
    opens = compiled_part(collector.lexicon.parts, SHORT_TITLE_OPENS)
    return opens is not None and bool(opens.fullmatch(text, before.span.end, span.start))


def _known_by_its_short_title(
    name: AgreementName, after: AgreementName | None, collector: AgreementCollector
) -> tuple[str, ...]:
    """The known agreement whose name stands in brackets behind one that nothing knows."""
    if after is None or after.item is not name.item or name.entries or name.number or len(after.entries) != 1:
        return ()
    known = _in_brackets(name.mention, after, collector)
    return (_of_one_name(name, after.entries[0].key, collector),) if known else ()


def _by_words(name: AgreementName, collector: AgreementCollector, mentioned: Collection[str]) -> tuple[str, ...]:
    """The only agreement of the name, else one for each date."""
    own = name.titled
    here = [e for e in name.entries if not _is_strange_here(name, e, collector.lexicon, mentioned)]
    entries = [e for e in here if (own and not _is_of_others(name, e, mentioned)) or _could_be(name, e)]
    if len(entries) == 1 or (name.entries and not here):
        return (_of_one_name(name, entries[0].key if entries else collector.own_key(name), collector),)
    if not entries and name.titled:
        return (_of_one_name(name, collector.own_key(name), collector),) if name.stated else ()
    dated = (_of_date(name, period, entries, collector, mentioned) for period in name.stated)
    return tuple(dict.fromkeys(dated))


def _is_of_others(name: AgreementName, entry: Entry, mentioned: Collection[str]) -> bool:
    """Whether a title is that of another agreement: of another day, and its parties are named nowhere."""
    stated = [period for period in name.stated if period.precision == "day"]
    clash = bool(stated and entry.dates) and not any(within(p, day) for p in stated for day in entry.dates)
    return clash and _is_far(entry, mentioned)


def _is_strange_here(name: AgreementName, entry: Entry, lexicon: Lexicon, mentioned: Collection[str]) -> bool:
    """Whether a title that any peace may have is known of one whose parties the document names nowhere."""
    of_any = compiled_part(lexicon.parts, TITLE_OF_ANY)
    return of_any is not None and bool(of_any.fullmatch(name.mention.surface)) and _is_far(entry, mentioned)


def _is_far(entry: Entry, mentioned: Collection[str]) -> bool:
    """Whether an agreement has parties and the document names none of them."""
    return bool(entry.parties) and not any(party in mentioned for party in entry.parties)


def _could_be(name: AgreementName, entry: Entry) -> bool:
    """Whether a plain name is an entry's: one of another date is another agreement's."""
    if not name.stated or name.is_called(entry) or not entry.dates:
        return True
    return any(within(period, day) for period in name.stated for day in entry.dates)


def _of_one_name(name: AgreementName, key: str, collector: AgreementCollector) -> str:
    """The only agreement of the name; a year in a proper name may be no year of signing."""
    draft = collector.draft(key, name)
    proper = draft.entry is not None and name.is_called(draft.entry)
    for period in name.stated:
        if not proper or draft.fits(period):
            collector.date(name, draft, period)
    return key


def _of_date(
    name: AgreementName,
    stated: Period,
    candidates: Sequence[Entry],
    collector: AgreementCollector,
    mentioned: Collection[str],
) -> str:
    """The known agreement of that date (or within two days of it), else one that this document dates.

    A day without a year is that of the last known agreement made on such a day.
    """
    alike = [] if candidates else _alike(name, stated, collector.dated, mentioned)
    keys = _near(stated, candidates) or collector.made(name.words, stated) or _near(stated, alike)
    if not keys and name.yearless and (past := _in_its_year(stated, candidates or alike, name.day)):
        return collector.draft(past, name).key
    key = keys[0] if len(keys) == 1 else f"{collector.prefix}/{as_printed(stated)}-{name.kind}"
    collector.date(name, collector.draft(key, name), stated)
    return key


def _near(stated: Period, known: Sequence[Entry]) -> tuple[str, ...]:
    """The agreements of that very date, else those within two days of it."""
    exact = tuple(entry.key for entry in known if any(within(stated, day, 0) for day in entry.dates))
    return exact or tuple(entry.key for entry in known if any(within(stated, day) for day in entry.dates))


def _of_the_kind(entry: Entry, name: AgreementName) -> bool:
    """Whether an agreement is a ceasefire where the words for it say no more than that."""
    return entry.agreement_kind == CEASEFIRE or name.kind != CEASEFIRE


def _in_its_year(stated: Period, known: Sequence[Entry], said: datetime.date | None) -> str | None:
    """The agreement last made on the day and month of a stated time before it was spoken of; None where no one was."""
    day = stated.begin if stated.precision == "day" else None
    made = [(past, entry.key) for entry in known for past in entry.dates if day and (not said or past <= said)]
    made = [(past, key) for past, key in made if day and (past.month, past.day) == (day.month, day.day)]
    latest = [key for past, key in made if past == max(made)[0]]
    return latest[0] if len(latest) == 1 else None


def _alike(name: AgreementName, stated: Period, dated: Iterable[Entry], mentioned: Collection[str]) -> list[Entry]:
    """The agreements among those `dated` that the words can mean, of parties that the document names.

    Those of which no party is known, by their very day, and a bare ceasefire only where they are one.
    """
    day = stated.precision == "day"
    kin = (entry for entry in dated if alike(entry, name.kind, day))
    return [
        entry
        for entry in kin
        if any(party in mentioned for party in entry.parties)
        or (day and not entry.parties and _of_the_kind(entry, name) and any(within(stated, d, 0) for d in entry.dates))
    ]
