"""The derived view: what it says of the made-up graph, and that it says what the analyses say."""

from collections import Counter
from collections.abc import Callable
from itertools import combinations, permutations, product
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from commands import run
from query_engines import HERE

import ofmkg
from ofmkg.analyses.locators import incompatible
from ofmkg.analyses.stances import Held, stances
from ofmkg.errors import QueryError
from ofmkg.graph import corpus, library, parsing, view
from ofmkg.graph.resources import room
from ofmkg.graph.stores import looks
from ofmkg.graph.stores.memory import MemoryStore
from ofmkg.graph.terms import BASE, INFERENCES, NS, PREFIXES, VIEW, short

Pairs = set[tuple[str, str]]
LABEL, DISTINCT = PREFIXES["rdfs"] + "label", f"{NS}distinctLabel"
BOTH = {"articulated"}  # of some things it is stated, and of others it follows
LINES = f"@base <{BASE}> . @prefix ofm: <{NS}> . "
ANN = "<assessment/alpha-2023/marginal-risk/ann/{}>"
STEP = "<framework/marginal-risk/step/{}>"


def iri(text: str) -> str:
    """Return an IRI of ours without what all of them begin with."""
    return text.removeprefix(NS).removeprefix(BASE)


@pytest.fixture(scope="module")
def small() -> list[parsing.Document]:
    """Return the made-up graph with the ontology."""
    return [parsing.read(room("ontology") / "ofmkg.ttl"), parsing.read(HERE / "small.ttl")]


@pytest.fixture(scope="module")
def made() -> tuple[ox.Quad, ...]:
    """Return the view of all that comes with ofmkg."""
    return view.derive(corpus.load())


@pytest.fixture(scope="module")
def says(made: tuple[ox.Quad, ...]) -> Callable[[str], Pairs]:
    """Return what tells by the name of a term of which pairs (of IRIs) the view states it."""

    def pairs(term: str) -> Pairs:
        found = (quad for quad in made if quad.predicate.value == NS + term)
        return {(quad.subject.value, quad.object.value) for quad in found}

    return pairs


@pytest.fixture(scope="module")
def held(every: ofmkg.KnowledgeGraph) -> list[Held]:
    """Return all stances in use."""
    return stances(every, {})


def lines(quads: tuple[ox.Quad, ...]) -> set[str]:
    """Return direct statements as lines of text."""
    return {
        " ".join((iri(q.subject.value), iri(q.predicate.value), iri(q.object.value)))
        for q in quads
        if q.predicate.value not in (LABEL, DISTINCT)
    }


def changed(small: list[parsing.Document], without: str, new: str) -> tuple[set[str], set[str]]:
    """Return what goes from the view of the made-up graph and what comes.

    That is when what begins like `without` (of Turtle) is taken out of it, and `new` put in.
    """
    gone = {quad.triple for quad in ox.parse((LINES + without).encode(), ox.RdfFormat.TURTLE)}
    come = tuple(ox.parse((LINES + new).encode(), ox.RdfFormat.TURTLE))
    ontology, own = small
    quads = (*(quad for quad in own.quads if quad.triple not in gone), *come)
    assert len(quads) == len(own.quads) - len(gone) + len(come)
    after = view.derive([ontology, parsing.Document(own.path, own.graph, quads)])
    before, now = lines(view.derive(small)), lines(after)
    return before - now, now - before


