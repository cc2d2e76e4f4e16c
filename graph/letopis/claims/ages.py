"""How old somebody is said to be: «36-летний Петров», «Петрову 36 лет», «Петров (36 лет)», «умер в возрасте 36 лет».

In: Scene. Out: Event of kind relation with a literal object. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.making import Event
from letopis.lexicon.tables import fold
from letopis.records.claim import ClaimKind, Predicate, QuantityArgument, Role
from letopis.records.entity import EntityKind
from letopis.records.mention import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.scene import Filler, Scene
    from letopis.records.mention import Mention
    from letopis.records.text import Span

AGE = Predicate("hasAge", "возраст", "Relation")
_PEOPLE = frozenset({EntityKind.PERSON, EntityKind.GROUP})
_TURNING = frozenset({"быть", "исполниться"})
_OLDEST = 120  # years; more is the age of no person


def ages(scene: Scene, number: int) -> Iterator[Event]:
    """One for each number of years that is somebody's age, in order of position."""
    for mention in scene.quantities.get(number, ()):
        value = mention.value
        if not isinstance(value, Quantity) or value.unit != "лет" or not 0 < value.value <= _OLDEST:
            continue
        for find in (_by_adjective, _by_apposition, _by_dative, _by_noun):
            found = find(scene, number, mention)
            if found:
                yield _age(number, mention, value, *found)
                break


def _age(number: int, mention: Mention, value: Quantity, owner: Filler, trigger: Span, rule: str) -> Event:
    words = in_years(value.value) if value.bound == "exact" else mention.normal
    return Event(
        number,
        trigger,
        AGE,
        {Role.AGENT: [owner]},
        rule,
        kind=ClaimKind.RELATION,
        literal=words,
        quantities=(QuantityArgument(value, mention.span),),
    )


def in_years(value: float) -> str:
    """The number with «год», «года» or «лет».

    >>> in_years(21), in_years(32), in_years(11), in_years(1.5)
    ('21 год', '32 года', '11 лет', '1.5 года')
    """
    last = value % 10 if not 10 < value % 100 < 20 else 0
    return f"{value:g} {'год' if last == 1 else 'года' if 1 < last < 5 else 'лет'}"


def _person(scene: Scene, number: int, index: int) -> Filler | None:
    """The entity at the token if it is somebody."""
    filler = scene.filler(number, index)
    if filler is None:
        return None
    is_animate = scene.trees[number].tokens[index].feats.get("Animacy") == "Anim"
    is_thing = filler.entity.kind is EntityKind.THING
    return filler if filler.entity.kind in _PEOPLE or (is_thing and is_animate) else None


def _by_adjective(scene: Scene, number: int, mention: Mention) -> tuple[Filler, Span, str] | None:
    """«36-летний Петров», «70-летнему мужчине»."""
    token = scene.trees[number].tokens[mention.head]
    if "летн" not in fold(token.text) or token.head < 0:
        return None
    owner = _person(scene, number, token.head) if token.rel in {"amod", "nummod", "appos"} else None
    return (owner, mention.span, "adjective of age") if owner else None


def _by_apposition(scene: Scene, number: int, mention: Mention) -> tuple[Filler, Span, str] | None:
    """«Иван Петров (36 лет)», «Иван Петров, 36 лет, …»."""
    text = scene.article.text
    before = [m for m in scene.mentions.get(number, ()) if m.span.stop < mention.span.start]
    nearest = max(before, key=lambda m: m.span.stop, default=None)
    if nearest is None or text[mention.span.stop : mention.span.stop + 1] not in {")", ",", ".", ";"}:
        return None
    if text[nearest.span.stop : mention.span.start].strip() not in {",", "("}:
        return None
    owner = _person(scene, number, nearest.head)
    return (owner, mention.span, "age beside a name") if owner else None


def _by_dative(scene: Scene, number: int, mention: Mention) -> tuple[Filler, Span, str] | None:
    """«Ему было 67 лет», «Петрову исполнилось 50 лет»."""
    tree = scene.trees[number]
    head = tree.tokens[mention.head]
    verb = head.head if head.rel.startswith(("nsubj", "obl", "obj")) else mention.head
    if verb < 0 or (verb != mention.head and scene.lemma(number, verb) not in _TURNING):
        return None
    if verb == mention.head and head.rel not in {"root", "conj", "parataxis", "ccomp"}:
        return None
    if tree.tokens[verb].feats.get("Tense") == "Fut":
        return None
    near = [*tree.children(verb, "iobj", "obl", "nsubj"), *tree.children(mention.head, "iobj", "obl", "nsubj")]
    dative = [i for i in near if tree.tokens[i].feats.get("Case") == "Dat" and not tree.cases(i)]
    owner = next((f for i in dative if (f := _person(scene, number, i))), None)
    return (owner, tree.tokens[verb].span, "age of somebody in the dative") if owner else None


def _by_noun(scene: Scene, number: int, mention: Mention) -> tuple[Filler, Span, str] | None:
    """«мужчина в возрасте 45 лет», «умер в возрасте 74 лет»."""
    tree = scene.trees[number]
    noun = tree.tokens[mention.head].head
    if noun < 0 or scene.lemma(number, noun) != "возраст" or "в" not in tree.cases(noun):
        return None
    above = tree.tokens[noun].head
    if above < 0:
        return None
    candidates = [above] if tree.tokens[above].pos != "VERB" else tree.children(above, "nsubj")
    owner = next((f for i in candidates if (f := _person(scene, number, i))), None)
    return (owner, tree.tokens[noun].span, "at the age of") if owner else None
