"""Reads the table of mappings to other vocabularies as a graph.

The table keeps to the Simple Standard for Sharing Ontological Mappings, as tab-separated values,
so that other tools read it as well. The graph is the RDF form of that standard in its propagated
form (https://mapping-commons.github.io/sssom/spec-formats-rdf/), and besides it says each mapping
itself: subject, relation, object. Every mapping has an IRI, so that two readings are equal.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import islice, takewhile
from pathlib import Path

import pyoxigraph as ox

from ofmkg.errors import UnreadableError
from ofmkg.graph.parsing import Document
from ofmkg.graph.resources import room
from ofmkg.graph.terms import MAPPINGS, OWL_CLASS, PREFIXES, RDF_TYPE

GRAPH = MAPPINGS
SSSOM = "https://w3id.org/sssom/"

_OWL, _RDFS, _SKOS, _XSD = (PREFIXES[name] for name in ("owl", "rdfs", "skos", "xsd"))
_RELATIONS = {f"{_SKOS}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}
_TYPES = {
    "owl class": OWL_CLASS,
    "owl object property": _OWL + "ObjectProperty",
    "owl annotation property": _OWL + "AnnotationProperty",
    "owl data property": _OWL + "DatatypeProperty",
    "owl named individual": _OWL + "NamedIndividual",
    "rdfs class": _RDFS + "Class",
    "skos concept": _SKOS + "Concept",
}


@dataclass(frozen=True, slots=True)
class _Slot:
    """A field of the standard, its property and kind of value; of an identifier, the class."""

    property: str
    kind: str
    required: bool = False


# The fields in use. What the standard has besides is refused rather than dropped unseen.
_OF_A_MAPPING = {
    "record_id": _Slot(_OWL + "Axiom", "curie", True),  # not said, but the IRI of the mapping
    "subject_id": _Slot(_OWL + "annotatedSource", "curie", True),
    "subject_label": _Slot(SSSOM + "subject_label", "text", True),
    "subject_type": _Slot(SSSOM + "subject_type", "type"),
    "subject_source": _Slot(SSSOM + "subject_source", "curie"),
    "subject_source_version": _Slot(SSSOM + "subject_source_version", "text"),
    "predicate_id": _Slot(_OWL + "annotatedProperty", "relation", True),
    "object_id": _Slot(_OWL + "annotatedTarget", "curie", True),
    "object_label": _Slot(SSSOM + "object_label", "text", True),
    "object_type": _Slot(SSSOM + "object_type", "type"),
    "object_source": _Slot(SSSOM + "object_source", "curie"),
    "object_source_version": _Slot(SSSOM + "object_source_version", "text"),
    "mapping_justification": _Slot(SSSOM + "mapping_justification", "curie", True),
    "confidence": _Slot(SSSOM + "confidence", "score", True),
    "author_label": _Slot(SSSOM + "author_label", "texts"),
    "mapping_date": _Slot(PREFIXES["dcterms"] + "created", "date"),
    "comment": _Slot(_RDFS + "comment", "text"),
}
_OF_THE_SET = {
    "mapping_set_id": _Slot(SSSOM + "MappingSet", "iri", True),  # not said, but the IRI of the set
    "license": _Slot(PREFIXES["dcterms"] + "license", "iri", True),
    "sssom_version": _Slot(SSSOM + "sssom_version", "version"),
    "mapping_set_version": _Slot(_OWL + "versionInfo", "text"),
    "mapping_set_title": _Slot(PREFIXES["dcterms"] + "title", "text"),
    "mapping_set_description": _Slot(PREFIXES["dcterms"] + "description", "text"),
    "creator_label": _Slot(SSSOM + "creator_label", "texts"),
}
# These may stand in the header instead of a column, and then hold of every mapping.
_SHARED = {
    name
    for name in _OF_A_MAPPING
    if name == "mapping_date" or name.endswith(("_type", "_source", "_source_version"))
}

_Term = ox.NamedNode | ox.Literal
_Prefixes = Mapping[str, str]
_Fields = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands above the table: prefixes, what describes the set, what holds of each mapping."""

    prefixes: _Prefixes
    of_the_set: _Fields
    shared: _Fields


