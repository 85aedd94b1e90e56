"""Schemas of bodies by their media types, for what routes answer that is no object of ours."""

from typing import Any

from ofmkg.formats import media_type

from .negotiation import DOCX, JSON, JSON_LD, PDF, PNG, RESULTS_JSON

Node = dict[str, Any]
TERM, HEAD, SPARQL = "SparqlTerm", "SparqlHead", "SparqlAnswer"
REF = "#/components/schemas/"
_SHAPES: Node = {
    **{
        each: {"anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}]}
        for each in (JSON, JSON_LD)
    },
    media_type("csl"): {"type": "array", "items": {"type": "object"}},
    media_type("yaml"): {"type": "object"},
    **{each: {"type": "string", "format": "binary"} for each in (DOCX, PDF, PNG)},
    RESULTS_JSON: {"$ref": f"{REF}{SPARQL}"},
}


def of(media_type: str) -> Node:
    """Return the schema of a body: text, unless the format has another shape."""
    found: Node = _SHAPES.get(media_type, {"type": "string"})
    return found


def of_sparql() -> Node:
    """Return the schemas of SPARQL 1.1 Query Results JSON: of a term, a head, any answer."""
    return {TERM: _term(), HEAD: _head(), SPARQL: _answer()}


def _term() -> Node:
    return {
        "title": TERM,
        "type": "object",
        "description": "A term, as the SPARQL 1.1 Query Results JSON Format has it.",
        "required": ["type", "value"],
        "properties": {
            "type": {"type": "string", "enum": ["uri", "literal", "bnode"]},
            "value": {"type": "string"},
            "datatype": {"type": "string"},
            "xml:lang": {"type": "string"},
        },
        "example": {"type": "literal", "value": "Gopal et al. 2023", "xml:lang": "en"},
    }


def _head() -> Node:
    return {
        "title": HEAD,
        "type": "object",
        "required": ["vars"],
        "properties": {"vars": {"type": "array", "items": {"type": "string"}}},
    }


def _answer() -> Node:
    row = {"type": "object", "additionalProperties": {"$ref": f"{REF}{TERM}"}}
    return {
        "title": SPARQL,
        "type": "object",
        "description": "SPARQL 1.1 Query Results JSON: rows of SELECT in `results`, yes or no of "
        "ASK in `boolean`.",
        "required": ["head"],
        "properties": {
            "head": {
                "type": "object",
                "properties": {"vars": {"type": "array", "items": {"type": "string"}}},
            },
            "results": {
                "type": "object",
                "required": ["bindings"],
                "properties": {"bindings": {"type": "array", "items": row}},
            },
            "boolean": {"type": "boolean"},
        },
    }
