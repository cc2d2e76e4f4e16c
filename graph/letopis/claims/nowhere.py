"""Phrases that look like places and are times, manners or states: «с начала осады», «в шутку», «в тяжёлом состоянии».

In: lemma, Oblique, Filler. Out: whether nothing happens there. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.scene import PLACES
from letopis.records.claim import Role
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from letopis.claims.clause import Oblique
    from letopis.claims.scene import Filler

SPATIAL = frozenset({Role.PLACE, Role.DESTINATION, Role.ORIGIN})
_TIMES = frozenset(
    {"начало", "конец", "момент", "день", "сутки", "год", "месяц", "неделя", "час", "минута", "секунда", "пора", "срок"}
    | {"период", "время", "эпоха", "утро", "вечер", "ночь", "старт", "этап", "стадия", "детство", "юность", "рождение"}
    | {"годовщина", "юбилей", "канун"}
)
_MANNERS = frozenset(
    {"шутка", "угода", "точка", "зрение", "основа", "ущерб", "насмешка", "честь", "знак", "ответ", "обмен", "долг"}
    | {"согласие", "помощь", "цель", "случай", "обход", "нарушение", "отсутствие", "наличие", "польза", "сила"}
    | {"строй", "практика", "дело", "слово", "теория", "спина"}
)
_ABROAD = frozenset({"граница", "рубеж"})
_STATES = frozenset(
    {"состояние", "положение", "близость", "ведение", "контакт", "условие", "режим", "форма", "вид", "масштаб"}
    | {
        "объем",
        "уровень",
        "высота",
        "скорость",
        "порядок",
        "формат",
        "размер",
        "количество",
        "дежурство",
        "сила",
        "грань",
    }
    | {"контроль", "надзор", "учет", "рассмотрение", "попечение", "опека"}
)


def is_nowhere(lemma: str, oblique: Oblique, filler: Filler) -> bool:
    """Whether the phrase, for all its preposition, names no place."""
    if oblique.preposition in {"за", "из-за"} and lemma in _ABROAD:
        return True  # «сделан за границей»
    if filler.entity.kind in PLACES or filler.entity.kind is EntityKind.ORGANIZATION:
        return False
    if filler.entity.kind in {EntityKind.PERSON, EntityKind.GROUP} and oblique.preposition in {"в", "на"}:
        return oblique.case == "Loc"  # «заинтересованы в Петрове»
    return lemma in _TIMES or lemma in _MANNERS or (lemma in _STATES and oblique.case in {"Loc", "Ins"})
