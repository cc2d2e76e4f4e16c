"""Words that the tree hangs on a verb behind a comma while another verb stands right beside them.

«Совет собрался в столице, завтра в порт приходит судно»: whatever the tree says, «в порт» belongs to «приходит».

In: tree.Tree, Clause. Out: Clause, token indices. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis._dictionary import takes_object
from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from letopis.claims.clause import Clause, Oblique
    from letopis.records.text import Token
    from letopis.tree import Tree

_NEAR = frozenset({"рядом", "недалеко", "неподалеку"})
_CUTS = frozenset(",;:—–()")
_BEFORE_NOUN = frozenset({"amod", "det", "nummod", "acl"})


def settled(tree: Tree, clauses: Mapping[int, Clause], read: Callable[[int, int], list[Oblique]]) -> dict[int, Clause]:
    """The clauses with each oblique at the verb that it stands with; `read` gives those of a dependent of a verb."""
    moved = [
        (verb, oblique)
        for clause in clauses.values()
        for oblique in clause.obliques
        if (verb := nearest_verb(tree, oblique.token, clause.verb, clauses)) != clause.verb
    ]
    gone = {oblique for _, oblique in moved}
    moved += [(verb, oblique) for token, verb in _stray_phrases(tree, clauses) for oblique in read(verb, token)]
    moved += [
        (verb, replace(oblique, preposition=f"{fold(tree.tokens[adverb].text)} {oblique.preposition}"))
        for adverb, token, verb in _beside(tree, clauses)
        for oblique in read(verb, token)
    ]
    made = {}
    most = _most(tree, clauses)
    for verb, clause in clauses.items():
        if verb in most and clause.is_passive:
            clause = replace(clause, subjects=(most[verb],))
        kept = tuple(o for o in clause.obliques if o not in gone)
        made[verb] = replace(clause, obliques=(*kept, *(o for v, o in moved if v == verb)))
    return _with_own_objects(tree, made)


def _with_own_objects(tree: Tree, clauses: Mapping[int, Clause]) -> dict[int, Clause]:
    """«отряд потерял танк, атака провалилась»: an object beside another verb is none of the one behind the comma; it
    is that of the other verb where this may have one and has none."""
    made = dict(clauses)
    for verb, clause in clauses.items():
        owners = {i: nearest_verb(tree, i, verb, clauses) for i in clause.objects if i != verb}
        astray = {i: owner for i, owner in owners.items() if owner != verb}
        if not astray or clause.is_passive:
            continue
        made[verb] = replace(made[verb], objects=tuple(i for i in clause.objects if i not in astray))
        for noun, owner in astray.items():
            other = made[owner]
            is_free = not other.is_passive and not clauses[owner].objects and noun not in other.subjects
            if is_free and takes_object(other.lemma) and tree.tokens[noun].feats.get("Case") == "Acc":
                made[owner] = replace(other, objects=(*other.objects, noun))
    return made


def _most(tree: Tree, clauses: Mapping[int, Clause]) -> dict[int, int]:
    """«Больше всего пожаров зарегистрировано в крае»: the noun by the verb that has no other subject."""
    found = {}
    for index in range(len(tree.tokens) - 2):
        words = [fold(token.text) for token in tree.tokens[index : index + 2]]
        noun = next((i for i in range(index + 2, len(tree.tokens)) if tree.tokens[i].pos == "NOUN"), None)
        if words not in (["больше", "всего"], ["меньше", "всего"]) or noun is None:
            continue
        verb = next((v for v in sorted(clauses) if v > noun and not _is_cut(tree, noun, v)), None)
        is_open = verb is not None and set(clauses[verb].subjects) <= {index}
        if verb is not None and is_open and tree.tokens[noun].feats.get("Case") == "Gen":
            found[verb] = noun
    return found


def _beside(tree: Tree, verbs: Collection[int]) -> Iterator[tuple[int, int, int]]:
    """«рядом с рынком», «недалеко от школы»: the adverb, its noun, and the verb above."""
    for index, token in enumerate(tree.tokens):
        if fold(token.text) not in _NEAR:
            continue
        verb = next((above for above in tree.ancestors(index) if above in verbs), None)
        for child in tree.children(index, "obl", "nmod"):
            if verb is not None and tree.cases(child) & {"с", "от"}:
                yield index, child, nearest_verb(tree, index, verb, verbs)


def nearest_verb(tree: Tree, token: int, verb: int, verbs: Collection[int]) -> int:
    """The verb that the token goes with: its own one, unless only that is behind a comma or «и» and another is not."""
    if not _is_cut(tree, token, verb):
        behind = [v for v in verbs if verb < v < token and not _is_cut(tree, token, v)]
        return max((v for v in behind if _is_joined(tree, v) or _is_joined(tree, tree.tokens[v].head)), default=verb)
    beside = [v for v in verbs if v != verb and _attracts(tree, v, token) and not _is_cut(tree, token, v)]
    return min((v for v in beside if not _is_before_tie(tree, token, v)), key=lambda v: abs(v - token), default=verb)


def _is_joined(tree: Tree, verb: int) -> bool:
    """«сократила срок и выпустит 78 машин в 2024 году»: what stands behind the second verb is not the first one's."""
    return tree.tokens[verb].rel == "conj" and _rules_clause(tree.tokens[verb]) and bool(tree.children(verb, "cc"))


def _is_before_tie(tree: Tree, token: int, verb: int) -> bool:
    """«вышли из города, ещё осенью, и приближаются»: what stands before «и» is not of the verb behind it."""
    return any(token < i < verb for i in tree.children(verb, "cc"))


def _stray_phrases(tree: Tree, verbs: Collection[int]) -> Iterator[tuple[int, int]]:
    """Prepositional phrases that the tree hangs on a noun behind the verb, with that verb: «в крае ввели, по словам
    главы, карантин» read as «карантин в крае»."""
    for index, token in enumerate(tree.tokens):
        if not token.rel.startswith("nmod") or token.head < index or not tree.children(index, "case"):
            continue
        if any(i < index and tree.tokens[i].rel.partition(":")[0] in _BEFORE_NOUN for i in tree.children(token.head)):
            continue
        between = min((v for v in verbs if index < v < token.head and _rules_clause(tree.tokens[v])), default=None)
        if between is not None:
            yield index, nearest_verb(tree, index, between, verbs)


def _attracts(tree: Tree, verb: int, token: int) -> bool:
    """What stands before an infinitive, participle or converb rather goes with the verb above it."""
    return _rules_clause(tree.tokens[verb]) or (tree.tokens[verb].pos == "VERB" and verb < token)


def _rules_clause(token: Token) -> bool:
    is_short = token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") == "Short"
    return is_short or token.feats.get("VerbForm") == "Fin"


def _is_cut(tree: Tree, one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return any(tree.tokens[i].text in _CUTS for i in range(low + 1, high))
