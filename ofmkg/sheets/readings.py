"""Which readings of a work there are beside a sheet, and which study each of its analyses is.

The id of a study follows what is known of the work, not how many analyses this sheet holds: who
reads one vector of a work that has two reads a study that is there already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ofmkg.graph.terms import BASE, short
from ofmkg.sheets import places
from ofmkg.sheets.model import Analysis, Sheet
from ofmkg.sheets.things import Thing
from ofmkg.sheets.vocabulary import Vocabulary


@dataclass(frozen=True)
class Readings:
    """A sheet among the readings of its work that other files hold."""

    sheet: Sheet
    vocabulary: Vocabulary

    @cached_property
    def where(self) -> places.Places:
        """The places of the sheet's own things."""
        return places.Places(self.sheet)

    @cached_property
    def others(self) -> tuple[Thing, ...]:
        """The readings of the work by other coders, in the order of their IRIs."""
        work = places.work(self.sheet.work.id)
        every = self.vocabulary.linked("WorkReading", "readsWork", work)
        return tuple(each for each in every if each.iri != self.where.reading)

    @cached_property
    def in_use(self) -> Thing | None:
        """The reading by another coder from which answers on the work are drawn, if any."""
        return next((each for each in self.others if not each.beside), None)

    @cached_property
    def takes_place(self) -> bool:
        """Whether the file that the sheet would become is another coder's reading already."""
        return any(each.graph == self.where.graph for each in self.others)

    def elsewhere(self, iri: str) -> Thing | None:
        """Return a thing that another file than the sheet's own describes."""
        found = self.vocabulary.described(iri)
        own = found is not None and found.graph == self.where.graph
        return None if own and not self.takes_place else found

    @cached_property
    def studies(self) -> dict[str, str]:
        """The studies of the work that other files describe: the vector of each, by id."""
        work = places.work(self.sheet.work.id)
        return {
            short(each.iri): self.vocabulary.vector_of(each.iri) or ""
            for each in self.vocabulary.linked("Study", "reportedIn", work)
            if self.elsewhere(each.iri)
        }

    def further(self, analysis: Analysis) -> bool:
        """Tell whether an analysis is a further reading of a study that is there already."""
        return self.elsewhere(f"{BASE}study/{self.study(analysis)}") is not None

    def study(self, analysis: Analysis) -> str:
        """Return the id of the study that an analysis is."""
        usual = self.sheet.study_id(analysis)
        same = self.same(analysis)
        if analysis.study or usual in same:
            return usual
        if len(same) == 1:
            return same[0]
        alone = usual == self.sheet.work.id
        return f"{usual}-{analysis.vector}" if alone and self.studies else usual

    def same(self, analysis: Analysis) -> list[str]:
        """Return the ids of the known studies of the work on the vector of an analysis."""
        return [name for name, vector in self.studies.items() if vector == analysis.vector]

    def resolved(self) -> Sheet:
        """Return the sheet with the study named where it is not called as one would expect.

        That the reading is in use, or not, stays said only where it does not follow, or has a
        reason: the file of the sheet says no more.
        """
        sheet = self.sheet
        found = tuple(self._named(each) for each in sheet.analyses)
        follows = sheet.adopted == sheet.usually_in_use and sheet.adopted_reason is None
        adopted = None if follows else sheet.adopted
        if (found, adopted) == (sheet.analyses, sheet.adopted):
            return sheet
        return sheet.model_copy(update={"analyses": found, "adopted": adopted})

    def _named(self, analysis: Analysis) -> Analysis:
        study = self.study(analysis)
        usual = study == self.sheet.study_id(analysis)
        return analysis if usual else analysis.model_copy(update={"study": study})

    def told(self) -> Iterator[str]:
        """Yield of each analysis whether it reads a known study again, or is a new one."""
        for analysis in self.sheet.analyses:
            kind = "a further reading of the study" if self.further(analysis) else "a new study,"
            use = "" if analysis.adopted else ", beside the one in use"
            yield f"{analysis.vector}: {kind} {self.study(analysis)}{use}."
