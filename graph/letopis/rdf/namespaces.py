"""The namespaces of all terms, with the prefixes by which queries and files abbreviate them.

In: nothing. Out: IRIs as text, PREFIXES. Touches: nothing.
"""

LO = "https://letopis.example/ontology/"
PLAN = "https://letopis.example/plan/"
LEMMA = "https://letopis.example/lemma/"
PLAN_LEMMA = "https://letopis.example/plan-lemma/"
DATA = "https://letopis.example/data/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
ORG = "http://www.w3.org/ns/org#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITS = "http://www.w3.org/2005/11/its/rdf#"
GAF = "http://groundedannotationframework.org/gaf#"
WD = "http://www.wikidata.org/entity/"
GN = "https://sws.geonames.org/"

PREFIXES = {
    "lo": LO,
    "plan": PLAN,
    "lemma": LEMMA,
    "planlemma": PLAN_LEMMA,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dct": DCT,
    "prov": PROV,
    "schema": SCHEMA,
    "org": ORG,
    "sem": SEM,
    "nif": NIF,
    "its": ITS,
    "gaf": GAF,
    "wd": WD,
    "gn": GN,
}
