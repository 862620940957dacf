"""What takes long: marked with `long`, it is skipped by an ordinary run and run by `.ci/full`.

That sets `LETTERKG_FUZZ=long`, which also has properties tried on more examples and fuzzers on more inputs.
"""

import os
from collections.abc import Iterable
from itertools import islice
from typing import Any

import pytest

LONG = os.environ.get("LETTERKG_FUZZ") == "long"
long = pytest.mark.long
WHY = "takes long: .ci/full"


def several(case: Any) -> tuple[Any, ...]:
    """The arguments of a case: a tuple's members, anything else by itself."""
    return case if isinstance(case, tuple) else (case,)


def beyond(number: int, cases: Iterable[Any]) -> list[Any]:
    """These cases of a test, of which all after the first few take long."""
    given = iter(cases)
    return [*islice(given, number), *(pytest.param(*several(one), marks=long) for one in given)]
