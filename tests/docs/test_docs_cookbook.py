"""The questions of the cookbook run as they stand, and answer what other ways of asking answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import hermit
import protege
import pytest
from commands import run
from fences import read

import ofmkg
from ofmkg.graph.terms import NS, short

Row = Mapping[str, str]
Rows = list[Row]
_PART = re.compile(r"^### (\d+)\. ([^\n]+\?)\n(.*?)(?=^##)", re.MULTILINE | re.DOTALL)
STEPS = 6


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question in plain words, as a query without prefixes and, where it has one, a DL query."""

    number: int
    question: str
    sparql: str
    dl: str | None


def recipes() -> list[Recipe]:
    """Return the questions of the page, in order."""
    found = []
    for number, question, content in _PART.findall(read("cookbook.md")):
        (sparql,) = re.findall(r"^```sparql\n(.*?)^```$", content, re.MULTILINE | re.DOTALL)
        dl = re.findall(r"^```manchester\n(.*?)\n```$", content, re.MULTILINE | re.DOTALL)
        found.append(Recipe(int(number), question, sparql, dl[0] if dl else None))
    return found


RECIPES = recipes()
PREFIXES = re.findall(r"^```prefixes\n(.*?)^```$", read("cookbook.md"), re.MULTILINE | re.DOTALL)[0]


@pytest.fixture(scope="module")
def answers(
    every: ofmkg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory
) -> dict[int, Rows]:
    """Return the rows of each question, whole IRIs and texts."""
    folder = tmp_path_factory.mktemp("recipes")
    found = {}
    for recipe in RECIPES:
        path = folder / f"{recipe.number}.rq"
        path.write_text(PREFIXES + recipe.sparql, encoding="utf-8")
        found[recipe.number] = every.query(str(path)).dicts()
    return found


def column(rows: Rows, name: str) -> set[str]:
    """Return the short ids in a column."""
    return {short(row[name]) for row in rows if name in row}


def test_the_questions_are_numbered_and_asked_of_one_prefix_block() -> None:
    assert [recipe.number for recipe in RECIPES] == list(range(1, 24))
    assert not [recipe for recipe in RECIPES if "PREFIX" in recipe.sparql]
    used = {p for r in RECIPES for p in re.findall(r"(?<![\w/?])(\w+):[\w-]", r.sparql)} - {"https"}
    declared = set(re.findall(r"^PREFIX (\w+):", PREFIXES, re.MULTILINE))
    assert used <= declared
    assert declared - used <= {"dcterms", "question"}, "for the reader's own queries"


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: str(recipe.number))
def test_a_question_has_an_answer(recipe: Recipe, answers: dict[int, Rows]) -> None:
    assert answers[recipe.number], recipe.question


