"""Time expressions that do not say when the event of their clause was: «закон 2021 года», «2001 года рождения».

«впервые с 2019 года» is no beginning, «в год» no length, «сравнил 2022 год с 2021 годом» no time at all, and what
stands in brackets dates what stands there.

In: Scene, Mention of a time, verb. Out: whether the verb may not take it; is_bracketed. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.quotes import DASHES
from letopis.lexicon.tables import fold
from letopis.records.mention import TimeValue

if TYPE_CHECKING:
    from letopis.claims.scene import Scene
    from letopis.records.mention import Mention
    from letopis.records.text import Span
    from letopis.tree import Tree

_RATES = frozenset({"time.per", "time.every"})
_OF_BIRTH = frozenset({"рождения", "выпуска"})
_FIRST = ("перв", "впервые", "максим", "миним", "рекорд", "наиб", "наим", "сам", "лучш", "худш", "последн")
_NEAR = 4  # «первый для страны с 2019 года», «максимум по рынку с мая»
_AGES = frozenset({"лет", "года", "год", "годам", "годами", "годов"})
_HUMAN = frozenset({"ребенок", "дети", "мальчик", "девочка", "подросток", "мужчина", "женщина", "человек", "люди"})
_LIVE = frozenset({"дожить", "доживать", "исполниться", "исполняться"})  # «не доживают до 65 лет»
_PENAL = frozenset({"колонии", "тюрьмы", "лишения", "заключения", "ограничения"})
_SENTENCED = frozenset(
    {"приговорить", "приговаривать", "осудить", "арестовать", "получить", "отбыть", "отбывать", "провести", "назначить"}
)
_TIMES_OVER = frozenset({"раз", "раза", "дважды", "трижды"})
_FAR = 8  # «увеличение призывного возраста приехавших граждан до 45 лет»
_TERMED = frozenset(
    {"контракт", "договор", "соглашение", "кредит", "вклад", "виза", "лицензия", "стратегия", "план", "программа"}
    | {"прогноз", "бюджет", "облигация", "абонемент", "концепция", "график", "расписание", "календарь", "подписка"}
)
_MOVING = frozenset({"продлить", "продлевать", "перенести", "переносить", "отложить", "откладывать", "сдвинуть"})
_MOVING |= {"отсрочить", "продление", "перенос", "отсрочка"}
_CHANGING = frozenset({"сократить", "сокращать", "увеличить", "увеличивать", "ограничить", "ограничивать"})
_PARTS = frozenset({"итог", "результат", "начало", "конец", "середина", "окончание", "период", "течение", "протяжение"})
_DAY = len("2023-07-27")


def dates_nothing(scene: Scene, number: int, mention: Mention, verb: int) -> bool:
    """Whether the time stands in the clause of the verb, but is not that of what the verb tells."""
    value = mention.value
    if not isinstance(value, TimeValue):
        return False
    return (
        is_no_time(scene, number, mention)
        or (value.kind == "duration" and _is_no_length(scene, number, mention, verb))
        or _is_term(scene, number, mention)
        or _is_new_term(scene, number, mention, verb)
        or _is_gapped(scene.trees[number], mention.span, verb)
        or _is_of_noun(scene, number, mention, value)
        or _is_of_nested(scene, number, mention, value, verb)
        or is_bracketed(scene.trees[number], mention.span, verb)
    )


def _is_no_length(scene: Scene, number: int, mention: Mention, verb: int) -> bool:
    """«требует десяти лет колонии», «объявил о контракте на год»: how long something else is to last."""
    lemma = scene.lemma(number, verb)
    is_penal = _next_word(scene.trees[number], mention.span) in _PENAL and lemma not in _SENTENCED
    is_told = fold(mention.text).startswith("на ") and (lemma.removesuffix("ся"), "VERB") in scene.lexicon.speech
    return lemma in _LIVE or is_penal or is_told


def is_no_time(scene: Scene, number: int, mention: Mention) -> bool:
    """Whether the words give no time of anything: an age, a rate, a year of birth, an end of a comparison."""
    value = mention.value
    if not isinstance(value, TimeValue):
        return False
    tree = scene.trees[number]
    return (
        mention.rule in _RATES
        or _is_undetermined(mention)
        or (value.relation == "since" and _is_since_last(scene, number, mention))
        or _next_word(tree, mention.span) in _OF_BIRTH
        or _is_distance(tree, mention, value)
        or _is_tally(tree, mention, value)
        or _is_end(tree, mention)
        or _is_glued(scene, mention.span)
        or _is_compared(mention, value)
        or _is_age(scene, number, mention, value)
    )


def _next_word(tree: Tree, span: Span) -> str:
    return next((fold(t.text) for t in tree.tokens if t.span.start >= span.stop), "")


def _is_undetermined(mention: Mention) -> bool:
    """«позднее»: after what was said before, on no day that the words give; «ко Дню Победы» tells what for."""
    text = fold(mention.text)
    return (mention.rule == "time.after" and not any(c.isdigit() for c in text)) or text.startswith(("ко дню", "к дню"))


def _is_distance(tree: Tree, mention: Mention, value: TimeValue) -> bool:
    """«за два дня до выборов»: how long before it, not how long it took."""
    return value.kind == "duration" and fold(mention.text).startswith("за ") and _next_word(tree, mention.span) == "до"


def _is_tally(tree: Tree, mention: Mention, value: TimeValue) -> bool:
    """«во второй раз за день», «дважды за год»: within which time it came to that number."""
    before = [fold(t.text) for t in tree.tokens if t.span.stop <= mention.span.start][-1:]
    return value.kind == "duration" and fold(mention.text).startswith("за ") and bool(_TIMES_OVER & {*before})


def _is_end(tree: Tree, mention: Mention) -> bool:
    """«с начала осады по декабрь 2023 года»: the end of a stretch that begins with no date."""
    before = [fold(t.text) for t in tree.tokens if t.span.stop <= mention.span.start][-_NEAR - 1 :]
    return before[-1:] == ["по"] and bool({"с", "со"} & {*before})


def _is_glued(scene: Scene, span: Span) -> bool:
    """«1500-метровый» is no year."""
    after = scene.article.text[span.stop : span.stop + 2]
    return len(after) > 1 and after[0] in "-‑" and after[1].isalpha()


def _is_term(scene: Scene, number: int, mention: Mention) -> bool:
    """«подписал контракт на два года», «внесли в стратегию до 2035 года»: how long what is signed will hold."""
    tokens = scene.trees[number].tokens
    first = next((i for i, t in enumerate(tokens) if t.span in mention.span), 0)
    if fold(tokens[first].text) not in {"на", "до", "сроком"}:
        return False
    for index in range(first - 1, -1, -1):
        if tokens[index].pos not in {"NOUN", "PROPN", "ADJ", "DET"}:
            return False
        if scene.lemma(number, index) in _TERMED:
            return True
    return False


def _is_new_term(scene: Scene, number: int, mention: Mention, verb: int) -> bool:
    """«срок сократили до 31 мая», «выставку перенесли на июнь»: when it ends or is, not when it was changed."""
    lemma = scene.lemma(number, verb)
    is_moved = lemma in _MOVING and fold(mention.text).startswith(("до ", "на ", "по "))
    return is_moved or (lemma in _CHANGING and fold(mention.text).startswith("до "))


def _is_gapped(tree: Tree, span: Span, verb: int) -> bool:
    """«в мае получил орден, а в июне – медаль»: the time of the part whose verb is left out."""
    if span.start < tree.tokens[verb].span.start:
        return False
    before = [fold(t.text) for t in tree.tokens if t.span.stop <= span.start][-2:]
    after = next((t.text for t in tree.tokens if t.span.start >= span.stop), "")
    return before in ([",", "а"], [",", "и"]) and after in DASHES


def _is_since_last(scene: Scene, number: int, mention: Mention) -> bool:
    """«посетит впервые с 2019 года», «первый с 1993 года самолет»: not all the time from then on."""
    before = [t for t in scene.trees[number].tokens if t.span.stop <= mention.span.start]
    return any(fold(token.text).startswith(_FIRST) for token in before[-_NEAR:])


def _is_compared(mention: Mention, value: TimeValue) -> bool:
    """«сравнил показатели 2022 года с 2021 годом»."""
    return value.relation == "since" and fold(mention.text).endswith("годом")


def _is_age(scene: Scene, number: int, mention: Mention, value: TimeValue) -> bool:
    """«дети 12 и 10 лет», «призывной возраст до 27 лет»."""
    words = fold(mention.text).split()
    if value.kind != "duration" or words[-1] not in _AGES:
        return False
    tree = scene.trees[number]
    before = [t for t in tree.tokens if t.span.stop <= mention.span.start][-_FAR:]
    if any(fold(t.lemma) == "возраст" for t in before) or _has_age(tree, mention.head):
        return True
    above = (scene.lemma(number, i) for i in tree.ancestors(mention.head))
    if words[0] == "до":  # «детей до 16 лет»
        return bool(before) and fold(before[-1].lemma) in _HUMAN
    return words[0][0].isdigit() and next(above, "") in _HUMAN


def _has_age(tree: Tree, head: int) -> bool:
    """«ей было три года»."""
    owners = (tree.tokens[i] for i in tree.children(head, "nsubj", "iobj", "obl", "nmod"))
    return bool(tree.children(head, "cop")) and any(token.feats.get("Case") == "Dat" for token in owners)


def _is_of_noun(scene: Scene, number: int, mention: Mention, value: TimeValue) -> bool:
    """«закон 2021 года», «фильмы последних лет», «процесс одного дня»: a bare genitive that is no day."""
    tokens = scene.trees[number].tokens
    inside = [i for i, t in enumerate(tokens) if t.span in mention.span]
    if not inside or inside[0] == 0 or value.kind == "reference" or _is_day(value):
        return False
    before, first, last = inside[0] - 1, tokens[inside[0]], tokens[inside[-1]]
    if tokens[before].pos not in {"NOUN", "PROPN"} or scene.lemma(number, before) in _PARTS:
        return False
    if first.pos in {"ADP", "ADV"} or last.feats.get("Case") != "Gen":
        return False
    if first.feats.get("Case", "Gen") != "Gen" or _is_where_it_was(scene, number, before):  # «весной 2022 года»
        return False
    if value.kind == "duration":  # «служил директором 20 лет» is how long
        return first.pos in {"ADJ", "DET"} or fold(first.text) == "одного"
    return True


def _is_where_it_was(scene: Scene, number: int, noun: int) -> bool:
    """«участвовал в выборах 2008 года»: what one does at an event is done when the event is."""
    is_event = (scene.lemma(number, noun), "NOUN") in scene.lexicon.predicates
    return is_event and bool(scene.trees[number].cases(noun) & {"в", "на"})


def _is_day(value: TimeValue) -> bool:
    return value.kind == "date" and len(value.value) >= _DAY


def _is_of_nested(scene: Scene, number: int, mention: Mention, value: TimeValue, verb: int) -> bool:
    """«просит простить участников штурма 6 января», «напоминает её приезд в 2013 году»."""
    tokens = scene.trees[number].tokens
    noun = tokens[mention.head].head
    if value.kind == "duration" or not verb < noun < mention.head or tokens[noun].pos != "NOUN":
        return False
    if tokens[verb].feats.get("Tense") == "Pres" and _is_over(scene, value):
        return True
    return tokens[noun].rel == "nmod" and (scene.lemma(number, noun), "NOUN") in scene.lexicon.predicates


def _is_over(scene: Scene, value: TimeValue) -> bool:
    published = (scene.article.published or "")[:_DAY]
    return value.relation == "at" and bool(value.latest) and (value.latest or "") < published


def is_bracketed(tree: Tree, span: Span, verb: int) -> bool:
    """«переименован в X (ранее – Twitter)», «обвиняют в перевозке (до пяти лет тюрьмы)»; «погиб в понедельник (8 мая)»
    says the day again."""
    at = tree.tokens[verb].span
    low, high = sorted((span, at), key=lambda s: s.start)
    between = [t.text for t in tree.tokens if low.stop <= t.span.start and t.span.stop <= high.start]
    opened, closed = between.count("("), between.count(")")
    if opened == closed:
        return False
    inside = [t for t in tree.tokens if t.pos != "PUNCT" and _is_between(tree, span, t.span)]
    return any(t.span not in span for t in inside)


def _is_between(tree: Tree, span: Span, other: Span) -> bool:
    low, high = sorted((span, other), key=lambda s: s.start)
    return not any(t.text in {"(", ")"} and low.start <= t.span.start < high.stop for t in tree.tokens)
