"""On whose behalf a speech is held besides the speaker's own state: its first sentences say so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.knowledge.sentence_rules import ActRule, Rules
from kg.mentions.masking import fire, mask
from kg.model.document import PartKind
from kg.model.extraction import Voice
from kg.model.mention import Annotated, Kind, Mention

OPENING = 8


def with_behalf(
    annotated: Sequence[Annotated],
    voices: Sequence[Voice],
    rules: Rules,
    keys: Callable[[int, Mention], tuple[str, ...]],
) -> tuple[Voice, ...]:
    """The voices, each with those on whose behalf its speech is held too; `keys` resolves a mention of a part.

    A speech held for one group is the group's: it claims what is said.
    """
    wanted = tuple(rule for rule in rules.of(ActRule) if "behalf" in rule.yields)
    found = []
    for item, voice in zip(annotated, voices, strict=True):
        sentences = item.sentences[:OPENING] if item.part.kind is PartKind.SPEECH else ()
        firings = [firing for sentence in sentences for firing in fire(wanted, mask(item, sentence))]
        parties = [(key, m.kind) for f in firings for m in f.slots.get("party", ()) for key in keys(item.part.order, m)]
        behalf = dict.fromkeys(key for key, _ in parties if key not in voice.speaks_for)
        groups = [key for key in behalf if (key, Kind.ORGANIZATION) in parties]
        claimant = groups[0] if len(groups) == 1 else voice.claimant
        found.append(replace(voice, on_behalf_of=tuple(behalf), claimant=claimant))
    return tuple(found)
