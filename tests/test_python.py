"""What Python has of the graph: results in short, as tables, as graphs, pickled."""

import pickle
from pathlib import Path

import networkx
import pytest

import ofmkg
from ofmkg.analyses.declaration import Analysis, analyses
from ofmkg.graph import loading
from ofmkg.graph.inline import Triples
from ofmkg.graph.results import Figure, Result
from ofmkg.graph.stores import Rows
from ofmkg.graph.stores.target import opened
from ofmkg.graph.terms import short

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "compare": ("gopal-2023", "musser-2023"),
    "columns": ("gopal-2023", "musser-2023", "hazell-2023"),
    "question": ("actor-skill",),
    "timeline": ("actor-skill",),
    "study": ("gopal-2023",),
    "cell": ("biosecurity", "existing-risk"),
    "vector": ("biosecurity",),
    "release": ("llama-2",),
    "crux": ("biosecurity",),
    "rests": ("gopal-2023",),
    "search": ("pathogen",),
    "disagreement": ("d-alignment-open-vs-closed",),
}
OWN = """\
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/mine> a ofm:Limitation ; rdfs:label "Mine"@en .
"""


def test_a_graph_and_a_cell_are_short(kg: ofmkg.KnowledgeGraph) -> None:
    assert repr(kg).startswith(f"<KnowledgeGraph: {len(list(analyses()))} analyses (agreement, ")
    assert f"queries() lists {len(kg.queries())} questions" in repr(kg)
    cell = kg.matrix().rows[0].cells[3]
    told = "gopal-2023, biosecurity, marginal-risk-evidence: assumed, by inference, contested"
    assert repr(cell) == f"<Cell: {told}>"
    assert pickle.loads(pickle.dumps(cell)) == cell


def test_what_has_no_page_shows_what_it_holds(kg: ofmkg.KnowledgeGraph) -> None:
    shown = kg.argument()._repr_html_()
    assert shown is not None
    assert shown.startswith("<p><code>&lt;Argument: claims=[")


@pytest.mark.parametrize("chosen", analyses(), ids=lambda each: each.name)
def test_every_result_is_short_shown_tabled_and_pickled(
    every: ofmkg.KnowledgeGraph, chosen: Analysis
) -> None:
    assert issubclass(chosen.result, Result)
    if chosen.name == "claim":
        arguments: tuple[str, ...] = (every.query("claims").to_pandas()["claim"][0],)
    else:
        arguments = ARGUMENTS.get(chosen.name, ())
    found = getattr(every, chosen.name)(*arguments)
    assert type(found) is chosen.result
    assert repr(found).startswith(f"<{chosen.result.__name__}: ")
    assert len(repr(found)) < 300
    assert "\n" not in repr(found)
    table = found.to_pandas()
    assert len(table) > 0
    assert table.columns.is_unique
    shown = found._repr_html_()
    assert shown.startswith("<")
    assert found.to_dict().keys() >= {f.removesuffix("_") for f in found.__dataclass_fields__}
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert again._repr_html_() == shown


def test_the_cells_of_the_matrix_are_rows_that_say_their_step(kg: ofmkg.KnowledgeGraph) -> None:
    result = kg.matrix()
    table = result.to_pandas()
    assert len(table) == 42
    steps = [step.step for step in result.framework.steps]
    assert [cell.step for cell in result.rows[0].cells] == steps
    assert list(table["step"][:6]) == steps
    assert table["state"].value_counts().to_dict() == {
        "partial": 18,
        "addressed": 13,
        "skipped": 10,
        "assumed": 1,
    }
    assert str(table["lower_bound"].dtype) == "boolean"
    assert "decision_who" in table.columns


def test_a_comparison_is_shown_by_its_page(kg: ofmkg.KnowledgeGraph) -> None:
    found = kg.compare("gopal-2023", "musser-2023")
    sides = found.to_pandas().groupby("side").size()
    assert set(sides.index) == {"a", "b"}
    assert "<details>" in (found._repr_html_() or "")
    assert str(found.write("csv")).startswith("section,")
    assert str(found.write("md")).startswith("# ")
    assert found.write("json") == found.write("json")
    with pytest.raises(ofmkg.UsageError, match="compare cannot be written as 'svg'; use text"):
        found.write("svg")


def test_numbers_of_the_gap_map_are_numbers(kg: ofmkg.KnowledgeGraph) -> None:
    table = kg.gaps().to_pandas()
    assert str(table["addressed"].dtype) == "Int64"
    assert table["addressed"].sum() == 13


