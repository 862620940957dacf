"""What another program would take for more than words: formulas, Markdown's marks, control characters."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kg.graph.export.escapes import CsvWriter, guarded, markdown, visible

ANYTHING = st.text(st.characters(codec=None), max_size=40)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", '=HYPERLINK("http://a")', "+甲国", "-甲国", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "－甲",
    "＋1", "＠a", "-1+2",
     "'=1", "--5"],
)  # fmt: skip
def test_a_formula_has_a_sign_before_it(cell):
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "甲国", "1+1", "-5", "+5", "-0.5", "-1e9", -5, 3.5, None, True, "a=b", " =1", "—甲"]
)
def test_numbers_and_other_words_stay(cell):
    assert guarded(cell) is cell


@given(st.lists(ANYTHING, min_size=1, max_size=4))
def test_words_come_back_from_csv(row):
    for plain in (False, True):
        out = io.StringIO()
        CsvWriter(out, plain=plain).writerows([row])
        (read,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
        assert [cell.removeprefix("" if plain else "'") for cell in read] == row
        assert plain or not any(cell[:1] in tuple("=+-@\t\r\n＝＋－＠") and guarded(cell) != cell for cell in read)


@pytest.mark.parametrize(
    "words",
    ["[x](javascript:alert(1))", "![x](http://a/b.png)", "<script>alert(1)</script>", "<http://a>", "a|b",
     "`a`", "```\na", "[a]: http://b", "**a**",
     "# a", "\\[x](y)", "~~a~~", "$a$", "&lt;b&gt;"],
)  # fmt: skip
def test_markdown_makes_nothing_of_words(words):
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(f"| a |\n|---|\n| {markdown(words)} |\n")
    assert page.count("<td>") == 1
    for tag in ("<a", "<img", "<script", "<code", "<strong", "<b>", "<h1"):
        assert tag not in page


@given(ANYTHING)
def test_nothing_that_is_shown_steers_a_terminal(words):
    shown = visible(words)
    shown.encode()
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in shown)
    assert not any(c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for c in shown)


def test_escapes_tell_what_stood_there():
    assert visible("甲\x1b[2J\x9b\u202e\udcff·\n\t乙") == "甲\\x1b[2J\\x9b\\u202e\\udcff·\n\t乙"
