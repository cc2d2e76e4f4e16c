"""Events of nouns: «захват аэропорта», «выступление президента», «взрыв на мосту», «после его ареста».

A noun that means an event gives one when something of its own says who, whom, where or when. Nouns of the table of
occurrences say enough by themselves, and with a time, a place or one who acts alone.

In: Scene, ClauseFinder, Clause. Out: Event by the noun's token. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.frozen import is_frozen
from letopis.claims.making import Event
from letopis.claims.noun_roles import NounRoles
from letopis.claims.predicates import lemma_predicate
from letopis.claims.scene import ACTORS
from letopis.claims.shares import is_share
from letopis.claims.times import argument_of, noun_of
from letopis.claims.undated import is_no_time
from letopis.records.claim import Role
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from letopis.claims.clause import Clause
    from letopis.claims.clauses import ClauseFinder
    from letopis.claims.roles import Roles
    from letopis.claims.scene import Scene
    from letopis.lexicon.rows import PredicateRow
    from letopis.records.claim import TimeArgument

_OTHERS = frozenset({Role.PARTICIPANT, Role.TOPIC, Role.RECIPIENT, Role.DESTINATION, Role.PLACE, Role.CAUSE})
_AFTER = frozenset({"после", "в результате", "вследствие", "из-за", "во время", "в ходе", "при", "до"})

_WAYS = frozenset({"улица", "проспект", "шоссе", "дорога", "переулок", "бульвар", "трасса", "площадь", "автодорога"})


class NounEvents:
    """Finds the event nouns of one sentence."""

    def __init__(
        self, scene: Scene, number: int, finder: ClauseFinder, clauses: Mapping[int, Clause], leaning: frozenset[int]
    ) -> None:
        """`leaning`: nouns of light verbs, which are events of their verbs already."""
        self._scene = scene
        self._number = number
        self._finder = finder
        self._clauses = clauses
        self._leaning = leaning
        self._tree = scene.trees[number]
        self._roles = NounRoles(scene, number, finder, clauses)

    def find(self) -> Iterator[tuple[int, Event]]:
        """With their tokens, in order of position."""
        for index, token in enumerate(self._tree.tokens):
            lemma = self._scene.lemma(self._number, index)
            row = self._scene.lexicon.predicates.get((lemma, "NOUN"))
            if token.pos != "NOUN" or row is None or index in self._leaning or not self._is_mention(index):
                continue
            if is_frozen(self._scene, self._number, self._finder, index):
                continue
            roles, rules = self._roles.of(index, row)
            times = self._times(index)
            if not self._is_telling(index, roles, times):
                continue
            yield (
                index,
                Event(
                    sentence=self._number,
                    trigger=token.span,
                    predicate=lemma_predicate(self._scene, lemma, "NOUN"),
                    roles=roles,
                    rule=", ".join(("event noun", *rules)),
                    times=times,
                    subject_role=self._subject_role(row, roles),
                    score=0.7 if rules else 0.8,
                ),
            )

    def _subject_role(self, row: PredicateRow, roles: Roles) -> Role:
        """«гибель пилота»: whom a thing befalls that nobody does is its subject, as with the verb."""
        is_done = row.frame in self._scene.lexicon.acting_frames or Role.AGENT in roles
        is_alive = all(f.entity.kind in ACTORS for f in roles.get(Role.PATIENT, ()))
        return Role.AGENT if is_done or not is_alive else Role.PATIENT

    def _is_mention(self, index: int) -> bool:
        """Whether the noun stands for itself, not inside a name or title: «министр по восстановлению дорог»."""
        mention = self._scene.mention_at(self._number, index)
        if mention is None or mention.kind is not MentionKind.NOMINAL or self._scene.is_in_name(self._number, index):
            return False
        span = self._tree.tokens[index].span
        titles = (m for m in self._scene.mentions.get(self._number, ()) if m.kind is MentionKind.TITLE)
        return not any(span in m.span for m in titles)

    def _times(self, index: int) -> tuple[TimeArgument, ...]:
        """The times that hang on the noun, or stand right after the phrase that names it as a cause."""
        told = [m for m in self._scene.times.get(self._number, ()) if not is_no_time(self._scene, self._number, m)]
        owners = {m: noun_of(self._scene, self._number, m) for m in told}
        times = [m for m in told if owners[m] == index or (owners[m] is None and self._is_head(m.head, index))]
        return tuple(t for m in times if (t := argument_of(self._scene, m, is_past=True)))

    def _is_head(self, token: int, index: int) -> bool:
        return self._tree.tokens[token].head == index

    def _is_telling(self, index: int, roles: Roles, times: tuple[TimeArgument, ...]) -> bool:
        if self._is_spot(index, roles) or is_share(self._scene, self._number, index):
            return False
        if Role.PATIENT in roles or (Role.AGENT in roles and _OTHERS & roles.keys()):
            return True
        row = self._scene.lexicon.occurrences.get(self._scene.lemma(self._number, index))
        if row is None:
            return False
        acting = [f for f in roles.get(Role.AGENT, ()) if not self._is_event(f.token)]
        if acting and row.needs != "setting":
            return True
        if self._clauses.keys() & {index, self._tree.tokens[index].head} and self._is_core(index):
            return False  # a subject or object: its verb's event says it
        has_setting = bool(roles) or any(t.value.kind in {"date", "interval"} for t in times)
        return has_setting or (row.needs == "nothing" and self._finder.slot(index).preposition in _AFTER)

    def _is_spot(self, index: int, roles: Roles) -> bool:
        """«на пересечении улиц Мира и Труда»: where ways cross, not that somebody crosses them."""
        is_way = any(self._scene.lemma(self._number, f.token) in _WAYS for f in roles.get(Role.PATIENT, ()))
        return is_way and self._finder.slot(index).key == "на+Loc"

    def _is_event(self, index: int) -> bool:
        """«акция протеста»: what is named is the kind, not who acts."""
        return (self._scene.lemma(self._number, index), "NOUN") in self._scene.lexicon.predicates

    def _is_core(self, index: int) -> bool:
        return self._tree.tokens[index].rel.partition(":")[0] in {"nsubj", "obj", "root"}
