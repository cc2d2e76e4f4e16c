"""Where: places that stand deeper in the sentence than the clause's own obliques, and places that clauses share.

«погибли при обстреле вблизи Славянска»: the place of the shelling is that of the deaths; «в Туле упали деревья, сотни
людей остались без света»: the place that opens the sentence is that of both clauses.

In: Scene, Clause, Roles. Out: Roles with places added. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.scene import PLACES
from letopis.claims.tellers import start_of_telling
from letopis.lexicon.tables import fold
from letopis.records.claim import Role
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from letopis.claims.clause import Clause
    from letopis.claims.making import Event
    from letopis.claims.roles import Roles
    from letopis.claims.scene import Filler, Scene

_WHERE = {"где": Role.PLACE, "куда": Role.DESTINATION, "откуда": Role.ORIGIN}
_SPATIAL = frozenset({Role.PLACE, Role.DESTINATION, Role.ORIGIN})
_MEDIA = frozenset({"телеграм-канал", "telegram-канал", "канал", "пресс-служба", "издание", "портал", "сайт"})
_DEPTH = 3  # «в доме на улице в пригороде Тулы»


# What is done to somebody on the spot: «ранил прохожего у вокзала» and «ранен прохожий у вокзала» are at the station.
_BODILY = frozenset(
    {"Protest", "Conflict", "Attack", "Capture", "Liberation", "Crime", "Arrest", "Death", "Killing", "Injury"}
    | {"Treatment", "Accident", "Disaster", "Rescue", "Destruction", "Phase"}
)
_TELLING = frozenset({"Communication", "Statement", "Request", "Call", "Proposal", "Payment", "Aid"})


def own_places(scene: Scene, clause: Clause, roles: Roles, event_class: str) -> Roles:
    """The roles with the places that the clause's own words give besides its obliques."""
    found = {role: list(fillers) for role, fillers in roles.items()}
    if event_class in _TELLING:
        _address(found, clause.verb)
    for role, filler in _by_relative(scene, clause):
        _add(found, role, filler)
    for filler in _inside_bodies(scene, clause):
        _add(found, Role.PLACE, filler)
    for role, fillers in roles.items():
        for filler in fillers:
            if _is_where(scene, clause, role, filler) or _is_there(role, filler, event_class):
                for place in _nested(scene, clause.sentence, filler.token):
                    _add(found, Role.PLACE, place)
    return found


def _address(found: dict[Role, list[Filler]], verb: int) -> None:
    """«направил запрос в министерство», «сообщил в полицию»: who is told, not where to."""
    after = [f for f in found.get(Role.DESTINATION, ()) if f.token > verb]
    told = [f for f in after if f.entity.kind is EntityKind.ORGANIZATION]
    for filler in told:
        found[Role.DESTINATION].remove(filler)
        found.setdefault(Role.RECIPIENT, []).append(filler)
    if Role.DESTINATION in found and not found[Role.DESTINATION]:
        del found[Role.DESTINATION]


def _by_relative(scene: Scene, clause: Clause) -> Iterator[tuple[Role, Filler]]:
    """«в городе, где начался митинг», «в порт, откуда вышло судно»."""
    tree = scene.trees[clause.sentence]
    noun = tree.tokens[clause.verb].head
    if not clause.via.startswith("acl") or noun < 0:
        return
    for index in tree.children(clause.verb, "advmod", "mark", "obl"):
        role = _WHERE.get(fold(tree.tokens[index].text))
        filler = scene.filler(clause.sentence, noun) if role else None
        if role and filler and filler.entity.kind in PLACES | {EntityKind.ORGANIZATION}:
            yield role, filler


def _inside_bodies(scene: Scene, clause: Clause) -> Iterator[Filler]:
    """«собрание прошло в университете»: a body is a place too, unless it is who speaks or acts («в мэрии сообщили»)."""
    if (clause.lemma.removesuffix("ся"), "VERB") in scene.lexicon.speech or not clause.subjects + clause.objects:
        return
    if not clause.subjects and not clause.is_passive:
        return
    for oblique in clause.obliques:
        if oblique.preposition != "в" or oblique.case != "Loc":
            continue
        filler = scene.filler(clause.sentence, oblique.token)
        is_body = filler and filler.entity.kind is EntityKind.ORGANIZATION
        if filler and is_body and scene.lemma(clause.sentence, oblique.token) not in _MEDIA:
            yield filler


def _is_where(scene: Scene, clause: Clause, role: Role, filler: Filler) -> bool:
    """Whether the place of the filler is the place of the event: it is a place, or an event that holds this one."""
    if role is Role.PLACE:
        return True
    lemma = scene.lemma(clause.sentence, filler.token)
    if (lemma, "NOUN") not in scene.lexicon.predicates:
        return False
    if role is Role.CAUSE:
        return True
    is_phase = clause.lemma in scene.lexicon.support
    return is_phase and role in {Role.AGENT, Role.PATIENT}


