"""Whose words they are: the subject of a verb of speech, the body in which it is said, the owner of a document.

«рассказали в компании» is said by the company, «говорится в сообщении» by whoever was speaking before, «сообщает
агентство со ссылкой на полицию» by the police, and the agency passes it on.

In: Scene, Clause. Out: Attribution, the nearest first. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from letopis.claims.insertions import CARRIERS, carriers
from letopis.claims.scene import ACTORS, PLACES
from letopis.lexicon.tables import fold
from letopis.records.claim import Attribution
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.quotes import Quotation
    from letopis.claims.scene import Filler, Scene

_CHANNELS = frozenset({"сайт", "канал", "telegram-канал", "телеграм-канал", "страница", "эфир"})
_BODIES = frozenset({"компания", "ведомство", "министерство", "организация", "пресс-служба", "агентство", "издание"})
_STAFFS = frozenset({"офис", "аппарат", "дипмиссия", "резиденция", "окружение"})  # «в офисе президента заявили»
_SOURCES = frozenset({"источник", "собеседник"})  # «источник «Ведомостей»» is not the newspaper
_HE = {"он": "Masc", "она": "Fem", "его": "Masc", "ее": "Fem"}
_VOICES = ACTORS | PLACES | {EntityKind.PRODUCT}
_ORGANIZATION = frozenset({EntityKind.ORGANIZATION})
_DATA = frozenset({"данные", "информация", "сведение"})
_PERSON = frozenset({EntityKind.PERSON})
_ANAPHORIC = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION})
_MOST = 6  # who speak with one voice
_FAR = 4  # sentences back to whoever spoke last


@dataclass(frozen=True, slots=True)
class Voiced:
    """Somebody who spoke in that sentence; `passes_on`: as an agency or newspaper does, «сообщает», «пишет»."""

    sentence: int
    filler: Filler
    passes_on: bool


@dataclass(slots=True)
class Memory:
    """Who spoke in the article, outside quotations, the last one at the end."""

    quotations: tuple[Quotation, ...] = ()
    spoke: list[Voiced] = field(default_factory=list)


class Speakers:
    """Finds the speakers of the clauses of one sentence."""

    def __init__(self, scene: Scene, number: int, memory: Memory) -> None:
        self._scene = scene
        self._number = number
        self._tree = scene.trees[number]
        self._memory = memory

    def of(self, clause: Clause) -> list[Attribution]:
        """The speakers of a clause of speech, the nearest first: whom it refers to, then its own."""
        cited = self._cited(clause)
        own = self._subjects(clause) if self._has_subject(clause) else self._bodies(clause)
        own = [f for f in own if not any(f.span in other.span for other in cited)]  # «ссылка на источник в полиции»
        word = self._tree.tokens[clause.verb].span
        return [Attribution(f.entity.id, f.span, word) for f in [*cited, *own]]

    def body(self, clause: Clause) -> Filler | None:
        """Where it is said, in place of a subject: «рассказали в компании»."""
        found = [] if clause.is_passive or self._has_subject(clause) else self._bodies(clause)
        span = self._tree.sentence.span
        return next((filler for filler in found if filler.span in span), None)

    def remember(self, clause: Clause, speakers: Sequence[Attribution], *, passes_on: bool) -> None:
        """Notes the nearest of the speakers of a clause as the one who spoke last, unless he is only quoted so."""
        span = self._tree.tokens[clause.verb].span
        if not speakers or any(quotation.holds(span) for quotation in self._memory.quotations):
            return
        for token in range(len(self._tree.tokens)):
            filler = self._scene.filler(self._number, token)
            if filler and filler.span == speakers[0].span and filler.entity.id == speakers[0].entity_id:
                if self._scene.lemma(self._number, token) in _BODIES:
                    filler = self.owner(token) or filler  # «пресс-служба компании» speaks for the company
                self._memory.spoke.append(Voiced(self._number, filler, passes_on))
                return

    def last(self, *, gender: str = "", kinds: frozenset[EntityKind] = ACTORS, passes_on: bool = True) -> Filler | None:
        """Who spoke last, at most a few sentences before; a person of that gender where one is given."""
        for voiced in reversed(self._memory.spoke):
            if voiced.sentence > self._number:
                continue
            if self._number - voiced.sentence > _FAR:
                return None
            kind = voiced.filler.entity.kind
            is_other = gender and not self._fits(gender, voiced)
            if kind in kinds and not is_other and (passes_on or not voiced.passes_on):
                return voiced.filler
        return None

    def _fits(self, gender: str, voiced: Voiced) -> bool:
        """Whether «его слова» or «её слова» may be theirs: an office with a name after it may be of either."""
        tree = self._scene.trees[voiced.sentence]
        near = [voiced.filler.token, *tree.children(voiced.filler.token, "appos", "flat")]
        genders = {tree.tokens[i].feats.get("Gender", "") for i in near}
        return gender in genders or (gender == "Masc" and "Neut" in genders)

    def owner(self, token: int) -> Filler | None:
        """Whose words, data or document it is: «слова врача», «его слова», «сайт министерства»."""
        for child in self._tree.children(token, "nmod", "det", "appos", "flat"):
            lemma = self._scene.lemma(self._number, child)
            text = self._tree.tokens[child].text.casefold().replace("ё", "е")
            filler = self._scene.filler(self._number, child)
            if lemma in CARRIERS:
                filler = self.owner(child) or filler
            if lemma in _BODIES:
                filler = self._body_before(child) or filler
            if filler and not self._tree.children(child, "case"):
                return filler
            if text in _HE and filler is None:
                is_data = self._scene.lemma(self._number, token) in _DATA  # «его данные», but not «его слова»
                return self.last(gender=_HE[text], kinds=_ANAPHORIC if is_data else _PERSON)
        return None

    def _has_subject(self, clause: Clause) -> bool:
        """Whether somebody speaks, known or not; nobody does in «сообщили РБК в компании»."""
        tokens = [self._tree.tokens[i] for i in self._spoken_by(clause)]
        nouns = (t.pos in {"NOUN", "PROPN", "PRON", "X"} or t.feats.get("VerbForm") == "Part" for t in tokens)
        if clause.is_passive or not any(nouns):
            return False
        is_many = self._tree.tokens[clause.verb].feats.get("Number") == "Plur"
        is_one = len(tokens) == 1 and (tokens[0].feats.get("Number") == "Sing" or tokens[0].text.isupper())
        return not (is_many and is_one and self._bodies(clause))

    def _spoken_by(self, clause: Clause) -> Sequence[int]:
        """The tokens of the subject, also where the tree took it for an object or gave it to a later verb."""
        return clause.subjects or carriers(self._scene, clause) or self._stray(clause)

    def _stray(self, clause: Clause) -> list[int]:
        """«командование заявило, что станция взорвана»: a subject before the verb, given to a later one."""
        tokens, verb = self._tree.tokens, self._tree.tokens[clause.verb]
        for index in range(clause.verb - 1, -1, -1):
            token = tokens[index]
            if token.text in {",", ";", ":"} or token.pos == "VERB":
                break
            same = all(verb.feats.get(k) in {None, token.feats.get(k)} for k in ("Number", "Gender"))
            if token.rel.startswith("nsubj") and token.head > clause.verb and same and not clause.is_passive:
                return [index]
        return []

    def _subjects(self, clause: Clause) -> list[Filler]:
        found = []
        for index in self._spoken_by(clause):
            filler = self._named(index)
            lemma = self._scene.lemma(self._number, index)
            if filler is None and lemma in _HE:
                filler = self.last(gender=_HE[lemma], kinds=_PERSON)
            is_thing = filler is None or filler.entity.kind is EntityKind.THING
            if is_thing and lemma in CARRIERS:
                filler = self.owner(index)
            is_animate = self._tree.tokens[index].feats.get("Animacy") == "Anim"
            if filler and (filler.entity.kind in _VOICES or is_animate or (is_thing and lemma in CARRIERS)):
                found.append(filler)
        return found[:_MOST]

    def _bodies(self, clause: Clause) -> list[Filler]:
        """«в компании», «на сайте министерства», «в сообщении», «из данных ведомства»."""
        obliques = [o.token for o in clause.obliques if o.preposition in {"в", "на", "из"}]
        for token in dict.fromkeys([*obliques, *self._near(clause)]):
            lemma = self._scene.lemma(self._number, token)
            filler = self._scene.filler(self._number, token)
            if lemma in CARRIERS:
                owner = self.owner(token) or (filler if lemma in _CHANNELS else self.last())
                return [owner] if owner else []
            if "из" in self._tree.cases(token) or self._tree.tokens[token].feats.get("Case") in {"Acc", "Ins"}:
                continue
            if lemma in _BODIES:
                filler = self._body_before(token) or filler
            is_place = filler and filler.entity.kind in PLACES and self._is_of_nobody(clause, token)
            if filler and (is_place or filler.entity.kind in ACTORS or lemma in _STAFFS):
                return [filler]
        return []

    def _near(self, clause: Clause) -> list[int]:
        """«в …» beside a plural that has no subject, whatever the tree hangs it on."""
        feats = self._tree.tokens[clause.verb].feats
        if clause.subjects or feats.get("Number") != "Plur" or feats.get("Tense") == "Fut":
            return []
        near = [i for i in range(len(self._tree.tokens)) if self._tree.cases(i) & {"в", "во"}]
        return [i for i in near if self._is_beside(clause.verb, i)]

    def _body_before(self, token: int) -> Filler | None:
        """«в компании»: the named organisation that spoke last, unless it only passed something on."""
        if self._tree.children(token, "nmod", "amod", "appos", "flat"):
            return None
        found = self.last(kinds=_ORGANIZATION, passes_on=False)
        if found is None or fold(found.entity.label) in _BODIES:
            return None
        return replace(found, span=self._tree.tokens[token].span, token=token)

    def _is_of_nobody(self, clause: Clause, token: int) -> bool:
        """«заявили в Киеве»: a plural without a subject, with the place right beside it."""
        feats = self._tree.tokens[clause.verb].feats
        is_plural = feats.get("Number") == "Plur" and not clause.subjects and not clause.is_passive
        return is_plural and token - clause.verb in {2, 3, -1, -2}

    def _cited(self, clause: Clause) -> list[Filler]:
        """«со ссылкой на полицию», «передаёт слова министра», «цитирует министра»."""
        tree, found = self._tree, []
        for index in range(len(tree.tokens)):
            if self._scene.lemma(self._number, index) == "ссылка" and self._is_beside(clause.verb, index):
                inner = [i for i in tree.children(index, "nmod", "obl") if "на" in tree.cases(i)]
                found += [f for i in inner if (f := self._named(i))]
        for index in (*clause.objects, *clause.subjects):
            if self._scene.lemma(self._number, index) == "слово":
                found += [f for f in [self.owner(index)] if f]
            elif clause.lemma in {"цитировать", "процитировать"}:
                filler = self._scene.filler(self._number, index)
                found += [filler] if filler and filler.entity.kind in ACTORS else []
        return found[:1]

    def _named(self, index: int) -> Filler | None:
        """What stands there; of an office or a noun with a name after it, what is named: «агентство Рейтер»."""
        filler = self._scene.filler(self._number, index)
        if filler is None or filler.entity.article_id is None or self._scene.lemma(self._number, index) in _SOURCES:
            return filler
        for child in self._tree.children(index, "appos", "flat"):
            named = self._scene.filler(self._number, child)
            gap = self._scene.article.text[filler.span.stop : named.span.start] if named else ""
            if named and named.entity.article_id is None and named.entity.kind in ACTORS and "," not in gap:
                return named
        return filler

    def subject(self, clause: Clause) -> tuple[Attribution, ...]:
        """The subjects of any clause that somebody may speak in."""
        word = self._tree.tokens[clause.verb].span
        return tuple(Attribution(f.entity.id, f.span, word) for f in self._subjects(clause))

    def _is_beside(self, verb: int, index: int) -> bool:
        """Whether no comma, but for those of the phrase itself, and no other verb stands between."""
        low, high = sorted((verb, index))
        return not any(t.text in {",", ";", ":"} or t.pos == "VERB" for t in self._tree.tokens[low + 1 : high])
