"""The command line: each command is a library function with options around it."""

from kg.cli import main
from kg.cli.common import app

__all__ = ["app", "main"]
