"""The same models as spaCy pipelines, and any Chinese spaCy pipeline that is installed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.errors import ModelError
from kg.mentions.ner.models import NONE, SEGMENTER, TAGGER, folder_of
from kg.mentions.ner.runs import Proposal
from kg.mentions.ner.segmenter import load_segmenter
from kg.mentions.ner.tagger import CharacterTagger
from kg.resources import MODEL

# What a foreign pipeline may do beside naming; the project has no use for it.
UNUSED = ["tagger", "morphologizer", "parser", "senter", "lemmatizer", "attribute_ruler"]


def load_pipeline(name: str = MODEL) -> Language:
    """A pipeline that sets words and, but for `none`, entities: `shipped`, `none`, a package's name or a folder.

    A folder is a pipeline saved by spaCy, or a model made by `kg train`. Nothing is ever downloaded. Raises ModelError
    where there is no such model, or it cannot be used.
    """
    if name == NONE:
        return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    folder = folder_of(name)
    return _own(folder) if folder else _foreign(name)


def entities(doc: Doc) -> tuple[Proposal, ...]:
    """The entities of a doc, set by whatever model its pipeline has: start, end and label."""
    return tuple((entity.start_char, entity.end_char, entity.label_) for entity in doc.ents)


def _own(folder: Path) -> Language:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "pkuseg"}}})
    cast(Any, nlp.tokenizer).pkuseg_seg = load_segmenter(folder / SEGMENTER)
    nlp.add_pipe("letterkg_tagger", config={"path": str(folder / TAGGER)})
    return nlp


def _foreign(name: str) -> Language:
    try:
        nlp = spacy.load(name, exclude=UNUSED)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{name}: is no pipeline that can be loaded ({error}); name an installed one, a folder, {MODEL} or {NONE}"
        ) from error
    if nlp.lang != "zh":
        raise ModelError(f"{name}: is a pipeline for {nlp.lang}, not for Chinese (zh)")
    if "ner" not in nlp.pipe_names:
        raise ModelError(f"{name}: has no component that names entities (ner); its components: {nlp.pipe_names}")
    return nlp


class Tagger:
    """Sets a doc's entities by a CRF over characters."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def model(self) -> CharacterTagger:
        """The model, read when it is first used."""
        return CharacterTagger(self.path)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its entities."""
        names = self.model.names(doc.text, [(token.idx, token.idx + len(token)) for token in doc])
        spans = (doc.char_span(start, end, label=kind) for start, end, kind in names)
        doc.ents = tuple(filter_spans(span for span in spans if span is not None))
        return doc


@Language.factory("letterkg_tagger", default_config={"path": ""})
def tagger_factory(nlp: Language, name: str, path: str) -> Tagger:
    """The component that finds names by a trained model."""
    return Tagger(Path(path))
