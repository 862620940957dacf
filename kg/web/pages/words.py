"""Words that several pages put things into."""

from __future__ import annotations

from kg.graph.query_files import Query
from kg.web.view import View


def act_word(view: View, notation: str) -> str:
    """An act, or what is said to be done to an agreement, in words."""
    if not notation:
        return view.say("no_act")
    word = view.wording.concept("Acts", notation)
    return word if word != notation else view.wording.concept("Compliance", notation)


def asked_in(view: View, query: Query) -> str:
    """A question in the language of the page."""
    return query.question_zh if view.language == "zh" else query.question_en
