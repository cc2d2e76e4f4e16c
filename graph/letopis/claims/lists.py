"""Lists that give a number to each name: «Из Тулы приехали 40 человек (30 в 2021 году), из Орла – 20».

Each item is an event of its own, told by the verb before the list; what stands in it is no part of that verb's event.

In: Scene, Event. Out: Event. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letopis.claims.confidence import ITEM
from letopis.claims.scene import PLACES
from letopis.claims.times import argument_of
from letopis.lexicon.tables import fold
from letopis.records.claim import ClaimKind, QuantityArgument, Role
from letopis.records.mention import MentionKind, Quantity
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.claims.making import Event
    from letopis.claims.scene import Filler, Scene
    from letopis.records.claim import TimeArgument
    from letopis.records.mention import Mention

_DASHES = frozenset("–—-")
_EDGES = frozenset(",;:(.)")
_NAMES = frozenset({MentionKind.PLACE, MentionKind.ORGANIZATION, MentionKind.PERSON})


@dataclass(frozen=True, slots=True)
class Item:
    """A number of a list with the name that it is of (None: it is compared with the number before it)."""

    span: Span
    quantity: Mention
    name: Filler | None = None
    preposition: str = ""
    times: tuple[TimeArgument, ...] = ()


def with_items(scene: Scene, number: int, here: Sequence[Event], before: Sequence[Event]) -> list[Event]:
    """The events of a sentence, and those of its items; a list without a verb goes on from the events `before`."""
    here = [_with_last_number(scene, number, event) for event in here]
    items = _items(scene, number)
    if not items:
        return here
    first = items[0].span.start
    told = [e for e in here if e.trigger.start < first and _is_of_verb(e) and not _is_in_brackets(scene, e, first)]
    bases = told or (before if not any(_is_of_verb(e) for e in here) else ())
    base = max((e for e in bases if _is_of_verb(e)), key=lambda e: (e.sentence, e.trigger.start), default=None)
    if base is None or not _opens_list(scene, base, items):
        return here
    apart = tuple(item.span for item in items)
    found = [_without(event, apart) for event in here]
    last = _without(base, apart) if base in told else None
    for item in items:
        event = _event_of(scene, number, base, last, item, apart)
        if event is not None:
            found.append(event)
            last = event if item.name else last
    return found


def _with_last_number(scene: Scene, number: int, event: Event) -> Event:
    """«Больше всего пожаров зарегистрировано в Туле – 28.»: the number after the place is that of the event."""
    text = scene.article.text
    for quantity in scene.quantities.get(number, ()) if _is_of_verb(event) and event.quantities is None else ():
        name = next((f for f in event.roles.get(Role.PLACE, ()) if f.span.stop < quantity.span.start), None)
        gap = text[name.span.stop : quantity.span.start].strip() if name else ""
        if gap in _DASHES and text[quantity.span.stop :].lstrip()[:1] in {".", ",", ";", ""}:
            item = Item(quantity.span, quantity)
            return replace(event, quantities=_quantity(item, _counted(event)))
    return event


def is_list_to_come(scene: Scene, number: int) -> bool:
    """Whether the sentence opens a list, or is an item of one: «…в регионах:», «Тула – 40;»."""
    tokens = scene.trees[number].tokens
    return bool(tokens) and (tokens[-1].text in {":", ";"})


def _is_of_verb(event: Event) -> bool:
    return event.kind is ClaimKind.EVENT and event.rule.startswith(("verb", "passive", "light verb"))


def _is_in_brackets(scene: Scene, event: Event, stop: int) -> bool:
    """Whether a bracket that was open at the verb is closed before the list."""
    after = scene.article.text[event.trigger.stop : stop]
    return ")" in after and "(" not in after.partition(")")[0]


def _opens_list(scene: Scene, base: Event, items: Sequence[Item]) -> bool:
    """A colon before the first item, or an item that has the preposition of something in the clause."""
    if any(item.name is None for item in items):
        return True
    text = scene.article.text[base.trigger.stop : items[0].span.start]
    return ":" in text or any(_role_by_preposition(scene, base, item) for item in items)


def _items(scene: Scene, number: int) -> list[Item]:
    found = [_item(scene, number, mention) for mention in scene.quantities.get(number, ())]
    return [item for item in found if item is not None]


def _item(scene: Scene, number: int, quantity: Mention) -> Item | None:
    tokens = scene.trees[number].tokens
    inside = [i for i, t in enumerate(tokens) if t.span in quantity.span]
    if not inside or inside[0] == 0 or not isinstance(quantity.value, Quantity):
        return None
    start, stop = inside[0], inside[-1] + 1
    if tokens[start - 1].text == "(":
        return _compared(scene, number, quantity, start, stop)
    if tokens[start - 1].text not in _DASHES or start < 2:
        return None
    name = _name_before(scene, number, start - 1)
    if name is None:
        return None
    first = next(i for i, t in enumerate(tokens) if t.span.start >= name.span.start)
    preposition = ""
    if first and tokens[first - 1].pos == "ADP":
        first -= 1
        preposition = fold(tokens[first].text)
    if first and tokens[first - 1].text not in _EDGES and fold(tokens[first - 1].text) not in {"и", "а"}:
        return None
    while stop < len(tokens) and stop <= quantity.head:
        stop += 1
    if stop < len(tokens) and tokens[stop].text not in _EDGES and fold(tokens[stop].text) not in {"и", "а"}:
        return None
    return Item(Span(tokens[first].span.start, tokens[stop - 1].span.stop), quantity, name, preposition)


def _name_before(scene: Scene, number: int, dash: int) -> Filler | None:
    """The name that ends right before the dash."""
    tokens = scene.trees[number].tokens
    stop = tokens[dash - 1].span.stop
    named = [m for m in scene.mentions.get(number, ()) if m.span.stop == stop and m.kind in _NAMES]
    outer = max(named, key=lambda m: -m.span.start, default=None)
    return scene.filler(number, outer.head) if outer else None


def _compared(scene: Scene, number: int, quantity: Mention, start: int, stop: int) -> Item | None:
    """«47,3 тыс. раз (14 тыс. в первом полугодии 2022 года)»: the same at another time."""
    tokens = scene.trees[number].tokens
    close = next((i for i in range(stop, len(tokens)) if tokens[i].text == ")"), None)
    if close is None or start < 2:
        return None
    span = Span(tokens[start - 1].span.start, tokens[close].span.stop)
    dated = [m for m in scene.times.get(number, ()) if m.span in span]
    rest = [i for i in range(stop, close) if tokens[i].text != "." and not scene.is_time(number, i)]
    before = [m for m in scene.quantities.get(number, ()) if m.span.stop <= span.start]
    near = before[-1] if before else None
    is_near = near is not None and span.start - max(near.span.stop, tokens[near.head].span.stop) < _NEAR
    times = tuple(t for m in dated if (t := argument_of(scene, m, is_past=True)))
    return Item(span, quantity, times=times) if times and is_near and not rest else None


_NEAR = 3  # characters between a number with its noun and the bracket that compares it


def _role_by_preposition(scene: Scene, base: Event, item: Item) -> Role | None:
    """The role of what has the same preposition in the clause of the verb: «из Финляндии …, из Эстонии – …»."""
    if not item.preposition:
        return None
    for role, fillers in base.roles.items():
        for filler in fillers:
            words = scene.article.text[: filler.span.start].split()
            if words and fold(words[-1]) == item.preposition and filler.entity.kind in PLACES:
                return role
    return None


def _without(event: Event, apart: tuple[Span, ...]) -> Event:
    """The event without what stands in the items."""
    if event.kind is not ClaimKind.EVENT or any(event.trigger in span for span in apart):
        return event
    roles = {role: [f for f in fillers if not _is_in(f.span, apart)] for role, fillers in event.roles.items()}
    times = tuple(t for t in event.times if t.span is None or not _is_in(t.span, apart))
    return replace(event, roles={r: f for r, f in roles.items() if f}, times=times, apart=apart)


def _is_in(span: Span, spans: Sequence[Span]) -> bool:
    return any(span in other for other in spans)


def _event_of(
    scene: Scene, number: int, base: Event, last: Event | None, item: Item, apart: tuple[Span, ...]
) -> Event | None:
    if item.name is None:
        return _again(last, item) if last is not None else None
    role = _role_by_preposition(scene, base, item) if item.preposition else _role_of_name(base, item.name)
    if role is None:
        return None
    clean = _without(base, apart)
    roles = {**clean.roles, role: [item.name]}
    times = clean.times
    trigger = base.trigger
    if base.sentence != number:
        stands = item.quantity.span
        roles = {r: [replace(f, span=stands) if r is not role else f for f in fillers] for r, fillers in roles.items()}
        times = tuple(replace(t, span=None) for t in times)
        trigger = stands
    return replace(
        clean,
        sentence=number,
        trigger=trigger,
        roles=roles,
        times=times,
        quantities=_quantity(item, _counted(base)),
        rule=f"{base.rule}, {ITEM}",
    )


def _again(event: Event, item: Item) -> Event:
    """The same event with another number at another time."""
    return replace(
        event,
        times=item.times,
        quantities=_quantity(item, _counted(event)),
        rule=f"{event.rule.removesuffix(f', {ITEM}')}, number compared with",
    )


def _role_of_name(base: Event, name: Filler) -> Role | None:
    """A list of subjects, where the verb has none; else a list of places."""
    if base.subject_role not in base.roles and base.rule.startswith(("verb", "light verb")):
        return base.subject_role
    is_where = Role.PLACE in base.roles or base.subject_role not in base.roles
    return Role.PLACE if is_where and name.entity.kind in PLACES else None


def _counted(event: Event) -> str | None:
    """What the numbers of the list count: what the event is done to, or who does it."""
    fillers = event.roles.get(Role.PATIENT) or event.roles.get(Role.AGENT) or []
    return fillers[0].entity.id if len(fillers) == 1 and fillers[0].entity.article_id else None


def _quantity(item: Item, counted: str | None) -> tuple[QuantityArgument, ...]:
    value = item.quantity.value
    if not isinstance(value, Quantity):
        return ()
    return (QuantityArgument(value, item.quantity.span, counted if value.unit in {"", "человек"} else None),)
