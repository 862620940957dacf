"""One happening, one event: the findings of a document joined by type, time, place and roles."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.claims.events.finding import EventFinding, related
from kg.model.extraction import Event, Period
from kg.model.mention import Evidence

Found = tuple[int, EventFinding]
_SITE = "place/"
_DAYS_APART, _WEEK, _RECENT, _YEAR, _FOREVER = 2, 6, 60, 366, 10**6


@dataclass(slots=True)
class _Cluster:
    """The findings of one happening while they are collected; `period` is the most precise one."""

    type: str
    period: Period | None
    members: list[Found] = field(default_factory=list)
    first: int = 0

    def roles(self, name: str) -> tuple[str, ...]:
        """What the members say; the places too that most of the references back agree on, where only these name any.

        References take part in no role, unless there is nothing else.
        """
        telling = [f for _, f in self.members if not f.refers or (f.near and name == "places")]
        told = tuple(dict.fromkeys(key for f in telling for key in getattr(f, name)))
        if told or (telling and name != "places"):
            return told
        back = [getattr(f, name) for _, f in self.members if f.refers and getattr(f, name)]
        counted = Counter(key for keys in back for key in dict.fromkeys(keys))
        return tuple(key for key, times in counted.items() if 2 * times > len(back))


def merge(findings: Sequence[tuple[int, EventFinding]], slug: str) -> tuple[Event, ...]:
    """The events of a document, in the order in which it first tells them; the number is that of the finding's part.

    Findings that only refer join the main event of their type; where there is none, they are no event. Keys are
    `event/<slug>/<type>-<begin>-<place>`.
    """
    return tuple(event for event, _ in merge_findings(findings, slug))


def merge_findings(
    findings: Sequence[tuple[int, EventFinding]], slug: str
) -> tuple[tuple[Event, tuple[EventFinding, ...]], ...]:
    """The events of `merge`, each with the findings that it was made of: the very objects, in the text's order."""
    clusters: list[_Cluster] = []
    order = {id(f): place for place, (_, f) in enumerate(findings)}
    dated = [found for found in findings if _firm(found[1].period) and not found[1].extends]
    for found in sorted(dated, key=lambda f: _length(f[1].period)):
        _join(clusters, found)
    for cluster in clusters:
        cluster.first = min(order[id(f)] for _, f in cluster.members)
    for place, found in enumerate(findings):
        if found[1].extends:
            _extend(clusters, found, place)
        elif not _firm(found[1].period):
            _join_loose(clusters, found, order)
    for cluster in clusters:
        cluster.members.sort(key=lambda member: order[id(member[1])])
        cluster.period = cluster.period if _firm(cluster.period) else _cause(cluster, clusters)
    clusters.sort(key=lambda cluster: order[id(cluster.members[0][1])])
    events = _events(clusters, slug)
    return tuple((e, tuple(f for _, f in c.members)) for e, c in zip(events, clusters, strict=True))


def _cause(cluster: _Cluster, clusters: Sequence[_Cluster]) -> Period | None:
    """The time of what a sentence says has brought the happening about, where it is one; else the cluster's own."""
    told_in = [f.sentence for _, f in cluster.members if f.caused]
    causes = [
        other.period
        for other in clusters
        if other is not cluster and _firm(other.period) and any(f.sentence in told_in for _, f in other.members)
    ]
    return causes[0] if len(causes) == 1 else cluster.period


def _firm(period: Period | None) -> bool:
    return period is not None and not period.vague and (period.begin is not None or period.end is not None)


def _length(period: Period | None) -> int:
    """Days that a period takes, an open one forever."""
    if period is None or period.begin is None or period.end is None:
        return _FOREVER
    return (period.end - period.begin).days


def _same_time(one: Period | None, other: Period | None) -> bool:
    """Equal, begun on the same day and short, or the one as a coarser word for the other."""
    if one is None or other is None:
        return False
    if (one.begin, one.end) == (other.begin, other.end):
        return True
    if one.begin is None or one.end is None or other.begin is None or other.end is None:
        return False
    if one.begin == other.begin and max(_length(one), _length(other)) < _WEEK:
        return True
    return other.begin <= one.begin and one.end <= other.end and _length(other) <= _YEAR


def _same_act(cluster: _Cluster, finding: EventFinding) -> bool:
    """Whether both are the making of one agreement, to which the parties give days close to each other."""
    if not finding.instrument or all(f.instrument != finding.instrument for _, f in cluster.members):
        return False
    days = [p.begin for p in (cluster.period, finding.period) if p and p.begin and p.precision == "day"]
    return len(days) == 2 and abs((days[0] - days[1]).days) <= _DAYS_APART


def _fits(cluster: _Cluster, finding: EventFinding) -> bool:
    """Whether neither the places nor the actors say that these are two happenings; a state is too wide to say so."""
    for names in (("places",), ("agents", "patients", "participants")):
        mine = {key for name in names for key in cluster.roles(name) if name != "places" or key.startswith(_SITE)}
        yours = {key for name in names for key in getattr(finding, name) if name != "places" or key.startswith(_SITE)}
        if mine and yours and not related(mine, yours):
            return False
    members = [member for _, member in cluster.members]
    return not any(
        _own_deed(finding, m.agents) or _own_deed(m, finding.agents) or _opposed(finding, m) for m in members
    )


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


def _shares(cluster: _Cluster, finding: EventFinding) -> bool:
    """Whether an actor or a place is told of both."""
    names = ("agents", "patients", "participants", "places")
    return any({*cluster.roles(name)} & {*getattr(finding, name)} for name in names)