def _is_there(role: Role, filler: Filler, event_class: str) -> bool:
    """Whether what the filler is at is where the event is."""
    if event_class not in _BODILY or (filler.entity.article_id is None and filler.entity.kind not in PLACES):
        return False  # «уполномоченный в Туле Петров» may be hurt anywhere
    return role is Role.PATIENT or (
        role is Role.AGENT and filler.entity.kind in {EntityKind.PERSON, EntityKind.GROUP, EntityKind.PLACE}
    )


def _nested(scene: Scene, number: int, token: int, depth: int = _DEPTH) -> Iterator[Filler]:
    """The places that hang on a noun by a preposition, and those that hang on them."""
    tree = scene.trees[number]
    if not depth:
        return
    for child in tree.children(token, "nmod", "obl", "appos"):
        filler = scene.filler(number, child)
        if not tree.cases(child):
            if filler and _holds(scene, number, token, child, filler):
                yield filler
                yield from _nested(scene, number, child, depth - 1)
            continue
        if not tree.cases(child) & _PREPOSITIONS or tree.tokens[child].feats.get("Case") == "Acc":
            continue
        if filler and filler.entity.kind in PLACES:
            for fellow in scene.coordinated(number, child):
                place = scene.filler(number, fellow)
                if place and place.entity.kind in PLACES:
                    yield place
        if filler is None or filler.entity.kind in PLACES:
            yield from _nested(scene, number, child, depth - 1)


def _holds(scene: Scene, number: int, token: int, child: int, filler: Filler) -> bool:
    """«в деревне Липки Курганской области», «в центре Москвы»: what the place lies in, named after it."""
    whole = scene.filler(number, token)
    is_name = filler.entity.kind in _LARGE and filler.entity.article_id is None
    is_inside = whole is not None and whole.entity.kind in PLACES and whole.entity.id != filler.entity.id
    case = scene.trees[number].tokens[child].feats.get("Case")
    is_same = whole is not None and whole.entity.id == filler.entity.id
    return is_same or (is_name and is_inside and case == "Gen" and scene.lemma(number, token) != "граница")


_LARGE = frozenset({EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY})
_PREPOSITIONS = frozenset({"в", "во", "на", "у", "под", "близ", "вблизи", "возле", "около", "напротив", "над"})


def share_places(scene: Scene, clauses: Mapping[int, Clause], roles: Mapping[int, Roles]) -> dict[int, list[Filler]]:
    """By verb, the places that a clause takes from the clause that it is coordinated with, where it has none."""
    given: dict[int, list[Filler]] = {}
    for verb, clause in clauses.items():
        own = roles.get(verb)
        if own is None or _SPATIAL & own.keys() or clause.via != "conj" or clause.parent is None:
            continue
        if start_of_telling(scene, clause) is not None:
            continue  # «В Туле горит дом, пишет газета»
        before = given.get(clause.parent) or roles.get(clause.parent, {}).get(Role.PLACE, [])
        opening = [f for f in before if _opens(scene, clause.sentence, f)]
        if opening and clause.parent < verb and not _is_elsewhere(scene, clause.sentence, clause.parent, verb):
            given[verb] = opening
    return given


def _is_elsewhere(scene: Scene, number: int, first: int, verb: int) -> bool:
    """«В Туле открыт завод, выбрана площадка в Омске и нанят мастер»: a second place ends what the first one holds."""
    tree = scene.trees[number]
    stop = max(tree.subtree(verb), default=verb)
    for index in range(first + 1, stop + 1):
        filler = scene.filler(number, index) if tree.cases(index) & {"в", "во", "на"} else None
        if filler and filler.entity.kind in _LARGE and filler.entity.article_id is None:
            return True
    return False


def placed_by(scene: Scene, event: Event, token: int, around: Event | None) -> Event:
    """«В Туле после взрыва загорелся дом»: what bodily harm comes from was there too, unless said otherwise."""
    if around is None or _SPATIAL & event.roles.keys() or Role.PLACE not in around.roles:
        return event
    if not {around.predicate.event_class, event.predicate.event_class} <= _BODILY:
        return event
    tree = scene.trees[event.sentence]
    noun = tree.tokens[token]
    above = tree.tokens[noun.head] if noun.head >= 0 else noun
    is_result = fold(above.text) == "результате" or bool(tree.cases(token) & {"после", "вследствие", "при"})
    if not is_result or tree.children(token, "acl"):
        return event
    return replace(event, roles={**event.roles, Role.PLACE: around.roles[Role.PLACE]})


def _opens(scene: Scene, number: int, filler: Filler) -> bool:
    """Whether the place stands first in the sentence, but for a time: «5 мая в Туле…», «В Туле…»."""
    tokens = scene.trees[number].tokens
    start = next((i for i, t in enumerate(tokens) if t.span.stop > filler.span.start), 0)
    before = [i for i in range(start) if tokens[i].pos not in {"ADP", "PUNCT", "ADV", "CCONJ", "PART"}]
    return all(scene.is_time(number, i) for i in before)


def _add(found: dict[Role, list[Filler]], role: Role, filler: Filler) -> None:
    if all(filler.entity.id != other.entity.id for fillers in found.values() for other in fillers):
        found.setdefault(role, []).append(filler)
