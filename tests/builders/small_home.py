"""What the project ships, with few of its rules and names: for tests of how knowledge is loaded, not of what."""

from __future__ import annotations

from pathlib import Path

from kg import resources

FEW = {
    "lexicon": ("anaphors.ttl", "places-territories.ttl", "states.ttl"),
    "rules": (
        "claims/distance.ttl",
        "claims/events/told.ttl",
        "mentions/names-parts.ttl",
        "mentions/names-states.ttl",
        "mentions/units.ttl",
    ),
}
LINE = """@prefix lkg: <https://w3id.org/letterkg/ns#> . @prefix rule: <https://w3id.org/letterkg/rule/> .
rule:few a lkg:LayoutRule ; lkg:pattern "附件.{0,3}" ; lkg:example "附件一" ; lkg:counterExample "没有" .
"""


def make(folder: Path) -> Path:
    """Links to the few and to all else that is read, in the folder; gives what is the package's place there."""
    home = resources.shipped("ontology")
    made = folder / "ontology"
    for part in home.iterdir():
        for name in FEW.get(part.name, ("",)):
            link = made / part.name / name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(part / name)
    (made / "rules" / "structure").mkdir()
    (made / "rules" / "structure" / "few.ttl").write_text(LINE, encoding="utf-8")
    for other in ("models", "shapes"):
        (folder / other).symlink_to(home.parent / other)
    return folder / "kg"
