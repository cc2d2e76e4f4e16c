"""Which words may go together by case, number and gender, whatever the tree says.

«заслугах ополченцев, защищавших город»: the participle is of the militia, for «заслугах» stands in another case.

In: tree.Tree. Out: yes or no, token indices. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis._dictionary import is_no_accusative

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from letopis.records.text import Token
    from letopis.tree import Tree

_FEMININE = frozenset({"Gen", "Dat", "Loc"})  # «области», «компании»: often one form
_ADJECTIVAL = frozenset({"Gen", "Dat", "Ins", "Loc"})  # one form of feminine participles
_SAME = {"Nom": {"Nom", "Acc"}, "Acc": {"Nom", "Acc", "Gen"}, "Gen": {"Gen", "Acc"}}
_DIRECT = ("ий", "ый", "ие", "ые", "ая", "ее", "ое")  # participles in the nominative or accusative
_RELATIVE = frozenset({"который", "которое", "которые"})
_QUOTES = frozenset('«»"“”„')
_NOUNS = frozenset({"NOUN", "PROPN"})
_WITHIN = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM"})


def coordinates(tree: Tree, one: int, other: int) -> bool:
    """Whether two nouns may be coordinated: the later hangs on the earlier, and common nouns share a case."""
    if other < one or _is_of_another_clause(tree, one, other):
        return False
    first, second = tree.tokens[one], tree.tokens[other]
    if (first.pos, second.pos) != ("NOUN", "NOUN") or tree.children(other, "case", "nummod"):
        return True
    if tree.children(one, "nummod") or "Case" not in first.feats or "Case" not in second.feats:
        return True
    return bool(_cases(first) & _cases(second))


def _is_of_another_clause(tree: Tree, one: int, other: int) -> bool:
    """«работают врачи, прибывают повара, а также водители»: the last are not coordinated with the first."""
    for index in range(one + 1, other):
        token = tree.tokens[index]
        if token.feats.get("VerbForm") != "Fin" or token.pos != "VERB" or token.rel == "parataxis":
            continue
        if index not in tree.ancestors(one) and not {one, other} & set(tree.ancestors(index)):
            return True
    return False


def _cases(noun: Token) -> set[str]:
    """The cases that the form of a noun may stand for."""
    case = noun.feats["Case"]
    gender, is_one = noun.feats.get("Gender"), noun.feats.get("Number") == "Sing"
    found = _SAME.get(case, {case}) | (_FEMININE if gender == "Fem" and is_one and case in _FEMININE else set())
    is_plural_too = case == "Gen" and is_one and gender in {"Fem", "Neut"}  # «нарушения», «победы»
    return found | ({"Nom", "Acc"} if is_plural_too else set())


def describes(tree: Tree, participle: int, noun: int) -> bool:
    """Whether a participle may describe a noun."""
    own, other = tree.tokens[participle].feats, tree.tokens[noun].feats
    is_counted = bool(tree.children(noun, "nummod"))
    is_many = is_counted or bool(tree.children(noun, "conj")) or tree.tokens[noun].rel == "conj"
    numbers = {own.get("Number"), other.get("Number")} - {None}
    if len(numbers) > 1 and not (is_many and own.get("Number") == "Plur"):
        return False
    if own.get("Number") == "Sing" and not _is_of_gender(tree.tokens[participle], tree.tokens[noun]):
        return False
    if is_counted or "Case" not in own or "Case" not in other:
        return True
    direct = tree.tokens[participle].text.lower().removesuffix("ся").endswith(_DIRECT)
    return other["Case"] in ({"Nom", "Acc"} if direct else _cases_of_participle(own))


def _cases_of_participle(feats: Mapping[str, str]) -> set[str]:
    case = feats["Case"]
    if feats.get("Number") == "Plur" and case in {"Gen", "Loc", "Acc"}:
        return {"Gen", "Loc", "Acc", case} | _SAME.get(case, set())
    if feats.get("Gender") == "Fem" and case in _ADJECTIVAL:
        return set(_ADJECTIVAL)
    if case == "Acc" and feats.get("Animacy") == "Inan":
        return {"Nom", "Acc"}
    return _SAME.get(case, {case})


def _is_of_gender(participle: Token, noun: Token) -> bool:
    """Masculine and neuter are told apart in the nominative only; «снабжающую» is feminine, however it is tagged."""
    is_feminine = participle.text.lower().removesuffix("ся").endswith("ую")
    genders = {"Fem" if is_feminine else participle.feats.get("Gender"), noun.feats.get("Gender")} - {None}
    return noun.pos != "NOUN" or len(genders) < 2 or ("Fem" not in genders and participle.feats.get("Case") != "Nom")


def described_before(tree: Tree, participle: int) -> int | None:
    """The nearest noun that agrees in the phrase before the comma of a participial clause."""
    start = min(tree.subtree(participle))
    start -= tree.tokens[start].text != ","
    if start < 1 or tree.tokens[start].text != ",":
        return None
    for index in range(start - 1, -1, -1):
        if tree.tokens[index].pos not in _WITHIN:
            return None
        if tree.tokens[index].pos in _NOUNS and describes(tree, participle, index):
            return index
    return None


def nominative(tree: Tree, verb: int, subjects: Sequence[int], objects: Sequence[int]) -> int | None:
    """Of two nouns beside a verb the one that is its subject, though the tree says otherwise: «мост снесли волны»."""
    if not subjects and objects and _is_of_people(tree, verb, objects[0]):
        return objects[0]
    if is_relative_object(tree, subjects) and objects and _is_clear_subject(tree, verb, objects[0]):
        return objects[0]
    nouns = [i for i in (*subjects, *objects) if not _follows(tree, i, (*subjects, *objects))]
    if not subjects and len(nouns) == 1 and _is_nominative_alone(tree, verb, nouns[0]):
        return nouns[0]
    if len(nouns) != 2 or len(subjects) == 2 or "conj" in {tree.tokens[i].rel for i in (verb, *nouns)}:
        return None
    if subjects and (_may_be_subject(tree, verb, subjects[0]) or not is_plain_noun(tree, subjects[0])):
        return None
    low, high = min(*nouns, verb), max(*nouns, verb)
    if any(_divides(token) for i, token in enumerate(tree.tokens[low:high], low) if i != verb):
        return None
    fit = [i for i in nouns if _may_be_subject(tree, verb, i)]
    is_first = not subjects and len(fit) == 2 and fit[0] < verb < fit[1] and not tree.children(fit[0], "nummod")
    return fit[0] if len(fit) == 1 or is_first else None


def is_relative_object(tree: Tree, subjects: Sequence[int]) -> bool:
    """Whether the first is a relative pronoun that may as well be an accusative: of things, and not «которая»."""
    if not subjects or tree.tokens[subjects[0]].text.lower() not in _RELATIVE:
        return False
    clause = next((i for i in tree.ancestors(subjects[0]) if tree.tokens[i].rel.startswith("acl")), None)
    return clause is not None and tree.tokens[tree.tokens[clause].head].feats.get("Animacy") == "Inan"


def _is_clear_subject(tree: Tree, verb: int, noun: int) -> bool:
    """«дома, которые строят рабочие»: a word for people in a form that is no accusative."""
    token = tree.tokens[noun]
    return token.pos == "NOUN" and is_no_accusative(token.text.lower()) and _may_be_subject(tree, verb, noun)


def turned(tree: Tree, subject: int, nouns: Sequence[int]) -> tuple[list[int], list[int]]:
    """The nouns of a verb as subjects, those that are coordinated with the subject, and objects, the others."""
    subjects = [i for i in nouns if i == subject or tree.tokens[i].head == subject]
    return subjects, [i for i in nouns if i not in subjects]


def _follows(tree: Tree, noun: int, nouns: Sequence[int]) -> bool:
    """Whether the noun is coordinated with another of them: «Турция и Иран» are one subject."""
    return tree.tokens[noun].rel == "conj" and tree.tokens[noun].head in nouns


def _is_nominative_alone(tree: Tree, verb: int, noun: int) -> bool:
    """«план осудила Турция», «решение принимает врач»: the noun beside the verb has a form that is no accusative."""
    token = tree.tokens[noun]
    case = token.feats.get("Case")
    is_read = (case == "Nom" or (case == "Acc" and token.pos == "NOUN")) and not tree.children(noun, "nummod")
    low, high = sorted((verb, noun))
    is_beside = token.pos in _NOUNS and is_read and not any(_divides(t) for t in tree.tokens[low + 1 : high])
    return is_beside and is_no_accusative(token.text.lower()) and _may_be_subject(tree, verb, noun)


def _is_of_people(tree: Tree, verb: int, pronoun: int) -> bool:
    """«иностранцы, которые подпишут договор»: the object would be «которых»."""
    if tree.tokens[pronoun].text.lower() not in {"которые", "который"} or tree.tokens[verb].head < 0:
        return False
    above = tree.tokens[tree.tokens[verb].head]
    is_singular = tree.tokens[pronoun].text.lower() == "который"
    number = "Sing" if is_singular else "Plur"
    return above.feats.get("Animacy") == "Anim" and tree.tokens[verb].feats.get("Number") == number


def is_plain_noun(tree: Tree, noun: int) -> bool:
    """A noun in the singular that nothing counts: «ряд» and «МВД» may go with a plural."""
    token = tree.tokens[noun]
    is_word = token.pos == "NOUN" and not token.text.isupper() and not tree.children(noun, "nummod", "nmod", "conj")
    return is_word and token.feats.get("Number") == "Sing"


def _divides(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Fin" or (token.pos == "PUNCT" and token.text not in _QUOTES)


def _may_be_subject(tree: Tree, verb: int, noun: int) -> bool:
    own, feats = tree.tokens[verb].feats, tree.tokens[noun].feats
    is_modal = tree.tokens[verb].pos == "ADJ" and own.get("Variant") == "Short"  # «это должны делать власти»
    is_form = own.get("VerbForm") == "Fin" or is_modal
    if tree.children(noun, "case") or not is_form or own.get("Person") in {"1", "2"}:
        return False
    counting = tree.child(noun, "nummod")
    if counting is not None:
        if any(token.pos == "ADP" for token in tree.tokens[max(counting - 3, verb) : noun]):
            return False  # «оценили почти в 400 крон»
        return own.get("Number") == "Plur" and feats.get("Case") == "Gen"
    if tree.tokens[noun].pos == "PRON" and feats.get("Case") == "Acc":
        return False  # «их повредили осколки»
    is_inanimate = feats.get("Animacy") != "Anim" and (feats.get("Gender"), feats.get("Number")) != ("Fem", "Sing")
    is_clear = tree.tokens[noun].pos == "NOUN" and is_no_accusative(tree.tokens[noun].text)  # «жители», read as «кого»
    if feats.get("Case") != "Nom" and not (feats.get("Case") == "Acc" and (is_inanimate or is_clear)):
        return False
    is_group = own.get("Number") == "Plur" and bool(tree.children(noun, "conj"))  # «осудили Турция и Иран»
    if own.get("Number") != feats.get("Number") and not is_group:
        return False
    return own.get("Number") != "Sing" or own.get("Gender") in {None, feats.get("Gender")}