def built_in() -> Document:
    """Return the mappings of ofmkg to other vocabularies. Raises UnreadableError."""
    return read(room("ontology") / "mappings" / "ofmkg.sssom.tsv")


def read(path: Path) -> Document:
    """Read one table of mappings, whose header is part of the file.

    The quads of the document are those of the graph `GRAPH`. Raises UnreadableError with file,
    line, what is wrong and what to do.
    """
    text = _text(path)
    header = _header(path, text)
    try:
        quads = [*_described("mapping_set_id", header.of_the_set, _OF_THE_SET, header.prefixes)]
    except ValueError as error:
        raise UnreadableError(f"{path}: in the header, {error}.") from error
    the_set = quads[0].subject
    seen: set[ox.NamedNode | ox.BlankNode | ox.Triple] = set()
    for line, cells in _rows(path, text, header.shared):
        try:
            found = [*_of_a_mapping({**header.shared, **cells}, header.prefixes)]
            if found[0].subject in seen:
                raise ValueError(f"record_id {cells['record_id']} is taken; give it another")
        except ValueError as error:
            raise UnreadableError(f"{path}, line {line}: {error}.") from error
        seen.add(found[0].subject)
        quads += [ox.Quad(the_set, ox.NamedNode(SSSOM + "mappings"), found[0].subject), *found]
    if not seen:
        raise UnreadableError(f"{path}: holds no mapping; fill the table.")
    return Document(path, GRAPH, tuple(quads))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").removeprefix("\ufeff")
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: is not in UTF-8; save the file as UTF-8.") from error


def _comments(text: str) -> list[str]:
    return [*takewhile(lambda line: line.startswith("#"), StringIO(text))]


