"""One question, all answers: on made-up rows, on the small graph, and on the real one."""

import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seven import seven
from small_graph import small

from ofmkg.analyses.holdings import HoldingRow, StudyRow, holdings, places_of
from ofmkg.analyses.locators import within
from ofmkg.analyses.question import counts
from ofmkg.analyses.question.analysis import answers, arranged
from ofmkg.analyses.question.result import Answers
from ofmkg.analyses.question.rows import AnswerRow
from ofmkg.errors import UnknownIdError
from ofmkg.graph.scenarios import Scenario
from ofmkg.knowledge import KnowledgeGraph
from ofmkg.pages.blocks import Heading, Items, Table
from ofmkg.pages.jsonout import to_json
from ofmkg.pages.question import document
from ofmkg.pages.question_opening import opening
from ofmkg.pages.words import Words

ASKED = [
    AnswerRow("q/skill", position="p/low", label="Low", against="high"),
    AnswerRow("q/skill", position="p/high", label="High", against="low"),
    AnswerRow("q/skill", position="p/some", label="Some"),
]
STUDIES = [
    StudyRow(name, name, vector, "ours")
    for name, vector in (("a", "bio"), ("b", "bio"), ("c", "csam"))
]


def row(holder: str, position: str, *vectors: str, kind: str = "stated") -> list[HoldingRow]:
    """Return the rows of one stance as `positions-on-question` gives them."""
    first = HoldingRow(
        question="q/skill",
        stance=f"{holder}/{position}",
        holder=f"s/{holder}",
        work=f"w/{holder}",
        position=position,
        kind=kind,
        basis="named-by-source",
        source="w/judge",
        voice="another",
        collection="ours",
    )
    return [replace(first, vector=vector) for vector in vectors] or [first]


# A work says it of the work of a study, and no collection is read from the one that says it.
STRANGE = [replace(row("b", "some", "bio")[0], collection=None, holder="w/b", source="w/stranger")]


def put(*rows: list[HoldingRow]) -> Answers:
    """Return the answers that some stances make up."""
    held = holdings([r for each in rows for r in each], "Skill", ())
    return arranged(
        ASKED, held, expressing=[], studies=STUDIES, overlap=lambda one, other: one == other
    )


@pytest.mark.parametrize(
    ("rows", "threats"),
    [
        ([row("a", "low", "bio"), row("b", "high", "bio")], "same"),
        ([row("a", "low"), row("b", "high", "bio")], "overlapping"),
        ([row("a", "low", "bio"), row("b", "high", "csam")], "different"),
        ([row("a", "low", "bio", "csam"), row("b", "high", "csam")], "same"),
        ([row("a", "low", "bio"), row("a", "high", "bio")], None),  # one work alone
        ([row("a", "low", "bio"), row("b", "low", "bio")], None),
    ],
)
def test_who_opposes_whom(rows: list[list[HoldingRow]], threats: str | None) -> None:
    (only,) = put(*rows).exclusions
    assert (only.a, only.b, only.threats) == ("high", "low", threats)


def test_a_study_without_a_record_is_said_to_have_none() -> None:
    result = put(row("a", "low", "bio"), row("b", "high", "csam"))
    assert {v.vector: [u.study for u in v.unrecorded] for v in result.vectors} == {
        "bio": [],
        "csam": ["c"],
    }


stances = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(["low", "high", "some"]),
        st.lists(st.sampled_from(["bio", "csam"]), unique=True, max_size=2),
    ),
    max_size=8,
    unique_by=lambda s: (s[0], s[1]),
)


@given(stances)
def test_every_stance_stands_under_each_of_its_vectors(
    given_stances: list[tuple[str, str, list[str]]],
) -> None:
    result = put(*(row(who, position, *about) for who, position, about in given_stances))
    shown = [
        (h.stance.holder, h.stance.position, v.vector) for v in result.vectors for h in v.answers
    ]
    wanted: list[tuple[str, str | None, str | None]] = []
    for who, position, about in given_stances:
        wanted += [(who, position, vector) for vector in about or (None,)]
    assert sorted(shown, key=str) == sorted(wanted, key=str)
    assert len(result.holdings()) == len(given_stances)


