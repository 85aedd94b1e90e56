"""Finds what is wrong in a sheet, in the words of its lines, and what to do about it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ofmkg.graph import characters
from ofmkg.graph.terms import did_you_mean
from ofmkg.sheets import patterns, pruning, questions, rules
from ofmkg.sheets.model import Sheet
from ofmkg.sheets.parts import Part, part_of
from ofmkg.sheets.readings import Readings
from ofmkg.sheets.tree import Mistake, Place, Tree
from ofmkg.sheets.values import SLUG
from ofmkg.sheets.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_BROUGHT = {"answer", "Position", "Question"}  # kinds of things that a sheet can bring


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet that is right, or what is wrong with it in the order of lines.

    `warnings` stand in nobody's way; `sentences` say what the sheet would put on record, for who
    wrote it to see whether that was meant.
    """

    sheet: Sheet | None
    mistakes: tuple[Mistake, ...]
    warnings: tuple[Mistake, ...] = ()
    sentences: tuple[str, ...] = ()


def check(tree: Tree, vocabulary: Vocabulary) -> Checked:
    """Check a parsed file against the form, and what it names against the graph."""
    from pydantic import ValidationError

    mistakes = list(tree.mistakes)
    sheet: Sheet | None = None
    if tree.value is None and mistakes:
        return Checked(None, tuple(mistakes))
    try:
        sheet = Sheet.model_validate(tree.value)
    except ValidationError as error:
        errors = [each for each in error.errors(include_url=False) if not _follows(each, error)]
        mistakes += _together(errors, tree, vocabulary)
        places: list[Place] = [tuple(each["loc"]) for each in errors]
        rest = pruning.without(tree.value, places)
        if rest is not None:  # what can be read is judged at once with what cannot
            judged = _judged(rest.sheet, rest.tree(tree), vocabulary)
            mistakes += [
                replace(each, place=rest.before(each.place))
                for each in judged
                if not _asks_for(each, places)
            ]
        whole = rest is not None and not any(each[0] == "questions" for each in places)
        own = questions.things(rest.sheet, vocabulary) if rest else ()
        for place, message in _unread(Sheet, tree.value, (), vocabulary.extended(own)):
            if whole or _kind_at(place) not in _BROUGHT:
                mistakes.append(tree.mistake(place, message))
    else:
        sheet = Readings(sheet, vocabulary).resolved()
        mistakes += _judged(sheet, tree, vocabulary)
    ordered = tuple(sorted(dict.fromkeys(mistakes), key=lambda each: (each.line, each.message)))
    return Checked(None if ordered else sheet, ordered)


def _follows(error: "ErrorDetails", every: "ValidationError") -> bool:
    """Tell whether a list is too short only because something in it is wrong."""
    place = error["loc"]
    within = (each["loc"] for each in every.errors(include_url=False))
    return error["type"] == "too_short" and any(
        len(each) > len(place) and each[: len(place)] == place for each in within
    )


def _asks_for(mistake: Mistake, places: Sequence[Place]) -> bool:
    """Tell whether a mistake asks for what is there, and was left out because it is wrong."""
    _, _, asked = mistake.message.partition("; add ")
    names = set(asked.rstrip(".").split(", "))
    return bool(names & {place_name(place) for place in places})


def _judged(sheet: Sheet, tree: Tree, vocabulary: Vocabulary) -> Iterator[Mistake]:
    """Yield what is wrong in a sheet of the right form."""
    sheet = Readings(sheet, vocabulary).resolved()
    own = vocabulary.extended(questions.things(sheet, vocabulary))
    for place, message in (*_wrong(sheet, own), *questions.broken(sheet, vocabulary)):
        yield tree.mistake(place, message)


