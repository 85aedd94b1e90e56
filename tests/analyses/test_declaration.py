"""What analyses declare: each is offered at every door, and nothing is declared twice."""

import ast
import inspect
import subprocess
import sys
from collections import Counter
from inspect import unwrap
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

import ofmkg
from ofmkg.analyses.declaration import Analysis, Parameter, analyses, analysis, named
from ofmkg.analyses.parameters import READING
from ofmkg.api.routes import declared
from ofmkg.cli import app as cli
from ofmkg.cli.analyses import command
from ofmkg.formats import FORMATS, PAGES

ROOT = Path(__file__).parents[2]
ALL = pytest.mark.parametrize("each", analyses(), ids=[each.name for each in analyses()])
COMMANDS = {each.name: inspect.signature(command(each)) for each in analyses()}
ROUTES = {route.name: route for route in declared.router().routes if isinstance(route, APIRoute)}


def test_the_analyses_are_those_known() -> None:
    assert [each.name for each in analyses()] == [
        "compare",
        "columns",
        "matrix",
        "gaps",
        "cell",
        "results",
        "question",
        "timeline",
        "changed",
        "disagreement",
        "disagreements",
        "study",
        "claim",
        "vector",
        "release",
        "search",
        "crux",
        "rests",
        "standing",
        "argument",
        "robustness",
        "needed",
        "debate",
        "agreement",
        "cite",
    ]
    assert max(Counter(each.place for each in analyses()).values()) == 1


@ALL
def test_an_analysis_is_found_by_its_name(each: Analysis) -> None:
    assert analysis(each.name) is each


@pytest.mark.parametrize("name", ["briefs", "declaration", "nothing", "..graph", "", "a b"])
def test_nothing_else_is_found(name: str) -> None:
    assert analysis(name) is None


@ALL
def test_it_has_a_command_a_route_and_a_typed_method(
    each: Analysis, kg: ofmkg.KnowledgeGraph
) -> None:
    assert each.name in cli.names()
    route = ROUTES[each.name]
    assert route.path == (f"/{each.name}/{{id}}" if each.of_thing else f"/{each.name}")
    assert (route.summary, route.tags) == (each.summary, [each.group])
    method = getattr(kg, each.name)
    assert method.__self__ is kg
    assert unwrap(method.__func__) is named(each.function)  # it may choose the framework first
    assert each.name in dir(kg)


def test_type_checkers_know_the_methods() -> None:
    tree = ast.parse((ROOT / "ofmkg" / "knowledge.py").read_text(encoding="utf-8"))
    (graph,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    (typed,) = (node for node in graph.body if isinstance(node, ast.If))
    found = {
        line.targets[0].id: line.value.attr
        for line in typed.body
        if isinstance(line, ast.Assign)
        and isinstance(line.targets[0], ast.Name)
        and isinstance(line.value, ast.Attribute)
    }
    assert found == {each.name: each.function.partition(":")[2] for each in analyses()}


@ALL
def test_what_it_names_is_there(each: Analysis) -> None:
    function = inspect.signature(named(each.function)).parameters
    taken = set(function)
    for parameter in each.parameters:
        if not parameter.argument and not parameter.layout:
            assert parameter.name in taken, parameter.name
    arguments = [p for p in each.offered("terminal") if p.argument]
    positional = list(function.values())[1 : len(arguments) + 1]
    assert [p.kind is p.VAR_POSITIONAL for p in positional] == [p.many for p in arguments]
    assert ("against" in taken) is each.against
    for output in each.outputs:
        assert len(inspect.signature(named(output.writer)).parameters) == (
            3 if output.drawn else 2 if output.reads else 1
        )
        assert output.beside is None or callable(named(output.beside))
        assert output.format in FORMATS
    if each.layout:
        layout = set(inspect.signature(named(each.layout)).parameters)
        assert {p.name for p in each.parameters if p.layout} < layout
    assert inspect.isclass(each.result)
    assert each.question.endswith((".", "?"))


@ALL
def test_a_test_speaks_of_it(each: Analysis) -> None:
    own = Path(__file__).resolve()
    module, _, function = each.function.partition(":")
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("analyses", "data")
        for path in (ROOT / "tests" / folder).glob("test_*.py")
        if path.resolve() != own
    ]
    texts.append((ROOT / "tests" / "test_knowledge.py").read_text(encoding="utf-8"))
    assert any(module in text or f"kg.{each.name}(" in text for text in texts), function


