"""The findings of one event while they are collected, and whether another finding is of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.claims.events.finding import PLACES, EventFinding, related
from kg.model.extraction import Period

InPart = tuple[int, EventFinding]
_DAYS_APART, WEEK, _YEAR, _FOREVER = 2, 6, 366, 10**6
_TOLD_AFTER = ("places", "patients")  # what may be said of an event by a later sentence alone
_ACTORS = ("agents", "patients", "participants")


@dataclass(slots=True)
class Cluster:
    """The findings of one event, each with the number of its part; `period` is the most precise one."""

    type: str
    period: Period | None
    members: list[InPart] = field(default_factory=list)
    first: int = 0

    @property
    def findings(self) -> list[EventFinding]:
        """The findings alone."""
        return [finding for _, finding in self.members]

    def roles(self, name: str) -> tuple[str, ...]:
        """What the members say; the places and sufferers that most references back agree on, where only these name any.

        References take part in no other role, unless there is nothing else; but who says that it was their deed did it.
        """
        telling = [f for f in self.findings if not f.refers or (f.near and name == "places") or _owns(f, name)]
        told = tuple(dict.fromkeys(key for f in telling for key in getattr(f, name)))
        if told or (telling and name not in _TOLD_AFTER):
            return told
        return _agreed([getattr(f, name) for f in self.findings if f.refers])


def _owns(finding: EventFinding, role: str) -> bool:
    return finding.owned and role == "agents"


def _agreed(named: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The keys that more than half of those give who give any."""
    back = [keys for keys in named if keys]
    counted = Counter(key for keys in back for key in dict.fromkeys(keys))
    return tuple(key for key, times in counted.items() if 2 * times > len(back))


def firm(period: Period | None) -> bool:
    """Whether a time names a day, at its beginning or its end."""
    return period is not None and not period.vague and (period.begin is not None or period.end is not None)


def length(period: Period | None) -> int:
    """Days that a period takes, an open one forever."""
    if period is None or period.begin is None or period.end is None:
        return _FOREVER
    return (period.end - period.begin).days


def same_time(one: Period | None, other: Period | None) -> bool:
    """Equal, begun on the same day and short, or the one as a coarser word for the other.

    From one day to another more than a week later is no coarser word for a day between: that went on so long.
    """
    if one is None or other is None:
        return False
    if (one.begin, one.end) == (other.begin, other.end):
        return True
    if one.begin is None or one.end is None or other.begin is None or other.end is None:
        return False
    if both_short(one, other):
        return True
    coarser = other.precision != "day" or length(other) <= WEEK
    return coarser and other.begin <= one.begin and one.end <= other.end and length(other) <= _YEAR


def both_short(one: Period, other: Period) -> bool:
    """Whether two times begin alike and take less than a week each."""
    return one.begin == other.begin and max(length(one), length(other)) < WEEK


def same_act(cluster: Cluster, finding: EventFinding) -> bool:
    """Whether both are the making of one agreement, to which the parties give days close to each other."""
    if not finding.instrument or all(f.instrument != finding.instrument for f in cluster.findings):
        return False
    days = [p.begin for p in (cluster.period, finding.period) if p and p.begin and p.precision == "day"]
    return len(days) == 2 and abs((days[0] - days[1]).days) <= _DAYS_APART


def fits(cluster: Cluster, finding: EventFinding) -> bool:
    """Whether neither the places nor the actors say that these are two events; a state is too wide to say so."""
    sites = ({key for key in keys if key.startswith(PLACES)} for keys in (cluster.roles("places"), finding.places))
    mine = {key for name in _ACTORS for key in cluster.roles(name)}
    yours = {key for name in _ACTORS for key in getattr(finding, name)}
    if (
        _apart(*sites)
        or _apart(mine, yours)
        or _one_of_several(cluster, finding)
        or _turned(cluster, finding)
        or _at_other_hours(cluster, finding)
    ):
        return False
    return not any(_contradicts(finding, member) for member in cluster.findings)


def _at_other_hours(cluster: Cluster, finding: EventFinding) -> bool:
    """Whether each has an hour of its own, as the rows of a list of what happened on one day."""
    hours = {f.hour for f in cluster.findings} - {None}
    return finding.hour is not None and bool(hours) and finding.hour not in hours


def _one_of_several(cluster: Cluster, finding: EventFinding) -> bool:
    """Whether one is told together with others of its kind, and the other by itself, at a place of its own."""
    together = any(f.several for f in cluster.findings)
    sites, told = {*cluster.roles("places")}, {*finding.places}
    return together is not finding.several and bool(sites - told if finding.several else told - sites)


def _turned(cluster: Cluster, finding: EventFinding) -> bool:
    """Whether one tells of somebody's deed what the other tells of as done to him."""
    agents, patients = cluster.roles("agents"), cluster.roles("patients")
    done, suffered = related(agents, finding.patients), related(patients, finding.agents)
    return (done and not related(agents, finding.agents)) or (suffered and not related(patients, finding.patients))


def _apart(mine: set[str], yours: set[str]) -> bool:
    return bool(mine and yours) and not related(mine, yours)


def _contradicts(one: EventFinding, other: EventFinding) -> bool:
    own = _own_deed(one, other.agents) or _own_deed(other, one.agents)
    return own or _opposed(one, other) or _of_others(one, other)


def _of_others(one: EventFinding, other: EventFinding) -> bool:
    """Whether one claimant tells two deeds of two doers who have nothing in common."""
    hit = bool(one.patients and other.patients)
    apart = _apart({*one.agents}, {*other.agents}) and not _named_less(one.agents, other.agents)
    return hit and one.claimant == other.claimant and apart


def _named_less(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether the one has people whom the other calls by more words: armed men, and those of a movement."""
    pairs = ((*sorted((a, b), key=len),) for a in some for b in others)
    return any(a.rpartition("/")[0] == b.rpartition("/")[0] and b.endswith(a.rpartition("/")[2]) for a, b in pairs)


def _opposed(one: EventFinding, other: EventFinding) -> bool:
    """Whether somebody would be made to deny what they tell themselves."""
    return one.polarity != other.polarity and (one.denier or one.claimant) == (other.denier or other.claimant) != ""


def _own_deed(finding: EventFinding, agents: tuple[str, ...]) -> bool:
    """Whether a claimant would be made to say that its own side did what it leaves unsaid or lays on another.

    Who denies a deed is made to say nothing of the kind.
    """
    if finding.denier:
        return False
    mine = (finding.claimant, f"{finding.claimant}/")
    own = any(agent == mine[0] or agent.startswith(mine[1]) for agent in agents)
    return bool(finding.claimant) and own and not related(finding.agents, agents)


def shares(cluster: Cluster, finding: EventFinding) -> bool:
    """Whether an actor or a place is told of both."""
    return any({*cluster.roles(name)} & {*getattr(finding, name)} for name in (*_ACTORS, "places"))
