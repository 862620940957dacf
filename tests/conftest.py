"""What many tests need and what takes long to make, made once a session; the tests only read it."""

from __future__ import annotations

import pytest

from kg.pipeline.extractor import Extractor
from kg.resources import shipped


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The whole extraction, with the invented names that the examples of the rules use."""
    return Extractor([shipped("ontology") / "examples"])
