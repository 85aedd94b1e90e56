"""The form of a sheet as JSON Schema, with the ids that the graph knows, for editors."""

from collections.abc import Mapping
from typing import Any

from ofmkg.sheets import rules
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.vocabulary import Vocabulary

_FEW = 12  # meanings that the description of a field can bear
_OF_EDITORS = "enumDescriptions"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the JSON Schema; every id becomes a list of those that exist."""
    found = Sheet.model_json_schema(by_alias=True)
    _fill(found, vocabulary)
    return {"$schema": _DRAFT, **found, "title": "Coding sheet of ofmkg"}


def for_editors(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that takes what the checker takes, by the types that editors know.

    That is a number for a text without quotes, the authors of a work in one line of text, and rows
    that are written once for several steps or vectors.
    """
    taken: dict[str, Any] = _taken(schema)
    work = taken["$defs"]["Work"]["properties"]
    several = {key: work["authors"].pop(key) for key in ("items", "type")}
    work["authors"]["anyOf"] = [several, {"type": "string"}]
    for part, one, many in (("Coding", "step", "steps"), ("Analysis", "vector", "vectors")):
        _or_several(taken["$defs"][part], one, many)
    return taken


def for_validators(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a schema without the words of editors, which strict validators do not know."""
    if isinstance(schema, list):
        return [for_validators(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: for_validators(each) for key, each in schema.items() if key != _OF_EDITORS}


def _or_several(part: dict[str, Any], one: str, many: str) -> None:
    """Let a part name one thing by a key, or several by another."""
    part["properties"][many] = {"type": "array", "minItems": 1, "items": part["properties"][one]}
    part["required"] = [key for key in part["required"] if key != one]
    part["oneOf"] = [{"required": [one]}, {"required": [many]}]


def _taken(part: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(part, list):
        return [_taken(each) for each in part]
    if not isinstance(part, dict):
        return part
    if any(form.get("type") == "integer" for form in part.get("anyOf", [])):
        return part  # has bounds, which a number without quotes is to keep to
    found = {key: _taken(value) for key, value in part.items()}
    if found.get("type") == "string" and "enum" not in found:
        found["type"] = ["string", "number"]
    return found


def _fill(part: Any, vocabulary: Vocabulary) -> None:  # noqa: ANN401 - any JSON
    if isinstance(part, list):
        for each in part:
            _fill(each, vocabulary)
    if not isinstance(part, dict):
        return
    kind = part.pop("x-kind", None)
    if isinstance(kind, str) and kind not in rules.CHECKED_LATER:
        ids = sorted(rules.known_ids(kind, vocabulary))
        _name(part, ids)
        meanings = rules.meanings(kind, vocabulary)
        if meanings and len(meanings) <= _FEW:
            part["description"] = "\n".join(f"{id}: {text}" for id, text in meanings.items())
        _explain(part, ids, meanings)
    for each in part.values():
        _fill(each, vocabulary)


def _explain(part: Any, ids: list[str], meanings: Mapping[str, str]) -> None:  # noqa: ANN401
    """Put the meaning of each id beside the ids, in the words that editors look for."""
    for each in [part, part.get("items", {}), *part.get("anyOf", [])]:
        if meanings and each.get("enum") == ids:
            each[_OF_EDITORS] = [meanings.get(id, "") for id in ids]


def _name(part: dict[str, Any], ids: list[str]) -> None:
    """Put the ids where a field holds an id: in itself, its items, or one of its forms."""
    for form in part.get("anyOf", []):
        _name(form, ids)
    if part.get("type") == "array":
        part["items"] = {"type": "string", "enum": ids}
    elif part.get("type") == "string":
        part.pop("pattern", None)
        part["enum"] = ids
