"""Help on commands: in groups, a line for each, and what to try first."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from typer.core import TyperGroup

Line = tuple[str, str]  # name of a command, and what it does

# How the groups of analyses are headed, and those of other commands by the module that has them.
ANALYSES = {
    "works": "Compare works",
    "things": "Read one thing",
    "corpus": "Look at the field as a whole",
    "arguments": "Follow an argument",
}
OTHERS = {
    "library": "Ask your own questions",
    "recording": "Add your own readings",
    "sheets": "Add your own readings",
    "importing": "Add your own readings",
    "files": "Check, store and serve",
    "service": "Check, store and serve",
    "stores": "Check, store and serve",
}
_ELSE = "Other commands"
# In the order of help.
HEADINGS = tuple(dict.fromkeys((*ANALYSES.values(), *OTHERS.values(), _ELSE)))

# What commands do that are no analyses; these say it themselves.
LINES: Mapping[str, str] = {
    "query": "answer a question of the library, or a SPARQL query of yours",
    "queries": "list the questions that can be asked",
    "validate": "say what is wrong with the data, or with files of yours",
    "export": "write ontology and data as one file",
    "catalog": "tell Protégé where the imports of a folder stand",
    "serve": "serve pages, JSON and SPARQL over HTTP",
    "site": "write all pages as files, for any web host",
    "mcp": "answer assistants that speak the Model Context Protocol",
    "load": "bring data into a store on disk or on a server",
    "backup": "write all that a store states to a file",
    "doctor": "check whether a store answers as it must",
    "add": "turn a coding sheet into a file of your folder",
    "adopt": "choose from whose reading answers are drawn",
    "reply": "put a reply to a coding on record",
    "review": "put on record that a person agrees, or differs",
    "import": "take over what catalogues of models state on weights",
    "sheet": "make, check and correct coding sheets (see: ofmkg sheet)",
    # of `ofmkg sheet`
    "new": "make a sheet for a work, or for a bibliography",
    "correct": "make a sheet with which to contest a coding",
    "check": "say what is wrong in a sheet, line by line",
    "schema": "write the form as JSON Schema, for editors",
}
# What to try first: those of the group `sheet`, and those of all.
_EXAMPLES = Path(__file__).with_name("examples.txt")
_SHEET = "ofmkg sheet "


class Grouped(TyperGroup):
    """Commands whose help lists them in groups, a line for each, and ends with examples."""

    def examples(self) -> Iterable[str]:
        """Return what to try first."""
        return (each for each in _examples() if not each.startswith(_SHEET))

    def headed(self, ctx: Any) -> Iterable[tuple[str, Sequence[Line]]]:  # noqa: ANN401 - as typer
        """Yield the groups of commands, each with its heading."""
        raise NotImplementedError

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as typer
        """Write the groups."""
        headed = list(self.headed(ctx))
        widest = max(len(name) for _, lines in headed for name, _ in lines)
        for heading, lines in headed:
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(widest), line) for name, line in lines])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as typer
        """Write the examples, each as it is typed."""
        with formatter.section("Examples"):
            for example in self.examples():
                formatter.write(f"  {example}\n")


class SheetCommands(Grouped):
    """The commands of `ofmkg sheet`."""

    def examples(self) -> Iterable[str]:
        """Return what to try first with sheets."""
        return (each for each in _examples() if each.startswith(_SHEET))

    def headed(self, ctx: Any) -> Iterable[tuple[str, Sequence[Line]]]:  # noqa: ANN401 - as typer
        """Yield the one group that there is."""
        own = {"export": "give back the sheet of a work that was added by one"}
        names = self.list_commands(ctx)
        yield "Commands", [(name, own.get(name) or LINES[name]) for name in names]


def _examples() -> list[str]:
    return _EXAMPLES.read_text(encoding="utf-8").splitlines()
