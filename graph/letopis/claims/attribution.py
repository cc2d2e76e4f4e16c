"""Who says so: complement clauses, words put in before, inside or after the clause, source phrases, «об этом сообщил».

«Токаев провёл разговоры с Лукашенко, сообщает пресс-служба Кремля.» is said by the press service; «По данным Минздрава,
пострадали более 1 тыс. человек» by the ministry. A speaker nearer to the clause comes first, others pass it on.

In: Scene, Clause. Out: Said by verb. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.claims.scene import ACTORS, PLACES
from letopis.lexicon.tables import fold
from letopis.records.claim import Attribution, Modality

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Filler, Scene
    from letopis.lexicon.rows import SpeechRow

_CLOSE = frozenset('»"”“')
_CARRIERS = frozenset(
    {
        "сайт",
        "канал",
        "telegram-канал",
        "сообщение",
        "заявление",
        "отчет",
        "пресс-релиз",
        "документ",
        "материал",
        "страница",
        "эфир",
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """Speakers from the nearest outwards; `modality` is what the nearest word of speech gives to its content."""

    speakers: tuple[Attribution, ...] = ()
    modality: Modality = Modality.REPORTED


class Attributor:
    """Finds the speakers of the clauses of one sentence."""

    def __init__(self, scene: Scene, number: int, clauses: Sequence[Clause]) -> None:
        self._scene = scene
        self._number = number
        self._tree = scene.trees[number]
        self._clauses = {clause.verb: clause for clause in clauses}
        self._speech = {c.verb: c for c in clauses if self._row(c)}
        self._phrases = scene.source_phrases

    def find(self) -> dict[int, Said]:
        """By the verb of each clause that somebody says."""
        inserted = {v: c for v, c in self._speech.items() if self._is_inserted(c)}
        phrases = self._source_phrases()
        found = {}
        for verb in self._clauses:
            speakers: list[Attribution] = []
            modality = None
            for above, clause in self._above(verb):
                if clause is not None:
                    speakers += self.speaker(clause)
                    modality = modality or self._content_modality(clause)
                phrase = phrases.get(above)
                if phrase is not None:
                    speakers.append(phrase)
                    modality = modality or Modality.REPORTED
            if verb not in inserted:
                for clause in inserted.values():
                    if not self._is_under(verb, clause.verb):
                        speakers += self.speaker(clause)
                        modality = modality or self._content_modality(clause)
            if modality:
                found[verb] = Said(tuple(dict.fromkeys(speakers)), modality)
        return found

    def _above(self, verb: int) -> list[tuple[int, Clause | None]]:
        """The verbs from this one upwards; with the clause of speech where the step goes into its content."""
        steps: list[tuple[int, Clause | None]] = [(verb, None)]
        current = self._clauses[verb]
        seen = {verb}
        while current.parent is not None and current.parent in self._clauses and current.parent not in seen:
            seen.add(current.parent)
            parent = self._clauses[current.parent]
            steps.append((parent.verb, parent if parent.verb in self._speech and self._is_content(current) else None))
            current = parent
        return steps

    def _is_content(self, clause: Clause) -> bool:
        if clause.via.startswith("ccomp"):
            return True
        if clause.via.startswith(("parataxis", "conj")) and clause.parent is not None:
            low, high = sorted((clause.verb, clause.parent))
            between = {self._tree.tokens[i].text for i in range(low, high)}
            is_before = clause.verb < clause.parent
            return bool(between & _CLOSE) if is_before else ":" in between
        return False

    def _is_inserted(self, clause: Clause) -> bool:
        """«…, сообщает агентство», «как заявил министр, …», «"…", – говорится в сообщении»."""
        tokens = self._tree.tokens
        if self._follows_quote(clause):
            return True
        if self._content(clause) or any(
            self._is_content(c) and c.parent == clause.verb for c in self._clauses.values()
        ):
            return False
        if any(fold(tokens[i].text) == "как" for i in self._tree.children(clause.verb, "mark", "advmod")):
            return True
        return clause.via.startswith("parataxis")

    def _follows_quote(self, clause: Clause) -> bool:
        """«"…", – говорится в сообщении», whatever the tree makes of it."""
        tokens = self._tree.tokens
        start = clause.verb
        while start and tokens[start - 1].pos != "PUNCT":
            start -= 1
        before = [tokens[i].text for i in range(max(0, start - 3), start)]
        return len(before) > 1 and before[-1] in {"–", "—", "-"} and any(t in _CLOSE for t in before[:-1])

    def _content(self, clause: Clause) -> bool:
        return bool(self._tree.children(clause.verb, "ccomp"))

    def _is_under(self, verb: int, above: int) -> bool:
        return any(step == above for step, _ in self._above(verb))

    def _row(self, clause: Clause) -> SpeechRow | None:
        """The row of a word of speech, also for «сообщается», «говорится», «отмечается»."""
        speech = self._scene.lexicon.speech
        return speech.get((clause.lemma, "VERB")) or speech.get((clause.lemma.removesuffix("ся"), "VERB"))

    def _content_modality(self, clause: Clause) -> Modality | None:
        row = self._row(clause)
        return row.modality if row else None

    def speaker(self, clause: Clause) -> list[Attribution]:
        """The speaker of a clause of speech: its subject, or the body in which or on whose site it is said."""
        found = [
            f
            for i in clause.subjects
            if (f := self._scene.filler(self._number, i)) and f.entity.kind in ACTORS | PLACES
        ]
        if not found:
            for oblique in clause.obliques:
                body = self._body(oblique.preposition, oblique.token)
                if body:
                    found = [body]
                    break
        return [Attribution(filler.entity.id, filler.span) for filler in found[:2]]

    def _body(self, preposition: str, token: int) -> Filler | None:
        if preposition not in {"в", "на", ""}:
            return None
        lemma = self._scene.lemma(self._number, token)
        if lemma in _CARRIERS:
            inner = self._tree.child(token, "nmod")
            return self._scene.filler(self._number, inner) if inner is not None else None
        filler = self._scene.filler(self._number, token)
        return filler if filler and filler.entity.kind in ACTORS and preposition == "в" else None

    def _source_phrases(self) -> Mapping[int, Attribution]:
        """«по данным МВД», «согласно отчёту», «со ссылкой на источник», by the verb whose clause they stand in."""
        found: dict[int, Attribution] = {}
        for index in range(len(self._tree.tokens)):
            source = self._phrase_source(index)
            filler = self._scene.filler(self._number, source) if source is not None else None
            verb = self._verb_of(index)
            if filler and verb is not None:
                found.setdefault(verb, Attribution(filler.entity.id, filler.span))
        return found

    def _phrase_source(self, index: int) -> int | None:
        preposition = " ".join(fold(self._tree.tokens[i].text) for i in self._tree.children(index, "case"))
        lemma = self._scene.lemma(self._number, index)
        if preposition in self._phrases:
            return index
        if lemma == "ссылка":
            return next((i for i in self._tree.children(index, "nmod", "obl") if "на" in self._tree.cases(i)), None)
        row = self._phrases.get(f"{preposition} {lemma}")
        if row is None:
            return None
        wanted = (row.case, None)
        return next(
            (i for i in self._tree.children(index, "nmod") if self._tree.tokens[i].feats.get("Case") in wanted), None
        )

    def _verb_of(self, index: int) -> int | None:
        above = next((i for i in self._tree.ancestors(index) if i in self._clauses), None)
        return above if above is not None else next(iter(self._clauses), None)

    def speaks_of_before(self) -> list[Attribution]:
        """The speaker of «Об этом сообщил X»: what is said is the sentence before."""
        for clause in self._speech.values():
            topic = any(
                o.preposition == "о" and self._scene.lemma(self._number, o.token) == "это" for o in clause.obliques
            )
            if (topic or self._has_this(clause)) and not self._content(clause):
                return self.speaker(clause)
        return []

    def _has_this(self, clause: Clause) -> bool:
        return any(
            self._scene.lemma(self._number, i) == "это" and self._tree.cases(i) & {"о", "об"}
            for i in self._tree.children(clause.verb, "obl", "nmod")
        )
