"""Name patterns applied around the names found, level by level, the longest match first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.knowledge.name_patterns import CANDIDATE, Compiled, NamePattern, letter
from kg.mentions.names import _CALLED, Found
from kg.model.text import Span


@dataclass(frozen=True, slots=True)
class _Mask:
    characters: str
    starts: tuple[int, ...]
    founds: Mapping[int, Found]

    def span(self, start: int, end: int) -> Span:
        return Span(self.starts[start], self.starts[end])


def _mask(text: str, founds: Iterable[Found]) -> _Mask:
    characters: list[str] = []
    starts: list[int] = []
    at, placed = 0, {}
    for found in founds:
        characters += text[at : found.span.start]
        starts += range(at, found.span.start)
        placed[len(characters)] = found
        characters.append(letter(found.kinds))
        starts.append(found.span.start)
        at = found.span.end
    characters += text[at:]
    starts += range(at, len(text) + 1)
    return _Mask("".join(characters), tuple(starts), placed)


def cells(founds: Iterable[Found]) -> set[int]:
    """The places of the text that finds take up."""
    return {cell for found in founds for cell in range(found.span.start, found.span.end)}


def longest(founds: Iterable[Found]) -> list[Found]:
    """The finds without overlap, in order: the longest wins, of equal ones the first."""
    taken: list[Found] = []
    covered: set[int] = set()
    for found in sorted(founds, key=lambda f: -len(f.span)):
        places = range(found.span.start, found.span.end)
        if not covered.intersection(places):
            covered.update(places)
            taken.append(found)
    return sorted(taken, key=lambda f: f.span)


def cascade(text: str, founds: Iterable[Found], patterns: tuple[Compiled, ...]) -> list[Found]:
    """What is named in a folded text: the given finds and those of the patterns by falling priority, outermost only."""
    return [found for found in settle(text, founds, patterns) if found.kind is not None]


def settle(text: str, founds: Iterable[Found], patterns: tuple[Compiled, ...]) -> list[Found]:
    """The same with what the patterns found to be no name, which has no kind."""
    current = longest(founds)
    for priority in sorted({c.pattern.priority for c in patterns}, reverse=True):
        level = [c for c in patterns if c.pattern.priority == priority]
        mask = _mask(text, current)
        new = longest(f for c in level for f in _matches(c, mask) if _says(c, text, f))
        if new:
            covered = cells(new)
            current = sorted([*new, *(f for f in current if f.span.start not in covered)], key=lambda f: f.span)
    return current


def _says(compiled: Compiled, text: str, found: Found) -> bool:
    return compiled.surface is None or bool(compiled.surface.search(text[found.span.start : found.span.end]))


def _matches(compiled: Compiled, mask: _Mask) -> Iterator[Found]:
    for expression in compiled.expressions:
        for match in expression.finditer(mask.characters):
            groups = {
                k: (match.start(k), match.end(k)) for k in match.groupdict() if match.end(k) > match.start(k) >= 0
            }
            start, end = groups.pop("mention", match.span())
            known = mask.founds.get(start) if end == start + 1 else None
            if end > start and (known is None or known.kind is not compiled.pattern.yields):
                yield _found(compiled.pattern, mask, start, end, groups)


def _found(pattern: NamePattern, mask: _Mask, start: int, end: int, groups: Mapping[str, tuple[int, int]]) -> Found:
    entries: tuple[str, ...] = ()
    source = groups.get(pattern.entries_from or "")
    if source and source[0] in mask.founds and source[1] == source[0] + 1:
        entries = mask.founds[source[0]].entries
    return Found(
        span=mask.span(start, end),
        kind=pattern.yields,
        kinds=frozenset({pattern.yields} if pattern.yields else ()),
        rule=pattern.name,
        entries=entries,
        slots=_slots(mask, start, end, groups),
    )


def _slots(mask: _Mask, start: int, end: int, groups: Mapping[str, tuple[int, int]]) -> dict[str, Span]:
    """The groups as slots, and the names inside the find that no group holds, called after their kinds."""
    slots: dict[str, Span] = {}
    for name, place in sorted(groups.items()):
        base = name.rstrip("0123456789")
        inner = mask.founds.get(place[0]) if place[1] == place[0] + 1 else None
        if inner and base in ("body", "region"):
            base = _CALLED.get(inner.kind, base)
        if base != "known" and not base.startswith(CANDIDATE):
            _add_slot(
                slots, base, inner.slots.get("name", inner.span) if inner and base == "name" else mask.span(*place)
            )
    for at in (at for at in range(start, end) if at in mask.founds):
        for name, span in _names_in(mask.founds[at]):
            if (span.start, span.end) != (mask.starts[start], mask.starts[end]):
                _add_slot(slots, name, span)
    return dict(sorted(slots.items()))


def _names_in(found: Found) -> Iterator[tuple[str, Span]]:
    """A find's own span and those of the states, bodies and places in it, with the names of their slots."""
    if found.kind in _CALLED:
        yield _CALLED[found.kind], found.span
    for name, span in found.slots.items():
        base = name.rstrip("0123456789")
        if base in _CALLED.values():
            yield base, span


def _add_slot(slots: dict[str, Span], name: str, span: Span) -> None:
    """Adds a slot, numbered from 2 where its name is taken; a span that has a slot of the name already is not added."""
    if not any(key.rstrip("0123456789") == name and known == span for key, known in slots.items()):
        number = 2
        key = name
        while key in slots:
            key, number = f"{name}{number}", number + 1
        slots[key] = span
