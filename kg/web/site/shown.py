"""What a site shows of a store: all but what persons judged wrong, which its index then does not have either."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.graph.store import Store
from kg.web.index.index import Index
from kg.web.index.schema import COUNTED
from kg.web.index.ties import write_ties

OF_CLAIM = "SELECT id FROM claim WHERE thing IN (SELECT thing FROM hidden)"
TAKEN_OUT = (
    f"DELETE FROM claim_text WHERE rowid IN ({OF_CLAIM})",
    f"DELETE FROM role WHERE claim IN ({OF_CLAIM})",
    "DELETE FROM role WHERE thing IN (SELECT thing FROM hidden)",
    "DELETE FROM event_role WHERE event IN (SELECT thing FROM hidden)",
    "DELETE FROM account WHERE event IN (SELECT thing FROM hidden)",
    "DELETE FROM against WHERE claim IN (SELECT thing FROM hidden) OR contradiction IN (SELECT thing FROM hidden)",
    *(
        f"DELETE FROM {table} WHERE thing IN (SELECT thing FROM hidden)"
        for table in ("claim", "event", "contradiction", "pair", "kind", "mention")
    ),
)


@contextmanager
def shown(store: Store, index: Index) -> Iterator[Index]:
    """The index without what the store hides: itself where it hides nothing, else a copy for as long as is needed."""
    if not store.hidden:
        yield index
        return
    with TemporaryDirectory(prefix="letterkg-") as folder:
        path = Path(folder) / "site.sqlite3"
        with closing(sqlite3.connect(path, isolation_level=None)) as copy:
            index.connection.backup(copy)
            copy.execute("CREATE TEMPORARY TABLE hidden (thing INTEGER PRIMARY KEY)")
            numbers = ((number,) for iri in sorted(store.hidden) if (number := index.number(iri)))
            copy.executemany("INSERT INTO hidden VALUES (?)", numbers)
            for statement in (*TAKEN_OUT, *COUNTED.split(";\n")):
                copy.execute(statement)
            write_ties(copy, store, index.number, store.hidden)
        made = Index(path)
        try:
            yield made
        finally:
            made.connection.close()
