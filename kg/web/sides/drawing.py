"""What all larger drawings are framed in."""

from __future__ import annotations

from markupsafe import Markup

LETTER = 12.5


def length_of(words: str) -> float:
    """About how many pixels some words take: Latin letters are half as wide as Chinese signs."""
    return sum(LETTER if ord(sign) > 0x2E80 else LETTER * 0.54 for sign in words)


def drawing(kind: str, width: float, height: float, title: str, drawn: Markup, left: float = 0) -> Markup:
    """An SVG of this size in pixels, of a class, under a title for who cannot see it; its links stay links.

    `left` is what lies left of its zero.
    """
    return Markup(
        '<svg class="drawing {kind}" viewBox="{x:.0f} 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" role="group"'
        ' aria-label="{t}">{drawn}</svg>'
    ).format(kind=kind, x=-left, w=width + left, h=height, t=title, drawn=drawn)


def linked(href: str, kind: str, drawn: Markup, **data: object) -> Markup:
    """What is drawn as a link, or as a group where it leads nowhere; `data` are the values of `data-` attributes."""
    name = Markup("a") if href else Markup("g")
    address = Markup(' href="{}"').format(href) if href else Markup("")
    more = Markup("").join(Markup(' data-{}="{}"').format(key, value) for key, value in data.items())
    return Markup('<{name}{address} class="{kind}"{more}>{drawn}</{name}>').format(
        name=name, address=address, kind=kind, more=more, drawn=drawn
    )
