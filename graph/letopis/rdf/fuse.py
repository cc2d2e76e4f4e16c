"""How what several articles say of one subject becomes one.

Two articles call it «Казахстан», one «Республика Казахстан»: the label is «Казахстан», the other an alias.

In: quads of one subject, claims in a store. Out: values by predicate. Touches: nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from letopis.rdf import vocabulary as v
from letopis.rdf.evidence import integer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

Value = NamedNode | Literal
Pairs = dict[NamedNode, set[Value]]

_KINDS = {v.ENTITY_CLASSES[kind]: v.KNOWN_CLASSES.get(kind) for kind in v.ENTITY_CLASSES}


def merged_pairs(quads: Iterable[Quad]) -> Pairs:
    """The union, but of an entity's classes, of labels and of lemmas the one that most articles give, else the first.

    Other labels become aliases. Of several bounds in time the widest hold.
    """
    votes: dict[NamedNode, Counter[Value]] = {}
    for quad in quads:
        votes.setdefault(quad.predicate, Counter())[quad.object] += 1  # type: ignore[index]
    pairs: Pairs = {predicate: set(counter) for predicate, counter in votes.items()}
    for predicate in (v.RDFS_LABEL, v.LEMMA_OF):
        if predicate in pairs:
            pairs[predicate] = {_first(votes[predicate])}
    if v.RDF_TYPE in pairs:
        pairs[v.RDF_TYPE] = _types(votes[v.RDF_TYPE])
    for predicate, widest in ((v.EARLIEST, min), (v.LATEST, max)):
        if predicate in pairs:
            pairs[predicate] = {widest(pairs[predicate], key=lambda value: value.value)}
    _keep_names(pairs, votes)
    return pairs


def fused_pairs(store: Store, statement: NamedNode) -> Pairs:
    """Polarity, modality, speakers and counts of a statement, from all its claims."""
    polarities: set[Value] = set()
    modalities: set[Value] = set()
    speakers: set[Value] = set()
    articles: set[object] = set()
    count = 0
    for about in store.quads_for_pattern(None, v.ABOUT, statement, None):
        if about.graph_name == DefaultGraph():
            continue
        count += 1
        articles.add(about.graph_name)
        for quad in store.quads_for_pattern(about.subject, None, None, about.graph_name):
            for predicate, values in ((v.POLARITY, polarities), (v.MODALITY, modalities), (v.ATTRIBUTED_TO, speakers)):
                if quad.predicate == predicate:
                    values.add(quad.object)  # type: ignore[arg-type]
    pairs: Pairs = {v.CLAIM_COUNT: {integer(count)}, v.ARTICLE_COUNT: {integer(len(articles))}}
    if polarities:
        pairs[v.POLARITY] = polarities if len(polarities) == 1 else {v.DISPUTED}
    if speakers:
        pairs[v.ATTRIBUTED_TO] = speakers
    strongest = next((modality for modality in v.MODALITIES.values() if modality in modalities), None)
    return pairs if strongest is None else pairs | {v.MODALITY: {strongest}}


def direct_triple(statement: NamedNode, pairs: Mapping[NamedNode, set[Value]]) -> Quad | None:
    """The triple that a statement stands for; None where it has not two ends, or is not said to be or to be planned.

    An identity has none: its name is an alias of its subject already.
    """
    kinds = pairs.get(v.RDF_TYPE, set())
    other = pairs.get(v.RDF_OBJECT, {statement} if v.SEM_EVENT in kinds else set())
    ends = [pairs.get(v.RDF_SUBJECT, set()), pairs.get(v.RDF_PREDICATE, set()), other]
    if v.IDENTITY in kinds or pairs.get(v.POLARITY) != {v.POSITIVE} or any(len(end) != 1 for end in ends):
        return None
    subject, predicate, end = (next(iter(values)) for values in ends)
    modality = pairs.get(v.MODALITY, set())
    if modality <= v.PLANNED:
        predicate = v.planned_iri(predicate)  # type: ignore[arg-type]
    elif not modality <= v.FACTUAL:
        return None
    return Quad(subject, predicate, end, DefaultGraph())  # type: ignore[arg-type]


def _first(votes: Counter[Value]) -> Value:
    return min(votes.items(), key=lambda pair: (-pair[1], pair[0].value))[0]


def _types(votes: Counter[Value]) -> set[Value]:
    ours = Counter({kind: count for kind, count in votes.items() if kind in _KINDS})
    if len(ours) < 2:
        return set(votes)
    chosen = _first(ours)
    known = _KINDS[chosen]  # type: ignore[index]
    return {chosen} if known is None else {chosen, known}


def _keep_names(pairs: Pairs, votes: Mapping[NamedNode, Counter[Value]]) -> None:
    """Every label that was not chosen stays as an alias."""
    label = pairs.get(v.RDFS_LABEL, set())
    aliases = (pairs.get(v.ALT_LABEL, set()) | set(votes.get(v.RDFS_LABEL, ()))) - label
    pairs.pop(v.ALT_LABEL, None)
    if aliases:
        pairs[v.ALT_LABEL] = aliases
