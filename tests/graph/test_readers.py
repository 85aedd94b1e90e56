"""Who read is said in one sentence for each collection, and is counted from what is on record."""

from dataclasses import replace

import pytest

import ofmkg
from ofmkg.graph import readers
from ofmkg.graph.model import Collection, Readers

BRIEF = "language models following a written coding brief"
SOFTWARE = Readers(software=2, read_as=BRIEF, read_as_korean="모델", codings=6)
OURS = (
    "All readings here were made by software (language models following a written coding brief); "
    "no person has confirmed any of them."
)


def place(name: str, read: Readers) -> Collection:
    return Collection(name, f"the {name}", False, None, (), read)


def said(*read: Readers) -> list[str]:
    return list(readers.sentences(place(str(n), each) for n, each in enumerate(read)).values())


def test_all_of_ours_were_read_by_software() -> None:
    kg = ofmkg.load()
    assert {c.caveats.count(OURS) for c in kg.collections()} == {1}
    assert readers.read_by(kg.collections()) == [OURS]
    cells = [c for row in kg.matrix("all").rows for c in row.cells if c.coder]
    assert {cell.coder_kind for cell in cells} == {"software"}


@pytest.mark.parametrize(
    ("read", "sentence"),
    [
        (SOFTWARE, OURS),
        (
            Readers(persons=3, codings=9),
            "All readings here were made by persons; no review of them is on record.",
        ),
        (
            replace(SOFTWARE, persons=1),
            f"Readings here: 2 by software ({BRIEF}), 1 by persons; no review of them by a person "
            "is on record.",
        ),
        (
            Readers(unknown=1),
            "Readings here: 1 by coders of whom it is not on record whether they are persons or "
            "software; no review of them by a person is on record.",
        ),
        (
            replace(SOFTWARE, codings_reviewed=1, others_reviewed=1),
            f"All readings here were made by software ({BRIEF}); persons have reviewed 1 of 6 "
            "codings and 1 claim or stance, agreeing or not, as each says.",
        ),
    ],
)
def test_what_is_said(read: Readers, sentence: str) -> None:
    assert said(read) == [sentence]


def test_collections_of_which_the_same_holds_share_it_and_others_are_named() -> None:
    assert said(SOFTWARE, replace(SOFTWARE, software=7)) == [OURS, OURS]
    one, other = said(SOFTWARE, Readers(persons=1))
    assert one.startswith("All readings of “the 0” were made by software")
    assert other.startswith("All readings of “the 1” were made by persons")


def test_nothing_is_said_where_nobody_read() -> None:
    assert said(Readers()) == []