def test_what_it_says_of_the_made_up_graph(small: list[parsing.Document]) -> None:
    expected = (HERE / "view.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(lines(view.derive(small))) == expected


def test_what_is_read_in_part_is_addressed_at_least_in_part(small: list[parsing.Document]) -> None:
    alpha = "study/alpha-2023 {} framework/marginal-risk/step/ease"
    coding = ANN.format("coding-ease")
    gone, come = changed(small, "", f"{coding} ofm:lowerBound true .")
    assert (gone, come) == ({alpha.format("addressesStepInPart")}, set())


def test_a_step_is_assumed_where_a_source_names_what_stands_in(
    small: list[parsing.Document],
) -> None:
    alpha = "study/alpha-2023 {} framework/marginal-risk/step/limits"
    stance = ANN.format("little-skill")
    gone, come = changed(small, "", f"{stance} ofm:standsInFor {STEP.format('limits')} .")
    assert (gone, come) == ({alpha.format("leavesOutStep")}, {alpha.format("assumesStep")})


def test_one_that_only_we_infer_beside_it_changes_nothing(small: list[parsing.Document]) -> None:
    alpha = "study/alpha-2023 {} framework/marginal-risk/step/evidence"
    stance = ANN.format("little-skill")
    gone, come = changed(small, "", f"{stance} ofm:standsInFor {STEP.format('evidence')} .")
    assert gone == {alpha.format("isInferredToAssumeStep")}
    assert come == {alpha.format("assumesStep")}


def test_what_earlier_files_state_is_not_made_again(small: list[parsing.Document]) -> None:
    stance, web = ANN.format("little-skill"), ANN.format("web")
    stated = (
        f"{stance} ofm:articulated true ; ofm:onQuestion <question/skill> . "
        f"{web} ofm:ofStudy <study/alpha-2023> ."
    )
    assert changed(small, "", stated) == (
        {
            "assessment/alpha-2023/marginal-risk/ann/little-skill articulated true",
            "assessment/alpha-2023/marginal-risk/ann/little-skill onQuestion question/skill",
            "assessment/alpha-2023/marginal-risk/ann/web ofStudy study/alpha-2023",
        },
        set(),
    )


def test_a_decision_between_readings_counts(small: list[parsing.Document]) -> None:
    alpha = "study/alpha-2023 {} framework/marginal-risk/step/threat"
    bob = "<assessment/alpha-2023/marginal-risk/bob/coding-threat>"
    use = f"{bob} ofm:inUse true . {ANN.format('coding-threat')} ofm:inUse false ."
    gone, come = changed(small, "", use)
    assert gone == {alpha.format("addressesStep")}
    assert come == {alpha.format("addressesStepInPart")}


def test_a_position_that_is_not_affirmed_is_not_assumed(small: list[parsing.Document]) -> None:
    stance = ANN.format("little-skill")
    stated, now = (f"{stance} ofm:mode ofm:{mode} ." for mode in ("stated", "unaffirmed"))
    gone, come = changed(small, stated, now)
    holds = "assessment/alpha-2023/marginal-risk/ann/little-skill articulated {}"
    assert come == {holds.format("false")}
    assert gone == {
        holds.format("true"),
        "study/alpha-2023 assumes position/low-skill",
        *(
            f"publication/{one} opposes publication/{other}"
            for work in ("beta-2024", "judge-2024")
            for one, other in both("alpha-2023", work)
        ),
    }


def test_a_work_tests_its_own_where_it_comes_from_the_developer(
    small: list[parsing.Document],
) -> None:
    work, firm, other = "<publication/alpha-2023>", "<organization/firm>", "<organization/other>"
    tested = f"""
        <reading/cy> a ofm:WorkReading ; ofm:readsWork {work} .
        <evidence/a> a ofm:EvidenceRecord ; ofm:partOf <reading/cy> ;
          ofm:behindClaim <claim/calls-rise> ;
          ofm:testsRelease <release/own> , <release/others> .
        <release/own> ofm:developedBy {firm} . <release/others> ofm:developedBy {other} ."""
    both_tests = {
        "publication/alpha-2023 reportsTestOf release/own",
        "publication/alpha-2023 reportsTestOf release/others",
        "release/own developer organization/firm",  # by the former name of the relation
        "release/others developer organization/other",
    }
    assert changed(small, "", tested) == (set(), both_tests)
    comes = f"{tested} {work} ofm:comesFrom {firm} ."
    own = {"publication/alpha-2023 reportsTestOfOwn release/own"}
    assert changed(small, "", comes) == (set(), both_tests | own)


@pytest.mark.parametrize("query", library.of_view(), ids=lambda query: query.split("ofm:")[2][:30])
def test_two_engines_make_the_same(query: str, small: list[parsing.Document]) -> None:
    quads = [quad for each in small for quad in each.merged()]
    oxigraph, other = ox.Store(), rdflib.Graph()
    oxigraph.extend(quads)
    other.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_TRIPLES), format="nt")
    found = oxigraph.query(query)
    assert isinstance(found, ox.QueryTriples)
    mine = {tuple(str(getattr(term, "value", term)) for term in each) for each in found}
    assert {tuple(map(str, each)) for each in other.query(query)} == mine


