"""How a page is cited: what it is, the data set that it was made from, and what made that; no clock is asked."""

from __future__ import annotations

import datetime
import hashlib

from rdflib.namespace import DCTERMS

from kg.graph.export.columns import template
from kg.graph.statements import Statements, day_of
from kg.knowledge.wording import LANGUAGES, Wording


def cite_as(statements: Statements, wording: Wording, kind: str, title: str) -> str:
    """The line by which a page is cited.

    The data set's date is that of its latest document, its number twelve digits of the SHA-256 of what was read.
    """
    builds = [build for build in statements.store.builds() if build.sha256]
    days: set[datetime.date] = set()
    content = hashlib.sha256()
    for build in sorted(builds, key=lambda one: one.graph):
        days.update(filter(None, [day_of(statements.lookup.first(build.graph, DCTERMS.date))]))
        content.update(f"{build.graph} {build.sha256}\n".encode())
    names = template()["title"].split(" / ")
    return wording.say(
        "cite_as",
        kind=kind,
        title=title,
        dataset=names[LANGUAGES.index(wording.language)],
        number=len(builds),
        day=max(days) if days else wording.say("undated"),
        content=content.hexdigest()[:12],
        software=wording.several(sorted({build.software_version for build in builds})),
        lexicon=wording.several(sorted({build.lexicon_version for build in builds})),
    )
