"""What a file is that was given where another was expected, and the way in that it has."""

import csv
import json
from pathlib import Path
from shlex import quote

_HEAD = 1 << 20  # bytes that are looked at; a bibliography that is longer is told by its name alone
_BIBLIOGRAPHIES = {".bib": "BibTeX", ".ris": "RIS"}
_RDF = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".owl", ".xml")
_SHEETS = (".yaml", ".yml", ".xlsx")
_JUDGED = {"Overall", "D1"}  # columns by which robvis knows a table
_EPOCH = "Model accessibility"


def told(path: Path, *, sheet: bool = False) -> str | None:
    """Return what a file is and what to do with it, as the end of a line; None if nobody knows.

    `sheet` tells that it was given as a coding sheet; otherwise as RDF or as something else.
    """
    name, suffix = quote(str(path)), path.suffix.lower()
    kind = _BIBLIOGRAPHIES.get(suffix) or ("CSL JSON" if _is_csl(path) else None)
    if kind:
        return (
            f"is a bibliography ({kind}); begin sheets with its works: "
            f"ofmkg sheet new --from {name} -o sheets"
        )
    if suffix == ".csv":
        return _of_table(path, name)
    if suffix in (".yaml", ".yml") and _lists_assets(path):
        return (
            "lists assets of Ecosystem Graphs; take over what it states on weights: "
            f"ofmkg import {name} --data DIR"
        )
    if sheet and suffix in _RDF:
        return f"is RDF by its name, and no sheet; check it with: ofmkg validate {name}"
    if not sheet and suffix in _SHEETS:
        return f"is a coding sheet by its name; check it with: ofmkg sheet check {name}"
    return None


def _of_table(path: Path, name: str) -> str | None:
    columns = _columns(path)
    if _EPOCH in columns:
        return (
            "is the table of Epoch AI; take over what it states on weights: "
            f"ofmkg import {name} --data DIR"
        )
    if columns >= _JUDGED:
        return (
            "is a table of judgements on the risk of bias, as robvis draws them; these have no "
            "place here. Which steps a study addresses is coded in a sheet: ofmkg sheet new ID"
        )
    return None


def _columns(path: Path) -> set[str]:
    lines = _text(path).splitlines()
    try:
        return {each.strip() for each in next(csv.reader(lines[:1]), [])}
    except csv.Error:
        return set()


def _is_csl(path: Path) -> bool:
    if path.suffix.lower() != ".json":
        return False
    try:
        found = json.loads(_text(path))
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(found, list)
        and bool(found)
        and all(isinstance(each, dict) and {"type", "title"} <= each.keys() for each in found)
    )


def _lists_assets(path: Path) -> bool:
    """Tell by its lines, for YAML takes long to read: a list whose items have type and name."""
    lines = [line for line in _text(path).splitlines() if line.strip() and line[0] != "#"]
    if not lines or not lines[0].startswith("- "):
        return False
    first = [lines[0][2:].strip()]
    for line in lines[1:]:
        if line[0] == "-":
            break
        first.append(line.strip())
    keys = {line.partition(":")[0] for line in first}
    return {"type", "name"} <= keys


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
