"""Texts as they are printed: rows of a catalogue that name who speaks, and what is found, in short."""

from __future__ import annotations

from kg.model.document import CatalogueRow, DocumentKind
from kg.model.extraction import Claim, Extraction


def row_of(kind: DocumentKind, speaker: str) -> CatalogueRow:
    return CatalogueRow(catalogue="list.csv", row=2, kind=kind, date="2016-12-01", speaks_for=(speaker,), title="文件")


def compliance_of(found: Extraction) -> set[tuple[str, str | None]]:
    return {(c.compliance, c.complier) for c in found.claims if c.compliance}


def acts_of(found: Extraction) -> dict[str, set[str]]:
    claims: list[Claim] = [c for c in found.claims if c.act]
    return {c.act: {key for other in claims if other.act == c.act for key in other.targets} for c in claims}


def events_of(found: Extraction) -> list[tuple[str, str | None, tuple[str, ...], tuple[str, ...]]]:
    return [
        (e.type, str(e.period.begin) if e.period else None, tuple(sorted(e.participants)), tuple(sorted(e.places)))
        for e in found.events
    ]