def _header(path: Path, text: str) -> _Header:
    """Read the leading lines that start with `#`, as YAML."""
    import yaml

    try:
        fields = yaml.safe_load("".join(line[1:] for line in _comments(text)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise UnreadableError(f"{path}{where}: the header is not YAML; mend this line.") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("curie_map"), dict):
        raise UnreadableError(
            f"{path}, line 1: has no curie_map; begin with #curie_map: and a line per prefix."
        )
    prefixes = {str(prefix): str(start) for prefix, start in fields.pop("curie_map").items()}
    _check(f"{path}: the header", list(fields), {*_OF_THE_SET, *_SHARED}, _required(_OF_THE_SET))
    return _Header(
        prefixes,
        {name: value for name, value in fields.items() if name in _OF_THE_SET},
        {name: value for name, value in fields.items() if name in _SHARED},
    )


def _rows(path: Path, text: str, shared: _Fields) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of the line of each row, and its filled cells by column."""
    skipped = len(_comments(text))
    table = csv.reader(islice(StringIO(text), skipped, None), delimiter="\t", strict=True)
    try:
        columns = next(table, [])
        where = f"{path}, line {skipped + 1}: the table"
        _check(where, columns, set(_OF_A_MAPPING), _required(_OF_A_MAPPING))
        if both := [name for name in columns if name in shared]:
            raise UnreadableError(f"{where} has {both[0]} like the header; keep it in one of them.")
        for cells in table:
            line = skipped + table.line_num
            if len(cells) != len(columns):
                raise UnreadableError(
                    f"{path}, line {line}: has {len(cells)} cells for {len(columns)} columns; "
                    "separate the cells by one tab each."
                )
            yield line, {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
    except csv.Error as error:
        line = skipped + table.line_num
        raise UnreadableError(f"{path}, line {line}: {error}; mend the quotes.") from error


def _required(slots: Mapping[str, _Slot]) -> list[str]:
    return [name for name, slot in slots.items() if slot.required]


def _check(where: str, names: Sequence[str], known: set[str], required: Sequence[str]) -> None:
    """Raise UnreadableError if a name is missing, unknown or there twice."""
    if missing := [name for name in required if name not in names]:
        raise UnreadableError(f"{where} has no {missing[0]}; add it.")
    if unknown := [name for name in names if name not in known]:
        raise UnreadableError(
            f"{where} has {unknown[0]!r}, which is not read; take it out or rename it to one of: "
            f"{', '.join(sorted(known))}."
        )
    if twice := [name for name in names if names.count(name) > 1]:
        raise UnreadableError(f"{where} has {twice[0]} twice; take one out.")


def _of_a_mapping(fields: _Fields, prefixes: _Prefixes) -> Iterator[ox.Quad]:
    """Yield the description of a mapping, its type first, and last the mapping itself."""
    if missing := [name for name in _required(_OF_A_MAPPING) if name not in fields]:
        raise ValueError(f"{missing[0]} is empty; fill it in")
    yield from _described("record_id", fields, _OF_A_MAPPING, prefixes)
    parts = ("subject_id", "predicate_id", "object_id")
    yield ox.Quad(*(_name(str(fields[part]), prefixes) for part in parts))


def _described(
    identifier: str, fields: _Fields, slots: Mapping[str, _Slot], prefixes: _Prefixes
) -> Iterator[ox.Quad]:
    """Yield the type and then the fields of what the field `identifier` names.

    Raises ValueError that says which field is wrong and what to do.
    """
    (node,) = _terms(identifier, fields[identifier], slots[identifier], prefixes)
    assert isinstance(node, ox.NamedNode)
    yield ox.Quad(node, ox.NamedNode(RDF_TYPE), ox.NamedNode(slots[identifier].property))
    for name, value in fields.items():
        if name != identifier:
            for term in _terms(name, value, slots[name], prefixes):
                yield ox.Quad(node, ox.NamedNode(slots[name].property), term)


def _terms(name: str, value: str | list[str], slot: _Slot, prefixes: _Prefixes) -> list[_Term]:
    if not value:
        raise ValueError(f"{name} is empty; fill it in")
    if slot.kind == "texts":
        several = value if isinstance(value, list) else str(value).split("|")
        return [ox.Literal(str(each)) for each in several]
    try:
        return [_term(slot.kind, str(value), prefixes)]
    except ValueError as error:
        raise ValueError(f"{name} {error}") from error


def _term(kind: str, value: str, prefixes: _Prefixes) -> _Term:
    """Return one value as a term. Raises ValueError that says what is wrong with it."""
    if kind == "curie":
        return _name(value, prefixes)
    if kind == "iri":
        return _iri(value)
    if kind == "relation":
        relation = _name(value, prefixes)
        if relation.value not in _RELATIONS:
            known = ", ".join(sorted("skos:" + iri.removeprefix(_SKOS) for iri in _RELATIONS))
            raise ValueError(f"{value} is no relation of mappings; use one of: {known}")
        return relation
    if kind == "type":
        if value not in _TYPES:
            raise ValueError(f"{value!r} is no type; use one of: {', '.join(_TYPES)}")
        return ox.NamedNode(_TYPES[value])
    if kind == "version":
        return _iri(f"{SSSOM}version{value}")
    if kind == "score":
        return ox.Literal(_score(value), datatype=ox.NamedNode(_XSD + "double"))
    if kind == "date":
        return ox.Literal(_day(value), datatype=ox.NamedNode(_XSD + "date"))
    return ox.Literal(value)


def _name(value: str, prefixes: _Prefixes) -> ox.NamedNode:
    """Expand a short name such as `skos:Concept`."""
    prefix, colon, rest = value.partition(":")
    if not colon or prefix not in prefixes:
        raise ValueError(f"{value} has no prefix that the curie_map knows; add it there")
    return _iri(prefixes[prefix] + rest)


def _iri(value: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(value)
    except ValueError:
        raise ValueError(f"{value} is no IRI; mend it") from None


def _score(value: str) -> str:
    try:
        score = float(value)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise ValueError(f"{value} is out of range; give a number from 0 to 1")
    return str(score)


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError(f"{value} is no date; write it as 2026-11-22") from None
