"""Characters of all of Unicode in texts."""

from builders.fuzz import fuzz
from builders.garble import strange_text


def test_any_character_may_stand_in_a_text(reader):
    fuzz("unicode", lambda dice: strange_text(dice).encode(), reader, short=20, long=4000)
