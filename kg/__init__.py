"""letterkg: claims from states' letters to the United Nations, in Chinese, as a knowledge graph."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.export.formats import export
    from kg.graph.queries import query
    from kg.graph.store import Store
    from kg.graph.table import Table
    from kg.graph.validation import validate
    from kg.model.extraction import Extraction
    from kg.pipeline.documents import build
    from kg.pipeline.extractor import Extractor
    from kg.structure.source import read_source

__version__ = "0.1.0"
__all__ = [
    "Extraction", "Extractor", "Store", "Table", "__version__", "build", "export", "query", "read_source", "validate",
]  # fmt: skip
_HOMES = {
    "Extraction": "kg.model.extraction",
    "Extractor": "kg.pipeline.extractor",
    "Store": "kg.graph.store",
    "Table": "kg.graph.table",
    "build": "kg.pipeline.documents",
    "export": "kg.graph.export.formats",
    "query": "kg.graph.queries",
    "read_source": "kg.structure.source",
    "validate": "kg.graph.validation",
}


def __getattr__(name: str) -> object:
    """What the package offers, loaded when it is first asked for; raises AttributeError for anything else."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
