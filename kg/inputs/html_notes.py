"""The footnotes of a web page: links from a mark in the text to the words further down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import regex
from selectolax.lexbor import LexborNode

from kg.inputs.html_tree import events, words_of

MARK = r"[\[(\uff08\u3014]?\s*(?P<mark>\d{1,3}|[*†‡]{1,3}|[ivxlc]{1,5}|\p{No})\s*[\])\uff09\u3015]?"
HOLDERS = frozenset({"p", "li", "div", "dd", "td", "aside", "section", "blockquote"})
SINGLE = regex.compile(r"(?i)(?:ftn|edn|fn|note)[-_:]?\w*\d$|mso-element:\s*(?:foot|end)note(?!-)")
HIGHEST = 8  # elements above a link's target in which its note is sought
_MARK = regex.compile(MARK)
_FIRST = regex.compile(rf"\s*{MARK}[.\u3001:\s]?")
_WORD = regex.compile(r"\w")


@dataclass(slots=True)
class Notes:
    """The notes of a page: the nodes that hold them, by the identity of the links that cite them, and their marks."""

    cited: dict[int, LexborNode] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)  # by holder
    holders: frozenset[int] = frozenset()


def notes_of(body: LexborNode, skip: Callable[[LexborNode], bool]) -> Notes:
    """The notes of a page.

    A link cites one where it is a mark, such as 1, [1] or *, and leads to a paragraph further down that is named as a
    note, leads back, or begins with the same mark.
    """
    order, targets = _targets(body)
    found = Notes()
    meant: dict[int, set[int]] = {}  # what is aimed at, by holder
    for link in body.css('a[href*="#"]'):
        match = _MARK.fullmatch(words_of(link, skip).strip())
        target = targets.get(_fragment(link))
        if match is None or target is None or order.get(target.mem_id, 0) <= order.get(link.mem_id, 0):
            continue
        holder = _holder(target)
        if holder is not None and _is_note(holder, match["mark"], skip):
            found.cited[link.mem_id] = holder
            found.marks[holder.mem_id] = match["mark"]
            meant.setdefault(holder.mem_id, set()).add(target.mem_id)
    found.holders = frozenset(holder for holder, aims in meant.items() if len(aims) == 1)
    found.cited = {link: holder for link, holder in found.cited.items() if holder.mem_id in found.holders}
    return found


def is_way_back(node: LexborNode) -> bool:
    """Whether a link in a note leads back to the text: a mark, an arrow, to a place in the page."""
    if node.tag != "a" or not (node.attributes.get("href") or "").startswith("#"):
        return False
    words = node.text().strip()
    return _MARK.fullmatch(words) is not None or not _WORD.search(words)


def without_mark(words: str, mark: str) -> str:
    """The words of a note without the mark at their beginning."""
    first = _FIRST.match(words)
    return words[first.end() :] if first and first["mark"] == mark else words


def _targets(body: LexborNode) -> tuple[dict[int, int], dict[str, LexborNode]]:
    """The places of the nodes in the page, and those that links may lead to."""
    order: dict[int, int] = {}
    targets: dict[str, LexborNode] = {}
    for node, begins in events(body, lambda _: False):
        if begins and not (node.tag or "-").startswith("-"):
            order[node.mem_id] = len(order) + 1
            for name in _names(node):
                targets.setdefault(name, node)
    return order, targets


def _names(node: LexborNode) -> Iterator[str]:
    names = (node.attributes.get("id"), node.attributes.get("name") if node.tag == "a" else None)
    return filter(None, names)


def _fragment(link: LexborNode) -> str:
    return (link.attributes.get("href") or "").rpartition("#")[2]


def _holder(target: LexborNode) -> LexborNode | None:
    """The paragraph of a link's target, or what holds all paragraphs of that note alone."""
    holder: LexborNode | None = target
    for _ in range(HIGHEST):
        if holder is None or holder.tag in HOLDERS:
            break
        holder = holder.parent
    if holder is None or holder.tag not in HOLDERS:
        return None
    above = holder.parent
    return above if above is not None and above.tag in HOLDERS and _is_named(above) else holder


def _is_named(node: LexborNode) -> bool:
    """Whether a node's attributes say that it is a footnote."""
    said = (node.attributes.get(name) or "" for name in ("id", "style", "name"))
    return any(map(SINGLE.search, said)) or "note" in (node.attributes.get("role") or "")


def _is_note(holder: LexborNode, mark: str, skip: Callable[[LexborNode], bool]) -> bool:
    """Whether a paragraph that a mark leads to is its note."""
    if _is_named(holder) or any(map(is_way_back, holder.css("a"))):
        return True
    first = _FIRST.match(words_of(holder, skip))
    return first is not None and first["mark"] == mark
