"""The tables that the form of a sheet becomes: one for what stands once, one for each list.

They follow from the form alone, so that a new key of it is a new column here. What stands once in
a row (`evidence` of a claim) becomes columns `evidence.design`, ...; a list of rows within a row
becomes a table of its own, whose first column names the row that its rows belong to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from ofmkg.sheets.model import Sheet
from ofmkg.sheets.parts import Part, listed, part_of

HEAD = "work"  # the table of what stands once, one key a row
KEY, VALUE = "key", "value"
KNOWN = "known"  # the table of ids to choose from, which is written but never read
_OF = "of_"


class Form(Enum):
    """How the value of a column is written."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes-no"
    LIST = "list"


# What is asked of a field to find its form; ids take a date for an id, so they are asked first.
_PROBES = (("a-word", Form.TEXT), ("2024-02-27", Form.DATE))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table (or one key of the head): what it is called and may hold."""

    path: tuple[str, ...]
    form: Form
    needed: bool
    may_lack: bool  # an empty list says something else than no list
    kind: str | None = None  # of the things whose ids it holds
    words: tuple[str, ...] = ()  # the only ones that the form itself allows

    @property
    def name(self) -> str:
        """Return the heading."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """One list of the form: where its rows belong, and its columns."""

    name: str
    path: tuple[str, ...]  # from the row that it belongs to
    part: type[Part]
    owner: str | None  # the table whose rows have such lists
    reference: str | None  # the column that names the row of the owner
    alone: bool  # rows may belong to the sheet itself
    key: str  # the column by which other tables name a row of this one
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Return all headings in order."""
        first = (self.reference,) if self.reference else ()
        return (*first, *(column.name for column in self.columns))


@dataclass(frozen=True, slots=True)
class Layout:
    """All tables of a form."""

    head: tuple[Column, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """A list of rows somewhere in the form; `owner` is the list whose rows have it."""

    path: tuple[str, ...]
    part: type[Part]
    owner: "_List | None" = None

    @property
    def name(self) -> str:
        return self.path[-1]


@cache
def layout(form: type[Part] = Sheet) -> Layout:
    """Return the tables of a form, owners before what belongs to them.

    Raises TypeError for a form that tables cannot hold: one in which rows of one list would have
    to name rows of several others, or two lists of one name differ.
    """
    groups: dict[str, list[_List]] = {}
    for each in _lists(form):
        groups.setdefault(each.name, []).append(each)
    return Layout(tuple(_columns(form)), tuple(map(_table, groups.values())))


def _table(group: list[_List]) -> Table:
    """Return the table of all lists of one name, as are positions of analyses and of the sheet."""
    first, columns = group[0], tuple(_columns(group[0].part))
    owners = {(each.owner.name, each.owner.part) for each in group if each.owner}
    kinds = {(each.path, each.part) for each in group}
    if len(owners) > 1 or len(kinds) > 1 or first.name in (HEAD, KNOWN):
        raise TypeError(f"one table cannot hold every list that is called {first.name}")
    owner, part = next(iter(owners), (None, None))
    return Table(
        name=first.name,
        path=first.path,
        part=first.part,
        owner=owner,
        reference=f"{_OF}{part.__name__.lower()}" if part else None,
        alone=any(each.owner is None for each in group),
        key="id" if "id" in first.part.model_fields else _first_needed(columns),
        columns=columns,
    )


def _first_needed(columns: tuple[Column, ...]) -> str:
    return next((column.name for column in columns if column.needed), columns[0].name)


def _lists(
    part: type[Part], owner: _List | None = None, path: tuple[str, ...] = ()
) -> Iterator[_List]:
    """Yield the lists of rows of a part, each before those within its rows."""
    for name, field in part.model_fields.items():
        held = part_of(field.annotation)
        if held and listed(field.annotation):
            found = _List((*path, name), held, owner)
            yield found
            yield from _lists(held, found)
        elif held:
            yield from _lists(held, owner, (*path, name))


def _columns(part: type[Part], path: tuple[str, ...] = (), needed: bool = True) -> Iterator[Column]:
    """Yield the columns of a part, with those of the parts that stand once in it."""
    for name, field in part.model_fields.items():
        here, must = (*path, name), needed and field.is_required()
        held = part_of(field.annotation)
        if held and not listed(field.annotation):
            yield from _columns(held, here, must)
        elif not held:
            extra = field.json_schema_extra
            kind = extra.get("x-kind") if isinstance(extra, dict) else None
            form = _form(field)
            yield Column(
                path=here,
                form=form,
                needed=must,
                may_lack=form is Form.LIST and not field.is_required() and field.default is None,
                kind=kind if isinstance(kind, str) else None,
                words=("yes", "no") if form is Form.YES_NO else _words(field.annotation),
            )


def _words(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    return tuple(word for each in get_args(annotation) for word in _words(each))


def _form(field: FieldInfo) -> Form:
    """Return how a field is written, by what it takes: the form itself knows best."""
    if listed(field.annotation):
        return Form.LIST
    kind: Any = field.annotation
    for each in field.metadata:
        kind = Annotated[kind, each]
    taker: TypeAdapter[Any] = TypeAdapter(kind)
    if _takes(taker, "12") and isinstance(taker.validate_python("12"), int):
        return Form.NUMBER  # also where a text may say it in words
    for text, form in _PROBES:
        if _takes(taker, text):
            return form
    return Form.YES_NO if _takes(taker, "yes") else Form.TEXT


def _takes(taker: TypeAdapter[Any], text: str) -> bool:
    try:
        taker.validate_python(text)
    except ValidationError:
        return False
    return True
