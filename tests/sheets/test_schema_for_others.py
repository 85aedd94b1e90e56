"""The schema that `ofmkg sheet schema` prints is one for every validator, also those in JavaScript.

JSON Schema takes its expressions from ECMA-262, and validators such as ajv read them as Unicode
ones, where only signs of syntax may follow a backslash.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ecma import NODE, patterns, refused, wrong
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from node_tools import modules, run

from ofmkg.graph.lexical import MOST
from ofmkg.graph.resources import room
from ofmkg.sheets.schema import for_editors, for_validators, schema
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


HONG = (room("data") / "later" / "sheets" / "hong-2026.yaml").read_text(encoding="utf-8")
_WORDS = {
    *("$defs", "$ref", "$schema", "title", "description", "default", "discriminator", "format"),
    *("type", "enum", "const", "anyOf", "oneOf", "properties", "required", "items", "pattern"),
    *(
        "additionalProperties",
        "minItems",
        "maxItems",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "not",
    ),
}


def words(part: Any, named: bool = False) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield the words of a schema; below `properties` and `$defs` stand names."""
    if isinstance(part, dict):
        for key, value in part.items():
            if not named:
                yield key
            yield from words(value, not named and key in ("properties", "$defs"))
    elif isinstance(part, list):
        for each in part:
            yield from words(each)


def test_editors_are_told_more_than_the_standard_has(made: dict[str, Any]) -> None:
    assert set(words(made)) - _WORDS == {"enumDescriptions"}
    assert set(words(for_validators(made))) <= _WORDS
    assert for_validators(made)["$defs"].keys() == made["$defs"].keys()


def test_a_number_below_one_is_none(made: dict[str, Any]) -> None:
    numbers = [each for each in _parts(made) if each.get("type") == "integer"]
    assert numbers
    assert all(each == {"type": "integer", "minimum": 1, "maximum": MOST} for each in numbers)


def _parts(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _parts(each)


@pytest.fixture
def files(made: dict[str, Any], tmp_path: Path) -> Path:
    """Return a folder with the schema, a sheet of ours and one with a word that does not exist."""
    (tmp_path / "schema.json").write_text(json.dumps(for_validators(made)), encoding="utf-8")
    (tmp_path / "right.yaml").write_text(HONG, encoding="utf-8")
    assert "extent: abstract-only" in HONG
    wrong = HONG.replace("extent: abstract-only", "extent: most")
    (tmp_path / "wrong.yaml").write_text(wrong, encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(modules("ajv") is None, reason="ajv is not installed")
def test_ajv_takes_it_and_finds_what_is_wrong(files: Path) -> None:
    asked = ("validate", "--spec=draft2020", "-c", "ajv-formats", "-s", "schema.json")
    told = run("ajv", *asked, "-d", "right.yaml", cwd=files)
    assert told.returncode == 0, told.stderr
    told = run("ajv", *asked, "-d", "wrong.yaml", cwd=files)
    assert told.returncode == 1
    assert "instancePath: '/text_read/extent'" in told.stderr


CHECKER = shutil.which("check-jsonschema")


@pytest.mark.skipif(CHECKER is None, reason="check-jsonschema is not installed")
def test_check_jsonschema_takes_it_and_finds_what_is_wrong(files: Path) -> None:
    assert CHECKER

    def asked(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [CHECKER, *arguments], check=False, capture_output=True, text=True, cwd=files
        )

    assert asked("--check-metaschema", "schema.json").returncode == 0
    assert asked("--schemafile", "schema.json", "right.yaml").returncode == 0
    told = asked("--schemafile", "schema.json", "wrong.yaml")
    assert told.returncode == 1
    assert "$.text_read.extent: 'most' is not one of" in told.stdout
