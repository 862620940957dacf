"""Direct quotations: the stretches of a part that somebody else than its speaker says, by the source rules.

The rules see each quotation of a sentence, marks and all, as the one letter `QUOTED`. A source rule with the group
`words` says whose it is ({source}); one that names nobody leaves it to a text, or to somebody unknown. A sentence that
is nothing but a quotation goes on with the one that the sentence before ends with or announces, or is the words of the
one whom the next sentence names. One that is not closed reaches to the end of its paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.knowledge.sentence_rules import Rules, SourceRule
from kg.mentions.masking import Firing, Masked, fire, mask
from kg.model.mention import Annotated, Mention
from kg.model.text import Span

QUOTED = "◇"
WORDS = "words"
SOMEBODY = "somebody"  # the group of a rule in which one says the words who has no name
MARKS: Mapping[str, str] = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"'}
PARAGRAPH_END = "\n"
OPEN_ENDED = frozenset("“「『")  # such a one may be closed in a later paragraph
COLONS = ("：", ":")
ASIDE = "。，；！？ "
Quoting = tuple[SourceRule, ...]
KeysOf = Callable[[Mention], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words (with their marks) that a sentence quotes, whose they are as far as it names them, and the rule.

    `said` tells that a person or body says them, not a text; `unclosed` that the closing mark is lacking.
    """

    span: Span
    sources: tuple[Mention, ...]
    rule: str
    said: bool = True
    unclosed: bool = False

    def inside(self, text: str) -> Span:
        """The words without their marks, in the text of their part."""
        start = self.span.start + (text[self.span.start] in MARKS)
        return Span(start, max(start, self.span.end - (not self.unclosed)))


def quoting(rules: Rules) -> Quoting:
    """The source rules that say whose a quotation is."""
    return tuple(r for r in rules.of(SourceRule) if any(QUOTED in p.pattern for p in r.patterns))


def find_quotations(item: Annotated, rules: Rules) -> tuple[Quotation, ...]:
    """The quotations of a part that are attributed to somebody, in order."""
    wanted, found = quoting(rules), list[Quotation]()
    before: Quotation | None = None
    text = item.part.text.characters
    masks = [mask(item, sentence) for sentence in item.sentences]
    for masked, after in zip_longest(masks, masks[1:]):
        spans = [masked.span(*stretch) for stretch in _stretches(masked.characters)]
        covered = cover(masked, spans)
        if before and _goes_on(before, masked):
            here: tuple[Quotation, ...] = (replace(before, span=masked.sentence.span),)
        else:
            here = _attributed(covered, wanted)
            if not here and covered.characters.strip(ASIDE) == QUOTED:
                here = _alone(spans[0], before, after, wanted)
            here = tuple(replace(q, unclosed=_is_open(text, q.span)) for q in here)
        found += here
        before = here[-1] if here and here[-1].unclosed else _open(covered, here, wanted)
    return tuple(found)


def _goes_on(before: Quotation, masked: Masked) -> bool:
    """Whether a quotation that is not closed goes on in a sentence: in its own paragraph."""
    return before.unclosed and PARAGRAPH_END not in masked.text[before.span.end : masked.sentence.span.start]


def _alone(span: Span, before: Quotation | None, after: Masked | None, wanted: Quoting) -> tuple[Quotation, ...]:
    """The quotation that makes a sentence: of the one quoted before, or of the one named behind."""
    if before:
        return (replace(before, span=span),)
    return _named_behind(span, after, wanted) if after else ()


def quoted_for(quotation: Quotation, keys_of: KeysOf, owners_of: KeysOf) -> tuple[str, ...]:
    """The keys of the states or bodies whose words a quotation is: of a minister's those of the state."""
    return tuple(dict.fromkeys(key for m in quotation.sources for key in owners_of(m)[:1] or keys_of(m)))


def cover(masked: Masked, spans: Sequence[Span]) -> Masked:
    """The sentence with each of these stretches as the one letter `QUOTED`."""
    for span in reversed(spans):
        masked = masked.covered(*masked.place(span), QUOTED)
    return masked


def _attributed(covered: Masked, wanted: Quoting) -> tuple[Quotation, ...]:
    """The quotations of a sentence, each by the first rule that says whose it is."""
    known: dict[Span, Quotation] = {}
    for firing in fire(wanted, covered):
        known.setdefault(firing.groups[WORDS], _quotation(firing))
    return tuple(known[span] for span in sorted(known, key=lambda s: s.start))


def _quotation(firing: Firing[SourceRule]) -> Quotation:
    sources = firing.slots.get("source", ())
    said = bool(sources) or SOMEBODY in firing.groups
    return Quotation(span=firing.groups[WORDS], sources=sources, rule=firing.rule.name, said=said)


def _named_behind(span: Span, after: Masked, wanted: Quoting) -> tuple[Quotation, ...]:
    """The quotation that makes a sentence, as the words of the one whom the next sentence says to have spoken."""
    if PARAGRAPH_END in after.text[span.end : after.sentence.span.start]:
        return ()
    covered = cover(after, [after.span(*stretch) for stretch in _stretches(after.characters)])
    start = covered.starts[0]
    first = next((q for q in _attributed(covered.covered(0, 0, QUOTED), wanted) if q.span == Span(start, start)), None)
    return (replace(first, span=span),) if first else ()


def _is_open(text: str, span: Span) -> bool:
    """Whether a quotation begins with a mark that is not closed at its end."""
    closer = MARKS.get(text[span.start])
    return closer is not None and text[span.end - 1] != closer


def _open(covered: Masked, here: Sequence[Quotation], wanted: Quoting) -> Quotation | None:
    """The quotation with which a sentence ends, or that it announces by a colon."""
    if covered.characters.endswith(COLONS):
        end = covered.starts[-1]
        announced = replace(covered, characters=covered.characters + QUOTED, starts=(*covered.starts, end))
        return next((q for q in reversed(_attributed(announced, wanted)) if q.span.start == end), None)
    return here[-1] if here and covered.characters.rstrip(ASIDE).endswith(QUOTED) else None


def _stretches(characters: str) -> list[tuple[int, int]]:
    """Where the outermost quotations lie, marks and all; one that is not closed goes on to the end."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for at, character in enumerate(characters):
        depth = next((d for d in range(len(opened) - 1, -1, -1) if MARKS[opened[d][0]] == character), None)
        if depth is not None:
            if depth == 0:
                found.append((opened[0][1], at + 1))
            del opened[depth:]
        elif character in MARKS:
            opened.append((character, at))
    if opened and opened[0][0] in OPEN_ENDED:
        found.append((opened[0][1], len(characters)))
    return found
