"""The shipped questions as forms, their answers as tables and charts; and the page with the editor for SPARQL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import QueryError
from kg.graph.export.formats import shorten
from kg.graph.queries import plain
from kg.graph.query_files import GROUPS, Parameter, Query, load_queries
from kg.graph.table import Table
from kg.knowledge.turtle import read_facts
from kg.namespaces import OWL, PREFIXES, RDF
from kg.resources import shipped
from kg.web.answers import MOST_ROWS, heading, shown
from kg.web.pages.words import asked_in
from kg.web.render import render
from kg.web.view import View

SCHEMES = {
    "act": "Acts", "harm": "Harms", "compliance": "Compliance", "type": "EventTypes",
    "subtype": "EventSubtypes", "agreement-kind": "AgreementKinds", "place-type": "PlaceTypes",
}  # fmt: skip
"""The closed lists from which a parameter takes a concept, by the prefix that its description names."""
KINDS = {
    "claimant": "Actor", "target": "Actor", "actor": "Actor", "of": "Actor", "side": "Actor", "complier": "Actor",
    "denier": "Actor", "addressee": "Actor", "source": "Actor", "quoted": "Actor", "one": "Actor", "other": "Actor",
    "person": "Person", "place": "Place", "agreement": "Agreement", "document": "Document",
}  # fmt: skip
"""Of what class the things are that a parameter takes: names of these are offered."""
PROPERTIES = (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{OWL}AnnotationProperty")
_EXAMPLE = re.compile(r"such as ([a-z-]+):")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter as a field of a form: what kind of input, what is in it, what may be chosen or completed."""

    name: str
    label: str
    about: str
    type: str
    value: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    complete: str = ""


@cache
def library() -> dict[str, Query]:
    """The shipped questions by name."""
    return {query.name: query for query in load_queries()}


def questions(view: View) -> str:
    """All questions, by group."""
    groups = [
        (group, [(one.name, asked_in(view, one)) for one in library().values() if one.group == group])
        for group in GROUPS
    ]
    return render(view, "questions", tab="ask", groups=groups)


def question(view: View, query: Query, given: Mapping[str, str], answer: Table | QueryError | None) -> str:
    """A question with its form, filled in with what is given, and its answer: a table, an error's words, or none."""
    table = answer if isinstance(answer, Table) else None
    all_columns = given.get("columns") == "all"
    fields = [_field(view, parameter, given.get(parameter.name, "")) for parameter in query.parameters]
    asked = {field.name: field.value for field in fields if field.value}
    return render(
        view,
        "question",
        tab="ask",
        query=query,
        title=asked_in(view, query),
        fields=fields,
        asked=asked,
        all_columns=all_columns,
        narrow=table is not None and len(table.narrow().columns) < len(table.columns),
        error=plain(str(answer)) if isinstance(answer, QueryError) else "",
        found=shown(view, table, all_columns=all_columns) if table else None,
        most=MOST_ROWS,
    )


def _field(view: View, parameter: Parameter, value: str) -> Field:
    scheme = _EXAMPLE.search(parameter.description)
    choices: tuple[tuple[str, str], ...] = ()
    if parameter.type == "iri" and scheme and scheme[1] in SCHEMES:
        choices = tuple((f"{scheme[1]}:{one}", label) for one, label in view.wording.concepts(SCHEMES[scheme[1]]))
    elif parameter.type == "iri" and scheme and scheme[1] == "lkg":
        choices = tuple((f"lkg:{kind}", view.wording.term(kind)) for kind in view.index.totals("document"))
    return Field(
        name=parameter.name,
        label=heading(view, parameter.name),
        about=parameter.description if view.language == "en" else view.say(f"hint_{parameter.type}"),
        type=parameter.type,
        value=value,
        required=parameter.default is None,
        choices=choices,
        complete=KINDS.get(parameter.name, "any") if parameter.type == "iri" and not choices else "",
    )


@cache
def terms() -> dict[str, object]:
    """The prefixes, and the classes and properties of the ontology as they are written with them."""
    facts = read_facts(shipped("ontology") / "letterkg.ttl")
    kinds = {thing: set(facts.values(thing, f"{RDF}type")) for thing in facts.about}
    named = {thing: {value.words for value in found} for thing, found in kinds.items()}
    return {
        "prefixes": {name: str(iri) for name, iri in PREFIXES.items()},
        "classes": sorted(shorten(thing) for thing, of in named.items() if f"{OWL}Class" in of),
        "properties": sorted(shorten(thing) for thing, of in named.items() if {*PROPERTIES} & of),
    }


def editor(view: View) -> str:
    """The page with the editor, which knows the prefixes and the terms of the ontology."""
    return render(view, "editor", tab="editor")
