"""Names: the namespaces, and the short ids that stand for IRIs on the command line."""

from collections.abc import Iterable
from difflib import get_close_matches

BASE = "https://w3id.org/ofmkg/"
ONTOLOGY = "https://w3id.org/ofmkg"
NS = BASE + "ns#"
# Graphs that no file states.
INFERENCES = BASE + "graph/inferences"
VIEW = BASE + "graph/view"
MAPPINGS = BASE + "graph/mappings"
ORIGINS = BASE + "graph/origins"

PREFIXES = {
    "ofm": NS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "cito": "http://purl.org/spar/cito/",
    "fabio": "http://purl.org/spar/fabio/",
    "bibo": "http://purl.org/ontology/bibo/",
    "vann": "http://purl.org/vocab/vann/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

RDF_TYPE = PREFIXES["rdf"] + "type"
OWL_CLASS = PREFIXES["owl"] + "Class"
OWL_ONTOLOGY = PREFIXES["owl"] + "Ontology"


def short(iri: str) -> str:
    """Return the short id of an IRI: what follows its last slash or hash."""
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]


def short_if(iri: str | None) -> str | None:
    """Return the short id of an IRI, or None where there is none."""
    return None if iri is None else short(iri)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean ...?" with the closest known words, or an empty string."""
    close = get_close_matches(word, sorted(set(known)), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(close)}?" if close else ""
