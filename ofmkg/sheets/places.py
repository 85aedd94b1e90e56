"""Where the things of a sheet stand: the IRIs that are made for them, and those it names."""

from dataclasses import dataclass

from ofmkg.graph.terms import BASE, NS, PREFIXES
from ofmkg.sheets.model import Analysis, Claim, Position, Relation, Sheet


def ofm(name: str) -> str:
    """Return the IRI of a term of ours."""
    return NS + name


def term(name: str) -> str:
    """Return the IRI of a term that is written with its prefix; one without a prefix is ours."""
    prefix, _, local = name.rpartition(":")
    return PREFIXES[prefix] + local if prefix else ofm(local)


def work(name: str) -> str:
    """Return the IRI of a work."""
    return f"{BASE}publication/{name}"


def author(name: str, order: int) -> str:
    """Return the IRI of the author at some place, counted from 1, in the list of a work."""
    return f"{work(name)}/author/{order:03}"


def collection(name: str) -> str:
    """Return the IRI of a collection."""
    return f"{BASE}collection/{name}"


def coder(name: str) -> str:
    """Return the IRI of a coder."""
    return f"{BASE}coder/{name}"


def claim(name: str) -> str:
    """Return the IRI of a claim."""
    return f"{BASE}claim/{name}"


def disagreement(name: str) -> str:
    """Return the IRI of a disagreement."""
    return f"{BASE}disagreement/{name}"


@dataclass(frozen=True, slots=True)
class Places:
    """The IRIs of one sheet."""

    sheet: Sheet

    @property
    def name(self) -> str:
        """Return the name of the file: a reading beside another is named after its coder, too."""
        work = self.sheet.work.id
        return work if self.sheet.in_use else f"{work}.{self.sheet.coder.id}"

    @property
    def graph(self) -> str:
        """Return the name of the file as a graph."""
        return f"{BASE}graph/{self.sheet.collection.id}/{self.name}"

    @property
    def reading(self) -> str:
        """Return the reading of the work."""
        return f"{BASE}reading/{self.sheet.work.id}/{self.sheet.coder.id}"

    def study(self, analysis: Analysis) -> str:
        """Return the study that an analysis is."""
        return f"{BASE}study/{self.sheet.study_id(analysis)}"

    def assessment(self, analysis: Analysis) -> str:
        """Return the assessment of an analysis."""
        sheet = self.sheet
        own = f"{sheet.framework}/{sheet.coder.id}"
        return f"{BASE}assessment/{sheet.study_id(analysis)}/{own}"

    def stance(self, position: Position, analysis: Analysis | None) -> str:
        """Return the stance that a position is, of an analysis or of the work as a whole."""
        return f"{self.assessment(analysis) if analysis else self.reading}/stance/{position.id}"

    def evidence(self, owner: Claim) -> str:
        """Return the evidence record behind a claim."""
        return f"{self.reading}/evidence/{owner.id}-evidence"

    def line(self, owner: Claim, relation: Relation) -> str:
        """Return the evidence line that a relation is."""
        return f"{BASE}evidence-line/{owner.id}/{relation.direction}/{relation.claim}"
