"""The argument graph in the formats of other tools."""

from ofmkg.analyses.argument.network import to_networkx
from ofmkg.analyses.argument.result import Argument
from ofmkg.graph.asking import Graph
from ofmkg.pages import argument_aif, argument_argdown, argument_graphs


def to_aif(found: Argument, graph: Graph) -> str:
    """Return the argument as AIF in JSON-LD."""
    return argument_aif.to_aif(found, with_inferences=graph.reading.with_inferences)


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
