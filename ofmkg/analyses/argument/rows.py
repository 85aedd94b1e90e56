"""The rows that the argument on record is made of, as typed records; things are IRIs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from ofmkg.graph.asking import Graph
from ofmkg.graph.model import Voice
from ofmkg.graph.rows import Record, records


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A row of the question `claims`: a claim, and a work that asserts it."""

    claim: str
    statement: str | None = None
    kind: str | None = None
    work: str | None = None
    work_label: str | None = None
    locator: str | None = None
    source: str | None = None
    collection: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class KindRow:
    """A row of the question `claim-kinds`."""

    kind: str
    disputable: bool


@dataclass(frozen=True, slots=True)
class AboutRow:
    """A row of the question `claims-about`."""

    claim: str
    thing: str


@dataclass(frozen=True, slots=True)
class VectorRow:
    """A row of the question `vector-relations`, of which only the vector counts here."""

    vector: str


Direction = Literal["supports", "disputes", "qualifies"]


@dataclass(frozen=True, slots=True)
class LineRow:
    """A row of the question `evidence-lines`."""

    line: str
    evidence: str
    direction: Direction
    claim: str
    voice: Voice
    drawn_by: str | None = None
    basis: str | None = None
    locator: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class RestingRow:
    """A row of the question `rests-on`: a claim, and a stance that it rests on."""

    claim: str
    stance: str
    voice: Voice
    locator: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ExpressingRow:
    """A row of the question `claims-expressing`: a claim, and a position that it expresses."""

    claim: str
    position: str
    position_label: str | None = None
    question: str | None = None
    question_label: str | None = None
    statement: str | None = None
    work: str | None = None
    collection: str | None = None
    locator: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A row of the question `cited-as-evidence`: a claim, and a work that it cites."""

    claim: str
    work: str
    work_label: str | None = None
    locator: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class PremiseRow:
    """A row of the question `premises`, or of `rests-on`: a stance that a claim rests on."""

    stance: str
    voice: Voice
    statement: str | None = None
    holder: str | None = None
    work: str | None = None
    question: str | None = None
    position: str | None = None
    position_label: str | None = None
    mode: str | None = None
    basis: str | None = None
    coded_by: str | None = None
    adopted: bool | None = None
    locator: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ExcludingRow:
    """A row of the question `incompatible`: an answer, and one that it excludes."""

    position: str
    against: str
    locator: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ArgumentRows:
    """All rows that the argument on record is made of."""

    claims: Sequence[ClaimRow]
    kinds: Sequence[KindRow] = ()
    about: Sequence[AboutRow] = ()
    vectors: Sequence[VectorRow] = ()
    lines: Sequence[LineRow] = ()
    resting: Sequence[RestingRow] = ()
    expressing: Sequence[ExpressingRow] = ()
    cited: Sequence[CitedRow] = ()
    premises: Sequence[PremiseRow] = ()
    excluding: Sequence[ExcludingRow] = ()

    @classmethod
    def of(cls, graph: Graph) -> Self:
        """Ask a graph for the rows."""

        def ask(name: str, kind: type[Record]) -> list[Record]:
            return records(graph.asked(name), kind)

        return cls(
            claims=ask("claims", ClaimRow),
            kinds=ask("claim-kinds", KindRow),
            about=ask("claims-about", AboutRow),
            vectors=ask("vector-relations", VectorRow),
            lines=ask("evidence-lines", LineRow),
            resting=ask("rests-on", RestingRow),
            expressing=ask("claims-expressing", ExpressingRow),
            cited=ask("cited-as-evidence", CitedRow),
            premises=ask("premises", PremiseRow),
            excluding=ask("incompatible", ExcludingRow),
        )
