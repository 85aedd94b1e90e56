"""Tabs by which a page is seen for one collection, for another, or for all side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from ofmkg.analyses.declaration import Analysis, Parameter
from ofmkg.graph.model import Collection

ALL = "all"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: the address of the page for a collection, whose label is None for all of them."""

    href: str
    label: str | None
    current: bool


def tabs(
    chosen: Analysis, given: Mapping[str, Any], request: Request, collections: Iterable[Collection]
) -> tuple[Tab, ...]:
    """Return the tabs of the page of an analysis, where it is asked of collections.

    Two works are compared as they are: they have no tabs, nor has a graph of one collection.
    """
    parameter = next((p for p in chosen.offered("service") if p.of == "Collection"), None)
    if parameter is None or given.get("a"):
        return ()
    left = (parameter.name, "page")
    others = [each for each in request.query_params.multi_items() if each[0] not in left]
    shown = given.get(parameter.name)
    return _tabs(request.url.path, others, shown, parameter, tuple(collections))


def to_table(path: str, collections: Iterable[Collection]) -> tuple[Tab, ...]:
    """Return the tabs that lead from elsewhere to a table which shows the default collection."""
    return _tabs(path, [], None, None, tuple(collections))


def of_list(
    request: Request,
    parameter: Parameter | None,
    shown: str | None,
    collections: Iterable[Collection],
) -> tuple[Tab, ...]:
    """Return the tabs of a list that is of collections by a parameter; none without one."""
    if parameter is None:
        return ()
    return _tabs(request.url.path, [], shown, parameter, tuple(collections))


def _tabs(
    path: str,
    others: list[tuple[str, str]],
    shown: str | None,
    parameter: Parameter | None,
    collections: tuple[Collection, ...],
) -> tuple[Tab, ...]:
    if len(collections) < 2:
        return ()
    default = next((c.id for c in collections if c.is_default), None)
    usual = parameter.default if parameter and parameter.default else default
    choices = [*((c.id, c.label) for c in collections), (ALL, None)]
    return tuple(
        Tab(
            _address(path, [*others, *([] if each == usual else [("collection", each)])]),
            label,
            parameter is not None and each == (shown or usual),
        )
        for each, label in choices
    )


def _address(path: str, query: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
