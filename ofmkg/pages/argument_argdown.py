"""The argument as Argdown, a plain text for argument maps (https://argdown.org/syntax).

Claims, and the stances that they rest on, are statements; under each stand the statements that
support it (`+`) or dispute it (`-`). Evidence that qualifies without contradicting is no attack: it
is drawn as Argdown's third relation, the undercut (`_`), which takes from how far something is
borne out and not from its truth; the data of the statement name it under `qualifiedBy`. Sources,
locators and who drew each line stand in the data, too.

An argument map does not show who drew a line. Lines that only we drew are therefore no relations,
unless they are asked for; they stand in the data, with their voice.
"""

import json
import re
from collections.abc import Iterator, Mapping

from ofmkg.analyses.argument.network import key
from ofmkg.analyses.argument.result import (
    DISPUTES,
    QUALIFIES,
    RESTS_ON,
    SUPPORTS,
    Argument,
    Bearing,
    Claim,
    Premise,
)
from ofmkg.graph.terms import short, short_if
from ofmkg.pages.messages import say

_SPECIAL = re.compile(r"([\\\[\]<>@#{}*_|=+/-]|[.:](?=\S))")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')  # a text of JSON
_SIGNS = {SUPPORTS: "+", RESTS_ON: "+", DISPUTES: "-", QUALIFIES: "_"}


def to_argdown(on_record: Argument, *, with_inferences: bool = False) -> str:
    """Return the argument as Argdown; the order is that of the ids.

    `with_inferences` draws the lines that are our inference too.
    """
    incoming: dict[str, list[Bearing]] = {}
    for bearing in on_record.bearings:
        incoming.setdefault(bearing.end, []).append(bearing)
    blocks = [f"===\ntitle: {say('The argument on record')}\n==="]
    for iri, premise in sorted(on_record.premises.items()):
        blocks.append(_statement(iri, premise.label, "stance", _of_premise(premise)))
    for iri, claim in sorted(on_record.claims.items()):
        bearings = sorted(incoming.get(iri, ()), key=lambda b: (b.relation, b.start, b.line or ""))
        drawn = [b for b in bearings if with_inferences or b.voice != "inference"]
        data = {
            **_of_claim(claim),
            "lines": [_line(b) for b in bearings],
            "qualifiedBy": [key(b.start) for b in drawn if b.relation == QUALIFIES],
        }
        blocks.append(
            "\n".join([_statement(iri, claim.statement, "claim", data), *_relations(drawn)])
        )
    return "\n\n".join(blocks) + "\n"


def _statement(iri: str, text: str, tag: str, data: Mapping[str, object]) -> str:
    told = {name: value for name, value in data.items() if value}
    written = _TEXT.sub(_unbraced, json.dumps(told, ensure_ascii=False))
    return f"[{key(iri)}]: {escaped(text)} #{tag} {written}"


def _relations(bearings: list[Bearing]) -> Iterator[str]:
    """Yield each statement that supports, disputes or qualifies once, whoever says so."""
    lines = (f"  {_SIGNS[b.relation]} [{key(b.start)}]" for b in bearings if b.relation in _SIGNS)
    yield from dict.fromkeys(lines)


def _of_claim(claim: Claim) -> dict[str, object]:
    return {
        "assertedBy": [short(work) for work in claim.works],
        "kind": claim.kind,
        "vectors": [short(vector) for vector in claim.vectors],
        "source": short_if(claim.source),
        "locator": claim.locator,
    }


def _of_premise(premise: Premise) -> dict[str, object]:
    return {
        "heldBy": short_if(premise.holder),
        "position": short_if(premise.position),
        "mode": premise.mode,
        "basis": premise.basis,
        "voice": premise.voice,
        "source": short_if(premise.source),
        "locator": premise.locator,
    }


def _line(b: Bearing) -> dict[str, str]:
    told = {
        "relation": b.relation,
        "from": key(b.start),
        "drawnBy": short_if(b.drawn_by),
        "basis": b.basis,
        "voice": b.voice,
        "source": short_if(b.source),
        "locator": b.locator,
    }
    return {name: value for name, value in told.items() if value}


def escaped(text: str) -> str:
    """Return a text on one line in which nothing is taken for markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _unbraced(text: re.Match[str]) -> str:
    """Write braces within a text of JSON by number: Argdown takes them for its own."""
    return text[0].replace("{", "\\u007b").replace("}", "\\u007d")
