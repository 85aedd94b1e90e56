"""Reads catalogues of models: the YAML of Ecosystem Graphs and the table of Epoch AI."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ofmkg.bibliography import kinds
from ofmkg.bibliography.records import date
from ofmkg.errors import UnreadableError

ECOSYSTEM, EPOCH = "ecosystem-graphs", "epoch-ai"
_LIMIT = 50_000_000  # bytes; the table of Epoch AI has about five million
_NAMES, _ACCESS = ("Model", "System"), "Model accessibility"


@dataclass(frozen=True, slots=True)
class Model:
    """What a catalogue says of one model, in its own words; `place` is where it says so."""

    name: str
    place: str
    access: str | None = None
    organization: str | None = None
    date: str | None = None
    licence: str | None = None
    size: str | None = None


def read(path: Path) -> tuple[str, tuple[Model, ...]]:
    """Return which catalogue a file is of, and its models.

    Raises UnreadableError if it is not there, or is none of the catalogues that are known.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: does not exist; check the path.") from error
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: is not in UTF-8; save the file as UTF-8.") from error
    if len(content) > _LIMIT:
        raise UnreadableError(f"{path}: is longer than any catalogue; check that it is one.")
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return ECOSYSTEM, tuple(_ecosystem(text, path))
    if suffix == ".csv":
        return EPOCH, tuple(_epoch(text, path))
    told = kinds.told(path) or (
        "is no catalogue by its name; it ends with .yaml (Ecosystem Graphs) or .csv (Epoch AI)."
    )
    raise UnreadableError(f"{path}: {told}")


def _ecosystem(text: str, path: Path) -> Iterator[Model]:
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.BaseLoader)):
            raise UnreadableError(f"{path}: refers by *; a catalogue does not. Write values out.")
        entries = yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise UnreadableError(f"{path}{where}: is not YAML; mend it.") from error
    known = isinstance(entries, list) and all(isinstance(each, dict) for each in entries)
    if not known or not all("type" in each and "name" in each for each in entries):
        raise UnreadableError(
            f"{path}: is not of Ecosystem Graphs, whose files list assets with type and name."
        )
    for each in entries:
        if _said(each["type"]) == "model" and (name := _said(each["name"])):
            yield Model(
                name,
                f"assets/{path.name}, {name}",
                _said(each.get("access")),
                _said(each.get("organization")),
                date(_said(each.get("created_date"))),
                _said(each.get("license")),
                _said(each.get("size")),
            )


def _said(value: Any) -> str | None:  # noqa: ANN401 - text, or text with an explanation
    if isinstance(value, Mapping):
        value = value.get("value")
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _epoch(text: str, path: Path) -> Iterator[Model]:
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = rows.fieldnames or ()
        title = next((name for name in _NAMES if name in columns), None)
        if title is None or _ACCESS not in columns:
            told = kinds.told(path) or (
                f"is not the table of Epoch AI, which has the columns Model and {_ACCESS}."
            )
            raise UnreadableError(f"{path}: {told}")
        for row in rows:
            if name := _said(row[title]):
                yield Model(
                    name,
                    f"{path.name}, {name}",
                    _said(row[_ACCESS]),
                    _said(row.get("Organization")),
                    date(_said(row.get("Publication date"))),
                    None,
                    _said(row.get("Parameters")),
                )
    except csv.Error as error:
        raise UnreadableError(f"{path}: is not CSV ({error}); mend it.") from error
