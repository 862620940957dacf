"""Dataclasses that are frozen for the type checker alone, and made in a third of the time.

A build makes 90,000 small values of half a million fields. `dataclasses` sets each field of a frozen class by a call,
by which setting it once more fails as the program runs too. That nobody does so is seen by mypy, to which the decorator
is `dataclasses.dataclass` itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, **options: Any) -> Callable[[type], type]:  # noqa: ANN401
        """The decorator of `dataclasses`, for classes that are to be frozen; they are compared and hashed as such."""
        return dataclasses.dataclass(**options, unsafe_hash=frozen)


__all__ = ["dataclass"]
