"""What many tests of claims ask of a letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.extraction import Extraction

Said = set[tuple[str, str, tuple[str, ...]]]


@pytest.fixture
def said(read_letter: Callable[[str], Extraction]) -> Callable[[str], Said]:
    """Who does what towards whom, in a letter of Chile that says these sentences."""

    def found(sentences: str) -> Said:
        return {(c.claimant, c.act, tuple(sorted(c.targets))) for c in read_letter(sentences).claims if c.act}

    return found
