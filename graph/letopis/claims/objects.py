"""Direct objects, and what the tree misses or errs about: one taken for a subject, one that coordinated verbs share.

«Сроки форума перенесли» has no subject; «нашли и обезвредили бомбу» has one bomb for both.

In: Scene, Clause. Out: token indices, Clause. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis._dictionary import may_be_nominative, takes_object
from letopis.claims.agreement import nominative, turned
from letopis.claims.modals import MODAL
from letopis.claims.scene import ACTORS
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.records.text import Token
    from letopis.tree import Tree

_ACTING = ACTORS | {EntityKind.COUNTRY, EntityKind.CITY, EntityKind.REGION}
MEASURES = frozenset(
    {"ряд", "часть", "большинство", "меньшинство", "множество", "половина", "треть", "группа"}
    | {"пара", "десяток", "сотня", "тысяча", "миллион", "четверть", "процент", "количество", "число", "масса"}
)
_COPULAS = frozenset({"быть", "иметь", "стать", "являться", "стоить"})
_QUOTES = frozenset('«"“„')
_BETWEEN = frozenset({"CCONJ", "ADV", "PART"})
_CUTS = frozenset(",;:—–()")
_NO_LIST = frozenset({"ADP", "ADV", "PART", "PRON", "SCONJ"})


def direct(scene: Scene, number: int, verb: int) -> list[int]:
    """The objects of a verb by the tree. It has one, or several that are coordinated: of others those that nothing
    parts from the verb, or else the nearest: «послу выразили протест, тот принял ноту»."""
    tree = scene.trees[number]
    nouns = [
        i
        for i in tree.children(verb, "obj")
        if scene.lemma(number, i) != "раз"  # «не раз называл» counts, it names nothing
        and (not tree.children(i, "case") or tree.children(i, "nummod"))
    ]
    if len(nouns) > 1:
        beside = [i for i in nouns if not _is_parted(tree, verb, i)]
        nouns = beside or [min(nouns, key=lambda i: abs(i - verb))]
    return [j for i in nouns for j in scene.coordinated(number, i) if not _is_behind_clause(tree, i, j)]


def _is_behind_clause(tree: Tree, first: int, fellow: int) -> bool:
    """«приняли закон, который внёс Жуков, и поправка»: what goes on after a relative clause may go on with that."""
    return any(token.feats.get("VerbForm") == "Fin" for token in tree.tokens[first + 1 : fellow])


def within(clause: Clause, noun: int) -> Clause:
    """«отобранного гражданства за кражу»: what follows the noun that a participle stands before is not its own."""
    if noun < clause.verb:
        return clause
    objects = tuple(i for i in clause.objects if i < noun)
    return replace(clause, objects=objects, obliques=tuple(o for o in clause.obliques if o.token < noun))


def _is_parted(tree: Tree, verb: int, noun: int) -> bool:
    """Whether another verb stands between, or punctuation behind which the noun does not go on as a list does."""
    low, high = sorted((verb, noun))
    own = {*tree.subtree(noun), *tree.ancestors(verb)}
    between = [i for i in range(low + 1, high) if i not in own]
    if any(tree.tokens[i].pos == "VERB" for i in between):
        return True
    cut = next((i for i in between if tree.tokens[i].text in _CUTS), None)
    return verb < noun and cut is not None and any(i > cut and tree.tokens[i].pos in _NO_LIST for i in between)


def mistaken(scene: Scene, number: int, verb: int, subjects: list[int]) -> list[int]:
    """Subjects that are objects of a subjectless plural: «В стране отключали интернет»."""
    tokens = scene.trees[number].tokens
    if number_of(scene.trees[number], verb) != "Plur" or not subjects:
        return []
    first = tokens[subjects[0]]
    if _is_telling(scene, number, verb, subjects[0]):
        return []
    accusative = [
        i
        for i in subjects
        if tokens[i].feats.get("Case") == "Acc" or _are_people_acted_on(scene.trees[number], verb, i)
    ]
    if accusative or first.feats.get("Animacy") != "Inan" or first.pos not in {"NOUN", "PROPN"}:
        return accusative
    if fold(first.lemma) in MEASURES:
        return []
    if first.feats.get("Number") == "Sing" and first.pos == "NOUN" and len(subjects) == 1:
        return [] if _is_counted(scene, number, subjects[0]) and not _acts_on(scene, number, verb) else subjects
    if first.pos == "PROPN" and first.feats.get("Number") == "Sing" and first.feats.get("Case") in {"Gen", "Acc"}:
        is_told_of = len(subjects) == 1 and not first.text.isupper() and _acts_on(scene, number, verb)
        return subjects if is_told_of else []  # «Петрозаводск обстреляли»
    fillers = [filler for i in subjects if (filler := scene.filler(number, i))]
    is_thing = all(filler.entity.kind not in _ACTING for filler in fillers)
    return subjects if is_thing and _acts_on(scene, number, verb) else []


def _is_telling(scene: Scene, number: int, verb: int, noun: int) -> bool:
    """«…, передают «Известия»»: a name in quotes right behind a verb of speech, and nothing else."""
    tree = scene.trees[number]
    is_speech = (scene.lemma(number, verb), "VERB") in scene.lexicon.speech and not tree.children(verb, "obl")
    return is_speech and verb < noun <= verb + 2 and tree.tokens[noun - 1].text in _QUOTES


def _are_people_acted_on(tree: Tree, verb: int, noun: int) -> bool:
    """«участников задержали», «двоих рабочих нашли»: a genitive of people that nothing but an accusative explains."""
    token = tree.tokens[noun]
    is_form = token.pos == "NOUN" and token.rel != "conj" and token.text.islower() and token.feats.get("Case") == "Gen"
    if not is_form or token.feats.get("Animacy") != "Anim" or may_be_nominative(token.text):
        return False
    numbers = [tree.tokens[i].text.lower() for i in tree.children(noun, "nummod", "advmod", "det", "case")]
    is_negated = any(fold(tree.tokens[i].text) == "не" for i in (*tree.children(verb), max(verb - 1, 0)))
    return not is_negated and all(_is_oblique_number(number) for number in numbers)


def _is_oblique_number(word: str) -> bool:
    """«двоих», but neither «12» nor «больше»."""
    return word.endswith(("их", "ых")) and not may_be_nominative(word)


def number_of(tree: Tree, verb: int) -> str | None:
    """The number of a verb, of an infinitive that of its auxiliary: «будут учить»."""
    own = tree.tokens[verb].feats.get("Number")
    return own or next((tree.tokens[i].feats.get("Number") for i in tree.children(verb, "aux")), None)


def _is_counted(scene: Scene, number: int, index: int) -> bool:
    return bool(scene.trees[number].children(index, "nummod"))


def _acts_on(scene: Scene, number: int, verb: int) -> bool:
    """Whether somebody does it to something: the frame has an agent, the verb takes an object, no clause fills it."""
    tree = scene.trees[number]
    lemma = scene.lemma(number, verb)
    row = scene.lexicon.predicates.get((lemma, "VERB"))
    if row is None or "nsubj" in row.roles or scene.lexicon.frames[row.frame].event_class == "Motion":
        return False
    return takes_object(tree.tokens[verb].lemma) and not tree.children(verb, "ccomp", "xcomp")


def raise_subjects(scene: Scene, made: dict[int, Clause]) -> None:
    """«решение мог принять совет»: of a modal word and its infinitive the noun that agrees with the former is the
    subject of both, the other one what it is done to."""
    for index, clause in list(made.items()):
        above = made.get(clause.parent) if clause.parent is not None and clause.via == "xcomp" else None
        if above is None or not clause.objects or above.is_passive or above.objects:
            continue
        tree = scene.trees[clause.sentence]
        if above.lemma not in MODAL and (above.subjects or not _has_subject_of(scene, above)):
            continue
        subject = nominative(tree, above.verb, above.subjects, clause.objects)
        if subject in clause.objects and subject is not None:
            subjects, rest = turned(tree, subject, clause.objects)
            made[above.verb] = replace(above, subjects=tuple(subjects))
            made[index] = replace(clause, objects=(*above.subjects, *rest))


def _has_subject_of(scene: Scene, above: Clause) -> bool:
    """Whether the subject of the verb is that of its infinitive: «любит читать», but not «велит читать»."""
    rows = scene.lexicon.control.get((above.lemma, "inf"), ())
    return any(row.controller == "subject" for row in rows)


def lower_objects(scene: Scene, made: dict[int, Clause]) -> None:
    """«участников могут осудить», «дорогу обещали закрыть»: what somebody may do or promises to do it to is no
    object of the plural above, nor are things its subject."""
    for index, clause in list(made.items()):
        above = made.get(clause.parent) if clause.parent is not None and clause.via == "xcomp" else None
        if above is None or clause.objects or clause.is_passive or above.is_passive:
            continue
        tree = scene.trees[clause.sentence]
        is_open = takes_object(clause.lemma) and not tree.children(index, "ccomp", "xcomp", "conj")
        nouns = () if above.subjects else above.objects
        if is_open and nouns and number_of(tree, above.verb) == "Plur" and _has_subject_of(scene, above):
            made[index] = replace(clause, objects=nouns)
            made[above.verb] = replace(above, objects=())


def lend_subjects(scene: Scene, made: dict[int, Clause]) -> None:
    """«перестали работать лампочки»: what a verb without objects seems to have for one is the subject of the clause."""
    for index, clause in list(made.items()):
        tokens = scene.trees[clause.sentence].tokens
        nouns = tuple(i for i in clause.objects if i > index and _may_be_nominative(tokens[i]))
        is_verb = tokens[index].pos in {"VERB", "ADJ"} and clause.lemma not in _COPULAS  # «способен лишь трус»
        if not is_verb or not nouns or len(nouns) < len(clause.objects) or takes_object(tokens[index].lemma):
            continue
        above = made.get(clause.parent) if clause.parent is not None and clause.via == "xcomp" else None
        bearer = above if tokens[index].feats.get("VerbForm") == "Inf" else clause
        if bearer is None or bearer.is_passive or (bearer.subjects and bearer is not clause):
            continue
        numbers = {
            tokens[bearer.verb].feats.get("Number"),
            "Plur" if len(nouns) > 1 else tokens[nouns[0]].feats["Number"],
        }
        if len(numbers) > 1 and not bearer.subjects:
            continue
        made[index] = replace(clause, objects=())
        made[bearer.verb] = replace(made[bearer.verb], subjects=(*bearer.subjects, *nouns))


def _may_be_nominative(token: Token) -> bool:
    feats = token.feats
    is_same = feats.get("Animacy") == "Inan" and (feats.get("Gender"), feats.get("Number")) != ("Fem", "Sing")
    return "Number" in feats and (feats.get("Case") == "Nom" or (feats.get("Case") == "Acc" and is_same))


def share_objects(scene: Scene, made: dict[int, Clause]) -> None:
    """The object of the second of two verbs is that of the first, where only «и» stands between them."""
    for clause in list(made.values()):
        first = made.get(clause.parent) if clause.parent is not None else None
        if first is None or clause.via != "conj" or not clause.objects or clause.is_passive or first.is_passive:
            continue
        tokens = scene.trees[clause.sentence].tokens
        between = tokens[first.verb + 1 : clause.verb]
        is_tied = any(t.pos == "CCONJ" for t in between) and all(t.pos in _BETWEEN for t in between)
        if (
            is_tied
            and not first.objects
            and takes_object(tokens[first.verb].lemma)
            and min(clause.objects) > clause.verb
        ):
            made[first.verb] = replace(first, objects=clause.objects)
