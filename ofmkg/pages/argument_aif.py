"""The argument as JSON-LD in terms of the Argument Interchange Format (AIF).

Source: C. Chesñevar et al., "Towards an argument interchange format", Knowledge Engineering Review
21 (2006), pp. 293-316. Claims, and the stances that they rest on, are I-nodes with a claimText. A
line of evidence that supports, and a claim's resting on a stance, are RA-nodes (applications of a
rule of inference); a line that disputes is a CA-node (application of conflict).

Two namespaces circulate: http://www.arg.dundee.ac.uk/aif# is that of the specification (Dundee
2011) and of tools that follow it, http://www.arg.tech/aif# the one in which AIFdb, the database
through which such arguments are exchanged, writes its RDF. This is the latter, with Premise and
Conclusion on both RA-nodes and CA-nodes, as AIFdb writes them.

AIF has no scheme for evidence that qualifies without contradicting. Such a line stays what it is in
our own terms, an ofm:EvidenceLine, and is no CA-node. So that nothing is lost, the other lines
carry our terms as well.

AIF does not tell who drew a line either. Lines that only we drew are therefore applied to nothing,
unless they are asked for: they too stay an ofm:EvidenceLine, with ofm:drawnBy; and that a claim
rests on a stance that only we infer is an ofm:restsOn of the claim.
"""

import json
from collections.abc import Iterable, Iterator

from ofmkg.analyses.argument.result import (
    DISPUTES,
    RESTS_ON,
    SUPPORTS,
    Argument,
    Bearing,
    Claim,
    Premise,
)
from ofmkg.graph.terms import NS

AIF = "http://www.arg.tech/aif#"
_CONTEXT = {"aif": AIF, "ofm": NS}
_NODES = {SUPPORTS: "aif:RA-node", RESTS_ON: "aif:RA-node", DISPUTES: "aif:CA-node"}
Node = dict[str, object]


def to_aif(on_record: Argument, *, with_inferences: bool = False) -> str:
    """Return the argument as JSON-LD, two spaces deep; the order is that of the ids.

    `with_inferences` applies the lines that are our inference too.
    """
    lines = [b for b in on_record.bearings if with_inferences or b.line or b.voice != "inference"]
    resting: dict[str, list[str]] = {}
    for b in on_record.bearings:
        if b not in lines:
            resting.setdefault(b.end, []).append(b.start)
    nodes = [
        *(_premise(on_record.premises[iri]) for iri in sorted(on_record.premises)),
        *(
            _claim(on_record.claims[iri], sorted(resting.get(iri, ())))
            for iri in sorted(on_record.claims)
        ),
        *_lines(lines, with_inferences),
    ]
    told = {"@context": _CONTEXT, "@graph": nodes}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _claim(claim: Claim, resting: Iterable[str]) -> Node:
    return _told(
        {
            "@id": claim.iri,
            "@type": ["aif:I-node", "ofm:Claim"],
            "aif:claimText": claim.statement,
            "ofm:assertedBy": [_ref(work) for work in claim.works],
            "ofm:about": [_ref(vector) for vector in claim.vectors],
            "ofm:restsOn": [_ref(stance) for stance in resting],
            **_place(claim.source, claim.locator),
        }
    )


def _premise(premise: Premise) -> Node:
    return _told(
        {
            "@id": premise.iri,
            "@type": ["aif:I-node", "ofm:Stance"],
            "aif:claimText": premise.label,
            "ofm:stanceOf": _ref(premise.holder),
            "ofm:takesPosition": _ref(premise.position),
            **_place(premise.source, premise.locator),
        }
    )


def _lines(bearings: Iterable[Bearing], with_inferences: bool) -> Iterator[Node]:
    grouped: dict[tuple[str, str, str], list[Bearing]] = {}
    for b in bearings:
        grouped.setdefault((b.line or "", b.end, b.line or b.start), []).append(b)
    for number, (_, group) in enumerate(sorted(grouped.items()), 1):
        yield _line(group, number, with_inferences or group[0].voice != "inference")


def _line(group: list[Bearing], number: int, applied: bool) -> Node:
    first = group[0]
    starts = [_ref(b.start) for b in sorted(group, key=lambda b: b.start)]
    node: Node = {"@id": first.line or f"_:rests-on-{number}"}
    kinds = [_NODES[first.relation]] if applied and first.relation in _NODES else []
    node["@type"] = [*kinds, "ofm:EvidenceLine"] if first.line else kinds
    if kinds:
        node |= {"aif:Premise": starts, "aif:Conclusion": _ref(first.end)}
    if first.line:
        node |= {
            "ofm:evidenceFrom": starts,
            "ofm:direction": {"@id": f"ofm:{first.relation}"},
            "ofm:evidenceFor": _ref(first.end),
        }
        node["ofm:drawnBy"] = _ref(first.drawn_by)
    return _told({**node, **_place(first.source, first.locator)})


def _place(source: str | None, locator: str | None) -> Node:
    return {
        "ofm:readFrom": _ref(source),
        "ofm:locator": None if locator is None else {"@value": locator, "@language": "en"},
    }


def _ref(iri: str | None) -> Node | None:
    return None if iri is None else {"@id": iri}


def _told(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
