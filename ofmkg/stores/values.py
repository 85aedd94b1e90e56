"""Values as SPARQL has them, from servers that keep them in another way."""

import json
import re
from collections.abc import Collection

from ofmkg.terms import NS, PREFIXES

_XSD = PREFIXES["xsd"]
_COMPUTED = re.compile(r"\b(?:BOUND|EXISTS)\s*\(?[^()]*\)\s+AS\s+\?(\w+)", re.IGNORECASE)
_WORDS = {"1": "true", "0": "false"}


def with_booleans(content: bytes, sparql: str, properties: Collection[str]) -> bytes:
    """Return results in JSON with true and false where a server wrote 1 and 0, as Virtuoso does.

    That is so for variables that the query gives to one of the properties (IRIs whose values are
    booleans) or to a test, and for rows that name such a property.
    """
    names = "|".join(re.escape(p.removeprefix(NS)) for p in properties if p.startswith(NS))
    columns = set(_COMPUTED.findall(sparql))
    if names:
        columns |= set(re.findall(rf"\bofm:(?:{names})\s+\?(\w+)", sparql))
    found = json.loads(content)
    for row in found.get("results", {}).get("bindings", ()):
        named = any(cell["value"] in properties for cell in row.values())
        for column, cell in row.items():
            number = cell.get("datatype") == f"{_XSD}integer" and cell["value"] in _WORDS
            if number and (named or column in columns):
                cell["value"], cell["datatype"] = _WORDS[cell["value"]], f"{_XSD}boolean"
    return json.dumps(found).encode()
