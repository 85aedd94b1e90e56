"""The argument as JSON of AIFdb and of the GA4GH VA-Spec: exact on a small one, read by others."""

import json
from typing import Any

import pytest
from made_up_arguments import claim, line, made_up, stance, work
from xaif import AIF

from ofmkg.analyses.argument.result import Argument
from ofmkg.pages.argument_aifdb import to_aifdb
from ofmkg.pages.argument_va_spec import to_va_spec


@pytest.fixture(scope="module")
def small() -> Argument:
    """Return three claims and a stance, with a line of each kind, and one that only we drew."""
    return made_up(
        "abcd",
        supports=[("b", "a")],
        disputes=[("c", "a")],
        qualifies=[("d", "a")],
        rests=[("b", "r")],
        ours=[("d", "c")],
    )


def aifdb(found: Argument, **asked: bool) -> dict[str, Any]:
    """Return what is written for AIFdb."""
    told: dict[str, Any] = json.loads(to_aifdb(found, **asked))
    return told


def relations(told: dict[str, Any], *kinds: str) -> set[tuple[str, str, str]]:
    """Return by texts what leads over a node of some kinds to what."""
    nodes = {node["nodeID"]: node for node in told["nodes"]}
    pairs = [(edge["fromID"], edge["toID"]) for edge in told["edges"]]
    return {
        (nodes[start]["text"], nodes[middle]["text"], nodes[end]["text"])
        for start, middle in pairs
        for again, end in pairs
        if middle == again and nodes[middle]["type"] in kinds
    }


def test_what_supports_and_disputes_is_applied(small: Argument) -> None:
    told = aifdb(small)
    assert {n["iri"] for n in told["nodes"] if n["type"] == "I"} == {*small.claims, *small.premises}
    assert relations(told, "RA", "CA") == {
        ("b.", "Default Inference", "a."),
        (small.label(stance("r")), "Default Inference", "b."),
        ("c.", "Default Conflict", "a."),
    }


def test_works_assert_their_claims_in_no_words_of_ours(small: Argument) -> None:
    told = aifdb(small)
    assert relations(told, "YA") == {
        (f"w-{name}, p. {name}", "Asserting", f"{name}.") for name in "abcd"
    }
    people = {each["participantID"]: each["surname"] for each in told["participants"]}
    texts = {node["nodeID"]: node["text"] for node in told["nodes"]}
    assert {(texts[each["nodeID"]], people[each["personID"]]) for each in told["locutions"]} == {
        (f"w-{name}, p. {name}", f"w-{name}") for name in "abcd"
    }


def test_what_aif_has_no_scheme_for_stands_apart(small: Argument) -> None:
    told = aifdb(small)
    (qualifying,), (ours,) = told["qualifies"], told["inferred"]
    assert (qualifying["iri"], qualifying["drawnBy"]) == (
        line("d", "a", "qualifies"),
        work("drawer"),
    )
    assert (ours["iri"], ours["relation"]) == (line("d", "c", "disputes"), "disputes")
    asked = aifdb(small, with_inferences=True)
    assert asked["inferred"] == []
    assert ("d.", "Default Conflict", "c.") in relations(asked, "CA")


def test_the_library_of_its_makers_reads_it(small: Argument) -> None:
    read = AIF({"AIF": aifdb(small)})
    assert read.is_valid_json_aif()
    assert read.is_json_aif_dialog()
    table = read.get_csv("argument-relation")
    found = table[table["relation"] != "None"]
    assert set(
        zip(found.proposition1_text, found.relation, found.proposition2_text, strict=True)
    ) == (relations(aifdb(small), "RA", "CA"))


def test_lines_of_evidence(small: Argument) -> None:
    lines = {each["id"]: each for each in json.loads(to_va_spec(small))}
    directions = {iri: each["directionOfEvidenceProvided"] for iri, each in lines.items()}
    assert directions == {
        line("b", "a", "supports"): "supports",
        line("c", "a", "disputes"): "disputes",
        line("d", "a", "qualifies"): "neutral",
        line("d", "c", "disputes"): "disputes",
    }
    qualifying = lines[line("d", "a", "qualifies")]
    assert qualifying["evidenceOutcome"] == {"name": "qualifies"}
    assert qualifying["hasEvidenceItems"] == [claim("d")]
    assert qualifying["targetProposition"] == {
        "id": claim("a"),
        "type": "Proposition",
        "description": "a.",
        "subject": {"id": claim("a"), "type": "Statement"},
        "predicate": "hasTruthValue",
        "object": {"name": "true"},
    }


def test_what_only_we_drew_is_ours_and_reported_in_no_work(small: Argument) -> None:
    lines = {each["id"]: each for each in json.loads(to_va_spec(small))}
    ours = lines[line("d", "c", "disputes")]
    (contribution,) = ours["contributions"]
    assert contribution["contributor"]["id"].endswith("coder/us")
    assert "reportedIn" not in ours
    voices = {e["name"].rpartition("#")[2]: e["value"] for e in ours["extensions"]}
    assert voices["voice"] == "inference"
