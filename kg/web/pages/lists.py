"""Pages of lists: documents, things of a class, disputes, problems of a kind, doubtful pairs."""

from __future__ import annotations

from kg.web import listing
from kg.web.render import render
from kg.web.view import View

CLASSES = {"actors": "Actor", "places": "Place", "agreements": "Agreement", "events": "Event"}
"""The pages that list the things of a class."""
PAIRS = {"accounts": "OccurrenceLink", "entities": "IdentityLink"}


def documents(view: View, *, period: str = "", kind: str = "", voice: str = "", page: int = 1) -> str:
    """Documents by date; see `kg.web.listing.documents`."""
    found = listing.documents(view, period=period, kind=kind, voice=voice, page=page)
    return render(
        view,
        "documents",
        tab="documents",
        found=found,
        asked={"period": period, "kind": kind, "voice": voice},
        kinds=[(name, view.wording.term(name), number) for name, number in view.index.totals("document").items()],
        years=[(year, number) for year, number in view.index.totals("year").items() if year],
        voice_name=view.name(voice) if voice else "",
    )


def things(view: View, name: str, *, page: int = 1) -> str:
    """The things of a class, by the name of their page (a key of CLASSES)."""
    return render(view, "things", tab=name, page_name=name, found=listing.things(view, CLASSES[name], page=page))


def disputes(view: View, *, page: int = 1) -> str:
    """What several accounts tell of, by size."""
    return render(view, "disputes", tab="disputes", found=listing.disputes(view, page=page))


def problems(view: View, *, code: str = "", page: int = 1) -> str:
    """The problems of a kind; of the commonest one where none is given."""
    codes = sorted(view.index.totals("problem").items(), key=lambda item: (-item[1], item[0]))
    code = code or next((name for name, _ in codes), "")
    return render(view, "problems", tab="", found=listing.problems(view, code, page=page), code=code, codes=codes)


def pairs(view: View, *, of: str = "accounts", page: int = 1) -> str:
    """The doubtful pairs of a kind (a key of PAIRS)."""
    of = of if of in PAIRS else "accounts"
    found = listing.pairs(view, PAIRS[of], page=page)
    return render(view, "pairs", tab="", found=found, of=of, numbers=pair_numbers(view))


def pair_numbers(view: View) -> list[tuple[str, int]]:
    """How many pairs of each kind (a key of PAIRS) are doubtful."""
    totals = view.index.totals("pair")
    return [(name, totals.get(kind, 0)) for name, kind in PAIRS.items()]
