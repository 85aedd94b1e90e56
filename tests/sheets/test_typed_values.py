"""Every typed value gets the same verdict in a sheet, its JSON Schema, a file and a command."""

from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from ofmkg.errors import UsageError
from ofmkg.graph import shacl, validation
from ofmkg.graph.resources import room
from ofmkg.graph.scenarios import Scenario
from ofmkg.graph.terms import BASE, PREFIXES
from ofmkg.sheets import model, reviewing, tree, works
from ofmkg.sheets.check import check
from ofmkg.sheets.parts import Part
from ofmkg.sheets.schema import for_editors, schema
from ofmkg.sheets.vocabulary import Vocabulary


@dataclass(frozen=True)
class Field:
    """A field of a sheet: its part, and the class, property and datatype it has in a file."""

    part: type[Part]
    name: str
    kind: str
    term: str
    datatype: str = "xsd:string"
    many: bool = False


FIELDS = {
    "work.issued": Field(works.Work, "issued", "ofm:Work", "dcterms:issued"),
    "work.arxiv": Field(works.Work, "arxiv", "ofm:Work", "fabio:hasArXivId"),
    "work.doi": Field(works.Work, "doi", "ofm:Work", "ofm:doi"),
    "work.url": Field(works.Work, "url", "ofm:Work", "fabio:hasURL", "xsd:anyURI"),
    "work.isbn": Field(works.Work, "isbn", "ofm:Work", "bibo:isbn"),
    "work.pages": Field(works.Work, "pages", "ofm:Work", "bibo:pages"),
    "collection.cutoff": Field(model.Collection, "cutoff", "ofm:Collection", "ofm:cutoff"),
    "text_read.version": Field(model.TextRead, "version", "ofm:WorkReading", "dcterms:issued"),
    "evidence.date": Field(model.Evidence, "date", "ofm:EvidenceRecord", "dcterms:date"),
    "evidence.n": Field(model.Evidence, "n", "ofm:EvidenceRecord", "ofm:sampleSize", "xsd:integer"),
    "party.side": Field(model.Party, "side", "ofm:Party", "ofm:side", "xsd:integer"),
    "evidence.significance": Field(
        model.Evidence, "significance", "ofm:EvidenceRecord", "ofm:significanceAsStated", many=True
    ),
    "evidence.intervals": Field(
        model.Evidence, "intervals", "ofm:EvidenceRecord", "ofm:intervalAsStated", many=True
    ),
}
DATES = {
    "right": ["2024", "2024-02", "2024-02-29", "2000-02-29", "2026-12-31"],
    "wrong": [
        "24",
        "2024-13",
        "2024-00",
        "2024-2",
        "2025-02-29",
        "1900-02-29",
        "2026-04-31",
        "0024",
    ],
}
# What JSON Schema has no words for: it takes these, and the checker does not.
BEYOND_SCHEMA = {"978-1-118-80999-1", "159327289X", "2024-05/2024-02-27", "3.4 to 1.2", "2 [4, -1]"}
TABLE: dict[str, dict[str, list[str]]] = {
    "work.issued": DATES,
    "collection.cutoff": DATES,
    "text_read.version": DATES,
    "evidence.date": {
        "right": [*DATES["right"], "2024/2025", "2024-02-27/2024-02", "2024-02/2024-05-01"],
        "wrong": [
            *DATES["wrong"],
            "2024/",
            "2024/2025/2026",
            "2024/2025-02-29",
            "2024-05/2024-02-27",
        ],
    },
    "work.arxiv": {
        "right": ["2403.07918", "0704.0001", "2403.07918v2", "cs/0701001", "math.GT/0309136v1"],
        "wrong": ["2413.07918", "2400.07918", "arXiv:2403.07918", "2403.079", "2403.07918v0", "x"],
    },
    "work.doi": {
        "right": [
            "10.1145/3442188.3445922",
            "10.1000.10/123",
            "10.1002/(SICI)1097(1998)2:1<1::AID>3",
        ],
        "wrong": [
            "doi:10.1145/3",
            "https://doi.org/10.1145/3",
            "10.1/3",
            "10.1145/",
            "10.1145/3 4",
            "10.1145/3442188.",
            "11.1145/3",
        ],
    },
    "work.url": {
        "right": [
            "https://example.org",
            "http://e.org:8080/a?b=c#d",
            "https://e.org/%20",
            "https://m\u00fcnchen.de/\u00fc",
        ],
        "wrong": [
            "https://",
            "https:///x",
            "https://?q",
            "example.org",
            "ftp://e.org",
            "https://e.org/a b",
            "https://e.org/%zz",
            "https://me:secret@e.org/",
            "https://e..org/",
            "javascript:alert(1)",
        ],
    },
    "work.isbn": {
        "right": ["978-1-118-80999-0", "9781118809990", "159327288X", "1-59327-288-X"],
        "wrong": ["978-1-118-80999-1", "159327289X", "12345", "978-1-118-8099", "x"],
    },
    "work.pages": {"right": ["1-52", "e1234", "12:1-12:30"], "wrong": ["pp. 1-52", "1--52", "1,2"]},
    "evidence.n": {
        "right": ["1", "120", "9007199254740991"],
        "wrong": ["0", "-3", "9007199254740992", "1e3", "2.5"],
    },
    "party.side": {"right": ["1", "2"], "wrong": ["0", "-1", "1.5"]},
    "evidence.significance": {
        "right": [
            "p=0.7",
            "p <.001",
            "p < 5%",
            "p = 2.3e-4",
            "p = 4 \u00d7 10^-5",
            "p=1.0",
            "step = 5",
            "none",
        ],
        "wrong": ["p = 1.2", "p=-0.3", "P>2, n=40", "one-sided p = 12."],
    },
    "evidence.intervals": {
        "right": [
            "95% CI 1.2 to 3.4",
            "-4.29 to -0.72",
            "4.7x (2.8-7.9)",
            "99.9% CI [1, 2]",
            "0.9 to 0.9",
        ],
        "wrong": ["120% CI 1.2 to 3.4", "0% confidence", "3.4 to 1.2", "2 [4, -1]"],
    },
}
ROWS = [
    pytest.param(field, value, verdict == "right", id=f"{field} {value}")
    for field, verdicts in TABLE.items()
    for verdict, values in verdicts.items()
    for value in values
]


