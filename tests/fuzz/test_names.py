"""Names of files: characters of all of Unicode, and bytes that are no characters."""

import os

from builders.fuzz import fuzz
from builders.garble import any_character, excerpt, strange_name


def test_any_name_may_be_a_file_s(reader):
    def make(dice):
        return strange_name(dice), excerpt(dice).encode()

    fuzz("names", make, lambda given, number: reader(given[1], number, given[0]), short=12, long=1000)


def test_surrogates_and_names_that_are_not_utf_8(reader):
    def make(dice):
        words = excerpt(dice)
        at = dice.randint(0, len(words))
        broken = words[:at] + any_character(dice, surrogates=True) + chr(dice.randint(0xD800, 0xDFFF)) + words[at:]
        name = os.fsdecode(dice.randbytes(dice.randint(1, 20)).translate(None, b"\0/") + b".md")
        return name, dice.choice((words, broken)).encode(errors=dice.choice(("surrogatepass", "replace", "ignore")))

    fuzz("surrogates", make, lambda given, number: reader(given[1], number, given[0]), short=12, long=1000)
