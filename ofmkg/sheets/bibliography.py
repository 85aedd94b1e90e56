"""Sheets begun from a bibliography: what it says of each work is filled in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from ofmkg.analyses.cite import WorkRow
from ofmkg.bibliography.records import Record
from ofmkg.errors import UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import Id, records
from ofmkg.sheets.parts import plain
from ofmkg.sheets.things import slug
from ofmkg.sheets.tree import dump
from ofmkg.sheets.values import SLUG
from ofmkg.sheets.works import Work

NEEDED = ("label", "title", "authors", "issued", "kind")  # of a work that is new to the graph
_BEYOND = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class KindRow:
    """A row of the question `work-kinds`."""

    kind: Id
    format: str
    name: str


@dataclass(frozen=True, slots=True)
class Begun:
    """The work of a sheet as a bibliography has it.

    `known` tells that the graph describes the work, so that its id is enough; `missing` are needed
    keys that the bibliography does not give, `left_out` those whose value no sheet takes.
    """

    key: str
    work: Mapping[str, Any]
    known: bool
    missing: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the id of the work."""
        return str(self.work["id"])

    def block(self) -> str:
        """Return the part `work` of a sheet as YAML, with a line for each key still to be given."""
        lines = [dump({"work": dict(self.work)})]
        lines += [f"  {key}:    # not in the bibliography\n" for key in self.missing]
        return "".join(lines)

    def __str__(self) -> str:
        """Say in one line what was taken from where."""
        if self.known:
            return f"{self.key}: is already described as {self.id}; the sheet gives its id only."
        lacks = f" Still to be given: {', '.join(self.missing)}." if self.missing else ""
        left = f" Left out as not valid: {', '.join(self.left_out)}." if self.left_out else ""
        return f"{self.key}: becomes {self.id}.{lacks}{left}"


def begun(
    found: Sequence[Record],
    format: str,
    graph: Graph,
    ids: Iterable[str] = (),
    name: str | None = None,
) -> tuple[Begun, ...]:
    """Return the works that the references of a bibliography are.

    Their ids are made of name and year, and are none of `ids`, unless `name` is that of the only
    one. Raises UsageError for a name where there are several references.
    """
    if name and len(found) != 1:
        raise UsageError(
            f"The bibliography has {len(found)} references; leave out the id {name}, so that each "
            "gets one of its own."
        )
    kinds = {
        row.name.lower(): slug(row.kind)
        for row in records(graph.query("work-kinds"), KindRow)
        if row.format == format
    }
    described = records(graph.query("bibliography"), WorkRow)
    numbers = {number: row.work for row in described for number in (row.doi, row.arxiv) if number}
    taken = {*ids, *(row.work for row in described)}
    made = []
    for each in found:
        known = next((numbers[n] for n in _numbers(each) if n in numbers), None)
        if known is None:
            id = name or _free(_base(each), taken)
            taken.add(id)
            made.append(_begun(each, id, kinds))
        else:
            made.append(Begun(each.key, {"id": known}, True, (), ()))
    return tuple(made)


def _numbers(found: Record) -> Iterable[str]:
    return filter(None, (found.fields.get("doi"), found.fields.get("arxiv")))


def _begun(found: Record, id: str, kinds: Mapping[str, str]) -> Begun:
    kind = kinds.get(found.kind.lower())
    if found.fields.get("arxiv") and found.fields.get("venue", "arXiv") == "arXiv":
        kind = "preprint"
    authors = [
        {key: part for key, part in asdict(author).items() if part} for author in found.authors
    ]
    fields = {key: value for key, value in found.fields.items() if key != "title"}
    said: dict[str, Any] = {
        "id": id,
        "label": _label(found),
        "title": found.fields.get("title"),
        "authors": authors,
        "more_authors": "yes" if found.more_authors else None,
        "kind": kind,
        **fields,
    }
    said = {key: value for key, value in said.items() if value}
    wrong = _wrong(said)
    kept = {key: value for key, value in said.items() if key not in wrong}
    work = plain(Work.model_validate(kept))
    missing = tuple(key for key in NEEDED if key not in work)
    return Begun(found.key, work, False, missing, tuple(sorted(wrong)))


def _wrong(said: Mapping[str, Any]) -> set[str]:
    """Return the keys whose values no sheet takes."""
    from pydantic import ValidationError

    try:
        Work.model_validate(said)
    except ValidationError as error:
        return {str(each["loc"][0]) for each in error.errors()}
    return set()


def _year(found: Record) -> str:
    return found.fields.get("issued", "")[:4]


def _label(found: Record) -> str | None:
    """Return how a work is called in running text: Smith 2026, Smith and Lee 2026, Smith et al."""
    names = [author.family or author.label for author in found.authors]
    if not names:
        return None
    several = found.more_authors or len(names) > 2
    who = f"{names[0]} et al." if several else " and ".join(names)
    return f"{who} {_year(found)}".strip()


def _base(found: Record) -> str:
    """Return name and year as an id."""
    from anyascii import anyascii

    author = next(iter(found.authors), None)
    name = (author.family or author.label) if author else found.fields.get("title", found.key)
    between = "" if author and author.family else "-"  # De Gregorio is degregorio
    words = _BEYOND.sub(between, anyascii(name).lower())
    short = "-".join(words.strip("-").split("-")[:4]) or "work"
    year = _year(found)
    return f"{short}-{year}" if year else short


def _free(base: str, taken: set[str]) -> str:
    """Return an id that nothing has yet: smith-2026, smith-2026b, smith-2026c ..."""
    letters = [*ascii_lowercase[1:], *(f"-{n}" for n in range(2, 10_000))]
    every = (base, *(f"{base}{letter}" for letter in letters))
    return next(id for id in every if id not in taken and re.fullmatch(SLUG, id))


def filled(text: str, work: Begun) -> str:
    """Return the text of a new sheet with its part `work` filled in."""
    return re.sub(r"(?ms)^work:\n.*?(?=^collection:)", lambda _: work.block(), text, count=1)


def targets(folder: Path, works: Sequence[Begun]) -> tuple[Path, ...]:
    """Return the files of works in a folder of sheets.

    Raises UsageError if one of them is there already, or if no folder is named.
    """
    if folder.suffix or folder.is_file():
        raise UsageError(f"{folder}: is to hold {len(works)} sheets; name a folder with -o DIR.")
    paths = tuple(folder / f"{work.id}.yaml" for work in works)
    there = next((path for path in paths if path.exists()), None)
    if there:
        raise UsageError(f"{there}: is there already; name another folder, or move it away.")
    twice = next((path for n, path in enumerate(paths) if path in paths[:n]), None)
    if twice:
        raise UsageError(f"{twice}: two references are this one work; remove one of them.")
    return paths
