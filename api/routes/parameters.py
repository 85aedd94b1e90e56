"""Parameters that several routes share, and the rule that no other is passed over in silence."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from inspect import Parameter as Argument
from inspect import Signature
from typing import Annotated, Any, TypeVar, get_origin

from fastapi import Depends, Path, Query, Request
from fastapi.dependencies.models import Dependant
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from ofmkg.analyses.declaration import Parameter
from ofmkg.analyses.parameters import COLLECTION, FRAMEWORK, READING
from ofmkg.graph.names import closest
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.terms import did_you_mean

from ..problems import Problem
from .examples import examples

T = TypeVar("T")

LONGEST = 200  # characters of a value
MOST = 50  # values of a parameter that may be repeated
_FLAG = {"true": True, "false": False}


def _flag(value: object) -> bool:
    """Take true and false only: whoever writes anything else may have meant something else."""
    if isinstance(value, str) and value in _FLAG:
        return _FLAG[value]
    raise PydanticCustomError("flag", "write true or false")


Id = Annotated[str, Field(min_length=1, max_length=LONGEST)]
MaybeId = Annotated[str | None, Field(min_length=1, max_length=LONGEST)]
Ids = Annotated[tuple[Id, ...], Field(max_length=MOST)]
Flag = Annotated[bool, BeforeValidator(_flag)]


def declared(parameter: Parameter, analysis: str = "", *, optional: bool = False) -> Argument:
    """Return a parameter as one of a route, of an analysis if that is named.

    With `optional` one that the command line requires may be left out.
    """
    required = parameter.required and not optional
    default = Argument.empty if required else () if parameter.many else parameter.default
    kind = _kind(parameter, required)
    given = _query(parameter, analysis, required)
    return Argument(
        parameter.query or parameter.name,
        Argument.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[kind, given],
    )


def path_id(parameter: Parameter, analysis: str) -> Argument:
    """Return the id of a thing as a part of the path."""
    given = Path(
        min_length=1,
        max_length=LONGEST,
        description=parameter.description,
        examples=examples(parameter, analysis),
    )
    return Argument(
        parameter.name, Argument.KEYWORD_ONLY, annotation=Annotated[parameter.kind, given]
    )


def _kind(parameter: Parameter, required: bool) -> Any:  # noqa: ANN401 - a type
    if parameter.choices:
        one: Any = _one_of(parameter)
    elif parameter.many and parameter.pattern:  # which may take an empty one
        one = Annotated[str, Field(max_length=LONGEST, pattern=parameter.pattern)]
    else:
        one = {bool: Flag, str: Id, int: int}[parameter.kind]
    if parameter.many:
        return tuple[one, ...]
    if parameter.kind is str and not required:
        return str | None if parameter.pattern else MaybeId
    return one


def _query(parameter: Parameter, analysis: str, required: bool) -> Any:  # noqa: ANN401 - typed so
    bounds: dict[str, Any] = {}
    if parameter.many:
        most = len(parameter.choices) or MOST
        bounds = {"max_length": most, **({"min_length": 1} if required else {})}
    elif parameter.kind is int:
        bounds = {"ge": parameter.least, "le": parameter.most_served or parameter.most}
    elif parameter.pattern:
        bounds = {"pattern": parameter.pattern}
    return Query(
        description=parameter.description, examples=examples(parameter, analysis), **bounds
    )


def _one_of(parameter: Parameter) -> Any:  # noqa: ANN401 - a type
    """Return the type of a value that is one of those there are."""
    known = parameter.choices

    def check(value: str) -> str:
        if value not in known:
            near = did_you_mean(value, known)
            message = f"there is no key {value!r}.{near} Keys: {', '.join(known)}"
            raise PydanticCustomError("key", "{message}", {"message": message})
        return value

    return Annotated[
        str, AfterValidator(check), WithJsonSchema({"type": "string", "enum": list(known)})
    ]


def signed(function: Callable[..., Awaitable[T]], arguments: Iterable[Argument]) -> None:
    """Give a function of keywords the signature that its parameters declare."""
    function.__signature__ = Signature(list(arguments))  # type: ignore[attr-defined]


FrameworkId = Annotated[MaybeId, _query(FRAMEWORK, "", False)]
CollectionId = Annotated[MaybeId, _query(COLLECTION, "", False)]


async def _reading(**given: Any) -> Scenario:  # noqa: ANN401 - as declared
    values = {each.name: given[each.query or each.name] for each in READING}
    many = {each.name: tuple(sorted(set(values[each.name]))) for each in READING if each.many}
    return Scenario(**values | many)


signed(_reading, map(declared, READING))
How = Annotated[Scenario, Depends(_reading)]  # the data as they stand, or another reading of them


async def only_declared(request: Request) -> None:
    """Refuse a parameter that the route does not declare, or that is repeated where one counts.

    Otherwise a typing error, such as `colection=`, would be answered as if it were not there.
    Raises Problem 400.
    """
    declared = dict(_declared(request.scope["route"].dependant))
    told = [each for each in declared if each != "page"]  # which only long pages lead to
    given = [name for name, _ in request.query_params.multi_items()]
    for name in given:
        if name not in declared:
            near = closest(name[:LONGEST], told)
            raise Problem(
                400,
                "unknown-parameter",
                "There is no such parameter",
                f"{request.url.path} has no parameter {name[:LONGEST]!r}."
                f"{did_you_mean(name[:LONGEST], near)} "
                f"It takes: {', '.join(told) or 'none'}.",
                extra={"suggestions": list(near)},
            )
        if given.count(name) > 1 and not declared[name]:
            raise Problem(
                400, "bad-parameter", "A parameter is wrong", f"{name} is given twice: give one."
            )


def _declared(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """Yield the parameters of a route and of what it depends on: whether each may be repeated."""
    for field in dependant.query_params:
        yield field.alias, get_origin(field.field_info.annotation) in (list, tuple)
    for below in dependant.dependencies:
        yield from _declared(below)


STRICT = Depends(only_declared)
