"""Of what a result was asked: the analysis by its name, the graph, and the values given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ofmkg.analyses import tables
from ofmkg.analyses.declaration import Analysis, analyses, analysis, named
from ofmkg.analyses.frameworks import ReadWith
from ofmkg.errors import UsageError
from ofmkg.graph.asking import Graph

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_WRITTEN = "ofmkg.pages.answering:written"
_NOTEBOOK = "ofmkg.pages.answering:notebook"
_PLAIN = "ofmkg.pages.jsonout:to_plain"


@dataclass(frozen=True, slots=True)
class Asked:
    """What `ofmkg.graph.results.Inquiry` promises, from the declaration of the analysis."""

    name: str
    graph: Graph
    values: Mapping[str, object]
    read_with: ReadWith | None = None

    @property
    def chosen(self) -> Analysis:
        """The declaration."""
        found = analysis(self.name)
        assert found is not None  # it was asked
        return found

    def written(self, result: Any, form: str) -> str | bytes:  # noqa: ANN401 - of its class
        """Return a result in one of the formats of its command.

        Raises UsageError for a format that there is not.
        """
        offered = self.chosen.formats
        if form not in offered:
            raise UsageError(
                f"{self.name} cannot be written as {form!r}; use {', '.join(offered)}."
            )
        made: str | bytes = named(_WRITTEN)(self, result, form)
        return made

    def drawn(self, result: Any) -> str:  # noqa: ANN401
        """Return a result as a picture in SVG. Raises UsageError where the analysis draws none."""
        drawing = [each.format for each in self.chosen.outputs if each.drawn]
        if "svg" not in drawing:
            others = " and ".join(
                each.name for each in analyses() if any(o.format == "svg" for o in each.outputs)
            )
            raise UsageError(f"{self.name} draws no picture; {others} does.")
        made = self.written(result, "svg")
        assert isinstance(made, str)
        return made

    def notebook(self, result: Any) -> str:  # noqa: ANN401
        """Return the page of a result as a piece of HTML."""
        if self.chosen.layout is None:
            return f"<p><code>{escape(repr(result))}</code></p>"
        made: str = named(_NOTEBOOK)(self, result)
        return made

    def table(self, result: Any) -> tuple[Sequence[str], Sequence[Sequence[object]]]:  # noqa: ANN401
        """Return the columns and rows of a result, as the analysis declares its table."""
        return tables.rows(result, self.chosen.table)

    def network(self, result: Any) -> "MultiDiGraph[str]":  # noqa: ANN401
        """Return a result as a graph of networkx. Raises UsageError if it is none."""
        if self.chosen.network is None:
            graphs = " and ".join(each.name for each in analyses() if each.network)
            raise UsageError(f"{self.name} is no graph of nodes and edges; {graphs} is.")
        made: MultiDiGraph[str] = named(self.chosen.network)(result)
        return made

    def plain(self, result: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return a result as dicts and lists."""
        made: dict[str, Any] = named(_PLAIN)(result, self.graph.reading, self.read_with)
        return made