def test_the_gap_map_draws_itself_and_is_kept(kg: ofmkg.KnowledgeGraph, tmp_path: Path) -> None:
    figure = kg.gaps().figure()
    assert figure._repr_svg_() == kg.gaps().write("svg")
    figure.save(tmp_path / "gaps.svg")
    assert (tmp_path / "gaps.svg").read_text(encoding="utf-8") == figure.svg
    assert repr(Figure("<svg/>")) == "<Figure: SVG of 6 characters>"
    with pytest.raises(ofmkg.UsageError, match="standing draws no picture"):
        kg.standing().figure()


def test_the_argument_is_a_graph_and_a_matrix_is_none(kg: ofmkg.KnowledgeGraph) -> None:
    found = kg.argument()
    graph = found.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    kinds = [data["kind"] for _, data in graph.nodes(data=True)]
    assert kinds.count("claim") == len(found.claims)
    with pytest.raises(ofmkg.UsageError, match="matrix is no graph"):
        kg.matrix().to_networkx()


def test_a_result_without_a_graph_says_so(kg: ofmkg.KnowledgeGraph) -> None:
    from ofmkg.analyses.matrix import matrix

    plain = matrix(kg)
    assert plain == kg.matrix()
    assert plain._repr_html_() is None
    with pytest.raises(ofmkg.UsageError, match="take it from a method"):
        plain.to_pandas()


def test_inline_sparql_needs_no_prefixes_and_passes_the_guard(kg: ofmkg.KnowledgeGraph) -> None:
    counted = kg.sparql(
        "SELECT (COUNT(*) AS ?n) WHERE { ?s a ofm:Study ; ofm:inCollection ?c . "
        "?c ofm:isDefault true }"
    )
    assert isinstance(counted, Rows)
    assert list(counted) == [{"n": 7}]
    assert kg.sparql("ASK { ?s a ofm:Study }") is True
    assert kg.sparql("PREFIX ofm: <https://example.org/> ASK { ?s a ofm:Study }") is False
    made = kg.sparql("CONSTRUCT { ?s a ofm:Study } WHERE { ?s a ofm:Study } LIMIT 2")
    assert isinstance(made, Triples)
    assert (len(made), len(made.to_networkx().edges), len(made.to_pandas())) == (2, 2, 2)
    assert "ofm:Study" in made.write("turtle")
    for refused, why in (
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "read-only"),
        ("SELECT * {\n ?s ?p }", r"line 2"),
    ):
        with pytest.raises(ofmkg.QueryError, match=why):
            kg.sparql(refused)


def test_the_questions_are_listed(kg: ofmkg.KnowledgeGraph) -> None:
    listed = {row["name"]: row for row in kg.queries()}
    assert listed["missing"]["summary"]
    assert "study" in str(listed["missing"]["parameters"])


def test_a_graph_is_pickled_small_if_it_is_ours_and_whole_if_it_is_not(
    every: ofmkg.KnowledgeGraph, tmp_path: Path
) -> None:
    content = pickle.dumps(ofmkg.load())  # kept since `every` was loaded
    assert len(content) < 10_000
    assert pickle.loads(content).matrix() == every.matrix()
    (tmp_path / "own.ttl").write_text(OWN, encoding="utf-8")
    own = pickle.loads(pickle.dumps(ofmkg.load([tmp_path])))
    assert own.has("https://example.org/mine")
    assert own.matrix() == every.matrix()
    graphs = (
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { <https://example.org/mine> ?p ?o } } ORDER BY ?g"
    )
    # What it is by its class follows, and stands apart.
    assert [short(row["g"]) for row in own.sparql(graphs)] == ["inferences", "own"]


def test_a_store_is_loaded_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(OWN, encoding="utf-8")
    place = tmp_path / "store"
    read, files = loading.paths([tmp_path / "own.ttl"])
    loading.load(opened(str(place), create=True), read, files, infer=False)
    for kg in (ofmkg.load(store=place), pickle.loads(pickle.dumps(ofmkg.load(store=str(place))))):
        assert kg.sparql("ASK { <https://example.org/mine> ?p ?o }") is True
        assert kg.sparql("ASK { ?s a ofm:Study }") is False
    with pytest.raises(ofmkg.UsageError, match="ofmkg load --store"):
        ofmkg.load([tmp_path], store=place)
