"""The knowledge is made once for all workers of a test run, by a process of its own, while they collect the tests.

With an empty cache that takes longer than all else at the start, and each worker would do it for itself.
"""

from builders.places import ROOT
from kg.knowledge.knowledge import Knowledge
from kg.mentions.finder import make_finder
from kg.resources import MODEL, shipped


def warm() -> None:
    """Has all kept that is made of the knowledge as the tests most often load it."""
    whole = Knowledge.load(placeholders=True)
    for _ in whole.growing():
        pass
    make_finder(whole.lexicon, MODEL)
    for folders in ((), (shipped("ontology") / "examples",), (ROOT / "specimens" / "lexicon",)):
        Knowledge.load(*folders)


if __name__ == "__main__":
    warm()
