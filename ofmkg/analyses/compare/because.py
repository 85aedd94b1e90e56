"""What shows a difference between two works: a row of their comparison, named by its id.

`row` tells which kind of row, `sure` how each reading under it is known (None where nothing is on
record). `a` and `b` are what the two sides say, several things with commas between them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, Literal

Apart = Literal["opposed", "contrasting", "different"]  # the classes of answers that differ


@dataclass(frozen=True, slots=True)
class ByVectors:
    """The vectors of the two sides."""

    row: Literal["vectors"] = field(default="vectors", init=False)
    a: str
    b: str
    sure: str | None = None


@dataclass(frozen=True, slots=True)
class ByStep:
    """A step on which the states of the two sides differ."""

    row: Literal["step"] = field(default="step", init=False)
    id: str
    a: str
    b: str
    sure: str | None = None


@dataclass(frozen=True, slots=True)
class ByBaseline:
    """A baseline with which the two sides compared to another extent."""

    row: Literal["baseline"] = field(default="baseline", init=False)
    id: str
    a: str
    b: str
    sure: str | None = None


@dataclass(frozen=True, slots=True)
class ByQuestion:
    """A question that the two sides answer otherwise, and the class of their answers."""

    # The JSON says "class", which no field of Python can be called; this tells the description.
    __pydantic_config__: ClassVar[dict[str, Callable[[str], str]]] = {
        "alias_generator": lambda name: name.removesuffix("_")
    }

    row: Literal["question"] = field(default="question", init=False)
    id: str
    class_: Apart
    sure: str | None = None


@dataclass(frozen=True, slots=True)
class ByDisagreement:
    """A recorded disagreement, of which somebody says what causes it."""

    row: Literal["disagreement"] = field(default="disagreement", init=False)
    id: str


Computed = ByVectors | ByStep | ByBaseline | ByQuestion
Because = Computed | ByDisagreement