def test_each_query_makes_the_term_that_it_is_named_after() -> None:
    files = sorted((room("queries") / "view").glob("*.rq"))
    named = {"".join(part.title() for part in path.stem.split("-")): path for path in files}
    for name, path in named.items():
        text = path.read_text(encoding="utf-8")
        assert f" ofm:{name[0].lower()}{name[1:]} " in text.split("WHERE")[0], path.name
        header = library.parse(path.stem, text)
        assert header.summary.endswith("?")
        assert header.description.endswith(".")
        assert "view" in header.tags
        assert not header.parameters
    marked = {
        short(str(term))
        for term in rdflib.Graph()
        .parse(room("ontology") / "ofmkg.ttl")
        .subjects(rdflib.URIRef(f"{NS}viewOnly"), rdflib.Literal(True))
    }
    assert {name[0].lower() + name[1:] for name in named} == marked | BOTH


def test_every_query_for_names_says_what_it_names() -> None:
    for path in sorted((room("queries") / "view" / "labels").glob("*.rq")):
        header = library.parse(path.stem, path.read_text(encoding="utf-8"))
        assert header.summary.endswith("?")
        assert header.description.endswith(".")
        assert header.tags == ("view", "labels")


def test_nothing_of_it_is_stated(made: tuple[ox.Quad, ...]) -> None:
    stated = {quad.triple for document in corpus.load() for quad in document.quads}
    assert not stated & {quad.triple for quad in made}
    assert {quad.graph_name for quad in made} == {ox.NamedNode(VIEW)}
    terms = {quad.predicate.value for quad in made} - {LABEL} - {NS + name for name in BOTH}
    assert not terms & {triple.predicate.value for triple in stated}


#### It says what the analyses say


def test_steps_are_those_of_the_matrix(
    every: ofmkg.KnowledgeGraph, says: Callable[[str], Pairs]
) -> None:
    shown = every.matrix("all")
    cells = {
        (f"{BASE}study/{row.study}", f"{shown.framework.iri}/step/{step.step}"): cell
        for row in shown.rows
        for step, cell in zip(shown.framework.steps, row.cells, strict=True)
    }
    told: dict[str, Pairs] = {
        "addressesStep": {k for k, c in cells.items() if c.state == "addressed"},
        "addressesStepInPart": {
            k for k, c in cells.items() if c.state == "partial" and not c.lower_bound
        },
        "addressesStepAtLeastInPart": {
            k for k, c in cells.items() if c.state in ("addressed", "partial")
        },
        "assumesStep": {
            k for k, c in cells.items() if c.state == "assumed" and c.voice != "inference"
        },
        "isInferredToAssumeStep": {
            k for k, c in cells.items() if c.state == "assumed" and c.voice == "inference"
        },
        "leavesOutStep": {k for k, c in cells.items() if c.state == "skipped"},
        "ambiguousOnStep": {k for k, c in cells.items() if c.basis == "ambiguous"},
        "contestedOnStep": {k for k, c in cells.items() if c.contested},
    }
    assert {name: says(name) for name in told} == told
    assert all(told[name] for name in told if name != "assumesStep")
    uncoded = {k for k, c in cells.items() if c.state == "uncoded"}
    assert uncoded
    assert not any(uncoded & says(name) for name in told if not name.endswith("OnStep"))


def test_positions_are_those_that_are_held(held: list[Held], says: Callable[[str], Pairs]) -> None:
    def of(kind: str, *, inferred: bool = False) -> Pairs:
        return {
            (each.holder, each.position)
            for each in held
            if each.stance.kind == kind and each.stance.is_answer and each.position
            if each.inferred == inferred
        }

    assert says("assumes") == of("assumption")
    assert says("isInferredToAssume") == of("assumption", inferred=True)
    assert says("shows") == of("finding")
    assert says("isCreditedWith") == of("attributed")
    assert all((of("assumption"), of("assumption", inferred=True), of("finding"), of("attributed")))


def test_answers_are_those_on_the_pages_of_questions(
    every: ofmkg.KnowledgeGraph, says: Callable[[str], Pairs]
) -> None:
    kinds = {"assumption": "assumes", "finding": "shows", "attributed": "isCreditedWith"}
    told: set[tuple[str, str, str | None]] = set()
    for row in every.ask("questions"):
        for page in every.question(row["question"]).vectors:
            told |= {
                (kinds[h.stance.kind], h.stance.holder, h.stance.position) for h in page.answers
            }
            told |= {
                ("isInferredToAssume", h.stance.holder, h.stance.position)
                for h in page.by_inference
                if h.stance.is_answer
            }
    viewed = {
        (term, short(holder), short(position))
        for term in (*kinds.values(), "isInferredToAssume")
        for holder, position in says(term)
    }
    assert viewed == told


