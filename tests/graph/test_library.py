"""Headers of queries, and the binding of parameters."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from ofmkg.errors import QueryError
from ofmkg.graph import library

QUERY = """#+ summary: What?
#+ description: >-
#+   Two
#+   lines.
#+ tags: [one, two]
#+ params:
#+   x: {type: "ofm:Study", description: which}
#+   y: {type: string, default: "a", description: what}
SELECT ?x ?y WHERE {
  VALUES ?x { UNDEF }
  VALUES ?y { "a" }
  OPTIONAL { VALUES ?x { UNDEF } ?x ?p ?y }
}
"""


def test_a_header_is_read() -> None:
    question = library.parse("what", QUERY)
    assert question.summary == "What?"
    assert question.description == "Two lines."
    assert (question.folder, question.wide) == ("", "")
    marked = library.parse("what", "#+ wide: For a page.\n" + QUERY, "evidence")
    assert (marked.folder, marked.wide) == ("evidence", "For a page.")
    assert question.tags == ("one", "two")
    assert question.parameters == (
        library.Parameter("x", "ofm:Study", "which", None),
        library.Parameter("y", "string", "what", "a"),
    )


def test_a_parameter_is_bound_everywhere_and_an_unbound_one_vanishes() -> None:
    node = ox.NamedNode("http://x/1")
    bound = library.bind(QUERY, {"x": (node, ox.NamedNode("http://x/2"))})
    assert bound.count("VALUES ?x { <http://x/1> <http://x/2> }") == 2
    assert 'VALUES ?y { "a" }' in bound
    free = library.bind(QUERY, {})
    assert "UNDEF" not in free
    assert 'VALUES ?y { "a" }' in free


def test_a_value_cannot_leave_its_clause() -> None:
    nasty = ox.Literal('" } DELETE { ?x ?y ?z } VALUES ?x { "')
    bound = library.bind(QUERY, {"y": (nasty,)})
    (row,) = ox.Store().query(bound)
    assert row["y"] == nasty


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(QueryError, match="no parameter z"):
        library.bind(QUERY, {"z": (ox.Literal("a"),)})


def test_an_unknown_question_gets_a_suggestion() -> None:
    with pytest.raises(QueryError, match=r"'missin'\. Did you mean missing\?"):
        library.load("missin")
    with pytest.raises(QueryError, match="There is no question"):
        library.load("../data/works")


def test_a_query_file(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text(QUERY, encoding="utf-8")
    assert library.load(str(path)).name == "own"
    with pytest.raises(QueryError, match="cannot be read"):
        library.load(str(tmp_path / "none.rq"))
    path.write_bytes(b"\xff")
    with pytest.raises(QueryError, match="UTF-8"):
        library.load(str(path))


def test_a_bad_header_is_refused() -> None:
    with pytest.raises(QueryError, match="not YAML"):
        library.parse("bad", "#+ a: [\nSELECT * {}")
    with pytest.raises(QueryError, match="not a list of"):
        library.parse("bad", "#+ just words\nSELECT * {}")
