"""What SHACL found in a graph: results, each with the words that it concerns, and a report of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing that a shape finds wrong.

    `severity` is Violation, Warning or Info; `focus` and `shape` are IRIs, `value` an IRI, a literal's words or None;
    `path` is a SPARQL property path with bare IRIs, "" where the focus node itself is meant; `quote` holds the words
    that the focus node stands for, "" where it has none.
    """

    severity: str
    focus: str
    path: str = ""
    value: str | None = None
    message_zh: str = ""
    message_en: str = ""
    shape: str = ""
    quote: str = ""

    @property
    def rank(self) -> tuple[int, str, str, bool, str, str]:
        """The sort key by which the gravest come first."""
        grave = SEVERITIES.index(self.severity) if self.severity in SEVERITIES else len(SEVERITIES)
        return grave, self.focus, self.path, self.value is not None, self.value or "", self.shape


@dataclass(frozen=True, slots=True)
class Report:
    """All results, the gravest first; a graph conforms if none is a violation."""

    results: tuple[Result, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing violates a shape."""
        return not self.of("Violation")

    def of(self, severity: str) -> tuple[Result, ...]:
        """The results of one severity."""
        return tuple(result for result in self.results if result.severity == severity)


def severities(found: Iterable[Result]) -> dict[str, int]:
    """How many results there are of each severity, the gravest first."""
    counted = Counter(one.severity for one in found)
    return {severity: counted[severity] for severity in SEVERITIES}
