"""A view of ofmkg as something to cite: what it is called, where it is, and the works behind it.

A view is the address of an analysis with what it asks, or of a thing.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from ofmkg.analyses.declaration import Analysis, Parameter, analysis, named
from ofmkg.errors import UsageError
from ofmkg.graph.asking import Graph
from ofmkg.graph.terms import BASE, short

_SUFFIXES = (".html", ".json", ".svg", ".png", ".pdf", ".csv", ".md", ".ttl")
_HOST = "https://w3id.org"


@dataclass(frozen=True, slots=True)
class View:
    """A view: its short address, what it is called, and the ids of the works behind it."""

    address: str
    title: str
    works: tuple[str, ...]


def view(graph: Graph, address: str) -> View:
    """Return the view at an address: in full, or from its first slash on.

    Raises UsageError for an address that asks for what no analysis takes, and UnknownIdError where
    nothing stands.
    """
    parts = urlsplit(address)
    path = unquote(parts.path)
    if address.startswith(_HOST):
        path = path.removeprefix("/ofmkg")
    for suffix in _SUFFIXES:
        path = path.removesuffix(suffix)
    asked = parse_qsl(parts.query)
    path = f"/{path.strip('/')}"
    name, _, thing = path.strip("/").partition("/")
    chosen = analysis(name) if name else None
    short_address = f"{BASE}{path.strip('/')}" + (f"?{urlencode(asked)}" if asked else "")
    works = frozenset(graph.labels("Work"))
    if chosen and chosen.of_thing == bool(thing) and chosen.name not in ("cite", "search"):
        values = _values(chosen, asked, thing)
        found = chosen.asked(graph, values, graph if chosen.against else None)
        behind = sorted(set(_named(found)) & works)
        return View(short_address, _title(chosen, graph, values), tuple(behind))
    if not thing:
        raise UsageError(
            f"{address}: is no view that can be cited; name an analysis or a thing, such as "
            "/matrix or /claim/ID."
        )
    rows = graph.query("statements", thing=f"{BASE}{path.strip('/')}").dicts()
    behind = sorted({short(row["value"]) for row in rows if row["direction"] == "out"} & works)
    label = next((row["value"] for row in rows if row["property"].endswith("#label")), thing)
    return View(short_address, label, tuple(behind))


def _values(chosen: Analysis, asked: list[tuple[str, str]], thing: str) -> dict[str, Any]:
    """Return what an address asks by names of parameters. Raises UsageError for what none takes."""
    values: dict[str, Any] = {each.name: each.default for each in chosen.offered("service")}
    offered = {each.query or each.name: each for each in chosen.offered("service")}
    first = next((each for each in chosen.offered("service") if each.argument), None)
    if thing and first:
        values[first.name] = thing
    for key, value in asked:
        if key not in offered:
            raise UsageError(f"{chosen.name} takes no {key}; a view is cited as it stands.")
        each = offered[key]
        values[each.name] = (
            (*(values[each.name] or ()), value) if each.many else _value(each, value)
        )
    if missing := [
        each.name for each in chosen.offered("service") if each.required and not values[each.name]
    ]:
        raise UsageError(f"{chosen.name} needs {missing[0]}, as in /{chosen.name}?{missing[0]}=ID.")
    if chosen.check:
        named(chosen.check)(values)
    return values


def _value(each: Parameter, text: str) -> object:
    if each.kind is bool:
        return text.lower() in ("true", "1", "yes")
    if each.kind is int:
        try:
            return int(text)
        except ValueError as error:
            raise UsageError(f"{each.name}: {text!r} is no number.") from error
    return text


def _title(chosen: Analysis, graph: Graph, values: Mapping[str, Any]) -> str:
    """Return what a view is called: what the analysis is, and of what it was asked."""
    given = []
    for each in chosen.parameters:
        value = values.get(each.name)
        if value in (None, (), each.default) or each.layout:
            continue
        those = value if isinstance(value, tuple) else (each.name if value is True else value,)
        labels = graph.labels(each.of) if each.of else {}
        given += [labels.get(str(one), f"{one}") for one in those]
    return f"{chosen.summary}: {', '.join(given)}" if given else chosen.summary


def _named(found: object) -> Iterator[str]:
    """Yield all short texts that a result holds: ids of works are among them."""
    if isinstance(found, str):
        yield found
    elif dataclasses.is_dataclass(found):
        for each in dataclasses.fields(found):
            yield from _named(getattr(found, each.name))
    elif isinstance(found, tuple | list | frozenset | set):
        for one in found:
            yield from _named(one)
    elif isinstance(found, Mapping):
        yield from _named(tuple(found.items()))
