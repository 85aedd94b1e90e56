"""Takes over from catalogues of models what they state on weights, into a folder of one's own.

Their values stand beside those of others, each with its source; the value that answers are drawn
from is never theirs by this.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ofmkg.bibliography.catalogues import Model
from ofmkg.errors import UsageError
from ofmkg.graph import writing
from ofmkg.graph.asking import Graph
from ofmkg.graph.rows import Id, records
from ofmkg.graph.terms import BASE, ONTOLOGY, PREFIXES
from ofmkg.graph.validation import Report
from ofmkg.sheets.adding import shaped
from ofmkg.sheets.entries import entry
from ofmkg.sheets.folders import Surroundings, around, holder
from ofmkg.sheets.turtle import Entry, address, day, node, number, text, word, write
from ofmkg.sheets.vocabulary import imports


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A row of the question `catalogues`."""

    catalogue: str
    work: str
    title: str
    organization: str
    url: str
    licence: str
    word: str
    availability: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A row of the question `releases`."""

    release: str
    label: str | None = None
    developer_label: str | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row of the question `catalogue-entries`."""

    release: str
    name: str | None = None
    organization: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a catalogue: the file, which models it speaks of, and why others were left out.

    `left` are lines for a person: models by name that may be a release of ours and were not taken.
    """

    target: Path | None
    taken: tuple[tuple[Model, Id], ...]
    left: tuple[str, ...]
    models: int
    report: Report


def take(
    catalogue: str, models: Sequence[Model], graph: Graph, folder: Path, today: str
) -> Imported:
    """Write what a catalogue states on the weights of releases that are known.

    A model is a release if the catalogue's name for it is the release's own, and no other model has
    it. What was taken from the same catalogue before is replaced. Raises UsageError where the file
    holds something else, or nothing can be written or taken.
    """
    here = around(folder)
    words = {
        row.word: row
        for row in records(graph.query("catalogues"), CatalogueRow)
        if row.catalogue == catalogue
    }
    about = next(iter(words.values()))
    matched, left = _matched(models, graph, about.work)
    if not matched:
        raise UsageError(
            f"None of the {len(models)} models has the name of a release that is on record."
            + "".join(f" {line}" for line in left)
        )
    left += tuple(
        f"{model.place}: what {model.access!r} means for weights is not known; it is kept as said."
        for model, _ in matched
        if model.access and model.access.lower() not in words
    )
    graph_name = _graph(catalogue)
    entries = list(_entries(matched, about, words, today, here))
    found = holder(here.own, graph_name)
    target = found.path if found else folder / f"catalogue-{catalogue}.ttl"
    if found is None and target.exists():
        raise UsageError(f"{target}: is there already and is not of a catalogue; move it away.")
    title = f"What {about.organization} states on weights: {about.title}"
    named = [about.work, *(release for _, release in matched)]
    header = _header(graph_name, title, about, today, imports(here.vocabulary, named, graph_name))
    content = write(f"{title}. Licence of the catalogue: {about.licence}.", [header, *entries])
    report = shaped(content.encode(), target, here)
    if report.violations:
        target_or_none = None
    else:
        writing.make_folder(folder)
        writing.put(target, content.encode(), new=found is None)
        target_or_none = target
    return Imported(target_or_none, matched, left, len(models), report)


def _graph(catalogue: str) -> str:
    """Return the name of the file that holds what a catalogue states."""
    return f"{BASE}graph/own/catalogue/{catalogue}"


def _header(
    graph: str, title: str, about: CatalogueRow, today: str, imported: Iterable[str]
) -> Entry:
    dcterms = PREFIXES["dcterms"]
    return Entry(
        graph,
        (PREFIXES["owl"] + "Ontology",),
        (
            (f"{dcterms}title", (text(title),)),
            (f"{dcterms}source", (node(about.work),)),
            (
                f"{dcterms}provenance",
                (
                    text(
                        f"Taken over by a program on {today} from a copy of {about.url}; "
                        f"licence of the data: {about.licence}. Models were matched by name; "
                        "nobody has checked them."
                    ),
                ),
            ),
            (f"{dcterms}creator", (word("ofmkg"),)),
            (f"{dcterms}created", (day(today),)),
            (PREFIXES["owl"] + "imports", tuple(map(node, (ONTOLOGY, *imported)))),
        ),
    )


def _entries(
    matched: Iterable[tuple[Model, str]],
    about: CatalogueRow,
    words: Mapping[str, CatalogueRow],
    today: str,
    here: Surroundings,
) -> Iterator[Entry]:
    described = here.vocabulary.described(about.work)
    if described is None or described.graph == _graph(about.catalogue):
        yield from _work(about, today)
    snapshot = f"{about.url}, copy taken over on {today}; licence: {about.licence}"
    for model, release in matched:
        known = words.get((model.access or "").lower())
        value = known.availability if known else None
        common = (("aboutRelease", node(release)), ("statedBy", node(about.work)))
        stem = f"{about.catalogue}-{today}"
        if model.access:
            yield entry(
                f"{release}/weights/{stem}",
                ("WeightsStatement",),
                *common,
                ("statesAvailability", node(value) if value else None),
                ("accessAsStated", word(model.access)),
                ("locator", text(model.place)),
            )
        yield entry(
            f"{release}/catalogue/{stem}",
            ("CatalogueEntry",),
            *common,
            ("assetName", word(model.name)),
            ("assetType", word("model")),
            ("organizationAsStated", word(model.organization) if model.organization else None),
            ("dcterms:issued", word(model.date) if model.date else None),
            ("licenceAsStated", word(model.licence) if model.licence else None),
            ("sizeAsStated", word(model.size) if model.size else None),
            ("snapshot", word(snapshot)),
        )


def _work(about: CatalogueRow, today: str) -> Iterator[Entry]:
    """Yield the work that a catalogue is, where no file describes it."""
    yield entry(
        about.work,
        ("Work", PREFIXES["fabio"] + "WebPage"),
        ("rdfs:label", text(f"{about.organization} {today[:4]}")),
        ("dcterms:title", text(about.title)),
        ("dcterms:issued", word(today)),
        ("fabio:hasURL", address(about.url)),
        ("note", text("A catalogue that changes; the date is that of the copy taken over.")),
    )
    yield entry(
        f"{about.work}/author/001",
        ("Contributor", PREFIXES["prov"] + "Organization"),
        ("rdfs:label", text(about.organization)),
        ("authorOf", node(about.work)),
        ("order", number(1)),
    )


def _matched(
    models: Sequence[Model], graph: Graph, work: str
) -> tuple[tuple[tuple[Model, str], ...], tuple[str, ...]]:
    """Return the models that are releases of ours, and lines on those that may be."""
    names: dict[str, set[str]] = {}
    developers: dict[str, set[str]] = {}
    for row in records(graph.query("releases"), ReleaseRow):
        own = row.release.rpartition("/")[2].replace("-", " ")
        for name in (row.label, own):
            if name:
                names.setdefault(_folded(name), set()).add(row.release)
        if row.developer_label:
            developers.setdefault(row.release, set()).add(_folded(row.developer_label))
    told: dict[str, str] = {}
    for entered in records(graph.query("catalogue-entries"), EntryRow):
        if entered.name and entered.source == work:
            told[_folded(entered.name)] = entered.release
            if entered.organization and entered.release in developers:
                developers[entered.release].add(_folded(entered.organization))
    times = Counter(_folded(model.name) for model in models)
    taken: dict[str, Model] = {}
    left = []
    for model in models:
        name = _folded(model.name)
        found = {told[name]} if name in told else names.get(name, set())
        if not found:
            continue
        if len(found) > 1 or times[name] > 1:
            left.append(f"{model.place}: left out, as several models or releases have this name.")
            continue
        (release,) = found
        if not _same(model.organization, developers.get(release, set())):
            left.append(
                f"{model.place}: left out, as {model.organization or 'nobody'} is not who is on "
                "record as its developer."
            )
        elif release in taken:
            left.append(f"{model.place}: left out, as {taken[release].name} is this release, too.")
        else:
            taken[release] = model
    return tuple((model, release) for release, model in taken.items()), tuple(left)


def _same(organization: str | None, developers: set[str]) -> bool:
    """Tell whether a catalogue names the developer on record, if one is."""
    said = f" {_folded(organization or '')} "
    return not developers or any(f" {name} " in said or said in f" {name} " for name in developers)


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))
