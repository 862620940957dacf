"""Expressions that are kept between runs: used where they are right, passed over where anything is wrong with them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import regex

from kg.knowledge import compiling, kept
from kg.knowledge.compiling import FILE, compiled, keep

WORDS = "(?P<who>[甲乙])开火"
OTHER = pickle.dumps(regex.compile("丙", regex.V1))
CASES = {
    "another expression": OTHER,
    "of other flags": pickle.dumps(regex.compile(WORDS)),
    "something else": pickle.dumps("丙"),
    "cut short": OTHER[:-2],
    "empty": b"",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A cache folder of its own; what comes of it is a run of its own each time that it is called."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    compiling._kept.cache_clear()
    yield tmp_path / "cache" / "letterkg"
    compiling._kept.cache_clear()


def test_what_one_run_compiles_the_next_one_has(home: Path, monkeypatch: pytest.MonkeyPatch):
    assert compiled(WORDS).fullmatch("甲开火")
    keep()
    compiling._kept.cache_clear()
    monkeypatch.setattr(compiling.regex, "compile", None)
    found = compiled(WORDS).fullmatch("乙开火")
    assert found and found["who"] == "乙"
    before = (home / FILE).stat()
    keep()
    assert (home / FILE).stat() == before


def test_a_run_keeps_what_earlier_ones_compiled(home: Path):
    for words in ("甲", "乙"):
        compiled(words)
        keep()
        compiling._kept.cache_clear()
    assert {words for words, _ in compiling._read(home / FILE)} == {"甲", "乙"}


@pytest.mark.parametrize("said", CASES.values(), ids=CASES)
def test_what_is_not_the_expression_is_passed_over(home: Path, said: bytes):
    kept.write(home / FILE, kept.versions(), {(WORDS, int(regex.V1)): said})
    assert compiled(WORDS).fullmatch("甲开火")
    keep()
    compiling._kept.cache_clear()
    assert compiling._unpacked((WORDS, int(regex.V1)), compiling._read(home / FILE)[WORDS, int(regex.V1)])


def test_a_file_of_something_else_is_passed_over(home: Path):
    kept.write(home / FILE, kept.versions(), [WORDS])
    assert compiled(WORDS).fullmatch("甲开火")


def test_a_folder_that_cannot_be_written_is_no_harm(home: Path):
    home.parent.write_text("a file where the folder should be", encoding="utf-8")
    assert compiled(WORDS).pattern == WORDS
    keep()


def test_a_broken_expression_is_an_error_each_time(home: Path):
    for _ in range(2):
        with pytest.raises(regex.error):
            compiled("(")
