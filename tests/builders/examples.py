"""How many examples the tests of properties try: a fifth of what the long run of `.ci/full` tries."""

from builders.long import LONG


def examples(number: int) -> int:
    """The number in a long run; in an ordinary one a fifth of it, and no fewer than 20."""
    return number if LONG else max(20, number // 5)
