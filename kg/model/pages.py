"""Where on a page each character stands, how lines are set, and which characters were hard to read.

Lengths are in points (1/72 inch), from the top left corner of a page as a viewer shows it; pages count from 1.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import MappingProxyType

from kg.model.text import Span

UNIT = 0.1
"""Of a point: boxes are kept as whole numbers of it."""
LARGEST = (1 << 16) - 1
NUMBERS = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    page: int
    x: float
    y: float
    width: float
    height: float

    def with_box(self, other: Box) -> Box:
        """The smallest rectangle around both, which are on one page.

        >>> Box(1, 10, 10, 5, 5).with_box(Box(1, 20, 12, 5, 5))
        Box(page=1, x=10, y=10, width=15, height=7)
        """
        left, top = min(self.x, other.x), min(self.y, other.y)
        right = max(self.x + self.width, other.x + other.width)
        bottom = max(self.y + self.height, other.y + other.height)
        return Box(self.page, left, top, right - left, bottom - top)

    def on_line_with(self, other: Box) -> bool:
        """Whether the other stands beside it: half the lower one's height is common to both.

        >>> box = Box(1, 10, 10, 5, 5)
        >>> box.on_line_with(Box(1, 40, 11, 5, 5)), box.on_line_with(Box(1, 10, 15, 5, 5))
        (True, False)
        """
        common = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return self.page == other.page and common >= 0.5 * min(self.height, other.height)


class Places:
    """The page and box of each character of a text, in eight bytes a character.

    Characters are added in the order of the text, and a page is begun before its first one.

    >>> places = Places()
    >>> places.begin_page(1)
    >>> places.add(72, 90.04, 10.5, 12), places.add_nowhere()
    (None, None)
    >>> places.box(0), places.box(1), places.page(1)
    (Box(page=1, x=72.0, y=90.0, width=10.5, height=12.0), None, 1)
    """

    __slots__ = ("_boxes", "_numbers", "_starts")

    def __init__(self) -> None:
        self._boxes = array("H")
        self._starts = array("Q")
        self._numbers = array("L")

    def __len__(self) -> int:
        return len(self._boxes) // NUMBERS

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Places):
            return NotImplemented
        mine, others = (self._boxes, self._starts, self._numbers), (other._boxes, other._starts, other._numbers)
        return mine == others

    __hash__ = None  # type: ignore[assignment]

    def begin_page(self, page: int) -> None:
        """The characters that follow are on this page."""
        self._starts.append(len(self))
        self._numbers.append(page)

    def add(self, x: float, y: float, width: float, height: float) -> None:
        """The next character's box; what lies outside the page is moved to its edge."""
        for number in (x, y, width, height):
            self._boxes.append(min(LARGEST, max(0, round(number / UNIT))))

    def add_nowhere(self) -> None:
        """The next character is a blank or a line's end that nothing on the page stands for."""
        self._boxes.extend((0, 0, 0, 0))

    def page(self, at: int) -> int:
        """The page of a character."""
        return self._numbers[bisect_right(self._starts, at) - 1]

    def box(self, at: int) -> Box | None:
        """The box of a character; None for one that stands nowhere."""
        x, y, width, height = (round(number * UNIT, 1) for number in self._boxes[NUMBERS * at : NUMBERS * (at + 1)])
        return Box(self.page(at), x, y, width, height) if width or height else None

    def boxes(self, characters: Iterable[int]) -> tuple[Box, ...]:
        """The boxes of characters, those on one line as one, in the order of the text."""
        found: list[Box] = []
        for box in filter(None, map(self.box, characters)):
            if found and found[-1].on_line_with(box):
                found[-1] = found[-1].with_box(box)
            else:
                found.append(box)
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a line is set on its page.

    `first` and `last` are the edges of its column, `gap` the distance from the baseline above it in the column (0 at
    the column's top), `size` that of its type. `column` counts the columns of a document through. A `repeated` line
    stands at the edge of several pages, a `foot` line in smaller type at the foot of a column.
    """

    page: int
    column: int
    left: float
    right: float
    first: float
    last: float
    size: float
    gap: float = 0.0
    repeated: bool = False
    foot: bool = False

    @property
    def indent(self) -> float:
        """How far it stands in from the column's left edge, in its own type's size."""
        return (self.left - self.first) / self.size

    @property
    def room(self) -> float:
        """How much of the column is left free behind it, in its own type's size."""
        return (self.last - self.right) / self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What a paged document's reader knows of its characters besides the characters.

    `settings` gives the setting of the line that begins at a character; `raised` are the places of the small marks
    above a line, `doubtful` the spans of words that were hard to read in an image, in order and not overlapping.
    """

    places: Places
    settings: Mapping[int, Setting] = field(default_factory=lambda: MappingProxyType({}))
    raised: frozenset[int] = frozenset()
    doubtful: Sequence[Span] = ()

    def is_doubtful(self, span: Span) -> bool:
        """Whether a span shares a character with words that were hard to read.

        >>> layer = Layer(places=Places(), doubtful=(Span(2, 4), Span(6, 9)))
        >>> [layer.is_doubtful(span) for span in (Span(0, 2), Span(3, 5), Span(4, 6), Span(0, 20), Span(9, 12))]
        [False, True, False, True, False]
        """
        at = bisect_right(self.doubtful, span.start, key=attrgetter("end"))  # the first that ends behind its start
        return at < len(self.doubtful) and span.overlaps(self.doubtful[at])
