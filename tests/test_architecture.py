"""The page on the architecture keeps its word: the way of one sentence runs, and the functions that it names exist."""

from __future__ import annotations

import doctest
import pkgutil
import re

import pytest
from builders.places import ROOT

PAGE = ROOT / "docs" / "architecture.md"
NAMES = sorted(set(re.findall(r"`(kg(?:\.\w+)+)`", PAGE.read_text(encoding="utf-8"))))


def test_the_way_of_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 20
    assert failed == 0


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_names_is_there(name: str) -> None:
    assert pkgutil.resolve_name(name)
