"""What a page is made of: sections of groups of lines, and tables; a line says who says it, in which words, where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from kg.analysis.namings import namings
from kg.analysis.selection import reporters
from kg.graph.lookup import MentionView
from kg.graph.statements import CasualtyView, ClaimView, EventView, Statements
from kg.knowledge.wording import Wording
from kg.reports.citing import cite_as
from kg.reports.latin import in_english, latin_name
from kg.reports.page import Cell, Grid, Group, Line, Page, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words of a document that name actors or a place, all that they name; first character, one past the last."""

    start: int
    end: int
    things: frozenset[str]
    place: bool


class Phrasing:
    """Puts claims, figures and accounts of a store into words; `limit` is how many lines a group has, 0 for all."""

    def __init__(self, statements: Statements, wording: Wording, limit: int = 0) -> None:
        self.statements, self.lookup, self.wording, self.limit = statements, statements.lookup, wording, limit
        self.say, self.several = wording.say, wording.several
        self._named: dict[str, tuple[Named, ...]] = {}
        self._latin: dict[str, str] = {}

    def named_in(self, document: str) -> tuple[Named, ...]:
        """Where a document names actors and places, in order."""
        if document not in self._named:
            self._named[document] = tuple(sorted(self._names(document), key=lambda one: (one.start, one.end)))
        return self._named[document]

    def _names(self, document: str) -> Iterator[Named]:
        found = namings(self.statements, document, "Place", "Actor")
        for _, rows in groupby(found, key=lambda one: one.mention):
            same = tuple(rows)
            things, place = frozenset(one.thing for one in same), any(one.kind == "Place" for one in same)
            yield Named(start=same[0].span.start, end=same[0].span.end, things=things, place=place)

    def name(self, thing: str) -> str:
        """A thing's name in the language of the page; on an English page in Latin script."""
        if self.wording.language != "en":
            return self.lookup.name(thing, self.wording.language)
        if thing not in self._latin:
            self._latin[thing] = latin_name(self.lookup, thing, self.wording)
        return self._latin[thing]

    def time_of_day(self, words: str) -> str:
        """A time as a document prints it; on an English page in English, where its form is known."""
        return (self.wording.language == "en" and in_english(words)) or words

    def names(self, things: Iterable[str]) -> str:
        """The names of things as a list."""
        return self.several(self.name(thing) for thing in things)

    def line(self, one: ClaimView, *notes: str, under: Iterable[Line] = (), beside: Iterable[ClaimView] = ()) -> Line:
        """A claim with its figures as notes; `beside` are claims that the same words make and the same line tells."""
        written = self.statements.mentions(one)
        figures = (self.figure(self.statements.casualty(figure)) for figure in one.figures)
        return Line(
            lead=self.lead(one),
            quote=written[0].words if written else "",
            cite=self.cite(written[0], one) if written else self.document(one.document),
            iris=tuple(dict.fromkeys([one.claim, *(other.claim for other in beside)])),
            notes=(*figures, *(note for note in notes if note)),
            under=tuple(under),
            at=self.at(written[0]) if written else "",
        )

    def kept(self, made: Iterable[ClaimView]) -> list[Line]:
        """Claims on agreements, a line for all that the same words say that several do to one."""
        alike: dict[tuple[str, str, int, str, tuple[str, ...]], list[ClaimView]] = {}
        for one in made:
            key = one.claimant, one.part, self.statements.start(one), one.compliance, one.about
            alike.setdefault(key, []).append(one)
        lines = []
        for several in alike.values():
            first, *others = several
            doing = self.doing(first, *(one.complier for one in others))
            lines.append(replace(self.line(first, beside=others), lead=self.lead(first, doing)))
        return lines

    def lead(self, one: ClaimView, doing: str = "") -> str:
        """Who says it, through whom or citing whom, by which act toward whom."""
        who, doing = self.name(one.claimant), doing or self.doing(one)
        if through := reporters(self.statements, one):
            return self.say("says_through", who=who, doing=doing, through=self.names(through))
        if one.sources:
            return self.say("says_citing", who=who, doing=doing, sources=self.names(one.sources))
        return self.say("says", who=who, doing=doing)

    def doing(self, one: ClaimView, *also: str) -> str:
        """By which act toward whom; for a claim on an agreement, what whom (and who also) is said to do to it."""
        if one.compliance:
            kept = self.wording.concept("Compliance", one.compliance)
            agreements = (thing for thing in one.about if "Agreement" in self.lookup.classes(thing))
            who = self.names(filter(None, (one.complier, *also))) or self.say("nobody")
            words = self.say("compliance", who=who, kept=kept, agreements=self.names(agreements))
        else:
            act = self.wording.concept("Acts", one.act) if one.act else self.say("no_act")
            words = self.say("act", act=act, targets=self.names(one.targets)) if one.targets else act
        return self.say("negative", words=words) if one.polarity == "negative" and one.act != "deny" else words

    def cite(self, written: MentionView, one: ClaimView | None = None) -> str:
        """Document, part, who uttered it, page where the source has pages, characters."""
        where = [written.symbol or written.file_name, self.part(written.part)]
        where += [self.name(one.uttered_by)] if one and one.uttered_by else []
        where.append(self.at(written))
        return self.say("cite_comma").join(filter(None, where))

    def at(self, written: MentionView) -> str:
        """Page, where the source has pages, and characters."""
        characters = self.say("characters", start=written.start, end=written.end)
        page = self.say("page", number=written.page) if written.page else ""
        return self.say("cite_comma").join(filter(None, (page, characters)))

    def part(self, part: str) -> str:
        """A part's number and class ("22 Speech") in words."""
        number, _, kind = part.partition(" ")
        return self.say("part", number=number, kind=self.wording.term(kind)) if number else ""

    def language(self, code: str) -> str:
        """The language of an original, by its code."""
        return self.say(f"language_{code}") if self.wording.has(f"language_{code}") else code

    def document(self, document: str, part: str = "") -> str:
        """How a document, and a part of it, is cited."""
        name = self.lookup.citation(document)
        return self.say("cite_comma").join(filter(None, (name, self.part(self.lookup.part(part)) if part else "")))

    def figure(self, figure: CasualtyView) -> str:
        """A stated number: harm, number with its bound, victims, side, day up to which it counts."""
        words = {
            "harm": self.wording.concept("Harms", figure.harm),
            "number": self.say(f"bound_{figure.bound}", number=figure.count),
            "victims": self.say("victims", victims=figure.victims) if figure.victims else "",
            "side": self.say("side", side=self.name(figure.side)) if figure.side else "",
            "as_of": self.say("as_of", day=figure.as_of) if figure.as_of else "",
        }
        return self.say("figure", **words)

    def when(self, account: EventView) -> str:
        """The time of an event as stated."""
        if account.begin is None and account.end is None:
            return self.say("undated")
        if account.begin == account.end:
            return self.say("on_day", day=account.begin)
        return self.say("from_to", begin=account.begin or self.say("open"), end=account.end or self.say("open"))

    def roles(self, account: EventView) -> str:
        """Who has which part in an event, and where it is."""
        things = {
            "agent": account.agents, "patient": account.patients, "participant": account.participants,
            "place": account.places,
        }  # fmt: skip
        roles = (self.say(f"role_{role}", names=self.names(names)) for role, names in things.items() if names)
        return self.say("semicolon").join(roles) or self.say("no_roles")

    def group(self, heading: str, lines: Iterable[Line], *notes: str, key: str = "", total: int = 0) -> Group:
        """Lines under a heading, as many as the limit allows; what is left out, of `total` where given, is counted."""
        made = tuple(lines)
        shown, number = made[: self.limit or len(made)], total or len(made)
        more = self.say("more", number=number - len(shown)) if len(shown) < number else ""
        kept = tuple(filter(None, notes))
        return Group(heading=heading, lines=shown, key=key, total=number, more=more, notes=kept)

    def grid(self, caption: str, columns: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Grid:
        """A table whose caption and columns are phrases by their keys."""
        heads = tuple(self.say(f"column_{column}") for column in columns)
        return Grid(caption=self.say(f"caption_{caption}"), columns=heads, rows=tuple(rows))

    def page(
        self,
        kind: str,
        title: str,
        iri: str,
        facts: Iterable[tuple[str, str]],
        sections: Iterable[Section],
        *notes: str,
    ) -> Page:
        """A page on a thing of a kind; `notes` are keys of phrases that say how its claims are to be read."""
        return Page(
            language=self.wording.language,
            title=title,
            kind=self.say(f"kind_{kind}"),
            cite_as=cite_as(self.statements, self.wording, self.say(f"kind_{kind}"), title),
            iri=iri,
            facts=tuple(facts),
            sections=tuple(sections),
            notes=tuple(self._notes(notes)),
        )

    def _notes(self, keys: Iterable[str]) -> Iterator[str]:
        yield from map(self.say, ("note_claims", *keys, *(["note_latin"] if self._latin else [])))
        if hidden := len(self.statements.store.hidden):
            yield self.say("note_hidden", number=hidden)

    def claims(self, heading: str, made: Iterable[ClaimView], *notes: str, key: str = "") -> Group:
        """Claims under a heading, a line each; those beyond the limit are counted, not read."""
        said = tuple(made)
        lines = map(self.line, said[: self.limit or len(said)])
        return self.group(heading, lines, *notes, key=key, total=len(said))
