"""Every shape reports what it should and nothing else: runs the examples in cases/.

cases/README.md says how an example is written. All examples of a file are validated at once, each
in a name space of its own, because that is several times faster than one after the other.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import RDFS, SH
from rdflib.term import Node
from shape_examples import TEST, Spelling, changed, read, validated

from ofmkg.graph import shacl

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
Triple = tuple[Node, Node, Node]


FILES = {path.stem: read(path) for path in sorted((HERE / "cases").glob("*.ttl"))}
EXAMPLES = [
    pytest.param(theme, number, id=f"{theme}: {example.name}")
    for theme, cases in FILES.items()
    for number, example in enumerate(cases.examples)
]


@pytest.fixture(scope="module")
def results(ontology: Graph, shapes: Graph) -> Callable[[str], dict[int, list[str]]]:
    """Return a function that validates a file of examples: number of the example -> results."""

    @cache
    def validate(theme: str) -> dict[int, list[str]]:
        cases = FILES[theme]
        base = load(*cases.base).parse(data=cases.prefixes, format="turtle")
        data = Graph()
        data += ontology
        for number, example in enumerate(cases.examples):
            for triple in changed(base, cases.prefixes, example):
                data.add(moved(triple, number))
        spelling = Spelling(shapes, base)
        found: dict[int, list[str]] = {number: [] for number in range(len(cases.examples))}
        for result in validated(data, shapes):
            number = int(shacl.lexical(result.focus).removeprefix(TEST).partition("/")[0])
            found[number].append(spelling.result(result))
        return found

    return validate


@pytest.mark.parametrize(("theme", "number"), EXAMPLES)
def test_example(results: Callable[[str], dict[int, list[str]]], theme: str, number: int) -> None:
    """An example leads to exactly the results that it names."""
    expected = Counter(FILES[theme].examples[number].expected)
    found = Counter(
        # A result is compared without its value where the example leaves the value open.
        short if (short := line.rpartition(" ")[0]) in expected else line
        for line in results(theme)[number]
    )
    assert found == expected


def test_the_base_is_valid(ontology: Graph, shapes: Graph) -> None:
    """The base without a change is the passing example of every shape."""
    data = load("base.ttl", "base-studies.ttl")
    data += ontology
    assert validated(data, shapes) == []


def test_the_base_has_something_for_every_shape(ontology: Graph, shapes: Graph) -> None:
    """Every shape finds something to look at in the base, so that the base shows what passes."""
    base = load("base.ttl", "base-studies.ttl") + ontology
    unmet = [
        shape
        for shape, cls in shapes.subject_objects(SH.targetClass)
        if not any(
            (None, RDF.type, kind) in base
            for kind in ontology.transitive_subjects(RDFS.subClassOf, cls)
        )
    ]
    unmet += [
        shape
        for shape in set(shapes.subjects(SH.targetSubjectsOf))
        if not any((None, term, None) in base for term in shapes[shape : SH.targetSubjectsOf])
    ]
    assert unmet == []


def test_every_shape_has_an_example(shapes: Graph) -> None:
    """Each shape that can report is named in the results of at least one example."""
    examples = [example for cases in FILES.values() for example in cases.examples]
    shown = {line.split()[3] for example in examples for line in example.expected}
    assert shown == {f"ofmsh:{str(s).split('#')[1]}" for s in shapes.subjects(SH.message)}


def test_examples_stand_where_their_shape_does() -> None:
    """Each file of shapes has a file of examples, and each example shows a shape of that file."""
    folder = ROOT / "ontology" / "shapes"
    assert set(FILES) == {path.stem for path in folder.glob("*.ttl")} - {"shapes", "style"}
    for theme, cases in FILES.items():
        text = (folder / f"{theme}.ttl").read_text(encoding="utf-8")
        defined = set(re.findall(r"^ofmsh:(\w+) a sh:", text, re.MULTILINE))
        named = {example.name.partition(":")[0] for example in cases.examples}
        assert named <= defined | {"Several"}
        assert len({example.name for example in cases.examples}) == len(cases.examples)


def load(*names: str) -> Graph:
    """Return the files of a base in one graph."""
    graph = Graph()
    for name in names:
        graph.parse(HERE / name)
    return graph


def moved(triple: Triple, number: int) -> Triple:
    """Return a triple with everything of the tests moved into the name space of one example."""

    def move(term: Node) -> Node:
        if isinstance(term, URIRef) and term.startswith(TEST):
            return URIRef(f"{TEST}{number}/{term.removeprefix(TEST)}")
        # Numbers of a work are its own in every example.
        own = {"10.1234/report": f"10.1234/report-{number}", "2005.01234": f"2005.{number:05}"}
        return Literal(own[str(term)]) if isinstance(term, Literal) and str(term) in own else term

    return move(triple[0]), move(triple[1]), move(triple[2])
