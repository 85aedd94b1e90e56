"""The tables of claims on pages of vectors, studies, releases and the like."""

import ofmkg
from ofmkg.pages.blocks import Heading, Paragraph, Table
from ofmkg.pages.briefs import document
from ofmkg.pages.claim_tables import of_brief
from ofmkg.pages.messages import Text, spans_of
from ofmkg.pages.words import Words

WORDS = Words(
    {"ann-2020": "Ann 2020", "bo-2021": "Bo 2021", "coder-one": "coder one"},
    {},
    {"usual": "the usual", "later": "later works"},
    {
        ("ClaimKind", "risk"): ("risk", ""),
        ("TextExtent", "abstract-only"): ("abstract only", ""),
        ("TextExtent", "through-another-work"): ("only as another work presents it", ""),
    },
    {},
    usual="usual",
    extents={("ann-2020", "coder-one"): "abstract-only"},
)
OWN = {
    "claim": "one",
    "statement": "Calls rise",
    "kind": "risk",
    "work": "ann-2020",
    "source": "ann-2020",
    "locator": "p. 2",
    "collection": "usual",
    "codedBy": "coder-one",
    "basis": "named-by-source",
    "issued": "2020-05-01",
}


def shown(*rows: dict[str, str]) -> list[object]:
    """Return tables as their rows, headings and paragraphs as their text."""
    return [
        block.rows if isinstance(block, Table) else str(block.text)
        for block in of_brief(rows, WORDS)
        if isinstance(block, Table | Heading | Paragraph)
    ]


def test_a_claim_is_a_row_with_who_says_it_and_how_far_that_was_read() -> None:
    (table,) = of_brief([OWN | {"note": "Of calls by phone"}], WORDS)
    assert isinstance(table, Table)
    assert table.columns == ("Who says it", "What it is", "Claim", "Read, and where", "Date")
    assert table.rows == (
        (
            "Ann 2020",
            "Risk",
            "Calls rise. (one)\nOf calls by phone.",
            "Abstract only [Ann 2020, p. 2; read by coder one]",
            "2020-05-01",
        ),
    )
    assert table.anchors == ("claim-one",)
    assert [span.thing for span in spans_of(Text(table.rows[0][2]))] == ["one"]


def test_what_another_work_says_of_it_is_told_by_its_name() -> None:
    (rows,) = shown(OWN | {"source": "bo-2021", "basis": "credited"})
    assert rows[0][0] == "Ann 2020, according to Bo 2021"  # type: ignore[index]
    assert rows[0][3].startswith("Only as another work presents it [Bo 2021")  # type: ignore[index]


def test_what_only_we_infer_is_told_as_that() -> None:
    (rows,) = shown(OWN | {"source": "bo-2021", "basis": "our-inference"})
    assert rows[0][0] == "Ann 2020, as only we infer"  # type: ignore[index]


def test_of_a_reading_that_is_not_known_nothing_is_said() -> None:
    bare = {key: OWN[key] for key in ("claim", "statement", "collection")}
    assert shown(bare) == [(("No work on record", "", "Calls rise. (one)", "Not known", "–"),)]
    (rows,) = shown(OWN | {"codedBy": "coder-two"})
    assert rows[0][3] == "Not known [Ann 2020, p. 2; read by coder-two]"  # type: ignore[index]


def test_what_is_the_same_in_all_rows_is_said_once() -> None:
    two = OWN | {"claim": "two", "statement": "Calls fall."}
    above, rows = shown(OWN, two)
    assert above == "Who says it: Ann 2020. Date: 2020-05-01."
    assert [row[1] for row in rows] == ["Calls rise. (one)", "Calls fall. (two)"]  # type: ignore[attr-defined]
    above, rows = shown(OWN, two | {"issued": "2021"})
    assert above == "Who says it: Ann 2020."
    assert [row[-1] for row in rows] == ["2020-05-01", "2021"]  # type: ignore[attr-defined]


def test_collections_stand_apart_the_usual_one_first() -> None:
    later = OWN | {"claim": "two", "collection": "later"}
    assert [each for each in shown(later, OWN) if isinstance(each, str)] == [
        "The usual",
        "Later works",
    ]
    assert [each for each in shown(later) if isinstance(each, str)] == ["Later works."]


def test_every_claim_of_a_brief_keeps_its_address(every: ofmkg.KnowledgeGraph, said: Words) -> None:
    for brief in (every.vector("csam"), every.release("llama-2"), every.study("gopal-2023")):
        anchors = [
            anchor
            for block in document(brief, said)
            if isinstance(block, Table)
            for anchor in block.anchors
            if anchor.startswith("claim-")
        ]
        claims = dict.fromkeys(row["claim"] for row in brief.rows("claims"))
        assert claims and sorted(anchors) == sorted(f"claim-{claim}" for claim in claims)
