"""How many examples the tests of properties try: a fifth of what the long run of `.ci/full` tries."""

from builders.long import LONG


def examples(number: int, share: int = 5) -> int:
    """The number in a long run; in an ordinary one a fifth of it, or less where one takes long; no fewer than 4."""
    return number if LONG else max(4 if share > 5 else 20, number // share)
