"""Threads that share a store ask it at once, the first time each: none waits for ever.

Each trial is a process of its own, for a thread that holds the lock of Python and waits for that of
the engine stops every other one; such a process is ended from within and tells where it stood.
"""

import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest
import servers

from ofmkg.graph.once import Kept, Once
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores import looks
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.terms import BASE, INFERENCES

DEADLINE = 120  # seconds, in which a trial of two seconds must have ended

# Starts threads that wait for each other and then ask different first questions.
TRIAL = """
import faulthandler, sys, threading
faulthandler.dump_traceback_later({deadline}, exit=True)
sys.setswitchinterval(1e-5)
from ofmkg.graph import corpus
from ofmkg.knowledge import KnowledgeGraph
{opening}
def names(graph):
    return len(graph.labels("MisuseVector")), len(graph.query("things", **{{"class": "Work"}}))
def graphs(graph):
    counts = "SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
    rows = graph._store.select(counts)
    return sorted((row["g"], row["n"]) for row in rows.dicts())
ASKED = (
    lambda graph: len(graph.query("open-releases")),
    graphs,
    lambda graph: len(graph.query("mappings")),
    names,
    lambda graph: len(list(graph.run("search-texts"))),
    lambda graph: sum(1 for _ in graph.quads()),
    lambda graph: graph._store.counts(),
    lambda graph: len(graph.in_graph("https://w3id.org/ofmkg/ns")),
)
threads = {threads}
graph, answers = opened(), []
together = threading.Barrier(threads)
def ask(number):
    together.wait()
    which = number % len(ASKED)
    answers.append((which, ASKED[which](graph)))
running = [threading.Thread(target=ask, args=(number,)) for number in range(threads)]
for each in running: each.start()
for each in running: each.join()
assert len(answers) == threads, "a thread failed"
alone = opened()
expected = [asked(alone) for asked in ASKED]
for which, answer in answers:
    assert answer == expected[which], (which, answer, expected[which])
print("done")
"""

OPENING = {
    "memory": """
documents = list(corpus.built_in())
def opened(): return KnowledgeGraph(documents)
""",
    "kept": """
from ofmkg.graph import builtin
builtin.store()
def opened(): return KnowledgeGraph.over(builtin.store())
""",
    "directory": """
from pathlib import Path
from ofmkg.graph.stores.directory import DirectoryStore
def opened(): return KnowledgeGraph.over(DirectoryStore(Path({target!r})))
""",
    "server": """
from ofmkg.graph.stores.remote import RemoteStore
from ofmkg.graph.stores.settings import remote
def opened(): return KnowledgeGraph.over(RemoteStore(remote({target!r}, {environment!r})))
""",
}


def trial(opening: str, threads: int) -> None:
    """Run a trial to its end. Fails with where each thread stood if it does not come to one."""
    run(TRIAL.format(opening=opening, threads=threads, deadline=DEADLINE))


def run(script: str) -> None:
    """Run a script that says that it is done. Fails with what it said instead."""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=2 * DEADLINE
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert done.stdout == "done\n"
    assert "Traceback" not in done.stderr, done.stderr[-4000:]


@pytest.mark.parametrize("threads", [2, 9, 64])
def test_first_questions_to_memory(threads: int) -> None:
    trial(OPENING["memory"], threads)


@pytest.mark.parametrize("threads", [2, 9, 64])
def test_first_questions_to_what_was_kept(threads: int) -> None:
    trial(OPENING["kept"], threads)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from ofmkg.graph import corpus, loading
    from ofmkg.graph.stores.directory import DirectoryStore

    folder = tmp_path_factory.mktemp("kept") / "store"
    loading.load(DirectoryStore(folder, create=True), list(corpus.built_in()))
    return folder


@pytest.mark.parametrize("threads", [2, 9, 64])
def test_first_questions_to_a_folder(kept: Path, threads: int) -> None:
    trial(OPENING["directory"].format(target=str(kept)), threads)


@pytest.mark.server
def test_first_questions_to_a_server(tmp_path: Path) -> None:
    from ofmkg.graph import corpus, loading
    from ofmkg.graph.stores.remote import RemoteStore
    from ofmkg.graph.stores.settings import remote

    with servers.oxigraph(tmp_path) as (target, environment):
        loading.load(RemoteStore(remote(target, environment)), list(corpus.built_in()))
        trial(OPENING["server"].format(target=target, environment=environment), 16)


