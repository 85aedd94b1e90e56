"""The service description of the SPARQL endpoint: what it can do, over which graphs, how much.

Source: https://www.w3.org/TR/sparql11-service-description/. What does not change stands in
`service.ttl` beside this module.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from ofmkg.graph.stores.service import SD
from ofmkg.graph.terms import PREFIXES, RDF_TYPE

from .tasks import PoolLimits
from .worker import GRAPHS

SCHEMA = "https://schema.org/"
_PREFIXES = {
    "sd": SD,
    "schema": SCHEMA,
    "formats": "http://www.w3.org/ns/formats/",
    "rdfs": PREFIXES["rdfs"],
    "rdf": PREFIXES["rdf"],
    "void": PREFIXES["void"],
    "sh": "http://www.w3.org/ns/shacl#",
    "ofm": PREFIXES["ofm"],
}


# The named graphs of a service, its limits, the longest query in bytes, and a digest of the data.
Made = tuple[Sequence[str], PoolLimits, int, str]


def description(
    address: str, graphs: Sequence[str], limits: PoolLimits, max_query_bytes: int, digest: str
) -> Iterator[ox.Triple]:
    """Yield the description of the endpoint at `address`.

    `graphs` are the IRIs of its named graphs; the `digest` is another when the data are.
    """
    numbers = {
        "max-query-bytes": max_query_bytes,
        "max-rows": limits.max_rows,
        "max-result-bytes": limits.max_bytes,
        "deadline": limits.deadline,
        "per-client": limits.per_client,
    }

    for quad in ox.parse(
        path=Path(__file__).with_name("service.ttl"),
        format=ox.RdfFormat.TURTLE,
        base_iri=address,
    ):
        yield quad.triple
    service = ox.NamedNode(address)
    yield ox.Triple(service, _sd("endpoint"), service)
    for name, number in numbers.items():
        value = ox.NamedNode(f"{SCHEMA}value")
        yield ox.Triple(ox.NamedNode(f"{address}#{name}"), value, ox.Literal(number))
    version = ox.NamedNode(f"{PREFIXES['owl']}versionInfo")
    yield ox.Triple(ox.NamedNode(f"{address}#default-graph"), version, ox.Literal(digest))
    for iri in graphs:
        graph = ox.BlankNode()
        yield ox.Triple(ox.NamedNode(f"{address}#dataset"), _sd("namedGraph"), graph)
        yield ox.Triple(graph, ox.NamedNode(RDF_TYPE), _sd("NamedGraph"))
        yield ox.Triple(graph, _sd("name"), ox.NamedNode(iri))


def written(triples: Iterable[ox.Triple], media_type: str) -> bytes:
    """Return triples in a format of `worker.GRAPHS`."""
    return ox.serialize(triples, format=GRAPHS[media_type], prefixes=_PREFIXES) or b""


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
