"""A sentence annotated by hand: invented states, places and agreements, for tests that need no lexicon."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import regex

from kg.claims.context import Context
from kg.mentions.masking import Masked, mask
from kg.model.document import Part, PartKind
from kg.model.mention import Annotated, Kind, Mention, Sentence
from kg.model.text import Span, Text

NAMES = regex.compile(
    r"(?P<AGREEMENT>《[^》]+》|停火协议)|(?P<STATE>[甲乙丙]国)|(?P<PLACE>丁市|戊村)|(?P<ANAPHOR>双方|两国|我国|对方)"
    r"|(?P<SYMBOL>S/[0-9]{4}/[0-9]+)"
)
KEYS = {"甲国": ("actor/a",), "乙国": ("actor/b",), "丙国": ("actor/c",), "双方": ("actor/a", "actor/b")}


def annotated(words: str) -> Annotated:
    """The words as one part of one sentence, with the names above as mentions."""
    found = tuple(
        Mention(span=Span(*m.span()), surface=m[0], kind=Kind[str(m.lastgroup)], rule="hand")
        for m in NAMES.finditer(words)
    )
    part = Part(order=0, kind=PartKind.SPEECH, text=Text(words, tuple(range(len(words)))))
    return Annotated(part=part, sentences=(Sentence(part=0, span=Span(0, len(words))),), mentions=found)


def masked(words: str) -> Masked:
    """The words masked."""
    item = annotated(words)
    return mask(item, item.sentences[0])


def keys(mention: Mention) -> tuple[str, ...]:
    """The key of a hand-annotated mention; an agreement's is its own words."""
    if mention.kind is Kind.AGREEMENT:
        return (mention.surface,)
    return KEYS.get(mention.surface, ())


def nobody(mention: Mention) -> tuple[str, ...]:
    """The owners of a mention that has none."""
    return ()


def context(
    mentions: Iterable[Mention],
    keys: Callable[[Mention], tuple[str, ...]] = keys,
    owners: Callable[[Mention], tuple[str, ...]] = nobody,
    **more: object,
) -> Context:
    """A context in which the mentions stand for these keys and have these owners."""
    named = tuple(mentions)
    return Context(
        keys={m.span: keys(m) for m in named},
        owners={m.span: owners(m) for m in named},
        **more,  # type: ignore[arg-type]
    )
