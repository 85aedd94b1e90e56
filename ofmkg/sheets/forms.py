"""What a form is: the properties of one kind of thing, and which field of a sheet each is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic.fields import FieldInfo

from ofmkg.sheets import places
from ofmkg.sheets.parts import Part, holds, listed, part_of
from ofmkg.sheets.ways import NUMBER, STEP, TEXT, TRUTH, Way, named

TYPE = "rdf:type"


@dataclass(frozen=True, slots=True)
class Line:
    """One property of a thing, and the field that it is (`a.b` is b within a).

    Without a field its value follows from where the thing stands. With `of`, only things of these
    classes have it. Where several properties are one field, the first that a thing has counts.
    """

    name: str
    field: str = ""
    way: Way = TEXT
    of: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Return the IRI of the property; a name without a prefix is ours."""
        return places.term(self.name)


_Row = str | tuple[str, str] | tuple[str, str, Way] | Line


@dataclass(frozen=True)
class Form:
    """The properties of one kind of thing (a class), in order, and the part of a sheet it is."""

    kind: str
    part: type[Part]
    lines: tuple[Line, ...]

    @cached_property
    def fields(self) -> Mapping[str, FieldInfo]:
        """The fields of the part that are here, in its own order."""
        own = {line.field for line in self.lines if line.field}
        return {name: field for name, field in _fields(self.part) if name in own}


def _fields(part: type[Part], before: str = "") -> Iterator[tuple[str, FieldInfo]]:
    for name, field in part.model_fields.items():
        inner = part_of(field.annotation)
        if inner and not listed(field.annotation):
            yield from _fields(inner, f"{before}{name}.")
        elif not inner:
            yield before + name, field


def form(kind: str, part: type[Part], *rows: _Row) -> Form:
    """Return a form of rows: a property, or a property with its field and how that stands there."""
    fields = dict(_fields(part))

    def line(row: _Row) -> Line:
        if isinstance(row, Line):
            return row
        if isinstance(row, str):
            return Line(row)
        return Line(*row) if len(row) == 3 else Line(*row, _way(fields[row[1]]))

    return Form(kind, part, tuple(map(line, rows)))


def _way(field: FieldInfo) -> Way:
    """Return how a field stands in a file, by what the model says of it."""
    extra = field.json_schema_extra
    kind = extra.get("x-kind") if isinstance(extra, dict) else None
    if isinstance(kind, str):
        return STEP if kind == "FrameworkStep" else named(kind)
    if holds(field.annotation, bool):
        return TRUTH
    return NUMBER if holds(field.annotation, int) else TEXT
