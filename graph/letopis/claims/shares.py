"""«Акции» that are shares of a company, not rallies: «5% акций банка», «акции LVMH упали», «продал свои акции».

In: Scene. Out: whether a noun means shares. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from letopis.claims.scene import Scene

_TRADE = frozenset({"buys", "sells", "owns", "belongsTo", "grows", "falls", "decreases", "costs"})
_WHOLE = frozenset(
    {"%", "процент", "пакет", "доля", "часть", "цена", "стоимость", "курс", "котировка", "выпуск", "опцион", "выкуп"}
    | {"владелец", "держатель", "размещение", "рынок", "торг", "миллион", "млн", "млрд", "миллиард"}
)
_MOVES = frozenset({"подорожать", "дорожать", "подешеветь", "дешеветь", "рухнуть", "владеть", "торговаться"})
_SORTS = frozenset({"обыкновенный", "привилегированный", "голосующий", "контрольный", "свой", "собственный"})


def is_share(scene: Scene, number: int, index: int) -> bool:
    """By the word above, a sort, a number or percentage, or the company that it is of."""
    tree = scene.trees[number]
    if scene.lemma(number, index) != "акция" or tree.tokens[index].feats.get("Number") != "Plur":
        return False
    below = {scene.lemma(number, i) for i in tree.children(index, "amod", "det", "nummod", "nummod:gov")}
    if below & (_SORTS | _WHOLE) or (index and tree.tokens[index - 1].text.endswith("%")):
        return True
    above = tree.tokens[index].head
    if above >= 0:
        lemma = scene.lemma(number, above)
        rows = [scene.lexicon.predicates.get((lemma, tag)) for tag in ("VERB", "NOUN")]
        if lemma in _WHOLE | _MOVES or any(row and row.frame in _TRADE for row in rows):
            return True
    of = (scene.filler(number, i) for i in tree.children(index, "nmod", "appos"))
    return any(f and f.entity.kind is EntityKind.ORGANIZATION for f in of)
