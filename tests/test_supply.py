"""The check of what is installed against the lock sees what is missing from it and what is of another version."""

from __future__ import annotations

import pytest
from builders.scripts import script

LOCK = """
anyio==4.1    # via httpx
old==1.0 ; python_version < '3'
some-thing==2.0 ; python_version >= '3'
some-thing==1.0 ; python_version < '3'
"""


@pytest.mark.parametrize(
    ("installed", "told"),
    [
        ({"anyio": "4.1", "some-thing": "2.0"}, []),
        ({"anyio": "4.2"}, ["anyio 4.2: the lock has ==4.1"]),
        ({"some-thing": "1.0"}, ["some-thing 1.0: the lock has ==2.0"]),
        ({"other": "1"}, ["other 1: not in the lock"]),
        ({"old": "1.0"}, ["old 1.0: not in the lock"]),
    ],
)
def test_what_is_installed_is_held_against_the_lock(installed: dict[str, str], told: list[str]) -> None:
    check = script(".ci/locked.py")
    assert check.strange(installed, check.locked(LOCK)) == told
