"""What the first opening of a page would load, loaded while nobody waits: templates and large libraries."""

from __future__ import annotations

from kg.reports.latin import pinyin
from kg.web.render import compile_templates
from kg.web.sides.network_chart import layout


def warm() -> None:
    """Loads it."""
    compile_templates()
    layout(["a", "b"], [])
    pinyin("a")
