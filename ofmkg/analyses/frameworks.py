"""With which framework an analysis reads, and whom that leaves out.

An analysis reads with one framework. Where nobody it is asked about was coded with the default,
it takes the one that most of them were coded with: a default must never look like absence. Who was
coded with others alone is named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ofmkg.analyses.declaration import Analysis
from ofmkg.errors import UnknownIdError
from ofmkg.graph.asking import Graph, nodes
from ofmkg.graph.names import Bindings
from ofmkg.graph.rows import records
from ofmkg.graph.terms import BASE, short

_PLACES = ("publication", "study")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Studies (short ids) that are not read here: they were coded with another framework alone."""

    framework: str
    label: str
    studies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadWith:
    """The framework (short id) that an analysis reads with, and whom that leaves out.

    `instead` tells that it stands in for the default, with which nobody asked about was coded.
    """

    framework: str
    label: str
    instead: bool
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Coded:
    """A study (IRI) that was coded with a framework (IRI)."""

    study: str
    framework: str


@dataclass(frozen=True, slots=True)
class _Used:
    """A framework (IRI) that anything was coded with."""

    framework: str
    label: str | None


def taken(
    chosen: Analysis, graph: Graph, values: Mapping[str, object]
) -> tuple[Mapping[str, object], ReadWith | None]:
    """Return the values to ask an analysis with, with a framework where the default shows nothing.

    With them comes what must be told of it; None where all were coded with the default. Raises
    UnknownIdError for an unknown id.
    """
    if "framework" not in (each.name for each in chosen.parameters):
        return values, None
    labels = _labels(graph)
    if not labels:  # nothing was coded with any
        return values, None
    default = graph.frame()
    if not set(labels) - {default.iri}:
        return values, None
    given = _text(values.get("framework"))
    coded = _coded(chosen, graph, values)
    asked = graph.find(given, "Framework").value if given else None
    framework = asked or _chosen(coded, default.iri)
    read_with = _read_with(coded, framework, default.iri if asked is None else framework, labels)
    if asked is None and framework != default.iri:
        values = {**values, "framework": short(framework)}
    return values, read_with if read_with.instead or read_with.left_out else None


def of_studies(graph: Graph, studies: Iterable[str], coder: str | None) -> str | None:
    """Return the framework (short id) to read some studies (IRIs) with, None for the default."""
    default = graph.frame().iri
    those = nodes(studies)
    if not those or not set(_labels(graph)) - {default}:
        return None
    terms = {"study": those, **graph.read_as(coder=coder)}
    framework = _chosen(_asked(graph, "frameworks-used", terms), default)
    return None if framework == default else short(framework)


def _coded(chosen: Analysis, graph: Graph, values: Mapping[str, object]) -> list[_Coded]:
    """Return with what those were coded that an analysis is asked about."""
    reader = graph.read_as(coder=_text(values.get("coder")))
    by_kind: dict[str, list[str]] = {}
    for each in chosen.parameters:
        value = _text(values.get(each.name))
        if value and (each.of or each.argument):  # an argument of several kinds may be a work
            by_kind.setdefault(each.of or "Study", []).append(value)
    if ids := [_id(graph, each) for each in by_kind.get("Study", ())]:
        works = {"work": nodes(_iris(ids, "publication")), **reader}
        studies = {"study": nodes(_iris(ids, "study")), **reader}
        both = (_asked(graph, "frameworks-used", terms) for terms in (works, studies))
        if found := list(dict.fromkeys(each for found in both for each in found)):
            return found
    if named := by_kind.get("Question"):
        terms = {"question": (graph.find(named[0], "Question"),), **reader}
        if found := _asked(graph, "frameworks-of-answers", terms):
            return found
    within: Bindings = dict(reader)
    for kind, name in (("Collection", "collection"), ("MisuseVector", "vector")):
        if (named := by_kind.get(kind)) and named != ["all"]:
            within[name] = (graph.find(named[0], kind),)
    return _asked(graph, "frameworks-used", within)


def _id(graph: Graph, name: str) -> str:
    """Return the id or IRI of a work or study that is named by its id, or by a clear name."""
    if "://" in name or any(graph.has(each) for p in _PLACES for each in _iris([name], p)):
        return name
    try:
        return short(graph.work_or_study(name))
    except UnknownIdError:  # it may be anything else, or nothing: the analysis itself says so
        return name


def _iris(names: Iterable[str], place: str) -> list[str]:
    return [name if "://" in name else f"{BASE}{place}/{name}" for name in names]


def _asked(graph: Graph, query: str, terms: Bindings) -> list[_Coded]:
    return records(graph.part(query, terms), _Coded)


def _labels(graph: Graph) -> dict[str, str]:
    used = records(graph.part_once("frameworks-in-use"), _Used)
    return {each.framework: each.label or short(each.framework) for each in used}


def _chosen(coded: Iterable[_Coded], default: str) -> str:
    counts = Counter(each.framework for each in coded)
    if default in counts or not counts:
        return default
    return min(counts, key=lambda framework: (-counts[framework], framework))


def _read_with(
    coded: Iterable[_Coded], framework: str, default: str, labels: Mapping[str, str]
) -> ReadWith:
    by_study: dict[str, set[str]] = {}
    for each in coded:
        by_study.setdefault(each.study, set()).add(each.framework)
    others: dict[str, list[str]] = {}
    for study, used in sorted(by_study.items()):
        for other in used if framework not in used else ():
            others.setdefault(other, []).append(short(study))
    label = labels.get(framework, short(framework))
    left_out = (
        LeftOut(short(other), labels.get(other, short(other)), tuple(studies))
        for other, studies in sorted(others.items())
    )
    return ReadWith(short(framework), label, framework != default, tuple(left_out))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
