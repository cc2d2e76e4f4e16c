"""Mentions of what the model finds: «[орден Мужества]» is an award, «[МГУ имени Ломоносова]» a body.

Each is surer than the least that its type asks for, and lies in one sentence. They stand beside the mentions of the
rules, which do not see them.

In: Parsed, FoundKind, Lexicon, Morphology. Out: Noted. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.mentions.layout import Layout
from letopis.phrase import clean, nominative
from letopis.records.entity import EntityKind
from letopis.records.mention import Mention, MentionKind, Noted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letopis.lexicon.found import FoundKind
    from letopis.lexicon.tables import Lexicon
    from letopis.morphology import Morphology
    from letopis.records.text import Parsed, Spotted
    from letopis.tree import Tree

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
_TELLING = frozenset({"VERB", "AUX"})  # «погиб» is an event that the rules tell, no thing
_ADJECTIVAL = frozenset(
    {EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY, EntityKind.PLACE, EntityKind.NATIONALITY}
)
_QUOTES = {"«": "»", '"': '"', "“": "”", "„": "“"}


def find_found(
    parsed: Parsed, kinds: Mapping[str, FoundKind], lexicon: Lexicon, morphology: Morphology
) -> tuple[Noted, ...]:
    """In the order of the model's spans; values (dates, ages, sums) are left to the rules."""
    if parsed.findings is None:
        return ()
    layout = Layout(parsed)
    found = []
    for spot, spotted in enumerate(parsed.findings.spans):
        row = kinds.get(spotted.type)
        if row and row.kind and spotted.probability >= row.least:
            mention = _mention(layout, spotted, row.kind, lexicon, morphology)
            found += [Noted(spot, mention)] if mention else []
    return tuple(found)


def _mention(
    layout: Layout, spotted: Spotted, kind: EntityKind, lexicon: Lexicon, morphology: Morphology
) -> Mention | None:
    """None for what lies in two sentences, and for what a verb or an adjective says that names no place."""
    place = layout.locate(spotted.span)
    if place is None or spotted.span not in layout.trees[place[0]].sentence.span:
        return None
    number, run = place
    tree = layout.trees[number]
    head = layout.head(number, run)
    if tree.tokens[head].pos in _TELLING:
        return None
    if tree.tokens[head].pos == "ADJ" and len(run) == 1 and kind in _ADJECTIVAL:
        adjective = lexicon.adjectives.get(fold(tree.tokens[head].lemma))
        normal = adjective.place if adjective and kind is not EntityKind.NATIONALITY else ""
    else:
        normal = _normal(tree, run, head, spotted, layout.text, kind, morphology)
    if not any(character.isalnum() for character in normal):
        return None
    text, rule = spotted.span.of(layout.text), f"model: {spotted.type}"
    score = round(spotted.probability, 3)
    return Mention(spotted.span, text, _KINDS.get(kind, MentionKind.CONCEPT), normal, number, head, rule, score)


def _normal(
    tree: Tree, run: list[int], head: int, spotted: Spotted, text: str, kind: EntityKind, morphology: Morphology
) -> str:
    """In the nominative, without quotation marks around all of it; as it stands where it has a number."""
    tokens = tree.tokens
    is_whole = tokens[run[0]].span.start == spotted.span.start and tokens[run[-1]].span.stop == spotted.span.stop
    normal = clean(spotted.span.of(text))
    if is_whole and not any(tokens[i].pos == "NUM" or tokens[i].text[0].isdigit() for i in run):
        normal = nominative(tree, run, head, morphology, every=kind is EntityKind.PERSON)
    inner = normal[1:-1]
    is_quoted = len(normal) > 2 and _QUOTES.get(normal[0]) == normal[-1] and not set(inner) & set(_QUOTES)
    return inner if is_quoted else normal
