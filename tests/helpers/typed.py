"""Typed rows out of plain ones, for tests that write the rows of a question down."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from ofmkg.graph.rows import read

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)
else:
    Record = TypeVar("Record")


def typed(kind: type[Record], rows: Iterable[Mapping[str, str]]) -> list[Record]:
    """Return rows, given as texts by column, as a store would give them."""
    return read(rows, kind)
