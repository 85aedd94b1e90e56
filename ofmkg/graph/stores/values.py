"""Results as SPARQL has them, from servers that write them in another way, such as Virtuoso."""

import json
import re

from ofmkg.graph.terms import PREFIXES

_XSD = PREFIXES["xsd"]
_TEST = re.compile(r"\bBOUND\s*\([^()]*\)\s+AS\s+\?(\w+)", re.IGNORECASE)
_DISTINCT = re.compile(r"^\s*SELECT\s+DISTINCT\b", re.IGNORECASE | re.MULTILINE)
_SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)
_WORDS = {"1": "true", "0": "false"}


def as_standard(content: bytes, sparql: str) -> bytes:
    """Return results in JSON with true and false where a server wrote 1 and 0, and no row twice.

    A test comes as a number, a stored boolean as one of another spelling. Rows are told apart only
    if the query asks for that: of rows with long texts Virtuoso does not always notice it.
    """
    found = json.loads(content)
    rows = found.get("results", {}).get("bindings")
    if rows is None:
        return content
    tests = set(_TEST.findall(sparql))
    for row in rows:
        for column, cell in row.items():
            kind = cell.get("datatype")
            test = kind == f"{_XSD}integer" and column in tests
            if cell["value"] in _WORDS and (test or kind == f"{_XSD}boolean"):
                cell["value"], cell["datatype"] = _WORDS[cell["value"]], f"{_XSD}boolean"
    first = _SELECT.search(sparql)
    if first and _DISTINCT.match(sparql, first.start()):
        told = {json.dumps(row, sort_keys=True): row for row in rows}
        found["results"]["bindings"] = list(told.values())
    return json.dumps(found).encode()


def as_boolean(content: bytes) -> bytes:
    """Return the answer to ASK in JSON where a server answered with a table of one number, or none.

    Raises ValueError for any other table.
    """
    found = json.loads(content)
    if "boolean" in found:
        return content
    cells = [cell for row in found["results"]["bindings"] for cell in row.values()]
    if len(cells) > 1 or not all(cell["value"] in _WORDS for cell in cells):
        raise ValueError("it is no boolean")
    return json.dumps({"head": {}, "boolean": any(c["value"] == "1" for c in cells)}).encode()
