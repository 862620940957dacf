"""Sections that several pages share: stances, claims, accusations, agreements, figures, contradictions, names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rdflib import RDFS

from kg.analysis.ledger import contradictions_of
from kg.analysis.selection import reporters
from kg.analysis.stances import stances
from kg.analysis.toponyms import NameUse, contested
from kg.graph.lookup import MentionView
from kg.graph.statements import CasualtyView, ClaimView
from kg.namespaces import LKG
from kg.reports.page import Cell, Grid, Group, Section, key_of
from kg.reports.phrasing import Phrasing


def section(
    phrasing: Phrasing, key: str, *notes: str, grids: Iterable[Grid] = (), groups: Iterable[Group] = ()
) -> Section:
    """A section under the heading of its key, which says so where it is empty."""
    shown, made = tuple(grid for grid in grids if grid.rows), tuple(group for group in groups if group.lines)
    said = tuple(filter(None, notes)) if shown or made else (phrasing.say("nothing"),)
    return Section(key=key, heading=phrasing.say(f"heading_{key}"), notes=said, grids=shown, groups=made)


def stance_grid(phrasing: Phrasing, chosen: Iterable[ClaimView], keys: Collection[str]) -> Grid:
    """The stance matrix: a row for each speaker and target, a column for each act; numbers lead to the claims."""
    cells = {(one.speaker, one.target, one.act): one for one in stances(phrasing.statements, chosen)}
    acts = sorted({act for _, _, act in cells})
    rows = []
    for speaker, target in sorted(
        {key[:2] for key in cells}, key=lambda key: tuple(map(phrasing.name, filter(None, key)))
    ):
        addressed = phrasing.name(target) if target else phrasing.say("nobody_addressed")
        row = [Cell(phrasing.name(speaker)), Cell(addressed)]
        for act in acts:
            one = cells.get((speaker, target, act))
            links = (key for key in (key_of(speaker, act), key_of(act, target)) if key in keys)
            row.append(Cell(str(len(one.claims)), next(links, "")) if one else Cell(""))
        rows.append(tuple(row))
    labels = (phrasing.wording.concept("Acts", act) for act in acts)
    columns = (phrasing.say("column_speaker"), phrasing.say("column_target"), *labels)
    return Grid(caption=phrasing.say("caption_stances"), columns=columns, rows=tuple(rows), turned=len(acts))


def acts_of_speakers(phrasing: Phrasing, chosen: Iterable[ClaimView]) -> Iterator[Group]:
    """The claims with an act, by speaker (in the order in which they first speak; who is only quoted, last) and act."""
    ordered = list(chosen)
    own = (one for one in ordered if not reporters(phrasing.statements, one))
    groups: dict[str, dict[str, list[ClaimView]]] = {phrasing.statements.side(one.claimant): {} for one in own}
    for one in ordered:
        if one.act:
            groups.setdefault(phrasing.statements.side(one.claimant), {}).setdefault(one.act, []).append(one)
    for speaker, acts in groups.items():
        for act, made in acts.items():
            heading = phrasing.say("act_of", who=phrasing.name(speaker), act=phrasing.wording.concept("Acts", act))
            yield phrasing.claims(heading, made, key=key_of(speaker, act))


def acts_and_targets(phrasing: Phrasing, chosen: Iterable[ClaimView]) -> Iterator[Group]:
    """The claims with an act, by act and target, the largest group first."""
    groups: dict[tuple[str, str], list[ClaimView]] = {}
    for one in chosen:
        for target in dict.fromkeys(map(phrasing.statements.side, one.targets)) or [""]:
            if one.act:
                groups.setdefault((one.act, target), []).append(one)
    for (act, target), made in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        label = phrasing.wording.concept("Acts", act)
        heading = phrasing.say("act", act=label, targets=phrasing.name(target)) if target else label
        yield phrasing.claims(heading, made, key=key_of(act, target))


def agreement_section(phrasing: Phrasing, chosen: Iterable[ClaimView]) -> Section:
    """What is said to be done to which agreement, by agreement."""
    groups: dict[str, list[ClaimView]] = {}
    for one in chosen:
        for thing in one.about if one.compliance else ():
            if "Agreement" in phrasing.lookup.classes(thing):
                groups.setdefault(thing, []).append(one)
    made = (
        phrasing.group(phrasing.name(agreement), phrasing.kept(said), key=key_of(agreement))
        for agreement, said in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    return section(phrasing, "agreements", groups=made)


Given = tuple[CasualtyView, ClaimView, MentionView]


def given(phrasing: Phrasing, chosen: Iterable[ClaimView]) -> list[Given]:
    """The figures that claims give, each with the claim and its place."""
    statements = phrasing.statements
    found = []
    for one in chosen:
        for iri in one.figures:
            written = min(statements.lookup.mentions(iri), default=None) or min(statements.mentions(one))
            found.append((statements.casualty(iri), one, written))
    return found


def figure_grid(phrasing: Phrasing, figures: Iterable[Given], caption: str = "figures") -> Grid:
    """Figures by side and harm: who gives them, citing whom, in which words, and what they contradict."""
    rows = []
    for figure, one, written in sorted(figures, key=lambda item: _figure_order(phrasing, item)):
        against = list(contradictions_of(phrasing.statements, one.claim, figure, phrasing.wording.language))
        others = phrasing.names(phrasing.statements.claim(other).claimant for other, _ in against)
        reasons = " ".join(dict.fromkeys(reason for _, reason in against))
        rows.append(
            (
                Cell(phrasing.name(phrasing.statements.side(figure.side)) if figure.side else phrasing.say("no_side")),
                Cell(phrasing.figure(figure)),
                Cell(phrasing.lead(one), one.claim),
                Cell(written.sentence, quote=True),
                Cell(phrasing.cite(written, one)),
                Cell(phrasing.say("against", who=others, why=reasons) if against else ""),
            )
        )
    columns = ("side", "figure", "who", "words", "place", "against")
    return phrasing.grid(caption, columns, rows)


def _figure_order(phrasing: Phrasing, item: Given) -> tuple[str, str, str, str, int, str]:
    figure, one, written = item
    side = phrasing.name(phrasing.statements.side(figure.side)) if figure.side else "\uffff"
    return side, figure.harm, str(one.date), written.document, written.start, figure.iri


def contradiction_section(phrasing: Phrasing, claims: Collection[str]) -> Section:
    """What contradicts what among or against these claims, with the rule and the reason."""
    nodes = dict.fromkeys(node for claim in claims for node in phrasing.lookup.subjects(LKG.between, claim))
    return section(phrasing, "contradictions", groups=(contradiction(phrasing, node) for node in nodes))


def contradiction(phrasing: Phrasing, node: str) -> Group:
    """A contradiction: its ground and reason, and both claims."""
    ground, rule = phrasing.lookup.first(node, LKG.ground), phrasing.lookup.first(node, LKG.ruleFired)
    between = phrasing.statements.claims(phrasing.lookup.objects(node, LKG.between))
    reason = phrasing.lookup.said(node, RDFS.comment, phrasing.wording.language)
    note = phrasing.say("reason", reason=reason, rule=rule)
    return phrasing.claims(phrasing.say(f"ground_of_{ground}"), between, note, key=key_of(node))


def name_grid(phrasing: Phrasing, uses: Collection[NameUse]) -> Grid:
    """Names of places with who uses them; places that users name differently come first."""
    differing = {*contested(uses)}
    rows = []
    for use in sorted(uses, key=lambda use: (use.place not in differing, phrasing.name(use.place))):
        user = phrasing.name(use.user) if use.user else phrasing.say("the_record")
        if use.through:
            user = phrasing.say("user_through", who=user, through=phrasing.names(use.through))
        status = [phrasing.wording.concept("StatusWords", word) for word in use.status]
        status += [phrasing.say("in_quotation")] if use.quoted else []
        days = dict.fromkeys(str(day) for day in (use.first, use.last) if day)
        rows.append(
            (
                Cell(
                    phrasing.say("differing", name=phrasing.name(use.place))
                    if use.place in differing
                    else phrasing.name(use.place)
                ),
                Cell(use.form, use.place),
                Cell(phrasing.several(status)),
                Cell(user),
                Cell(str(len(use.mentions))),
                Cell(phrasing.say("dash").join(days)),
                Cell(use.mentions[0].sentence, quote=True),
                Cell(phrasing.cite(use.mentions[0])),
            )
        )
    columns = ("place_name", "form", "status", "user", "number", "days", "words", "place")
    return phrasing.grid("names", columns, rows)
