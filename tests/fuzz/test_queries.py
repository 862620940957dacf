"""Queries and parameters, broken in many ways, through `kg query`."""

import pytest
from builders.commands import call
from builders.fuzz import fuzz
from builders.garble_knowledge import broken_query
from builders.small import fill


@pytest.fixture
def out(tmp_path):
    return fill(tmp_path / "out")


def test_any_query_is_answered_or_refused(out, tmp_path):
    def ask(given, number):
        text, params = given
        path = tmp_path / "broken.rq"
        path.write_text(text, encoding="utf-8", errors="replace")
        form = ("table", "csv", "json", "markdown")[number % 4]
        words = [word for param in params for word in ("--param", param)]
        assert call("query", path, "--out", out, "--format", form, *words).exit_code in (0, 1, 2)

    fuzz("queries", broken_query, ask, short=30, long=2000, seconds=20)
