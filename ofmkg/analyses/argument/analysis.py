"""The argument on record: claims, what bears on them, and what they rest on.

`argument` asks a graph what is on record, and `arranged` puts rows of the queries together. Things
are told apart by their IRIs here, since a line of evidence may end in the id of a claim: whatever
names a thing is an IRI.
"""

from collections.abc import Iterable, Mapping

from ofmkg.analyses.argument.result import (
    OURS,
    RESTS_ON,
    SOURCE,
    Argument,
    Bearing,
    Citation,
    Claim,
    Exclusion,
    Expression,
    Premise,
)
from ofmkg.analyses.locators import Vectors
from ofmkg.graph.asking import Graph
from ofmkg.graph.terms import short
from ofmkg.graph.voices import voice

Row = Mapping[str, str]
Rows = Mapping[str, Iterable[Row]]  # by query

_QUERIES = (
    "claims",
    "claim-kinds",
    "claims-about",
    "evidence-lines",
    "rests-on",
    "claims-expressing",
    "cited-as-evidence",
    "premises",
    "incompatible",
    "vector-relations",
)


def argument(graph: Graph, vector: str | None = None) -> Argument:
    """Return the argument on record, or the part of it about a vector. Raises UnknownIdError."""
    found = arranged({name: graph.query(name).dicts() for name in _QUERIES})
    return found.part(about(graph, found, vector)) if vector else found


def about(graph: Graph, on_record: Argument, vector: str) -> frozenset[str]:
    """Return the claims (IRIs) about a vector (short id or IRI), one above or one below it.

    Raises UnknownIdError.
    """
    named = graph.query("vector-relations", vector=vector).dicts()
    vectors = Vectors.of(graph)
    return on_record.about(short(named[0]["vector"]), vectors)


def arranged(rows: Rows) -> Argument:
    """Return the argument from the rows of the queries, by the name of the query."""
    vectors = {row["vector"] for row in rows.get("vector-relations", ())}
    about = (row for row in rows.get("claims-about", ()) if row["thing"] in vectors)
    kinds = {r["kind"]: r["disputable"] in ("true", "1") for r in rows.get("claim-kinds", ())}
    claims = _claims(rows["claims"], about, kinds)
    premises = _premises(rows.get("premises", ()))
    known = {*claims, *premises}
    lines = (_line(row) for row in rows.get("evidence-lines", ()))
    rests = (_rests(row) for row in rows.get("rests-on", ()))
    return Argument(
        claims,
        premises,
        tuple(b for b in dict.fromkeys((*lines, *rests)) if b.end in claims and b.start in known),
        tuple(
            dict.fromkeys(
                Expression(
                    row["claim"],
                    row["position"],
                    row.get("question"),
                    row.get("positionLabel", short(row["position"])),
                    row.get("locator"),
                    row.get("source"),
                )
                for row in rows.get("claims-expressing", ())
                if row["claim"] in claims
            )
        ),
        tuple(
            Citation(row["claim"], row["work"], row.get("locator"), row.get("source"))
            for row in rows.get("cited-as-evidence", ())
            if row["claim"] in claims
        ),
        tuple(
            Exclusion(row["position"], row["against"], row.get("locator"), row.get("source"))
            for row in rows.get("incompatible", ())
            if row["position"] < row["against"]
        ),
        _works(rows),
    )


def _claims(
    rows: Iterable[Row], about: Iterable[Row], kinds: Mapping[str, bool]
) -> dict[str, Claim]:
    vectors: dict[str, dict[str, None]] = {}
    for row in about:
        vectors.setdefault(row["claim"], {})[row["thing"]] = None
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["claim"], []).append(row)
    return {
        iri: Claim(
            iri,
            group[0].get("statement", short(iri)),
            group[0].get("kind"),
            tuple(dict.fromkeys(row["work"] for row in group if "work" in row)),
            tuple(vectors.get(iri, ())),
            group[0].get("locator"),
            group[0].get("source"),
            group[0].get("collection"),
            kinds.get(group[0].get("kind", ""), True),
        )
        for iri, group in grouped.items()
    }


def _premises(rows: Iterable[Row]) -> dict[str, Premise]:
    found: dict[str, Premise] = {}
    for row in rows:
        premise = Premise(
            row["stance"],
            row.get("statement") or row.get("positionLabel") or short(row["stance"]),
            row.get("holder"),
            row.get("work"),
            row.get("question"),
            row.get("position"),
            row.get("positionLabel"),
            row.get("mode"),
            row.get("basis"),
            row.get("codedBy"),
            None if "adopted" not in row else row["adopted"] == "true",
            row.get("locator"),
            row.get("source"),
            voice(row),
        )
        found.setdefault(premise.iri, premise)
    return found


def _line(row: Row) -> Bearing:
    return Bearing(
        row["direction"],
        row["evidence"],
        row["claim"],
        row["line"],
        row.get("drawnBy"),
        row.get("basis"),
        row.get("locator"),
        row.get("source"),
        voice(row),
    )


def _rests(row: Row) -> Bearing:
    """Return that a claim rests on a stance, which the source says; the stance may be ours."""
    source, whose = row.get("source"), voice(row)
    return Bearing(
        RESTS_ON,
        row["stance"],
        row["claim"],
        None,
        source,
        OURS if whose == "inference" else SOURCE,
        row.get("locator"),
        source,
        whose,
    )


def _works(rows: Rows) -> dict[str, str]:
    labels: dict[str, str] = {}
    for name in ("claims", "cited-as-evidence"):
        for row in rows.get(name, ()):
            if "work" in row:
                labels[row["work"]] = row.get("workLabel", short(row["work"]))
    return labels
