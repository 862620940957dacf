"""Records in MARC21 or MARCXML, with the fields as the United Nations' libraries use them, as cells of a catalogue.

The fields are those of the UNBIS reference manual for bibliographic description: 041 languages of the document, 089 $b
content codes, 110 and 710 corporate names responsible for it, 191 $a symbols, 245 title, 269 $a date, 856 $u files.
"""

from __future__ import annotations

import contextlib
import io
import warnings
import xml.sax
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import regex

from kg.errors import CatalogueError, quoted
from kg.inputs.records import Records, content

if TYPE_CHECKING:
    from pymarc import Record

LANGUAGES = {"ara": "ar", "chi": "zh", "eng": "en", "fre": "fr", "ger": "de", "rus": "ru", "spa": "es"}
KINDS = {
    "B01": "resolution", "B02": "draft_resolution", "B03": "meeting_record", "B04": "report", "B08": "report",
    "B14": "report", "B16": "report", "B17": "presidential_statement", "B18": "letter",
}  # fmt: skip
SECRETARY_GENERAL = "B15"
"""Of a letter by the Secretary-General, or beside the code of a report of one by him."""
SPOKEN = frozenset({"letter", "report"})
"""Kinds whose corporate name is that of who speaks; that of a record or a resolution is the body that met."""
AUTHOR = "aut"
_DATE = regex.compile(r"([0-9]{4})(?:-?([0-9]{2})(?:-?([0-9]{2}))?)?")
_HAN = regex.compile(r"\p{Han}")
_ISBD = " /:;,="


def read_marc(path: Path) -> Records:
    """The records of a file; raises CatalogueError for one that is broken, and without the library that reads it."""
    try:
        import pymarc  # noqa: F401
    except ImportError:
        raise CatalogueError(path, "MARC is read by pymarc; install it: pip install 'letterkg[marc]'") from None
    records = Records(path.name, "record")
    read = _xml if path.suffix.lower() == ".xml" else _binary
    number = 0
    for number, record in enumerate(read(path, records), 1):
        if record is not None:
            records.add(number, _cells(record, partial(records.complain, number)), _files(record))
    if not number:
        raise CatalogueError(path, "holds no MARC record; export the list as MARCXML (.xml) or MARC21 (.mrc)")
    return records


def _xml(path: Path, records: Records) -> Iterator[Record]:
    from pymarc import PymarcException
    from pymarc.marcxml import XmlHandler, parse_xml

    class Handler(XmlHandler):
        """pymarc's, which a faulty leader does not stop: nothing of a leader is needed."""

        def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
            with contextlib.suppress(*[PymarcException] if name[1] == "leader" else []):
                super().endElementNS(name, qname)  # type: ignore[no-untyped-call]

    handler = Handler()  # type: ignore[no-untyped-call]
    try:
        parse_xml(io.BytesIO(content(path)), handler)  # type: ignore[no-untyped-call]
    except xml.sax.SAXParseException as error:
        what = f"is no XML from line {error.getLineNumber()} on: {error.getMessage()}; export the list anew"
        raise CatalogueError(path, what) from None
    except (PymarcException, LookupError, ValueError) as error:
        what = f"record {len(handler.records) + 1} is no MARC record: {error}; export the list anew"
        raise CatalogueError(path, what) from None
    yield from handler.records


def _binary(path: Path, records: Records) -> Iterator[Record | None]:
    from pymarc import MARCReader, Record
    from pymarc.exceptions import FatalReaderError

    reader = MARCReader(io.BytesIO(content(path)), hide_utf8_warnings=True)
    for number in count(1):
        with contextlib.redirect_stderr(io.StringIO()) as muttered, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            record = next(reader, None)
        if not reader.current_chunk:
            return
        error = reader.current_exception
        if isinstance(error, FatalReaderError):
            raise CatalogueError(path, f"breaks off in record {number}: {error}; export the list anew")
        if error is not None:
            records.complain(number, f"is no MARC record: {error}; it is left out")
        elif _is_utf8(reader.current_chunk):
            record = Record(reader.current_chunk, force_utf8=True)
            records.complain(number, "says that its signs are MARC-8; they are UTF-8, and read as that")
        elif muttered.getvalue():
            record = None
            records.complain(number, "holds signs that MARC-8 does not have; it is left out: export the list in UTF-8")
        yield record


def _is_utf8(data: bytes) -> bool:
    """Whether a record that says that it is MARC-8 is none: signs of both hardly ever make UTF-8 by chance."""
    if data[9:10] == b"a" or data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _cells(record: Record, complain: Callable[[str], None]) -> dict[str, str]:
    kind, title = _kind(record, complain), _title(record)
    return {
        "symbol": ";".join(_values(record, "191", "a")),
        "kind": kind,
        "date": _date(record),
        "speaks_for": ";".join(_speakers(record, kind, complain)),
        "title": title,
        "title_language": _title_language(record, title) if title else "",
    }


def _values(record: Record, tag: str, code: str) -> list[str]:
    """The values of a subfield, each once, in their order."""
    found = (value.strip() for field in record.get_fields(tag) for value in field.get_subfields(code))
    return [*dict.fromkeys(filter(None, found))]


def _kind(record: Record, complain: Callable[[str], None]) -> str:
    """The kind of its content codes; codes of several kinds tell none."""
    codes = _values(record, "089", "b")
    kinds = sorted({KINDS[code] for code in codes if code in KINDS})
    if len(kinds) > 1:
        complain(f"its content codes (089) are of several kinds, {', '.join(kinds)}; none is taken")
        return ""
    return next(iter(kinds), "letter" if SECRETARY_GENERAL in codes else "")


def _date(record: Record) -> str:
    """A day, a month or a year as ISO 8601 writes it; what is none as it stands, to be told."""
    words = next(iter(_values(record, "269", "a")), "")
    found = _DATE.fullmatch(words)
    return "-".join(filter(None, found.groups())) if found else words


def _speakers(record: Record, kind: str, complain: Callable[[str], None]) -> list[str]:
    """Who is responsible for the words: the main entries, added entries that are called authors, or the only entry."""
    if kind not in SPOKEN:
        return []
    added = record.get_fields("710")
    authors = [field for field in added if AUTHOR in field.get_subfields("4")]
    entries = [*record.get_fields("110"), *authors] or added
    names = [*dict.fromkeys(value.strip(" .,;") for field in entries for value in field.get_subfields("a")[:1])]
    if len(names) > 1 and entries is added:
        listed = "; ".join(map(quoted, names))
        complain(f"names {len(names)} bodies in 710 ({listed}) and not which of them speaks; none is taken")
        return []
    return names


def _title(record: Record) -> str:
    """The title proper with its parts and other title information, without the signs that part it from the rest."""
    words = (value for field in record.get_fields("245")[:1] for value in field.get_subfields("a", "b", "n", "p"))
    return " ".join(" ".join(words).split()).rstrip(_ISBD)


def _title_language(record: Record, title: str) -> str:
    """The language of the title: the only one of the document, or that of the cataloguing; its script must agree."""
    of_document = _values(record, "041", "a")
    codes = [*(of_document if len(of_document) == 1 else []), *_values(record, "040", "b")]
    known = (LANGUAGES[code] for code in codes if code in LANGUAGES)
    chinese = bool(_HAN.search(title))
    return next((language for language in known if (language == "zh") == chinese), "zh" if chinese else "")


def _files(record: Record) -> list[str]:
    """The names of the files that the record links to."""
    paths = (PurePosixPath(unquote(urlsplit(address).path)) for address in _values(record, "856", "u"))
    return [*dict.fromkeys(path.name for path in paths if path.suffix)]
