"""What is new to a store is judged as if the whole were: same findings, at a cost of its own."""

import random
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from ofmkg.graph import corpus, library, neighborhood, resources, validation
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores import Store
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.terms import BASE, NS

EVERY = list(corpus.built_in())
STUDIES = [document for document in EVERY if "/studies/" in document.graph]


@pytest.fixture(scope="module")
def store() -> Store:
    return MemoryStore(EVERY)


def whole(given: Document) -> validation.Report:
    """Return the verdict of a check of everything, with a document in place of its former self."""
    around = [each for each in EVERY if each.graph != given.graph]
    return validation._report([*around, given], [given])


def mutated(document: Document, rng: random.Random) -> Document:
    """Return a document with statements dropped, turned to other things, or said twice."""
    quads = list(document.quads)
    nodes = [q.object for q in quads if isinstance(q.object, ox.NamedNode)]
    nodes += [ox.NamedNode(f"{BASE}position/no-such"), ox.NamedNode(f"{NS}partial")]
    for _ in range(8):
        place = rng.randrange(len(quads))
        old = quads[place]
        change = rng.choice(("drop", "turn", "add"))
        if change == "drop":
            del quads[place]
            continue
        new = ox.Quad(old.subject, old.predicate, rng.choice(nodes))
        quads[place : place + (change == "turn")] = [new]
    return Document(document.path, document.graph, tuple(dict.fromkeys(quads)))


@pytest.mark.parametrize("seed", range(2))
def test_verdicts_are_those_of_the_whole(store: Store, seed: int) -> None:
    rng = random.Random(seed)
    given = mutated(STUDIES[seed], rng)
    near, all_of_it = neighborhood.check([given], store), whole(given)
    assert all_of_it.violations > 0
    assert near == all_of_it
    assert neighborhood.check_beside([given], EVERY) == all_of_it


def test_a_study_as_it_stands_is_fine(store: Store) -> None:
    assert neighborhood.check([STUDIES[0]], store).findings == ()


def second(path: Path) -> Document:
    """Return a file with a second adopted assessment of a study that stands in another graph."""
    study = STUDIES[1]
    adopted = next(q for q in study.quads if q.predicate.value == f"{NS}adopted")
    mine = ox.NamedNode(f"{BASE}assessment/hazell-2023/marginal-risk/other-coder")
    told = [q for q in study.quads if q.subject == adopted.subject]
    return Document(
        path,
        f"{BASE}graph/own/second",
        tuple(ox.Quad(mine, q.predicate, q.object) for q in told),
    )


def test_what_it_touches_is_judged_too(store: Store, tmp_path: Path) -> None:
    given = second(tmp_path / "second.ttl")
    near, all_of_it = neighborhood.check([given], store), whole(given)
    study = f"{BASE}study/hazell-2023"
    assert study in {finding.node for finding in near.findings}  # it has two adopted assessments
    assert near == all_of_it
    assert neighborhood.check_beside([given], EVERY) == all_of_it


@pytest.mark.parametrize("authored", [True, False])
def test_a_work_has_the_authors_that_another_file_names(authored: bool, tmp_path: Path) -> None:
    """Authors point to their work, so that nothing said of the work itself leads to them."""
    work, author = f"{BASE}publication/own-2026", f"{BASE}publication/own-2026/author/001"
    told = f"<{work}> a <{NS}Work> ."
    if authored:
        told += f"<{author}> a <{NS}Contributor> ; <{NS}authorOf> <{work}> ; <{NS}order> 1 ."
    described = _written(tmp_path / "work.ttl", told)
    reading = f"<{BASE}work-reading/own-2026/other> <{NS}readsWork> <{work}> ."
    given = _written(tmp_path / "reading.ttl", reading)
    for near in (
        neighborhood.check([given], MemoryStore([*EVERY, described])),
        neighborhood.check_beside([given], [*EVERY, described]),
    ):
        lacking = [each.node for each in near.findings if "has no authors" in each.message]
        assert lacking == ([] if authored else [work])


def _written(path: Path, turtle: str) -> Document:
    graph = f"{BASE}graph/own/{path.stem}"
    quads = (
        ox.Quad(triple.subject, triple.predicate, triple.object)
        for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    )
    return Document(path, graph, tuple(quads))


def test_every_link_that_a_shape_follows_backwards_is_followed() -> None:
    """A shape that looks at what points to a thing is blind where the vicinity leaves it out."""
    inverse = ox.NamedNode("http://www.w3.org/ns/shacl#inversePath")
    shapes = resources.room("ontology").glob("shapes/*.ttl")
    backwards = {
        triple.object.value
        for path in shapes
        for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        if triple.predicate == inverse
    }
    followed = set(re.findall(r"ofm:(\w+)", library.of_stores("pointing-to.rq")))
    assert f"{NS}authorOf" in backwards
    assert {each.removeprefix(NS) for each in backwards} <= followed


def test_what_shares_a_coder_a_collection_and_positions_is_not_looked_at(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a check would grow with the number of studies that one coder has read."""
    seen: list[Document] = []

    def judge(around: list[Document], given: list[Document], _: set[str]) -> validation.Report:
        seen.extend(each for each in around if each.path == Path("store"))
        return validation.Report(len(given), ())

    monkeypatch.setattr(validation, "check_among", judge)
    study = STUDIES[0]
    neighborhood.check([study], store)
    neighborhood.check_beside([study], EVERY)
    kinds = {ox.NamedNode(f"{NS}{kind}") for kind in ("Coding", "Assumption")}
    own = f"/assessment/{study.path.stem}/"
    others = {
        quad.subject
        for document in EVERY
        for quad in document.quads
        if quad.object in kinds and own not in str(quad.subject)
    }
    assert len(others) > 20
    for document in seen:
        assert {quad.subject for quad in document.quads}.isdisjoint(others)
    stored, read = ({quad.triple for quad in document.quads} for document in seen)
    assert stored == read


def test_what_others_say_wrongly_is_nobodys_business(tmp_path: Path) -> None:
    """A fault elsewhere in the store is not held against what is new."""
    damaged = mutated(STUDIES[2], random.Random(1))
    store = MemoryStore([each for each in EVERY if each.graph != damaged.graph] + [damaged])
    assert neighborhood.check([STUDIES[0]], store).findings == ()


def test_what_has_no_name_and_points_to_it_is_left_aside() -> None:
    study = next(q.subject for q in STUDIES[0].quads if q.predicate.value == f"{NS}inCollection")
    nameless = ox.Quad(ox.BlankNode("x"), ox.NamedNode(f"{NS}note"), study)
    store = MemoryStore([*EVERY, Document(Path("x.ttl"), f"{BASE}graph/x", (nameless,))])
    assert neighborhood.check([STUDIES[0]], store).findings == ()
