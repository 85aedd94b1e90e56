"""What the analysis of cruxes returns."""

from dataclasses import dataclass
from typing import Literal

from ofmkg.analyses.crux.hanging import Hanging
from ofmkg.analyses.holdings import Holding
from ofmkg.graph.model import Collection, RowVoice
from ofmkg.graph.results import Result

Kind = Literal["crux", "without-claims", "apart"]


@dataclass(frozen=True, slots=True)
class Side:
    """A position with those who are recorded with it, and the claims that hang on it."""

    position: str
    label: str
    holders: tuple[Holding, ...]
    claims: tuple[Hanging, ...]


@dataclass(frozen=True, slots=True)
class Crux:
    """Two incompatible positions on a question; locator and source are those of the first.

    `kind` is crux (opposed, and claims hang on them), without-claims (opposed, and no claim on
    record does) or apart (held about different threats only, so that they do not contradict each
    other). `opposed` tells whether sources oppose them (or hold them apart), or only our
    inferences do; `voice` is source if sources also say that claims hang on them, if any do.
    """

    question: str
    label: str
    steps: tuple[str, ...]
    a: Side
    b: Side
    kind: Kind
    opposed: RowVoice
    voice: RowVoice
    locator: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Cruxes(Result):
    """What turns on which question, for a vector (`b` None) or between two works.

    `cruxes`, `without_claims` and `apart` are those of each kind by the voice of the sources (with
    inferences taken in, by any); `by_inference` is what only our inferences add: oppositions, or to
    an opposition of sources those holders and claims that are ours.
    """

    a: str
    b: str | None
    cruxes: tuple[Crux, ...]
    without_claims: tuple[Crux, ...]
    apart: tuple[Crux, ...]
    by_inference: tuple[Crux, ...]
    collections: tuple[Collection, ...]
