"""The page of a meeting: who spoke in which order for whom, what each said, of what, with which figures and names."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import DCTERMS

from kg.analysis.replies import accusations
from kg.analysis.selection import Selection, parts, select
from kg.analysis.toponyms import name_uses
from kg.graph.statements import ClaimView
from kg.namespaces import LKG
from kg.reports.accusations import accusation_section
from kg.reports.occurrences import occurrence_groups
from kg.reports.page import Cell, Grid, Page, Section, key_of
from kg.reports.phrasing import Phrasing
from kg.reports.sections import (
    acts_of_speakers,
    agreement_section,
    contradiction_section,
    figure_grid,
    given,
    name_grid,
    section,
    stance_grid,
)

MASTHEAD = ("symbol", "organ", "session", "meetingTime", "agendaItem", "agendaTopic", "fileName")


def meeting_page(phrasing: Phrasing, document: str) -> Page:
    """The page of a record (or another document), by its IRI."""
    chosen = select(phrasing.statements, Selection(document=document))
    facts, sections = _facts(phrasing, document), _sections(phrasing, document, chosen)
    return phrasing.page("meeting", phrasing.document(document), document, facts, sections)


def _facts(phrasing: Phrasing, document: str) -> Iterator[tuple[str, str]]:
    """What the masthead prints."""
    lookup = phrasing.lookup
    for name in MASTHEAD:
        if words := lookup.objects(document, LKG[name]):
            said = map(phrasing.time_of_day, words) if name == "meetingTime" else words
            yield phrasing.wording.term(name), phrasing.several(said)
    if day := lookup.first(document, DCTERMS.date):
        yield phrasing.say("date"), day
    if cited := lookup.objects(document, DCTERMS.references, LKG.symbol):
        yield phrasing.say("cites"), phrasing.several(cited)


def _sections(phrasing: Phrasing, document: str, chosen: tuple[ClaimView, ...]) -> Iterator[Section]:
    groups = list(acts_of_speakers(phrasing, chosen))
    yield section(phrasing, "speakers", grids=[_speakers(phrasing, document, chosen)])
    without = sum(1 for one in chosen if not one.act)
    note = phrasing.say("without_act", number=without) if without else ""
    yield section(phrasing, "stances", note, grids=[stance_grid(phrasing, chosen, {group.key for group in groups})])
    yield section(phrasing, "claims", groups=groups)
    yield accusation_section(phrasing, accusations(phrasing.statements, Selection(document=document)))
    figures = figure_grid(phrasing, given(phrasing, chosen))
    occurrences = occurrence_groups(phrasing, chosen)
    yield section(phrasing, "occurrences", phrasing.say("note_occurrences"), grids=[figures], groups=occurrences)
    yield agreement_section(phrasing, chosen)
    yield contradiction_section(phrasing, [one.claim for one in chosen])
    uses = name_uses(phrasing.statements, documents=[document])
    yield section(phrasing, "names", phrasing.say("note_names"), grids=[name_grid(phrasing, uses)])


def _speakers(phrasing: Phrasing, document: str, chosen: tuple[ClaimView, ...]) -> Grid:
    """The parts that have a voice, in order."""
    lookup, rows = phrasing.lookup, []
    for part in parts(phrasing.statements, document):
        voices = lookup.objects(part, LKG.speaksFor)
        if not voices:
            continue
        made = [one for one in chosen if one.part == part]
        links = {key_of(phrasing.statements.side(one.claimant), one.act) for one in made if one.act}
        rows.append(
            (
                Cell(phrasing.part(lookup.part(part))),
                Cell(phrasing.names(lookup.objects(part, LKG.speaker))),
                Cell(phrasing.names([*voices, *lookup.objects(part, LKG.onBehalfOf)])),
                Cell(phrasing.several(map(phrasing.language, lookup.objects(part, DCTERMS.language)))),
                Cell(str(len(made)), min(links, default="")),
            )
        )
    columns = ("part", "person", "for", "language", "claims")
    return phrasing.grid("speakers", columns, rows)
