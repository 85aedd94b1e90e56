"""Answers over time: the order of dates, whose word it is, and what stands apart."""

import csv
import io

import pytest
from seven import seven
from typed import typed

import ofmkg
from ofmkg.analyses.holdings import HoldingRow
from ofmkg.analyses.question.result import Ask
from ofmkg.analyses.timeline import Timeline, over_time, timeline
from ofmkg.errors import UnknownIdError
from ofmkg.graph.scenarios import Scenario
from ofmkg.pages.blocks import Heading, Items
from ofmkg.pages.markdown import to_markdown
from ofmkg.pages.messages import speaking
from ofmkg.pages.timeline import document, to_csv
from ofmkg.pages.words import Words

ASKED = Ask("q", "Skill", None, (("s", "Step"),), None, None)
WORDS = Words({}, {"fraud": "Fraud", "phone": "Phone fraud"}, {}, {}, {})


def row(holder: str, issued: str | None = None, **more: str) -> HoldingRow:
    """Return a row of the query: by its own word, if nothing else is said, about fraud."""
    found = {
        "question": "question/q",
        "holder": f"study/{holder}",
        "work": f"publication/{holder}",
        "stance": f"stance/{holder}-1",
        "position": "position/low",
        "positionLabel": "Little skill",
        "kind": "stated",
        "vector": "vector/fraud",
        "vectorLabel": "Fraud",
        "locator": "p. 1",
        "source": f"publication/{holder}",
        "voice": "itself",
        "codedBy": "coder/ann",
        "textRead": "full",
        **({"issued": issued} if issued else {}),
        **more,
    }
    (made,) = typed(HoldingRow, [{key: value for key, value in found.items() if value}])
    return made


def order(found: Timeline) -> dict[str | None, list[str]]:
    """Return the holders of each vector, in their order."""
    return {group.vector: [h.stance.holder for h in group.answers] for group in found.vectors}


def test_answers_come_in_order_of_date_and_undated_ones_last() -> None:
    rows = [
        row("none"),
        row("may", "2024-05"),
        row("later", "2024-05-02"),
        row("year", "2024"),
        row("before", "2019-12-31"),
    ]
    assert order(over_time(ASKED, rows)) == {"fraud": ["before", "year", "may", "later", "none"]}
    assert over_time(ASKED, rows[::-1]) == over_time(ASKED, rows)


def test_an_answer_about_two_vectors_stands_under_each_and_one_across_under_none() -> None:
    rows = [
        row("both", "2020"),
        row("both", "2020", vector="vector/phone", vectorLabel="Phone fraud"),
        row("across", "2021", vector="", vectorLabel=""),
    ]
    found = over_time(ASKED, rows)
    assert order(found) == {None: ["across"], "fraud": ["both"], "phone": ["both"]}
    assert [group.label for group in found.vectors] == [None, "Fraud", "Phone fraud"]


def test_what_only_we_infer_stands_apart_unless_it_is_taken_in() -> None:
    rows = [row("said", "2021"), row("guessed", "2020", voice="inference")]
    apart = over_time(ASKED, rows)
    assert order(apart) == {"fraud": ["said"]}
    assert [h.stance.holder for h in apart.by_inference] == ["guessed"]
    within = over_time(ASKED, rows, with_inferences=True)
    assert order(within) == {"fraud": ["guessed", "said"]}
    assert within.by_inference == ()


def test_the_page_says_whose_word_how_much_was_read_and_where() -> None:
    rows = [
        row("own", "2020"),
        row("other", "2021", voice="another", source="publication/judge", textRead="partial"),
        row("ours", voice="inference"),
    ]
    page = document(over_time(ASKED, rows), WORDS)
    text = to_markdown(page)
    assert "2020: own assumes (stated): Little skill." in text
    assert "own, p. 1; read by ann, full" in text
    assert "2021: According to judge, other assumes (stated): Little skill." in text
    assert "judge, p. 1; read by ann, partial" in text
    said, apart = text.split("## By our inference")
    assert "We infer" not in said
    assert 'No date on record: We infer that ours takes the position "Little skill"' in apart
    assert "1 work has no date on record and stands last." in apart


def test_nothing_by_the_word_of_sources_is_said_to_be_so() -> None:
    text = to_markdown(document(over_time(ASKED, [row("ours", voice="inference")]), WORDS))
    assert "By the word of the sources, nobody on record here answers it." in text
    assert "By our inference" in text
    assert "By our inference" not in to_markdown(document(over_time(ASKED, []), WORDS))


def test_the_table_marks_what_is_inferred() -> None:
    rows = [
        row("said", "2021"),
        row("ours", "2020", voice="inference"),
        row("ours", "2020", voice="inference", vector="vector/phone"),
    ]
    lines = list(csv.DictReader(io.StringIO(to_csv(over_time(ASKED, rows)))))
    assert [(x["holder"], x["vector"], x["voice"], x["by_inference"]) for x in lines] == [
        ("said", "fraud", "itself", "false"),
        ("ours", "fraud", "inference", "true"),
        ("ours", "phone", "inference", "true"),
    ]


def test_on_the_seven_studies(kg: ofmkg.KnowledgeGraph) -> None:
    found = timeline(kg, "existing-defenses-hold")
    assert order(found)["spear-phishing"] == ["hazell-2023", "kapoor-2024"]
    assert {h.stance.mode for g in found.vectors for h in g.answers} <= {"stated", "tacit", "found"}
    assert [c.id for c in found.collections] == ["kapoor-2024"]
    everyone = {
        (h.stance.holder, h.id)
        for g in kg.question("existing-defenses-hold").vectors
        for h in (*g.answers, *g.by_inference)
        if h.stance.is_answer
    }
    held = {(h.stance.holder, h.id) for g in found.vectors for h in g.answers}
    assert held | {(h.stance.holder, h.id) for h in found.by_inference} == everyone


def test_a_vector_keeps_what_is_near_it(kg: ofmkg.KnowledgeGraph) -> None:
    found = kg.timeline("actor-skill", vector="biosecurity")
    assert order(found) == {"biosecurity": ["gopal-2023"]}
    assert found.by_inference == ()
    taken = seven(Scenario(with_inferences=True)).timeline("actor-skill")
    assert "musser-2023" in order(taken)["disinformation"]


def test_a_collection_keeps_its_own() -> None:
    graph = ofmkg.load()
    everyone = {h.collection for g in graph.timeline("actor-skill").vectors for h in g.answers}
    assert everyone >= {"kapoor-2024", "later"}
    for name in ("kapoor-2024", "later"):
        found = graph.timeline("actor-skill", collection=name)
        assert {h.collection for g in found.vectors for h in g.answers} <= {name, None}
        assert [c.id for c in found.collections] == [name]


@pytest.mark.parametrize(
    "asked", [{"question": "skil"}, {"question": "actor-skill", "vector": "phishin"}]
)
def test_an_unknown_id_is_an_error(kg: ofmkg.KnowledgeGraph, asked: dict[str, str]) -> None:
    with pytest.raises(UnknownIdError):
        timeline(kg, **asked)


def test_it_speaks_korean() -> None:
    with speaking("ko"):
        page = document(over_time(ASKED, [row("own")]), WORDS)
    titles = [block.text for block in page if isinstance(block, Heading)]
    assert titles[0] == "시기별 답: Skill (q)"
    (first,) = next(block for block in page if isinstance(block, Items)).items
    assert first.text.startswith("기록된 날짜 없음: ")
