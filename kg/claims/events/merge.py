"""One event from all findings of it: the findings of a document joined by type, time, place and roles."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.claims.events.clusters import WEEK, Cluster, InPart, both_short, firm, fits, length, same_act, same_time, shares
from kg.claims.events.finding import UNTYPED, EventFinding, related
from kg.model.extraction import Event, Period
from kg.model.mention import Evidence

_RECENT = 60


def merge(findings: Sequence[tuple[int, EventFinding]], slug: str) -> tuple[Event, ...]:
    """The events of a document, in the order in which it first tells them; the number is that of the finding's part.

    Findings that only refer join the main event of their type; where there is none, they are no event. Keys are
    `event/<slug>/<type>-<begin>-<place>`.
    """
    return tuple(event for event, _ in merge_findings(findings, slug))


def merge_findings(findings: Sequence[InPart], slug: str) -> tuple[tuple[Event, tuple[EventFinding, ...]], ...]:
    """The events of `merge`, each with the findings that it was made of: the very objects, in the text's order."""
    order = {id(f): place for place, (_, f) in enumerate(findings)}
    clusters = _clusters(findings, order, f"actor/{slug}/")
    for cluster in clusters:
        cluster.members.sort(key=lambda member: order[id(member[1])])
        cluster.period = cluster.period if firm(cluster.period) else _cause(cluster, clusters)
    clusters.sort(key=lambda cluster: order[id(cluster.members[0][1])])
    events = _events(clusters, slug)
    return tuple((event, tuple(cluster.findings)) for event, cluster in zip(events, clusters, strict=True))


def _clusters(findings: Sequence[InPart], order: Mapping[int, int], own: str) -> list[Cluster]:
    """The findings by their events: first those with a firm time, the shortest first, then what leans on these.

    The keys of people who have no name beyond the document begin with its `own`.
    """
    clusters: list[Cluster] = []
    firmly = [told for told in findings if firm(told[1].period) and not told[1].extends]
    dated = [told for told in firmly if not _is_up_to(told[1].period)]
    for told in sorted(dated, key=lambda told: length(told[1].period)):
        _join(clusters, told)
    for cluster in clusters:
        cluster.first = min(order[id(finding)] for finding in cluster.findings)
    for place, told in enumerate(findings):
        if told[1].extends:
            _extend(clusters, told, place)
        elif _is_up_to(told[1].period):
            _join_up_to(clusters, told, place)
        elif not firm(told[1].period):
            _join_loose(clusters, told, order, own)
    return clusters


def _cause(cluster: Cluster, clusters: Sequence[Cluster]) -> Period | None:
    """The time of what a sentence says has brought the event about, where it is one; else the cluster's own."""
    told_in = [f.sentence for f in cluster.findings if f.caused]
    causes = [
        other.period
        for other in clusters
        if other is not cluster and firm(other.period) and any(f.sentence in told_in for f in other.findings)
    ]
    return causes[0] if len(causes) == 1 else cluster.period


def _join(clusters: list[Cluster], told: InPart) -> None:
    """A finding with a firm time, to the event of its type that has this time or clearly is it, else by itself."""
    _, finding = told
    alike = [c for c in clusters if c.type == finding.type]
    fitting = _fitting(alike, finding)
    exact = [c for c in fitting if c.period == finding.period] or [c for c in alike if same_act(c, finding)]
    cluster = exact[0] if exact else _clear(fitting, finding)
    if cluster:
        cluster.period = _longer(cluster.period, finding.period)
        cluster.members.append(told)
    else:
        clusters.append(Cluster(finding.type, finding.period, [told]))


def _fitting(alike: Sequence[Cluster], finding: EventFinding) -> list[Cluster]:
    """The events that a finding may be of; a year's account is one of its months' only where it says so.

    What has no type of its own is of one event only with what has its very time, in like words or of like actors.
    """
    fitting = [c for c in alike if same_time(c.period, finding.period) and fits(c, finding)]
    if finding.type == UNTYPED:
        same = [c for c in fitting if c.period == finding.period]
        return [c for c in same if shares(c, finding) or any(f.rule == finding.rule for f in c.findings)]
    if length(finding.period) <= _RECENT:
        return fitting
    return [c for c in fitting if c.period == finding.period or shares(c, finding)]


def _clear(fitting: Sequence[Cluster], finding: EventFinding) -> Cluster | None:
    """The only event that a finding may be of, or for a time of a week and more the one told most."""
    if len(fitting) < 2:
        return next(iter(fitting), None)
    first, second, *_ = sorted(fitting, key=lambda c: -len(c.members))
    return first if len(first.members) > len(second.members) and length(finding.period) >= WEEK else None


def _longer(one: Period | None, other: Period | None) -> Period | None:
    """Of two short times that begin alike the longer one, else the first, which is the more precise one."""
    return max(one, other, key=length) if one and other and both_short(one, other) else one


def _is_up_to(period: Period | None) -> bool:
    """Whether only the end of a time is told, as by the day on which somebody tells of what was before it."""
    return period is not None and period.begin is None and period.end is not None


def _join_up_to(clusters: list[Cluster], told: InPart, place: int) -> None:
    """A finding of which only the latest day is known: the event of its type told last, if it can be that, or its own.

    It can be that if it was not long before and somebody or some place is told of both.
    """
    _, finding = told
    before = [c for c in clusters if c.type == finding.type and c.first < place and fits(c, finding)]
    last = max(before, key=lambda c: c.first, default=None)
    if last and shares(last, finding) and _is_shortly_before(last.period, finding.period):
        last.members.append(told)
        return
    known = len(clusters)
    _join(clusters, told)
    for cluster in clusters[known:]:
        cluster.first = place