def _wrong(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[tuple[Place, str]]:
    """Yield what names nothing, and which rules are broken by what names something."""
    unknown = list(_unknown(sheet, (), vocabulary))
    places = {place for place, _ in unknown}
    yield from unknown
    for place, message in rules.broken(sheet, vocabulary):
        if place not in places:
            yield place, message


def _unknown(part: Part, place: Place, vocabulary: Vocabulary) -> Iterator[tuple[Place, str]]:
    """Yield each id that names nothing, by the kind that its field is marked with."""
    for name, field in type(part).model_fields.items():
        value, here = getattr(part, name), (*place, name)
        extra = field.json_schema_extra
        kind = extra.get("x-kind") if isinstance(extra, dict) else None
        if isinstance(value, Part):
            yield from _unknown(value, here, vocabulary)
        elif isinstance(value, tuple):
            for number, each in enumerate(value):
                if isinstance(each, Part):
                    yield from _unknown(each, (*here, number), vocabulary)
                elif isinstance(kind, str):
                    yield from _named(kind, each, (*here, number), vocabulary)
        elif isinstance(value, str) and isinstance(kind, str):
            yield from _named(kind, value, here, vocabulary)


def _unread(
    part: type[Part],
    value: Any,  # noqa: ANN401 - any parsed file
    place: Place,
    vocabulary: Vocabulary,
) -> Iterator[tuple[Place, str]]:
    """Yield each id that names nothing, also in rows that have not the right form."""
    for name, each in value.items() if isinstance(value, Mapping) else ():
        field = part.model_fields.get(name)
        inner, here = part_of(field.annotation) if field else None, (*place, name)
        held = [((*here, n), one) for n, one in enumerate(each)] if isinstance(each, list) else []
        for at, one in held or [(here, each)]:
            kind = _kind_at(at)
            if inner:
                yield from _unread(inner, one, at, vocabulary)
            elif kind and isinstance(one, str) and re.fullmatch(SLUG, one):
                yield from _named(kind, one, at, vocabulary)


def _named(
    kind: str, name: str, place: Place, vocabulary: Vocabulary
) -> Iterable[tuple[Place, str]]:
    if kind in rules.CHECKED_LATER or rules.knows(kind, name, vocabulary):
        return []
    known = rules.known_ids(kind, vocabulary)
    if kind not in rules.KINDS and kind not in rules.WORDS:
        message = vocabulary.unknown(kind, name)
    else:
        listed = f" Known: {', '.join(sorted(known))}." if len(known) <= 12 else ""
        message = f"there is no {kind} {name!r}.{did_you_mean(name, known) or listed}"
    return [(place, f"{place_name(place)}: {message}")]


def place_name(place: Place) -> str:
    """Return the key that a value stands behind."""
    return next((str(part) for part in reversed(place) if isinstance(part, str)), "sheet")


def _together(
    errors: "Sequence[ErrorDetails]", tree: Tree, vocabulary: Vocabulary
) -> Iterator[Mistake]:
    """Yield what is wrong with the form; rows that are as good as empty are told in one line."""
    lacking: dict[Place, list[str]] = {}
    for error in errors:
        place: Place = tuple(error["loc"])
        if error["type"] == "missing" and place[:-1] and isinstance(place[-2], int):
            lacking.setdefault(place[:-1], []).append(str(place[-1]))
    alike: dict[tuple[Place, tuple[str, ...]], list[Place]] = {}
    for row, lacks in lacking.items():
        alike.setdefault((row[:-1], tuple(lacks)), []).append(row)
    several = {key: rows for key, rows in alike.items() if len(rows) > 1 and len(key[1]) > 1}
    told = {row for rows in several.values() for row in rows}
    for (table, keys), rows in several.items():
        names = ", ".join(_row_name(row, tree) for row in rows)
        yield tree.mistake(
            rows[0],
            f"{place_name(table)}: {', '.join(keys)} are missing in {len(rows)} rows ({names}); "
            "fill them in, or remove the rows.",
        )
    for error in errors:
        if error["type"] != "missing" or tuple(error["loc"][:-1]) not in told:
            yield _mistake(error, tree, vocabulary)


def _row_name(row: Place, tree: Tree) -> str:
    """Return what a row of a list is called: by the first of its values, else by its line."""
    value: Any = tree.value
    for key in row:
        value = value[key]
    first = next((each for each in value.values() if isinstance(each, str)), "")
    return first or f"line {tree.line(row)}"


def _mistake(error: "ErrorDetails", tree: Tree, vocabulary: Vocabulary) -> Mistake:
    place: Place = tuple(error["loc"])
    kind, value = _kind_at(place), error.get("input")
    if error["type"] == "string_pattern_mismatch" and kind and isinstance(value, str):
        for _, message in _named(kind, value, place, vocabulary):
            return tree.mistake(place, message)
    return tree.mistake(place, f"{place_name(place)}: {_words(error, place)}")


def _words(error: "ErrorDetails", place: Place) -> str:
    kind, value = error["type"], error.get("input")
    if kind == "missing":
        return "is missing; add it."
    if kind == "extra_forbidden":
        return f"is no part of a sheet here; remove it.{_near(place)}"
    if kind == "string_too_short":
        return "is empty; write a text, or leave the key out."
    if kind == "string_type":
        return "must be a text; a list or further keys cannot stand here."
    if kind in ("tuple_type", "list_type"):
        return "must be a list; begin each item with a dash."
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "must hold keys with values, such as `id: ...`."
    if kind == "too_short":
        return "must name at least one thing."
    if kind == "string_pattern_mismatch":
        alike = characters.like_a_hyphen(str(value))
        if alike and re.fullmatch(SLUG, characters.with_hyphens(str(value))):
            return f"{value!r} has a sign that only looks like a hyphen ({alike}); write -."
        return f"{value!r} {patterns.pattern_words(place_name(place))}"
    if kind == "value_error":
        return f"{value!r} {_reason(error)}." if isinstance(value, str) else f"{_reason(error)}."
    return f"{error['msg']}."


def _reason(error: "ErrorDetails") -> str:
    return error["msg"].removeprefix("Value error, ").rstrip(".")


def _near(place: Place) -> str:
    return did_you_mean(str(place[-1]), _part_at(place[:-1]).model_fields)


def _part_at(place: Place) -> type[Part]:
    """Return the part of the form that a place is in."""
    part: type[Part] = Sheet
    for step in place:
        if isinstance(step, str):
            field = part.model_fields.get(step)
            found = part_of(field.annotation) if field else None
            part = found or part
    return part


def _kind_at(place: Place) -> str | None:
    """Return what kind of thing a place names, if it names one."""
    name = place_name(place)
    field = _part_at(place[: place.index(name)]).model_fields.get(name) if name in place else None
    extra = field.json_schema_extra if field else None
    kind = extra.get("x-kind") if isinstance(extra, dict) else None
    return kind if isinstance(kind, str) else None
