"""A comparison as CSV holds what the comparison holds, a line each."""

import csv
import io

import ofmkg
from ofmkg.pages.compare_csv import COLUMNS, to_csv


def lines(kg: ofmkg.KnowledgeGraph, a: str, b: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(kg.compare(a, b)))))


def test_each_kind_of_line(kg: ofmkg.KnowledgeGraph) -> None:
    found = {
        (line["section"], line["id"], line["side"], line["label"]): line
        for line in lines(kg, "gopal-2023", "batalis-2023")
    }
    label = "Information as the bottleneck"
    assert list(found["only_b", "information-bottleneck", "b", label].values())[4:] == [
        "batalis-2023",
        "information-not-binding",
        "attributed",
        "credited",
        "",
        "Information may not be a major barrier; stronger interventions may lie downstream",
        "§5.1 footnote 4; B.4",
        "kapoor-2024",
        "another",
        "",
    ]
    ours = found["by_inference", "closed-safeguards", "a", "Closed-model safeguards"]
    assert (ours["voice"], ours["otherwise"]) == ("inference", "only_a")
    skill = found["only_a", "actor-skill", "b", "Skill of the relevant actors"]
    assert (skill["holder"], skill["value"], skill["source"]) == ("", "uncoded", "")
    step = found["step", "ease-of-defense", "a", "Ease of defending against new risks"]
    assert (step["value"], step["basis"], step["alternative"]) == (
        "skipped",
        "ambiguous",
        "partial",
    )
    baseline = found["baseline", "web-search", "a", "Information on the internet"]
    assert (baseline["holder"], baseline["value"]) == ("gopal-2023", "no")
    actor = found["actor", "well-resourced-rogue-actors", "a", "Well-resourced rogue actors"]
    assert actor["value"] == "omits"
    found = {
        (line["section"], line["id"], line["side"], line["label"]): line
        for line in lines(kg, "gopal-2023", "musser-2023")
    }
    difference = found["difference", "different-assumptions", "", "closed-safeguards"]
    assert (difference["value"], difference["source"]) == ("computed", "computed")
    assert difference["voice"] == "inference"
    assert "gopal-2023: our-inference" in difference["basis"]


def test_swapping_the_works_swaps_the_sides(kg: ofmkg.KnowledgeGraph) -> None:
    swapped = {"a": "b", "b": "a", "": "", "only_a": "only_b", "only_b": "only_a"}

    def told(a: str, b: str, swap: bool) -> set[tuple[str, ...]]:
        return {
            tuple(swapped.get(value, value) if swap else value for value in line.values())
            for line in lines(kg, a, b)
            if line["section"] != "difference"
        }

    one, other = "hazell-2023", "musser-2023"
    assert told(one, other, swap=False) == told(other, one, swap=True)


def test_nothing_is_left_out(kg: ofmkg.KnowledgeGraph) -> None:
    result = kg.compare("hazell-2023", "musser-2023")
    found = lines(kg, "hazell-2023", "musser-2023")
    sections = [line["section"] for line in found]
    questions = {line["id"] for line in found if line["section"] in result.assumptions.__slots__}
    assert questions == {row.question for row in result.assumptions.rows()}
    assert sections.count("step") == sum(len(row.a) + len(row.b) for row in result.steps)
    assert sections.count("difference") == sum(
        len(d.because) for d in (*result.differences, *result.by_inference)
    )
    assert {tuple(line) for line in found} == {COLUMNS}


def test_commas_quotes_and_lines_stay_in_their_cell(kg: ofmkg.KnowledgeGraph) -> None:
    found = lines(kg, "gopal-2023", "batalis-2023")
    statements = {line["statement"] for line in found if line["section"] == "step"}
    assert statements == {
        cell.rationale or ""
        for row in kg.compare("gopal-2023", "batalis-2023").steps
        for cell in (*row.a, *row.b)
    }
