"""What stands in a longer name, and other names of one thing.

The country in «МИД России» is where the body sits, that in «президент Франции» is what is presided over; «Организация
(ОРГ)» gives a name and its abbreviation.

In: Scene, Ends. Out: what `nerel_relations.tsv` has in its column `ours`, with the two ends. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.ids import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.annotate.ends import Ends
    from letopis.annotate.scene import Scene

_PLACES = frozenset({"COUNTRY", "CITY", "STATE_OR_PROVINCE", "DISTRICT"})
_FORM = 0.9
_SAME = 0.8


def nested(scene: Scene, ends: Ends) -> Iterator[tuple[str, int, int, float]]:
    """Pairs of which one lies in the other, then pairs of names of one thing."""
    for indices in ends.by_sentence.values():
        for place, outer in enumerate(indices):
            span = ends.annotations[outer].span
            for inner in indices[place + 1 :]:
                if ends.annotations[inner].span.start >= span.stop:
                    break
                if ends.annotations[inner].span in span and ends.annotations[inner].span != span:
                    ours = _by_form(ends, outer, inner)
                    if ours:
                        yield ours, outer, inner, _FORM
    yield from _same(scene, ends)


def _by_form(ends: Ends, outer: int, inner: int) -> str:
    long, short = ends.annotations[outer], ends.annotations[inner]
    if long.type == "PROFESSION":
        if short.type == "ORGANIZATION" or short.type in _PLACES:
            return "officeOf"
        is_head = short.span.start == long.span.start
        return "title:title" if short.type == "PROFESSION" and not is_head else ""
    if long.type == "ORGANIZATION":
        if short.type in _PLACES:
            return "body:place"
        return "body:body" if short.type == "ORGANIZATION" else ""
    return ""


def _same(scene: Scene, ends: Ends) -> Iterator[tuple[str, int, int, float]]:
    """Each new name of a thing with the first one; a name in brackets after another is its abbreviation."""
    names: dict[tuple[str, str], dict[str, int]] = {}
    text = scene.reading.article.text
    for index, annotation in enumerate(ends.annotations):
        if annotation.entity_id is None or annotation.type == "PROFESSION":
            continue
        known = names.setdefault((annotation.entity_id, annotation.type), {})
        name = name_key(annotation.span.of(text))
        if name in known:
            continue
        if known:
            yield "same", next(iter(known.values())), index, _SAME
        known[name] = index
