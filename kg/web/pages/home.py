"""The first page: what the store holds, documents by date, disputes by size, what needs a person."""

from __future__ import annotations

from kg.web.charts import bars, by_time
from kg.web.listing import disputes
from kg.web.pages.lists import CLASSES, pair_numbers
from kg.web.pages.words import act_word
from kg.web.render import render
from kg.web.view import View

MOST_DISPUTES = 12


def home(view: View) -> str:
    """The first page."""
    totals = view.index.totals
    things = totals("thing")
    documents = totals("document")
    days = dict(view.index.rows("SELECT day, COUNT(*) FROM document WHERE day IS NOT NULL GROUP BY day"))
    by_date = by_time(days, lambda period: view.links.page("documents", period=period))
    acts = sorted(totals("act").items(), key=lambda item: (-item[1], item[0]))
    return render(
        view,
        "home",
        tab="",
        held=[("documents", sum(documents.values())), *((page, things.get(kind, 0)) for page, kind in CLASSES.items()),
              ("claims", totals("claim").get("", 0)), ("disputes", totals("dispute").get("", 0))],
        kinds=[(view.wording.term(kind), kind, number) for kind, number in documents.items()],
        acts=[(act_word(view, act), number) for act, number in acts],
        chart=bars(by_date, view.say("documents_by_date")),
        undated=sum(documents.values()) - sum(days.values()),
        disputes=disputes(view, size=MOST_DISPUTES),
        problems=sorted(totals("problem").items(), key=lambda item: (-item[1], item[0])),
        pairs=pair_numbers(view),
    )  # fmt: skip