# Counts the statements of a graph while it comes in, and while it is replaced by fewer.
READERS = """
import faulthandler, sys, threading
faulthandler.dump_traceback_later({deadline}, exit=True)
sys.setswitchinterval(1e-5)
from pathlib import Path
import pyoxigraph as ox
from ofmkg.graph.parsing import Document
from ofmkg.graph.stores.memory import MemoryStore
thing, name = ox.NamedNode("http://h/thing"), "http://h/graph"
quads = tuple(ox.Quad(thing, thing, ox.Literal(str(n))) for n in range(5000))
store = MemoryStore([Document(Path("a"), name, quads)])
seen, ended = set(), threading.Event()
def read():
    while not ended.is_set():
        rows = store.select("SELECT ?o {{ GRAPH <" + name + "> {{ ?s ?p ?o }} }}")
        seen.update((len(rows), store.counts()[name]))
readers = [threading.Thread(target=read) for _ in range(4)]
for each in readers: each.start()
for turn in range(4):
    store.replace([ox.Quad(*q.triple, ox.NamedNode(name)) for q in quads[turn:]], [name])
ended.set()
for each in readers: each.join()
assert seen <= {{5000, 4999, 4998, 4997}} and 5000 in seen, seen
print("done")
"""


def test_nobody_sees_a_part_of_what_is_added_or_replaced() -> None:
    run(READERS.format(deadline=DEADLINE))


def test_what_is_made_at_first_use_is_made_once() -> None:
    together, calls = threading.Barrier(8), list[int]()
    gate = threading.Event()

    def make() -> int:
        gate.wait(DEADLINE)
        calls.append(1)
        return len(calls)

    once, got = Once(make), list[int]()

    def ask() -> None:
        together.wait(DEADLINE)
        got.append(once())

    threads = [threading.Thread(target=ask) for _ in range(7)]
    for each in threads:
        each.start()
    together.wait(DEADLINE)
    gate.set()
    for each in threads:
        each.join(DEADLINE)
    assert (calls, got) == ([1], [1] * 7)


def test_what_could_not_be_made_is_tried_again() -> None:
    tried: list[str] = []

    def make(key: str) -> str:
        tried.append(key)
        if len(tried) == 1:
            raise ValueError(key)
        return key.upper()

    kept = Kept(make)
    with pytest.raises(ValueError, match="a"):
        kept("a")
    assert [kept("a"), kept("a"), kept("b")] == ["A", "A", "B"]
    assert tried == ["a", "a", "b"]


@pytest.mark.parametrize(
    ("sparql", "named"),
    [
        ("SELECT * { ?s ?p ?o }", ()),
        ("SELECT ?graph { ?graph ex:from ?o } # GRAPH ?g", ()),
        ("SELECT * { ?s ?p \"GRAPH ?g\", '''it's GRAPH ?g''' }", ()),
        ("SELECT * { GRAPH <https://h/a> { ?s ?p ?o } graph<https://h/b> {} }", ("a", "b")),
        ("SELECT * FROM <https://h/a> FROM NAMED <https://h/b> { ?s ?p ?o }", ("a", "b")),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } GRAPH <https://h/a> {} }", None),
        ("BASE <https://h/> SELECT * { GRAPH <a> { ?s ?p ?o } }", None),
        ("PREFIX h: <https://h/> SELECT * { GRAPH h:a { ?s ?p ?o } }", None),
        ("SELECT * { GRAPH <https://h/\\u0061> { ?s ?p ?o } }", None),
        ('SELECT * { ?s ?p """a"b""" GRAPH ?g { ?s ?p "x" } }', None),
    ],
)
def test_which_graphs_a_query_looks_at(sparql: str, named: tuple[str, ...] | None) -> None:
    expected = named if named is None else tuple(f"https://h/{name}" for name in named)
    assert looks.named_graphs(sparql) == expected


def test_graphs_are_there_for_whoever_names_them_with_from() -> None:
    node = ox.NamedNode(f"{BASE}thing/x")
    stated = tuple(ox.Quad(node, node, ox.Literal(str(n))) for n in range(3))
    document = Document(Path("a"), "https://example.org/a", stated)
    inferred = ox.Quad(node, node, node, ox.NamedNode(INFERENCES))
    derived = {INFERENCES: lambda _: [inferred]}
    store = MemoryStore([document], derived)
    assert len(store.select(f"SELECT ?o FROM <{document.graph}> WHERE {{ ?s ?p ?o }}")) == 3
    assert len(store.select(f"SELECT ?o FROM <{INFERENCES}> WHERE {{ ?s ?p ?o }}")) == 1
