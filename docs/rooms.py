"""The picture of the rooms of the code in docs/architecture.md, made from its imports."""

import sys
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
    """Return how many rooms of `ofmkg`, and modules that stand alone, lie above each other."""
    house: nx.DiGraph[str] = nx.DiGraph(
        (_place(a), _place(b))
        for a, b in drawn.edges
        if a.startswith("ofmkg.") and b.startswith("ofmkg.") and _place(a) != _place(b)
    )
    return len(nx.dag_longest_path(house))  # which there is none of where an import points back up


def _place(module: str) -> str:
    found = room(module)
    return module if found == "ofmkg" else found


def circles(drawn: "nx.DiGraph[str]") -> list[list[str]]:
    """Return the groups of modules that import each other."""
    return sorted(sorted(each) for each in nx.strongly_connected_components(drawn) if len(each) > 1)


def picture(drawn: "nx.DiGraph[str]") -> str:
    """Return the rooms as a flowchart in Mermaid; those that know a room stand above it."""
    between = {(room(a), room(b)) for a, b in drawn.edges if room(a) != room(b)}
    lines = [f"    {a} --> {b}" for a, b in sorted(between) if "ofmkg" not in (a, b)]
    return "\n".join(("```mermaid", "flowchart TD", *lines, "```", ""))


def written(page: str, drawn: "nx.DiGraph[str]") -> str:
    """Return the page with its picture brought up to date."""
    before, _, rest = page.partition(_START)
    _, _, after = rest.partition(_END)
    return f"{before}{_START}{picture(drawn)}{_END}{after}"
