"""What claims say is done to agreements, and which of that is said both to keep and to break them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from functools import partial

from kg.knowledge.schemes import schemes
from kg.namespaces import LKG
from kg.occurrences.contradictions import Deed, Finder
from kg.occurrences.units import Units
from kg.occurrences.writer import Writer


class Deeds:
    """Deeds and their contradictions, in the database beside the store."""

    def __init__(self, units: Units, finder: Finder, writer: Writer) -> None:
        self.units, self.records, self.finder, self.writer = units, units.records, finder, writer

    def find(self, claims: Iterable[str], odds: Iterable[str]) -> None:
        """Finds anew what these claims say is done to agreements, and which of those are said to be kept and broken."""
        touched = set(odds)
        for claim in sorted(claims):
            former = {
                tuple(row) for row in self.records.execute("SELECT deed, keeps FROM deed WHERE claim = ?", (claim,))
            }
            now = self.units.reading(("deed", claim), partial(self._done, claim))
            self.records.execute("DELETE FROM deed WHERE claim = ?", (claim,))
            self.records.executemany("INSERT INTO deed VALUES (?, ?, ?)", [(deed, claim, k) for deed, k in sorted(now)])
            touched |= {str(deed) for deed, _ in former | now}
        for deed in sorted(touched):
            rows = self.records.execute(
                "SELECT claim, keeps FROM deed WHERE deed = ? ORDER BY claim", (deed,)
            ).fetchall()
            kept, broken = ([claim for claim, keeps in rows if keeps == which] for which in (1, 0))
            if kept and broken:
                agreement, side, day = json.loads(deed)
                key: Deed = agreement, side, datetime.date.fromisoformat(day) if day else None
                self.units.make(("odds", deed), partial(self._odds, key, broken, kept))
            else:
                self.units.drop(("odds", deed))

    def _odds(self, deed: Deed, broken: Sequence[str], kept: Sequence[str]) -> set[str]:
        return self.writer.contradictions(self.finder.broken_and_kept(deed, broken, kept))

    def _done(self, claim: str) -> set[tuple[str, int]]:
        """What a claim says is done to agreements, as text, each with whether it keeps them (1) or breaks them (0)."""
        lookup, found = self.units.statements.lookup, set()
        said = set(map(lookup.notation, lookup.objects(claim, LKG.compliance)))
        for keeps, which in ((1, schemes().keeping), (0, schemes().breaches)):
            if not said.isdisjoint(which):
                for agreement, side, day in self.finder.deeds(claim):
                    found.add((json.dumps([agreement, side, str(day or "")], ensure_ascii=False), keeps))
        return found
