"""Briefs: everything on record of one thing, each section an answer that can be asked again."""

import pytest
from small_graph import small

from ofmkg.analyses.briefs import Brief, brief
from ofmkg.errors import UnknownIdError
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.blocks import Heading, Items
from ofmkg.pages.briefs import document
from ofmkg.pages.words import Words, words

KINDS = {"study": "Study", "claim": "Claim", "vector": "MisuseVector", "release": "ModelRelease"}


def sections(result: Brief) -> dict[str, int]:
    """Return how many rows each section has."""
    return {section.id: len(section.rows) for section in result.sections}


def test_study_of_the_small_graph() -> None:
    result = brief(small(), "study", "beta-2024-fraud")
    assert (result.id, result.label) == ("beta-2024-fraud", "Beta on fraud")
    assert sections(result) == {
        "study": 1,
        "threats": 1,
        "steps": 4,
        "answers": 2,
        "results": 4,
        "actors": 1,
        "defenses": 1,
        "claims": 1,
        "objections": 0,
        "disagreements": 3,
        "uses": 4,
    }
    assert [c.id for c in result.collections] == ["own", "readers"]  # of the claims, too
    assert {row["holder"] for row in result.rows("answers")} == {"beta-2024-fraud"}
    apart = {s.id: [row["voice"] for row in s.by_inference] for s in result.sections}
    assert {name for name, voices in apart.items() if voices} == {"answers", "objections"}
    assert {voice for voices in apart.values() for voice in voices} == {"inference"}


def test_another_coder() -> None:
    def states(coder: str | None) -> dict[str, str]:
        rows = brief(small(), "study", "alpha-2023", coder=coder).rows("steps")
        return {row["step"]: row["state"] for row in rows}

    assert states(None)["threat"] == "addressed"
    assert states("bob")["threat"] == "partial"


def test_claim_of_the_small_graph() -> None:
    result = brief(small(), "claim", "calls-rise")
    links = {(row["relation"], row["thing"]) for row in result.rows("links")}
    assert links == {
        ("about", "phone"),
        ("cites-as-evidence", "cited-2020"),
        ("disputed-by", "calls-fall"),
        ("qualified-by", "count-differs"),
        ("supports", "act-now"),
    }
    assert {row["stance"]: row["adopted"] for row in result.rows("rests-on")} == {
        "holds": "true",
        "much-skill": "false",
    }


def test_vector_brings_narrower_ones_along() -> None:
    result = brief(small(), "vector", "fraud")
    assert {row["threat"] for row in result.rows("vector")} == {"fraud", "phone", "voice"}
    assert {row["study"] for row in result.rows("studies")} == {"alpha-2023", "beta-2024-fraud"}


def test_sources_on_weights_stand_side_by_side() -> None:
    rows = brief(small(), "release", "gated-one").rows("weights")
    assert {(row["source"], row["adopted"], row["stated"]) for row in rows} == {
        ("judge-2024", "restricted", "restricted"),
        ("catalog-2024", "restricted", "widely-available"),
    }
    assert brief(small(), "release", "gated-one").rows("open") == ()


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_id(kind: str) -> None:
    with pytest.raises(UnknownIdError, match="There is no"):
        brief(small(), kind, "nothing-of-the-kind")


@pytest.mark.parametrize("kind", KINDS)
def test_a_section_can_be_asked_again(kind: str, kg: KnowledgeGraph) -> None:
    name = kg.query("things", **{"class": KINDS[kind]}).dicts()[0]["thing"]
    for section in brief(kg, kind, name).sections:
        rows = kg.query(section.question, **dict(section.parameters)).dicts()
        if section.about is None:
            assert len(rows) == len(section.rows) + len(section.by_inference), section.id
        else:
            assert len(rows) >= len(section.rows), section.id


@pytest.mark.parametrize("kind", KINDS)
def test_every_thing_of_the_small_graph_can_be_shown(kind: str) -> None:
    known = words(small())
    for row in small().query("things", **{"class": KINDS[kind]}).dicts():
        assert document(brief(small(), kind, row["thing"]), known)


def test_study_with_its_sources(kg: KnowledgeGraph, said: Words) -> None:
    result = brief(kg, "study", "gopal-2023")
    assert len({row["step"] for row in result.rows("steps")}) == 6
    assert {row["claim"] for row in result.rows("claims")} >= {"c-weights-enable-bioweapons"}
    title, *blocks = document(result, said)
    assert title == Heading("Gopal et al. 2023: Biosecurity risk (gopal-2023)", 1)
    texts = [
        "\n".join((item.text, *item.details))
        for block in blocks
        if isinstance(block, Items)
        for item in block.items
    ]
    steps = [text for text in texts if text.startswith(("1 ", "2 ", "3 ", "4 ", "5 ", "6 "))]
    assert len(steps) == 6
    assert all("Kapoor et al. 2024" in text and "Read by" in text for text in steps)
    assert any("not the authors' scores" in text for text in texts)


def test_works_referenced_with_a_release_are_not_said_to_describe_it(
    kg: KnowledgeGraph, said: Words
) -> None:
    result = brief(kg, "release", "llama-1")
    assert {row["adopted"] for row in result.rows("weights")} == {"restricted"}
    items = [i.text for b in document(result, said) if isinstance(b, Items) for i in b.items]
    assert any(text.startswith("Work referenced with it: Vincent 2023") for text in items)
