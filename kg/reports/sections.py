"""Sections that several pages share: stances, claims, accusations, agreements, figures, contradictions, names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rdflib import RDFS

from kg.analysis.accusations import Accusation
from kg.analysis.ledger import contradictions_of
from kg.analysis.selection import reporters
from kg.analysis.stances import stances
from kg.analysis.toponyms import NameUse, contested
from kg.graph.lookup import MentionView
from kg.graph.statements import CasualtyView, ClaimView
from kg.namespaces import LKG
from kg.reports.page import Cell, Grid, Group, Line, Section, key_of
from kg.reports.phrasing import Lines


def section(lines: Lines, key: str, *notes: str, grids: Iterable[Grid] = (), groups: Iterable[Group] = ()) -> Section:
    """A section under the heading of its key, which says so where it is empty."""
    shown, made = tuple(grid for grid in grids if grid.rows), tuple(group for group in groups if group.lines)
    told = tuple(note for note in notes if note) if shown or made else (lines.say("nothing"),)
    return Section(key=key, heading=lines.say(f"heading_{key}"), notes=told, grids=shown, groups=made)


def stance_grid(lines: Lines, chosen: Iterable[ClaimView], keys: Collection[str]) -> Grid:
    """The stance matrix: a row for each speaker and target, a column for each act; numbers lead to the claims."""
    cells = {(one.speaker, one.target, one.act): one for one in stances(lines.statements, chosen)}
    acts = sorted({act for _, _, act in cells})
    rows = []
    for speaker, target in sorted(
        {key[:2] for key in cells}, key=lambda key: tuple(map(lines.name, filter(None, key)))
    ):
        row = [Cell(lines.name(speaker)), Cell(lines.name(target) if target else lines.say("nobody_addressed"))]
        for act in acts:
            one = cells.get((speaker, target, act))
            links = (key for key in (key_of(speaker, act), key_of(act, target)) if key in keys)
            row.append(Cell(str(len(one.claims)), next(links, "")) if one else Cell(""))
        rows.append(tuple(row))
    labels = (lines.wording.concept("Acts", act) for act in acts)
    columns = (lines.say("column_speaker"), lines.say("column_target"), *labels)
    return Grid(caption=lines.say("caption_stances"), columns=columns, rows=tuple(rows))


def acts_of_speakers(lines: Lines, chosen: Iterable[ClaimView]) -> Iterator[Group]:
    """The claims with an act, by speaker (in the order in which they first speak; who is only quoted, last) and act."""
    ordered = list(chosen)
    own = (one for one in ordered if not reporters(lines.statements, one))
    groups: dict[str, dict[str, list[ClaimView]]] = {lines.statements.side(one.claimant): {} for one in own}
    for one in ordered:
        if one.act:
            groups.setdefault(lines.statements.side(one.claimant), {}).setdefault(one.act, []).append(one)
    for speaker, acts in groups.items():
        for act, made in acts.items():
            heading = lines.say("act_of", who=lines.name(speaker), act=lines.wording.concept("Acts", act))
            yield lines.claims(heading, made, key=key_of(speaker, act))


def acts_and_targets(lines: Lines, chosen: Iterable[ClaimView]) -> Iterator[Group]:
    """The claims with an act, by act and target, the largest group first."""
    groups: dict[tuple[str, str], list[ClaimView]] = {}
    for one in chosen:
        for target in dict.fromkeys(map(lines.statements.side, one.targets)) or [""]:
            if one.act:
                groups.setdefault((one.act, target), []).append(one)
    for (act, target), made in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        label = lines.wording.concept("Acts", act)
        heading = lines.say("act", act=label, targets=lines.name(target)) if target else label
        yield lines.claims(heading, made, key=key_of(act, target))


def accusation_section(lines: Lines, found: Collection[Accusation], key: str = "accusations") -> Section:
    """Accusations by accuser and accused: how many, which are denied, where the accused answers; each in its words."""
    pairs: dict[tuple[str, str], list[Accusation]] = {}
    for one in found:
        pairs.setdefault((one.by, one.accused), []).append(one)
    rows = []
    for pair, made in pairs.items():
        denied = sum(1 for one in made if any(denial.ground != "general" for denial in one.denials))
        answers = [lines.document(reply.document, reply.part) for one in made for reply in one.replies]
        silent = pair[1] and pair[0] != pair[1] and not any(one.denials or one.replies for one in made)
        answered = lines.say("unanswered") if silent else lines.several(answers)
        link = key_of(key, *pair)
        by, accused = (Cell(lines.name(one) if one else lines.say("nobody")) for one in pair)
        rows.append((by, accused, Cell(str(len(made)), link), Cell(str(denied)), Cell(answered)))
    columns = ("column_accuser", "column_accused", "column_number", "column_denied", "column_answered")
    grid = Grid(caption=lines.say("caption_accusations"), columns=tuple(map(lines.say, columns)), rows=tuple(rows))
    groups = (_pair(lines, key, pair, made) for pair, made in pairs.items())
    return section(lines, key, lines.say("note_answers"), grids=[grid], groups=groups)


def _pair(lines: Lines, key: str, pair: tuple[str, str], made: list[Accusation]) -> Group:
    """What one side says against another; the answers to all of it are told once."""
    by, accused = (lines.name(one) if one else lines.say("nobody") for one in pair)
    rejections = {denial.claim for one in made for denial in one.denials if denial.ground == "general"}
    notes = [lines.say("rejects_all", line=_short(lines, one)) for one in lines.statements.claims(rejections)]
    for reply in dict.fromkeys(reply for one in made for reply in one.replies):
        where = lines.document(reply.document, reply.part)
        phrase = "answers_citing" if reply.cites else "answers_later"
        notes.append(
            lines.say(phrase, who=accused, where=where, day=reply.date or lines.say("undated"), cites=reply.cites)
        )
    if pair[1] and pair[0] != pair[1] and not any(one.denials or one.replies for one in made):
        notes.append(lines.say("unanswered_note", who=accused))
    written = (_accusation(lines, one) for one in made)
    return lines.group(lines.say("accuses", by=by, accused=accused), written, *notes, key=key_of(key, *pair))


def _short(lines: Lines, one: ClaimView) -> str:
    line = lines.line(one)
    return lines.say("quoted", lead=line.lead, quote=line.quote, cite=line.cite)


def _accusation(lines: Lines, one: Accusation) -> Line:
    """The first claim of an accusation; what it is said to violate or to have done, and the denials, below."""
    statements = lines.statements
    made = [statements.claim(claim) for claim in one.claims]
    chosen = next((claim for claim in made if claim.act), made[0])
    types = (lines.wording.concept("EventTypes", statements.event(event).type) for event in one.events)
    notes = (
        lines.say("violates", agreements=lines.names(one.agreements)) if one.agreements else "",
        lines.say("happenings", types=lines.several(types)) if one.events else "",
    )
    under = [
        lines.line(statements.claim(denial.claim), lines.say(f"ground_{denial.ground}"))
        for denial in one.denials
        if denial.ground != "general"
    ]
    return lines.line(chosen, *notes, under=under, beside=made)


def agreement_section(lines: Lines, chosen: Iterable[ClaimView]) -> Section:
    """What is said to be done to which agreement, by agreement."""
    groups: dict[str, list[ClaimView]] = {}
    for one in chosen:
        for thing in one.about if one.compliance else ():
            if "Agreement" in lines.reader.classes(thing):
                groups.setdefault(thing, []).append(one)
    made = (
        lines.group(lines.name(agreement), lines.kept(said), key=key_of(agreement))
        for agreement, said in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    return section(lines, "agreements", groups=made)


Given = tuple[CasualtyView, ClaimView, MentionView]


def given(lines: Lines, chosen: Iterable[ClaimView]) -> list[Given]:
    """The figures that claims give, each with the claim and its place."""
    statements = lines.statements
    found = []
    for one in chosen:
        for iri in one.figures:
            written = min(statements.reader.mentions(iri), default=None) or min(statements.mentions(one))
            found.append((statements.casualty(iri), one, written))
    return found


def figure_grid(lines: Lines, figures: Iterable[Given], caption: str) -> Grid:
    """Figures by side and harm: who gives them, citing whom, in which words, and what they contradict."""
    rows = []
    for figure, one, written in sorted(figures, key=lambda item: _figure_order(lines, item)):
        against = list(contradictions_of(lines.statements, one.claim, figure, lines.wording.language))
        others = lines.names(lines.statements.claim(other).claimant for other, _ in against)
        reasons = " ".join(dict.fromkeys(reason for _, reason in against))
        rows.append(
            (
                Cell(lines.name(lines.statements.side(figure.side)) if figure.side else lines.say("no_side")),
                Cell(lines.figure(figure)),
                Cell(lines.lead(one), one.claim),
                Cell(written.sentence, quote=True),
                Cell(lines.cite(written, one)),
                Cell(lines.say("against", who=others, why=reasons) if against else ""),
            )
        )
    columns = ("column_side", "column_figure", "column_who", "column_words", "column_place", "column_against")
    return Grid(caption=caption, columns=tuple(map(lines.say, columns)), rows=tuple(rows))


def _figure_order(lines: Lines, item: Given) -> tuple[str, str, str, str, int, str]:
    figure, one, written = item
    side = lines.name(lines.statements.side(figure.side)) if figure.side else "\uffff"
    return side, figure.harm, str(one.date), written.document, written.start, figure.iri


def contradiction_section(lines: Lines, claims: Collection[str]) -> Section:
    """What contradicts what among or against these claims, with the rule and the reason."""
    nodes = dict.fromkeys(node for claim in claims for node in lines.reader.subjects(LKG.between, claim))
    return section(lines, "contradictions", groups=(contradiction(lines, node) for node in nodes))


def contradiction(lines: Lines, node: str) -> Group:
    """A contradiction: its ground and reason, and both claims."""
    ground, rule = lines.reader.first(node, LKG.ground), lines.reader.first(node, LKG.ruleFired)
    between = lines.statements.claims(lines.reader.objects(node, LKG.between))
    reason = lines.reader.said(node, RDFS.comment, lines.wording.language)
    note = lines.say("reason", reason=reason, rule=rule)
    return lines.claims(lines.say(f"ground_of_{ground}"), between, note, key=key_of(node))


def name_grid(lines: Lines, uses: Collection[NameUse]) -> Grid:
    """Names of places with who uses them; places that users name differently come first."""
    differing = {*contested(uses)}
    rows = []
    for use in sorted(uses, key=lambda use: (use.place not in differing, lines.name(use.place))):
        user = lines.name(use.user) if use.user else lines.say("the_record")
        if use.through:
            user = lines.say("user_through", who=user, through=lines.names(use.through))
        status = [lines.wording.concept("StatusWords", word) for word in use.status]
        status += [lines.say("in_quotation")] if use.quoted else []
        days = dict.fromkeys(str(day) for day in (use.first, use.last) if day)
        rows.append(
            (
                Cell(
                    lines.say("differing", name=lines.name(use.place))
                    if use.place in differing
                    else lines.name(use.place)
                ),
                Cell(use.form, use.place),
                Cell(lines.several(status)),
                Cell(user),
                Cell(str(len(use.mentions))),
                Cell(lines.say("dash").join(days)),
                Cell(use.mentions[0].sentence, quote=True),
                Cell(lines.cite(use.mentions[0])),
            )
        )
    columns = (
        "column_place_name", "column_form", "column_status", "column_user", "column_number", "column_days",
        "column_words", "column_place",
    )  # fmt: skip
    return Grid(caption=lines.say("caption_names"), columns=tuple(map(lines.say, columns)), rows=tuple(rows))
