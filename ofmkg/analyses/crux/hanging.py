"""Which claims hang on a position: what expresses it, rests on it, or is supported by what does."""

from collections.abc import Sequence
from dataclasses import dataclass

from ofmkg.analyses.argument.result import OURS, RESTS_ON, SUPPORTS, Argument
from ofmkg.analyses.locators import Vectors
from ofmkg.graph.model import RowVoice
from ofmkg.graph.terms import short, short_if

EXPRESSES = "expresses"


@dataclass(frozen=True, slots=True)
class Hanging:
    """A claim that hangs on a position.

    `via` is expresses (`on` is the position), rests-on (`on` is the stance) or supports (`on` is
    the claim that supports this one and hangs on the position). `basis` and `drawn_by` tell whose
    word that is; locator and source are where. `voice` is source if the claim hangs on it by lines
    that sources draw, all the way.
    """

    claim: str
    statement: str
    works: tuple[str, ...]
    vectors: tuple[str, ...]
    collection: str | None
    via: str
    on: str
    basis: str | None
    drawn_by: str | None
    locator: str | None
    source: str | None
    voice: RowVoice


def overlaps(a: Sequence[str], b: Sequence[str], vectors: Vectors) -> bool:
    """Tell whether what is about some vectors may touch what is about others; none = all."""
    return not a or not b or any(vectors.overlap(x, y) for x in a for y in b)


class HangingClaims:
    """The claims that hang on positions."""

    def __init__(self, on_record: Argument, vectors: Vectors) -> None:
        """Take the argument on record."""
        self._vectors = vectors
        self._sourced = _Lines(on_record.sourced(), "source")
        self._every = _Lines(on_record, "inference")

    def on(self, position: str, about: Sequence[str] = ()) -> tuple[Hanging, ...]:
        """Return the claims that hang on a position (short id), the nearest first, each once.

        Those that hang on it by lines of sources come first. Claims about other threats than those
        in `about` (none = all) are left out.
        """
        by_sources = self._walk(self._sourced, position, about)
        every = self._walk(self._every, position, about)
        return tuple(
            {**by_sources, **{c: h for c, h in every.items() if c not in by_sources}}.values()
        )

    def _walk(self, lines: "_Lines", position: str, about: Sequence[str]) -> dict[str, Hanging]:
        found = {h.claim: h for h in lines.direct.get(position, ()) if self._inside(h, about)}
        walk = list(found.values())
        for hanging in walk:  # grows while it is walked through
            for further in lines.supported.get(hanging.claim, ()):
                if further.claim not in found and self._inside(further, about):
                    found[further.claim] = further
                    walk.append(further)
        return found

    def _inside(self, hanging: Hanging, about: Sequence[str]) -> bool:
        return overlaps(about, hanging.vectors, self._vectors)


class _Lines:
    """What hangs directly on each position, and what each claim supports."""

    def __init__(self, on_record: Argument, voice: RowVoice) -> None:
        self._record, self._voice = on_record, voice
        self.direct: dict[str, list[Hanging]] = {}
        self.supported: dict[str, list[Hanging]] = {}
        for e in on_record.expressions:
            on = short(e.position)
            hanging = self._hanging(
                e.claim,
                EXPRESSES,
                on,
                basis=OURS,
                drawn_by=None,
                locator=e.locator,
                source=short_if(e.source),
            )
            self.direct.setdefault(on, []).append(hanging)
        for b in on_record.bearings:
            hanging = self._hanging(
                b.end,
                b.relation,
                short(b.start),
                basis=b.basis,
                drawn_by=short_if(b.drawn_by),
                locator=b.locator,
                source=short_if(b.source),
            )
            if b.relation == SUPPORTS:
                self.supported.setdefault(short(b.start), []).append(hanging)
            elif b.relation == RESTS_ON and (position := on_record.premises[b.start].position):
                self.direct.setdefault(short(position), []).append(hanging)

    def _hanging(
        self,
        iri: str,
        via: str,
        on: str,
        *,
        basis: str | None,
        drawn_by: str | None,
        locator: str | None,
        source: str | None,
    ) -> Hanging:
        claim = self._record.claims[iri]
        return Hanging(
            claim=short(iri),
            statement=claim.statement,
            works=tuple(short(work) for work in claim.works),
            vectors=tuple(short(vector) for vector in claim.vectors),
            collection=short_if(claim.collection),
            via=via,
            on=on,
            basis=basis,
            drawn_by=drawn_by,
            locator=locator,
            source=source,
            voice=self._voice,
        )
