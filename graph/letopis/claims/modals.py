"""Whose action stands under a modal word: «мост может быть построен», «Украине нужно закрепить оборону».

A modal adverb or short adjective is no clause of its own, and a passive under a modal verb has left its subject there;
the row of control of the word says where the subject is.

In: Scene, Clause. Out: Clause. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.lexicon.rows import ControlRow
    from letopis.records.text import Token

MODAL = frozenset(
    {
        *(
            "мочь",
            "смочь",
            "должен",
            "следовать",
            "стоить",
            "приходиться",
            "прийтись",
            "удаться",
            "удаваться",
            "суметь",
        ),
        *("успеть", "нужно", "можно", "необходимо", "нельзя", "надо", "намеренный", "намерен", "обязанный", "нужный"),
        *("возможный", "необходимый", "невозможный"),
    }
)


def control_rows(scene: Scene, token: Token, complement: str) -> tuple[ControlRow, ...]:
    """The rows of a word, by its lemma or, for «нужно» and «важно», its form."""
    rows = scene.lexicon.control
    return rows.get((fold(token.lemma), complement)) or rows.get((fold(token.text), complement), ())


def is_infinitive(scene: Scene, clause: Clause) -> bool:
    """Whether the predicate is an infinitive, or made one by «быть»: «может быть приглашён»."""
    tree = scene.trees[clause.sentence]
    helpers = tree.children(clause.verb, "aux", "cop")
    return any(tree.tokens[i].feats.get("VerbForm") == "Inf" for i in (clause.verb, *helpers))


def under_modal(scene: Scene, clause: Clause, parent: Clause | None) -> Clause:
    """The clause with the subject that its modal word has for it, where it has none of its own."""
    tree = scene.trees[clause.sentence]
    head = tree.tokens[clause.verb].head
    if head < 0 or clause.subjects or clause.via.startswith(("conj", "advcl")) or not is_infinitive(scene, clause):
        return clause
    row = next(iter(control_rows(scene, tree.tokens[head], "inf")), None)
    if row is None:
        return clause
    if parent is not None and parent.verb == head:
        is_passive = tree.tokens[clause.verb].feats.get("VerbForm") == "Part"
        if not is_passive or row.controller != "subject":
            return clause
        subjects = parent.subjects or parent.objects
        return replace(clause, subjects=subjects, is_passive=True, subject_from="control", control=row)
    if tree.tokens[head].pos not in {"ADV", "ADJ"}:
        return clause
    rels = {"subject": ("nsubj",), "dative": ("iobj", "obl")}.get(row.controller, ())
    owners = tree.children(head, *rels) if rels else []
    if row.controller == "dative":
        owners = [i for i in owners if tree.tokens[i].feats.get("Case") == "Dat" and not tree.cases(i)]
    subjects = tuple(j for i in owners for j in scene.coordinated(clause.sentence, i))
    return replace(clause, subjects=subjects, subject_from="control" if subjects else "", control=row)
