"""Answers in few words: what is said of each in a line, rows, and what there was no room for."""

from ofmkg.api.assistants.answers import ACROSS, MOST, Rows, Told, text
from ofmkg.graph.model import Collection

READ = "Software read all."
FAR = "Two works were read in full."
SEVEN = Collection(
    "seven", "The seven", True, "2024-02-27", (READ, FAR, "No scores."), read_by=READ, was_read=FAR
)


def test_what_must_be_said_stands_first_in_a_line_each() -> None:
    lines = text(Told("Who?", "loaded today", (SEVEN,), ("Mind this.",)), ()).splitlines()
    assert lines[:3] == [
        "Who?",
        "Collection: seven (The seven), evidence up to 2024-02-27",
        "Date: loaded today",
    ]
    assert lines[3].startswith("Voices: source = ")
    assert lines[4:] == [
        f"Read by: {READ}",
        f"Read from: {FAR}",
        "Caveats: No scores.",
        "Note: Mind this.",
    ]


def test_an_answer_across_collections_names_where_their_caveats_stand() -> None:
    lines = text(Told("Who?", "today", (SEVEN,), across=True), ()).splitlines()
    assert lines[-2:] == [f"Read by: {READ}", f"Caveats: {ACROSS}"]


def test_rows_are_a_line_each() -> None:
    rows = Rows("works", ("id", "about"), [("a", ("x", "y")), ("b|c", None), ("d\ne", "")])
    assert text(Told("Who?", "today"), [rows]).splitlines()[-5:] == [
        "works: 3 of 3 rows",
        "id | about",
        "a | x, y",
        "b¦c | -",
        "d e | -",
    ]


def test_a_long_value_says_that_it_is_cut() -> None:
    found = text(Told("Who?", "today"), [Rows("works", ("id",), [("x" * 400,)])])
    assert f"{'x' * 320} [... cut]" in found
    assert "x" * 321 not in found


def test_what_there_is_no_room_for_is_counted_and_nothing_is_shown_out_of_turn() -> None:
    many = [(f"{n} {'x' * 98}",) for n in range(300)]
    found = text(
        Told("Who?", "today"),
        [Rows("many", ("id",), [*many, ("short",)], "name one"), Rows("more", ("id",), [("y",)])],
    )
    shown = int(found.split("many: ")[1].split(" of ")[0])
    assert 0 < shown < 300
    assert f"({301 - shown} rows left out for their size: name one.)" in found
    assert "short" not in found
    assert "more: 0 of 1 rows" in found
    assert len(found) < MOST + 2_000