def _is_shortly_before(one: Period | None, other: Period | None) -> bool:
    if one is None or one.begin is None or other is None or other.end is None:
        return False
    return 0 <= (other.end - one.begin).days <= _RECENT


def _extend(clusters: list[Cluster], found: InPart, place: int) -> None:
    """Gives the end to the event of the type that was told last before."""
    part, finding = found
    before = [c for c in clusters if c.type == finding.type and c.first < place and fits(c, finding)]
    if not before or finding.period is None or finding.period.end is None:
        return
    cluster = max(before, key=lambda c: c.first)
    if cluster.period and cluster.period.begin and cluster.period.begin <= finding.period.end:
        cluster.period = replace(cluster.period, end=finding.period.end)
        cluster.members.append((part, finding))


def _join_loose(clusters: list[Cluster], told: InPart, order: Mapping[int, int], own: str) -> None:
    """A finding without a firm date, to the recent event of its type that it means and fits, or by itself."""
    _, finding = told
    alike = [c for c in clusters if c.type == finding.type]
    meant = _denied(alike, finding) if finding.denier else _meant(alike, told, order, own)
    if meant:
        meant.members.append(told)
    elif _stands_alone(finding):
        clusters.append(Cluster(finding.type, finding.period, [told]))


def _stands_alone(finding: EventFinding) -> bool:
    """Whether a finding that means no event told elsewhere is one: a name, a time, or whose deed is denied."""
    if finding.denier:
        return bool(finding.agents)
    return not finding.refers and (finding.named or finding.period is not None)


def _meant(alike: Sequence[Cluster], told: InPart, order: Mapping[int, int], own: str) -> Cluster | None:
    """The event that a finding means by its name, or by a reference back."""
    _, finding = told
    fitting = [c for c in alike if fits(c, finding) or _may_be_theirs(c, finding, own)]
    if finding.named:
        same = [c for c in fitting if any(f.named and f.rule == finding.rule for f in c.findings)]
        if same:
            return same[0]
    if not finding.refers:
        return None
    meant = _told_last(fitting, told, order) if finding.near else _main(alike)
    return meant if meant in fitting else None


def _may_be_theirs(cluster: Cluster, finding: EventFinding, own: str) -> bool:
    """Whether somebody says that it was their deed, of which people without a name are told to be the doers."""
    nameless = finding.owned and all(key.startswith(own) for key in cluster.roles("agents"))
    return nameless and fits(cluster, replace(finding, agents=()))


def _denied(alike: Sequence[Cluster], finding: EventFinding) -> Cluster | None:
    """The latest event of which another accuses the doer of a deed denied, else what else denies such a deed."""
    doers = finding.agents or (finding.denier,)
    fitting = [c for c in alike if fits(c, replace(finding, agents=doers))]
    accused = [c for c in fitting if related(doers, c.roles("agents"))]
    told = [c for c in accused if any(_is_charge(f, finding.denier) for f in c.findings)]
    denied = [c for c in accused if all(f.denier for f in c.findings)]
    return max(_recent(told), key=_begin, default=None) or next(iter(denied), None)


def _is_charge(finding: EventFinding, denier: str) -> bool:
    """Whether somebody else tells of a deed that is denied."""
    return finding.polarity == "positive" and finding.claimant != denier


def _told_last(clusters: Sequence[Cluster], found: InPart, order: Mapping[int, int]) -> Cluster | None:
    """Of the recent events that the same part has told before the finding the one of which it spoke last."""
    part, finding = found

    def spoken(cluster: Cluster) -> list[int]:
        return [order[id(f)] for p, f in cluster.members if p == part and order[id(f)] < order[id(finding)]]

    return max(_recent([c for c in clusters if spoken(c)]), key=lambda c: max(spoken(c)), default=None)


def _main(clusters: Sequence[Cluster]) -> Cluster | None:
    """The fullest of the latest events: a reference back means what the document is about, not its history."""
    return max(_recent(clusters), key=lambda c: (len(c.members), _begin(c)), default=None)


def _recent(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The events that began when the latest of them did, or not long before."""
    latest = max((_begin(c) for c in clusters), default=datetime.date.min)
    return [c for c in clusters if (latest - _begin(c)).days <= _RECENT]


def _begin(cluster: Cluster) -> datetime.date:
    return (cluster.period and (cluster.period.begin or cluster.period.end)) or datetime.date.min


def _events(clusters: Sequence[Cluster], slug: str) -> tuple[Event, ...]:
    events, used = [], Counter[str]()
    for cluster in clusters:
        key = _key(cluster, slug)
        used[key] += 1
        evidence = dict.fromkeys(Evidence(part=p, span=f.sentence.span, rule=f.rule) for p, f in cluster.members)
        events.append(
            Event(
                key=key if used[key] == 1 else f"{key}-{used[key]}",
                type=cluster.type,
                subtypes=tuple(sorted({subtype for finding in cluster.findings for subtype in finding.subtypes})),
                period=cluster.period,
                places=cluster.roles("places"),
                agents=cluster.roles("agents"),
                patients=cluster.roles("patients"),
                participants=tuple(k for k in cluster.roles("participants") if k not in cluster.roles("agents")),
                evidence=tuple(evidence),
            )
        )
    return tuple(events)


def _key(cluster: Cluster, slug: str) -> str:
    """A key from the event itself: type, first day (or last), first place."""
    period = cluster.period
    day = (period.begin or period.end) if period else None
    place = next(iter(cluster.roles("places")), "").rsplit("/", 1)[-1]
    return f"event/{slug}/" + "-".join(str(step) for step in (cluster.type, day, place) if step)
