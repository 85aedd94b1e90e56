"""Rows of a query as text."""

from rich.console import Console

from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.pages.rows import rows_to_text


def console(width: int = 80) -> Console:
    """Return a console of some width without colour."""
    return Console(width=width, color_system=None)


def test_rows_become_records_where_they_are_too_wide() -> None:
    store = MemoryStore()
    rows = store.select('SELECT ("x" AS ?a) ("y" AS ?b) {}')
    assert rows_to_text(rows, console()) == "a b\n───\nx y\n"
    wide = store.select(f'SELECT ("{"x " * 30}" AS ?a) ("{"y " * 30}" AS ?b) (1/0 AS ?c) {{}}')
    lines = rows_to_text(wide, console(40)).splitlines()
    assert lines[0] == "1."
    assert lines[1].startswith("  a  x x")
    assert lines[2].startswith("     x x")
    assert not any("  c " in line for line in lines)
    assert rows_to_text(store.select("SELECT ?x { ?x ?y ?z }"), console()) == "(no rows)\n"
