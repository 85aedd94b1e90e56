"""Typed rows out of plain ones, for tests that write the rows of a question down."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from ofmkg.graph.rows import column, records
from ofmkg.graph.stores import Rows

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)
else:
    Record = TypeVar("Record")


def typed(kind: type[Record], rows: Iterable[Mapping[str, str]]) -> list[Record]:
    """Return rows, given as texts by column, as a store would give them."""
    columns = tuple(column(field.name) for field in fields(kind))
    terms = (
        tuple(ox.Literal(row[name]) if name in row else None for name in columns) for row in rows
    )
    return records(Rows(columns, tuple(terms)), kind)
