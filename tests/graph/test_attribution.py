"""Who says what a thing states: a title names the work, the text that was read, and the reading."""

from dataclasses import replace

import ofmkg
from ofmkg.graph.attribution import Said, SayingRow, said_by
from ofmkg.graph.rows import records

WORK, JUDGE = "https://w3id.org/ofmkg/publication/one", "https://w3id.org/ofmkg/publication/judge"


def test_what_several_works_say_is_not_the_word_of_one_of_them() -> None:
    own = SayingRow("t", "itself", who=WORK, who_label="One", source=WORK)
    other = SayingRow("t", "another", who=JUDGE, who_label="Judge", source=WORK)
    assert said_by([own, other]) == {"t": Said(("One", "Judge"), "one", "another")}
    assert said_by([own])["t"].voice == "itself"
    assert said_by([replace(own, voice="inference")])["t"].voice == "inference"


def test_every_claim_and_stance_has_somebody_who_says_it(kg: ofmkg.KnowledgeGraph) -> None:
    found = said_by(records(kg.query("said-by"), SayingRow))
    for name in ("Claim", "Assumption", "Finding", "AttributedPosition", "Treatment", "Silence"):
        things = [row["thing"] for row in kg.query("things", **{"class": name}).dicts()]
        assert things
        assert [thing for thing in things if not found[thing].who] == []
