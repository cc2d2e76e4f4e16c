"""What «он», «её», «с ними» stand for, where one candidate is well before the others.

«Полиция сообщила, что Иванов был задержан, однако выяснилось, что его застрелили»: number and gender leave Иванов; the
subject of the same clause never is what «его» means, the speaker of a quotation never is a third person in it.

In: Board, Lexicon, Quotation. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from letopis.entities.grammar import predicate_above, subjects
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.entities.board import Board
    from letopis.entities.quotations import Quotation
    from letopis.entities.salience import Candidate, Salience
    from letopis.lexicon.tables import Lexicon
    from letopis.records.entity import Link
    from letopis.records.mention import Mention
    from letopis.tree import Tree

Form = tuple[str, frozenset[str]]  # number, genders

_NOT_FEMALE: Form = ("Sing", frozenset({"Masc", "Neut"}))
_FEMALE: Form = ("Sing", frozenset({"Fem"}))
_PLURAL: Form = ("Plur", frozenset())
_FORMS: dict[str, Form] = {
    "он": ("Sing", frozenset({"Masc"})),
    "оно": ("Sing", frozenset({"Neut"})),
    **dict.fromkeys(("она", "ее", "ей", "ею", "нее", "ней"), _FEMALE),
    **dict.fromkeys(("его", "него", "ему", "нему", "нем"), _NOT_FEMALE),
    **dict.fromkeys(("они", "их", "них", "ими", "ними"), _PLURAL),
}
_BY_CASE = frozenset({"им", "ним"})
_WORDS = frozenset({"слово", "мнение", "оценка", "убеждение", "признание", "утверждение"})
_DATA = frozenset({"данные", "информация", "версия", "сведение"})
_ON_PEOPLE = frozenset(
    {
        "Arrest",
        "Conviction",
        "Appointment",
        "Dismissal",
        "Accusation",
        "Injury",
        "Killing",
        "Trial",
        "Rescue",
        "Treatment",
    }
)
_ON_THINGS = frozenset({"extinguishes"})  # a rescue, though not of people
_ACTORS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.COUNTRY, EntityKind.GROUP})
_PEOPLE = frozenset({EntityKind.PERSON, EntityKind.GROUP})
_THINGS = frozenset(EntityKind) - _PEOPLE
_ANY = frozenset(EntityKind)
_LEAST = 0.55  # weight of the best candidate
_LEAST_ALONE = 0.3  # the same where only people are meant and there is one
_LEAD = 0.2  # by which the best must be before the next
_LEAD_OF_PEOPLE = 0.45  # the same for an object or owner where both are people
_STRONG = 0.9  # the weight of a subject of a main clause
_SUBJECT = 0.75  # of any subject
_RIVAL = 0.33  # weight of a thing that makes a person named before it doubtful
_RIVAL_INSIDE = 0.45  # the same where the person is named in the pronoun's own sentence
_ABSTRACT, _ABSTRACT_DOERS = 0.7, 0.4  # what an unnamed thing weighs beside a name; as what «они» do something
_QUOTED = 0.5  # what is named inside a quotation weighs outside of it
_ALIKE = 0.1  # a subject is taken up by a subject
_REACH = 2  # sentences back


def form_of(board: Board, mention: Mention) -> Form | None:
    """Number and genders that a pronoun of the third person can have; None for other pronouns."""
    word = fold(mention.text)
    if word in _BY_CASE:
        case = board.trees[mention.sentence].tokens[mention.head].feats.get("Case")
        return _PLURAL if case == "Dat" else _NOT_FEMALE
    return _FORMS.get(word)


class PersonalPronouns:
    """Personal and possessive pronouns of the third person in one article."""

    def __init__(self, board: Board, lexicon: Lexicon, quotations: Sequence[Quotation], salience: Salience) -> None:
        self._board = board
        self._lexicon = lexicon
        self._quotations = quotations
        self._salience = salience
        self._at = {(m.sentence, m.head): m for m in board.mentions if m.kind is not MentionKind.QUANTITY}

    def resolve(self) -> None:
        """Links in order of position; those in quotations last, when it is known who speaks."""
        waiting = [m for m in self._board.open(MentionKind.PRONOUN) if form_of(self._board, m)]
        for mention in sorted(waiting, key=lambda m: (self._quotation(m) is not None, m.span)):
            best = self._best(mention) or self._only_people(mention)
            if best is None:
                continue
            is_strong = best.weight > _STRONG
            rule = "subject before the pronoun" if is_strong else "only candidate before the pronoun"
            self._board.link(mention, best.draft.id, rule, 0.75 if is_strong else 0.65)
            self._salience.add(mention)

    def _quotation(self, mention: Mention) -> Quotation | None:
        return next((q for q in self._quotations if mention.span in q.span), None)

    def _best(self, mention: Mention) -> Candidate | None:
        """The candidate that is well before the others, if there is one."""
        form = form_of(self._board, mention)
        if form is None:
            return None
        wanted, barred = self._wanted(mention), self._barred(mention)
        ranked = sorted(
            (
                replace(c, weight=self._adjusted(mention, c))
                for c in self._salience.candidates(mention, number=form[0], genders=form[1], reach=_REACH)
                if c.draft.kind in wanted and c.draft.id not in barred
            ),
            key=lambda c: (-c.weight, c.draft.id),
        )
        least = _LEAST_ALONE if len(ranked) == 1 and wanted == _PEOPLE else _LEAST
        if not ranked or ranked[0].weight < least or self._is_close(mention, ranked):
            return None
        if form is _PLURAL and not self._may_be_many(ranked[0], mention, wanted):
            return None
        return None if self._is_doubtful(mention, ranked, wanted) else ranked[0]

    def _is_close(self, mention: Mention, ranked: Sequence[Candidate]) -> bool:
        """Whether a second candidate is nearly as good; of two people one must be at hand much more."""
        best = ranked[0]
        is_subject = self._rel(mention).startswith("nsubj")
        for other in ranked[1:]:
            are_people = best.draft.kind is EntityKind.PERSON and other.draft.kind is EntityKind.PERSON
            if best.weight - other.weight < (_LEAD_OF_PEOPLE if are_people and not is_subject else _LEAD):
                return True
        return False

    def _only_people(self, mention: Mention) -> Candidate | None:
        """«Они» that do something, «двое из них»: the only people spoken of here and in the sentence before."""
        tree = self._board.trees[mention.sentence]
        token = tree.tokens[mention.head]
        is_part = tree.cases(mention.head) == {"из"} and tree.tokens[token.head].pos != "VERB"
        if form_of(self._board, mention) is not _PLURAL or not (is_part or token.rel == "nsubj"):
            return None
        barred = self._barred(mention)
        if is_part and self._is_of_counted_things(mention):
            return None
        found = self._salience.candidates(mention, number="Plur", genders=frozenset(), reach=1)
        people = [c for c in found if c.draft.kind is EntityKind.GROUP and c.draft.id not in barred]
        if (
            len(people) != 1
            or people[0].weight < _RIVAL
            or self._quotation(mention)
            or self._quotation(people[0].mention)
        ):
            return None
        return None if self._is_of_several(people[0], mention) else people[0]

    def _is_of_counted_things(self, mention: Mention) -> bool:
        """«поступило 200 жалоб, половина из них»: of what the sentence counts, where that is no people."""
        for other in self._board.mentions:
            is_before = other.sentence == mention.sentence and other.span.start < mention.span.start
            if is_before and other.kind is MentionKind.QUANTITY:
                draft = self._board.entity_of(self._at.get((other.sentence, other.head), other))
                if draft is not None and draft.kind is EntityKind.THING:
                    return True
        return False

    def _is_doubtful(self, mention: Mention, ranked: Sequence[Candidate], wanted: frozenset[EntityKind]) -> bool:
        """People are spoken of again and again; a thing only where nothing else that agrees stands nearer."""
        best = ranked[0]
        nearer = [c for c in ranked[1:] if c.mention.span.start > best.mention.span.start]
        is_subject = self._rel(mention).startswith("nsubj")
        if best.draft.kind is EntityKind.PERSON:
            return wanted != _PEOPLE and self._has_rival(mention, best, nearer, is_subject=is_subject)
        if best.draft.kind is EntityKind.GROUP and is_subject:
            return any(c.draft.kind is not EntityKind.THING for c in nearer)
        return bool(nearer)

    @staticmethod
    def _has_rival(mention: Mention, best: Candidate, nearer: Sequence[Candidate], *, is_subject: bool) -> bool:
        """Whether a thing nearer than the person may be meant."""
        back = mention.sentence - best.mention.sentence
        if is_subject and back < _REACH:
            return back == 1 and any(c.mention.sentence == mention.sentence and c.weight >= _LEAST for c in nearer)
        if back == 0:
            return any(c.weight >= _RIVAL_INSIDE for c in nearer)
        return any(c.weight >= _RIVAL for c in nearer if is_subject or c.mention.sentence == mention.sentence)

    def _may_be_many(self, best: Candidate, mention: Mention, wanted: frozenset[EntityKind]) -> bool:
        """People who are the subject before, or spoken of in the same sentence; bodies only as its subject."""
        is_strong, is_near = best.weight > _SUBJECT, best.mention.sentence == mention.sentence
        if best.draft.kind is EntityKind.ORGANIZATION:
            return is_strong and is_near and not self._is_of_several(best, mention)
        if best.draft.kind is not EntityKind.GROUP or not (is_strong or is_near or wanted == _PEOPLE):
            return False
        return not self._is_of_several(best, mention)

    def _is_of_several(self, best: Candidate, mention: Mention) -> bool:
        """«Байден и Трамп» before «они»: neither alone is meant, and what else is near is doubtful."""
        near = self._salience.between(best.mention, mention)
        actors = [m for m in near if self._board.drafts[self._board.links[m].entity_id].kind in _ACTORS]
        return any(self._salience.is_one_of_several(m) for m in [best.mention, *actors])

    def _adjusted(self, mention: Mention, candidate: Candidate) -> float:
        weight = candidate.weight
        is_subject = self._rel(mention).startswith("nsubj")
        if candidate.draft.kind is EntityKind.THING:
            weight *= _ABSTRACT_DOERS if is_subject and fold(mention.text) == "они" else _ABSTRACT
        if self._quotation(mention) is None and self._quotation(candidate.mention) is not None:
            weight *= _QUOTED
        return weight + _ALIKE if is_subject and candidate.weight > 0.8 else weight

    def _rel(self, mention: Mention) -> str:
        return self._board.trees[mention.sentence].tokens[mention.head].rel

    def _wanted(self, mention: Mention) -> frozenset[EntityKind]:
        """The kinds of entities that the place of the pronoun allows."""
        tree = self._board.trees[mention.sentence]
        token = tree.tokens[mention.head]
        if token.head < 0:
            return _ANY
        if tree.cases(mention.head) & {"в", "на"} and token.feats.get("Case") == "Loc":
            return _THINGS
        if tree.tokens[token.head].pos != "NOUN":
            return self._wanted_by_verb(tree, token.head, token.rel)
        lemma = fold(tree.tokens[token.head].lemma)
        row = self._lexicon.titles.get(lemma)
        if lemma in _WORDS or (row and row.kind == "kin"):
            return _PEOPLE
        return _ACTORS if lemma in _DATA or row else _ANY

    def _wanted_by_verb(self, tree: Tree, verb: int, rel: str) -> frozenset[EntityKind]:
        lemma = fold(tree.tokens[verb].lemma)
        if rel == "nsubj" and (lemma, "VERB") in self._lexicon.speech:
            return _PEOPLE
        row = self._lexicon.predicates.get((lemma, "VERB"))
        is_acted_on = rel in {"obj", "nsubj:pass"} and row is not None and row.frame not in _ON_THINGS
        return _PEOPLE if is_acted_on and row and self._event_class(row.frame) in _ON_PEOPLE else _ANY

    def _event_class(self, frame: str) -> str:
        return self._lexicon.frames[frame].event_class

    def _barred(self, mention: Mention) -> set[str]:
        """What the pronoun cannot mean: the subject and objects of its clause, the noun it belongs to, the speaker."""
        tree = self._board.trees[mention.sentence]
        verb = predicate_above(tree, mention.head)
        near = set(takewhile(lambda index: index != verb, tree.ancestors(mention.head)))
        if verb is not None:
            near |= set(self._subjects(tree, verb, mention))
            if tree.tokens[mention.head].head == verb:
                near |= set(tree.children(verb, "obj", "iobj", "obl"))
        near.discard(mention.head)
        barred = {link.entity_id for index in near if (link := self._link(mention.sentence, index))}
        quotation = self._quotation(mention)
        if quotation and quotation.speaker and (link := self._link(*quotation.speaker)):
            barred.add(link.entity_id)
        return barred

    @staticmethod
    def _subjects(tree: Tree, verb: int, mention: Mention) -> list[int]:
        """Those of the clause; in «один человек пострадал, его увезли» the pronoun opens a clause with another one."""
        opens = tree.tokens[verb].rel == "conj" and mention.head < verb
        return tree.children(verb, "nsubj") if opens else subjects(tree, verb)

    def _link(self, number: int, index: int) -> Link | None:
        mention = self._at.get((number, index))
        return self._board.links.get(mention) if mention else None
