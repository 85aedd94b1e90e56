"""What a file of one's own says of our things, lacks, or writes so that nobody sees it, is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ofmkg.errors import DataError
from ofmkg.graph import corpus, file_checks, parsing
from ofmkg.graph.resources import room

Found = Callable[[str], list[tuple[str, str, str]]]

PREFIXES = """\
@base <https://w3id.org/ofmkg/> .
@prefix ofm: <https://w3id.org/ofmkg/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
HEADER = "<graph/own/mine> a owl:Ontology .\n"


@pytest.fixture(scope="module")
def ours() -> list[parsing.Document]:
    """What comes with ofmkg, as far as these tests speak of it."""
    return [
        parsing.read(room("data") / "dataset.ttl"),
        parsing.read(room("data") / "studies" / "gopal-2023.ttl"),
    ]


@pytest.fixture
def found(tmp_path: Path, ours: list[parsing.Document]) -> Found:
    """Return a function from Turtle to what is found: severity, shape and message."""

    def check(turtle: str) -> list[tuple[str, str, str]]:
        path = tmp_path / "mine.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return [
            (each.severity, each.shape, each.message)
            for each in file_checks.check(parsing.read(path), ours)
        ]

    return check


def test_things_of_ones_own_are_nobodys_business(found: Found) -> None:
    """A declared thing under a header, which points to ours, is fine."""
    assert (
        found(
            HEADER
            + "<study/mine> a owl:NamedIndividual , ofm:Study ; ofm:note <study/gopal-2023> ."
        )
        == []
    )


def test_more_said_of_ours_is_told_by_name_and_term(found: Found) -> None:
    """Statements of our things that our files do not make are told, those they make are not."""
    same = "<study/gopal-2023> a ofm:Study , owl:NamedIndividual ."
    assert found(HEADER + same) == []
    assert found(
        HEADER + '<study/gopal-2023> ofm:note "More."@en ; ofm:omitsActor <actor/x> .'
    ) == [
        (
            "warning",
            "ChangesOurs",
            "This file says more of gopal-2023, which comes with ofmkg (note, omitsActor), so that "
            "answers on it change. Say it of things of your own, such as an assessment by your "
            "coder, or leave it out.",
        )
    ]


@pytest.mark.parametrize("term", ["inCollection", "forCollection"])
def test_nothing_enters_a_complete_collection(found: Found, term: str) -> None:
    """Neither a study nor a claim can be put among what was read by Kapoor et al."""
    thing = (
        f"<study/mine> a owl:NamedIndividual , ofm:Study ; ofm:{term} <collection/kapoor-2024> ."
    )
    assert found(HEADER + thing) == [
        (
            "violation",
            "CompleteCollection",
            "This file puts mine into the collection kapoor-2024, which is complete and takes in "
            "nothing. Name a collection of your own instead.",
        )
    ]
    assert found(HEADER + thing.replace("kapoor-2024", "later")) == []


def test_a_study_that_belongs_there_may_say_so(found: Found) -> None:
    """One of the seven may be described again, as a corrected copy does."""
    assert found(HEADER + "<study/gopal-2023> ofm:inCollection <collection/kapoor-2024> .") == []


def test_a_complete_collection_is_closed_to_every_command(tmp_path: Path) -> None:
    """What reads folders refuses such a file; the check reports it among the rest instead."""
    (tmp_path / "mine.ttl").write_text(
        PREFIXES + "<study/mine> a ofm:Study ; ofm:inCollection <collection/kapoor-2024> .",
        encoding="utf-8",
    )
    with pytest.raises(DataError, match=r"mine\.ttl: puts mine into the collection kapoor-2024"):
        corpus.load([tmp_path])
    with pytest.raises(DataError, match=r"mine\.ttl: puts mine into the collection kapoor-2024"):
        corpus.load([tmp_path], only=True)
    assert corpus.load([tmp_path], guarded=False)


def test_what_protege_would_lose_is_told_once(found: Found) -> None:
    """No header and no declaration: one warning that names both, and the first thing."""
    assert found("<study/b> a ofm:Study . <study/a> a ofm:Study .") == [
        (
            "warning",
            "Declarations",
            "This file has no header (a owl:Ontology) and 2 undeclared things (no "
            "owl:NamedIndividual), such as a. Queries answer all the same, but Protege loses links "
            "of such things. Add what is missing.",
        )
    ]
    assert found('<https://example.org/x> rdfs:comment "none of our terms" .') == []


@pytest.mark.parametrize(("tag", "shown"), [("en-GB", "en"), ("en-us", "en"), ("KO", "ko")])
def test_texts_that_are_not_shown_are_told(found: Found, tag: str, shown: str) -> None:
    """A label in British English stays unseen; the advice is a tag that is shown."""
    assert found(HEADER + f'<study/mine> rdfs:label "Mine"@{tag} .') == [
        (
            "warning",
            "ShownLanguage",
            f"Texts in @{tag} are not shown: answers take those in @{shown}. Write @{shown}.",
        )
    ]


def test_other_languages_are_written_small(found: Found) -> None:
    """A language that is not shown is only told how stores write it."""
    assert found(HEADER + '<study/mine> rdfs:label "O"@pt-BR .') == [
        ("warning", "CanonicalLiteral", "Stores rewrite this value to '@pt-br'. Write '@pt-br'.")
    ]
    assert found(HEADER + '<study/mine> rdfs:label "O"@pt-br .') == []
