"""Files of any content: each is read, or refused with a word that helps."""

from builders.fuzz import fuzz
from builders.garble import broken_bytes


def test_any_content_is_read_or_refused(reader):
    fuzz("bytes", broken_bytes, reader, short=40, long=6000)
