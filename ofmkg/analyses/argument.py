"""The argument on record: claims, what bears on them, and what they rest on.

`argument` asks a graph what is on record, and `arranged` puts rows of the queries together. Things
are told apart by their IRIs here, since a line of evidence may end in the id of a claim: whatever
names a thing is an IRI.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from ofmkg.analyses.places import Vectors
from ofmkg.graph import KnowledgeGraph
from ofmkg.terms import short

Row = Mapping[str, str]
Rows = Mapping[str, Iterable[Row]]  # by query

SUPPORTS, DISPUTES, QUALIFIES, RESTS_ON = "supports", "disputes", "qualifies", "rests-on"
SOURCE, OURS = "named-by-source", "our-inference"
_QUERIES = (
    "claims",
    "claims-about",
    "evidence-lines",
    "rests-on",
    "claims-expressing",
    "cited-as-evidence",
    "premises",
    "incompatible",
    "vector-relations",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What works assert, as the source presents it, and the vectors that it is about.

    `collection` is the one that the claim was put on record for.
    """

    iri: str
    statement: str
    kind: str | None
    works: tuple[str, ...]
    vectors: tuple[str, ...]
    locator: str | None
    source: str | None
    collection: str | None


@dataclass(frozen=True, slots=True)
class Premise:
    """A stance that a claim rests on.

    `work` is that of the holder. `coder` and `adopted` tell whose reading it is, where it stands in
    an assessment; locator and source are where the stance stands.
    """

    iri: str
    label: str
    holder: str | None
    work: str | None
    question: str | None
    position: str | None
    position_label: str | None
    mode: str | None
    basis: str | None
    coder: str | None
    adopted: bool | None
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Bearing:
    """How one thing (`start`) bears on a claim (`end`), and who says so (`drawn_by`).

    A line of evidence has an IRI (`line`); for rests-on, `start` is the stance that the claim
    rests on. `basis` is named-by-source or our-inference.
    """

    relation: str
    start: str
    end: str
    line: str | None
    drawn_by: str | None
    basis: str | None
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Expression:
    """A position that a claim expresses in our reading, with its label."""

    claim: str
    position: str
    question: str | None
    label: str
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A work that a claim cites as evidence, which is not support."""

    claim: str
    work: str
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two positions that exclude each other in our reading; the first IRI is the lesser."""

    a: str
    b: str
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Argument:
    """All claims with what bears on them; labels of works are by IRI."""

    claims: Mapping[str, Claim]
    premises: Mapping[str, Premise]
    bearings: tuple[Bearing, ...]
    expressions: tuple[Expression, ...]
    citations: tuple[Citation, ...]
    exclusions: tuple[Exclusion, ...]
    works: Mapping[str, str]

    def label(self, iri: str) -> str:
        """Return what a claim or stance says."""
        if iri in self.claims:
            return self.claims[iri].statement
        return self.premises[iri].label if iri in self.premises else short(iri)

    def about(self, vector: str, vectors: Vectors) -> frozenset[str]:
        """Return the claims about a vector (short id), one above or one below it."""
        return frozenset(
            iri
            for iri, claim in self.claims.items()
            if any(vectors.overlap(vector, short(each)) for each in claim.vectors)
        )

    def part(self, inside: Set[str]) -> "Argument":
        """Keep some claims (IRIs) and what bears on them directly."""
        bearings = tuple(b for b in self.bearings if b.end in inside)
        kept = inside | {b.start for b in bearings}
        return replace(
            self,
            claims={iri: claim for iri, claim in self.claims.items() if iri in kept},
            premises={iri: each for iri, each in self.premises.items() if iri in kept},
            bearings=bearings,
            expressions=tuple(e for e in self.expressions if e.claim in kept),
            citations=tuple(c for c in self.citations if c.claim in kept),
        )


def argument(graph: KnowledgeGraph) -> Argument:
    """Return the argument on record."""
    return arranged({name: graph.query(name).dicts() for name in _QUERIES})


def about(graph: KnowledgeGraph, on_record: Argument, vector: str) -> frozenset[str]:
    """Return the claims (IRIs) about a vector (short id or IRI), one above or one below it.

    Raises UnknownIdError.
    """
    named = graph.query("vector-relations", vector=vector).dicts()
    vectors = Vectors(graph.query("vector-relations").dicts())
    return on_record.about(short(named[0]["vector"]), vectors)


def arranged(rows: Rows) -> Argument:
    """Return the argument from the rows of the queries, by the name of the query."""
    vectors = {row["vector"] for row in rows.get("vector-relations", ())}
    about = (row for row in rows.get("claims-about", ()) if row["thing"] in vectors)
    claims = _claims(rows["claims"], about)
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


def _claims(rows: Iterable[Row], about: Iterable[Row]) -> dict[str, Claim]:
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
    )


def _rests(row: Row) -> Bearing:
    """Return that a claim rests on a stance, which is the word of the source."""
    source = row.get("source")
    return Bearing(
        RESTS_ON,
        row["stance"],
        row["claim"],
        None,
        source,
        SOURCE,
        row.get("locator"),
        source,
    )


def _works(rows: Rows) -> dict[str, str]:
    labels: dict[str, str] = {}
    for name in ("claims", "cited-as-evidence"):
        for row in rows.get(name, ()):
            if "work" in row:
                labels[row["work"]] = row.get("workLabel", short(row["work"]))
    return labels
