"""The finder as a component of a spaCy pipeline, for who has a pipeline of their own.

A doc that has gone through it has its mentions in `doc.spans["mentions"]`, where displaCy finds them, each with the
whole Mention in `span._.mention`; its words are cut at their borders, its sentences begin where the finder's do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as SpacySpan

from kg.knowledge.lexicon import load_lexicon
from kg.mentions.finder import Finder, find_mentions, finder_of, read_text
from kg.mentions.ner.models import NONE, load_model
from kg.mentions.ner.pipelines import entities, load_pipeline
from kg.mentions.sentences import split_sentences
from kg.model.mention import Mention
from kg.model.text import Span
from kg.resources import MODEL

MENTIONS = "mentions"
COMPONENT = "letterkg_mentions"


def make_nlp(folders: Sequence[Path] = (), model: str = MODEL) -> Language:
    """A Chinese pipeline that finds the names of the shipped lexicon with the folders laid over it.

    `model` is that of `kg.mentions.ner.models.load_model`, which raises ModelError. The lexicon is read when the first
    text is, which raises LexiconError.
    """
    nlp = load_pipeline(model)
    nlp.add_pipe(COMPONENT, config={"folders": [str(folder) for folder in folders]})
    return nlp


def mentions(doc: Doc) -> tuple[Mention, ...]:
    """The mentions of a doc that has gone through the pipeline, in order and not overlapping."""
    return tuple(span._.mention for span in doc.spans[MENTIONS])


class Mentions:
    """Finds mentions; what components before it set as entities are candidates."""

    def __init__(self, folders: Sequence[str]) -> None:
        self.folders = tuple(Path(folder) for folder in folders)

    @cached_property
    def finder(self) -> Finder:
        """The finder, without a model of its own."""
        return finder_of(load_lexicon(*self.folders), load_model(NONE))

    def __call__(self, doc: Doc) -> Doc:
        """A doc of the same text with its mentions."""
        found = find_mentions(self.finder, read_text(self.finder, doc.text, entities(doc))).mentions
        sentences = split_sentences(doc.text)
        borders = _borders(doc, [m.span for m in found], sentences)
        words = [doc.text[start:end] for start, end in pairwise(borders)]
        begins = {0, *(sentence.start for sentence in sentences)}
        finished = Doc(
            doc.vocab,
            words=words,
            spaces=[False] * len(words),
            sent_starts=[border in begins for border in borders[:-1]],
            user_data=dict(doc.user_data),
        )
        finished.spans[MENTIONS] = SpanGroup(finished, name=MENTIONS, spans=list(_spans(finished, found)))
        return finished


@Language.factory(COMPONENT, default_config={"folders": []})
def mentions_factory(nlp: Language, name: str, folders: list[str]) -> Mentions:
    """The component that finds mentions."""
    return Mentions(folders)


def _borders(doc: Doc, found: Iterable[Span], sentences: Iterable[Span]) -> list[int]:
    """Where words begin and end: where the doc's, the mentions and the sentences do.

    Where the doc's words are its characters, those of a mention are one word.
    """
    cuts = {0, len(doc.text)}
    for token in doc:
        cuts |= {token.idx, token.idx + len(token)}
    if all(len(token) == 1 for token in doc):
        cuts -= {cell for span in found for cell in range(span.start + 1, span.end)}
    return sorted(cuts.union(*((span.start, span.end) for span in (*found, *sentences))))


def _spans(doc: Doc, found: Iterable[Mention]) -> Iterator[SpacySpan]:
    if not SpacySpan.has_extension("mention"):
        SpacySpan.set_extension("mention", default=None)
    for mention in found:
        span = doc.char_span(mention.span.start, mention.span.end, label=mention.kind.value)
        if span is None:
            raise ValueError(f"no words at {mention.span}")
        span._.mention = mention
        yield span
