"""Results as the JSON objects of the contract."""

import json
from dataclasses import asdict
from typing import Any

from ofmkg.model import Comparison, Matrix


def to_json(result: Comparison | Matrix) -> str:
    """Return a comparison or matrix as JSON text, two spaces deep, ending in a newline."""
    return json.dumps(to_object(result), ensure_ascii=False, indent=2) + "\n"


def to_object(result: Comparison | Matrix) -> dict[str, Any]:
    """Return a comparison or matrix as plain dicts and lists; ids are short ids."""
    return asdict(result)
