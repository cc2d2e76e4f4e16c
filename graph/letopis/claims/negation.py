"""What «не» and «нет» deny: the predicate or only one of its phrases.

«Мост не открыли» denies the event; «открыли не мост, а дорогу» and «не сразу открыли» do not; «пока мост не открыли»
says that it is not so yet, and nothing of whether it will be; «не открыть ли мост» asks whether to open it. «Никто» and
«ничего» only go with a denial that is there already. «Не все» denies of some and asserts of the others.

In: Scene, Clause. Out: tokens. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.tree import Tree

_PARTICLES = frozenset({"бы", "же", "ли", "б"})
_LIMITS = frozenset({"только", "столько", "менее", "более", "меньше", "больше", "раз"})
_ALL = frozenset({"весь", "каждый", "всякий", "любой"})
_UNTIL = frozenset({"пока", "покуда"})


def negators(scene: Scene, clause: Clause) -> list[int]:
    """The tokens that deny the predicate; none where it is asserted."""
    tree = scene.trees[clause.sentence]
    if fold(tree.tokens[clause.verb].text) == "нет":
        return [clause.verb]
    if any(fold(tree.tokens[i].text) in _UNTIL for i in tree.children(clause.verb, "mark")):
        return []
    if any(fold(tree.tokens[i].text) == "ли" for i in tree.children(clause.verb, "advmod", "discourse")):
        return []
    helpers = tree.children(clause.verb, "aux", "cop")
    near = [*tree.children(clause.verb), *(j for i in helpers for j in tree.children(i))]
    return [i for i in near if fold(tree.tokens[i].text) == "не" and _denies(tree, clause.verb, i)]


def _denies(tree: Tree, verb: int, particle: int) -> bool:
    """Whether the particle stands before the predicate or a word of its verbal group, not before another phrase."""
    following = particle + 1
    while following < verb and (
        fold(tree.tokens[following].text) in _PARTICLES or tree.tokens[following].pos == "PUNCT"
    ):
        following += 1
    if following >= len(tree.tokens) or fold(tree.tokens[following].text) in _LIMITS:
        return False
    if following > verb:
        return True
    while following != verb:
        rel = tree.tokens[following].rel.partition(":")[0]
        if rel not in {"aux", "cop", "amod", "det", "case", "nummod", "fixed"}:
            return False
        following = tree.tokens[following].head
        if following < 0:
            return False
    return True


def denial(tree: Tree, index: int) -> int | None:
    """The «не» that denies the phrase of a noun alone: «не министра» in «задержали не министра, а заместителя»."""
    phrase = tree.subtree(index, stop=("conj", "appos", "acl", "acl:relcl", "parataxis", "cc", "punct"))
    start = min(phrase)
    for child in tree.children(index):
        token = tree.tokens[child]
        following = fold(tree.tokens[child + 1].text) if child + 1 < len(tree.tokens) else ""
        if fold(token.text) == "не" and child - start in {0, 1} and child < index and following not in _LIMITS:
            return child
    return None


def is_partial(tree: Tree, index: int) -> bool:
    """«не все жители», «не каждый завод»: of some of them it holds, of others it does not."""
    words = tree.children(index, "det", "amod", "nummod")
    return any(fold(tree.tokens[i].lemma) in _ALL and i and fold(tree.tokens[i - 1].text) == "не" for i in words)
