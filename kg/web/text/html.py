"""Pieces of a paragraph as HTML: marks of every layer, anchors of what begins, numbers of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from kg.web.links import fragment
from kg.web.text.layers import AGREEMENT, CLAIM, DATE, NAME, PROBLEM, Mark, Piece
from kg.web.view import View


class PieceWriter:
    """Writes the pieces of one page; an anchor stands once on it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._seen: set[str] = set()

    def __call__(self, pieces: Iterable[Piece]) -> Markup:
        """Pieces one after another, each with what begins before it."""
        return Markup("".join(html for piece in pieces for html in (*self._before(piece), *self._marked(piece))))

    def _before(self, piece: Piece) -> Iterator[str]:
        """Anchors of what begins here, and the number of each claim that does, which leads to its card."""
        for mark in piece.begins:
            name = fragment(mark.start, mark.end)
            if name not in self._seen:
                self._seen.add(name)
                yield f'<span id="{name}"></span>'
        for mark in piece.begins:
            if mark.layer == CLAIM:
                number = escape(mark.things[0])
                label = escape(self.view.say("to_card", number=number))
                yield f'<a class="num" href="#k{number}" aria-label="{label}">{number}</a>'

    def _marked(self, piece: Piece) -> Iterator[str]:
        claims = " ".join(mark.things[0] for mark in piece.marks if mark.layer == CLAIM)
        flawed = any(mark.layer == PROBLEM for mark in piece.marks)
        kind = f"w{' problem-mark' * flawed}{' claim-mark' * bool(claims)}"
        told = f' data-k="{escape(claims)}"' if claims else ""
        yield f'<span class="{kind}" data-s="{piece.start}"{told}>'
        if name := piece.of(AGREEMENT) or piece.of(NAME):
            yield self._link(name)
            yield f"{escape(piece.words)}</a>"
        elif piece.of(DATE):
            yield f'<span class="date-mark">{escape(piece.words)}</span>'
        else:
            yield str(escape(piece.words))
        yield "</span>"

    def _link(self, mark: Mark) -> str:
        """The link of words that name something: to it, or to the first of several, all of which it tells."""
        view = self.view
        title = escape(view.wording.several(view.name(thing) for thing in mark.things))
        return f'<a class="{mark.layer}-mark" href="{escape(view.links.thing(mark.things[0]))}" title="{title}">'
