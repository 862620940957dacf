"""Direct quotations: the stretches of a part that somebody else than its speaker says, by the source rules.

The rules see each quotation of a sentence, marks and all, as the one letter `QUOTED`. A source rule with the group
`words` says whose it is ({source}); one that names nobody leaves it to a text, or to somebody unknown. A sentence that
is nothing but a quotation goes on with the one that the sentence before ends with or announces, or is the words of the
one whom the next sentence names, or nobody's. One that is not closed reaches to the end of its paragraph, or to the
closing mark that the next paragraph has without an opening one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.knowledge.sentence_rules import Rules, SourceRule
from kg.linking.keys import is_part
from kg.mentions.masking import Firing, Masked, fire, mask
from kg.mentions.sentences import paired
from kg.model.mention import Annotated, Mention
from kg.model.signs import COLONS
from kg.model.text import Span

QUOTED = "◇"
WORDS = "words"
SOMEBODY = "somebody"  # the group of a rule in which one says the words who has no name
MARKS: Mapping[str, str] = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"'}
CLOSING = frozenset(MARKS.values())
PARAGRAPH_END = "\n"
ANNOUNCED = "source-announces"
"""The rule of words that follow in the next paragraph."""
OPEN_ENDED = frozenset("“「『")  # such a one may be closed in a later paragraph
OPEN_CLOSING = frozenset(MARKS[mark] for mark in OPEN_ENDED)
AHEAD = 8  # so near behind a quotation somebody is named as saying it
ASIDE = "。，；！？ "
GOES_ON = "；;"  # the item of a list ends in it that another follows
FIGURES = 3  # signs: no number of an item has more
LIST_MARKS = frozenset(".．、）)")  # what stands behind the number of an item
Quoting = tuple[SourceRule, ...]
KeysOf = Callable[[Mention], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words (with their marks) that a sentence quotes, whose they are as far as it names them, and the rule.

    `said` tells that a person or body says them, not a text; `unclosed` that the closing mark is lacking, `marked` that
    there are marks at all; `behind` is the sentence behind them that does no more than name who says them.
    """

    span: Span
    sources: tuple[Mention, ...]
    rule: str
    said: bool = True
    unclosed: bool = False
    marked: bool = True
    behind: Span | None = None

    def inside(self, text: str) -> Span:
        """The words without their marks, in the text of their part."""
        start = self.span.start + (text[self.span.start] in MARKS)
        closed = not self.unclosed and text[self.span.end - 1] in CLOSING
        return Span(start, max(start, self.span.end - closed))


def quoting(rules: Rules) -> Quoting:
    """The source rules that say whose a quotation is."""
    return rules.such(SourceRule, _quotes, True)


def _quotes(rule: SourceRule) -> bool:
    return any(QUOTED in pattern.pattern for pattern in rule.patterns)


def find_quotations(item: Annotated, rules: Rules, *, adopted: bool = False) -> tuple[Quotation, ...]:
    """The quotations of a part that are attributed to somebody, in order.

    Each paragraph of an `adopted` text, as of a presidential statement, may begin with a mark of its own and the last
    one end with one: what they hold is no quotation.
    """
    wanted, found = quoting(rules), list[Quotation]()
    before: Quotation | None = None
    reach = 0
    masks = [mask(item, sentence) for sentence in item.sentences]
    for place, masked in enumerate(masks):
        spans = _quoted(masked, adopted=adopted)
        covered = cover(masked, spans)
        if before and before.behind == masked.sentence.span:
            continue
        if before and before.unclosed and masked.sentence.span.start < reach:
            here: tuple[Quotation, ...] = (_going_on(before, masked, reach),)
        elif before and not adopted and _follows_unmarked(before, covered):
            here = (replace(before, span=masked.sentence.span, unclosed=True, marked=False),)
            reach = _list_end(masked.text, masked.sentence.span)
        else:
            here = _beginning(covered, spans, before, masks[place + 1 : place + AHEAD], wanted)
            reach = _reach(item.part.text.characters, here[-1].span) if here and here[-1].unclosed else 0
        found += here
        before = here[-1] if here and here[-1].unclosed else _open(covered, here, wanted)
    return tuple(found)


