"""When: the time expressions of a sentence handed to its clauses.

«5 января Токаев отправил правительство в отставку и сместил Назарбаева»: the date stands before the first of two
coordinated verbs and is that of both.

In: Scene, Clause. Out: TimeArgument by verb. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from letopis.claims.order import nearest_verb
from letopis.claims.periods import value_of_event
from letopis.claims.tellers import start_of_telling
from letopis.claims.undated import dates_nothing
from letopis.lexicon.tables import fold
from letopis.records.claim import TimeArgument
from letopis.records.mention import TimeValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.records.mention import Mention
    from letopis.tree import Tree

Times = dict[int, list[TimeArgument]]
_COMPARED = frozenset({"сравнению", "сравнении"})
_SOME_DAY = "XXXX-XX-XXT"
_DAY = len("XXXX-07-27")
_CAUSAL = frozenset({"из-за", "после", "вследствие"})
_NEAR = 6  # «по сравнению с тем же периодом прошлого года»


def times_of(scene: Scene, number: int, clauses: Sequence[Clause]) -> Times:
    """The times of each clause by its verb: its own, then those that a coordinated or merging verb before it gives."""
    own: Times = {clause.verb: [] for clause in clauses}
    starts = {clause.verb: start for clause in clauses if (start := start_of_telling(scene, clause)) is not None}
    for mention in scene.times.get(number, ()):
        verb = _verb_of(scene, number, mention, own)
        if verb is not None and mention.head < starts.get(verb, 0):
            verb = _told(scene.trees[number], verb, starts[verb], own)
        if verb is None or _is_compared(scene, number, mention):
            continue
        if not dates_nothing(scene, number, mention, verb):
            argument = argument_of(scene, mention, is_past=is_past(scene, number, verb))
            own[verb] += [argument] if argument else []
    for clause in clauses:
        own[clause.verb] += _by_when(scene, number, clause, own)
    for clause in clauses:
        if clause.parent not in own or clause.verb in starts or any(map(_is_placed, own[clause.verb])):
            continue
        if clause.via == "conj" or (clause.control and clause.control.merges):
            last = _last_shared(scene, clause, clauses)
            own[clause.verb] += [
                t
                for t in own[clause.parent]
                if t.value.kind != "duration" and t.span and (clause.via != "conj" or t.span.start < last)
            ]
    return {verb: _told_once(times) for verb, times in own.items()}


def _told(tree: Tree, verb: int, start: int, verbs: Times) -> int | None:
    """«В мае дом сгорел, сообщил мэр»: the verb of what is told."""
    return max((v for v in verbs if v < start and verb in {tree.tokens[v].head, *tree.children(v)}), default=None)


def _is_placed(time: TimeArgument) -> bool:
    """Whether a time is no mere length: «два года спустя» is none."""
    return time.value.kind != "duration" or time.value.relation == "after"


def _last_shared(scene: Scene, clause: Clause, clauses: Sequence[Clause]) -> int:
    """Where the times end that a clause shares with the one before it: at that one's verb, or, where each has a
    subject of its own, at that one's subject: «мэр в мае уехал, а посол остался»."""
    tokens = scene.trees[clause.sentence].tokens
    parent = next(c for c in clauses if c.verb == clause.parent)
    before = [] if clause.subject_from or not clause.subjects or parent.subject_from else parent.subjects
    return min(tokens[i].span.start for i in (parent.verb, *before))


def argument_of(scene: Scene, mention: Mention, *, is_past: bool) -> TimeArgument | None:
    """The mention as the time of an event."""
    day = "" if _is_told_apart(scene, mention) else (scene.article.published or "")[:10]
    value = value_of_event(mention, date.fromisoformat(day) if len(day) == 10 else None, is_past=is_past)
    return TimeArgument(value, mention.span) if value else None


def _is_told_apart(scene: Scene, mention: Mention) -> bool:
    """«27 июля он заявил, что за сутки…»: the day and night before that day, not before the day of publication."""
    others = (m for m in scene.times.get(mention.sentence, ()) if m.span != mention.span)
    return any(isinstance(m.value, TimeValue) and m.value.kind == "date" and m.rule == "time.at" for m in others)


def is_past(scene: Scene, number: int, verb: int) -> bool:
    """Whether the verb tells of the past: «умерли», «выявлено»."""
    feats = scene.trees[number].tokens[verb].feats
    return feats.get("Tense") == "Past" or feats.get("Variant") == "Short"


def _verb_of(scene: Scene, number: int, mention: Mention, verbs: Times) -> int | None:
    """The clause that a time stands in; where it hangs on a noun that heads nothing, that of the noun's verb."""
    tree = scene.trees[number]
    for above in (mention.head, *tree.ancestors(mention.head)):
        if above in verbs:
            verb = nearest_verb(tree, mention.head, above, verbs)
            return None if _is_of_noun(scene, number, mention, verb) else verb
    return None


