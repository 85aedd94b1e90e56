"""Ontology and data as one file, byte for byte the same from run to run."""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from ofmkg.errors import UsageError
from ofmkg.graph import canonical
from ofmkg.graph.characters import writable_utf8
from ofmkg.graph.stores import subject
from ofmkg.graph.terms import BASE, ONTOLOGY, OWL_ONTOLOGY, PREFIXES, RDF_TYPE

_FORMATS = {
    "owl": ox.RdfFormat.RDF_XML,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_XML_NAME = re.compile(r"[^\W\d][\w.\-]*$")
_IMPORTS = ox.NamedNode(PREFIXES["owl"] + "imports")
_TYPE = ox.NamedNode(RDF_TYPE)
_HEADER = ox.NamedNode(OWL_ONTOLOGY)


def serialize(quads: Iterable[ox.Quad], name: str, *, headers: bool = False) -> bytes:
    """Return quads in a format: owl (RDF/XML), turtle, ntriples, trig, nquads or jsonld.

    `owl`, `turtle` and `ntriples` hold the merge of all graphs, the others keep the graphs. `owl`
    is one ontology for an editor such as Protégé: the headers of the single files and their
    imports, which the file already contains, are left out, but with `headers`. Blank nodes are
    named by what is stated of them and the statements sorted, so that equal content gives equal
    bytes. Raises UsageError for an unknown format, or one that cannot hold a property.
    """
    rdf_format = _FORMATS.get(name)
    if rdf_format is None:
        raise UsageError(f"Unknown format {name!r}; choose from {', '.join(_FORMATS)}.")
    every = canonical.named(_merged(quads) if not rdf_format.supports_datasets else quads)
    kept = (quad for quad in every if name != "owl" or headers or not _is_part_header(quad))
    ordered = sorted(kept, key=_sort_key)
    if rdf_format is ox.RdfFormat.RDF_XML:
        _require_names(ordered)
    lines = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
    prefixes = None if rdf_format in lines else PREFIXES
    content = ox.serialize(ordered, format=rdf_format, prefixes=prefixes) or b""
    if rdf_format is ox.RdfFormat.RDF_XML:  # the others have escapes, which XML has not
        content = writable_utf8(content)
    return content if content.endswith(b"\n") else content + b"\n"


def _require_names(quads: Iterable[ox.Quad]) -> None:
    """Refuse properties that RDF/XML cannot hold, as they are names of elements there."""
    for quad in quads:
        if not _XML_NAME.search(quad.predicate.value):
            raise UsageError(
                f"RDF/XML cannot hold the property {quad.predicate}, which does not end in a name; "
                "choose another format."
            )


def _merged(quads: Iterable[ox.Quad]) -> Iterable[ox.Quad]:
    return (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _is_part_header(quad: ox.Quad) -> bool:
    """Tell whether a statement only makes sense while the corpus is spread over files."""
    if quad.predicate == _IMPORTS:
        return True
    return quad.predicate == _TYPE and quad.object == _HEADER and subject(quad) != ONTOLOGY


def _sort_key(quad: ox.Quad) -> tuple[str, bool, str, bool, str, str]:
    """Order by graph and subject, the schema before things, and types before all else."""
    graph, node = str(quad.graph_name), str(quad.subject)
    return (
        graph,
        not node.startswith(f"<{BASE}ns#"),
        node,
        quad.predicate != _TYPE,
        str(quad.predicate),
        str(quad.object),
    )
