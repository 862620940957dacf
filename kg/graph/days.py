"""Days as people give them: a year, a month or a day, of which a range takes the first or the last."""

from __future__ import annotations

import calendar
import datetime
import re

from kg.errors import QueryError

EXAMPLES = "1995-02-22, 1995-02 or 1995"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def first_day(words: str) -> datetime.date:
    """The first day of a year, a month or a day; raises QueryError for other words.

    >>> first_day("1995-02").isoformat()
    '1995-02-01'
    """
    return _days(words)[0]


def last_day(words: str) -> datetime.date:
    """The last day of a year, a month or a day; raises QueryError for other words.

    >>> last_day("1995-02").isoformat()
    '1995-02-28'
    """
    return _days(words)[1]


def day_range(since: str, until: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first day of `since` and the last of `until`, None for an empty one.

    Raises QueryError for what is no date, and where the last day comes before the first.
    """
    first, last = first_day(since) if since else None, last_day(until) if until else None
    if first and last and last < first:
        raise QueryError(f"--from {since} is after --until {until}; give the earlier one as --from")
    return first, last


def _days(words: str) -> tuple[datetime.date, datetime.date]:
    try:
        if not _DATE.fullmatch(words):
            raise ValueError
        first = datetime.date.fromisoformat((words + "-01-01")[:10])
    except ValueError as error:
        raise QueryError(f"{words!r} is no day, month or year; write it as {EXAMPLES}") from error
    month = first if len(words) > len("1995") else first.replace(month=12)
    return first, first if len(words) > len("1995-02") else month.replace(
        day=calendar.monthrange(first.year, month.month)[1]
    )
