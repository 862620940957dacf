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


def beyond(number: int, cases: Iterable[Any]) -> list[Any]:
    """These cases of a test, of which all after the first few take long."""
    given = iter(cases)
    first = [*islice(given, number)]
    return [*first, *(pytest.param(*(one if isinstance(one, tuple) else (one,)), marks=long) for one in given)]
