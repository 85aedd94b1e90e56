"""The drawing of a dispute: who stands where, and which lines are drawn."""

from xml.etree import ElementTree

from fastapi.testclient import TestClient

import ofmkg
from ofmkg.analyses.argument.analysis import argument
from ofmkg.analyses.disagreement.analysis import dispute, disputes
from ofmkg.analyses.disagreement.result import Dispute
from ofmkg.api.pages.dispute_graph import WIDE, Drawn, drawn, others


def drawing(kg: ofmkg.KnowledgeGraph, name: str) -> tuple[Dispute, Drawn]:
    found = dispute(kg, name).dispute
    made = drawn(found, argument(kg, collection="all"))
    assert made is not None
    return found, made


def test_parties_stand_in_the_column_of_their_side(kg: ofmkg.KnowledgeGraph) -> None:
    found, made = drawing(kg, "d-bio-information-access")
    names = {x: name for x, _, name in made.headings if name != others()}
    assert list(names.values()) == ["Side 1", "Side 2"]
    boxes = {box.claim: box for box in made.boxes}
    for party in found.parties:
        assert party.claim is not None
        assert names[boxes[party.claim].x] == f"Side {party.side}"
        assert boxes[party.claim].party
    assert not boxes["c-info-not-main-barrier"].party


def test_what_takes_no_side_stands_under_a_heading_of_its_own(kg: ofmkg.KnowledgeGraph) -> None:
    for each in disputes(kg).disagreements:
        made = drawn(each, argument(kg, collection="all"))
        for box in made.boxes if made else ():
            assert made is not None
            above = [(y, name) for x, y, name in made.headings if x == box.x and y < box.y]
            assert (max(above)[1] == others()) is not box.party


def test_lines_are_those_on_record(kg: ofmkg.KnowledgeGraph) -> None:
    _, made = drawing(kg, "d-bio-information-access")
    edges = {(e.start, e.relation, e.end): e.ours for e in made.edges}
    limited = "c-gopal-open-models-give-pathogen-info"
    assert edges["c-guha-info-public", "qualifies", limited] is False
    assert edges["c-mouton-no-uplift", "supports", "c-guha-info-public"] is True
    on_record = {
        tuple(iri.rpartition("/")[2] for iri in (b.start, b.end))
        for b in argument(kg, collection="all").bearings
    }
    assert {(e.start, e.end) for e in made.edges} <= on_record


def test_boxes_do_not_overlap_and_stay_inside(kg: ofmkg.KnowledgeGraph) -> None:
    some = 0
    for each in disputes(kg).disagreements:
        made = drawn(each, argument(kg, collection="all"))
        if made is None:
            continue
        some += 1
        for box in made.boxes:
            assert 0 <= box.x <= made.width - WIDE
            assert box.y + box.height <= made.height
            assert not any(
                other is not box
                and other.x == box.x
                and other.y < box.y + box.height
                and box.y < other.y + other.height
                for other in made.boxes
            )
        assert len({box.claim for box in made.boxes}) == len(made.boxes)
    assert some > 10


def test_the_figure_stands_by_itself(client: TestClient) -> None:
    answer = client.get("/disagreement/d-bio-information-access.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    shown = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Side 1", "Side 2", "Guha et al. 2023", "qualifies"} <= shown


def test_there_is_no_figure_without_lines(client: TestClient, kg: ofmkg.KnowledgeGraph) -> None:
    without = "?without=c-alignment-removable"  # which the only line comes from
    answer = client.get(f"/disagreement/d-alignment-open-vs-closed.svg{without}")
    assert (answer.status_code, answer.json()["title"]) == (404, "There is no such figure")
    address = f"/disagreement/d-alignment-open-vs-closed{without}"
    page = client.get(address, headers={"Accept": "text/html"}).text
    assert ".svg" not in page.replace("/static/icon.svg", "")
