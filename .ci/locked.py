"""Names what is installed at another version than constraints.txt locks, or that it does not name; exit status 1."""

from __future__ import annotations

import sys
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OURS = {"letterkg", "pip", "setuptools", "wheel"}


def locked(text: str) -> dict[str, list[Requirement]]:
    """What a lock names, by package; a package may have several lines, each for other machines."""
    found: dict[str, list[Requirement]] = {}
    for line in text.splitlines():
        words = line.partition("#")[0].strip()
        if words:
            requirement = Requirement(words)
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def strange(installed: dict[str, str], lock: dict[str, list[Requirement]]) -> list[str]:
    """What is installed otherwise than a lock says, a line each."""
    told = []
    for name, version in sorted(installed.items()):
        here = [one for one in lock.get(name, []) if one.marker is None or one.marker.evaluate()]
        if not here:
            told.append(f"{name} {version}: not in the lock")
        elif not any(one.specifier.contains(version, prereleases=True) for one in here):
            told.append(f"{name} {version}: the lock has {', '.join(str(one.specifier) for one in here)}")
    return told


if __name__ == "__main__":
    everything = {canonicalize_name(one.metadata["Name"]): one.version for one in distributions()}
    lines = strange(
        {name: version for name, version in everything.items() if name not in OURS},
        locked((ROOT / "constraints.txt").read_text(encoding="utf-8")),
    )
    print("\n".join(lines) or f"{len(everything)} packages are as the lock says")
    sys.exit(1 if lines else 0)
