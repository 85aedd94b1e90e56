"""The command line: contracts that other people's scripts depend on, exit codes, messages."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Run

import ofmkg
from ofmkg.graph.folders import folders


def test_matrix_as_csv(run: Run, kg: ofmkg.KnowledgeGraph) -> None:
    code, out, err = run("matrix", "--format", "csv")
    assert code == 0
    assert err == (
        "ofmkg: All readings here were made by software (language models following a written "
        "coding brief); no person has confirmed any of them.\n"
        "ofmkg: gopal-2023, marginal-risk-evidence: assumed, as we infer; "
        "the source does not say so\n"
    )
    assert out.splitlines()[0] == (
        "study,threat-identification,existing-risk,existing-defenses,"
        "marginal-risk-evidence,ease-of-defense,uncertainty-assumptions"
    )
    rows = {row["study"]: row for row in csv.DictReader(io.StringIO(out))}
    assert list(rows) == [row.study for row in kg.matrix().rows]
    assert rows["gopal-2023"]["marginal-risk-evidence"] == "assumed"
    assert set(rows["thiel-2023"].values()) == {"thiel-2023", "addressed"}


def test_matrix_as_text_fits_80_columns_and_says_whose_reading_it_is(run: Run) -> None:
    code, out, _ = run("matrix")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "not the authors'" in out
    assert out.count("2024-02-27") == 1
    assert out.count("Incomplete does not mean flawed") == 1
    assert "– or ◧" in out
    for word in ("addressed", "in part", "assumed", "not addr."):
        assert word in out


def test_matrix_as_json_and_markdown(run: Run) -> None:
    code, out, _ = run("matrix", "--format", "json")
    assert code == 0
    cell = json.loads(out)["rows"][0]["cells"][4]
    assert (cell["state"], cell["alternative"], cell["basis"]) == (
        "skipped",
        "partial",
        "ambiguous",
    )
    code, out, _ = run("matrix", "--format", "md")
    assert code == 0
    assert "| thiel-2023<br>csam | ■<br>addressed |" in out


def test_compare_as_json_is_the_contract(run: Run) -> None:
    code, out, _ = run("compare", "hazell-2023", "musser-2023", "--format", "json")
    assert code == 0
    c = json.loads(out)
    assert set(c) == {
        "a",
        "b",
        "framework",
        "vector_relation",
        "assumptions",
        "steps",
        "baselines",
        "actors",
        "differences",
        "documented",
        "caveats",
        "evidence",
        "by_inference",
    }
    assert set(c["a"]) >= {"id", "iri", "title", "vectors", "studies", "collection", "cutoff"}
    assert list(c["assumptions"]) == [
        "shared",
        "opposed",
        "contrasting",
        "different",
        "only_a",
        "only_b",
        "unanswered",
        "by_inference",
    ]
    assert set(c["steps"][0]) == {"step", "label", "order", "a", "b"}
    assert set(c["steps"][0]["a"][0]) >= {
        "study",
        "vector",
        "state",
        "outcome",
        "basis",
        "alternative",
        "rationale",
        "missing",
        "assumes",
        "locator",
        "coder",
        "text_read",
        "lower_bound",
        "contested",
    }
    row = c["assumptions"]["only_a"][0]
    assert set(row) >= {"question", "label", "steps", "a", "b", "a_status", "b_status", "voice"}
    assert set(row["a"][0]) >= {
        "voice",
        "kind",
        "position",
        "label",
        "mode",
        "statement",
        "basis",
        "locator",
    }
    assert set(c["baselines"][0]) >= {"baseline", "label", "a", "b"}
    assert set(c["actors"]) >= {"shared", "only_a", "only_b"}
    assert set(c["differences"][0]) == {"kind", "because", "source", "origin", "voice", "unsure"}


def test_each_row_and_difference_has_its_voice(run: Run) -> None:
    _, out, _ = run("compare", "gopal-2023", "musser-2023", "--format", "json")
    c = json.loads(out)
    rows = {
        row["question"]: (place, row["voice"])
        for place, those in c["assumptions"].items()
        for row in those
    }
    assert rows["actor-skill"] == ("by_inference", "inference")
    assert rows["closed-safeguards"] == ("by_inference", "inference")
    assert {voice for place, voice in rows.values() if place != "by_inference"} == {"source"}
    assert {d["voice"] for d in c["differences"]} == {"source"}
    assert "different-assumptions" not in {d["kind"] for d in c["differences"]}
    assert [(d["kind"], d["voice"]) for d in c["by_inference"]] == [
        ("different-assumptions", "inference")
    ]
    _, out, _ = run("compare", "gopal-2023", "musser-2023", "--format", "json", "--with-inferences")
    c = json.loads(out)
    assert c["by_inference"] == c["assumptions"]["by_inference"] == []
    voices = {row["question"]: row["voice"] for row in c["assumptions"]["different"]}
    assert voices == {"actor-skill": "inference", "closed-safeguards": "inference"}
    assert ("different-assumptions", "inference") in {
        (d["kind"], d["voice"]) for d in c["differences"]
    }


def test_compare_as_text(run: Run) -> None:
    code, out, err = run("compare", "hazell-2023", "musser-2023", "--full")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert "Why not directly comparable" in out
    flat = " ".join(out.split())
    brief, _, rest = flat.partition("Why not directly comparable")
    assert "content" not in brief and "contrast" not in brief.lower()
    assert "By the word of the sources, there is no question that both of them answer." in brief
    assert (
        "did not address 2 (coders differ: second coder of ofmkg (full text) reads both in part)"
        in brief
    )
    assert "nothing recorded" not in rest.partition("By our inference")[0].partition("Answered")[0]
    assert (
        "According to Kapoor et al. 2024, Hazell 2023 is linked with an assumption "
        "(named, not affirmed): Production is cheap without AI already." in flat
    )
    assert out.count("2024-02-27") == 1
    assert out.count("Incomplete does not mean flawed") == 1


def test_compare_as_text_begins_with_what_a_screen_holds(run: Run) -> None:
    code, out, err = run("compare", "gopal-2023", "musser-2023")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert max(map(len, lines)) <= 80 and len(lines) <= 32
    assert "not directly comparable" in " ".join(out.split())
    assert lines[-1].endswith("add --full.")
    _, full, _ = run("compare", "gopal-2023", "musser-2023", "--full")
    assert len(full.splitlines()) > 5 * len(lines)


@pytest.mark.parametrize("output", ["json", "md", "latex", "html", "csv"])
def test_other_formats_are_whole_with_full_and_without(run: Run, output: str) -> None:
    asked = ("compare", "gopal-2023", "musser-2023", "--format", output)
    assert run(*asked) == run(*asked, "--full")


def test_compare_with_a_work_that_was_not_coded(run: Run) -> None:
    code, out, _ = run("compare", "gopal-2023", "qi-2023", "--full")
    assert code == 0
    flat = " ".join(out.split())
    assert "Their answers are opposed" not in flat
    assert "By the word of the sources, there is no question that both of them answer." in flat
    assert "Qi et al. 2023 was not coded step by step" in flat
    assert out.count("· not coded") == 6
    assert "Why they differ" in out
    assert (
        "Qi et al. 2023 is credited by Kapoor et al. 2024 (the work itself was not read) with: "
        "They can be defeated" in flat
    )


def test_a_paraphrase_of_ours_is_not_shown_as_words_of_the_study(run: Run) -> None:
    for output in ("text", "json", "md"):
        _, out, _ = run("compare", "seger-2023", "gopal-2023", "--format", output)
        assert "need not be specified" not in " ".join(out.split())


def test_compare_as_markdown(run: Run) -> None:
    code, out, _ = run("compare", "hazell-2023", "musser-2023", "--format", "md")
    assert code == 0
    assert out.startswith("# Hazell 2023 and Musser 2023\n")
    assert "| 1 Threat identification | ■ addressed<br>" in out


@pytest.mark.parametrize(
    ("output", "start"),
    [
        ("csv", "study,studyLabel,"),
        ("tsv", "?study\t?studyLabel\t"),
        ("json", '{"head":{"vars":["study",'),
        ("xml", '<?xml version="1.0"'),
        ("table", "1.\n  study "),
    ],
)
def test_query_formats(run: Run, output: str, start: str) -> None:
    code, out, _ = run("query", "missing", "--param", "study=gopal-2023", "--format", output)
    assert code == 0
    assert out.startswith(start)
    assert "controls on buying raw materials" in " ".join(out.split())


def test_queries_of_one_s_own(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    for text, words, expected in (
        ("SELECT (1 AS ?n) {}", (), "n\n─\n1\n"),
        ("ASK {}", (), "yes\n"),
        ("ASK {}", ("--format", "json"), '{"head":{},"boolean":true}\n'),
        ("CONSTRUCT { <a:a> <a:b> <a:c> } {}", ("--format", "turtle"), "<a:a> <a:b> <a:c> .\n"),
    ):
        path.write_text(text, encoding="utf-8")
        code, out, _ = run("query", str(path), *words)
        assert code == 0
        assert out.endswith(expected)


def test_queries_are_listed(run: Run) -> None:
    code, out, _ = run("queries")
    assert code == 0
    assert "- missing\n" in out
    assert "--param study=..." in out
    headings = [folder.heading("en") for folder in folders()]
    found = [line for line in out.splitlines() if line in headings]
    assert found == headings
    under = out[out.index(headings[0]) : out.index(headings[1])]
    assert "- missing\n" in under and "- claims\n" not in under
    code, filtered, _ = run("queries", "--tag", "matrix")
    assert code == 0
    assert len(filtered) < len(out)
    assert headings[0] in filtered and headings[2] not in filtered  # none of it has the tag


BAD_USAGE = {
    "compare hazel-2023 musser-2023": "Did you mean hazell-2023",
    "compare hazell-2023": "Missing argument 'B'. See: ofmkg compare --help",
    "compare a b --format pdf": "'pdf' is not one of 'text', 'csv', 'json', 'md', 'latex', 'html'",
    "nonsense": "No such command 'nonsense'. See: ofmkg --help",
    "matrix --only-data": "--only-data needs a folder: add --data DIR.",
    "matrix --data /nonexistent": "does not exist; --data takes a folder of RDF files.",
    "matrix --collection mine": "There is no collection 'mine'.",
    "query missin": "Did you mean missing",
    "query missing --param study": "write --param name=value",
    "query missing --param study=x": "There is no study 'x'.",
    "query none.rq": "none.rq: cannot be read",
    "queries --tag none": "No question has the tag 'none'. Tags: ",
    "export --format pdf": "'pdf' is not one of",
    "validate none.ttl": "none.ttl: does not exist; check the path.",
    "validate .": ".: is a folder; name its files, or give it with --data.",
}


@pytest.mark.parametrize("command", BAD_USAGE)
def test_bad_usage_gets_one_line_and_exit_code_2(run: Run, command: str) -> None:
    code, out, err = run(*command.split())
    assert (code, out) == (2, "")
    assert err.startswith("ofmkg: ")
    assert err.count("\n") == 1
    assert BAD_USAGE[command] in err


def test_a_malformed_query_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("SELECT ?x WHERE {\n ?x ?y }}", encoding="utf-8")
    code, _, err = run("query", str(path))
    assert code == 2
    assert err.endswith("The bracket } closes nothing that is open. (line 2, column 9)\n")
    assert err.count("\n") == 1


def test_a_graph_is_no_table(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", encoding="utf-8")
    assert run("query", str(path), "--format", "csv")[0] == 2
    path.write_text("SELECT ?s WHERE { ?s ?p ?o }", encoding="utf-8")
    assert run("query", str(path), "--format", "turtle")[0] == 2


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, "ofmkg 0.2.0\n", "")
    code, out, _ = run("--help")
    assert code == 0
    for command in ("compare", "matrix", "query", "queries", "validate", "export"):
        assert command in out


def test_comparing_loads_little() -> None:
    script = (
        "import sys; sys.argv = ['ofmkg', 'compare', 'hazell-2023', 'musser-2023']\n"
        "from ofmkg.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'rdflib', 'pyrudof', 'networkx', 'fastapi', 'owlrl', 'yaml'}\n"
        "print(sorted(heavy & {m.split('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"
    assert "Hazell 2023" in done.stdout


def test_a_reader_that_stops_early_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m ofmkg export --format nquads | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_a_terminal_without_these_signs_is_no_error() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ofmkg", "matrix"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "ascii", "COLUMNS": "80"},
    )
    assert b"addressed" in done.stdout
