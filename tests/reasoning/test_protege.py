"""Our files open in Protégé: nothing is fetched, nothing is lost, all of it is OWL 2 DL."""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import protege
import pytest
import triples
from protege import Opened

from ofmkg.graph.resources import room
from ofmkg.graph.terms import BASE, NS, ONTOLOGY, RDF_TYPE

pytestmark = [
    pytest.mark.java,
    pytest.mark.skipif(protege.missing() is not None, reason=str(protege.missing())),
]

SCHEMA = room("ontology") / "ofmkg.ttl"
EVERYTHING = room("ontology") / "everything.ttl"
DATA = room("data")
# By name; those in folders of other collections have the name of what they extend, and so that of
# their folder, too.
FILES = {
    "ofmkg": SCHEMA,
    **{
        path.relative_to(DATA).as_posix().removesuffix(".ttl").removeprefix("studies/"): path
        for path in sorted(DATA.rglob("*.ttl"))
    },
    "everything": EVERYTHING,
}
EXPORT = "export"
# Opened one by one: of the later works, whose files are made alike, one in ten. All of them are
# opened in "everything".
_LATER = [name for name, path in FILES.items() if path.is_relative_to(DATA / "later")]
ALONE = [name for name in FILES if name not in _LATER or _LATER.index(name) % 10 == 0]
NAMES = [*ALONE, EXPORT]
Change = Callable[[str], str]
WORKS = "data/works.ttl"
STUDY = "data/studies/gopal-2023.ttl"


@pytest.fixture(scope="module")
def said(export: Path) -> dict[str, set[triples.Triple]]:
    """Return what each file says, by name, without what it imports."""
    return {name: triples.parsed(path) for name, path in (FILES | {EXPORT: export}).items()}


@pytest.fixture(scope="module")
def whole(said: dict[str, set[triples.Triple]]) -> dict[str, set[triples.Triple]]:
    """Return what each file says together with what it imports, by name."""
    by_ontology = {
        ontology: said[name] for name in FILES for ontology in triples.typed(said[name], "Ontology")
    }
    return {name: triples.closure(said[name], by_ontology) for name in NAMES}


@pytest.fixture(scope="module")
def opened(export: Path, note: Callable[[str], None]) -> dict[str, Opened]:
    """Return what became of each file, by name."""
    found = dict(
        zip(NAMES, protege.opened([*(FILES[name] for name in ALONE), export]), strict=True)
    )
    problems = Counter(dict.fromkeys(("violations", "undeclared", "turned", "remote"), 0))
    for each in found.values():
        problems.update({kind: len(every) for kind, every in each.problems.items()})
    counts = found["everything"].counts
    note(
        f"OWL API {found[EXPORT].api}: {len(found)} files, {problems['violations']} violations, "
        f"{problems['undeclared']} undeclared, {problems['remote']} remote fetches, "
        f"{problems['turned']} turned into annotations; {counts['classes']} classes, "
        f"{counts['object_properties']} object properties, {counts['individuals']:,} individuals, "
        f"{counts['object_assertions']:,} object property assertions, "
        f"{counts['logical_axioms']:,} logical axioms"
    )
    return found


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_the_matter(opened: dict[str, Opened], name: str) -> None:
    assert opened[name].problems == {}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost(
    opened: dict[str, Opened], whole: dict[str, set[triples.Triple]], name: str
) -> None:
    """What the OWL API has is what stands in the files, counted without it."""
    assert opened[name].counts == triples.counts(whole[name])
    assert opened[name].ontologies == triples.typed(whole[name], "Ontology")


def test_the_export_is_everything(
    opened: dict[str, Opened], said: dict[str, set[triples.Triple]]
) -> None:
    """All counts are the same but one: what was a header of a file is a note on its graph now."""
    parts = [said[name] for name in FILES if name not in ("ofmkg", "everything")]
    ontologies = set().union(*(triples.typed(part, "Ontology") for part in parts))
    headers = sum(
        s in ontologies and p not in (RDF_TYPE, f"{triples.OWL}imports")
        for part in parts
        for s, p, _ in part
    )
    expected = dict(opened["everything"].counts)
    expected["annotation_assertions"] += headers
    assert opened[EXPORT].counts == expected
    assert opened[EXPORT].ontologies == {ONTOLOGY}


def added(line: str) -> Change:
    """Return what adds a line to a file."""
    return lambda text: f"{text}\n{line}\n"


def replaced(pattern: str, by: str) -> Change:
    """Return what replaces all that a pattern matches in a file."""
    return lambda text: re.sub(pattern, by, text, flags=re.DOTALL)