@pytest.fixture(scope="module")
def definitions(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the JSON Schema of the parts of a sheet, as editors have it."""
    found: dict[str, Any] = for_editors(schema(vocabulary))["$defs"]
    return found


@pytest.fixture(scope="module")
def told() -> set[tuple[str, str]]:
    """Return the fields and values of the table that the shapes find something about.

    All are looked at together; each is a thing of its own that lacks all else.
    """
    places, quads = {}, list(ox.parse(path=str(room("ontology") / "ofmkg.ttl")))
    triples = [each.triple for each in quads]
    for number, row in enumerate(ROWS):
        name, value = str(row.values[0]), str(row.values[1])
        field, thing = FIELDS[name], ox.NamedNode(f"{BASE}typed/{number}")
        literal = ox.Literal(value, datatype=_node(field.datatype))
        triples += [
            ox.Triple(thing, _node("rdf:type"), _node(field.kind)),
            ox.Triple(thing, _node(field.term), literal),
        ]
        places[thing.value, _node(field.term).value] = (name, value)
    found = shacl.results(triples, shacl.read(validation._shapes()))
    looked_at = {(shacl.lexical(each.focus), each.path or "") for each in found}
    return {places[place] for place in looked_at & places.keys()}


def _node(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


@pytest.mark.parametrize(("name", "value", "right"), ROWS)
def test_a_sheet_and_the_shapes_agree(
    name: str, value: str, right: bool, told: set[tuple[str, str]]
) -> None:
    field = FIELDS[name]
    form = field.part.model_fields[field.name]
    held: TypeAdapter[Any] = TypeAdapter(form.rebuild_annotation())
    given = [value] if field.many else value
    if right:
        held.validate_python(given)
    else:
        with pytest.raises(ValidationError):
            held.validate_python(given)
    assert ((name, value) not in told) == right


@pytest.mark.parametrize(("name", "value", "right"), ROWS)
def test_the_schema_for_editors_agrees(
    name: str, value: str, right: bool, definitions: dict[str, Any]
) -> None:
    field = FIELDS[name]
    one = definitions[field.part.__name__]["properties"][field.name]
    given = [value] if field.many else value
    found = Draft202012Validator({"$defs": definitions, **one}).is_valid(given)
    if field.datatype == "xsd:integer" and not right:
        given = float(value) if "." in value or "e" in value else int(value)
        if given == 1000.0:
            return  # as a number, 1e3 is one
        found = Draft202012Validator({"$defs": definitions, **one}).is_valid(given)
    assert found == (right or value in BEYOND_SCHEMA)


@pytest.mark.parametrize("day", DATES["wrong"])
def test_commands_refuse_dates_that_there_are_not(day: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        Scenario(as_of=day)
    with pytest.raises(UsageError, match="is no day"):
        reviewing._day(day)


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("0000-0002-1825-0097", True),
        ("https://orcid.org/0000-0002-1694-233X", True),
        ("0000-0002-1694-233x", True),
        ("0000-0002-1825-0098", False),
        ("0000-0002-1825-009", False),
        ("0000000218250097", False),
    ],
)
def test_a_command_knows_an_orcid_by_its_last_place(given: str, right: bool) -> None:
    if right:
        assert str(reviewing.checked_orcid(given)).startswith("https://orcid.org/0000-0002-")
    else:
        with pytest.raises(UsageError, match="--orcid"):
            reviewing.checked_orcid(given)


@pytest.mark.parametrize("sign", ["\u2011", "\u2013"])
def test_an_id_with_a_sign_like_a_hyphen_is_told_by_the_sign(
    sign: str, vocabulary: Vocabulary
) -> None:
    found = check(tree.parse(f"work:\n  id: smith{sign}2026\n"), vocabulary).mistakes
    told = f"has a sign that only looks like a hyphen (U+{ord(sign):04X}); write -."
    assert any(told in each.message for each in found)


def test_no_collection_is_called_all(vocabulary: Vocabulary, definitions: dict[str, Any]) -> None:
    found = check(tree.parse("collection:\n  id: all\n"), vocabulary).mistakes
    assert any("means every collection where one is asked for" in each.message for each in found)
    one = {"$defs": definitions, **definitions["Collection"]["properties"]["id"]}
    assert Draft202012Validator(one).is_valid("own")
    assert not Draft202012Validator(one).is_valid("all")