def _follows_unmarked(before: Quotation, covered: Masked) -> bool:
    """Whether a sentence, which no mark opens, begins the paragraph below the one that announces what somebody says."""
    start = covered.sentence.span.start
    announced = before.rule == ANNOUNCED and before.span.start == before.span.end
    return announced and PARAGRAPH_END in covered.text[before.span.end : start] and covered.characters[0] != QUOTED


def _list_end(text: str, span: Span) -> int:
    """Where the paragraph ends in which a stretch lies, or the list whose first item it is."""
    style, end = _item(text[span.start :]), _paragraph_end(text, span.end)
    while end < len(text):
        rest = text[end:].lstrip()
        if not rest or not (text[end - 1] in GOES_ON or (style and _item(rest) == style)):
            return end
        end = _paragraph_end(text, len(text) - len(rest))
    return end


def _item(words: str) -> str:
    """How the item of a list is numbered that words begin, "" where they begin none: `(b)` as `(a)`, `12.` as `1.`."""
    before = "(" if words.startswith(("（", "(")) else ""
    bare = words[len(before) :]
    figures = len(tuple(takewhile(str.isnumeric, bare[:FIGURES])))
    kind, length = ("1", figures) if figures else ("a", int(bare[:1].isascii() and bare[:1].islower()))
    behind = bare[length : length + 1]
    return before + kind + behind if length and behind in LIST_MARKS else ""


def _paragraph_end(text: str, at: int) -> int:
    """Where the paragraph ends in which a character stands."""
    end = text.find(PARAGRAPH_END, at)
    return end if end >= 0 else len(text)


def _quoted(masked: Masked, *, adopted: bool) -> list[Span]:
    """What stands between marks in a sentence; what an adopted text prints so is no quotation."""
    stretches = _stretches(masked.characters)
    return [masked.span(*s) for s in stretches if not (adopted and _is_printed(masked.characters, s))]


def _beginning(
    covered: Masked, spans: Sequence[Span], before: Quotation | None, after: Sequence[Masked], wanted: Quoting
) -> tuple[Quotation, ...]:
    """The quotations that begin in a sentence."""
    here = _attributed(covered, wanted)
    if spans and _is_quoted(covered) and not any(q.sources for q in here):  # the text itself may have the letter
        here = _alone(spans[0], before, after, wanted) or here
    return tuple(replace(q, unclosed=_is_open(covered.text, q.span)) for q in here)


def _reach(text: str, span: Span) -> int:
    """Where an unclosed quotation ends: with its paragraph, or behind the closing mark that the next one has first."""
    end = _paragraph_end(text, span.end)
    start = next((at for at in range(end, len(text)) if not text[at].isspace()), len(text))
    depth = 0
    for at in range(start, _paragraph_end(text, start)):
        depth += (text[at] in OPEN_ENDED) - (text[at] in OPEN_CLOSING)
        if depth < 0:
            return at + 1
    return end


def _going_on(before: Quotation, masked: Masked, reach: int) -> Quotation:
    """What of a sentence an unclosed quotation reaches over."""
    here = masked.sentence.span
    end = min(here.end, reach)
    closed = end == reach and masked.text[end - 1] in OPEN_CLOSING
    return replace(before, span=Span(here.start, end), unclosed=not closed)


def _is_printed(characters: str, stretch: tuple[int, int]) -> bool:
    """Whether the marks of a stretch hold the rest of the sentence: those of a paragraph."""
    start, end = stretch
    return not characters[:start].strip(ASIDE) and not characters[end:].strip(ASIDE)


def _is_quoted(covered: Masked) -> bool:
    """Whether a sentence is nothing but a quotation."""
    return covered.characters.strip(ASIDE) == QUOTED


def _alone(span: Span, before: Quotation | None, after: Sequence[Masked], wanted: Quoting) -> tuple[Quotation, ...]:
    """The quotation that makes a sentence: of the one named behind it and its like, or of the one quoted before."""
    behind = next((c for c in _following(span, after) if not _is_quoted(c)), None)
    named = _named_behind(span, behind, wanted) if behind else ()
    if before and not (named and named[0].behind):
        return (replace(before, span=span),)
    return named


def _following(span: Span, after: Sequence[Masked]) -> Iterator[Masked]:
    """The sentences after a quotation in its paragraph, their own quotations covered."""
    for masked in after:
        if PARAGRAPH_END in masked.text[span.end : masked.sentence.span.start]:
            return
        yield cover(masked, [masked.span(*stretch) for stretch in _stretches(masked.characters)])


