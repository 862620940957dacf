"""The page of a meeting: who spoke in which order for whom, what each said, of what, with which figures and names."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import DCTERMS

from kg.analysis.replies import accusations
from kg.analysis.selection import Selection, parts, select
from kg.analysis.toponyms import name_uses
from kg.graph.statements import ClaimView
from kg.namespaces import LKG
from kg.reports.occurrences import happening_groups
from kg.reports.page import Cell, Grid, Page, Section, key_of
from kg.reports.phrasing import Lines
from kg.reports.sections import (
    accusation_section,
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


def meeting_page(lines: Lines, document: str) -> Page:
    """The page of a record (or another document), by its IRI."""
    chosen = select(lines.statements, Selection(document=document))
    return Page(
        language=lines.wording.language,
        title=lines.document(document),
        kind=lines.say("kind_meeting"),
        iri=document,
        facts=tuple(_facts(lines, document)),
        sections=tuple(_sections(lines, document, chosen)),
        notes=(lines.say("note_claims"),),
    )


def _facts(lines: Lines, document: str) -> Iterator[tuple[str, str]]:
    """What the masthead prints."""
    reader = lines.reader
    for name in MASTHEAD:
        if words := reader.objects(document, LKG[name]):
            yield lines.wording.term(name), lines.several(words)
    if day := reader.first(document, DCTERMS.date):
        yield lines.say("date"), day
    if cited := reader.objects(document, DCTERMS.references, LKG.symbol):
        yield lines.say("cites"), lines.several(cited)


def _sections(lines: Lines, document: str, chosen: tuple[ClaimView, ...]) -> Iterator[Section]:
    groups = list(acts_of_speakers(lines, chosen))
    yield section(lines, "speakers", grids=[_speakers(lines, document, chosen)])
    without = sum(1 for one in chosen if not one.act)
    note = lines.say("without_act", number=without) if without else ""
    yield section(lines, "stances", note, grids=[stance_grid(lines, chosen, {group.key for group in groups})])
    yield section(lines, "claims", groups=groups)
    yield accusation_section(lines, accusations(lines.statements, Selection(document=document)))
    figures = figure_grid(lines, given(lines, chosen), lines.say("caption_figures"))
    yield section(
        lines, "happenings", lines.say("note_happenings"), grids=[figures], groups=happening_groups(lines, chosen)
    )
    yield agreement_section(lines, chosen)
    yield contradiction_section(lines, [one.claim for one in chosen])
    uses = name_uses(lines.statements, documents=[document])
    yield section(lines, "names", lines.say("note_names"), grids=[name_grid(lines, uses)])


def _speakers(lines: Lines, document: str, chosen: tuple[ClaimView, ...]) -> Grid:
    """The parts that have a voice, in order."""
    reader, rows = lines.reader, []
    for part in parts(lines.statements, document):
        voices = reader.objects(part, LKG.speaksFor)
        if not voices:
            continue
        made = [one for one in chosen if one.part == part]
        links = {key_of(lines.statements.side(one.claimant), one.act) for one in made if one.act}
        rows.append(
            (
                Cell(lines.part(reader.part(part))),
                Cell(lines.names(reader.objects(part, LKG.speaker))),
                Cell(lines.names([*voices, *reader.objects(part, LKG.onBehalfOf)])),
                Cell(lines.several(map(lines.language, reader.objects(part, DCTERMS.language)))),
                Cell(str(len(made)), min(links, default="")),
            )
        )
    columns = ("column_part", "column_person", "column_for", "column_language", "column_claims")
    return Grid(caption=lines.say("caption_speakers"), columns=tuple(map(lines.say, columns)), rows=tuple(rows))
