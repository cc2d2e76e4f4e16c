from __future__ import annotations

import re

import pytest

from export.samples import HOSTILE, edge_values, network, shuffled_views, view
from letopis.errors import BadExport
from letopis.export.columns import RESERVED, columns
from letopis.export.look import COLORS
from letopis.export.network import to_networkx
from letopis.rdf import vocabulary as v


def edges(**wanted: object) -> list[dict[str, object]]:
    found = []
    for source, target, data in network().edges(data=True):
        row = {"from": network().nodes[source]["label"], "to": network().nodes[target]["label"], **data}
        if all(row.get(name) == value for name, value in wanted.items()):
            found.append(row)
    return found


def test_a_statement_of_two_entities_is_one_edge_with_its_stance_words_and_counts() -> None:
    (call,) = edges(kind="calls")
    assert call["from"] == "Илья Северов"
    assert call["to"] == "Анна Лаврентьева"
    assert (call["label"], call["claims"], call["weight"], call["articles"]) == ("позвонить", 2, 2.0, 2)
    assert (call["modality"], call["polarity"], call["asserted"]) == ("actual", "positive", True)
    assert (call["first_date"], call["last_date"], call["year"]) == ("2024-03-05", "2024-03-05", 2024)
    assert call["speakers"] == "Волна"
    assert str(call["sentences"]).split(" | ")[0] == call["sentence"]
    assert "Северов 5 марта позвонил Лаврентьевой, сообщает Волна." in str(call["sentences"]).split(" | ")
    assert str(call["source_url"]).startswith("https://")


def test_every_statement_is_an_edge_or_a_node_and_every_role_is_kept() -> None:
    graph = network()
    for statement in view().statements():
        fillers = {view().entity(filler).id for _, filler in statement.roles}
        if statement.id in graph:
            around = set(graph.successors(statement.id)) | set(graph.predecessors(statement.id))
            assert fillers <= around
        else:
            assert statement.subject is not None
            assert statement.object is not None
            ends = view().entity(statement.subject).id, view().entity(statement.object).id
            assert graph.has_edge(*ends, key=statement.id)
            assert fillers <= set(ends)


def test_what_is_not_a_fact_is_kept_and_marked() -> None:
    (permitted,) = edges(modality="permitted")
    assert permitted["asserted"] is False
    (disputed,) = edges(kind="arrests", polarity="disputed")
    assert disputed["asserted"] is False


def test_roles_lead_from_those_who_act_to_the_rest() -> None:
    (asker,) = [edge for edge in edges(kind="agent") if edge["to"] == "попросить"]
    assert asker["from"] == "Илья Северов"
    (asked,) = [edge for edge in edges(kind="recipient") if edge["from"] == "попросить"]
    assert asked["to"] == "Союз прибрежных стран"


def test_a_number_leads_to_what_it_counts() -> None:
    dead = [edge for edge in edges(kind="counts") if edge["from"] == "погибнуть" or edge["to"] == "погибнуть"]
    assert len(dead) == 1
    node = next(data for _, data in network().nodes(data=True) if data["label"] == "погибнуть")
    assert node["quantity"] == "18 человек | около 20 человек"


def test_an_identity_shows_its_other_name() -> None:
    assert [data["literal"] for _, data in network().nodes(data=True) if "literal" in data] == ["СПС"]


def test_edges_have_unique_ids_and_known_columns() -> None:
    graph = network()
    ids = edge_values(graph, "eid")
    assert len(ids) == len(set(ids)) == graph.number_of_edges()
    for records in ([data for _, data in graph.nodes(data=True)], [data for *_, data in graph.edges(data=True)]):
        assert not RESERVED & columns(records).keys()
        assert {type(value) for record in records for value in record.values()} <= {str, int, float, bool}
        for name in columns(records):
            assert len({type(record[name]) for record in records if name in record}) == 1, name


def test_nodes_have_names_numbers_and_looks() -> None:
    severov = next(data for _, data in network().nodes(data=True) if data["label"] == "Илья Северов")
    assert severov["entity_type"] == "Person"
    assert severov["articles"] == 3
    assert severov["mentions"] >= 3
    assert severov["color"] == COLORS["Person"]
    assert severov["color"] == f"#{severov['r']:02x}{severov['g']:02x}{severov['b']:02x}"
    assert severov["degree"] == network().degree(severov["iri"].rpartition("/")[2])
    sizes = sorted((data["degree"], data["size"]) for _, data in network().nodes(data=True))
    assert [size for _, size in sizes] == sorted(size for _, size in sizes)


def test_known_ids_are_columns() -> None:
    known = {entity.id: iri for entity in view().entities() for iri in entity.same_as if iri.startswith((v.WD, v.GN))}
    for node, iri in known.items():
        if node in network():
            assert iri in {network().nodes[node].get("wikidata"), network().nodes[node].get("geonames")}


def test_options() -> None:
    whole = network()
    as_nodes = to_networkx(view(), events="nodes", evidence=False)
    events = [statement.id for statement in view().statements() if statement.kind == "event"]
    assert all(event in as_nodes for event in events)
    assert "source" in edge_values(as_nodes, "kind")
    assert not any("sentence" in data for *_, data in as_nodes.edges(data=True))
    facts = to_networkx(view(), asserted_only=True)
    assert 0 < facts.number_of_edges() < whole.number_of_edges()
    assert all(edge_values(facts, "asserted"))
    everybody = to_networkx(view(), isolated=True)
    named = {entity.id for entity in view().entities() if entity.scope is None}
    assert named <= set(everybody)
    with pytest.raises(BadExport, match="bubbles"):
        to_networkx(view(), events="bubbles")


def test_the_order_in_which_quads_were_written_does_not_count() -> None:
    for other in shuffled_views():
        graph = to_networkx(other)
        assert list(graph.nodes(data=True)) == list(network().nodes(data=True))
        assert list(graph.edges(keys=True, data=True)) == list(network().edges(keys=True, data=True))


def test_no_value_has_control_characters() -> None:
    texts = [value for _, data in network().nodes(data=True) for value in data.values() if isinstance(value, str)]
    assert texts
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", "".join(texts))
    assert re.search("[\x00-\x08]", HOSTILE)
