"""Reviewed claims as annotation: a YAML file and a list of sentences for each document, to score an extraction against.

A score counts every claim found in the annotated sentences, so only sentences of which every claim is reviewed may be
annotated. Of each document the run of sentences with the most reviewed claims is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import srsly
from rdflib import SKOS
from rdflib.namespace import DCTERMS

from kg.graph.lookup import Lookup
from kg.graph.statements import ClaimView, EventView, Statements
from kg.graph.store import Store
from kg.knowledge.layout import Layout, load_layout
from kg.mentions.sentences import split_sentences
from kg.model.text import Source, Span
from kg.namespaces import ID, LKG
from kg.resources import shipped
from kg.review.matching import Match, agreed
from kg.review.things import Thing, things_in
from kg.structure.repair import repair

TYPES = {"DisputedEntity": "State"} | {
    name: name for name in ("Person", "State", "Organization", "Force", "Group", "Place")
}
DOCUMENTS = {
    "Letter": "letter", "MeetingRecord": "meeting_record", "Resolution": "resolution", "Report": "report",
    "DraftResolution": "draft_resolution", "PresidentialStatement": "presidential_statement",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A document's annotation and sentences as text; `within` of its `reviewed` claims lie from `first` to `last`."""

    stem: str
    yaml: str
    sentences: str
    first: str
    last: str
    within: int
    reviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a document's repaired text: its number, words, and place in the source."""

    number: str
    words: str
    span: Span


def annotated(store: Store, matches: Iterable[Match]) -> tuple[Annotation, ...]:
    """The annotation of each document of which a whole sentence is reviewed, by file name."""
    matches = tuple(matches)
    verdicts = {iri: verdict for iri, verdict in agreed(matches).items() if verdict in ("right", "wrong")}
    rights = {one.now.iri: one.review.right for one in matches if one.now and one.review.right}
    documents = sorted({one.now.places[0].document for one in matches if one.now and one.now.iri in verdicts})
    statements, layout = Statements(store), load_layout(shipped("ontology") / "rules")
    found = (_Annotator(statements, layout, document, verdicts, rights).made() for document in documents)
    return tuple(sorted((one for one in found if one), key=lambda one: one.stem))


def sentences_of(text: str, file_name: str, layout: Layout) -> tuple[Sentence, ...]:
    """The sentences of a source's text, footnotes last; the numbers begin with the file's name."""
    repaired = repair(Source(path=Path(file_name), characters=text, sha256=""), layout)
    stem, found = Path(file_name).stem, list[Sentence]()
    for paragraph in (*repaired.body, *repaired.notes):
        for span in split_sentences(paragraph.text.characters):
            number = f"{stem}.s{len(found) + 1:03}"
            words = " ".join(paragraph.text.slice(span).split())
            found.append(Sentence(number=number, words=words, span=paragraph.text.origin(span)))
    return tuple(found)


@dataclass(slots=True)
class _Rows:
    """The rows of an annotation in the making; things are entered where a row first names them."""

    lookup: Lookup
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    agreements: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    acts: list[dict[str, Any]] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)
    casualties: list[dict[str, Any]] = field(default_factory=list)

    def entity(self, thing: str, sentence: str) -> str:
        """The id of an actor or a place; words that name nothing in the graph stand for themselves."""
        classes = [TYPES[kind] for kind in self.lookup.classes(thing) if kind in TYPES] if ":" in thing else []
        if not classes:
            return self.lookup.name(thing) if ":" in thing else thing
        row = {"id": _id(thing), "type": classes[0], **self._names(thing), "sentences": [sentence]}
        return str(self.entities.setdefault(thing, row)["id"])

    def agreement(self, thing: str, sentence: str) -> str:
        """The id of an agreement."""
        row = self.agreements.setdefault(
            thing,
            {
                "id": _id(thing), **self._names(thing),
                "kind": next(iter(self.lookup.objects(thing, LKG.agreementKind, SKOS.notation)), "other"),
                "date": self.lookup.first(thing, LKG.dateSigned) or None,
                "parties": [self.entity(party, sentence) for party in self.lookup.objects(thing, LKG.party)],
                "sentences": [],
            },
        )  # fmt: skip
        row["sentences"] = sorted({*row["sentences"], sentence})
        return str(row["id"])

    def event(self, event: EventView, sentence: str) -> str:
        """The id of an event."""
        roles = {"agents": event.agents, "patients": event.patients, "participants": event.participants}
        row = self.events.setdefault(
            event.event,
            {
                "id": f"ev{len(self.events) + 1}", "type": event.type,
                "start": str(event.begin or "") or None, "end": str(event.end or "") or None,
                "place": [self.entity(place, sentence) for place in event.places],
                **{role: [self.entity(actor, sentence) for actor in actors] for role, actors in roles.items()},
                "sentences": [],
            },
        )  # fmt: skip
        row["sentences"] = sorted({*row["sentences"], sentence})
        return str(row["id"])

    def _names(self, thing: str) -> dict[str, Any]:
        name = self.lookup.name(thing)
        also = {*self.lookup.objects(thing, SKOS.prefLabel), *self.lookup.objects(thing, SKOS.altLabel)} - {name}
        return {"name": name, "also": sorted(also)}

    def sections(self) -> dict[str, Any]:
        """All of them, in the order of the guide."""
        return {
            "entities": list(self.entities.values()),
            "agreements": list(self.agreements.values()),
            "agreement_claims": _once(self.kept),
            "events": list(self.events.values()),
            "casualties": _once(self.casualties),
            "acts": _once(self.acts),
        }


