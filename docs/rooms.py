"""The picture of the rooms of the code in docs/architecture.md, made from its imports."""

import sys
from collections import Counter
from pathlib import Path

import grimp
import networkx as nx

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
_START, _END = "<!-- rooms: made by docs/make.py -->\n", "<!-- end of rooms -->\n"


def imports() -> "nx.DiGraph[str]":
    """Return the modules of `ofmkg` and `api` with an arrow from each to what it imports."""
    sys.path.insert(0, str(ROOT))  # where `api` is found
    try:
        found = grimp.build_graph("ofmkg", "api", cache_dir=None)
    finally:
        sys.path.remove(str(ROOT))
    drawn: nx.DiGraph[str] = nx.DiGraph()
    drawn.add_nodes_from(found.modules)
    for module in found.modules:
        drawn.add_edges_from((module, to) for to in found.find_modules_directly_imported_by(module))
    return drawn


def room(module: str) -> str:
    """Return the room that a module stands in: a folder of `ofmkg`, `api`, or what stands alone."""
    parts = module.split(".")
    if parts[0] == "api":
        return "api"
    return parts[1] if len(parts) > 1 and (ROOT / "ofmkg" / parts[1]).is_dir() else "ofmkg"


def floors(drawn: "nx.DiGraph[str]") -> int:
    """Return how many modules of `ofmkg` stand above each other, each importing the next."""
    within = drawn.subgraph([each for each in drawn if each.startswith("ofmkg")])
    return len(nx.dag_longest_path(nx.condensation(within)))


def circles(drawn: "nx.DiGraph[str]") -> list[list[str]]:
    """Return the groups of modules that import each other."""
    return sorted(sorted(each) for each in nx.strongly_connected_components(drawn) if len(each) > 1)


def picture(drawn: "nx.DiGraph[str]") -> str:
    """Return the rooms as a flowchart in Mermaid, each arrow with its number of imports."""
    between = Counter((room(a), room(b)) for a, b in drawn.edges if room(a) != room(b))
    lines = [f"    {a} -- {n} --> {b}" for (a, b), n in sorted(between.items()) if b != "ofmkg"]
    return "\n".join(("```mermaid", "flowchart TD", *lines, "```", ""))


def written(page: str, drawn: "nx.DiGraph[str]") -> str:
    """Return the page with its picture brought up to date."""
    before, _, rest = page.partition(_START)
    _, _, after = rest.partition(_END)
    return f"{before}{_START}{picture(drawn)}{_END}{after}"