@ALL
def test_both_doors_offer_what_is_declared(each: Analysis) -> None:
    command = set(COMMANDS[each.name].parameters)
    reading = {p.name for p in READING}
    assert {p.name for p in each.offered("terminal")} <= command
    assert (reading <= command) is each.readings
    assert ("lang" in command) is (each.layout is not None)
    route = {field.alias for field in ROUTES[each.name].dependant.query_params}
    route |= {field.alias for field in ROUTES[each.name].dependant.path_params}
    assert {p.query or p.name for p in each.offered("service")} | {"format"} >= route
    assert {p.query or p.name for p in each.offered("service")} <= route


def test_shared_parameters_are_one_thing() -> None:
    """The same option means the same everywhere: only what help says of it may differ."""
    shared: dict[str, set[tuple[object, ...]]] = {}
    for each in analyses():
        for p in each.parameters:
            if p.name in ("framework", "coder", "collection"):
                known = (p.kind, p.metavar, p.flag, p.of, p.default, p.many)
                shared.setdefault(p.name, set()).add(known)
    assert {name: len(kinds) for name, kinds in shared.items()} == {
        "framework": 1,
        "coder": 1,
        "collection": 2,  # of a table the default one; of what one thing is about, all
    }
    sources = [
        path.read_text(encoding="utf-8")
        for room in ("ofmkg/cli", "ofmkg/analyses")
        for path in (ROOT / room).rglob("*.py")
    ]
    for told in (
        "Take the alternatives of",
        "What was known by 2",
    ):
        assert sum(f'help="{told}' in text for text in sources) == 1, told


def test_an_option_that_is_declared_comes_to_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    from ofmkg.cli import analyses as commands

    new = Parameter(name="newest", kind=bool, default=False, help="Only the newest.")
    monkeypatch.setattr(commands, "READING", (*READING, new))
    for each in analyses():
        made = inspect.signature(commands.command(each)).parameters
        assert ("newest" in made) is each.readings


@ALL
@pytest.mark.parametrize("option", ["--colection", "--labels"])
def test_what_is_not_declared_is_refused(
    each: Analysis, option: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["ofmkg", each.name, option, "x"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capsys.readouterr()
    assert (left.value.code, out, err.count("\n")) == (2, "", 1)
    assert option in err


def test_a_graph_has_no_other_methods(kg: ofmkg.KnowledgeGraph) -> None:
    with pytest.raises(AttributeError, match="'KnowledgeGraph' object has no attribute 'brief'"):
        kg.brief  # type: ignore[attr-defined]  # noqa: B018
    assert not hasattr(kg, "_nothing")


def test_pages_are_written_in_the_formats_of_the_table() -> None:
    assert PAGES == ("text", "md", "latex", "html", "docx")
    assert all(callable(named(FORMATS[form].writer or "")) for form in PAGES)
    assert len({each.suffix for each in FORMATS.values() if each.suffix}) == sum(
        each.suffix is not None for each in FORMATS.values()
    )


def test_a_command_waits_for_no_other() -> None:
    """Who asks for one analysis imports no other, and nothing that it does not print."""
    program = (
        "import sys; from ofmkg.cli import app\n"
        "sys.argv = ['ofmkg', 'matrix', '--format', 'json']\n"
        "try: app.main()\n"
        "except SystemExit: pass\n"
        "print(*sorted(m for m in sys.modules if m.startswith('ofmkg.')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    imported = set(done.stderr.split())
    others = {f"ofmkg.analyses.{each.name}" for each in analyses()} - {"ofmkg.analyses.matrix"}
    assert "ofmkg.analyses.matrix" in imported
    assert imported & others == set()
    assert imported & {"ofmkg.pages.matrix", "ofmkg.pages.words", "ofmkg.api"} == set()