def test_small_graph_by_vector() -> None:
    found = {
        v.vector: [
            (h.stance.holder, h.stance.kind, h.stance.position, h.coder, h.collection)
            for h in (*v.answers, *v.treatments, *v.silences)
        ]
        for v in answers(small(), "skill").vectors
    }
    both = ("beta-2024-fraud", "finding", "high-skill", "bob", "own")
    assert found == {
        None: [("gamma-2022", "attributed", "low-skill", None, None)],
        "forgery": [both],
        "fraud": [both],
        "phone": [("alpha-2023", "assumption", "low-skill", "ann", "readers")],
        "voice": [("judge-2024", "attributed", "high-skill", None, None)],
    }


def test_another_coder_and_one_collection() -> None:
    by_bob = {
        h.stance.holder: h.stance.position
        for h in answers(small(), "skill", coder="bob").holdings()
    }
    assert by_bob["alpha-2023"] == "high-skill"
    own = answers(small(), "skill", collection="own")
    assert {h.collection for h in own.holdings()} == {"own"}  # and nothing read from others
    assert "alpha-2023" not in {u.study for v in own.vectors for u in v.unrecorded}
    with pytest.raises(UnknownIdError, match="Did you mean"):
        answers(small(), "skil")


def told(kg: KnowledgeGraph, question: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Return for each holder of the seven the kind, position and mode of its stance."""
    found = answers(kg, question, collection="kapoor-2024").holdings()
    return {h.stance.holder: (h.stance.kind, h.stance.position, h.stance.mode) for h in found}


def test_what_the_internet_offers(kg: KnowledgeGraph) -> None:
    assert told(kg, "web-information") == {
        "guha-2023": ("attributed", "publicly-available", None),
        "mouton-2024": ("attributed", "no-significant-uplift", None),
        "patwardhan-2024": ("attributed", "no-significant-uplift", None),
        "gopal-2023": ("silence", None, None),
        "seger-2023": ("silence", None, None),
    }


def test_closed_safeguards_are_opposed_across_vectors(kg: KnowledgeGraph) -> None:
    result = answers(kg, "closed-safeguards", collection="kapoor-2024")
    assert [(x.a, x.b, x.threats, x.with_inferences) for x in result.exclusions] == [
        ("fallible", "safeguards-hold", None, "overlapping")
    ]
    (hold,) = {p.position: p.held for p in result.positions}["safeguards-hold"]
    assert (hold.collection, hold.works, hold.inferred) == ("kapoor-2024", 0, 1)
    taken_in = seven(Scenario(with_inferences=True))
    everything = answers(taken_in, "closed-safeguards", collection="kapoor-2024")
    assert [x.threats for x in everything.exclusions] == ["overlapping"]
    assert not [h for group in everything.vectors for h in group.by_inference]
    assert told(kg, "closed-safeguards")["gopal-2023"] == ("assumption", "safeguards-hold", "tacit")


def test_works_are_counted_by_collection_and_never_across(every: KnowledgeGraph) -> None:
    """Each count is that which the question about the one collection gives."""
    for question in ("closed-safeguards", "actor-skill", "web-information"):
        found = answers(every, question)
        assert len(found.recorded) > 1
        for counted in found.recorded:
            assert counted.collection is not None
            alone = answers(every, question, collection=counted.collection)
            assert alone.recorded == (counted,)
            assert counted.answering == len({h.stance.holder for h in alone.timeline()})
            for told_of_all, told_alone in zip(found.positions, alone.positions, strict=True):
                inside = [h for h in told_of_all.held if h.collection == counted.collection]
                assert list(told_alone.held) == inside


def test_works_read_as_a_whole_for_a_collection_answer_too(every: KnowledgeGraph) -> None:
    found = {h.stance.holder: h.collection for h in answers(every, "closed-safeguards").timeline()}
    assert found["narayanan-2024"] == "later"


def test_only_a_claim_of_which_no_answer_is_on_record_is_joined_by_our_inference(
    every: KnowledgeGraph, said: Words
) -> None:
    page = document(answers(every, "web-information"), said)
    headings = [(block.text, n) for n, block in enumerate(page) if isinstance(block, Heading)]
    places = dict(headings)
    first, last = places["Claims joined to these answers"], places["By our inference"]
    linked = [block for block in page[first:last] if isinstance(block, Table)]
    ours = page[last + 1]
    assert linked and isinstance(ours, Items)
    assert any("claim-cc-zhang-2026-in-silico-uplift" in table.anchors for table in linked)
    for table in linked:
        assert len(table.anchors) == len(table.rows)
        assert not any("source does not say so" in cell for row in table.rows for cell in row)
    assert all("the source does not say so" in item.text for item in ours.items)
    assert not any("zhang-2026" in item.text for item in ours.items)


def test_a_holding_counts_for_its_collection_or_for_those_read_from_the_work_that_says_it() -> None:
    own = row("a", "low")  # of a study
    credited = [replace(row("x", "high")[0], collection=None)]  # by the judge, of another work
    strange = [replace(row("y", "some")[0], collection=None, source="w/stranger")]
    sources = {"ours": {"w/judge", "w/a"}, "theirs": {"w/judge"}, "apart": {"w/b"}}
    held = holdings([*own, *credited, *strange], "Skill", (), sources)
    assert {h.stance.position: places_of(h) for h in held} == {
        "low": ("ours",),
        "high": ("ours", "theirs"),
        "some": (None,),
    }
    kept = within([*own, *credited, *strange], {"apart"}, sources)
    assert [each.holder for each in kept] == ["s/y"]  # kept with each, counted for none


def test_what_counts_for_no_collection_is_counted_apart_and_once() -> None:
    parts: dict[str | None, counts.Part] = {
        "ours": counts.part(
            holdings([*row("a", "low", "bio"), *STRANGE], "Skill", (), {}), STUDIES, "ours"
        ),
        None: counts.Part(holdings(STRANGE, "Skill", (), {})),
    }
    found = {each.collection: each for each in counts.recorded(parts)}
    assert (found["ours"].answering, found["ours"].unrecorded) == (1, 1)  # c: b is credited
    assert (found[None].answering, found[None].unrecorded) == (1, 0)


def test_the_opening_counts_what_its_table_names(every: KnowledgeGraph, said: Words) -> None:
    """What the source of a collection says of other works counts for it in both."""
    asked = answers(every, "information-bottleneck")
    assert {each.collection: each.works for each in asked.recorded} == {
        "kapoor-2024": 2,
        "later": 5,
        "second-codings": 0,
    }
    page = opening(asked, said)
    (table, *_) = page.tables
    assert table.columns[1:] == ("As read by Kapoor et al.", "Later literature, coded from texts")
    (cell,) = [line[1] for line in table.rows if line[1] != "–"]
    assert cell == "Credited by another work: Batalis 2023\nStated: Kapoor et al. 2024"
    assert page.statements[2].startswith("As read by Kapoor et al.: 2 studies and works are on")


def test_studies_without_a_record_are_those_that_are_counted(every: KnowledgeGraph) -> None:
    for question in ("web-information", "release-rule"):
        found = answers(every, question)
        listed = Counter(u.collection for v in found.vectors for u in v.unrecorded)
        assert listed == {c.collection: c.unrecorded for c in found.recorded}


def test_content_cost_excludes_only_where_threats_meet(kg: KnowledgeGraph) -> None:
    asked = answers(kg, "content-production-cost", collection="kapoor-2024")
    found = {(x.a, x.b): x for x in asked.exclusions}
    # an answer that is named but not affirmed takes no part
    assert all(x.threats is None for x in found.values())
    assert told(kg, "content-production-cost")["hazell-2023"][2] == "unaffirmed"


def test_every_line_of_every_question_has_a_source(kg: KnowledgeGraph, said: Words) -> None:
    names = [row["thing"] for row in kg.query("things", **{"class": "Question"}).dicts()]
    assert len(names) > 20
    for name in names:
        result = answers(kg, name)
        json.loads(to_json(result))
        section = ""
        for block in document(result, said):
            if isinstance(block, Heading):
                section = block.text
            elif isinstance(block, Items) and section not in (
                "Nothing recorded",
                "How to read this",
            ):
                ends = re.compile(r"\](?: Note: .+)?$")
                assert all(ends.search(item.text) for item in block.items), (name, section)