def _join(clusters: list[_Cluster], found: Found) -> None:
    part, finding = found
    alike = [c for c in clusters if c.type == finding.type]
    fitting = [c for c in alike if _same_time(c.period, finding.period) and _fits(c, finding)]
    if _length(finding.period) > _RECENT:  # a year's account is one of its months' only where it says so
        fitting = [c for c in fitting if c.period == finding.period or _shares(c, finding)]
    exact = [c for c in fitting if c.period == finding.period] or [c for c in alike if _same_act(c, finding)]
    fullest = sorted(fitting, key=lambda c: -len(c.members))
    clear = len(fitting) == 1 or (len(fitting) > 1 and len(fullest[0].members) > len(fullest[1].members))
    if exact or (clear and (len(fitting) == 1 or _length(finding.period) >= _WEEK)):
        cluster = exact[0] if exact else fullest[0]
        cluster.period = _longer(cluster.period, finding.period)
        cluster.members.append((part, finding))
    else:
        clusters.append(_Cluster(finding.type, finding.period, [(part, finding)]))


def _longer(one: Period | None, other: Period | None) -> Period | None:
    """Of two short times that begin alike the longer one, else the first, which is the more precise one."""
    if one and other and one.begin == other.begin and max(_length(one), _length(other)) < _WEEK:
        return max(one, other, key=_length)
    return one


def _extend(clusters: list[_Cluster], found: Found, place: int) -> None:
    """Gives the end to the event of the type that was told last before."""
    part, finding = found
    before = [c for c in clusters if c.type == finding.type and c.first < place and _fits(c, finding)]
    if not before or finding.period is None or finding.period.end is None:
        return
    cluster = max(before, key=lambda c: c.first)
    if cluster.period and cluster.period.begin and cluster.period.begin <= finding.period.end:
        cluster.period = replace(cluster.period, end=finding.period.end)
        cluster.members.append((part, finding))


def _join_loose(clusters: list[_Cluster], found: Found, order: Mapping[int, int]) -> None:
    """A finding without a firm date, to the recent event of its type that it means and fits, or by itself."""
    part, finding = found
    alike = [c for c in clusters if c.type == finding.type]
    if finding.denier:
        _join_denied(clusters, alike, found)
        return
    fitting = [c for c in alike if _fits(c, finding)]
    same_name = [c for c in fitting if finding.named and any(f.named and f.rule == finding.rule for _, f in c.members)]
    if same_name:
        same_name[0].members.append((part, finding))
    elif finding.refers:
        meant = _told_last(fitting, found, order) if finding.near else _main(alike)
        if meant in fitting:
            meant.members.append((part, finding))
    elif finding.named or finding.period is not None:
        clusters.append(_Cluster(finding.type, finding.period, [(part, finding)]))


def _join_denied(clusters: list[_Cluster], alike: Sequence[_Cluster], found: Found) -> None:
    """A deed denied, to the latest event of which another accuses its doer, else to what else denies such a deed."""
    part, finding = found
    doers = finding.agents or (finding.denier,)
    fitting = [c for c in alike if _fits(c, replace(finding, agents=doers))]
    accused = [c for c in fitting if related(doers, c.roles("agents"))]
    told = [c for c in accused if any(f.polarity == "positive" and f.claimant != finding.denier for _, f in c.members)]
    denied = [c for c in accused if all(f.denier for _, f in c.members)]
    meant = max(_recent(told), key=_begin, default=None) or next(iter(denied), None)
    if meant:
        meant.members.append((part, finding))
    elif finding.agents:
        clusters.append(_Cluster(finding.type, None, [(part, finding)]))


def _told_last(clusters: Sequence[_Cluster], found: Found, order: Mapping[int, int]) -> _Cluster | None:
    """Of the recent events that the same part has told before the finding the one of which it spoke last."""
    part, finding = found

    def spoken(cluster: _Cluster) -> list[int]:
        return [order[id(f)] for p, f in cluster.members if p == part and order[id(f)] < order[id(finding)]]

    return max(_recent([c for c in clusters if spoken(c)]), key=lambda c: max(spoken(c)), default=None)


def _main(clusters: Sequence[_Cluster]) -> _Cluster | None:
    """The fullest of the latest events: a reference back means what the document is about, not its history."""
    return max(_recent(clusters), key=lambda c: (len(c.members), _begin(c)), default=None)


def _recent(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """The events that began when the latest of them did, or not long before."""
    latest = max((_begin(c) for c in clusters), default=datetime.date.min)
    return [c for c in clusters if (latest - _begin(c)).days <= _RECENT]


def _begin(cluster: _Cluster) -> datetime.date:
    return (cluster.period and (cluster.period.begin or cluster.period.end)) or datetime.date.min


def _events(clusters: Sequence[_Cluster], slug: str) -> tuple[Event, ...]:
    events, used = [], Counter[str]()
    for cluster in clusters:
        key = _key(cluster, slug)
        used[key] += 1
        evidence = dict.fromkeys(Evidence(part=p, span=f.sentence.span, rule=f.rule) for p, f in cluster.members)
        events.append(
            Event(
                key=key if used[key] == 1 else f"{key}-{used[key]}",
                type=cluster.type,
                period=cluster.period,
                places=cluster.roles("places"),
                agents=cluster.roles("agents"),
                patients=cluster.roles("patients"),
                participants=tuple(k for k in cluster.roles("participants") if k not in cluster.roles("agents")),
                evidence=tuple(evidence),
            )
        )
    return tuple(events)


def _key(cluster: _Cluster, slug: str) -> str:
    """A key from the happening itself: type, first day (or last), first place."""
    period = cluster.period
    day = (period.begin or period.end) if period else None
    place = next(iter(cluster.roles("places")), "").rsplit("/", 1)[-1]
    return f"event/{slug}/" + "-".join(str(step) for step in (cluster.type, day, place) if step)
