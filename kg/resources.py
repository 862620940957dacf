"""Where what the project ships lies: at the top level in a clone, inside the package in a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
MODEL = "shipped"  # the name of the model in the folder `models`


def shipped(name: str) -> Path:
    """A folder of what this installation ships: `ontology`, `shapes`, `queries`, `templates`, `models` and so on.

    >>> shipped("ontology").is_dir()
    True
    """
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
