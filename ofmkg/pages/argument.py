"""The argument graph in the formats of other tools."""

from ofmkg.analyses.argument.network import to_networkx
from ofmkg.analyses.argument.result import Argument
from ofmkg.graph.asking import Graph
from ofmkg.pages import (
    argument_aif,
    argument_aifdb,
    argument_argdown,
    argument_graphs,
    argument_va_spec,
)


def to_aif(found: Argument, graph: Graph) -> str:
    """Return the argument as AIF in JSON-LD."""
    return argument_aif.to_aif(found, with_inferences=graph.reading.with_inferences)


def to_aifdb(found: Argument, graph: Graph) -> str:
    """Return the argument as JSON of AIFdb."""
    return argument_aifdb.to_aifdb(found, with_inferences=graph.reading.with_inferences)


def to_va_spec(found: Argument, _: Graph) -> str:
    """Return the lines of evidence as JSON of the GA4GH VA-Spec, a profile of SEPIO."""
    return argument_va_spec.to_va_spec(found)


def to_argdown(found: Argument, graph: Graph) -> str:
    """Return the argument as Argdown."""
    return argument_argdown.to_argdown(found, with_inferences=graph.reading.with_inferences)


def to_graphml(found: Argument, _: Graph) -> str:
    """Return the argument as GraphML."""
    return argument_graphs.to_graphml(to_networkx(found))


def to_gexf(found: Argument, _: Graph) -> str:
    """Return the argument as GEXF."""
    return argument_graphs.to_gexf(to_networkx(found))


def to_dot(found: Argument, _: Graph) -> str:
    """Return the argument as Graphviz DOT."""
    return argument_graphs.to_dot(to_networkx(found))
