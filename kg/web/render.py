"""Pages as HTML: templates of `templates/web`, in which all that is put in is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.graph.export.formats import shorten
from kg.knowledge.wording import LANGUAGES
from kg.resources import shipped
from kg.web.pages.words import reason_in
from kg.web.view import PHRASES, View

TABS = (
    "documents",
    "actors",
    "places",
    "agreements",
    "disputes",
    "timeline",
    "map",
    "stances",
    "network",
    "ask",
    "editor",
)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(shipped("templates") / PHRASES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["short"] = shorten
    return made


def compile_templates() -> None:
    """Compiles every template, which the first page that needs one would otherwise wait for."""
    made = _environment()
    for name in made.list_templates(extensions=["j2"]):
        made.get_template(name)


def render(view: View, template: str, **given: object) -> str:
    """A template filled in for a view."""
    return (
        _environment()
        .get_template(f"{template}.html.j2")
        .render(
            view=view,
            reason_in=reason_in,
            say=view.say,
            wording=view.wording,
            links=view.links,
            language=view.language,
            languages=LANGUAGES,
            tabs=(*TABS, "queue") if view.judging else TABS,
            judged=view.judging.asked(view, str(given["iri"])) if view.judging and "iri" in given else None,
            **given,
        )
    )