ELSEWHERE = "https://example.org/elsewhere"
without_imports = replaced(r" ;\n    owl:imports [^;]*? \.\n", " .\n")
without_header = replaced(r"<graph/[^>]*> a owl:Ontology.*? \.\n\n", "")
declared_date = "ofm:dated a owl:DatatypeProperty ; rdfs:range xsd:date ."
used_date = 'work:seger-2023 ofm:dated "2023-01-01"^^xsd:date .'
# What is broken: the file that is changed, how, and the file that is opened.
BREAKS: dict[str, tuple[str, Change, str]] = {
    "property": (WORKS, added("work:seger-2023 ofm:madeUp work:kapoor-2024 ."), WORKS),
    "imports": (STUDY, without_imports, STUDY),
    "header": (STUDY, without_header, STUDY),
    "part": (STUDY, without_header, "ontology/everything.ttl"),
    "elsewhere": (STUDY, replaced("owl:imports ", f"owl:imports <{ELSEWHERE}> , "), STUDY),
    "catalog": ("data/catalog-v001.xml", replaced("<uri [^>]*>", ""), WORKS),
    "place": ("data/catalog-v001.xml", replaced('="[./]*ontology/ofmkg', '="works'), WORKS),
    "things": (STUDY, replaced("a owl:NamedIndividual , ", "a "), STUDY),
    "range": ("ontology/ofmkg.ttl", added(declared_date), "ontology/ofmkg.ttl"),
    "date": (WORKS, added(f"{declared_date}\n{used_date}"), WORKS),
    "syntax": (WORKS, added("<"), WORKS),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    """Break a copy of ontology and data in each of these ways and return what becomes of it."""
    files = []
    for name, (changed, change, opened) in BREAKS.items():
        copy = tmp_path_factory.mktemp(name)
        for folder in ("ontology", "data"):
            shutil.copytree(room(folder), copy / folder)
        text = (copy / changed).read_text(encoding="utf-8")
        assert change(text) != text, name
        (copy / changed).write_text(change(text), encoding="utf-8")
        files.append(copy / opened)
    return dict(zip(BREAKS, protege.opened(files), strict=True))


def rules(found: Opened) -> dict[str, int]:
    """Return how many violations there are of each rule."""
    return dict(Counter(each.partition(":")[0] for each in found.problems["violations"]))


def others(found: Opened) -> dict[str, tuple[str, ...]]:
    """Return the problems that are no violations."""
    return {kind: every for kind, every in found.problems.items() if kind != "violations"}


def test_an_undeclared_property(broken: dict[str, Opened]) -> None:
    assert rules(broken["property"]) == {"UseOfUndeclaredAnnotationProperty": 1}
    assert others(broken["property"]) == {
        "undeclared": (f"AnnotationProperty {NS}madeUp",),
        "turned": (f"{BASE}publication/seger-2023 {NS}madeUp",),
    }


@pytest.mark.parametrize("name", ["imports", "header"])
def test_without_the_schema_all_relations_are_lost(
    broken: dict[str, Opened], whole: dict[str, set[triples.Triple]], name: str
) -> None:
    found = broken[name]
    own = triples.parsed(found.file)
    headers = triples.typed(own, "Ontology")
    lost = {(s, p) for s, p, _ in own if not p.startswith((triples.RDFS, RDF_TYPE))}
    classes = {o for _, p, o in own if p == RDF_TYPE and not o.startswith(triples.OWL)}
    assert triples.counts(whole["gopal-2023"])["object_assertions"] > 0
    assert found.counts["object_assertions"] == found.counts["data_assertions"] == 0
    assert {kind: set(every) for kind, every in others(found).items()} == {
        "turned": {f"{'header' if s in headers else s} {p}" for s, p in lost},
        "undeclared": {f"Class {name}" for name in classes}
        | {f"AnnotationProperty {p}" for _, p in lost},
    }
    assert set(rules(found)) == {"UseOfUndeclaredAnnotationProperty", "UseOfUndeclaredClass"}


def test_a_file_without_a_header_is_no_ontology_of_its_own(
    broken: dict[str, Opened], opened: dict[str, Opened]
) -> None:
    """OWL takes it in with what imports it, so that nothing is lost there but its name."""
    assert broken["part"].problems == {}
    lost = opened["everything"].ontologies - broken["part"].ontologies
    assert lost == {f"{BASE}graph/studies/gopal-2023"}


def test_an_import_of_what_is_in_no_catalog(broken: dict[str, Opened]) -> None:
    assert broken["elsewhere"].problems == {"missing": (ELSEWHERE,), "remote": (ELSEWHERE,)}


def test_a_catalog_that_leads_nowhere(broken: dict[str, Opened]) -> None:
    assert broken["catalog"].problems["missing"] == (ONTOLOGY,)
    assert broken["catalog"].problems["remote"] == (ONTOLOGY,)


def test_a_catalog_that_leads_to_another_file(broken: dict[str, Opened]) -> None:
    assert broken["place"].problems["misnamed"] == (ONTOLOGY,)
    assert "remote" not in broken["place"].problems


def test_things_that_are_not_declared(broken: dict[str, Opened]) -> None:
    things = triples.typed(triples.parsed(FILES["gopal-2023"]), "NamedIndividual")
    assert things
    assert broken["things"].problems == {
        "undeclared": tuple(sorted(f"NamedIndividual {thing}" for thing in things))
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("range", {"UseOfUndeclaredDatatype": 1}),
        ("date", {"UseOfUndeclaredDatatype": 2, "UseOfDefinedDatatypeInLiteral": 1}),
    ],
)
def test_a_date_that_reasoners_see(
    broken: dict[str, Opened], name: str, expected: dict[str, int]
) -> None:
    """The dates of OWL 2 have a time; xsd:date is none of its datatypes."""
    assert rules(broken[name]) == expected
    assert others(broken[name]) == {}


def test_a_file_that_is_no_turtle(broken: dict[str, Opened]) -> None:
    assert set(broken["syntax"].problems) == {"unreadable"}
