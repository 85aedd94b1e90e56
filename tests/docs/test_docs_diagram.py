"""The class diagram: themes hold every class once, and the rules for arrows."""

from collections import Counter

from diagram import Diagram, Relation, Theme, arrows
from diagram import source as dot
from make import source
from vocabulary import ask

from ofmkg.graph.terms import NS, ONTOLOGY, OWL_CLASS


def made_up(relations: list[tuple[str, str, str]], **themes: str) -> Diagram:
    """Return a diagram of classes by theme, with relations between them."""
    return Diagram(
        tuple(
            Theme(name, tuple(NS + each for each in text.split())) for name, text in themes.items()
        ),
        tuple(Relation(NS + a, NS + p, NS + b if b else "", False) for a, p, b in relations),
        (),
        {},
    )


def drawn(diagram: Diagram) -> set[str]:
    """Return the names of the relations that are arrows."""
    return {each.name.removeprefix(NS) for each in arrows(diagram)}


def test_every_class_has_one_theme_or_is_a_closed_list() -> None:
    lists = {row["list"] for row in ask("lists")}
    themes = Counter(row["class"] for row in ask("themes"))
    own = {r["term"] for r in ask("terms") if r["kind"] == OWL_CLASS and r["home"] == ONTOLOGY}
    assert {name for name, times in themes.items() if times > 1} == set()
    assert own - lists - set(themes) == set(), "add them to docs/themes.ttl"
    assert (set(themes) - own, lists & set(themes)) == (set(), set())


def test_main_classes_are_in_a_theme() -> None:
    assert {row["class"] for row in ask("main")} <= {row["class"] for row in ask("themes")}


def test_what_is_drawn_of_the_ontology() -> None:
    diagram, text = source()
    names = drawn(diagram)
    assert {"assesses", "usesFramework", "onStep", "takesPosition", "answers"} <= names
    assert "mayBring" in names  # follows by reasoning
    assert "assessedIn" not in names  # the inverse of one that is there
    assert 'PORT="outcome"' not in text  # leads to a closed list
    assert 'id="Study reportedIn Work"' in text
    assert 'id="Silence is a Stance"' in text


def test_an_arrow_within_and_between_themes() -> None:
    diagram = made_up([("A", "p", "B"), ("B", "q", "C")], one="A B", two="C")
    assert drawn(diagram) == {"p", "q"}


def test_no_arrow_to_itself_to_anything_or_to_what_is_not_drawn() -> None:
    diagram = made_up([("A", "p", "A"), ("A", "q", ""), ("A", "r", "X")], one="A")
    assert drawn(diagram) == set()
    text = dot(diagram)
    assert [f"→ {end}" in text for end in ("A<", "anything<", "X<")] == [True, True, True]


def test_no_arrow_where_many_themes_point() -> None:
    pointing = [(name, f"p{name}", "Hub") for name in "ABCD"]
    themes = {"a": "A", "b": "B", "c": "C", "d": "D", "home": "Hub E"}
    assert drawn(made_up([*pointing, ("E", "own", "Hub")], **themes)) == {"own"}
    assert drawn(made_up(pointing[1:], **themes)) == {"pB", "pC", "pD"}
