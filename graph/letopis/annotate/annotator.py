"""The rules of annotation over one reading.

«МИД России осудил теракт» gives an ORGANIZATION, a COUNTRY in it, an EVENT, and what holds between them.

In: Reading. Out: Annotated. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.annotate.names import names
from letopis.annotate.people import nationalities, professions
from letopis.annotate.relations import relations
from letopis.annotate.scene import Scene
from letopis.annotate.values import ordinals, quantities, times
from letopis.annotate.words import words
from letopis.lexicon import tables
from letopis.lexicon.nerel import load_nerel
from letopis.records.annotation import Annotated, Annotation

if TYPE_CHECKING:
    from letopis.entities.known import Known
    from letopis.lexicon.nerel import Nerel
    from letopis.lexicon.tables import Lexicon
    from letopis.reading import Reading
    from letopis.records.text import Span

# Where two give one span the same type, the earlier one holds; a nationality takes the place of a country.
_FINDERS = (nationalities, professions, names, times, quantities, ordinals, words)
_YIELDS = {"COUNTRY": "NATIONALITY", "STATE_OR_PROVINCE": "NATIONALITY"}


class Annotator:
    """Gives the annotations of a reading."""

    def __init__(self, lexicon: Lexicon, nerel: Nerel, known: Known) -> None:
        self._lexicon = lexicon
        self._nerel = nerel
        self._known = known

    @classmethod
    def load(cls, known: Known) -> Annotator:
        """With the tables of the package."""
        return cls(tables.load(), load_nerel(), known)

    def __call__(self, reading: Reading) -> Annotated:
        """Typed spans and relations, in the order that `Annotated` promises."""
        scene = Scene(reading, self._lexicon, self._nerel, self._known)
        found: dict[tuple[Span, str], Annotation] = {}
        for finder in _FINDERS:
            for annotation in finder(scene):
                if (annotation.span, _YIELDS.get(annotation.type, "")) not in found:
                    found.setdefault((annotation.span, annotation.type), annotation)
        entities = tuple(sorted(found.values(), key=lambda a: (a.span.start, -a.span.stop, a.type)))
        return Annotated(reading.article, entities, relations(scene, entities))
