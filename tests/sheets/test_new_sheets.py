"""A new sheet fits what is known of its work, and shows nothing of others' readings if blind."""

import re
from pathlib import Path

import jsonschema
import pytest
from sheet_commands import run

from ofmkg.errors import UsageError
from ofmkg.sheets import files, tree
from ofmkg.sheets.check import check
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.parts import part_of
from ofmkg.sheets.schema import for_editors, schema
from ofmkg.sheets.vocabulary import Vocabulary


def new(*arguments: str) -> str:
    """Return a new sheet."""
    result = run("sheet", "new", *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_further_reading_names_what_is_known_by_id_alone() -> None:
    text = new("hong-2026", "--second", "--coder", "text-coder", "--extent", "partial")
    value = tree.parse(text).value
    assert value["work"] == {"id": "hong-2026"}
    assert value["collection"] == {"id": "later"}
    assert value["coder"] == {"id": "text-coder"}
    assert (value["adopted"], value["text_read"]) == ("no", {"extent": "partial"})
    (analysis,) = value["analyses"]
    assert (analysis["vector"], analysis["adopted"]) == ("biosecurity", "no")
    assert "a further reading of the study hong-2026," in text


def test_a_further_vector_is_no_further_reading() -> None:
    value = tree.parse(new("hong-2026", "--second", "--vector", "spear-phishing")).value
    assert "adopted" not in value["analyses"][0]


def test_no_complete_collection_is_offered(vocabulary: Vocabulary) -> None:
    studies = vocabulary.linked(
        "Study", "reportedIn", "https://w3id.org/ofmkg/publication/hazell-2023"
    )
    (collection,) = {vocabulary.id_of(iri) for s in studies for iri in s.links["inCollection"]}
    known = vocabulary.find("Collection", collection)
    assert known is not None
    assert known.complete
    offered = tree.parse(new("hazell-2023", "--second")).value["collection"]["id"]
    assert offered != collection
    own = tree.parse(new("hazell-2023", "--second", "--collection", "own")).value["collection"]
    assert own["label"] == "our own readings"


def test_a_work_without_studies_is_read_again_without_analyses(vocabulary: Vocabulary) -> None:
    read = {iri for each in vocabulary.things("WorkReading") for iri in each.links["readsWork"]}
    works = (
        vocabulary.id_of(i) for i in sorted(read) if not vocabulary.linked("Study", "reportedIn", i)
    )
    value = tree.parse(new(next(works), "--second")).value
    assert (value["adopted"], value["analyses"]) == ("no", [])


def test_blind_shows_no_ids_of_readings(vocabulary: Vocabulary, tmp_path: Path) -> None:
    single = [
        thing.id
        for kind in ("Position", "Handling", "Question")
        for thing in vocabulary.things(kind)
        if not vocabulary.is_shared(thing)
    ]
    assert len(single) > 10
    seen, blind = new("smith-2026"), new("smith-2026", "--blind")
    words = set(re.findall(r"[a-z0-9-]+", blind))
    assert set(single) <= set(re.findall(r"[a-z0-9-]+", seen))
    assert words.isdisjoint(single)
    assert words.isdisjoint(vocabulary.ids("Claim"))
    assert "text-coder" not in words
    book = tmp_path / "blind.xlsx"
    new("smith-2026", "--blind", "-o", str(book))
    from openpyxl import load_workbook

    told = {cell for row in load_workbook(book)["known"].values for cell in row if cell}
    assert told.isdisjoint({*single, *vocabulary.ids("Claim")})
    assert "web-information" in told


def test_questions_are_those_of_the_vector_beneath_their_steps(vocabulary: Vocabulary) -> None:
    text = new("smith-2026", "--vector", "spear-phishing").replace("\n# ", " ")
    text = text.replace(" Questions on ", "\n# Questions on ")
    apart = [
        thing.id
        for thing in vocabulary.things("Question")
        if thing.links.get("concernsVector")
        and "spear-phishing" not in map(vocabulary.id_of, thing.links["concernsVector"])
    ]
    for question in apart:
        assert f" {question} (" not in text
    web = vocabulary.find("Question", "web-information")
    assert web is not None
    step = vocabulary.find("FrameworkStep", "marginal-risk-evidence")
    assert step is not None
    beneath = text.partition(f"# Questions on {step.label}")[2]
    assert f" web-information ({web.label}): {web.text}" in beneath.partition("# Questions on")[0]


def fields(part: type) -> set[str]:
    """Return the keys of a part of a sheet and of all in it."""
    found: set[str] = set()
    for name, field in part.model_fields.items():  # type: ignore[attr-defined]
        inner = part_of(field.annotation)
        found |= {name} | (fields(inner) if inner else set())
    return found


def test_every_key_is_in_the_form() -> None:
    words = set(re.findall(r"[a-z_]+", new("smith-2026", "--vector", "biosecurity")))
    rare = {"licence", "study", "handling", "side_basis", "considered"}
    rare |= {"question_note", "definition_ko", "label_ko", "text_ko"}
    assert fields(Sheet) - rare - words == set()


def test_examples_are_a_sheet_when_their_signs_are_taken_away(vocabulary: Vocabulary) -> None:
    head, _, shown = new("smith-2026", "--vector", "biosecurity").partition("claims: []\n")
    assert "# - id: my-claim" in shown
    lines = [line.removeprefix("#").removeprefix(" ") for line in shown.splitlines()]
    found = tree.parse(head + "claims:\n" + "\n".join(lines) + "\n")
    assert found.mistakes == ()
    wrong = [each.message for each in check(found, vocabulary).mistakes]
    assert [each for each in wrong if "is not a key" in each or "is no key" in each] == []
    value = found.value
    assert value["claims"][0]["evidence"]["n"] == "120"
    for name in ("claims", "questions", "disagreements"):
        assert set(value[name][0]) <= fields(Sheet)
    assert value["disagreements"][0]["causes"] == [{"cause": "different-baseline", "by": "coder"}]


def test_every_key_that_is_a_comment_can_be_used_as_it_stands() -> None:
    lines = new("smith-2026", "--vector", "biosecurity").splitlines()
    shown = [re.fullmatch(r" *# +((?:- \{)?([a-z_]+):(?: .*)?)", line) for line in lines]
    keys = {found[2]: found[1] for found in shown if found and found[2] in fields(Sheet)}
    assert {"more_authors", "version", "by_developer", "adopted", "lower_bound"} <= set(keys)
    for key, text in keys.items():
        read = tree.parse(text + "\n")
        assert read.mistakes == (), text
        assert "(" not in str(read.value), key


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-2020", "--second"], "ID: there is no work 'no-such-2020'"),
        (["hong-2026", "--extent", "ful"], "--extent: there is no text extent 'ful'"),
        (["hong-2026", "--coder", "A B"], "'A B' is no id"),
    ],
)
def test_what_is_not_there_is_refused(arguments: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        run("sheet", "new", *arguments)


def test_editors_take_the_numbers_that_a_sheet_takes(vocabulary: Vocabulary) -> None:
    form = for_editors(schema(vocabulary))
    validator = jsonschema.Draft202012Validator(form)
    value = tree.parse(new("smith-2026")).value
    value |= {"open_models": {"value": "yes", "locator": 12}, "analyses": []}
    value["work"] = {"id": "smith-2026", "issued": 2026, "arxiv": 2602.16703}
    value["text_read"] = {"extent": "full", "source": "a", "sections": 3, "version": 2026}
    assert list(validator.iter_errors(value)) == []
    value["work"]["title"] = ["a list"]
    assert len(list(validator.iter_errors(value))) == 1


def test_editors_take_authors_in_one_line_as_a_sheet_does(vocabulary: Vocabulary) -> None:
    form = for_editors(schema(vocabulary))
    authors = form["$defs"]["Work"]["properties"]["authors"]
    validator = jsonschema.Draft202012Validator({"$defs": form["$defs"], **authors})
    for taken in ("Smith, J., and Jones, A.", [{"family": "Smith", "given": "J."}], []):
        assert list(validator.iter_errors(taken)) == []
    for refused in (2026, {"family": "Smith"}, ["Smith, J."]):
        assert list(validator.iter_errors(refused)) != []


@pytest.mark.parametrize("name", ["correction.xlsx", "correction.csvs"])
def test_a_correction_is_written_as_its_name_says(name: str, tmp_path: Path) -> None:
    target = tmp_path / name
    run("sheet", "correct", "gopal-2023", "--step", "existing-risk", "-o", target)
    (analysis,) = files.read(target).value["analyses"]
    assert [coding["step"] for coding in analysis["codings"]] == ["existing-risk"]
