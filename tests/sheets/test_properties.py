"""The table of properties: complete, of terms that exist, and the same there and back."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, Graph, URIRef
from sheets_strategies import DATES, TEXTS

from ofmkg.graph import corpus, parsing
from ofmkg.graph.terms import NS
from ofmkg.sheets import properties
from ofmkg.sheets.back import fields
from ofmkg.sheets.entries import stated
from ofmkg.sheets.facts import Facts
from ofmkg.sheets.forms import Form
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.parts import Part, holds, listed, part_of
from ofmkg.sheets.properties import FORMS
from ofmkg.sheets.rules import known_ids
from ofmkg.sheets.turtle import write
from ofmkg.sheets.vocabulary import Vocabulary
from ofmkg.sheets.ways import Words
from ofmkg.sheets.works import Author

VOCABULARY = Vocabulary(corpus.load())
STEPS = VOCABULARY.steps("marginal-risk")
PEOPLE = {
    "coder": "https://w3id.org/ofmkg/coder/me",
    "work": "https://w3id.org/ofmkg/publication/w",
}
WORDS = Words(VOCABULARY, "marginal-risk", PEOPLE)
THING = "https://w3id.org/ofmkg/coding/one"

# Parts whose things are of one class; a stance is of one of several, an author of one by the name.
KINDS: list[tuple[Form, str]] = [
    *((form, form.kind) for form in FORMS if form not in (properties.STANCE, properties.AUTHOR)),
    *((properties.STANCE, kind) for kind in properties.STANCES),
]
# What is no property: ids, which are part of an address, and what a form cannot say by itself.
ADDRESSES = {"id", "study"}
# Of each assessment; and a name without parts, which is the label of a person or organization.
ELSEWHERE = {(Sheet, "framework"), (Author, "name"), (Author, "organization")}

# Values of those fields that take a pattern.
WRITTEN: dict[str, Any] = {
    "issued": DATES,
    "cutoff": DATES,
    "date": DATES,
    "version": DATES,
    "coded_on": st.just("2026-11-22"),
    "pages": st.sampled_from(["1-52", "e2018340118"]),
    "arxiv": st.just("2403.07918"),
    "doi": st.just("10.1234/a.b"),
    "url": st.just("https://example.org/a?b=c#d"),
    "licence": st.just("https://creativecommons.org/licenses/by/4.0/"),
    "about": st.sampled_from(["vector/biosecurity", "claim/c-1"]),
    "claim": st.sampled_from(VOCABULARY.ids("Claim")),
    "n": st.integers(1, 10**9) | st.sampled_from(["nearly 1,300", "some dozens"]),
    "side": st.integers(1, 9),
    "by": st.sampled_from(["coder", "hong-2026"]),
}
MODES = {"Finding": ["found"], "Assumption": ["stated", "tacit", "unaffirmed"]}


def parts(part: type[Part]) -> Iterator[type[Part]]:
    """Yield a part and all within it."""
    yield part
    for field in part.model_fields.values():
        inner = part_of(field.annotation)
        if inner:
            yield from parts(inner)


def test_no_field_is_missing() -> None:
    """Each field is a property, leads to a further part, or is a part of an address."""
    stated: set[tuple[type[Part], str]] = set(ELSEWHERE)
    for form in FORMS:
        for name in form.fields:
            *outer, last = name.split(".")
            part = form.part
            for each in outer:
                part = cast("type[Part]", part_of(part.model_fields[each].annotation))
            stated.add((part, last))
    every = {
        (part, name)
        for part in parts(Sheet)
        for name, field in part.model_fields.items()
        if name not in ADDRESSES and not part_of(field.annotation)
    }
    assert every - stated == set()
    assert stated - every == set()


def test_each_property_exists(ontology: Graph) -> None:
    """What is ours is in the ontology, what is borrowed is named there or a word of RDF itself."""
    paths = {URIRef(line.path) for form in FORMS for line in form.lines}
    known = set(ontology.subjects())
    ours = {path for path in paths if path.startswith(NS)}
    assert ours - known == set()
    rest = {path for path in paths - ours if path not in known}
    words = ("http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
    assert [path for path in rest if not str(path).startswith((*words, str(OWL)))] == []


def test_no_property_stands_twice_for_one_class() -> None:
    for form, kind in KINDS:
        names = [(line.name, line.way) for line in form.lines if not line.of or kind in line.of]
        assert len(set(names)) == len(names)


def values(form: Form, kind: str, name: str) -> Any:  # noqa: ANN401
    """Return what a field may hold."""
    field, last = form.fields[name], name.rpartition(".")[2]
    extra = field.json_schema_extra
    of = extra.get("x-kind") if isinstance(extra, dict) else None
    if last == "mode":
        one: Any = st.sampled_from(MODES.get(kind, ["stated", "tacit"]))
    elif last == "answer":
        handled = kind in ("Treatment", "Silence")
        one = st.sampled_from(VOCABULARY.ids("Handling" if handled else "Position"))
    elif last in WRITTEN and not of:
        one = WRITTEN[last]
    elif of == "FrameworkStep":
        one = st.sampled_from(STEPS)
    elif of:
        one = st.sampled_from(sorted(known_ids(str(of), VOCABULARY)))
    elif holds(field.annotation, bool):
        one = st.booleans()
    elif words := [word for word in get_args(field.annotation) if isinstance(word, str)]:
        one = st.sampled_from(words)
    else:
        one = TEXTS
    lists = st.lists(one, min_size=1, max_size=2, unique=True).map(tuple)
    return lists if listed(field.annotation) else one


def as_part(said: dict[str, Any], names: Iterator[str]) -> Any:  # noqa: ANN401
    """Return a part that holds what is said; all else in it says nothing."""
    whole: Any = SimpleNamespace()
    for name in names:
        place = whole
        *outer, last = name.split(".")
        for each in outer:
            if not hasattr(place, each):
                setattr(place, each, SimpleNamespace())
            place = getattr(place, each)
        setattr(place, last, said.get(name))
    return whole


def text(value: object) -> Any:  # noqa: ANN401
    """Return a value as a sheet writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return [str(each) for each in value] if isinstance(value, tuple) else str(value)


