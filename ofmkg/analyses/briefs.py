"""Everything on record of one thing: a study, a claim, a vector, a release, a work ...

A brief is a list of sections, each the answer to one question of the query library about the thing;
nothing is computed here, so that each section can be asked again with `ofmkg query`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ofmkg.analyses.locators import sources_of
from ofmkg.graph.asking import Graph
from ofmkg.graph.attribution import Said, SayingRow, said_by
from ofmkg.graph.model import Collection
from ofmkg.graph.results import Result
from ofmkg.graph.rows import records
from ofmkg.graph.terms import BASE, short

Texts = dict[str, str]  # a row of any question, by column, as the JSON has it
Parameter = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """What one question answers about the thing.

    `question` and `parameters` tell how to ask it again; `about` is the column with the values by
    which the rows of the thing were kept, where the question has no parameter for it.
    `by_inference` holds the rows that say what only we infer, unless inferences are taken in.
    """

    id: str
    question: str
    parameters: tuple[Parameter, ...]
    about: Parameter | None
    rows: tuple[Texts, ...]
    by_inference: tuple[Texts, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief(Result):
    """One thing with all sections that have rows, in reading order.

    `said` tells who says what a claim states, and in whose reading; `read_from` which of the works
    that credit others with answers each collection is read from, for which such answers count.
    """

    kind: str
    id: str
    iri: str
    label: str
    sections: tuple[Section, ...]
    collections: tuple[Collection, ...]
    said: Said | None = None
    read_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rows(self, section: str) -> tuple[Texts, ...]:
        """Return the rows of a section; none where there is no such section."""
        return next(((*s.rows, *s.by_inference) for s in self.sections if s.id == section), ())


class _Asker:
    """Asks questions of a graph under one reading and keeps those that have an answer."""

    def __init__(self, graph: Graph, framework: str | None, coder: str | None) -> None:
        self._graph = graph
        self._reading = {k: v for k, v in (("framework", framework), ("coder", coder)) if v}
        self.sections: list[Section] = []

    def ask(
        self,
        section: str,
        question: str,
        about: tuple[str, Sequence[str]] | None = None,
        reads: Sequence[str] = (),
        **params: Sequence[str],
    ) -> list[Texts]:
        """Ask and keep a section; returns the rows with IRIs in full.

        `reads` names those of framework and coder that the question takes. Parameters are IRIs; a
        parameter without any value is not asked.
        """
        if not all(params.values()):
            return []
        read = {name: (self._reading[name],) for name in reads if name in self._reading}
        asked = {name: tuple(values) for name, values in params.items()} | read
        graph = self._graph
        answer = graph.query(question, **asked) if asked else graph.asked_once(question)
        rows = (answer.where(*about) if about else answer).dicts()
        if rows:
            named = tuple((name, tuple(map(short, values))) for name, values in asked.items())
            kept = (about[0], tuple(map(short, about[1]))) if about else None
            shown = [{k: _shortened(v) for k, v in row.items()} for row in rows]
            apart = not self._graph.reading.with_inferences and question not in _TOLD_IN_PLACE
            ours = [row for row in shown if apart and row.get("voice") == "inference"]
            said = tuple(row for row in shown if row not in ours)
            self.sections.append(
                Section(
                    id=section,
                    question=question,
                    parameters=named,
                    about=kept,
                    rows=said,
                    by_inference=tuple(ours),
                )
            )
        return rows


# Of a row of these only the side is our inference, which its line says.
_TOLD_IN_PLACE = ("documented", "disagreement-parties")

Plan = Callable[[_Asker, str], object]


def brief(
    graph: Graph,
    kind: str,
    name: str,
    framework: str | None = None,
    coder: str | None = None,
) -> Brief:
    """Return everything on record of a thing.

    `kind` is study, claim, vector, release, work, property or benefit, `name` a short id or IRI.
    Raises UnknownIdError.
    """
    of_class, plan = _PLANS[kind]
    known = graph.things(of_class)
    found = sorted(iri for iri in known if name in (iri, short(iri)))
    iri = found[0] if found else graph.find(name, of_class).value
    asker = _Asker(graph, framework, coder)
    plan(asker, iri)
    shown = {row.get("collection") for s in asker.sections for row in (*s.rows, *s.by_inference)}
    every = graph.collections()
    return Brief(
        kind=kind,
        id=short(iri),
        iri=iri,
        label=known[iri].get("label", short(iri)),
        sections=tuple(asker.sections),
        collections=tuple(c for c in every if c.id in shown),
        said=said_by(records(graph.query("said-by", thing=iri), SayingRow)).get(iri),
        read_from=_read_from(graph, asker.sections),
    )


def _read_from(graph: Graph, sections: Iterable[Section]) -> dict[str, tuple[str, ...]]:
    """Return the collections that sources of answers of no collection are read for."""
    answers = (s for s in sections if s.question in ("positions-on-question", "treatments"))
    rows = (row for s in answers for row in (*s.rows, *s.by_inference))
    sources = {row["source"] for row in rows if "collection" not in row and "source" in row}
    if not sources:
        return {}
    works = {place: set(map(short, those)) for place, those in sources_of(graph).items()}
    return {p: tuple(sorted(those & sources)) for p, those in works.items() if those & sources}


def study(graph: Graph, id: str, framework: str | None = None, coder: str | None = None) -> Brief:
    """Return everything on record of a study, named by short id or IRI. Raises UnknownIdError."""
    return brief(graph, "study", id, framework, coder)


def claim(graph: Graph, id: str) -> Brief:
    """Return everything on record of a claim, named by short id or IRI. Raises UnknownIdError."""
    return brief(graph, "claim", id)


def vector(graph: Graph, id: str, framework: str | None = None, coder: str | None = None) -> Brief:
    """Return everything on record of a vector, named by short id or IRI. Raises UnknownIdError."""
    return brief(graph, "vector", id, framework, coder)


def release(graph: Graph, id: str) -> Brief:
    """Return everything on record of a release, named by short id or IRI. Raises UnknownIdError."""
    return brief(graph, "release", id)


def _study(asker: _Asker, study: str) -> None:
    works = _column(asker.ask("study", "studies", study=[study]), "work")
    asker.ask("threats", "named-threats", study=[study])
    asker.ask("steps", "cells", reads=_BOTH, study=[study])
    asker.ask("replies", "replies", reads=_FRAMEWORK, study=[study])
    asker.ask("reviews", "reviews", ("study", [study]))
    asker.ask("answers", "stances", reads=_BOTH, holder=[study, *works])
    asker.ask("baselines", "baselines", reads=_BOTH, study=[study])
    asker.ask("results", "evidence-records", work=works)
    asker.ask("actors", "actors-and-omissions", reads=_BOTH, study=[study])
    asker.ask("defenses", "vectors-and-defenses", reads=_FRAMEWORK, study=[study])
    asker.ask("evidence-offered", "evidence-offered", reads=_BOTH, study=[study])
    claims = _column(asker.ask("claims", "claims", work=works), "claim")
    asker.ask("objections", "disputing-evidence", claim=claims)
    asker.ask("rests-on", "rests-on", claim=claims)
    asker.ask("disagreements", "documented", work=works)
    asker.ask("uses", "works-by-use", work=works)


def _claim(asker: _Asker, claim: str) -> None:
    asker.ask("claim", "claims", claim=[claim])
    asker.ask("links", "claim-links", claim=[claim])
    asker.ask("expresses", "claims-expressing", claim=[claim])
    asker.ask("rests-on", "rests-on", claim=[claim])
    asker.ask("without-evidence", "claims-without-evidence", ("claim", [claim]))
    asker.ask("parties", "disagreement-parties", ("claim", [claim]))
    asker.ask("reviews", "reviews", thing=[claim])


def _vector(asker: _Asker, vector: str) -> None:
    vectors = _column(asker.ask("vector", "vectors", vector=[vector]), "threat")
    studies = _column(asker.ask("studies", "studies", ("vector", vectors)), "study")
    asker.ask("coverage", "cells", reads=_BOTH, study=studies)
    asker.ask("missing", "missing", reads=_BOTH, study=studies)
    asker.ask("answers", "positions-on-question", reads=_BOTH, threat=vectors)
    asker.ask("treatments", "treatments", reads=_BOTH, threat=vectors)
    asker.ask("baselines", "baselines", reads=_BOTH, study=studies)
    asker.ask("actors", "actors-and-omissions", reads=_BOTH, study=studies)
    asker.ask("defenses", "vectors-and-defenses", reads=_FRAMEWORK, vector=[vector])
    asker.ask("claims", "claims-about", thing=vectors)
    asker.ask("risks", "risks-by-property", ("risk", vectors))
    asker.ask("worked-analyses", "worked-analyses", reads=_FRAMEWORK, vector=[vector])
    asker.ask("history", "history", thing=[vector])
    asker.ask("remarks", "remarks", thing=[vector])


def _release(asker: _Asker, release: str) -> None:
    asker.ask("release", "releases", release=[release])
    asker.ask("weights", "releases-by-weights", ("release", [release]))
    asker.ask("open", "open-releases", release=[release])
    asker.ask("catalogue", "catalogue-entries", release=[release])
    asker.ask("claims", "claims-about", thing=[release])
    asker.ask("history", "history", thing=[release])
    asker.ask("remarks", "remarks", ("release", [release]))
    asker.ask("consequences", "release-consequences", release=[release])
    asker.ask("risks", "release-risks", release=[release])


def _work(asker: _Asker, work: str) -> None:
    asker.ask("work", "bibliography", work=[work])
    asker.ask("read", "works-read", work=[work])
    asker.ask("studies", "studies", ("work", [work]))
    asker.ask("answers", "stances", holder=[work])
    asker.ask("results", "evidence-records", work=[work])
    claims = _column(asker.ask("claims", "claims", work=[work]), "claim")
    asker.ask("objections", "disputing-evidence", claim=claims)
    asker.ask("disagreements", "documented", work=[work])
    asker.ask("uses", "works-by-use", work=[work])


def _property(asker: _Asker, prop: str) -> None:
    asker.ask("benefits", "benefits-by-property", property=[prop])
    asker.ask("risks", "risks-by-property", property=[prop])


def _benefit(asker: _Asker, benefit: str) -> None:
    asker.ask("arises-from", "benefits-by-property", ("benefit", [benefit]))
    asker.ask("needs", "benefit-needs", benefit=[benefit])
    asker.ask("claims", "claims-about", thing=[benefit])


_BOTH, _FRAMEWORK = ("framework", "coder"), ("framework",)
# Of each kind the class, and what is asked of one.
_PLANS: Mapping[str, tuple[str, Plan]] = {
    "study": ("Study", _study),
    "claim": ("Claim", _claim),
    "vector": ("MisuseVector", _vector),
    "release": ("ModelRelease", _release),
    "work": ("Work", _work),
    "property": ("DistinctiveProperty", _property),
    "benefit": ("Benefit", _benefit),
}


def _column(rows: Iterable[Texts], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows if name in row))


def _shortened(value: str) -> str:
    return short(value) if value.startswith(BASE) else value
