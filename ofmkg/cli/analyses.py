"""A command for each analysis, made from what it declares."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from inspect import Parameter as Argument
from inspect import Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ofmkg.analyses import frameworks
from ofmkg.analyses.declaration import Analysis, Parameter, analysis, named
from ofmkg.analyses.parameters import READING
from ofmkg.cli import endings
from ofmkg.cli.completion import ids
from ofmkg.cli.options import Data, OnlyData, StoreTarget, load, option
from ofmkg.cli.output import (
    message,
    note_reading,
    print_document,
    print_json,
    put,
    require_file,
)
from ofmkg.errors import UsageError
from ofmkg.formats import FORMATS, PAGES
from ofmkg.graph.once import Once
from ofmkg.graph.scenarios import Scenario
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages import csv_text
from ofmkg.pages.messages import LANGUAGES, Language

if TYPE_CHECKING:
    from ofmkg.pages.links import Places

_Language = StrEnum("_Language", {each: each for each in LANGUAGES})  # type: ignore[misc]
_English = _Language("en")
_Kind = Any  # what the command line reads a value as
_CSV = "csv"
_LAST = ("Framework", "Coder")  # their options stand behind those on the data

# Where the data are, for all analyses.
_DATA: Mapping[str, tuple[_Kind, object]] = {
    "data": (Data, None),
    "only_data": (OnlyData, False),
    "store": (StoreTarget, None),
}


def command(chosen: Analysis) -> Callable[..., None]:
    """Return the function of a command, with the signature that typer reads."""

    def run(**values: Any) -> None:  # noqa: ANN401 - as declared
        _run(chosen, values)

    arguments = [
        Argument(name, Argument.KEYWORD_ONLY, default=default, annotation=kind)
        for name, kind, default in _arguments(chosen)
    ]
    run.__name__, run.__doc__ = chosen.name, chosen.question
    run.__annotations__ = {each.name: each.annotation for each in arguments}
    run.__signature__ = Signature(arguments)  # type: ignore[attr-defined]
    return run


def _arguments(chosen: Analysis) -> Iterator[tuple[str, _Kind, object]]:
    """Yield name, kind and default of what a command takes, in the order of its help."""
    own = chosen.offered("terminal")
    yield from (_argument(each) for each in own if each.argument)
    if chosen.beyond:
        told = f"More of them: answered as by ofmkg {chosen.beyond}."
        yield (
            "more",
            Annotated[list[str] | None, typer.Argument(metavar="[MORE ...]", help=told)],
            None,
        )
    forms: Any = StrEnum("Format", {each: each for each in chosen.formats})  # type: ignore[misc]
    if chosen.layout:
        usual = typer.Option("--format", show_default="text, or as the file ends")
        yield "format", Annotated[forms | None, usual], None
    else:
        yield "format", Annotated[forms, typer.Option("--format")], Argument.empty
    if chosen.glance:
        told = "As text, all that is on record; else what a screen holds."
        yield "full", Annotated[bool, typer.Option("--full", help=told)], False
    if _CSV in chosen.formats:
        marked = typer.Option("--bom", help="Begin CSV with a mark by which Excel knows UTF-8.")
        yield "bom", Annotated[bool, marked], False
    file = typer.Option("-o", "--output", metavar="FILE", help="Else standard output.")
    yield "output", Annotated[Path | None, file], None
    options = [each for each in own if not each.argument]
    yield from (_option(each) for each in options if each.of not in _LAST)
    yield from ((name, kind, default) for name, (kind, default) in _DATA.items())
    if chosen.readings:
        yield from map(_option, READING)
    yield from (_option(each) for each in options if each.of in _LAST)
    if chosen.layout:
        told = "The language of headings and sentences."
        yield "lang", Annotated[_Language, typer.Option("--lang", help=told)], _English


def _argument(each: Parameter) -> tuple[str, _Kind, object]:
    kind, default = _kind(each)
    given = typer.Argument(metavar=each.metavar, help=each.help, autocompletion=ids(each))
    return each.name, Annotated[kind, given], default


def _option(each: Parameter) -> tuple[str, _Kind, object]:
    kind, default = _kind(each)
    return each.name, Annotated[kind, option(each)], default


def _kind(each: Parameter) -> tuple[_Kind, object]:
    kind: _Kind = list[str] if each.many else each.kind
    if each.required:
        return kind, Argument.empty
    return (kind if each.default is not None else kind | None), each.default


def _run(chosen: Analysis, values: Mapping[str, Any]) -> None:
    target = values["output"]
    form = str(values["format"] or _by_ending(chosen, target))
    if chosen.beyond and (more := values.get("more")):
        chosen, values = _beyond(chosen, values, more, form)
    if values.get("bom") and form != _CSV:
        raise UsageError("--bom is for CSV: add --format csv.")
    endings.require(target, FORMATS[form].kind)
    if form in ("docx", "png", "pdf"):
        require_file(form, target)
    graph = _graph(chosen, values)
    plain = None
    if chosen.against and not graph.reading.keeps_statements:
        plain = load(**{name: values[name] for name in _DATA})
    asked, read_with = frameworks.taken(chosen, graph, values)
    result = chosen.asked(graph, asked, plain)
    if form == "json":
        print_json(result, graph.reading, target, read_with)
        return
    # Names come from the data as they stand: what a reading leaves out is still spoken of.
    known = plain or graph
    if form not in PAGES and read_with:
        from ofmkg.pages import rendering

        for told in rendering.frameworks(read_with):
            message(told)
    if form not in PAGES and not chosen.output(form).drawn:
        _put(chosen, form, result, graph, target, marked=bool(values.get("bom")))
        return
    with _spoken(values["lang"].value, known):
        if form in PAGES:
            if chosen.glance and form == "text" and not values["full"]:
                page = named(chosen.glance)(result, _words(known))
            else:
                page = chosen.page(result, lambda: _words(known), values)
            print_document(page, graph.reading, form, target, _addresses(known), read_with)
        else:
            from ofmkg.pages.pictures import picture
            from ofmkg.pages.rendering import what_if

            note = "" if graph.reading.is_plain else what_if(graph.reading)
            drawn = named(chosen.output(form).writer)(result, _words(known), note)
            put(picture(drawn, form), target)


def _by_ending(chosen: Analysis, target: Path | None) -> str:
    """Return the format that the name of a file ends in, or text."""
    ending = target.suffix.lower() if target else ""
    fitting = (each for each in chosen.formats if ending in FORMATS[each].endings)
    return next(fitting, "text")


def _beyond(
    chosen: Analysis, values: Mapping[str, Any], more: list[str], form: str
) -> tuple[Analysis, Mapping[str, Any]]:
    """Return the analysis that takes more things than one does, and its values.

    Raises UsageError for a format that it is not written in.
    """
    takes = analysis(chosen.beyond or "")
    assert takes is not None
    named_first = [values[each.name] for each in chosen.offered("terminal") if each.argument]
    if form not in takes.formats:
        raise UsageError(
            f"More than two are not written as {form}; use {', '.join(takes.formats)}."
        )
    own = next(each for each in takes.parameters if each.argument)
    defaults = {each.name: each.default for each in takes.parameters}
    return takes, {**defaults, **values, own.name: [*named_first, *more]}


def _graph(chosen: Analysis, values: Mapping[str, Any]) -> KnowledgeGraph:
    read = {each.name: values[each.name] for each in READING} if chosen.readings else {}
    manifold = {each.name: tuple(read[each.name] or ()) for each in READING if each.many and read}
    return load(**{name: values[name] for name in _DATA}, reading=Scenario(**read | manifold))


def _put(
    chosen: Analysis,
    form: str,
    result: object,
    graph: KnowledgeGraph,
    target: Path | None,
    *,
    marked: bool,
) -> None:
    """Write a format for programs; what it has no place for is told beside it."""
    output = chosen.output(form)
    written = named(output.writer)(result, *([graph] if output.reads else []))
    if output.beside:
        note_reading(graph.reading)
        for line in named(output.beside)(result, graph):
            message(line)
    put(f"{csv_text.MARK}{written}" if marked else written, target)


def _spoken(language: Language, graph: KnowledgeGraph) -> AbstractContextManager[None]:
    if language == "en":
        return nullcontext()
    from ofmkg.pages.translations import speech

    return speech(graph, language)


def _addresses(graph: KnowledgeGraph) -> Callable[[str], str | None]:
    """Return what tells where the things of a graph stand; they are asked for at the first."""

    def places() -> "Places":
        from ofmkg.pages import links

        return links.places(graph)

    known = Once(places)
    return lambda thing: known().iri(thing)


def _words(graph: KnowledgeGraph) -> object:
    from ofmkg.pages.words import words

    return words(graph)