def test_the_endpoint_of_the_command_line_answers_alike(
    answers: dict[int, Rows], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.rq"
    path.write_text(PREFIXES + RECIPES[0].sparql, encoding="utf-8")
    code, out, _ = run(capsys, "query", str(path), "--format", "csv")
    assert code == 0
    assert {line.split(",")[0] for line in out.split("\r\n")[1:] if line} == {
        row["study"] for row in answers[1]
    }


def cells(every: ofmkg.KnowledgeGraph, step: str, state: str) -> set[str]:
    """Return the studies of which the matrix says that of a step."""
    shown = every.matrix("all")
    place = [each.step for each in shown.framework.steps].index(step)
    return {row.study for row in shown.rows if row.cells[place].state == state}


def check_1(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    assert column(rows, "study") == cells(every, "marginal-risk-evidence", "skipped")
    assert "gopal-2023" not in column(rows, "study")  # that it assumes it is our inference


def check_2(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    assert {row["order"] for row in rows} == {str(n) for n in range(1, STEPS + 1)}
    fourth = {short(row["says"]) for row in rows if row["order"] == "4"}
    assert fourth == {"isInferredToAssumeStep"}


def check_3(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    for row in rows:
        left_out = cells(every, short(row["step"]), "skipped")
        inside = {
            each.study
            for each in every.matrix(short(row["collection"])).rows
            if each.study in left_out
        }
        assert int(row["studies"]) == len(inside), row


def check_4(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    assert ("gopal-2023", "marginal-risk-evidence") in {
        (short(row["study"]), short(row["step"])) for row in rows
    }
    assert all("our inference" in row["statement"] for row in rows if "gopal" in row["study"])


def check_5(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    assert ("gopal-2023", "assumes") in {(short(r["holder"]), short(r["how"])) for r in rows}
    held = every.question("actor-skill").holdings()
    told = {
        h.stance.holder
        for h in held
        if h.stance.position == "low-skill-suffices" and h.stance.is_answer
        if h.stance.voice != "inference"
    }
    assert column(rows, "holder") == told


def check_6(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    one = rows[0]
    a, b = short(one["assuming"]), short(one["showing"])
    shared = every.compare(a, b).assumptions
    answered = {s.position for kind in (shared.shared, shared.opposed) for r in kind for s in r.a}
    assert short(one["position"]) in answered


def check_7(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    one, other = (short(rows[0][name]) for name in ("one", "other"))
    found = every.compare(one, other).assumptions
    assert found.opposed
    incompatible = {row.question for row in (*found.opposed, *found.contrasting)}
    assert {short(r["question"]) for r in rows if r["one"] == rows[0]["one"]} & incompatible


def check_8(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    one, other = (short(rows[0][name]) for name in ("one", "other"))
    assert any(dispute.type == "conflict" for dispute in every.compare(one, other).documented)


def check_9(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    bearings = every.argument(collection="all").bearings
    disputing = {
        (b.start, b.end) for b in bearings if b.relation == "disputes" and b.voice != "inference"
    }
    assert {(row["against"], row["claim"]) for row in rows} == disputing


def check_10(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    records = every.ask("evidence-records")
    named = {short(r["work"]) for r in records if re.search("llama-?2", r.get("models", ""), re.I)}
    assert column(rows, "work")
    assert column(rows, "work") & named
    assert any("result" in row for row in rows)


def check_11(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    counts = [int(row["works"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert "llama-2" in column(rows, "release")


def check_12(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    own = {short(row["work"]) for row in every.ask("developers-own-assessments")}
    assert column(rows, "work") & own


def check_13(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    told = {
        short(row["study"]): row["extent"]
        for row in every.ask("baselines")
        if short(row["baseline"]) == "web-search"
    }
    words = {"comparesWith": "yes", "comparesInPartWith": "partly", "doesNotCompareWith": "no"}
    assert {short(r["study"]): words[short(r["how"])] for r in rows} == {
        study: extent for study, extent in told.items() if extent in words.values()
    }


def check_14(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    complete = {
        row.study
        for row in every.matrix("all").rows
        if all(cell.state in ("addressed", "partial") for cell in row.cells)
    }
    assert column(rows, "study") == complete


def check_15(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    contested = {
        (row.study, step.step)
        for shown in (every.matrix("all"),)
        for row in shown.rows
        for step, cell in zip(shown.framework.steps, row.cells, strict=True)
        if cell.contested
    }
    assert {(short(row["study"]), short(row["step"])) for row in rows} == contested


def check_16(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    assert column(rows, "study") <= cells(every, "existing-defenses", "partial")
    assert "controls on buying raw materials" in {
        row["missing"] for row in rows if short(row["study"]) == "gopal-2023"
    }


def check_17(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    assert "seger-2023" in column(rows, "study")
    assert column(rows, "study").isdisjoint({"gopal-2023", "thiel-2023"})


def check_18(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    stated = every.query("releases-by-weights", availability="widely-available").dicts()
    assert column(rows, "release") == {short(row["release"]) for row in stated}


def check_19(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    kinds = {"gopal-2023": set(), "hazell-2023": set()}  # type: dict[str, set[str]]
    for row in rows:
        kinds.setdefault(short(row["study"]), set()).add(short(row["kind"]))
    assert kinds["gopal-2023"] == {"Treatment", "Silence"}
    assert ("gopal-2023", "web-information") in {
        (short(row["study"]), short(row["question"])) for row in rows
    }


def check_20(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    told = {
        short(row["claim"])
        for row in every.ask("evidence-records")
        if short(row["work"]) == "mouton-2024"
    }
    assert told <= column(rows, "claim")
    assert told


def check_21(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    told = {short(row["work"]) for row in every.ask("developers-own-assessments")}
    own = {(short(r["work"]), short(r["release"])) for r in rows if r["own"] == "true"}
    assert {work for work, _ in own} <= told  # coders say the same of these works
    assert ("grattafiori-2024", "llama-3") in own
    assert ("wan-2024", "qwen-2") not in own  # it tests what others developed, too


def check_22(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    assert {short(row["how"]) for row in rows} == {"isInferredToOppose"}
    assert {"aisi-2025", "kapoor-2024"} <= column(rows, "other")
    for other in column(rows, "other"):
        studies = [r["study"] for r in every.ask("studies") if short(r["work"]) == other]
        told = [every.compare("gopal-2023", each).assumptions for each in (other, *studies)]
        assert not [row for each in told for row in each.opposed], other
        assert "opposed" in {row.with_inferences for each in told for row in each.by_inference}


def check_23(every: ofmkg.KnowledgeGraph, rows: Rows) -> None:
    limited = {
        (short(r["recommendation"]), short(r["claim"]))
        for r in rows
        if short(r["how"]) == "isInferredToQualifyClaim"
    }
    assert limited == {("rec-researchers-marginal-risk", "c-evidence-insufficient")}
    assert "disputesClaim" not in {short(row["how"]) for row in rows}


CHECKS: dict[int, Callable[[ofmkg.KnowledgeGraph, Rows], None]] = {
    int(name.removeprefix("check_")): check
    for name, check in list(globals().items())
    if name.startswith("check_")
}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: str(recipe.number))
def test_an_answer_is_right(
    recipe: Recipe, every: ofmkg.KnowledgeGraph, answers: dict[int, Rows]
) -> None:
    CHECKS[recipe.number](every, answers[recipe.number])


#### The traps are traps, and there is a way round each


TRAPS = {
    "codings that are not in use": (
        "SELECT ?c { ?c ofm:partOf/ofm:assesses study:gopal-2023 ; ofm:onStep step:existing-risk }",
        "SELECT ?c { ?c ofm:partOf ?a ; ofm:onStep step:existing-risk . "
        "?a ofm:assesses study:gopal-2023 ; ofm:adopted true }",
    ),
    "what nobody coded": (
        "SELECT ?s { ?s a ofm:Study FILTER NOT EXISTS "
        "{ ?s ofm:addressesStepAtLeastInPart step:existing-risk } }",
        "SELECT ?s { ?s ofm:leavesOutStep step:existing-risk }",
    ),
    "labels in two languages": (
        "SELECT ?l { step:existing-risk rdfs:label ?l }",
        'SELECT ?l { step:existing-risk rdfs:label ?l FILTER(LANG(?l) = "en") }',
    ),
}
EMPTY = {
    "an inverse": (
        "SELECT ?s { ?h ofm:hasStance ?s }",
        "SELECT ?s { ?h ^ofm:stanceOf ?s }",
    ),
    "a kind of kinds": (
        "SELECT ?s { ?s a ofm:Stance }",
        "SELECT ?s { ?s a/rdfs:subClassOf* ofm:Stance }",
    ),
}


def count(every: ofmkg.KnowledgeGraph, folder: Path, query: str) -> int:
    """Return how many rows a query has."""
    path = folder / "trap.rq"
    path.write_text(PREFIXES + query, encoding="utf-8")
    return len(every.query(str(path)))


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_gives_too_much(name: str, every: ofmkg.KnowledgeGraph, tmp_path: Path) -> None:
    wrong, right = (count(every, tmp_path, query) for query in TRAPS[name])
    assert wrong > right > 0


@pytest.mark.parametrize("name", EMPTY)
def test_a_trap_gives_nothing(name: str, every: ofmkg.KnowledgeGraph, tmp_path: Path) -> None:
    wrong, right = (count(every, tmp_path, query) for query in EMPTY[name])
    assert (wrong, right > 0) == (0, True)


#### In Protégé


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the export that the page speaks of."""
    path = tmp_path_factory.mktemp("export") / "all.owl"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["ofmkg", "export", "--format", "owl", "-o", str(path)])
        from ofmkg.cli import app

        with pytest.raises(SystemExit):
            app.main()
    return path


DL = {recipe.number: recipe.dl for recipe in RECIPES if recipe.dl}
# What each DL query finds: a column of the answer to its question, or another question.
FINDS: dict[int, Callable[[dict[int, Rows], ofmkg.KnowledgeGraph], set[str]]] = {
    1: lambda rows, _: column(rows[1], "study"),
    4: lambda rows, _: column(rows[4], "study"),
    5: lambda _, every: {
        h.stance.holder
        for h in every.question("actor-skill").holdings()
        if h.stance.kind == "finding" and h.stance.voice != "inference"
    },
    7: lambda rows, _: column(rows[7], "one") | column(rows[7], "other"),
    9: lambda rows, _: column(rows[9], "claim"),
    10: lambda rows, _: column(rows[10], "work"),
    13: lambda rows, _: {
        short(row["study"]) for row in rows[13] if short(row["how"]) == "doesNotCompareWith"
    },
    18: lambda rows, _: column(rows[18], "release"),
    21: lambda rows, _: {short(row["work"]) for row in rows[21] if row["own"] == "true"},
    22: lambda rows, _: column(rows[22], "other"),
    23: lambda rows, _: {
        short(row["recommendation"])
        for row in rows[23]
        if short(row["how"]) == "isInferredToQualifyClaim"
    },
}
DISTINCT = "coding and outcome value 'addressed (outcome)'"


@pytest.fixture(scope="module")
def reasoned(exported: Path) -> hermit.Reasoned:
    """Return what HermiT finds for all DL queries of the page at once."""
    return hermit.reason(exported, [*DL.values(), DISTINCT])


def test_each_dl_query_has_something_to_find() -> None:
    assert set(FINDS) == set(DL)


@pytest.mark.java
@pytest.mark.skipif(hermit.missing() is not None, reason=str(hermit.missing()))
@pytest.mark.parametrize("number", DL)
def test_a_dl_query_finds_what_the_query_finds(
    number: int,
    reasoned: hermit.Reasoned,
    answers: dict[int, Rows],
    every: ofmkg.KnowledgeGraph,
) -> None:
    assert reasoned.consistent
    found = {short(iri) for iri in reasoned.answers[DL[number]].instances}
    assert found == FINDS[number](answers, every)
    assert found


@pytest.mark.java
@pytest.mark.skipif(hermit.missing() is not None, reason=str(hermit.missing()))
def test_a_value_that_shares_its_label_can_be_typed(
    reasoned: hermit.Reasoned, every: ofmkg.KnowledgeGraph
) -> None:
    codings = {q.subject.value for q in every.quads() if q.object.value == f"{NS}addressed"
               and q.predicate.value == f"{NS}outcome"}  # fmt: skip
    assert reasoned.answers[DISTINCT].instances == codings


@pytest.mark.java
@pytest.mark.skipif(protege.missing() is not None, reason=str(protege.missing()))
def test_the_export_opens_as_owl_2_dl(exported: Path) -> None:
    (opened,) = protege.opened([exported])
    assert opened.problems == {}
