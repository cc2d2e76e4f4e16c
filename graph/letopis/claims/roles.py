"""Who does what in an event: from subject, object, case and preposition to roles.

Precedence: what the lexicon says of the predicate, then the table of prepositions, then the defaults of the case.

In: Scene, Clause. Out: role → Filler. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis._dictionary import takes_object
from letopis.claims.noun_kinds import MANNERLY, OF_PREPOSITIONS
from letopis.claims.nowhere import SPATIAL, is_nowhere
from letopis.claims.scene import ACTORS, PLACES, Filler
from letopis.lexicon.tables import fold
from letopis.records.claim import Role
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from letopis.claims.clause import Clause, Oblique
    from letopis.claims.scene import Scene

Roles = dict[Role, list[Filler]]
_INSIDE = frozenset({"в", "на", "при"})
_WHITHER = frozenset({Role.RECIPIENT, Role.DESTINATION, Role.ORIGIN})
_NEAR = frozenset({"у", "около", "возле", "близ", "вблизи", "напротив", "рядом с", "недалеко от", "неподалеку от"})
_COVERS = frozenset({"земля", "вода", "обломок", "завал", "снег", "лед", "мост", "крыша", "навес", "дом"})
_PARTS = frozenset({"часть", "большинство", "ряд", "половина", "треть"})
_CARS = ("поезд", "вагон", "самолет", "вертолет", "автобус", "машина", "автомобиль", "такси")
_SPOTS = {
    "место": {"на", "к"},
    "мир": {"в", "по"},
    "воздух": {"в"},
    **{car: {"в"} for car in _CARS},
}  # places under these


def roles_of(scene: Scene, clause: Clause, special: Mapping[str, Role]) -> Roles:
    """The fillers of a clause by role; `special` are the predicate's own slots (`у+Gen`, `Ins`, `nsubj`)."""
    found: Roles = {}
    subject_role = Role.PATIENT if clause.is_passive else special.get("nsubj", Role.AGENT)
    for index in clause.subjects:
        _add(found, subject_role, scene.filler(clause.sentence, index))
    is_taken = subject_role is Role.PATIENT and subject_role in found and takes_object(clause.lemma)
    for index in clause.objects:
        role = _patient(scene, clause, index)
        role = Role.TOPIC if is_taken and role else role  # «семьи испытывают трудности»
        case = "Dat" if _is_given(scene, clause, index) else _case(scene, clause.sentence, index)
        case = "Gen" if case == "Acc" and _is_asked_for(scene, clause, index, special) else case
        role = Role.PATIENT if clause.is_passive else special.get(case, role)  # «семьями, награждёнными орденом»
        if clause.is_passive and clause.subjects and case == "Ins" and index > clause.verb:
            role = special.get(case, Role.INSTRUMENT)  # «самолёт сбит ракетой»
        if role:
            _add(found, role, scene.filler(clause.sentence, index))
    add_obliques(scene, found, clause.sentence, clause.obliques, special, is_passive=clause.is_passive)
    return found


def _case(scene: Scene, number: int, index: int) -> str:
    return scene.trees[number].tokens[index].feats.get("Case", "Acc")


def _is_given(scene: Scene, clause: Clause, index: int) -> bool:
    """«предоставил CS гарантию»: a name without cases right behind the verb and before another object."""
    tree = scene.trees[clause.sentence]
    token = tree.tokens[index]
    is_name = token.pos in {"PROPN", "X"} and (token.text.isupper() or token.text.isascii())
    others = [i for i in clause.objects if i > index and tree.tokens[i].pos == "NOUN" and tree.tokens[i].rel != "conj"]
    is_first = (
        is_name and clause.verb < index and not any(t.text == "," for t in tree.tokens[index : min(others, default=0)])
    )
    return bool(others) and is_first


