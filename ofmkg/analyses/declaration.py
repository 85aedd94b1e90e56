"""What an analysis declares of itself, once, for those who offer it.

The command line, the service and `KnowledgeGraph` are made from the declarations. A declaration
stands in the module or package `ofmkg.analyses.NAME`, as `ANALYSIS`, and is found there by its
name. It names functions as "module:function", so that only what is asked for is imported.
"""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal, get_type_hints

from ofmkg.analyses.tables import Level
from ofmkg.formats import DRAWN, PAGES, in_order

Value = str | int | bool | tuple[str, ...] | None
Door = Literal["terminal", "service"]
Group = Literal["works", "corpus", "arguments", "things"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What an analysis is asked about, or how.

    `name` is what the function calls it, and the service unless `query` says otherwise; `option` is
    its name on the command line, where `argument` makes it an argument. `help` is told on the
    command line, `description` by the service. `many` takes several values. `of` is the class of
    the ontology that a value is an id of. `least` and `most` bound a number, `most_served` further
    bounds what a service computes; `choices` are the values there are, `pattern` is what a text
    must be like. `only` tells the one door that has it; `layout` that it is not for the function
    but for the page.
    """

    name: str
    kind: type[str] | type[int] | type[bool] = str
    argument: bool = False
    required: bool = False
    many: bool = False
    default: Value = None
    help: str | None = None
    description: str = ""
    metavar: str | None = None
    option: str | None = None
    query: str | None = None
    of: str | None = None
    least: int | None = None
    most: int | None = None
    most_served: int | None = None
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    example: Value = None
    only: Door | None = None
    layout: bool = False

    @property
    def flag(self) -> str:
        """Return the name of the option on the command line."""
        return self.option or f"--{self.name.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Output:
    """A format beside JSON and pages, with the function that writes a result in it.

    The function takes the result; one that is `drawn` makes a figure, and takes the words and a
    note on how the data were read as well. `reads` has it take the graph. `beside` names a function
    of result and graph that returns the lines to tell a person where the format has no place for
    them. `named` tells that the service takes it by `format=` too.
    """

    format: str
    writer: str
    drawn: bool = False
    reads: bool = False
    beside: str | None = None
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """An analysis: its name is that of its module, command, route and method.

    `question` is what it answers, for the help of the command and the description of the route,
    which goes on with `more`, or says `served` instead; `summary` and `group` are for the list of
    routes, `line` (what it does, in at most 60 letters) and `place` for that of commands.
    `function` takes a graph, the arguments and the other parameters by name.
    `layout` makes a page of the result and the words, and of parameters that are its own;
    `opening` what this page opens with, for the service; `glance` a page that a screen holds, which
    the command prints as text unless `--full` asks for the other.

    Of a thing (`of_thing`) the route is the address of the thing. Without `readings` the data are
    always taken as they stand; without `pages` the service has no pages. `against` has the function
    take the graph as it stands beside one that is read otherwise. `check` names a function of the
    values of the service, which raises UsageError where they make no sense together. `wordless`
    layouts take no words. `beyond` names the analysis that answers where the command is given more
    things than it takes. `table` is the way to what makes the rows of a table of the result,
    `network` names the function that makes a graph of networkx of it, if it is one.
    """

    name: str
    place: int
    question: str
    line: str = ""
    more: str = ""
    served: str = ""
    summary: str
    group: Group
    function: str
    layout: str | None
    glance: str | None = None
    opening: str | None = None
    parameters: tuple[Parameter, ...] = ()
    outputs: tuple[Output, ...] = ()
    of_thing: bool = False
    readings: bool = True
    pages: bool = True
    against: bool = False
    check: str | None = None
    wordless: bool = False
    beyond: str | None = None
    table: tuple[Level, ...] = ()
    network: str | None = None

    @property
    def formats(self) -> list[str]:
        """Return the names of the formats that the command writes, in their order."""
        read = {"json", *PAGES} if self.layout else set()
        drawn = set(DRAWN) if self.drawn else set()
        return in_order({*read, *(each.format for each in self.outputs), *drawn})

    @property
    def drawn(self) -> bool:
        """Tell whether there is a figure, which is then to be had in every format of figures."""
        return any(each.drawn for each in self.outputs)

    @property
    def description(self) -> str:
        """Return what the service says of the analysis."""
        return "\n\n".join(text for text in (self.served or self.question, self.more) if text)

    @property
    def result(self) -> Any:  # noqa: ANN401 - a class of results
        """Return the class of the result."""
        return get_type_hints(named(self.function))["return"]

    def output(self, form: str) -> Output:
        """Return the output in a format that is neither JSON nor that of a page."""
        if form in DRAWN:
            return next(each for each in self.outputs if each.drawn)
        return next(each for each in self.outputs if each.format == form)

    def offered(self, door: Door) -> tuple[Parameter, ...]:
        """Return the parameters that one door has."""
        return tuple(each for each in self.parameters if each.only in (None, door))

    def asked(
        self,
        graph: Any,  # noqa: ANN401 - which graph, the function knows
        values: Mapping[str, object],
        against: object = None,
    ) -> Any:  # noqa: ANN401 - of the class of results
        """Return the result for values by name of parameter. Raises what the function raises."""
        positional: list[object] = []
        others: dict[str, object] = {"against": against} if self.against else {}
        for each in self.parameters:
            if each.layout or each.name not in values:
                continue
            value = values[each.name]
            if not each.argument:
                others[each.name] = value
            elif each.many:
                positional += list(value or ())  # type: ignore[call-overload]
            else:
                positional.append(value)
        return named(self.function)(graph, *positional, **others)

    def page(
        self,
        result: object,
        words: Callable[[], object],
        values: Mapping[str, object],
    ) -> Any:  # noqa: ANN401 - a page, of which analyses know nothing
        """Return the page of a result; `words` are made if the layout takes them."""
        given = [] if self.wordless else [words()]
        own = {p.name: values[p.name] for p in self.parameters if p.layout and p.name in values}
        assert self.layout is not None
        return named(self.layout)(result, *given, **own)


def named(name: str) -> Callable[..., Any]:
    """Return the function that is named as "module:function"."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


@cache
def analysis(name: str) -> Analysis | None:
    """Return the analysis of a name, or None if there is none."""
    module = f"{__package__}.{name}"
    if not name.isidentifier() or find_spec(module) is None:
        return None
    found = getattr(import_module(module), "ANALYSIS", None)
    return found if isinstance(found, Analysis) else None


@cache
def analyses() -> tuple[Analysis, ...]:
    """Return all analyses, in the order of the commands."""
    return tuple(sorted(_found(), key=lambda each: each.place))


def _found() -> Iterator[Analysis]:
    package = import_module(__package__)
    for module in pkgutil.iter_modules(package.__path__):
        found = analysis(module.name) if _declares(f"{__package__}.{module.name}") else None
        if found:
            yield found


def _declares(module: str) -> bool:
    """Tell by its text whether a module may declare an analysis: others are imported where used."""
    spec = find_spec(module)
    source = getattr(spec and spec.loader, "get_source", lambda _: None)(module)
    return source is None or "ANALYSIS = " in source
