"""What a pronoun may stand for, and how near at hand each candidate is.

«Токаев встретился с послом. Он предложил…»: both are men, but the subject of the sentence before is more at hand than
its object. Grammar decides first (number, gender, what stands in the same clause), weight after that.

In: Board with what is linked so far. Out: Candidate. Touches: nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.entities.grammar import is_predicate
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from letopis.entities.board import Board, Draft
    from letopis.lexicon.tables import Lexicon
    from letopis.records.mention import Mention
    from letopis.records.text import Token

_SUBJECT, _EMBEDDED, _OBJECT, _OBLIQUE, _ATTRIBUTE, _TELLER = 1.0, 0.85, 0.6, 0.4, 0.35, 0.3
_DISTANCE = (1.0, 0.95, 0.6)  # in the same sentence, the one before, two before
_OFTEN, _MOST = 0.04, 4  # each mention of an entity makes it more likely, up to so many
_NO_PLURAL = frozenset({EntityKind.PERSON, EntityKind.OFFICE})
_VERB_WEIGHT = 2  # «сообщила Ким» tells the gender better than the form of a foreign name


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity, the mention by which it is at hand, and how much so."""

    mention: Mention
    draft: Draft
    weight: float


class Salience:
    """Answers for one article; mentions that are linked later are seen once they are `added`."""

    def __init__(self, board: Board, lexicon: Lexicon) -> None:
        self._board = board
        self._lexicon = lexicon
        self._by_sentence: dict[int, list[Mention]] = defaultdict(list)
        self._genders: dict[str, Counter[str]] = defaultdict(Counter)
        self._times: Counter[str] = Counter()
        for mention in board.links:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """Takes a linked mention in."""
        is_adjective = mention.rule == "relational adjective"
        if is_adjective or mention.kind in {MentionKind.TIME, MentionKind.QUANTITY} or mention.normal == "который":
            return
        self._by_sentence[mention.sentence].append(mention)
        draft = self._board.drafts[self._board.links[mention].entity_id]
        self._times[draft.id] += 1
        if mention.kind in {MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.PRODUCT}:
            self._genders[draft.id].update(self._gender_signs(mention))

    def _gender_signs(self, mention: Mention) -> Iterable[str]:
        tree = self._board.trees[mention.sentence]
        head = tree.tokens[mention.head]
        is_person = mention.kind is MentionKind.PERSON
        tokens = [t for t in tree.tokens if t.span in mention.span] if is_person else [head]
        found = [t.feats["Gender"] for t in tokens if "Gender" in t.feats and "Foreign" not in t.feats]
        row = self._lexicon.abbreviations.get(fold(mention.text))
        if row and row.gender:
            found = [row.gender] * _VERB_WEIGHT
        if head.rel.startswith("nsubj") and head.head >= 0:
            found += [g for g in [tree.tokens[head.head].feats.get("Gender")] if g] * _VERB_WEIGHT
        return found

    def candidates(self, mention: Mention, *, number: str, genders: frozenset[str], reach: int) -> list[Candidate]:
        """One for each entity that agrees and stands before the pronoun, at most `reach` sentences back; best first."""
        return self._ranked(mention, lambda other, draft: self._agrees(other, draft, number, genders), reach)

    def _ranked(self, mention: Mention, fits: Callable[[Mention, Draft], bool], reach: int) -> list[Candidate]:
        best: dict[str, Candidate] = {}
        for back in range(reach + 1):
            for other in self._by_sentence.get(mention.sentence - back, ()):
                if other.span.start >= mention.span.start:
                    continue
                draft = self._board.drafts[self._board.links[other].entity_id]
                if not fits(other, draft):
                    continue
                weight = self._weight(other) * _DISTANCE[min(back, len(_DISTANCE) - 1)]
                if draft.id not in best or weight > best[draft.id].weight:
                    best[draft.id] = Candidate(other, draft, weight)
        found = [
            Candidate(c.mention, c.draft, c.weight + _OFTEN * min(self._times[c.draft.id], _MOST))
            for c in best.values()
        ]
        return sorted(found, key=lambda c: (-c.weight, c.draft.id))

    def before(self, mention: Mention, kinds: frozenset[EntityKind], *, reach: int) -> list[Candidate]:
        """The same for a description, which need not agree: all entities of these kinds."""
        return self._ranked(mention, lambda _, draft: draft.kind in kinds, reach)

    def is_one_of_several(self, mention: Mention) -> bool:
        """Whether the mention is coordinated with another: «Байден и Трамп» are «они», neither alone is."""
        tree = self._board.trees[mention.sentence]
        token = tree.tokens[mention.head]
        return token.rel == "conj" or any(not is_predicate(tree, i) for i in tree.children(mention.head, "conj"))

    def between(self, mention: Mention, pronoun: Mention) -> list[Mention]:
        """The linked mentions after the one and before the other."""
        return [
            other
            for number in range(mention.sentence, pronoun.sentence + 1)
            for other in self._by_sentence.get(number, ())
            if mention.span.stop <= other.span.start < pronoun.span.start
        ]

    def _agrees(self, mention: Mention, draft: Draft, number: str, genders: frozenset[str]) -> bool:
        tree = self._board.trees[mention.sentence]
        token = tree.tokens[mention.head]
        counts = [fold(tree.tokens[i].lemma) for i in tree.children(mention.head, "nummod")]
        own = "Plur" if counts and counts != ["один"] else token.feats.get("Number", "Sing")
        if number == "Plur":
            return own == "Plur" and draft.kind not in _NO_PLURAL
        if own != number or draft.kind is EntityKind.OFFICE:
            return False
        signs = self._genders.get(draft.id)
        if signs:
            return signs.most_common(1)[0][0] in genders or (
                draft.kind is not EntityKind.PERSON and any(signs[g] for g in genders)
            )
        return token.feats.get("Gender") in {*genders, None}

    def _weight(self, mention: Mention) -> float:
        tokens = self._board.trees[mention.sentence].tokens
        token = tokens[mention.head]
        while token.rel in {"conj", "appos", "flat", "flat:name"} and token.head >= 0:
            token = tokens[token.head]
        rel = token.rel.partition(":")[0]
        if self._is_owner(mention, token):
            return _EMBEDDED
        if rel == "nsubj":
            return self._subject_weight(mention, token)
        return {"obj": _OBJECT, "iobj": _OBJECT, "obl": _OBLIQUE, "root": _EMBEDDED}.get(rel, _ATTRIBUTE)

    def _is_owner(self, mention: Mention, token: Token) -> bool:
        """«У Петрова три победы»: he is what the clause is about."""
        tree = self._board.trees[mention.sentence]
        if token.head < 0 or token.rel not in {"obl", "nmod"} or "у" not in tree.cases(mention.head):
            return False
        above = tree.tokens[token.head]
        return above.head < 0 and (above.pos != "VERB" or fold(above.lemma) in {"быть", "нет"})

    def _subject_weight(self, mention: Mention, token: Token) -> float:
        tree = self._board.trees[mention.sentence]
        verb = tree.tokens[token.head] if token.head >= 0 else None
        if verb is None or verb.rel in {"root", "conj"}:
            return _SUBJECT
        if verb.rel.startswith("acl"):
            return _OBJECT
        is_told = verb.rel == "parataxis" and (fold(verb.lemma), "VERB") in self._lexicon.speech
        if is_told and mention.kind is MentionKind.ORGANIZATION:
            return _TELLER
        return _SUBJECT if verb.rel == "parataxis" or not is_predicate(tree, token.head) else _EMBEDDED