class _Annotator:
    """One document on its way into its annotation."""

    def __init__(
        self,
        statements: Statements,
        layout: Layout,
        document: str,
        verdicts: dict[str, str],
        rights: dict[str, tuple[str, ...]],
    ) -> None:
        self.statements, self.lookup, self.document = statements, statements.lookup, document
        self.verdicts, self.rights, self.rows = verdicts, rights, _Rows(statements.lookup)
        self.file_name = self.lookup.first(document, LKG.fileName)
        self.sentences = sentences_of(self.lookup.text(document), self.file_name, layout)
        self.claims = [one for one in things_in(statements, document) if one.kind == "claim"]

    def made(self) -> Annotation | None:
        """The annotation; None where no sentence is reviewed as a whole."""
        said = [self._in(sentence) for sentence in self.sentences]
        run = _longest([sum(1 for one in claims if one.iri in self.verdicts) for claims in said],
                       [any(one.iri not in self.verdicts for one in claims) for claims in said])  # fmt: skip
        if run is None:
            return None
        chosen = self.sentences[run[0] : run[1] + 1]
        within = {one.iri: (one, sentence.number) for sentence in reversed(chosen) for one in self._in(sentence)}
        for thing, sentence in sorted(within.values(), key=lambda one: (one[1], one[0].iri)):
            self._add(thing, sentence)
        return Annotation(
            stem=Path(self.file_name).stem,
            yaml=srsly.yaml_dumps(self._head(chosen) | self.rows.sections()),
            sentences="".join(f"{one.number}\t{one.words}\n" for one in self.sentences),
            first=chosen[0].number,
            last=chosen[-1].number,
            within=len(within),
            reviewed=sum(1 for one in self.claims if one.iri in self.verdicts),
        )

    def _in(self, sentence: Sentence) -> list[Thing]:
        """The claims whose words overlap a sentence."""
        span = sentence.span
        places = ((one, one.places[0]) for one in self.claims)
        return [one for one, place in places if place.start < span.end and span.start < place.end]

    def _head(self, chosen: Sequence[Sentence]) -> dict[str, Any]:
        kinds = [DOCUMENTS[kind] for kind in self.lookup.classes(self.document) if kind in DOCUMENTS]
        head = {
            "kind": kinds[0] if kinds else "report",
            "symbols": self.lookup.objects(self.document, LKG.symbol),
            "date": self.lookup.first(self.document, DCTERMS.date) or None,
            "fragment": True,  # head and speakers are not reviewed: only the sentences are scored
            "scope": [chosen[0].number, chosen[-1].number],
        }
        return {"document": head, "parts": []}

    def _add(self, thing: Thing, sentence: str) -> None:
        """A claim's rows, corrected where it is said what would be right; none for one that is wrong and no more."""
        right = dict[str, list[str]]()
        for one in self.rights.get(thing.iri, ()):
            name, _, value = one.partition("=")
            right.setdefault(name, []).append(value)
        if self.verdicts[thing.iri] == "wrong" and not right:
            return
        claim = self.statements.claim(thing.iri)
        by = self.rows.entity(right.get("by", [claim.claimant])[0], sentence)
        self._act(claim, right, by, sentence)
        for agreement in claim.about if claim.compliance else ():
            if "Agreement" in self.lookup.classes(agreement):
                complier = right.get("complier", [claim.complier])[0]
                self.rows.kept.append(
                    {
                        "s": sentence, "by": by, "actor": self.rows.entity(complier, sentence) if complier else None,
                        "agreement": self.rows.agreement(agreement, sentence),
                        "claim": right.get("compliance", [claim.compliance])[0],
                    }
                )  # fmt: skip
        self._told(claim, sentence)

    def _act(self, claim: ClaimView, right: dict[str, list[str]], by: str, sentence: str) -> None:
        """The act of a claim that its speaker makes; what others are quoted with is no act of the speaker's."""
        act = right.get("act", [claim.act])[0]
        if act and not claim.quoted_by:
            targets = [self.rows.entity(one, sentence) for one in right.get("target", claim.targets)]
            self.rows.acts.append({"s": sentence, "act": act, "by": by, "target": targets})

    def _told(self, claim: ClaimView, sentence: str) -> None:
        """The events and figures of a claim, but for events that are judged wrong."""
        events = [one for one in claim.about if "Event" in self.lookup.classes(one)]
        ids = {
            one: self.rows.event(self.statements.event(one), sentence)
            for one in events
            if self.verdicts.get(one) != "wrong"
        }
        for figure in map(self.statements.casualty, claim.figures):
            self.rows.casualties.append(
                {
                    "s": sentence, "event": ids.get(figure.event), "kind": figure.harm, "number": figure.count,
                    "bound": figure.bound, "who": figure.victims or None,
                    "side": self.rows.entity(figure.side, sentence) if figure.side else None,
                }
            )  # fmt: skip


def _longest(reviewed: Sequence[int], lacking: Sequence[bool]) -> tuple[int, int] | None:
    """First and last place of the run without a lacking one that has most reviewed claims, the first of several.

    >>> _longest([0, 1, 0, 2, 1, 5], [False, False, False, False, True, True])
    (1, 3)
    """
    best: tuple[int, int, int] | None = None
    start = 0
    for end in range(len(reviewed) + 1):
        if end == len(reviewed) or lacking[end]:
            places = [at for at in range(start, end) if reviewed[at]]
            number = sum(reviewed[start:end])
            if places and (best is None or number > best[0]):
                best = number, places[0], places[-1]
            start = end + 1
    return best[1:] if best else None


def _once(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for row in rows:
        if row not in kept:
            kept.append(row)
    return kept


def _id(thing: str) -> str:
    """An id within an annotation."""
    return thing.removeprefix(str(ID)).replace("/", "-")
