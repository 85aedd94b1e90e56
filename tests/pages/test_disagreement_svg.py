"""The figure of a disagreement: who stands where, and what qualifies that by whose word."""

from dataclasses import replace
from xml.etree import ElementTree

import ofmkg
from ofmkg.analyses.disagreement.analysis import DisputePage, dispute, disputes
from ofmkg.analyses.disagreement.context import LineRow, Support, supports
from ofmkg.pages.disagreement_figure import MOST, Figure, figure
from ofmkg.pages.disagreement_svg import to_svg
from ofmkg.pages.words import Words

_SVG = "{http://www.w3.org/2000/svg}"


def shown(kg: ofmkg.KnowledgeGraph, said: Words, name: str) -> Figure:
    return figure(dispute(kg, name), said)


def test_parties_stand_in_the_column_of_their_side(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    found = shown(kg, said, "d-bio-information-access")
    first, second, besides = found.columns
    assert [g.heading for g in first] == ["Side 1, by the word of the source"]
    assert [b.who for g in first for b in g.boxes] == ["Gopal et al. 2023"]
    assert [b.who for g in second for b in g.boxes] == [
        "Guha et al. 2023",
        "Mouton et al. 2024",
        "Patwardhan et al. 2024",
    ]
    assert besides[0].heading == "What qualifies these claims"
    assert not any(box.party for group in besides for box in group.boxes)


def test_parties_without_sides_stand_by_their_answer(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    answering, without, _ = shown(kg, said, "d-bio-bottleneck").columns
    assert answering[0].heading == (
        'As we infer: "Information may not be a major barrier; stronger interventions may lie '
        'downstream"'
    )
    assert [box.claim for box in answering[0].boxes] == ["c-info-not-main-barrier"]
    assert without[0].heading == "No answer is read from these"


def test_whose_word_a_line_is_stands_with_it(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    found = shown(kg, said, "d-bio-information-access")
    boxes = {b.claim: b for column in found.columns for group in column for b in group.boxes}
    limited = boxes["c-gopal-open-models-give-pathogen-info"].number
    (by_source,) = boxes["c-guha-info-public"].notes
    assert by_source.startswith(f"qualifies {limited} (drawn by ")
    other = shown(kg, said, "d-bio-bottleneck")
    boxes = {b.claim: b for column in other.columns for group in column for b in group.boxes}
    (limited,) = (box.number for box in boxes.values() if box.who == "Gopal et al. 2023")
    assert boxes["c-guha-info-public"].notes == (f"qualifies {limited} (as we infer)",)


def test_a_claim_says_which_other_it_supports(every: ofmkg.KnowledgeGraph, said: Words) -> None:
    page = dispute(every, "cd-cyber-tools")
    assert len(page.context.supports) == 3
    boxes = {b.claim: b for c in figure(page, said).columns for group in c for b in group.boxes}
    for each in page.context.supports:
        number = boxes[each.claim].number
        (note,) = (n for n in boxes[each.evidence].notes if n.startswith(f"supports {number}"))
        by_whom = "as we infer" if each.voice == "inference" else "drawn by"
        assert by_whom in note
    assert "supports " in to_svg(page, said)


def test_what_only_supports_from_elsewhere_is_not_drawn(
    kg: ofmkg.KnowledgeGraph, said: Words
) -> None:
    page = dispute(kg, "d-bio-bottleneck")
    notes = [n for c in figure(page, said).columns for g in c for b in g.boxes for n in b.notes]
    assert not any(note.startswith("supports") for note in notes)
    line = LineRow("c-a", "supports", "c-b", "itself", "work/w", "p. 1", "w")
    assert supports([line, line, replace(line, direction="disputes")], {"c-b"}) == (
        Support("c-a", "c-b", "w", "p. 1", "w", "itself"),
    )
    assert supports([line], {"c-c"}) == ()


def crowded(kg: ofmkg.KnowledgeGraph) -> DisputePage:
    """Return a disagreement of three claims that twelve others qualify."""
    page = dispute(kg, "d-bio-bottleneck")
    first = next(o for o in page.context.objections if o.direction == "qualifies")
    many = tuple(replace(first, evidence=f"e-{n}") for n in range(12))
    return replace(page, context=replace(page.context, objections=many))


def test_ten_boxes_are_shown_and_the_rest_is_counted(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    page = crowded(kg)
    *parties, (besides,) = figure(page, said).columns
    assert sum(len(group.boxes) for column in parties for group in column) == 3
    assert (len(besides.shown), len(besides.more)) == (MOST - 3, 5)
    assert "and 5 more" in to_svg(page, said)


def test_each_claim_has_one_box(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    for each in disputes(kg, collection="all").disagreements:
        found = shown(kg, said, each.disagreement)
        boxes = [box for column in found.columns for group in column for box in group.boxes]
        assert sorted(box.number for box in boxes) == list(range(1, len(boxes) + 1))
        claims = [box.claim for box in boxes if box.claim]
        assert len(claims) == len(set(claims))
        assert {p.claim for p in each.parties if p.claim} <= set(claims)


def test_boxes_hold_their_text_and_do_not_overlap(kg: ofmkg.KnowledgeGraph, said: Words) -> None:
    root = ElementTree.fromstring(to_svg(crowded(kg), said))
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    frames = []
    for group in root.findall(f"{_SVG}g"):
        frame = group.find(f"{_SVG}rect")
        assert frame is not None
        x, y, wide, high = (float(frame.get(k, "")) for k in ("x", "y", "width", "height"))
        for text in group.iter(f"{_SVG}text"):
            assert x < float(text.get("x", "")) < x + wide
            assert y < float(text.get("y", "")) < y + high
        frames.append((x, y, x + wide, y + high))
    assert len(frames) == MOST
    assert all(right <= width and bottom <= height for _, _, right, bottom in frames)
    for n, (x, y, right, bottom) in enumerate(frames):
        for left, top, end, low in frames[n + 1 :]:
            assert x >= end or right <= left or y >= low or bottom <= top
    texts = [text.text or "" for text in root.iter(f"{_SVG}text")]
    assert texts[-1].endswith("https://w3id.org/ofmkg/disagreement/d-bio-bottleneck")
    assert any("evidence up to 2024-02-27" in text for text in texts)