def _is_asked_for(scene: Scene, clause: Clause, index: int, special: Mapping[str, Role]) -> bool:
    """«попросил помощи», read as an accusative: one asks those who can act, and asks for what cannot."""
    if special.get("Acc") is not Role.RECIPIENT or "Gen" not in special:
        return False
    token = scene.trees[clause.sentence].tokens[index]
    filler = scene.filler(clause.sentence, index)
    is_thing = token.pos == "NOUN" and token.feats.get("Animacy") == "Inan"
    return is_thing and filler is not None and filler.entity.kind not in ACTORS


def _patient(scene: Scene, clause: Clause, index: int) -> Role | None:
    """What a transitive verb is done to stands in the accusative; where it shows another case the tree errs."""
    is_other = _case(scene, clause.sentence, index) in {"Dat", "Ins", "Loc"}
    is_right = clause.is_passive or not is_other or clause.verb == index or not takes_object(clause.lemma)
    return Role.PATIENT if is_right else None


def add_obliques(
    scene: Scene,
    found: Roles,
    number: int,
    obliques: Iterable[Oblique],
    special: Mapping[str, Role],
    *,
    is_passive: bool = False,
) -> None:
    """Adds the fillers of obliques; those that are times, sources or mere manner are left out."""
    for oblique in obliques:
        filler = _whole(scene, number, oblique) or scene.filler(number, oblique.token)
        if filler is None:
            continue
        role = _role(scene, number, oblique, filler, special, is_passive)
        if role is Role.PLACE and filler.entity.kind in ACTORS:
            role = Role.PLACE if oblique.preposition in _NEAR and _is_building(filler) else None
        if role and not (role in SPATIAL and is_nowhere(scene.lemma(number, oblique.token), oblique, filler)):
            _add(found, role, filler)


def _whole(scene: Scene, number: int, oblique: Oblique) -> Filler | None:
    """«на большей части острова», «в ряде областей»: the place, not its part."""
    if oblique.preposition not in _INSIDE or scene.lemma(number, oblique.token) not in _PARTS:
        return None
    inner = scene.trees[number].child(oblique.token, "nmod")
    filler = scene.filler(number, inner) if inner is not None else None
    return filler if filler and filler.entity.kind in PLACES else None


def _is_building(filler: Filler) -> bool:
    """«у посольства», «напротив суда»: what stands beside a body stands beside its house."""
    return filler.entity.kind is EntityKind.ORGANIZATION


def _role(
    scene: Scene, number: int, oblique: Oblique, filler: Filler, special: Mapping[str, Role], is_passive: bool
) -> Role | None:
    if oblique.is_predicative:
        return special.get("Ins")
    if not oblique.preposition:
        role = special.get(oblique.case)
        is_office = role is not None and filler.entity.kind is EntityKind.OFFICE  # «избран мэром»
        is_title = scene.lemma(number, oblique.token) in scene.lexicon.titles and filler.entity.article_id is not None
        is_office = is_office or (oblique.is_of_reflexive and is_title)  # «избирался депутатом»
        is_office = is_office or (role is not None and _is_what_it_is(scene, number, oblique.token, filler))
        is_doer = filler.entity.kind in ACTORS | PLACES or scene.lemma(number, oblique.token) in scene.lexicon.bodies
        if oblique.case == "Ins" and is_passive and is_doer and not is_office:
            return Role.AGENT  # «мэром», «следственным управлением»
        return role or _bare_role(scene, number, oblique, filler)
    if is_passive and oblique.preposition == "от" and filler.entity.kind is EntityKind.ORGANIZATION:
        return Role.AGENT
    lemma = scene.lemma(number, oblique.token)
    own = special.get(f"{oblique.preposition}+{oblique.case}") or _of_name(scene, number, oblique, special)
    if own and lemma in MANNERLY and own in _WHITHER:
        return None  # «передать в кратчайшие сроки»
    if own is Role.TOPIC and oblique.preposition == "под" and lemma in _COVERS:
        return Role.PLACE
    if own:
        is_inside = oblique.case == "Loc" and oblique.preposition in _INSIDE
        is_aboard = own is Role.CAUSE and lemma in OF_PREPOSITIONS["vehicle"]  # «погиб в автобусе»
        return Role.PLACE if is_inside and (filler.entity.kind in PLACES or is_aboard) else own
    spot = _SPOTS.get(lemma)
    if spot and oblique.preposition in spot and not scene.trees[number].children(oblique.token, "amod", "nummod"):
        return Role.DESTINATION if oblique.case == "Acc" or oblique.preposition == "к" else Role.PLACE
    if oblique.preposition == "у" and filler.entity.kind is EntityKind.COUNTRY:
        return Role.PARTICIPANT  # «купила у Индии»
    if lemma in MANNERLY or _is_extent(scene, number, oblique):
        return None
    for row in scene.lexicon.prepositions.get(oblique.preposition, ()):
        if (
            row.role != "source"
            and row.case == oblique.case
            and _holds(scene, number, oblique.token, filler, row.condition)
        ):
            return Role(row.role) if row.role in set(Role) else None
    return None


