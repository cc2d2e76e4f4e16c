"""Mentions of what the model finds: «[орден Мужества]» is an award, «[МГУ имени Ломоносова]» a body.

Each is surer than the least that its type asks for, and lies in one sentence. They stand beside the mentions of the
rules, which do not see them.

In: Parsed, FoundKind, Morphology. Out: Noted. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.mentions.layout import Layout
from letopis.phrase import nominative
from letopis.records.entity import EntityKind
from letopis.records.mention import Mention, MentionKind, Noted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from letopis.lexicon.found import FoundKind
    from letopis.morphology import Morphology
    from letopis.records.text import Parsed, Spotted

_KINDS = {
    EntityKind.PERSON: MentionKind.PERSON,
    EntityKind.ORGANIZATION: MentionKind.ORGANIZATION,
    EntityKind.COUNTRY: MentionKind.PLACE,
    EntityKind.REGION: MentionKind.PLACE,
    EntityKind.CITY: MentionKind.PLACE,
    EntityKind.PLACE: MentionKind.PLACE,
    EntityKind.PRODUCT: MentionKind.PRODUCT,
    EntityKind.OFFICE: MentionKind.TITLE,
}
_QUOTES = {"«": "»", '"': '"', "“": "”", "„": "“"}


def find_found(parsed: Parsed, kinds: Mapping[str, FoundKind], morphology: Morphology) -> tuple[Noted, ...]:
    """In the order of the model's spans; values (dates, ages, sums) are left to the rules."""
    return tuple(_noted(parsed, kinds, morphology)) if parsed.findings else ()


def _noted(parsed: Parsed, kinds: Mapping[str, FoundKind], morphology: Morphology) -> Iterator[Noted]:
    layout = Layout(parsed)
    for spot, spotted in enumerate(parsed.findings.spans if parsed.findings else ()):
        row = kinds.get(spotted.type)
        if row and row.kind and spotted.probability >= row.least:
            mention = _mention(layout, spotted, row.kind, morphology)
            if mention:
                yield Noted(spot, mention)


def _mention(layout: Layout, spotted: Spotted, kind: EntityKind, morphology: Morphology) -> Mention | None:
    place = layout.locate(spotted.span)
    if place is None:
        return None
    number, run = place
    tree = layout.trees[number]
    if spotted.span not in tree.sentence.span:
        return None
    head = layout.head(number, run)
    text = spotted.span.of(layout.text)
    is_whole = tree.tokens[run[0]].span.start == spotted.span.start and tree.tokens[run[-1]].span.stop == spotted.span.stop
    every = kind is EntityKind.PERSON
    normal = nominative(tree, run, head, morphology, every=every) if is_whole else " ".join(text.split())
    if len(normal) > 2 and _QUOTES.get(normal[0]) == normal[-1]:
        normal = normal[1:-1]
    if not any(character.isalnum() for character in normal):
        return None
    rule = f"model: {spotted.type}"
    score = round(spotted.probability, 3)
    return Mention(spotted.span, text, _KINDS.get(kind, MentionKind.CONCEPT), normal, number, head, rule, score)
