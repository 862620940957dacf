"""Turtle of lexicons and rules, broken in many ways: `kg lexicon check` tells what is wrong, and never breaks."""

from builders.fuzz import fuzz
from builders.garble_knowledge import broken_turtle
from builders.long import LONG

from kg.errors import LexiconError
from kg.pipeline.lexicon_check import check, check_files


def test_any_turtle_is_checked(tmp_path):
    def ask(given, number):
        path = tmp_path / "broken.ttl"
        path.write_text(given, encoding="utf-8", errors="replace")
        whole = number % (4 if LONG else 24) == 1
        for complaint in (check if whole else check_files)(tmp_path):
            assert isinstance(complaint, LexiconError)
            assert "Traceback" not in str(complaint)

    fuzz("knowledge", broken_turtle, ask, short=12, long=2000, seconds=20)
