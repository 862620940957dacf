"""The runs of a paragraph as HTML: marks of every layer, anchors of what begins, numbers of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from markupsafe import Markup, escape

from kg.web.links import fragment
from kg.web.text.kept import Run
from kg.web.text.layers import DATE
from kg.web.view import View


class RunWriter:
    """Writes the runs of one page; `numbers` are those of the claims that it shows, by their places in the document."""

    def __init__(self, view: View, numbers: Mapping[int, int]) -> None:
        self.view, self._numbers = view, numbers
        self._link = cache(self._made_link)
        self._number = cache(self._made_number)

    def __call__(self, runs: Iterable[Run]) -> Markup:
        """Runs one after another, each with what begins before it."""
        return Markup("".join(html for run in runs for html in self._run(run)))

    def _shown(self, claims: Iterable[int]) -> list[int]:
        return [self._numbers[claim] for claim in claims if claim in self._numbers]

    def _run(self, run: Run) -> Iterator[str]:
        for start, end in run.anchors:
            yield f'<span id="{fragment(start, end)}"></span>'
        for number in self._shown(run.begun):
            yield self._number(number)
        claims = self._shown(run.claims)
        kind = f"w{' problem-mark' * run.flawed}{' claim-mark' * bool(claims)}"
        told = f' data-k="{" ".join(map(str, claims))}"' if claims else ""
        yield f'<span class="{kind}" data-s="{run.start}"{told}>'
        words = str(escape(run.words))
        if run.layer == DATE:
            yield f'<span class="date-mark">{words}</span>'
        elif run.layer:
            yield f"{self._link(run.layer, tuple(run.things))}{words}</a>"
        else:
            yield words
        yield "</span>"

    def _made_number(self, number: int) -> str:
        """The number of a claim, which leads to its card."""
        label = escape(self.view.say("to_card", number=number))
        return f'<a class="num" href="#k{number}" aria-label="{label}">{number}</a>'

    def _made_link(self, layer: str, things: Sequence[str]) -> str:
        """The link of words that name something: to it, or to the first of several, all of which it tells."""
        view = self.view
        title = escape(view.wording.several(view.name(thing) for thing in things))
        return f'<a class="{layer}-mark" href="{escape(view.links.thing(things[0]))}" title="{title}">'