def flat(data: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{name}.")
        else:
            yield before + name, value


@pytest.mark.parametrize(
    ("form", "kind"), KINDS, ids=[f"{form.part.__name__} {kind}" for form, kind in KINDS]
)
@settings(max_examples=40)
@given(st.data())
def test_each_field_comes_back(
    tmp_path_factory: pytest.TempPathFactory, form: Form, kind: str, data: st.DataObject
) -> None:
    said = {
        name: data.draw(values(form, kind, name), label=name)
        for name in form.fields
        if form.fields[name].is_required() or data.draw(st.booleans())
    }
    entry = stated(form, as_part(said, iter(form.fields)), WORDS, THING, {}, kind)
    file = tmp_path_factory.getbasetemp() / "one.ttl"
    file.write_text(write("One thing.", [entry]), encoding="utf-8", newline="")
    found = fields(form, THING, Facts(parsing.read(file), VOCABULARY), WORDS)
    expected = {
        name: text(value)
        for name, value in said.items()
        if not usual(form, name, value) and not (form is properties.STANCE and name == "question")
    }  # the question of a stance follows from its answer
    assert dict(flat(found)) == expected
    assert list(dict(flat(found))) == [name for name in form.fields if name in expected]


def usual(form: Form, name: str, value: object) -> bool:
    """Tell whether a value is what a sheet need not say."""
    field = form.fields[name]
    return not field.is_required() and value == field.default


def test_what_is_taken_for_granted_is_not_written() -> None:
    part = as_part({"independent": True, "lower_bound": False}, iter(properties.CODING.fields))
    entry = stated(properties.CODING, part, WORDS, THING, {})
    assert [path for path, values in entry.values if values] == []
    part = as_part({"independent": False, "lower_bound": True}, iter(properties.CODING.fields))
    entry = stated(properties.CODING, part, WORDS, THING, {})
    assert [path.removeprefix(NS) for path, values in entry.values if values] == [
        "lowerBound",
        "independent",
    ]
