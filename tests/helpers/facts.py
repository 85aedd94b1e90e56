"""The numbers that are known of the data that come with ofmkg, as `tests/facts.yaml` has them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parents[1] / "facts.yaml"
PREFIXES = """
PREFIX ofm: <https://w3id.org/ofmkg/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""

Facts = Mapping[str, Mapping[str, int]]


@cache
def read() -> Facts:
    """Return how many solutions each pattern has, by collection."""
    found: Facts = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def of_all(facts: Facts, pattern: str) -> int:
    """Return how many solutions a pattern has in the data of all collections."""
    return sum(found.get(pattern, 0) for found in facts.values())
