"""The query library: one .rq file per question in `queries/questions/`, with a grlc-style header.

A parameter is a variable that the query binds in a `VALUES ?name { ... }` clause; what stands
there is its default (`UNDEF` = no restriction). Binding a parameter replaces the content of the
clause by one validated term, everywhere in the query, so that the same text runs on any engine
and no query is ever built by pasting strings. An unbound `UNDEF` clause is taken out, because
engines join badly with it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ofmkg.errors import QueryError, UnreadableError
from ofmkg.graph import folders
from ofmkg.graph.resources import room
from ofmkg.graph.terms import did_you_mean

_CLAUSE = re.compile(r"VALUES\s+\?(\w+)\s*\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: its name, type (`ofm:` class, "string", "date" ...), default.

    `usual` tells of a collection (`usually: default` in the header) that tables show the default
    one unless it is given, or a single study or work is asked about; `all` names every collection.
    """

    name: str
    type: str
    description: str
    default: str | None
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the library with what its header says, and the folder that it stands in.

    `wide` says of an answer with more columns than one reads at a glance why it has them; "" of
    others. The folder of a query that anyone wrote is "".
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    sparql: str
    folder: str = ""
    wide: str = ""


@cache
def text(name: str) -> str:
    """Return the SPARQL of a question. Raises QueryError for an unknown name."""
    return _read(_file(name))


def _file(name: str) -> Path:
    path = folders.files().get(name)
    if path is None:
        raise QueryError(
            f"There is no question {name!r}.{did_you_mean(name, names())} "
            "See all of them with: ofmkg queries"
        )
    return path


@cache
def part(name: str) -> str:
    """Return the SPARQL of one of the queries in `queries/parts/`, which analyses are made of."""
    return _read(room("queries") / "parts" / f"{name}.rq")


@cache
def bare(sparql: str) -> str:
    """Return a query without its header, which engines would read each time for nothing."""
    return re.sub(r"\A(?:#\+[^\n]*\n)+", "", sparql)


def of_tools(name: str, terms: Mapping[str, Sequence[ox.NamedNode]]) -> str:
    """Return a query in `queries/tools/`, which describe the graph to programs, bound to terms."""
    return bind(_read(room("queries") / "tools" / f"{name}.rq"), terms)


def of_stores(name: str, terms: Mapping[str, Sequence[ox.NamedNode]] | None = None) -> str:
    """Return a query (.rq) or update (.ru) in `queries/stores/`, bound to terms as by `bind`."""
    return bind(_read(room("queries") / "stores" / name), terms or {})


def of_nanopublications(name: str) -> str:
    """Return a query in `queries/nanopublications/`, which says what stands in their graphs."""
    return bare(_read(room("queries") / "nanopublications" / f"{name}.rq"))


def of_view(folder: str = ".") -> list[str]:
    """Return the queries in `queries/view/`, or in a folder of it, that the view is made by."""
    return [bare(_read(path)) for path in sorted((room("queries") / "view" / folder).glob("*.rq"))]


def names() -> list[str]:
    """Return the names of all questions, sorted."""
    return list(folders.files())


def load(name: str) -> Question:
    """Return a question of the library, or the one in a file whose name ends in `.rq`.

    Raises QueryError for an unknown name, a bad header, an unreadable file, or one with a query
    that the guard refuses.
    """
    if not name.endswith(".rq"):
        return parse(name, text(name), _file(name).parent.name)
    return parse(Path(name).stem, _of_file(Path(name)))


def _of_file(path: Path) -> str:
    """Return a query that anyone wrote, if no engine comes to harm by it."""
    from ofmkg.graph import bounds, guard  # of the questions here, nobody need be afraid

    try:
        sparql = bounds.content(path).decode("utf-8-sig")
        guard.check(sparql)
    except UnreadableError as error:
        raise QueryError(str(error)) from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: is not in UTF-8; save the file as UTF-8.") from error
    except guard.RefusedQuery as refused:
        raise QueryError(f"{path}: {refused}") from refused
    return sparql


@lru_cache(maxsize=256)  # a question is asked many times, and reading YAML takes longer than many
def parse(name: str, sparql: str, folder: str = "") -> Question:
    """Parse the header of a query: the leading lines that start with `#+`, read as YAML.

    `folder` is the one of the library that it stands in.

    Raises QueryError if the header is no YAML mapping.
    """
    lines = [line[2:].removeprefix(" ") for line in sparql.splitlines() if line.startswith("#+")]
    header = _header(name, "\n".join(lines))
    parameters = tuple(
        Parameter(
            key,
            str(spec["type"]),
            str(spec.get("description", "")),
            _text(spec, "default"),
            spec.get("usually") == "default",
        )
        for key, spec in _specs(name, header)
    )
    return Question(
        name,
        str(header.get("summary", "")),
        str(header.get("description", "")).strip(),
        tuple(str(tag) for tag in header.get("tags") or ()),
        parameters,
        sparql,
        folder,
        str(header.get("wide", "")).strip(),
    )


def _header(name: str, written: str) -> dict[str, Any]:
    import yaml

    try:
        if "*" in written and any(isinstance(t, yaml.AliasToken) for t in yaml.scan(written)):
            raise QueryError(f"The header of {name} has an alias (`*name`); write it out.")
        header = yaml.safe_load(written) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise QueryError(f"The header of {name} is not YAML: {reason}") from error
    if not isinstance(header, dict):
        raise QueryError(f"The header of {name} is not a list of `#+ key: value` lines.")
    return header


def _specs(name: str, header: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    params = header.get("params") or {}
    good = isinstance(params, dict) and all(
        isinstance(key, str) and isinstance(spec, dict) and "type" in spec
        for key, spec in params.items()
    )
    if not good:
        raise QueryError(
            f"The header of {name} has parameters that are none; write each as "
            "`name: {type: string}`."
        )
    return params.items()


def bind(sparql: str, terms: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> str:
    """Return the query with each parameter bound to its terms, by the VALUES clause of its name.

    Raises QueryError for a parameter that the query has no clause for.
    """
    start, clauses = cut(sparql)
    unknown = set(terms) - {name for name, _, _ in clauses}
    if unknown:
        raise QueryError(f"The query has no parameter {', '.join(sorted(unknown))}.")
    bound = {
        name: f"VALUES ?{name} {{ {' '.join(map(str, values))} }}" for name, values in terms.items()
    }
    return start + "".join(
        bound.get(name, f"VALUES ?{name} {{ {kept} }}" if kept else "") + rest
        for name, kept, rest in clauses
    )


@lru_cache(maxsize=512)
def cut(sparql: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """Return what stands before the first clause, and each: name, default or "", what follows."""
    start, *parts = _CLAUSE.split(sparql)
    clauses = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return start, tuple(
        (name, "" if kept == "UNDEF" else kept, rest)
        for name, default, rest in clauses
        for kept in [default.strip()]
    )


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _text(spec: Mapping[str, object], key: str) -> str | None:
    return None if spec.get(key) is None else str(spec[key])
