"""Records in MARC as the United Nations' libraries write them, of invented documents."""

from __future__ import annotations

from pathlib import Path

from pymarc import Field, Indicators, MARCWriter, Record, Subfield, XMLWriter


def record(*fields: str, leader: str = "00000nam a2200000 a 4500") -> Record:
    """A record of fields such as `245 $aLetter $bpart`."""
    made = Record(leader=leader)
    for words in fields:
        tag, *subfields = (piece.strip() for piece in words.split("$"))
        made.add_field(
            Field(tag, Indicators(" ", " "), [Subfield(code=piece[0], value=piece[1:]) for piece in subfields])
        )
    return made


def as_bytes(made: Record) -> bytes:
    """A record as MARC21."""
    return made.as_marc()


def written(folder: Path, *records: Record, name: str = "list.mrc") -> Path:
    """The records in a file, MARCXML or MARC21 by its name."""
    path = folder / name
    with path.open("wb") as file:
        writer = XMLWriter(file) if path.suffix == ".xml" else MARCWriter(file)
        for one in records:
            writer.write(one)
        writer.close(close_fh=False)
    return path
