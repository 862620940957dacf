"""The model that proposes names: the shipped one, none, or any Chinese spaCy pipeline that is installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from kg.files import digest
from kg.mentions.ner.names_model import NamesModel
from kg.mentions.ner.runs import Proposal, in_stretches
from kg.mentions.ner.segmenter import FILES, check_segmenter
from kg.resources import MODEL, shipped

NONE = "none"
SEGMENTER, TAGGER = "segmenter", "names.crfsuite"
_BLANK = "zh-pipeline-0.0.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameModel:
    """What proposes names in each of several texts, read together; `version` tells it from other models."""

    version: str
    propose: Callable[[Sequence[str]], tuple[tuple[Proposal, ...], ...]]


def load_model(name: str = MODEL) -> NameModel:
    """The model of that name: `shipped`, `none`, a package's name or a folder; it is read when it is first asked.

    A folder is a pipeline saved by spaCy, or a model made by `kg train`. Nothing is ever downloaded. Raises ModelError
    where there is no such model; a broken file may raise it only when it is read.
    """
    if name == NONE:
        return NameModel(version=f"{_BLANK}-", propose=lambda texts: ((),) * len(texts))
    folder = folder_of(name)
    return _own(folder) if folder else _foreign(name)


def folder_of(name: str) -> Path | None:
    """Where a model of `kg train` lies; None for a name that means none."""
    folder = shipped("models") / "zh" if name == MODEL else Path(name)
    return folder if (folder / TAGGER).is_file() or name == MODEL else None


def _own(folder: Path) -> NameModel:
    check_segmenter(folder / SEGMENTER)
    made_of = digest(folder / TAGGER, *(folder / SEGMENTER / name for name in FILES))

    @cache
    def loaded() -> NamesModel:
        return NamesModel(folder / SEGMENTER, folder / TAGGER)

    def propose(texts: Sequence[str]) -> list[tuple[Proposal, ...]]:
        return loaded().names(texts)

    return NameModel(version=f"{_BLANK}-{made_of[:12]}", propose=partial(in_stretches, propose))


def _foreign(name: str) -> NameModel:
    from kg.mentions.ner.pipelines import entities, load_pipeline  # spaCy takes long to import

    nlp = load_pipeline(name)
    version = "-".join(str(nlp.meta.get(key, "")) for key in ("lang", "name", "version"))
    return NameModel(version=f"{version}-", propose=partial(in_stretches, lambda texts: map(entities, nlp.pipe(texts))))
