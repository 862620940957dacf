"""Documents whose paragraphs, heads and brackets are out of order."""

from builders.fuzz import fuzz
from builders.garble import shuffled


def test_any_order_of_paragraphs_is_read(reader):
    fuzz("structure", lambda dice: shuffled(dice).encode(errors="replace"), reader, short=16, long=4000)
