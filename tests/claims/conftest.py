"""What many tests of claims ask of a letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders.claims_found import row_of
from builders.extraction import read

from kg.model.document import DocumentKind
from kg.model.extraction import Extraction

Said = set[tuple[str, str, tuple[str, ...]]]


@pytest.fixture
def said(read_letter: Callable[[str], Extraction]) -> Callable[[str], Said]:
    """Who does what towards whom, in a letter of Chile that says these sentences."""

    def found(sentences: str) -> Said:
        return {(c.claimant, c.act, tuple(sorted(c.targets))) for c in read_letter(sentences).claims if c.act}

    return found


@pytest.fixture
def read_report(extractor, tmp_path) -> Callable[..., Extraction]:
    """What is read in a report of the Secretariat, or of another body, that says these sentences."""
    return lambda words, by="联合国秘书处": read(
        extractor, tmp_path, words, "report.txt", row_of(DocumentKind.REPORT, by)
    )
