"""The schema that `ofmkg sheet schema` prints is one for every validator, also those in JavaScript.

JSON Schema takes its expressions from ECMA-262, and validators such as ajv read them as Unicode
ones, where only signs of syntax may follow a backslash.
"""

from typing import Any

import pytest
from ecma import NODE, patterns, refused, wrong
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from ofmkg.sheets.schema import for_editors, schema
from ofmkg.sheets.vocabulary import Vocabulary


@pytest.fixture
def made(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the schema that the command prints."""
    return for_editors(schema(vocabulary))


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"^https?://[^\s<>\"]+$", 'invalid escape \\"'),
        (r"^[a-z\-]+$", None),
        (r"^a\-b$", "invalid escape \\-"),
        (r"^\d{4}(-\d\d)?$", None),
        (r"^[^\s<>{}|\\^`]+$", None),
        (r"^\u{1F600}\u0041\x41\p{L}$", None),
        (r"\Aa\Z", "of Python alone"),
        (r"(?P<a>b)", "of Python alone"),
        (r"(?<a>b)(?:c)(?=d)(?!e)", None),
        (r"a++", "of Python alone"),
        (r"a]", "a lone ]"),
        (r"a{", "a lone {"),
        (r"[a", "a class without end"),
    ],
)
def test_what_other_validators_refuse_is_found(pattern: str, told: str | None) -> None:
    assert wrong(pattern) == told
    if NODE and told != "of Python alone":
        assert refused([pattern]) == ([pattern] if told else [])


def test_the_schema_is_one(made: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_its_expressions_are_those_of_javascript(made: dict[str, Any]) -> None:
    every = sorted(set(patterns(made)))
    assert len(every) > 8
    assert {each: told for each in every if (told := wrong(each))} == {}
    if NODE:
        assert refused(every) == []


def test_an_address_is_still_told_from_what_is_none(made: dict[str, Any]) -> None:
    one = {"$defs": made["$defs"], **made["$defs"]["Work"]["properties"]["url"]}
    validator = Draft202012Validator(one)
    for good in ("https://example.org/a?b=c#d", "http://e.org/~x"):
        validator.validate(good)
    for bad in (
        "ftp://e.org",
        "https://e.org/a b",
        'https://e.org/"',
        "https://e.org/<a>",
        "https://e.org/`",
    ):
        with pytest.raises(ValidationError):
            validator.validate(bad)
