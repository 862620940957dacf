"""The tables in which is kept what lies between documents, in the database beside the store."""

from __future__ import annotations

import datetime
import json
import sqlite3

from kg.occurrences.relations import Comparable, Site

TABLES = {
    "told": "graph PRIMARY KEY, facts",
    "fact": "s, p INTEGER, o, language, n INTEGER, PRIMARY KEY (s, p, o, language)",
    "tally": "name PRIMARY KEY, n INTEGER",
    "unit": "id INTEGER PRIMARY KEY, kind, name, reads, UNIQUE (kind, name)",
    "reading": "key INTEGER, unit INTEGER, PRIMARY KEY (key, unit)",
    "account": "event PRIMARY KEY, document, class, claimants",
    "class": "class PRIMARY KEY, comparable, first",
    "box": "box, class, brief INTEGER, PRIMARY KEY (box, class)",
    "edge": "one, two, PRIMARY KEY (one, two)",
    "found": "one, two, priority INTEGER, rule, verdict, PRIMARY KEY (one, two)",
    "member": "event PRIMARY KEY, leader",
    "listed": "one, two, verdict, PRIMARY KEY (one, two)",
    "deed": "deed, claim, keeps INTEGER, PRIMARY KEY (deed, claim, keeps)",
    "named": "of_class, entity, names, side, listed INTEGER, PRIMARY KEY (of_class, entity)",
    "shelf": "of_class, key, entity, PRIMARY KEY (of_class, key, entity)",
    "offered": "one, two, PRIMARY KEY (one, two)",
    "judged": "one, two, link, PRIMARY KEY (one, two)",
    "derived": "kind, name, line, PRIMARY KEY (kind, name, line)",
    "state": "name PRIMARY KEY, value",
}
INDEXES = {
    "account": "class, event", "box": "class", "edge": "two", "found": "two", "member": "leader", "listed": "two",
    "deed": "claim", "shelf": "of_class, entity", "offered": "two", "derived": "line",
}  # fmt: skip


def prepare(records: sqlite3.Connection) -> None:
    """Makes the tables that are not there, and lets as much of them stay in memory as does no harm."""
    records.execute("PRAGMA cache_size = -8000")
    with records:
        if not records.in_transaction:  # else each statement is a transaction by itself, which waits for the disk
            records.execute("BEGIN")
        for name, columns in TABLES.items():
            tail = " WITHOUT ROWID" if "PRIMARY KEY (" in columns else ""
            records.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns}){tail}")
        for name, columns in INDEXES.items():
            records.execute(f"CREATE INDEX IF NOT EXISTS {name}_by ON {name} ({columns})")


def empty(records: sqlite3.Connection) -> None:
    """Forgets all that was made."""
    for name in TABLES:
        records.execute(f"DELETE FROM {name}")


def to_json(one: Comparable) -> str:
    """What is compared of an account as text; the same for what is equal."""
    return json.dumps(
        {
            "type": one.type,
            "begin": str(one.begin or ""),
            "end": str(one.end or ""),
            "precision": one.precision,
            "sites": sorted([site.place, sorted(site.above), site.is_state, site.is_line] for site in one.sites),
            **{name: sorted(getattr(one, name)) for name in SETS},
            "denied": one.denied,
        },
        ensure_ascii=False,
    )


SETS = ("agents", "patients", "participants", "instruments")


def from_json(text: str) -> Comparable:
    """What `to_json` wrote."""
    said = json.loads(text)
    begin, end = (datetime.date.fromisoformat(said[name]) if said[name] else None for name in ("begin", "end"))
    sites = (
        Site(place=place, above=frozenset(above), is_state=is_state, is_line=is_line)
        for place, above, is_state, is_line in said["sites"]
    )
    sets = {name: frozenset(said[name]) for name in SETS}
    return Comparable(
        type=said["type"],
        begin=begin,
        end=end,
        precision=said["precision"],
        sites=frozenset(sites),
        denied=said["denied"],
        **sets,
    )
