"""A part of a sheet, and what its fields hold: values, lists, further parts."""

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a sheet: nothing unknown in it, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def plain(part: Part) -> dict[str, Any]:
    """Return a part as text, lists and mappings, without what says no more than the default."""
    found: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value is None or (value == field.get_default() and not field.is_required()):
            continue
        found[name] = written(value)
    return found


def written(value: object) -> Any:  # noqa: ANN401 - text, list or mapping
    """Return a value of a part as it is written in a sheet."""
    if isinstance(value, Part):
        return plain(value)
    if isinstance(value, tuple):
        return [written(each) for each in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def part_of(annotation: Any) -> type[Part] | None:  # noqa: ANN401 - whatever a field is typed as
    """Return the part that a field holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for each in get_args(annotation) if (found := part_of(each))), None)


def listed(annotation: Any) -> bool:  # noqa: ANN401
    """Tell whether a field holds a list."""
    origin = get_origin(annotation)
    if origin in (Annotated, Union, UnionType):
        return any(listed(each) for each in get_args(annotation))
    return origin is tuple


def holds(annotation: Any, kind: type) -> bool:  # noqa: ANN401
    """Tell whether a field holds values of a type, alone or in a list."""
    return annotation is kind or any(holds(each, kind) for each in get_args(annotation))
