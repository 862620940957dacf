"""Those whom a letter's title names: on whose behalf it is written, to whom."""

from __future__ import annotations

from kg.knowledge.name_patterns import compiled_part
from kg.linking.collector import Collector
from kg.linking.links import Links
from kg.linking.texts import Texts
from kg.model.document import Document
from kg.model.mention import Kind
from kg.model.text import Text

RESPECT = "respect-alone"


def link_letterhead(texts: Texts, document: Document, before: Links) -> tuple[tuple[str, ...], tuple[str, ...], Links]:
    """The keys of those on whose behalf a letter is written and of those addressed, and their links."""
    collector = Collector(texts, before)
    behalf = tuple(dict.fromkeys(key for text in document.on_behalf_of for key in collector.written(text)))
    addressee = _addressed(document.addressee, collector) if document.addressee else ()
    return behalf, addressee, collector.links()


def _addressed(text: Text, collector: Collector) -> tuple[str, ...]:
    """The keys of all persons that quoted words name (`the Secretary-General and the President`).

    Words of respect alone (`Excellency`) name nobody.
    """
    place = collector.texts.place(text)
    respect = compiled_part(collector.texts.lexicon.parts, RESPECT)
    if place is None or (respect and respect.fullmatch(text.characters)):
        return ()
    part, span = place
    mentions = collector.texts.annotated[part].mentions
    within = [mention for mention in mentions if mention.kind is Kind.PERSON and span.covers(mention.span)]
    keys = dict.fromkeys(key for mention in within for key in collector.keys.get((part, mention.span), ()))
    return tuple(keys) or collector.written(text)
