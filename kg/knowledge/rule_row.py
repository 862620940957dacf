"""Rules in the order in which they are tried, with a way from an expression to the rule that it is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from kg.knowledge.expressions import Expression
from kg.knowledge.sieve import Sieve


class Patterned(Protocol):
    """A rule as far as it is tried."""

    @property
    def patterns(self) -> tuple[Expression, ...]:
        """Its expressions, in their order."""


RuleT = TypeVar("RuleT", bound=Patterned, covariant=True)


class RuleRow(tuple[RuleT, ...]):
    """Rules, first to last, that are tried on many texts.

    Of hundreds of expressions a sieve lets some ten pass; it is these that are looked up, not each that is asked for.
    """

    @cached_property
    def sieve(self) -> Sieve[Expression] | None:
        """The sieve that tells of all of their expressions; None where they have none in common."""
        sieves = {pattern.sieve for rule in self for pattern in rule.patterns}
        return sieves.pop() if len(sieves) == 1 else None

    @cached_property
    def _places(self) -> Mapping[Expression, tuple[int, RuleT, Expression]]:
        each = ((rule, pattern) for rule in self for pattern in rule.patterns)
        return {pattern: (place, rule, pattern) for place, (rule, pattern) in enumerate(each)}

    @cached_property
    def _all(self) -> frozenset[Expression]:
        """All of their expressions: of two sets the smaller is gone through, of a mapping's keys the other."""
        return frozenset(self._places)

    def passing(self, text: str) -> Sequence[tuple[RuleT, Expression]]:
        """The expressions that the sieve lets pass for a text, in order, each with its rule."""
        assert self.sieve
        found = self._all & self.sieve.passing(text)
        if not found:
            return ()
        return [(rule, pattern) for _, rule, pattern in sorted(map(self._places.__getitem__, found))]

    def possible(self, text: str) -> Sequence[RuleT]:
        """The rules of which the sieve lets an expression pass for a text, in order, each once."""
        found: list[RuleT] = []
        for rule, _ in self.passing(text):
            if not found or rule is not found[-1]:
                found.append(rule)
        return found
