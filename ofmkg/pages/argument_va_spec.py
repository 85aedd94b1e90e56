"""Lines of evidence as JSON of the GA4GH Variant Annotation Specification, a profile of SEPIO.

Source: https://va-ga4gh.readthedocs.io, core information model 1.0: EvidenceLine, Proposition,
Contribution. It is about genes in what it calls statements, but not in its lines of evidence: the
proposition that a line is about is here that what a claim says is true. It knows three directions;
what qualifies without contradicting is neutral there, and called what it is as the outcome.

Whose word a line is stands in `extensions`: the voice, the basis, the place.
"""

import json
from collections.abc import Mapping

from ofmkg.analyses.argument.result import QUALIFIES, Argument, Bearing, Claim
from ofmkg.graph.terms import NS

_DIRECTIONS = {"supports": "supports", "disputes": "disputes", QUALIFIES: "neutral"}
Node = dict[str, object]


def to_va_spec(on_record: Argument) -> str:
    """Return all lines of evidence, two spaces deep; the order is that of their ids.

    That a claim rests on a stance is no line of evidence, and stands in none.
    """
    lines: dict[str, list[Bearing]] = {}
    for b in on_record.bearings:
        if b.line:
            lines.setdefault(b.line, []).append(b)
    told = [_line(iri, group, on_record.claims) for iri, group in sorted(lines.items())]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _line(iri: str, group: list[Bearing], claims: Mapping[str, Claim]) -> Node:
    first = group[0]
    node: Node = {
        "id": iri,
        "type": "EvidenceLine",
        "targetProposition": _proposition(claims[first.end]),
        "hasEvidenceItems": sorted({b.start for b in group}),
        "directionOfEvidenceProvided": _DIRECTIONS[first.relation],
    }
    if first.relation == QUALIFIES:
        node["evidenceOutcome"] = {"name": QUALIFIES}
    if first.drawn_by:
        contributor = {"type": "Agent", "id": first.drawn_by}
        contribution = {"type": "Contribution", "contributor": contributor}
        node["contributions"] = [{**contribution, "activityType": "drew the line of evidence"}]
    if first.source and first.voice != "inference":  # what only we drew is reported in no work
        node["reportedIn"] = [first.source]
    node["extensions"] = [
        {"name": f"{NS}{name}", "value": value}
        for name, value in (
            ("stanceBasis", first.basis),
            ("readFrom", first.source),
            ("locator", first.locator),
            ("voice", first.voice),
        )
        if value
    ]
    return node


def _proposition(claim: Claim) -> Node:
    return {
        "id": claim.iri,
        "type": "Proposition",
        "description": claim.statement,
        "subject": {"id": claim.iri, "type": "Statement"},
        "predicate": "hasTruthValue",
        "object": {"name": "true"},
    }
