"""Which documents a file holds: after one has said something, another's title or masthead begins the next.

An annex belongs to its letter, a title that is repeated to the document that bears it already.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.knowledge.layout import Layout
from kg.model.signs import COLONS
from kg.model.text import Paragraph, Problem, Repaired, Text
from kg.structure.annexes import begins_annex
from kg.structure.parts import has

HEADS = ("letter-title", "note-opening", "letter-address", "resolution-title", "statement-title")
UNTITLED = frozenset({"note-opening", "letter-address"})
OF_ORGANS = frozenset({"resolution-title", "statement-title"})
LONGEST = 200
"""No longer is a paragraph that is a head."""
FRONT = 16
"""So many paragraphs a masthead may have."""


def divided(repaired: Repaired, layout: Layout) -> tuple[Repaired, ...]:
    """The documents of a file in their order, each with what of the page belongs to it."""
    starts = _Divider(repaired, layout).starts()
    if len(starts) == 1:
        return (repaired,)
    places = [0, *(_border(repaired, start) for start in starts[1:]), len(repaired.source.characters) + 1]
    return tuple(_cut(repaired, start, end) for start, end in pairwise(places))


def _border(repaired: Repaired, start: int) -> int:
    """Where a document begins in the source: on a new page if there is one, else after the last words before it."""
    before, first = repaired.body[start - 1].text.origin().end, repaired.body[start].text.origins[0]
    page = repaired.source.characters.rfind("\f", before, first)
    return page if page >= 0 else before


def _cut(repaired: Repaired, start: int, end: int) -> Repaired:
    def inside(text: Text) -> bool:
        return start <= text.origins[0] < end

    def told(problem: Problem) -> bool:
        return start <= problem.span.start < end if problem.span else start == 0

    return replace(
        repaired,
        body=tuple(p for p in repaired.body if inside(p.text)),
        notes=tuple(p for p in repaired.notes if inside(p.text)),
        furniture=tuple(text for text in repaired.furniture if inside(text)),
        problems=tuple(problem for problem in repaired.problems if told(problem)),
    )


@dataclass(slots=True)
class _State:
    """What the current document has had so far."""

    heads: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    symbols: set[str] = field(default_factory=set)
    text: bool = False
    closed: bool = False
    spoken: bool = False
    annexed: bool = False
    introduced: bool = False  # whether a colon, or a list of titles after one, came last


class _Divider:
    """Goes through the paragraphs of a file and finds where documents begin."""

    def __init__(self, repaired: Repaired, layout: Layout) -> None:
        self.repaired, self.body, self.layout = repaired, repaired.body, layout
        self.heads = [self._head(p) for p in self.body]
        self.now = _State()
        self.begun = [0]

    def starts(self) -> list[int]:
        """The first paragraph of each document."""
        at = 0
        while at < len(self.body):
            front = self._front(at)
            if front:
                self._take_front(at, front)
            elif head := self.heads[at]:
                self._take_head(at, head)
            else:
                self._read(self.body[at])
            at += max(1, front)
        return self.begun

    def _head(self, paragraph: Paragraph) -> str:
        """The rule of the head that a paragraph is, "" where it is none."""
        if len(paragraph.text) > LONGEST:
            return ""
        head = next((rule for rule in HEADS if has(self.layout, rule, paragraph)), "")
        return "" if head == "letter-title" and begins_annex(paragraph, self.layout) else head

    def _front(self, at: int) -> int:
        """How many lines of a masthead begin with a paragraph."""
        end = at
        while end < len(self.body) and self._is_front(self.body[end]):
            end += 1
        return end - at

    def _is_front(self, paragraph: Paragraph) -> bool:
        return len(paragraph.text) <= LONGEST and has(self.layout, "masthead-line", paragraph)

    def _take_front(self, at: int, length: int) -> None:
        """Takes lines of a masthead, which begin a document if they tell of another one than the current."""
        symbols, marks = self._identity(at, length)
        now = self.now
        if symbols and now.symbols:
            strange = symbols.isdisjoint(now.symbols)
        else:
            strange = bool(marks - now.marks) and now.closed and not now.annexed
        if now.text and strange and length + len(symbols) > 1 and self._says(at + length):
            self._begin(at)
        self.now.symbols |= symbols
        self.now.marks |= marks

    def _identity(self, at: int, length: int) -> tuple[set[str], set[str]]:
        """The symbols in the lines of a masthead and the furniture among them, and the lines that bear a number."""
        first = self.body[at - 1].text.origin().end if at else 0
        lines = [p.text for p in self.body[at : at + length]]
        below = self.body[at + length : at + length + 1]
        last = below[0].text.origins[0] if below else lines[-1].origin().end
        printed = [*lines, *(text for text in self.repaired.furniture if first <= text.origins[0] < last)]
        symbols = {m["symbol"] for text in printed for m in self.layout.finditer("symbol", text.characters)}
        return symbols, {text.characters for text in lines if self.layout.search("masthead-mark", text.characters)}

    def _take_head(self, at: int, head: str) -> None:
        """Takes a title, which begins a document if the one so far is another's and has said something."""
        key = self._key(at, head)
        if self.now.text and key not in self.now.heads and self._is_next(at, head) and self._says(at + 1):
            self._begin(self._front_of(at))
        elif self.now.introduced:
            return
        self.now.heads.append(key)
        self.now.text |= head == "note-opening"

    def _key(self, at: int, head: str) -> str:
        """What tells one head from another; statements have one title, and are told apart by their meetings."""
        below = self.body[at + 1 : at + 4] if head == "statement-title" else ()
        dated = [p.text.characters for p in below if has(self.layout, "adopted", p)]
        if head == "letter-address":
            return f"{head} {at}"
        return " ".join((head, self.body[at].text.characters.rstrip("*"), *dated))

    def _is_next(self, at: int, head: str) -> bool:
        """Whether a title after words of the current document can be the next one's."""
        now = self.now
        if head in UNTITLED:
            return now.closed and not (now.annexed or now.spoken or now.introduced)
        if now.spoken and not now.closed:
            return head == "letter-title" and self._is_signed(at)
        if head in OF_ORGANS:
            return self._is_next_of_organ()
        if now.annexed:
            return has(self.layout, "mission-title", self.body[at])
        return now.closed or (bool(now.heads) and not now.introduced)

    def _is_next_of_organ(self) -> bool:
        """Whether a resolution or a statement can begin: after one of its kind, or when the letter so far is closed."""
        now = self.now
        alike = bool(now.heads) and now.heads[0].split()[0] in OF_ORGANS
        return not now.introduced and (alike or (now.closed and not now.annexed))

    def _is_signed(self, at: int) -> bool:
        """Whether a signature or a request to circulate comes before anybody else takes the floor."""
        for paragraph in self.body[at + 1 :]:
            if has(self.layout, "speaker-line", paragraph):
                return False
            if self._closes(paragraph):
                return True
        return False

    def _says(self, at: int) -> bool:
        """Whether a whole sentence comes before the next title, but for one that stands right here."""
        at += bool(self.heads[at : at + 1] == ["letter-title"])
        for paragraph, head in zip(self.body[at : at + FRONT], self.heads[at : at + FRONT], strict=True):
            if head == "letter-title" or self.layout.search("sentence-end", paragraph.text.characters):
                return head != "letter-title"
        return False

    def _front_of(self, at: int) -> int:
        """The first line of the masthead above a title, over lines that are no sentences and no signatures."""
        first = at
        for place in range(at - 1, max(self.begun[-1], at - FRONT), -1):
            paragraph = self.body[place]
            if self._closes(paragraph) or self.layout.search("sentence-end", paragraph.text.characters):
                break
            first = place if self._is_front(paragraph) else first
        return first

    def _begin(self, at: int) -> None:
        self.now = _State()
        self.begun.append(at)

    def _read(self, paragraph: Paragraph) -> None:
        """Takes a paragraph that is no head."""
        now, words = self.now, paragraph.text.characters
        if begins_annex(paragraph, self.layout):
            now.annexed, now.text, now.introduced = True, False, False
            return
        sentence = self.layout.search("sentence-end", words) is not None
        now.introduced = words.endswith(COLONS)
        now.text |= sentence
        speaks = has(self.layout, "speaker-line", paragraph) and not has(self.layout, "address-of-chair", paragraph)
        now.spoken |= speaks
        now.closed = not speaks and (now.closed or self._closes(paragraph))

    def _closes(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is among a document's last: a signature, a request to circulate, the meeting's end."""
        words = paragraph.text.characters
        rules = ("signature", "meeting-end")
        return any(has(self.layout, rule, paragraph) for rule in rules) or any(
            self.layout.search(rule, words) for rule in ("circulation", "courtesy")
        )
