"""Parameters that several routes share, and the rule that no other is passed over in silence."""

from collections.abc import Iterator
from typing import Annotated, get_origin

from fastapi import Depends, Query, Request
from fastapi.dependencies.models import Dependant
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ofmkg.graph.names import closest
from ofmkg.graph.scenarios import DAY, Scenario
from ofmkg.graph.terms import did_you_mean

from ..problems import Problem

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

FrameworkId = Annotated[
    MaybeId,
    Query(description="Id of a framework; without it, the default.", examples=["marginal-risk"]),
]
CoderId = Annotated[
    MaybeId,
    Query(
        description="Id of a coder, whose assessments count instead of those adopted.",
        examples=["first-coder"],
    ),
]
CollectionId = Annotated[
    MaybeId,
    Query(
        description="Id of a collection of studies, or `all`; without it, the default one.",
        examples=["kapoor-2024", "all"],
    ),
]
WithinCollection = Annotated[
    MaybeId,
    Query(
        description="Id of a collection, whose studies alone count; without it, those of all.",
        examples=["kapoor-2024", "all"],
    ),
]
VectorId = Annotated[
    MaybeId,
    Query(
        description="Only what is about this misuse vector, or near it.",
        examples=["spear-phishing"],
    ),
]


async def _reading(
    alternatives: Annotated[
        Flag, Query(description="Take the alternatives of ambiguous codings.", examples=[True])
    ] = False,
    without: Annotated[
        Ids,
        Query(
            description="Leave out a stance, claim, position, question, study or work by id; "
            "repeat for several.",
            examples=[["ovadya-2019"]],
        ),
    ] = (),
    as_of: Annotated[
        str | None,
        Query(
            pattern=f"^{DAY}$",
            description="What was known by the end of a date (2024, 2024-02 or 2024-02-27): "
            "without works that came out later, or may have.",
            examples=["2024-02-27"],
        ),
    ] = None,
    inferences: Annotated[
        Flag,
        Query(
            description="Draw conclusions from what only we infer too, not from the word of "
            "sources alone.",
            examples=[True],
        ),
    ] = False,
) -> Scenario:
    return Scenario(alternatives, tuple(sorted(set(without))), as_of, inferences)


How = Annotated[Scenario, Depends(_reading)]  # the data as they stand, or another reading of them


async def only_declared(request: Request) -> None:
    """Refuse a parameter that the route does not declare, or that is repeated where one counts.

    Otherwise a typing error, such as `colection=`, would be answered as if it were not there.
    Raises Problem 400.
    """
    declared = dict(_declared(request.scope["route"].dependant))
    given = [name for name, _ in request.query_params.multi_items()]
    for name in given:
        if name not in declared:
            near = closest(name[:LONGEST], declared)
            raise Problem(
                400,
                "unknown-parameter",
                "There is no such parameter",
                f"{request.url.path} has no parameter {name[:LONGEST]!r}."
                f"{did_you_mean(name[:LONGEST], near)} "
                f"It takes: {', '.join(declared) or 'none'}.",
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
