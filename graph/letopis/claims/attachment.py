"""Which clause a word belongs to, where the tree of a long sentence errs.

«Завод встал, сделка одобрена»: a tree that gives «встал» both subjects leaves «одобрена» without one; order and
agreement say whose «сделка» is.

In: Scene, Clause. Out: Clause. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.objects import MEASURES
from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.records.text import Token


_NEAR = 10  # words
_CUTS = frozenset(",;:—–()")


class Attachment:
    """Moves clauses, subjects and obliques of one sentence; `made` holds its clauses by verb and is changed."""

    def __init__(self, scene: Scene, number: int, made: dict[int, Clause]) -> None:
        self._scene = scene
        self._number = number
        self._tree = scene.trees[number]
        self._tokens = self._tree.tokens
        self._made = made

    def settle(self) -> None:
        """Every move, in the order in which one makes the next possible."""
        for index in list(self._made):
            self._made[index] = self._reattached(self._in_order(self._made[index]))
        for index in list(self._made):
            self._hand_on_subject(self._made[index])
        for index in list(self._made):
            self._uncross(self._made[index])
        for index in list(self._made):
            self._hand_back(self._made[index])
        for index in list(self._made):
            self._hand_over(self._made[index])
        for index, clause in self._made.items():
            if self._is_one_of_many(clause):
                self._made[index] = replace(clause, subjects=())

    def _is_one_of_many(self, clause: Clause) -> bool:
        """«под обстрел попало село, загорелись два дома»: one noun alone is no subject of a plural."""
        token = self._tokens[clause.verb]
        if len(clause.subjects) != 1 or not self._is_finite(clause.verb) or token.feats.get("Number") != "Plur":
            return False
        noun = clause.subjects[0]
        is_name = noun and self._tokens[noun - 1].text in '«"'
        low = min(noun, clause.verb)
        if any(t.pos == "CCONJ" or fold(t.text) == "вместе" for t in self._tokens[low : low + _NEAR]):
            return False
        return not is_name and self._tokens[noun].feats.get("Case") == "Nom" and self._is_one(noun)

    def _is_one(self, noun: int) -> bool:
        """One thing, with or without a complement; «группа жителей» may be many."""
        token = self._tokens[noun]
        is_word = token.pos == "NOUN" and not token.text.isupper() and not self._tree.children(noun, "nummod", "conj")
        return is_word and token.feats.get("Number") == "Sing" and fold(token.lemma) not in MEASURES

    def _in_order(self, clause: Clause) -> Clause:
        """A «что» clause belongs to the nearest word of speech before it, whatever the parser says."""
        marks = [i for i in self._tree.children(clause.verb, "mark") if fold(self._tokens[i].text) == "что"]
        if not marks or not clause.via.startswith("ccomp"):
            return clause
        speech = [i for i in self._made if i < marks[0] and (self._made[i].lemma, "VERB") in self._scene.lexicon.speech]
        nearest = max(speech, default=None)
        if nearest is None or nearest == clause.parent or clause.parent in range(nearest, marks[0]):
            return clause
        is_below = any(above == clause.verb for above in self._tree.ancestors(nearest))
        return clause if is_below else replace(clause, parent=nearest)

    def _reattached(self, clause: Clause) -> Clause:
        """A finite verb is never coordinated with an infinitive, nor a verb with one whose subject it disagrees with
        while it agrees with the subject above or between: «заявил, что ситуация развивается, и поблагодарил»."""
        parent = self._made.get(clause.parent) if clause.parent is not None else None
        if clause.via != "conj" or parent is None or clause.subjects:
            return clause
        form = self._tokens[clause.verb].feats.get("VerbForm")
        between = self._between(clause, parent) if self._is_finite(clause.verb) else None
        if between is not None:
            return replace(clause, parent=between)
        if parent.parent not in self._made:
            return clause
        is_under_infinitive = form == "Fin" and self._tokens[parent.verb].feats.get("VerbForm") == "Inf"
        above = self._made[parent.parent]
        is_inner = parent.via.startswith(("ccomp", "parataxis", "advcl"))
        is_misplaced = is_inner and parent.subjects and not agrees(self._tokens, clause, parent)
        if is_under_infinitive or (is_misplaced and form == "Fin" and agrees(self._tokens, clause, above)):
            return self._reattached(replace(clause, parent=above.verb))
        return clause

    def _between(self, clause: Clause, parent: Clause) -> int | None:
        """The nearest clause between that has a subject and agrees: one coordinated with the parent, or a relative one
        where the parent does not agree and «и» goes on."""
        goes_on = bool(self._tree.children(clause.verb, "cc")) and parent.subjects
        vias = ("acl",) if goes_on and not agrees(self._tokens, clause, parent) else ()
        fit = (
            c.verb
            for c in self._made.values()
            if parent.verb < c.verb < clause.verb
            and (c.via.startswith(vias) or (c.via == "conj" and c.parent == parent.verb))
            and c.is_passive == clause.is_passive
            and agrees(self._tokens, clause, c)
        )
        return max(fit, default=None)

    def _hand_on_subject(self, clause: Clause) -> None:
        """Of two subjects that are not coordinated the later one is that of another verb beside it without one."""
        clause = self._without_other(self._without_far(clause))
        own = [i for i in self._tree.children(clause.verb, "nsubj") if i in clause.subjects]
        for subject in own[1:]:
            if subject < clause.verb:
                continue
            taken = tuple(self._scene.coordinated(clause.sentence, subject))
            taker = self._taker(clause.verb, subject)
            given = replace(self._made[taker], subjects=taken) if taker is not None else None
            is_taken = given is not None and agrees(self._tokens, given, given)
            if given and is_taken:
                self._made[given.verb] = given
            is_second = own[0] < clause.verb and own[0] in clause.subjects and self._may_have(clause, own[0])
            is_second = is_second and not self._tree.children(clause.verb, "xcomp") and not self._is_number(own[0])
            if is_taken or is_second or not self._may_have(clause, subject):
                clause = replace(clause, subjects=tuple(i for i in clause.subjects if i not in taken))
        self._made[clause.verb] = clause

    def _without_far(self, clause: Clause) -> Clause:
        """Of two subjects before the verb, with punctuation between, the nearest that agrees: «штаб сообщает; полки
        отступили»."""
        own = [i for i in self._tree.children(clause.verb, "nsubj") if i in clause.subjects and i < clause.verb]
        if any(self._tokens[i].feats.get("Case") == "Gen" for i in own):
            return clause  # «дыма, огня нет»
        if len(own) < 2 or not self._texts(own[0], own[-1]) & _CUTS or not self._may_have(clause, own[-1]):
            return clause
        nearest = self._scene.coordinated(clause.sentence, own[-1])
        free = [v for v, c in self._made.items() if own[0] < v < own[-1] and not c.subjects and self._is_finite(v)]
        for verb in free[:1]:
            given = replace(self._made[verb], subjects=(own[0],))
            if not given.is_passive and agrees(self._tokens, given, given):
                self._made[verb] = given
        return replace(clause, subjects=tuple(i for i in clause.subjects if i in nearest or i > clause.verb))

    def _is_number(self, noun: int) -> bool:
        span = self._tokens[noun].span
        return any(span in mention.span for mention in self._scene.quantities.get(self._number, ()))

    def _without_other(self, clause: Clause) -> Clause:
        """«Село попало под обстрел, загорелись два дома»: of a subject behind punctuation and a verb, and one right
        after the verb, only the latter is its own."""
        own = [i for i in self._tree.children(clause.verb, "nsubj") if i in clause.subjects]
        if len(own) != 2 or not own[0] < clause.verb < own[1] or self._texts(clause.verb, own[1]) & _CUTS:
            return clause
        is_apart = bool(self._texts(own[0], clause.verb) & _CUTS)
        if (is_apart and self._speaks(clause.verb)) or not self._may_have(clause, own[0]):
            return self._with_later(clause, own[1])
        free = [
            v for v, c in self._made.items() if v < clause.verb and self._is_finite(v) and self._is_beside(v, own[0])
        ]
        if not free or not is_apart:
            return clause
        given = replace(self._made[free[-1]], subjects=tuple(self._scene.coordinated(clause.sentence, own[0])))
        if not self._made[given.verb].subjects and not given.is_passive and agrees(self._tokens, given, given):
            self._made[given.verb] = given
        return self._with_later(clause, own[1])

    def _with_later(self, clause: Clause, subject: int) -> Clause:
        later = replace(clause, subjects=tuple(self._scene.coordinated(clause.sentence, subject)))
        return later if self._may_have(clause, subject) else clause

    def _is_beside(self, verb: int, noun: int) -> bool:
        return not self._texts(*sorted((verb, noun))) & _CUTS

    def _may_have(self, clause: Clause, subject: int) -> bool:
        """Whether the verb agrees with that subject, if no number rules its case: «два водителя погибли»."""
        alone = replace(clause, subjects=(subject,))
        return self._tokens[subject].feats.get("Case") == "Gen" or agrees(self._tokens, alone, alone)

    def _taker(self, verb: int, subject: int) -> int | None:
        """The finite verb without a subject before the noun, or else after it: «оценка, которую привёл посол»."""
        free = [v for v, c in self._made.items() if v > verb and not c.subjects and self._is_finite(v)]
        free = [v for v in free if self._tokens[v].rel != "parataxis" or not self._speaks(v)]  # «…, отметили в МВД»
        before = max((v for v in free if v < subject and "," not in self._texts(v, subject)), default=None)
        return min((v for v in free if v > subject), default=None) if before is None else before

    def _speaks(self, verb: int) -> bool:
        return (self._made[verb].lemma, "VERB") in self._scene.lexicon.speech

    def _is_finite(self, verb: int) -> bool:
        feats = self._tokens[verb].feats
        return feats.get("VerbForm") == "Fin" or feats.get("Variant") == "Short"

    def _uncross(self, clause: Clause) -> None:
        """«Посол говорил о мире, министр допускал войну»: each verb has the subject right before it."""
        late = [i for i in clause.subjects if i > clause.verb]
        if not late or len(late) < len(clause.subjects) or "," not in self._texts(clause.verb, late[0]):
            return
        for other in list(self._made.values()):
            early = other.subjects
            if not early or not max(early) < clause.verb < late[-1] < other.verb:
                continue
            if "," in self._texts(early[-1], clause.verb) or "," in self._texts(late[-1], other.verb):
                continue
            first, second = replace(clause, subjects=early), replace(other, subjects=clause.subjects)
            if agrees(self._tokens, first, first) and agrees(self._tokens, second, second):
                self._made[clause.verb], self._made[other.verb] = first, second
                return

    def _texts(self, start: int, stop: int) -> set[str]:
        return {self._tokens[i].text for i in range(start, stop)}

    def _hand_back(self, clause: Clause) -> None:
        """Obliques before the «и» of a coordinated verb are the verb's before it: «села в машину и уехала»."""
        conjunction = next((i for i in self._tree.children(clause.verb, "cc") if i < clause.verb), None)
        if clause.via != "conj" or conjunction is None:
            return
        before = max((v for v in self._made if v < conjunction), default=None)
        moved = [o for o in clause.obliques if before is not None and before < o.token < conjunction]
        if before is None or not moved:
            return
        owner = self._made[before]
        self._made[before] = replace(owner, obliques=(*owner.obliques, *moved))
        self._made[clause.verb] = replace(clause, obliques=tuple(o for o in clause.obliques if o not in moved))

    def _hand_over(self, clause: Clause) -> None:
        """Obliques that stand after a later coordinated verb are that verb's: «заявил о… и попросил помощи у стран»."""
        later = [c for c in self._made.values() if c.parent == clause.verb and c.via == "conj" and c.verb > clause.verb]
        for oblique in clause.obliques:
            owner = max((c.verb for c in later if c.verb < oblique.token), default=None)
            if owner is not None:
                taken = self._made[owner]
                self._made[owner] = replace(taken, obliques=(*taken.obliques, oblique))
        first = min((c.verb for c in later), default=None)
        if first is not None:
            kept = tuple(o for o in clause.obliques if o.token < first)
            self._made[clause.verb] = replace(clause, obliques=kept)


def agrees(tokens: Sequence[Token], clause: Clause, parent: Clause) -> bool:
    """Whether the verb may have the parent's subject by number, and by gender in the past tense."""
    if not parent.subjects:
        return False
    verb, subject = tokens[clause.verb].feats, tokens[parent.subjects[0]].feats
    number = "Plur" if len(parent.subjects) > 1 else subject.get("Number")
    if verb.get("Number") and number and verb["Number"] != number:
        return False
    if verb.get("Person") in {"1", "2"}:
        return clause.via.startswith("ccomp") or verb["Person"] == subject.get("Person")
    return not (
        number == "Sing" and verb.get("Gender") and subject.get("Gender") and verb["Gender"] != subject["Gender"]
    )
