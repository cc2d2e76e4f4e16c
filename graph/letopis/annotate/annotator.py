"""The rules of annotation over one reading.

«МИД России осудил теракт» gives an ORGANIZATION, a COUNTRY in it, an EVENT, and what holds between them.

In: Reading. Out: Annotated. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.annotate.names import names
from letopis.annotate.penalties import penalties
from letopis.annotate.people import nationalities, professions
from letopis.annotate.quoted import quoted
from letopis.annotate.relations import relations
from letopis.annotate.scene import Scene
from letopis.annotate.values import ordinals, quantities, times
from letopis.annotate.words import languages, phrases, words
from letopis.lexicon import tables
from letopis.lexicon.nerel import load_nerel
from letopis.records.annotation import Annotated, Annotation

if TYPE_CHECKING:
    from letopis.entities.known import Known
    from letopis.lexicon.nerel import Nerel
    from letopis.lexicon.tables import Lexicon
    from letopis.reading import Reading
    from letopis.records.text import Span

# Where two give one span the same type, the earlier one holds; nationalities and languages go before places.
_FINDERS = (
    quoted,
    nationalities,
    languages,
    professions,
    names,
    penalties,
    times,
    quantities,
    ordinals,
    phrases,
    words,
)
_ADJECTIVAL = ("NATIONALITY", "LANGUAGE")
_PLACES = frozenset({"COUNTRY", "STATE_OR_PROVINCE", "CITY", "LOCATION"})


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
        titled = {annotation.span for annotation in quoted(scene)}
        for finder in _FINDERS:
            for annotation in finder(scene):
                span, type_ = annotation.span, annotation.type
                is_adjective = type_ in _PLACES and any((span, other) in found for other in _ADJECTIVAL)
                if not is_adjective and not (finder is names and span in titled):
                    found.setdefault((span, type_), annotation)
        entities = tuple(sorted(found.values(), key=lambda a: (a.span.start, -a.span.stop, a.type)))
        return Annotated(reading.article, entities, relations(scene, entities))
