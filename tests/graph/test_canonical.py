"""Names of blank nodes: the same for the same content, and never at the cost of a standstill."""

import random
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from ofmkg.graph import canonical
from ofmkg.graph.export import serialize

KNOWS, NEXT = ox.NamedNode("http://e/knows"), ox.NamedNode("http://e/next")
Edge = tuple[int, ox.NamedNode, int]


def clique(size: int) -> list[Edge]:
    """Return nodes that all know each other."""
    return [(one, KNOWS, two) for one in range(size) for two in range(size) if one != two]


def chain(size: int) -> list[Edge]:
    """Return nodes in a row, each like the next."""
    return [(one, NEXT, one + 1) for one in range(size)]


def tree(size: int) -> list[Edge]:
    """Return a tree with two branches at each node."""
    return [(one, NEXT, 2 * one + branch) for one in range(1, size) for branch in (0, 1)]


def stars(size: int) -> list[Edge]:
    """Return two nodes that know as many others each."""
    return [(star, KNOWS, 2 + 2 * other + star) for star in (0, 1) for other in range(size)]


def ladder(size: int) -> list[Edge]:
    """Return two rows with a rung from each node of one to that of the other."""
    rows = [(2 * one + row, NEXT, 2 * one + row + 2) for one in range(size) for row in (0, 1)]
    return rows + [(2 * one, KNOWS, 2 * one + 1) for one in range(size)]


def quads(edges: list[Edge], seed: int) -> list[ox.Quad]:
    """Return edges between blank nodes of any names, in any order."""
    chance = random.Random(seed)
    names = {
        node: ox.BlankNode(f"x{chance.getrandbits(64)}") for a, _, b in edges for node in (a, b)
    }
    made = [ox.Quad(names[one], edge, names[two]) for one, edge, two in edges]
    chance.shuffle(made)
    return made


HARD: dict[str, list[Edge]] = {
    "ten that all know each other": clique(10),
    "thirty that all know each other": clique(30),
    "a row of 4,000": chain(4_000),
    "a tree": tree(500),
    "two stars": stars(40),
    "a ladder": ladder(300),
}


@pytest.mark.parametrize("edges", HARD.values(), ids=HARD)
@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld"])
def test_what_rdfc_would_try_for_years_is_named_and_always_the_same(
    edges: list[Edge], name: str
) -> None:
    assert serialize(quads(edges, 1), name) == serialize(quads(edges, 2), name)


@pytest.mark.parametrize("edges", HARD.values(), ids=HARD)
def test_nothing_is_lost_or_made_one(edges: list[Edge]) -> None:
    named = set(canonical.named(quads(edges, 1)))
    assert len(named) == len(set(edges))
    nodes = {node for quad in named for node in (quad.subject, quad.object)}
    assert nodes == {ox.BlankNode(f"b{n}") for n in range(len(nodes))}  # none is named by RDFC


@pytest.mark.parametrize("make", [chain, tree, ladder, clique])
def test_different_content_has_different_names(make: Callable[[int], list[Edge]]) -> None:
    assert set(canonical.named(quads(make(40), 1))) != set(canonical.named(quads(make(41), 1)))


@pytest.mark.parametrize(
    "edges", [clique(3), chain(60), tree(8), stars(4), [(0, KNOWS, 1), (2, KNOWS, 3)]]
)
def test_what_is_cheap_is_named_by_rdfc(edges: list[Edge]) -> None:
    given = quads(edges, 3)
    expected = ox.Dataset(given)
    expected.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert set(canonical.named(given)) == set(expected)


def test_statements_that_tell_nodes_apart_give_the_order() -> None:
    def marked(seed: int) -> set[ox.Quad]:
        row = quads(chain(4_000), seed)
        (start,) = {quad.subject for quad in row} - {quad.object for quad in row}
        return set(canonical.named([*row, ox.Quad(start, KNOWS, ox.Literal("first"))]))

    assert marked(1) == marked(9)


def test_graphs_and_triple_terms_count_as_well() -> None:
    def made(names: str) -> list[ox.Quad]:
        nodes = [ox.BlankNode(name) for name in names]
        every = [ox.Quad(a, KNOWS, b, g) for a in nodes for b in nodes for g in nodes]
        return [*every, ox.Quad(nodes[0], KNOWS, ox.Triple(nodes[1], KNOWS, nodes[2]))]

    once, again = set(canonical.named(made("abcde"))), set(canonical.named(made("edcba")))
    assert once == again
    assert len(once) == 126


def test_without_blank_nodes_nothing_is_renamed_and_nothing_doubled() -> None:
    quad = ox.Quad(KNOWS, KNOWS, ox.Literal("x"))
    assert list(canonical.named([quad, quad])) == [quad]


def test_a_large_tangle_ends_as_well() -> None:
    chance = random.Random(1)
    edges = [(chance.randrange(200), KNOWS, chance.randrange(200)) for _ in range(6_000)]
    assert serialize(quads(edges, 1), "ntriples") == serialize(quads(edges, 2), "ntriples")
