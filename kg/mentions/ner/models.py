"""The model that proposes names: the shipped one, none, or any Chinese spaCy pipeline that is installed."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.errors import ModelError
from kg.mentions.ner.segmenter import FILES, load_segmenter
from kg.mentions.ner.tagger import CharacterTagger
from kg.mentions.sentences import split_sentences
from kg.resources import MODEL, shipped

NONE = "none"
SEGMENTER, TAGGER = "segmenter", "names.crfsuite"
# What a foreign pipeline may do beside naming; the project has no use for it.
UNUSED = ["tagger", "morphologizer", "parser", "senter", "lemmatizer", "attribute_ruler"]


def load_model(name: str = MODEL) -> Language:
    """A pipeline that sets words and, but for `none`, entities: `shipped`, `none`, a package's name or a folder.

    A folder is a pipeline saved by spaCy, or a model made by `kg train`. Nothing is ever downloaded. Raises ModelError
    where there is no such model, or it cannot be used.
    """
    if name == NONE:
        return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    folder = shipped("models") / "zh" if name == MODEL else Path(name)
    return _own(folder) if (folder / TAGGER).is_file() or name == MODEL else _foreign(name)


def version_of(nlp: Language) -> str:
    """What tells this pipeline's model from others: its name, its version, and for a model of `kg train` its digest."""
    return "-".join(str(nlp.meta.get(key, "")) for key in ("lang", "name", "version", "letterkg_digest"))


def _own(folder: Path) -> Language:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "pkuseg"}}})
    cast(Any, nlp.tokenizer).pkuseg_seg = load_segmenter(folder / SEGMENTER)
    nlp.add_pipe("letterkg_tagger", config={"path": str(folder / TAGGER)})
    digest = hashlib.sha256()
    for path in (folder / TAGGER, *(folder / SEGMENTER / name for name in FILES)):
        digest.update(path.read_bytes())
    nlp.meta["letterkg_digest"] = digest.hexdigest()[:12]
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
    """Sets a doc's entities by a CRF over characters, sentence by sentence."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def model(self) -> CharacterTagger:
        """The model, read when it is first used."""
        return CharacterTagger(self.path)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its entities; one whose borders are no words' borders is left out as a fragment."""
        found, text = [], doc.text
        cuts = sorted({cut for token in doc for cut in (token.idx, token.idx + len(token))})
        for sentence in split_sentences(text):
            inside = cuts[bisect_right(cuts, sentence.start) : bisect_left(cuts, sentence.end)]
            words = [text[start:end] for start, end in pairwise([sentence.start, *inside, sentence.end])]
            for start, end, kind in self.model.tag(words):
                span = doc.char_span(sentence.start + start, sentence.start + end, label=kind)
                if span is not None:
                    found.append(span)
        doc.ents = tuple(filter_spans(found))
        return doc


@Language.factory("letterkg_tagger", default_config={"path": ""})
def tagger_factory(nlp: Language, name: str, path: str) -> Tagger:
    """The component that finds names by a trained model."""
    return Tagger(Path(path))