def noun_of(scene: Scene, number: int, mention: Mention) -> int | None:
    """The event noun that a time right after it dates: «закрыт из-за аварии на мосту 3 мая», «после взрыва 3 мая»."""
    tree = scene.trees[number]
    before = next((i for i, t in enumerate(tree.tokens) if t.span.stop > mention.span.start), 0) - 1
    for index in (before, *tree.ancestors(before)) if before >= 0 else ():
        if tree.tokens[index].pos not in {"NOUN", "PROPN"} or index > before:
            return None
        if (scene.lemma(number, index), "NOUN") in scene.lexicon.predicates and _is_cause(tree, index):
            return index
    return None


def _is_cause(tree: Tree, index: int) -> bool:
    cases = tree.children(index, "case")
    fixed = {fold(tree.tokens[j].text) for i in cases for j in tree.children(i, "fixed")}
    above = tree.tokens[index].head
    is_result = above >= 0 and fold(tree.tokens[above].text) == "результате"
    return bool(tree.cases(index) & _CAUSAL) or "связи" in fixed or is_result


def _is_of_noun(scene: Scene, number: int, mention: Mention, verb: int) -> bool:
    """«рассказал об аварии 5 мая»: the day is that of what is told, not of the telling."""
    tokens = scene.trees[number].tokens
    noun = tokens[mention.head].head
    is_length = isinstance(mention.value, TimeValue) and mention.value.kind == "duration"
    if is_length:
        return False
    if noun_of(scene, number, mention) is not None:
        return True
    if not verb < noun < mention.head or (scene.lemma(number, noun), "NOUN") not in scene.lexicon.predicates:
        return False
    return (scene.lemma(number, verb).removesuffix("ся"), "VERB") in scene.lexicon.speech


def _is_compared(scene: Scene, number: int, mention: Mention) -> bool:
    """«на 5 % больше по сравнению с началом 2021 года», «больше, чем в 2021 году»."""
    before = [t for t in scene.trees[number].tokens if t.span.stop <= mention.span.start]
    near = [fold(token.text) for token in before[-_NEAR:] if token.pos not in {"VERB", "AUX"}]
    return bool(_COMPARED & set(near)) or near[-1:] == ["чем"]


def _by_when(scene: Scene, number: int, clause: Clause, own: Times) -> Iterable[TimeArgument]:
    """«19 сентября, когда начался ремонт»: the day is that of the «когда» clause too."""
    tree = scene.trees[number]
    if own[clause.verb] or all(fold(tree.tokens[i].text) != "когда" for i in tree.children(clause.verb)):
        return []
    noun = tree.tokens[clause.verb].head
    dated = [m for m in scene.times.get(number, ()) if noun >= 0 and tree.tokens[noun].span in m.span]
    arguments = [argument_of(scene, m, is_past=True) for m in dated]
    if not dated and clause.via.startswith("advcl") and clause.parent in own:
        arguments = [t for t in own[clause.parent] if t.value.relation in {"at", "since"}]
    return [replace(t, value=_moment(t.value)) for t in arguments if t and t.value.kind in {"date", "interval"}]


def _moment(value: TimeValue) -> TimeValue:
    """«с 19 сентября, когда…», «с мая по июль, когда…»: of a stretch of time, the end that was said last."""
    start, _, stop = value.value.partition("/")
    if value.relation == "since":
        return replace(value, value=start, kind="date", relation="at", latest=value.earliest)
    return replace(value, value=stop, kind="date", earliest=None) if stop else value


def _told_once(times: Sequence[TimeArgument]) -> list[TimeArgument]:
    """Without repetitions, and without «ранее», «сейчас» where a date says more; the longest time of one day stands."""
    kept: dict[str, TimeArgument] = {}
    is_dated = any(t.value.kind in {"date", "interval"} for t in times)
    for argument in times:
        if not (is_dated and argument.value.value.endswith("_REF")):
            kept.setdefault(argument.value.value, argument)
    values = list(kept)
    told = [t for value, t in kept.items() if not any(v != value and v.startswith(f"{value}T") for v in values)]
    return _joined(told)


def _joined(times: list[TimeArgument]) -> list[TimeArgument]:
    """«27 июля у здания суда в 14:00», of no known year: the day with its hour."""
    days = [t for t in times if t.value.kind == "date" and len(t.value.value) == _DAY]
    hours = [t for t in times if t.value.value.startswith(_SOME_DAY)]
    if len(days) != 1 or len(hours) != 1:
        return times
    hour = hours[0].value.value.removeprefix(_SOME_DAY)
    joined = replace(days[0], value=replace(days[0].value, value=f"{days[0].value.value}T{hour}"))
    return [joined if t is days[0] else t for t in times if t is not hours[0]]
