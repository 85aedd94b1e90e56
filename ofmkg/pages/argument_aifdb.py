"""The argument as AIFdb and the tools around it exchange it: JSON with nodes, edges and locutions.

Source: http://www.aifdb.org and https://pypi.org/project/xaif/ (which takes it under the key AIF).
Claims, and the stances that they rest on, are I-nodes; what supports is applied by an RA-node
(Default Inference), what disputes by a CA-node (Default Conflict). That a work asserts a claim is
an L-node and a YA-node (Asserting). The text of an L-node is the work and the place: the claim is
written in our words, and nobody uttered those.

AIF has no scheme for evidence that qualifies without contradicting: such lines stand under
`qualifies`, which these tools pass over. Lines that only we drew are applied to nothing and stand
under `inferred`, unless they are asked for.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from ofmkg.analyses.argument.result import DISPUTES, QUALIFIES, Argument, Bearing, Claim

_ASSERTING, _INFERENCE, _CONFLICT = "Asserting", "Default Inference", "Default Conflict"
Entry = dict[str, str | None]


def to_aifdb(on_record: Argument, *, with_inferences: bool = False) -> str:
    """Return the argument as JSON of AIFdb, two spaces deep; the order is that of the ids."""
    written = _Writing()
    ids = {
        iri: written.node("I", " ".join(on_record.label(iri).split()), iri=iri)
        for iri in sorted((*on_record.premises, *on_record.claims))
    }
    people = {iri: str(n) for n, iri in enumerate(sorted(_asserting(on_record)), 1)}
    for iri, claim in sorted(on_record.claims.items()):
        for work in claim.works:
            written.assertion(_locution(claim, on_record.works[work]), ids[iri], people[work])
    apart: list[Bearing] = []
    for b in sorted(on_record.bearings, key=lambda b: (b.end, b.start, b.relation, b.line or "")):
        if b.relation == QUALIFIES or (b.voice == "inference" and not with_inferences):
            apart.append(b)
        else:
            written.application(b, ids)
    told = {
        "nodes": written.nodes,
        "edges": written.edges,
        "schemefulfillments": [],
        "descriptorfulfillments": [],
        "participants": [
            {"participantID": n, "firstname": "", "surname": on_record.works[iri]}
            for iri, n in people.items()
        ],
        "locutions": written.locutions,
        "qualifies": [_apart(b, ids) for b in apart if b.relation == QUALIFIES],
        "inferred": [_apart(b, ids) for b in apart if b.relation != QUALIFIES],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


@dataclass
class _Writing:
    """Nodes, edges and locutions, numbered as they come."""

    nodes: list[Entry] = field(default_factory=list)
    edges: list[Entry] = field(default_factory=list)
    locutions: list[Entry] = field(default_factory=list)

    def node(self, kind: str, text: str, **more: str | None) -> str:
        number = str(len(self.nodes) + 1)
        told: Entry = {"nodeID": number, "text": text, "type": kind, "timestamp": ""}
        self.nodes.append(told | {name: value for name, value in more.items() if value})
        return number

    def edge(self, start: str, end: str) -> None:
        number = str(len(self.edges) + 1)
        self.edges.append({"edgeID": number, "fromID": start, "toID": end, "formEdgeID": None})

    def assertion(self, text: str, claim: str, person: str) -> None:
        """Say that somebody asserts a claim."""
        locution, asserting = self.node("L", text), self.node("YA", _ASSERTING)
        self.edge(locution, asserting)
        self.edge(asserting, claim)
        self.locutions.append({"nodeID": locution, "personID": person, "timestamp": ""})

    def application(self, b: Bearing, ids: dict[str, str]) -> None:
        """Say that one thing supports or disputes another."""
        conflict = b.relation == DISPUTES
        kind, text = ("CA", _CONFLICT) if conflict else ("RA", _INFERENCE)
        applied = self.node(kind, text, iri=b.line, drawnBy=b.drawn_by)
        self.edge(ids[b.start], applied)
        self.edge(applied, ids[b.end])


def _asserting(on_record: Argument) -> Iterable[str]:
    return {work for claim in on_record.claims.values() for work in claim.works}


def _locution(claim: Claim, work: str) -> str:
    return f"{work}, {claim.locator}" if claim.locator else work


def _apart(b: Bearing, ids: dict[str, str]) -> Entry:
    told = {"iri": b.line, "fromID": ids[b.start], "toID": ids[b.end], "drawnBy": b.drawn_by}
    return {**told, "relation": b.relation}
