"""What runs on the workers of a cluster: each makes its tools, says what it knows, and reads what it is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from kg import __version__
from kg.files import digest
from kg.pipeline.bench import Bench
from kg.pipeline.products import Made, produce
from kg.resources import PACKAGE
from kg.structure.catalogue import Catalogue
from kg.structure.source import Content

Factory = Callable[[], Bench]


class UngreetedError(Exception):
    """A worker that was not made ready, for it has died and come again."""


@cache
def code() -> str:
    """What tells this package's code from another of the same version."""
    return digest(*sorted(PACKAGE.rglob("*.py")), before=__version__)[:12]


def knowledge(bench: Bench) -> tuple[str, str, str]:
    """What must be the same on every machine: digests of code, of knowledge and model, of shapes."""
    return code(), bench.extractor.version, bench.shapes_version


_tools: dict[str, tuple[Bench, Catalogue]] = {}
"""What this worker reads with, by the build that it reads for: the last one alone."""


def greet(factory: Factory, catalogue: Catalogue, token: str) -> tuple[str, str, str]:
    """Makes this worker ready for a build; gives what it knows. Raises what making its tools raises."""
    bench = factory()
    _tools.clear()
    _tools[token] = bench, catalogue
    return knowledge(bench)


def work(token: str, path: Path, content: Content) -> Made:
    """What this worker makes of a document; raises UngreetedError where it has just been started."""
    if token not in _tools:
        raise UngreetedError(token)
    bench, catalogue = _tools[token]
    return produce(bench, path, catalogue, content)
