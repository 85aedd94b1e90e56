"""Says where files lie, in the form that Protégé reads: an OASIS XML catalog in each folder.

Our files import each other by names that begin with https://w3id.org/. Protégé looks such a name
up in the catalog of the folder that a file was opened from, and in no other, so each folder needs
a whole one.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pyoxigraph as ox

from ofmkg.errors import DataError, UnreadableError
from ofmkg.graph import corpus, parsing
from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, OWL_ONTOLOGY, PREFIXES, RDF_TYPE

_NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_TYPE = ox.NamedNode(RDF_TYPE)
_ONTOLOGY = ox.NamedNode(OWL_ONTOLOGY)
_VERSION = ox.NamedNode(PREFIXES["owl"] + "versionIRI")


def for_folder(folder: Path) -> bytes:
    """Return the catalog of a folder: where our files lie, and those in the folder and below.

    A file of the folder that declares the name of one of ours takes its place. What others, such
    as Protégé, wrote into the catalog that is there stays. Raises UnreadableError if the folder
    holds no RDF file or a bad one, or another file as its catalog, and DataError if two of its
    files declare one name.
    """
    files = locations() | _declared(parsing.read_folder(folder))
    return catalog(folder, files, _of_others(folder / parsing.CATALOG, files))


def locations() -> dict[str, Path]:
    """Return where the files that come with ofmkg lie, by the names that they declare.

    These are the IRIs of their ontologies, and the version IRI of the schema.
    """
    umbrella = parsing.read(room("ontology") / "everything.ttl")
    return _declared([*corpus.built_in(), umbrella])


def catalog(
    folder: Path, files: Mapping[str, Path], others: Iterable[ElementTree.Element] = ()
) -> bytes:
    """Return a catalog for `folder` that leads from each name to its file, in order of names.

    After these come the entries of `others`, as they are.
    """
    root = ElementTree.Element("catalog", {"prefer": "public", "xmlns": _NAMESPACE})
    for name, path in sorted(files.items()):
        ElementTree.SubElement(root, "uri", {"name": name, "uri": _relative(path, folder)})
    root.extend(others)
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def _of_others(path: Path, files: Mapping[str, Path]) -> list[ElementTree.Element]:
    """Return the entries of a catalog that were not written here, or are of others' names."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import parse

    if not path.exists():
        return []
    try:
        root: ElementTree.Element = parse(path).getroot()
    except (ElementTree.ParseError, DefusedXmlException) as error:
        raise UnreadableError(f"{path}: is no XML catalog; move it away.") from error
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read ({error.strerror}).") from error
    if root.tag != f"{{{_NAMESPACE}}}catalog":
        raise UnreadableError(f"{path}: is no XML catalog; move it away.")
    for each in root.iter():
        each.tag = each.tag.removeprefix(f"{{{_NAMESPACE}}}")
    return [each for each in root if not _is_ours(each, files)]


def _is_ours(entry: ElementTree.Element, files: Mapping[str, Path]) -> bool:
    if entry.tag != "uri" or set(entry.attrib) != {"name", "uri"}:
        return False
    name = entry.attrib["name"]
    return name in files or f"{name}/".startswith(BASE)


def _declared(documents: Iterable[parsing.Document]) -> dict[str, Path]:
    places: dict[str, Path] = {}
    for document in documents:
        for name in _names(document):
            other = places.setdefault(name, document.path)
            if other != document.path:
                raise DataError(
                    f"{other} and {document.path} both declare <{name}>; rename one of them."
                )
    return places


def _names(document: parsing.Document) -> set[str]:
    ontologies = {
        quad.subject
        for quad in document.quads
        if quad.predicate == _TYPE and quad.object == _ONTOLOGY
    }
    versions = {
        quad.object
        for quad in document.quads
        if quad.predicate == _VERSION and quad.subject in ontologies
    }
    return {term.value for term in ontologies | versions if isinstance(term, ox.NamedNode)}


def _relative(path: Path, folder: Path) -> str:
    # Resolved, because whoever reads "../" takes it literally and knows nothing of links.
    target = path.resolve()
    try:
        return quote(os.fsencode(Path(os.path.relpath(target, folder.resolve())).as_posix()))
    except ValueError:  # on another drive of Windows, where no relative path leads
        return target.as_uri()
