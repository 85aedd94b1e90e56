"""The form of a sheet as JSON Schema, with the ids that the graph knows, for editors."""

from typing import Any

from ofmkg.sheets import rules
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.vocabulary import Vocabulary

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the JSON Schema; every id becomes a list of those that exist."""
    found = Sheet.model_json_schema(by_alias=True)
    _fill(found, vocabulary)
    return {"$schema": _DRAFT, **found, "title": "Coding sheet of ofmkg"}


def _fill(part: Any, vocabulary: Vocabulary) -> None:  # noqa: ANN401 - any JSON
    if isinstance(part, list):
        for each in part:
            _fill(each, vocabulary)
    if not isinstance(part, dict):
        return
    kind = part.pop("x-kind", None)
    if isinstance(kind, str) and kind not in rules.CHECKED_LATER:
        _name(part, sorted(rules.known_ids(kind, vocabulary)))
    for each in part.values():
        _fill(each, vocabulary)


def _name(part: dict[str, Any], ids: list[str]) -> None:
    """Put the ids where a field holds an id: in itself, its items, or one of its forms."""
    for form in part.get("anyOf", []):
        _name(form, ids)
    if part.get("type") == "array":
        part["items"] = {"type": "string", "enum": ids}
    elif part.get("type") == "string":
        part.pop("pattern", None)
        part["enum"] = ids