def within(quotations: Sequence[Quotation], span: Span) -> tuple[Quotation, ...]:
    """Those of a part's quotations, which stand in order, that lie inside a stretch of it."""
    first = bisect_left(quotations, span.start, key=_start)
    last = bisect_left(quotations, span.end, lo=first, key=_start)
    return tuple(q for q in quotations[first:last] if span.covers(q.span))


def around(quotations: Sequence[Quotation], span: Span) -> Quotation | None:
    """The one of a part's quotations in which a stretch of it stands."""
    last = bisect_right(quotations, span.start, key=_start)
    return next((q for q in quotations[max(0, last - 1) : last] if q.span.covers(span)), None)


def _start(quotation: Quotation) -> int:
    return quotation.span.start


def speakers_of(sources: Iterable[Mention], keys_of: KeysOf, owners_of: KeysOf) -> tuple[str, ...]:
    """The keys of the states or bodies for whom those named speak: a minister or his spokesman for the state."""
    return tuple(dict.fromkeys(key for m in sources for key in _served(owners_of(m)) or keys_of(m)))


def _served(owners: Sequence[str]) -> Sequence[str]:
    """The first of somebody's owners, or the state of which that is a body, where it is named too."""
    return next(([one] for one in owners[1:] if is_part(owners[0], one)), owners[:1])


def cover(masked: Masked, spans: Sequence[Span]) -> Masked:
    """The sentence with each of these stretches as the one letter `QUOTED`."""
    for span in reversed(spans):
        masked = masked.covered(*masked.place(span), QUOTED)
    return masked


def _attributed(covered: Masked, wanted: Quoting) -> tuple[Quotation, ...]:
    """The quotations of a sentence, each by the first rule that says whose it is."""
    known: dict[Span, Quotation] = {}
    for firing in fire(wanted, covered):
        if not _begins_right(firing):
            continue
        known.setdefault(firing.groups[WORDS], _quotation(firing))
    return tuple(known[span] for span in sorted(known, key=lambda s: s.start))


def _begins_right(firing: Firing[SourceRule]) -> bool:
    """Whether the words begin as the rule asks for."""
    words, wanted = firing.masked.text[firing.groups[WORDS].start : firing.masked.starts[-1]], firing.rule.surface
    return not wanted or any(word.match(words) for word in wanted)


def _quotation(firing: Firing[SourceRule]) -> Quotation:
    sources = firing.slots.get("source", ())
    said = bool(sources) or SOMEBODY in firing.groups
    return Quotation(span=firing.groups[WORDS], sources=sources, rule=firing.rule.name, said=said)


def _named_behind(span: Span, covered: Masked, wanted: Quoting) -> tuple[Quotation, ...]:
    """The quotation that makes a sentence, as the words of the one whom a sentence behind it says to have spoken."""
    start = covered.starts[0]
    named = covered.covered(0, 0, QUOTED)
    for firing in fire(wanted, named):
        if firing.groups[WORDS] == Span(start, start):
            bare = firing.end == len(named.characters)
            return (replace(_quotation(firing), span=span, behind=covered.sentence.span if bare else None),)
    return ()


def _is_open(text: str, span: Span) -> bool:
    """Whether a quotation begins with a mark that is not closed at its end."""
    closer = MARKS.get(text[span.start])
    return closer is not None and text[span.end - 1] != closer


def _open(covered: Masked, here: Sequence[Quotation], wanted: Quoting) -> Quotation | None:
    """The quotation with which a sentence ends, or that it announces by a colon."""
    if covered.characters.endswith(COLONS):
        end = covered.starts[-1]
        announced = replace(covered, characters=covered.characters + QUOTED, starts=(*covered.starts, end))
        found = [_quotation(f) for f in fire(wanted, announced) if f.groups[WORDS].start == end and _begins_right(f)]
        return next((q for q in found if q.rule == ANNOUNCED), found[0] if found else None)
    return here[-1] if here and covered.characters.rstrip(ASIDE).endswith(QUOTED) else None


def _stretches(characters: str) -> list[tuple[int, int]]:
    """Where the outermost quotations lie, marks and all; one that is not closed goes on to the end."""
    closed, opened = paired(characters, MARKS)
    found = [(first, last + 1) for depth, first, last in closed if depth == 0]
    if opened and characters[opened[0]] in OPEN_ENDED:
        found.append((opened[0], len(characters)))
    return found
