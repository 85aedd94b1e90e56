"""The argument graph in formats of graph tools: GraphML, GEXF (Gephi) and Graphviz DOT.

Each function takes the graph of `ofmkg.analyses.argument.network` and returns text that is the same
byte for byte for the same graph: no date and no version of a library is written into it.
"""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ofmkg.graph.characters import CONTROL

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
_WIDTH = 36  # of a line in a node that is drawn

# How it is drawn, so that it reads without colour: by shape, line and arrow; what only we infer
# says so in words.
_SHAPES = {"claim": "box", "stance": "note", "position": "ellipse", "work": "plaintext"}
_LINES = {
    "supports": "style=solid, arrowhead=normal",
    "disputes": "style=bold, arrowhead=tee",
    "qualifies": "style=dashed, arrowhead=odot",
    "rests-on": "style=solid, arrowhead=diamond",
    "expresses": "style=dotted, arrowhead=open",
    "takes-position": "style=dotted, arrowhead=open",
    "incompatible-with": "style=bold, dir=both, arrowhead=tee, arrowtail=tee",
}
_OTHER_LINES = "style=dotted, arrowhead=none"


def to_graphml(graph: "MultiDiGraph[str]") -> str:
    """Return a graph as GraphML."""
    from networkx import generate_graphml

    lines = generate_graphml(_clean(graph), named_key_ids=True)
    return _DECLARATION + "\n".join(lines) + "\n"


def to_gexf(graph: "MultiDiGraph[str]") -> str:
    """Return a graph as GEXF 1.2; relations are the labels of edges."""
    from networkx.readwrite.gexf import GEXFWriter

    told = _clean(graph)
    for _, _, name, attributes in told.edges(keys=True, data=True):
        attributes["id"] = name
        attributes["label"] = attributes["relation"]
    writer = GEXFWriter(told, version="1.2draft")
    (meta,) = writer.xml.iter("meta")
    meta.attrib.clear()  # the date of today
    for creator in meta.iter("creator"):
        creator.text = "ofmkg"
    return _DECLARATION + _indented(writer.xml)


def to_dot(graph: "MultiDiGraph[str]") -> str:
    """Return a graph in the language of Graphviz, to be read without colour."""
    return "".join(f"{line}\n" for line in _dot(_clean(graph)))


def _dot(graph: "MultiDiGraph[str]") -> Iterator[str]:
    yield "digraph argument {"
    yield f"  graph [label={_quoted(graph.name)}, rankdir=BT];"
    yield "  node [fontsize=10];"
    yield "  edge [fontsize=9];"
    for node, attributes in graph.nodes(data=True):
        label = "\n".join(textwrap.wrap(attributes["label"], _WIDTH) or [""])
        shape = _SHAPES[attributes["kind"]]
        where = _where(attributes)
        tip = f", tooltip={_quoted(where)}" if where else ""
        yield f"  {_quoted(node)} [label={_quoted(label)}, shape={shape}{tip}];"
    for start, end, name, attributes in graph.edges(keys=True, data=True):
        relation = attributes["relation"]
        drawn = _LINES.get(relation, _OTHER_LINES)
        where = _where(attributes)
        tip = f", tooltip={_quoted(where)}" if where else ""
        inferred = attributes.get("voice") == "inference"
        label = f"we infer: {relation}" if inferred else relation
        shade = ", color=gray50, fontcolor=gray50" if inferred else ""
        yield (
            f"  {_quoted(start)} -> {_quoted(end)} "
            f"[id={_quoted(name)}, label={_quoted(label)}, {drawn}{shade}{tip}];"
        )
    yield "}"


def _where(attributes: dict[str, str]) -> str:
    """Return where something stands and how it is known."""
    named = (
        ("source", "source"),
        ("locator", "locator"),
        ("drawnBy", "drawn by"),
        ("basis", "basis"),
        ("voice", "voice"),
    )
    return "; ".join(f"{words}: {attributes[key]}" for key, words in named if key in attributes)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _clean(graph: "MultiDiGraph[str]") -> "MultiDiGraph[str]":
    """Return a copy without the control characters that XML cannot hold, nor other programs."""
    told: MultiDiGraph[str] = graph.copy()
    for _, attributes in told.nodes(data=True):
        _strip(attributes)
    for _, _, attributes in told.edges(data=True):
        _strip(attributes)
    return told


def _strip(attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        attributes[name] = CONTROL.sub("", value)


def _indented(root: ElementTree.Element) -> str:
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"
