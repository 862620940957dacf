"""What all larger drawings are framed in."""

from __future__ import annotations

from markupsafe import Markup


def drawing(kind: str, width: float, height: float, title: str, drawn: Markup) -> Markup:
    """An SVG of this size in pixels, of a class, under a title for who cannot see it; its links stay links."""
    return Markup(
        '<svg class="drawing {kind}" viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" role="group"'
        ' aria-label="{t}">{drawn}</svg>'
    ).format(kind=kind, w=width, h=height, t=title, drawn=drawn)
