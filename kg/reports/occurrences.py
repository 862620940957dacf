"""Occurrences on a page: who claims them, who else speaks of them, and what they are called without taking sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.analysis.ledger import occurrence_of
from kg.analysis.replies import is_denial
from kg.graph.export.formats import shorten
from kg.graph.lookup import MentionView
from kg.graph.statements import ClaimView, EventView
from kg.namespaces import LKG
from kg.reports.page import Group, key_of
from kg.reports.phrasing import Named, Phrasing


def occurrence_groups(phrasing: Phrasing, chosen: Iterable[ClaimView]) -> Iterator[Group]:
    """The occurrences that claims speak of, in the order of their stated time; those without one come last."""
    groups: dict[str, tuple[list[EventView], dict[str, ClaimView]]] = {}
    for one in chosen:
        for thing in one.about:
            if "Event" in phrasing.lookup.classes(thing):
                accounts, said = groups.setdefault(occurrence_of(phrasing.statements, thing), ([], {}))
                accounts.append(phrasing.statements.event(thing))
                said[one.claim] = one
    for occurrence, (accounts, said) in sorted(groups.items(), key=lambda item: _begin(item[1][0])):
        others = phrasing.lookup.objects(occurrence, LKG.account)
        note = phrasing.say("accounts", number=len(others), iri=shorten(occurrence)) if len(others) > 1 else ""
        heading = occurrence_label(phrasing, list(dict.fromkeys(accounts)))
        yield phrasing.claims(heading, said.values(), note, key=key_of(occurrence))


def _begin(accounts: list[EventView]) -> tuple[str, str]:
    """The earliest day of accounts, and their first IRI."""
    days = [str(day) for account in accounts if (day := account.begin or account.end)]
    return min(days, default="~"), min(account.event for account in accounts)


MOST_TIMES = 3
"""So many stated times a title lists; of more it gives the first and the last day."""


def occurrence_label(phrasing: Phrasing, accounts: list[EventView]) -> str:
    """What one account says, with who claims it; of several, their types and days alone, for the rest may differ."""
    types = phrasing.several(phrasing.wording.concept("EventTypes", account.type) for account in accounts)
    if len(accounts) == 1:
        (only,) = accounts
        who = phrasing.names(claimants_of(phrasing, only)[0])
        phrase = "event" if who else "event_denied"
        return phrasing.say(phrase, type=types, when=phrasing.when(only), roles=phrasing.roles(only), who=who)
    ordered = sorted(accounts, key=lambda one: (str(one.begin), one.event))
    when = phrasing.several(map(phrasing.when, ordered))
    days = [day for one in accounts for day in (one.begin, one.end) if day]
    if len({(one.begin, one.end) for one in accounts}) > MOST_TIMES and days:
        when = phrasing.say("from_to", begin=min(days), end=max(days))
    return phrasing.say("occurrence", types=types, when=when, number=len(accounts))


def claimants_of(phrasing: Phrasing, account: EventView) -> tuple[list[str], list[str]]:
    """Who says that it happened and names who did it, and who else speaks of it; in the order of date and place.

    Where nobody names them, or the account knows of nobody, all who speak of it claim it.
    """
    claims = [one for one in phrasing.statements.claims(account.claims) if not is_denial(one)]
    names = list(_doers(phrasing, account))
    naming = [
        one for one in claims if any(stands_in(name, at) for at in phrasing.statements.mentions(one) for name in names)
    ]
    first = list(dict.fromkeys(one.claimant for one in naming or claims))
    return first, [one for one in dict.fromkeys(one.claimant for one in claims) if one not in first]


def _doers(phrasing: Phrasing, account: EventView) -> Iterator[Named]:
    """Where an account's document names those who did it, and nobody else with them: not as part of a place's name."""
    who = {*(account.agents or account.participants)}
    named = phrasing.named_in(account.document)
    places = [one for one in named if one.place]
    for name in named:
        inside = (one for one in places if one.start <= name.start and name.end <= one.end)
        if name.things <= who and not any(inside):
            yield name


def stands_in(name: Named | MentionView, words: MentionView) -> bool:
    """Whether a name stands within these words of its document."""
    return words.start <= name.start and name.end <= words.end
