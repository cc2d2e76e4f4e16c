"""Event nouns that mean no event where they stand: «на основании данных», «штаб по борьбе», «правила перевозки».

In: Scene, ClauseFinder. Out: is_frozen. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from letopis.claims.clauses import ClauseFinder
    from letopis.claims.scene import Scene

_NORMS = frozenset(
    {"правило", "норма", "порядок", "требование", "способ", "метод", "средство", "система", "механизм", "технология"}
    | {"стандарт", "инструмент", "рынок", "отрасль", "сфера", "направление", "специалист", "курс", "центр"}
    | {"кафедра", "факультет", "вид", "тип", "форма", "категория", "индекс", "коэффициент", "род", "станция", "режим"}
)


def is_frozen(scene: Scene, number: int, finder: ClauseFinder, index: int) -> bool:
    """Whether the noun is part of a compound preposition, of the name of a body, or of what only tells a sort."""
    tree = scene.trees[number]
    token = tree.tokens[index]
    cases = [tree.tokens[i].text.lower() for i in tree.children(index, "case")]
    if any(f"{case} {token.text.lower()}" in scene.lexicon.prepositions for case in cases):
        return True
    slot = finder.slot(index)
    if slot.above < 0 or scene.trees[number].tokens[slot.above].pos != "NOUN":
        return False
    above = scene.lemma(number, slot.above)
    body = scene.lexicon.collectives.get(above)
    is_body = body is not None and body.kind == EntityKind.ORGANIZATION.value
    return (slot.key in {"по+Dat", "Gen"} and is_body) or (slot.key == "Gen" and above in _NORMS)