def _is_what_it_is(scene: Scene, number: int, index: int, filler: Filler) -> bool:
    """«признаны опасными организациями»: what is said of them, unlike «признаны судом»."""
    is_many = scene.trees[number].tokens[index].feats.get("Number") == "Plur"
    return filler.entity.article_id is not None and (is_many or scene.lemma(number, index) == "организация")


def _of_name(scene: Scene, number: int, oblique: Oblique, special: Mapping[str, Role]) -> Role | None:
    """«столкнулся с Kia», «отправил в ЕС»: the name shows no case; the predicate says with whom and where to."""
    text = scene.trees[number].tokens[oblique.token].text
    if oblique.preposition in _INSIDE and oblique.case == "Loc" and text.isupper() and len(text) > 1:
        is_of_moving = Role.DESTINATION in special.values()  # «отправил груз в ЕС»
        return Role.DESTINATION if is_of_moving else None
    is_latin = oblique.preposition == "с" and text.isascii()
    return special.get("с+Ins") if is_latin else None


def _is_extent(scene: Scene, number: int, oblique: Oblique) -> bool:
    """«на площади 60 кв. м»: how much, not where."""
    after = scene.trees[number].tokens[oblique.token + 1 : oblique.token + 3]
    return scene.lemma(number, oblique.token) == "площадь" and any(token.text[0].isdigit() for token in after)


def _bare_role(scene: Scene, number: int, oblique: Oblique, filler: Filler) -> Role | None:
    """The dative of somebody is a recipient, the instrumental of a thing an instrument."""
    if oblique.case == "Gen" or scene.lemma(number, oblique.token) in MANNERLY:
        return None
    is_known = filler.entity.kind in ACTORS | PLACES
    if oblique.case == "Dat":
        return Role.RECIPIENT if is_known else None
    if oblique.case == "Acc":
        return Role.PATIENT
    is_noun = scene.trees[number].tokens[oblique.token].pos in {"NOUN", "PROPN", "PRON"}
    is_means = oblique.case == "Ins" and is_noun and not oblique.is_of_reflexive and not is_known
    return Role.INSTRUMENT if is_means else None


def _holds(scene: Scene, number: int, index: int, filler: Filler, condition: str) -> bool:
    if condition == "any":
        return True
    if condition == "place":
        return filler.entity.kind in PLACES
    if condition == "person":
        return filler.entity.kind in ACTORS
    if condition == "time":
        return scene.is_time(number, index)
    lemma = fold(scene.trees[number].tokens[index].lemma)
    if condition in OF_PREPOSITIONS:
        return lemma in OF_PREPOSITIONS[condition]
    return (lemma, "NOUN") in scene.lexicon.predicates or lemma in scene.lexicon.support


def _add(found: Roles, role: Role, filler: Filler | None) -> None:
    if filler and all(filler.entity.id != other.entity.id for other in found.get(role, ())):
        found.setdefault(role, []).append(filler)
