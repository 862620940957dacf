"""Figures and dates in words that were hard to read in an image: they count nothing and tell no day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from kg.mentions.periods import DOUBTFUL
from kg.model.mention import Annotated, Kind, Mention
from kg.model.pages import Layer
from kg.model.text import Problem


def with_doubts(item: Annotated, layer: Layer | None) -> Annotated:
    """A part whose figures and dates that were hard to read have no value, and what of them is told."""
    if layer is None or not layer.doubtful:
        return item
    mentions = tuple(_doubted(mention, item, layer) for mention in item.mentions)
    return replace(item, mentions=mentions, problems=(*item.problems, *_problems(item, mentions)))


def _doubted(mention: Mention, item: Annotated, layer: Layer) -> Mention:
    """A mention without the value that it has of words that were hard to read."""
    dates = tuple(date for date in mention.dates if not layer.is_doubtful(item.part.text.origin(date.span)))
    mention = replace(mention, dates=dates) if dates != mention.dates else mention
    if mention.kind not in (Kind.COUNT, Kind.DATE) or not layer.is_doubtful(item.part.text.origin(mention.span)):
        return mention
    if mention.kind is Kind.COUNT:
        return replace(mention, value=None)
    return replace(mention, slots=MappingProxyType({**mention.slots, DOUBTFUL: mention.span}))


def _problems(item: Annotated, mentions: tuple[Mention, ...]) -> Iterator[Problem]:
    """The figures that count nothing; that a date tells no day is told where it is resolved."""
    for before, after in zip(item.mentions, mentions, strict=True):
        if before.value and after.value is None:
            yield Problem(
                stage="figures",
                code="figure-doubtful",
                message="the figure was hard to read in the image and counts nothing",
                quote=before.surface,
                span=item.part.text.origin(before.span),
            )
