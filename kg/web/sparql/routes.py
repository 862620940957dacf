"""The route `/sparql`."""

from __future__ import annotations

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """The endpoint's routes."""
    return []
