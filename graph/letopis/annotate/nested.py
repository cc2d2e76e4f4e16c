"""What stands in a longer name, and other names of one thing.

The country in «МИД России» is where the body sits, that in «президент Франции» is what is presided over; «Организация
(ОРГ)» gives a name and its abbreviation.

In: Scene, Ends. Out: what `nerel_relations.tsv` has in its column `ours`, with the two ends. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.ids import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.annotate.ends import Ends, Said
    from letopis.annotate.scene import Scene

_PLACES = frozenset({"COUNTRY", "CITY", "STATE_OR_PROVINCE", "DISTRICT"})
_VIEWS = {"IDEOLOGY": "hasIdeology", "RELIGION": "hasReligion"}
_FORM = 0.9
_SAME = 0.8


def nested(scene: Scene, ends: Ends) -> Iterator[Said]:
    """Pairs of which one lies in the other, then pairs of names of one thing."""
    for indices in ends.by_sentence.values():
        for place, outer in enumerate(indices):
            inside = _inside(ends, outer, indices[place + 1 :])
            for inner in inside:
                ours = _by_form(ends, outer, inner)
                if ours and not _is_deeper(ends, inner, inside):
                    yield ours, outer, inner, _FORM
    yield from _same(scene, ends)


def _inside(ends: Ends, outer: int, following: Sequence[int]) -> list[int]:
    """Those of the annotations that follow that lie in one."""
    span = ends.annotations[outer].span
    found = []
    for inner in following:
        other = ends.annotations[inner].span
        if other.start >= span.stop:
            break
        if other in span and other != span:
            found.append(inner)
    return found


def _is_deeper(ends: Ends, inner: int, inside: Sequence[int]) -> bool:
    """Whether it lies in another one that is inside: the country in «посол при [ООН]», «министр [МВД [России]]»."""
    span = ends.annotations[inner].span
    return any(span in ends.annotations[i].span and ends.annotations[i].span != span for i in inside)


def _by_form(ends: Ends, outer: int, inner: int) -> str:
    long, short = ends.annotations[outer], ends.annotations[inner]
    begins = short.span.start == long.span.start
    if long.type == "PROFESSION":
        if short.type == "ORGANIZATION" or short.type in _PLACES:
            return "officeOf"
        return "title:title" if short.type == "PROFESSION" and not begins else ""
    if long.type == "ORGANIZATION":
        if short.type in _PLACES:
            return "body:place"
        return "body:body" if short.type == "ORGANIZATION" and not begins else _VIEWS.get(short.type, "")
    return ""


def _same(scene: Scene, ends: Ends) -> Iterator[Said]:
    """Each new name of a thing with the mention before it; a name in brackets after another is its abbreviation."""
    names: dict[tuple[str, str], set[str]] = {}
    last: dict[tuple[str, str], int] = {}
    text = scene.reading.article.text
    for index, annotation in enumerate(ends.annotations):
        if annotation.entity_id is None or annotation.type == "PROFESSION":
            continue
        key = annotation.entity_id, annotation.type
        known = names.setdefault(key, set())
        name = name_key(ends.normals.get(annotation.span, annotation.span.of(text)))
        if known and name not in known:
            between = text[ends.annotations[last[key]].span.stop : annotation.span.start]
            yield "bracket" if between == " (" else "same", last[key], index, _SAME
        known.add(name)
        last[key] = index
