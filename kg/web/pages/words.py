"""Words that several pages put things into."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache

from kg.graph.query_files import Query
from kg.resources import shipped
from kg.web.view import PHRASES, View


def act_word(view: View, notation: str) -> str:
    """An act, or what is said to be done to an agreement, in words."""
    if not notation:
        return view.say("no_act")
    return concept_word(view, ("Acts", "Compliance"), notation)


def concept_word(view: View, lists: Sequence[str], notation: str) -> str:
    """A notation in the words of the first of several closed lists that has it; itself where none has."""
    return next((word for one in lists if (word := view.wording.concept(one, notation)) != notation), notation)


def asked_in(view: View, query: Query) -> str:
    """A question in the language of the page."""
    return query.question_zh if view.language == "zh" else query.question_en


def reason_in(view: View, reason: str) -> tuple[str, str]:
    """A reason that the graph gives in English, on a Chinese page in Chinese where its form is known; its language."""
    if view.language == "zh":
        for english, chinese in _reasons():
            if match := english.fullmatch(reason):
                return match.expand(chinese), "zh"
    return reason, "en"


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    path = shipped("templates") / PHRASES / "reasons.toml"
    forms = tomllib.loads(path.read_text(encoding="utf-8"))["reasons"]
    return tuple((re.compile(form["english"]), form["chinese"]) for form in forms)