def both(one: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return two things in either order."""
    return (one, other), (other, one)


def test_opposed_works_are_those_that_a_comparison_opposes(
    every: ofmkg.KnowledgeGraph, held: list[Held], says: Callable[[str], Pairs]
) -> None:
    reported = {row["study"]: row["work"] for row in every.ask("studies")}
    reported |= {
        row["workedAnalysis"]: row["work"] for row in every.ask("sides") if "workedAnalysis" in row
    }
    clashes = incompatible(every)
    holds: dict[str, set[str]] = {}
    for each in held:
        if each.stance.is_answer and each.position:
            holds.setdefault(reported.get(each.holder, each.holder), set()).add(
                short(each.position)
            )
    might = {
        (one, other)
        for one, other in combinations(sorted(holds), 2)
        if any((a, b) in clashes for a in holds[one] for b in holds[other])
    }
    studies: dict[str, list[str]] = {}
    for row in every.ask("studies"):
        studies.setdefault(row["work"], []).append(row["study"])

    def voices(one: str, other: str) -> set[str]:
        """Return by whose word a work, or a study of it, is opposed to one of the other."""
        pairs = product((one, *studies.get(one, ())), (other, *studies.get(other, ())))
        told = [every.compare(*pair).assumptions for pair in pairs]
        rows = [row for each in told for row in (*each.opposed, *each.by_inference)]
        return {
            "source" if row.voice == "source" and row.by_source == "opposed" else "inference"
            for row in rows
            if "opposed" in (row.by_source, row.with_inferences)
        }

    opposed: dict[str, set[tuple[str, str]]] = {"source": set(), "inference": set()}
    for one, other in might:
        for voice in voices(one, other):
            opposed[voice] |= set(both(one, other))
    assert says("opposes") == opposed["source"]
    assert 0 < len(opposed["source"]) < 2 * len(might)
    # A pair may be opposed by its sources, and once more with a stance that only we infer.
    assert opposed["inference"] <= says("isInferredToOppose")
    assert says("isInferredToOppose") <= opposed["inference"] | opposed["source"]


def test_claims_bear_on_each_other_as_in_the_argument(
    every: ofmkg.KnowledgeGraph, says: Callable[[str], Pairs]
) -> None:
    bearings = [b for b in every.argument(collection="all").bearings if b.line]
    for relation, stem in (
        ("supports", "Support"),
        ("disputes", "Dispute"),
        ("qualifies", "Qualify"),
    ):
        of = [b for b in bearings if b.relation == relation]
        by_source = {(b.start, b.end) for b in of if b.voice != "inference"}
        ours = {(b.start, b.end) for b in of if b.voice == "inference"}
        assert says(f"{relation}Claim") == by_source
        assert says(f"isInferredTo{stem}Claim") == ours
        assert by_source


def test_baselines_are_those_on_record(
    every: ofmkg.KnowledgeGraph, says: Callable[[str], Pairs]
) -> None:
    rows = every.ask("baselines")
    for term, extent in {
        "comparesWith": "yes",
        "comparesInPartWith": "partly",
        "doesNotCompareWith": "no",
    }.items():
        told = {(row["study"], row["baseline"]) for row in rows if row["extent"] == extent}
        assert says(term) == told
        assert told


def test_sides_are_those_of_the_disagreements(
    every: ofmkg.KnowledgeGraph, says: Callable[[str], Pairs]
) -> None:
    parties: dict[str, list[dict[str, str]]] = {}
    for row in every.ask("disagreement-parties"):
        if "work" in row and "side" in row:
            parties.setdefault(row["disagreement"], []).append(row)
    apart = [
        (one, other)
        for of_one in parties.values()
        for one, other in permutations(of_one, 2)
        if one["side"] != other["side"] and one["work"] != other["work"]
    ]

    def sure(pair: tuple[dict[str, str], dict[str, str]]) -> bool:
        return pair[0]["basis"] == "described" and all(p["voice"] == "another" for p in pair)

    def works(pairs: list[tuple[dict[str, str], dict[str, str]]]) -> Pairs:
        return {(one["work"], other["work"]) for one, other in pairs}

    conflict = [pair for pair in apart if pair[0]["type"] == "conflict"]
    told = {
        "onAnotherSideThan": works([pair for pair in apart if sure(pair)]),
        "disagreesWith": works([pair for pair in conflict if sure(pair)]),
        "isInferredToDisagreeWith": works([pair for pair in conflict if not sure(pair)]),
    }
    assert {name: says(name) for name in told} == told
    assert all(told.values())


def test_tests_of_releases_are_those_of_the_results_on_record(
    every: ofmkg.KnowledgeGraph, says: Callable[[str], Pairs]
) -> None:
    tested: dict[str, set[str]] = {}
    for quad in every.quads():
        if quad.predicate.value == f"{NS}testsRelease":
            tested.setdefault(str(quad.subject), set()).add(quad.object.value)
    told = {
        (row["work"], release)
        for row in every.ask("evidence-records")
        for release in tested.get(f"<{row['record']}>", ())
    }
    assert says("reportsTestOf") == told
    assert told


def test_addresses_are_those_of_the_numbers_on_record(
    every: ofmkg.KnowledgeGraph, says: Callable[[str], Pairs]
) -> None:
    told = {(row["work"], row["address"]) for row in every.ask("identifiers")}
    assert says("isKnownAs") == told
    assert {address.split("/")[2] for _, address in told} == {"doi.org", "arxiv.org"}


#### Names


def test_everything_has_a_name_that_nothing_else_has(made: tuple[ox.Quad, ...]) -> None:
    stated = [quad for document in corpus.load() for quad in document.quads]
    kinds: dict[str, set[str]] = {}
    labels: dict[str, list[str]] = {}
    distinct: dict[str, list[str]] = {}
    for quad in (*stated, *made):
        thing = str(quad.subject)
        if quad.predicate.value == PREFIXES["rdf"] + "type":
            kinds.setdefault(thing, set()).add(quad.object.value)
        elif quad.predicate.value == LABEL and quad.object.language == "en":
            labels.setdefault(thing, []).append(quad.object.value)
        elif quad.predicate.value == DISTINCT:
            distinct.setdefault(thing, []).append(quad.object.value)
    things = {
        thing
        for thing, those in kinds.items()
        if PREFIXES["owl"] + "NamedIndividual" in those and any(k.startswith(NS) for k in those)
    }
    assert [thing for thing in things if len(labels.get(thing, ())) != 1] == []
    assert not [thing for thing, names in distinct.items() if len(names) > 1]
    names = Counter(distinct.get(thing, labels[thing])[0] for thing in things)
    assert [name for name, count in names.items() if count > 1] == []
    assert not [
        label for label in (text for those in labels.values() for text in those) if not label
    ]


def test_names_of_codings_and_of_values_that_share_a_label(made: tuple[ox.Quad, ...]) -> None:
    named = {iri(q.subject.value): q.object.value for q in made if q.predicate.value == LABEL}
    first = "assessment/{0}/marginal-risk/first-coder"
    coding = first + "/coding/uncertainty-assumptions"
    assert named[coding.format("gopal-2023")] == (
        "Gopal et al. 2023 · uncertainty and assumptions · absent"
    )
    assert named[first.format("gopal-2023") + "/stance/gopal-a1"].startswith(
        "Gopal et al. 2023 · assumption (our inference) · "
    )
    distinct = {iri(q.subject.value): q.object.value for q in made if q.predicate.value == DISTINCT}
    assert distinct["addressed"] == "addressed (outcome)"
    assert distinct["cellAddressed"] == "addressed (cell state)"
    assert distinct["framework/marginal-risk/level/addressed"] == "addressed (scale level)"
    assert "absent" in distinct
    assert "outcome" not in distinct


def test_what_has_a_label_of_its_own_keeps_it(small: list[parsing.Document]) -> None:
    ontology, own = small
    claim = f'<{BASE}claim/act-now> <{LABEL}> "Now"@en .'
    quads = (*own.quads, *ox.parse(claim.encode(), ox.RdfFormat.N_TRIPLES))
    made = view.derive([ontology, parsing.Document(own.path, own.graph, quads)])
    assert not [
        q for q in made if q.subject.value == f"{BASE}claim/act-now" and q.predicate == LABEL
    ]
    assert len([q for q in made if q.predicate.value == LABEL]) == (
        len([q for q in view.derive(small) if q.predicate.value == LABEL]) - 1
    )


#### How it is asked


PREFIX = f"PREFIX ofm: <{NS}> PREFIX rdfs: <{PREFIXES['rdfs']}> "


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (f"{PREFIX} SELECT * {{ ?s ofm:assumesStep ?o }}", True),
        (f"PREFIX : <{NS}> ASK {{ ?s :leavesOutStep/:order 4 }}", True),
        (f"SELECT * {{ ?s <{NS}assumes> ?o }}", True),
        (f"{PREFIX} SELECT * {{ FILTER NOT EXISTS {{ ?s ofm:opposes ?o }} ?s ?p ?o }}", True),
        (f"{PREFIX} SELECT * {{ GRAPH <{VIEW}> {{ ?s ofm:assumesStep ?o }} }}", False),
        (f"{PREFIX} SELECT * FROM <{BASE}graph/works> {{ ?s ofm:assumesStep ?o }}", False),
        (f"{PREFIX} SELECT * {{ ?s ofm:assumesSteps ?o }}", False),
        (f"{PREFIX} SELECT * {{ ?s ofm:outcome ?o }} # ofm:assumesStep", False),
        (f'{PREFIX} SELECT * {{ ?s ofm:statement "ofm:assumesStep" }}', False),
        ("PREFIX e: <https://example.org/> SELECT * { ?s e:assumes ?o }", False),
        ("SELECT * { ?s ?p ?o }", False),
    ],
)
def test_which_queries_are_asked_of_it_beside_what_is_stated(query: str, found: bool) -> None:
    assert looks.beside(query) == ((VIEW,) if found else ())


def test_no_question_of_ours_looks_at_it() -> None:
    asked = [library.text(name) for name in library.names()]
    asked += [path.read_text(encoding="utf-8") for path in (room("queries") / "parts").glob("*.rq")]
    assert not [text for text in asked if looks.beside(text)]


def test_it_is_made_when_a_query_uses_it_and_joins_no_other() -> None:
    calls: list[int] = []

    def derive(documents: object) -> tuple[ox.Quad, ...]:
        calls.append(1)
        node, graph = ox.NamedNode(f"{BASE}study/x"), ox.NamedNode(VIEW)
        return (ox.Quad(node, ox.NamedNode(f"{NS}assumesStep"), node, graph),)

    store = MemoryStore([parsing.read(room("ontology") / "ofmkg.ttl")], {VIEW: derive})
    everything = "SELECT * { ?s ?p ?o }"
    before = len(store.select(everything))
    assert calls == []
    asked = f"{PREFIX} SELECT ?s ?l {{ ?s ofm:assumesStep ?o . ofm:assumesStep rdfs:label ?l }}"
    assert {row["s"] for row in store.select(asked).dicts()} == {f"{BASE}study/x"}
    assert len(store.select(asked)) == 2  # stated and made, in one pattern: two languages
    assert calls == [1]
    assert len(store.select(everything)) == before
    assert store.counts()[VIEW] == 1


def test_the_command_answers_without_naming_a_graph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = tmp_path / "left-out.rq"
    step = f"<{BASE}framework/marginal-risk/step/marginal-risk-evidence>"
    query.write_text(f"{PREFIX} SELECT ?study {{ ?study ofm:isInferredToAssumeStep {step} }}")
    code, out, err = run(capsys, "query", str(query), "--format", "csv")
    assert (code, err) == (0, "")
    assert out.split() == ["study", f"{BASE}study/gopal-2023"]


def test_a_data_file_that_states_it_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        f"{LINES}<study/gopal-2023> ofm:assumesStep {STEP.format('existing-risk')} .",
        encoding="utf-8",
    )
    code, out, err = run(capsys, "validate", str(own))
    said = " ".join((out + err).split())
    assert code == 1
    assert "Traceback" not in said
    assert said.count("follows from other statements and is not read from data") == 1
    assert "the coding, stance, comparison or line behind it" in said


#### In folders


def test_a_folder_has_it_until_what_it_is_made_of_changes(tmp_path: Path) -> None:
    from ofmkg.graph import loading
    from ofmkg.graph.stores.target import opened

    store = opened(str(tmp_path / "store"), create=True)
    documents = [parsing.read(room("ontology") / "ofmkg.ttl"), parsing.read(HERE / "small.ttl")]
    loading.load(store, documents, infer=False)
    asked = f"{PREFIX} SELECT ?s {{ ?s ofm:leavesOutStep ?step }}"
    with pytest.raises(QueryError, match="holds no derived view, which this asks for; make it"):
        store.select(asked)
    with pytest.raises(QueryError, match="holds no inferences"):
        store.select(f"SELECT * {{ GRAPH <{INFERENCES}> {{ ?s ?p ?o }} }}")
    loading.load(store, documents)
    assert {short(row["s"]) for row in store.select(asked).dicts()} == {
        "alpha-2023",
        "beta-2024-forgery",
    }
    assert store.counts()[VIEW] == len(view.derive(documents))
    node = ox.NamedNode(f"{BASE}x")
    store.replace([ox.Quad(node, node, node, ox.NamedNode(f"{BASE}graph/own"))], [])
    assert VIEW not in store.graphs()
