"""Results as the JSON objects of the contract."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from ofmkg.graph.scenarios import Scenario


def to_json(
    result: "DataclassInstance",
    reading: "DataclassInstance | None" = None,
    read_with: "DataclassInstance | None" = None,
) -> str:
    """Return the result of an analysis as JSON text, two spaces deep, ending in a newline.

    `reading` and `read_with` are added under these names if given.
    """
    return json.dumps(_told(result, reading, read_with), ensure_ascii=False, indent=2) + "\n"


def to_plain(
    result: "DataclassInstance", reading: "Scenario", read_with: "DataclassInstance | None" = None
) -> dict[str, Any]:
    """Return what `to_json` writes, as dicts and lists; a reading is told if it is not plain."""
    return _told(result, None if reading.is_plain else reading, read_with)


def _told(
    result: "DataclassInstance",
    reading: "DataclassInstance | None",
    read_with: "DataclassInstance | None",
) -> dict[str, Any]:
    more = {"reading": reading, "read_with": read_with}
    return to_object(result) | {name: asdict(each) for name, each in more.items() if each}


def to_object(result: "DataclassInstance") -> dict[str, Any]:
    """Return the result of an analysis as plain dicts and lists; ids are short ids.

    A field that ends in an underscore, since Python keeps its name for itself, is written without.
    """
    return asdict(result, dict_factory=_named)


def _named(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name.removesuffix("_"): value for name, value in fields}
