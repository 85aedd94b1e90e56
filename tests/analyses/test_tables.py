"""Rows of nested results: the way down, what is handed down, and the names of columns."""

from dataclasses import dataclass

from ofmkg.analyses.tables import Level, rows


@dataclass(frozen=True, slots=True)
class Stance:
    """A record within a record."""

    question: str
    label: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A record that makes a row."""

    id: str
    label: str
    stance: Stance
    decision: Stance | None
    steps: tuple[str, ...]
    others: tuple[Stance, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Missing:
    """Another one."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is on the way to them."""

    label: str
    held: tuple[Holding, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A result."""

    parts: tuple[Part, ...]
    first: Part
    told: tuple[dict[str, str], ...] = ()


HOLDING = Holding(
    "a", "A", Stance("q", "yes"), None, ("one", "two"), (Stance("q", "no"),), {"x": 1}
)
WHOLE = Whole(
    (Part("P", (HOLDING,), (Missing("m", "unread"),)), Part("Q", (), ())), Part("F", (), ())
)


def test_rows_are_of_the_records_at_the_end_of_the_way() -> None:
    columns, found = rows(WHOLE, [Level(("parts",), ("label:part_label",)), Level(("held",))])
    assert columns == (
        "part_label",
        "id",
        "label",
        "question",
        "stance_label",  # it would be another label
        "decision_question",  # it may be missing
        "decision_label",
        "steps",
    )
    assert found == [("P", "a", "A", "q", "yes", None, None, ("one", "two"))]


def test_records_of_two_kinds_share_columns_and_say_where_they_stand() -> None:
    levels = [Level(("parts",)), Level(("missing", "held"), named="part")]
    columns, found = rows(WHOLE, levels)
    assert columns[:4] == ("part", "id", "why", "label")
    assert [row[:4] for row in found] == [
        ("missing", "m", "unread", None),
        ("held", "a", None, "A"),
    ]


def test_a_column_that_is_handed_down_is_not_there_twice() -> None:
    columns, found = rows(WHOLE, [Level(("parts",), ("label",)), Level(("missing", "held"))])
    assert columns.count("label") == 1
    assert found[0][0] == "P"


def test_a_record_that_is_no_tuple_is_one_item_and_no_rows_have_columns_too() -> None:
    columns, found = rows(WHOLE, [Level(("first",)), Level(("missing",))])
    assert (columns, found) == (("id", "why"), [])


def test_rows_that_are_mappings_have_the_columns_that_they_have() -> None:
    told = Whole((), Part("F", (), ()), ({"a": "1"}, {"b": "2"}))
    assert rows(told, [Level(("told",))]) == (("a", "b"), [("1", None), (None, "2")])
