"""What a clause is: a predicate with its subject, objects and obliques, by token.

In: lexicon.rows. Out: Oblique, Slot, Clause. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from letopis.lexicon.rows import ControlRow
    from letopis.tree import Tree


def one_of(tree: Tree, index: int) -> int | None:
    """«один из лидеров»: those that the one is of."""
    if fold(tree.tokens[index].lemma) != "один":
        return None
    below = (i for i in tree.children(index, "nmod") if tree.cases(i) == {"из"})
    return next((i for i in below if tree.tokens[i].feats.get("Number") == "Plur"), None)


@dataclass(frozen=True, slots=True)
class Oblique:
    """A dependent with its preposition (empty for a bare case) and case."""

    preposition: str
    case: str
    token: int
    is_of_reflexive: bool = False  # the verb ends in «ся»: «занимается организацией»
    is_predicative: bool = False  # what the subject or object is said to be: «стал мэром»


@dataclass(frozen=True, slots=True)
class Slot:
    """How a noun hangs on the word above it: «об аресте» → preposition «о», case «Loc», `above` the token of that word
    (-1 for none), `relation` its own or that of the compound preposition over it."""

    preposition: str
    case: str
    above: int
    relation: str

    @property
    def key(self) -> str:
        """As tables write it: «о+Loc», «Gen»."""
        return f"{self.preposition}+{self.case}" if self.preposition else self.case


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate. `parent` is the predicate above it, `via` the relation that ties them; `control` the row by which
    the parent rules it. `subject_from` says where a subject that is not its own comes from."""

    sentence: int
    verb: int
    lemma: str
    is_passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[Oblique, ...]
    parent: int | None = None
    via: str = "root"
    control: ControlRow | None = None
    subject_from: str = ""
