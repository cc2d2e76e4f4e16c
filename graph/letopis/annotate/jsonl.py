"""Annotations as JSON Lines: one object an article.

`{"entities": [{"entity": "Q159", "id": "T1", "start": 4, …}], "id": "a89e…", "relations": […], "text": "…"}`.

In: Annotated. Out: a line. Touches: nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letopis.records.annotation import Annotated

_DIGITS = 3


def to_json_line(annotated: Annotated) -> str:
    """The article's id, text, entities and relations, without a line end; keys in order, the same for the same input.

    `entity` is the local name of the entity's IRI and, like `wikidata`, left out where there is none.
    """
    entities = []
    for number, annotation in enumerate(annotated.entities, 1):
        span = annotation.span
        fields = {
            "id": f"T{number}",
            "start": span.start,
            "stop": span.stop,
            "type": annotation.type,
            "text": span.of(annotated.article.text),
            "wikidata": annotation.wikidata,
            "entity": annotation.entity_id,
        }
        entities.append({name: value for name, value in fields.items() if value is not None})
    relations = [
        {
            "type": bond.type,
            "head": f"T{bond.head + 1}",
            "tail": f"T{bond.tail + 1}",
            "score": round(bond.score, _DIGITS),
        }
        for bond in annotated.relations
    ]
    article = {"id": annotated.article.id, "text": annotated.article.text}
    return json.dumps(article | {"entities": entities, "relations": relations}, ensure_ascii=False, sort_keys=True)
