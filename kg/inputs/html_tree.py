"""The tree of a web page: going through it however deep it is, and what of it is no text of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex
from selectolax.lexbor import LexborNode

UNSEEN = (
    "script, style, noscript, template, head, canvas, svg, math, select, datalist, button, input, textarea, audio,"
    " video, rt, rp, rtc, dialog:not([open]), [hidden], [aria-hidden=true i]"
)
"""What a browser does not show as words of the page; of ruby the reading aids."""
ASIDE = (
    "nav, aside:not([role*=note]), [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=menu],"
    " [role=menubar], [role=complementary]"
)
EDGES = "header, footer"
INNER = ("main", "article", "section")
MAIN = "main, [role=main]"
LISTS = ("ul", "ol", "dl", "div", "td", "p", "table", "center")
FEWEST_LINKS = 3
_HIDDEN = regex.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", regex.IGNORECASE
)
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_SENTENCE = regex.compile("[\u3002\uff01\uff1f]")


def events(root: LexborNode, skip: Callable[[LexborNode], bool]) -> Iterator[tuple[LexborNode, bool]]:
    """Each node below the root when it begins (True) and when it ends (False), without those to skip."""
    waiting = [(child, True) for child in _children(root)]
    while waiting:
        node, begins = waiting.pop()
        if begins and skip(node):
            continue
        yield node, begins
        if begins:
            waiting.append((node, False))
            waiting += [(child, True) for child in _children(node)]


def words_of(root: LexborNode, skip: Callable[[LexborNode], bool]) -> str:
    """The words below a node, its elements parted by blanks."""
    return " ".join(node.text_content or "" for node, begins in events(root, skip) if begins and node.tag == "-text")


def unseen(body: LexborNode) -> frozenset[int]:
    """The nodes that a browser does not show."""
    styled = (node for node in body.css("[style]") if _HIDDEN.search(node.attributes.get("style") or ""))
    return frozenset(node.mem_id for node in (*body.css(UNSEEN), *styled))


def aside(body: LexborNode, skip: Callable[[LexborNode], bool]) -> dict[int, LexborNode]:
    """The nodes that stand beside the text: menus, the page's head and foot, and what is outside its main part."""
    found = [*body.css(ASIDE), *(node for node in body.css(EDGES) if not _is_inner(node))]
    found += _menus(body, skip)
    if len(main := body.css(MAIN)) == 1:
        found += _others(main[0], body)
    return {node.mem_id: node for node in found}


def _children(node: LexborNode) -> Iterator[LexborNode]:
    """The children of a node, the last first."""
    child = node.last_child
    while child is not None:
        yield child
        child = child.prev


def _is_inner(node: LexborNode) -> bool:
    """Whether a head or a foot is that of the text and not of the page."""
    above = node.parent
    while above is not None and above.tag not in INNER:
        above = above.parent
    return above is not None


def _others(node: LexborNode, body: LexborNode) -> Iterator[LexborNode]:
    """All that stands before or after a node, up to the body."""
    here: LexborNode | None = node
    while here is not None and here.mem_id != body.mem_id:
        above = here.parent
        yield from (child for child in _children(above) if child.mem_id != here.mem_id) if above else ()
        here = above


@dataclass(slots=True)
class _Tally:
    """What has been counted below a node: letters, those of them in links, links; whether it holds a sentence."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    sentence: bool = False

    def add(self, other: _Tally) -> None:
        """Adds what was counted below a child."""
        self.letters += other.letters
        self.linked += other.linked
        self.links += other.links
        self.sentence |= other.sentence

    def is_menu(self) -> bool:
        """Whether the words are all links, and no sentences."""
        return self.links >= FEWEST_LINKS and self.letters == self.linked and not self.sentence


def _menus(body: LexborNode, skip: Callable[[LexborNode], bool]) -> Iterator[LexborNode]:
    """Lists of links."""
    open_ = [_Tally()]
    inside = 0  # how many links
    for node, begins in events(body, skip):
        tag = node.tag or ""
        if tag == "-text":
            if begins:
                open_[-1].add(_tally(node.text_content or "", linked=inside > 0))
        elif begins:
            open_.append(_Tally())
            inside += tag == "a"
        else:
            tally = open_.pop()
            tally.links += tag == "a" and tally.letters > 0
            inside -= tag == "a"
            open_[-1].add(tally)
            if tag in LISTS and tally.is_menu():
                yield node


def _tally(words: str, *, linked: bool) -> _Tally:
    number = sum(1 for _ in _LETTER.finditer(words))
    sentence = _SENTENCE.search(words) is not None
    return _Tally(letters=number, linked=number if linked else 0, sentence=sentence)
