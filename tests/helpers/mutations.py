"""The real data with one statement dropped, doubled or of another kind, and every analysis asked.

What parses but lacks what an analysis needs is told in one line; anything else is a fault of ours.
By hand, over every sort of statement there is: python tests/helpers/mutations.py [--each N]
"""

import argparse
import random
import sys
import traceback
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

if __name__ == "__main__":  # run from a checkout
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import pyoxigraph as ox
from seven import documents

from ofmkg.analyses.declaration import Analysis, analyses
from ofmkg.errors import OfmkgError
from ofmkg.graph.parsing import Document
from ofmkg.graph.terms import NS, RDF_TYPE, short
from ofmkg.knowledge import KnowledgeGraph

HOW = ("drop", "double", "retype")
_TYPE = ox.NamedNode(RDF_TYPE)
_OTHER = ox.NamedNode("https://example.org/other")
# Of what each analysis of a thing is asked, unless the statement is about a thing of that kind.
USUAL = {
    "compare": ("gopal-2023", "musser-2023"),
    "question": ("web-information",),
    "timeline": ("web-information",),
    "disagreement": ("d-bio-information-access",),
    "study": ("gopal-2023",),
    "cell": ("biosecurity", "existing-risk"),
    "claim": ("c-info-not-main-barrier",),
    "vector": ("biosecurity",),
    "release": ("llama-2",),
    "search": ("phishing",),
    "crux": ("biosecurity",),
    "rests": ("c-info-not-main-barrier",),
}
_LEFT_OUT = {"docx", "html", "md", "latex"}  # made of the page that the text is made of


@dataclass(frozen=True, slots=True)
class Mutation:
    """One statement, and what becomes of it."""

    how: str
    quad: ox.Quad

    def __str__(self) -> str:
        """Return it for a person."""
        q = self.quad
        return f"{self.how} {short(q.subject.value)} {short(q.predicate.value)} {q.object}"  # type: ignore[union-attr]

    def of(self, document: Document) -> Document:
        """Return a document as it is after it."""
        if self.quad not in document.quads:
            return document
        others = tuple(each for each in document.quads if each != self.quad)
        if self.how == "drop":
            return replace(document, quads=others)
        changed = ox.Quad(self.quad.subject, self.quad.predicate, _another(self.quad, self.how))
        kept = document.quads if self.how == "double" else others
        return replace(document, quads=(*kept, changed))


def _another(quad: ox.Quad, how: str) -> ox.NamedNode | ox.Literal:
    """Return a further value of the same kind, or one of another kind."""
    value = quad.object
    if isinstance(value, ox.Literal):
        if how == "retype":
            return _OTHER if value.language else ox.Literal("no value at all")
        return ox.Literal(f"{value.value} x", language=value.language or "en")
    return _OTHER if how == "double" else ox.Literal("no thing at all")


def sorts(every: Sequence[Document]) -> dict[tuple[str, str], list[ox.Quad]]:
    """Return the statements by the class of their subject and their property."""
    kinds: dict[object, set[str]] = defaultdict(set)
    for document in every:
        for quad in document.quads:
            if quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode):
                kinds[quad.subject].add(quad.object.value)
    found: dict[tuple[str, str], list[ox.Quad]] = defaultdict(list)
    for document in every:
        for quad in document.quads:
            ours = sorted(each for each in kinds[quad.subject] if each.startswith(NS))
            if ours and isinstance(quad.subject, ox.NamedNode):
                found[ours[0], quad.predicate.value].append(quad)
    return dict(sorted(found.items()))


def sample(every: Sequence[Document], seed: int, each: int = 1) -> Iterator[Mutation]:
    """Yield mutations of some statements of every sort; a seed always gives the same ones."""
    chance = random.Random(seed)
    chosen = [
        Mutation(how, quad)
        for quads in sorts(every).values()
        for quad in chance.sample(quads, min(each, len(quads)))
        for how in HOW
    ]
    chance.shuffle(chosen)
    yield from chosen


def faults(
    every: Sequence[Document], mutation: Mutation, only: Sequence[Analysis] = ()
) -> list[str]:
    """Ask every analysis, and write it in every format; return what is no answer and no line."""
    graph = KnowledgeGraph([mutation.of(each) for each in every])
    found = []
    for chosen in only or analyses():
        try:
            _asked(graph, chosen, mutation)
        except OfmkgError as error:
            if "\n" in str(error) or not str(error):
                found.append(f"{chosen.name}: not one line: {error!r}")
        except Exception as error:  # that is what is looked for
            frames = traceback.extract_tb(error.__traceback__)
            at = [each for each in frames if "ofmkg" in each.filename or each is frames[-1]][-1]
            where = f"{Path(at.filename).name}:{at.lineno} {at.name}"
            found.append(f"{chosen.name}: {type(error).__name__} {error} at {where}")
    return found


def _asked(graph: KnowledgeGraph, chosen: Analysis, mutation: Mutation) -> None:
    method = getattr(graph, chosen.name)
    result = method(*USUAL.get(chosen.name, ()))
    for form in chosen.formats:
        if form not in _LEFT_OUT:
            result.write(form)


def main() -> int:
    """Try statements of every sort; print each fault once, with the mutation that shows it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=10**9)
    options = parser.parse_args()
    every, seen, tried = documents(), set(), 0
    for mutation in sample(every, options.seed, options.each):
        if tried >= options.most:
            break
        tried += 1
        for fault in faults(every, mutation):
            if fault not in seen:
                seen.add(fault)
                sys.stdout.write(f"{mutation}\n    {fault}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{tried} mutations, {len(seen)} faults\n")
    return len(seen) > 0


if __name__ == "__main__":
    sys.exit(main())
