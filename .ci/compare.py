"""Holds a printed table of scores against the committed baseline.

python compare.py SCORES BASELINE [--raise]

SCORES is what the scorer prints: a row a section, the F1 last. Exit status 1 where a section's F1 has fallen by more
than 0.01 below the baseline, or is gone. `--raise` writes what is better into the baseline.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

TOLERANCE = 0.01
ROW = re.compile(r"^(?P<section>[a-z]+(?: [a-zA-Z0-9]+)*)\s+(?:[\d.]+\s+)*(?P<f1>\d\.\d{3})$")


def scores_in(table: str) -> dict[str, float]:
    """The F1 of each section in a printed table.

    >>> scores_in("events    49  52  30  0.577  0.612  0.594")
    {'events': 0.594}
    """
    return {m["section"]: float(m["f1"]) for line in table.splitlines() if (m := ROW.match(line))}


def fallen(scores: dict[str, float], baseline: dict[str, float]) -> list[str]:
    """What is worse than the baseline allows, a line each."""
    return [
        f"{section}: {scores.get(section, 0.0):.3f}, baseline {least:.3f}"
        for section, least in baseline.items()
        if round(least - scores.get(section, 0.0), 6) > TOLERANCE
    ]


def main() -> int:
    """Compares, tells, and gives the exit status."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("scores", type=Path)
    cli.add_argument("baseline", type=Path)
    cli.add_argument("--raise", dest="better", action="store_true")
    given = cli.parse_args()
    scores = scores_in(given.scores.read_text("utf-8"))
    baseline = json.loads(given.baseline.read_text("utf-8")) if given.baseline.exists() else {}
    if not scores:
        print("no scores in the table", file=sys.stderr)
        return 1
    worse = fallen(scores, baseline)
    risen = [s for s, f1 in scores.items() if f1 > baseline.get(s, -1)]
    if given.better:
        best = {section: max(f1, baseline.get(section, 0.0)) for section, f1 in scores.items()}
        given.baseline.write_text(json.dumps(best, indent=2) + "\n", "utf-8")
    print(*(f"fallen: {line}" for line in worse), sep="\n", end="\n" if worse else "")
    print(f"better than the baseline: {', '.join(risen) or 'none'}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
