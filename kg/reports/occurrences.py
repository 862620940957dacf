"""Happenings on a page: who tells of them, who else speaks of them, and what they are called without taking sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.analysis.ledger import happening_of
from kg.analysis.replies import is_denial
from kg.graph.export.formats import shorten
from kg.graph.lookup import MentionView
from kg.graph.statements import ClaimView, EventView
from kg.namespaces import LKG
from kg.reports.page import Group, key_of
from kg.reports.phrasing import Lines, Named


def happening_groups(lines: Lines, chosen: Iterable[ClaimView]) -> Iterator[Group]:
    """The happenings that claims speak of, in the order of their time as told; those without one come last."""
    groups: dict[str, tuple[list[EventView], dict[str, ClaimView]]] = {}
    for one in chosen:
        for thing in one.about:
            if "Event" in lines.reader.classes(thing):
                accounts, said = groups.setdefault(happening_of(lines.statements, thing), ([], {}))
                accounts.append(lines.statements.event(thing))
                said[one.claim] = one
    for happening, (accounts, said) in sorted(groups.items(), key=lambda item: _begin(item[1][0])):
        others = lines.reader.objects(happening, LKG.account)
        note = lines.say("accounts", number=len(others), iri=shorten(happening)) if len(others) > 1 else ""
        heading = happening_label(lines, list(dict.fromkeys(accounts)))
        yield lines.claims(heading, said.values(), note, key=key_of(happening))


def _begin(accounts: list[EventView]) -> tuple[str, str]:
    """The earliest day of accounts, and their first IRI."""
    days = [str(day) for account in accounts if (day := account.begin or account.end)]
    return min(days, default="~"), min(account.event for account in accounts)


def happening_label(lines: Lines, accounts: list[EventView]) -> str:
    """What one account says, with who tells it; of several, their types and days alone, for the rest may differ."""
    types = lines.several(lines.wording.concept("EventTypes", account.type) for account in accounts)
    if len(accounts) == 1:
        (only,) = accounts
        who = lines.names(tellers(lines, only)[0])
        phrase = "happening" if who else "happening_denied"
        return lines.say(phrase, type=types, when=lines.when(only), roles=lines.roles(only), who=who)
    when = lines.several(
        lines.when(account) for account in sorted(accounts, key=lambda one: (str(one.begin), one.event))
    )
    return lines.say("happening_several", types=types, when=when, number=len(accounts))


def tellers(lines: Lines, account: EventView) -> tuple[list[str], list[str]]:
    """Who says that it happened and names who did it, and who else speaks of it; in the order of date and place.

    Where nobody names them, or the account knows of nobody, all who speak of it tell it.
    """
    told = [one for one in lines.statements.claims(account.claims) if not is_denial(one)]
    names = list(_doers(lines, account))
    naming = [
        one for one in told if any(stands_in(name, at) for at in lines.statements.mentions(one) for name in names)
    ]
    first = list(dict.fromkeys(one.claimant for one in naming or told))
    return first, [one for one in dict.fromkeys(one.claimant for one in told) if one not in first]


def _doers(lines: Lines, account: EventView) -> Iterator[Named]:
    """Where an account's document names those who did it, and nobody else with them: not as part of a place's name."""
    who = {*(account.agents or account.participants)}
    named = lines.named_in(account.document)
    places = [one for one in named if one.place]
    for name in named:
        inside = (one for one in places if one.start <= name.start and name.end <= one.end)
        if name.things <= who and not any(inside):
            yield name


def stands_in(name: Named | MentionView, words: MentionView) -> bool:
    """Whether a name stands within these words of its document."""
    return words.start <= name.start and name.end <= words.end
