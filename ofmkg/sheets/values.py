"""What a field of a coding sheet can hold.

Every value is written as text, and read here: so `012`, `no` or a date mean what is written.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from ofmkg.graph import lexical

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PATH = r"^[a-z-]+(/[a-z0-9]+(-[a-z0-9]+)*)+$"
_LICENCE = r"^https?://[A-Za-z0-9._~/#-]+$"
_FIGURES, _WORDS = "[1-9][0-9]*", r"[A-Za-z\u00c0-\uffff]{2}"
_PAGES = r"^[0-9A-Za-z:.]+(-[0-9A-Za-z:.]+)?$"


def _number(value: object) -> object:
    """Take a whole number as it is usually written; `012` or `1e3` is no such number."""
    if isinstance(value, str) and not re.fullmatch(_FIGURES, value):
        raise ValueError("must be a whole number such as 120, without unit or leading zero")
    return value


def _count(value: object) -> object:
    """Take a whole number, or a text that says in words how many; figures alone are a number."""
    if isinstance(value, str) and re.search(_WORDS, value):
        return value
    try:
        return int(value) if isinstance(_number(value), str) and isinstance(value, str) else value
    except ValueError as error:
        raise ValueError(f"{error}, or words, such as nearly 1,300") from error


def _yes_no(value: object) -> object:
    """Take the words yes and no, and nothing that only looks like them."""
    words: dict[object, bool] = {"yes": True, "no": False, True: True, False: False}
    if isinstance(value, str | bool) and value in words:
        return words[value]
    raise ValueError("must be yes or no")


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    """Take a list in which nothing stands twice, because a graph would keep it once."""
    twice = [value for n, value in enumerate(values) if value in values[:n]]
    if twice:
        raise ValueError(f"names {twice[0]!r} twice; keep it once")
    return values


def _in_order(value: str) -> str:
    """Take a span of time that begins before it ends."""
    if lexical.ends_before_it_begins(value):
        raise ValueError("ends before it begins; write the earlier date first")
    return value


def _isbn(value: str) -> str:
    """Take the number of a book of which the last place fits the others."""
    if not lexical.is_isbn(value):
        raise ValueError("is mistyped, for its last place does not fit the others")
    return value


def _probable(value: str) -> str:
    """Take a statement of significance, but no probability that cannot be one."""
    if re.search(lexical.NO_PROBABILITY, value):
        raise ValueError("names a probability that is not between 0 and 1; correct it")
    return value


def _between_bounds(value: str) -> str:
    """Take an interval whose lower bound is the first, at a level that can be one."""
    bounds = lexical.reversed_bounds(value)
    if bounds:
        raise ValueError(f"has bounds in the wrong order ({bounds}); write the lower one first")
    if re.search(lexical.NO_LEVEL, value):
        raise ValueError("names a level of confidence that is not between 0 and 100%; correct it")
    return value


def _of_form(pattern: str) -> StringConstraints:
    return StringConstraints(pattern=f"^{pattern}$")


def _no(pattern: str) -> Any:  # noqa: ANN401 - what pydantic itself returns
    return Field(json_schema_extra={"not": {"pattern": pattern}})


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Path = Annotated[str, StringConstraints(pattern=PATH)]
Date = Annotated[str, _of_form(lexical.DATE)]
Day = Annotated[str, _of_form(lexical.DAY)]
Span = Annotated[str, _of_form(lexical.SPAN), AfterValidator(_in_order)]
Url = Annotated[str, _of_form(lexical.URL)]
Licence = Annotated[str, StringConstraints(pattern=_LICENCE)]
Pages = Annotated[str, StringConstraints(pattern=_PAGES)]
Isbn = Annotated[str, _of_form(lexical.ISBN), AfterValidator(_isbn)]
Arxiv = Annotated[str, _of_form(lexical.ARXIV)]
Doi = Annotated[str, _of_form(lexical.DOI)]
Significance = Annotated[Text, AfterValidator(_probable), _no(lexical.NO_PROBABILITY)]
Interval = Annotated[Text, AfterValidator(_between_bounds), _no(lexical.NO_LEVEL)]
_Whole = Annotated[int, Field(ge=1, le=lexical.MOST)]
_InFigures = Annotated[str, StringConstraints(pattern=f"^{_FIGURES}$")]
_InWords = Annotated[str, StringConstraints(pattern=f"^{_FIGURES}$|{_WORDS}")]
Number = Annotated[_Whole, BeforeValidator(_number, json_schema_input_type=_Whole | _InFigures)]
Count = Annotated[_Whole | Text, BeforeValidator(_count, json_schema_input_type=_Whole | _InWords)]
YesNo = Annotated[
    bool, BeforeValidator(_yes_no, json_schema_input_type=bool | Literal["yes", "no"])
]
Texts = Annotated[tuple[Text, ...], AfterValidator(_once)]
Slugs = Annotated[tuple[Slug, ...], AfterValidator(_once)]
Paths = Annotated[tuple[Path, ...], AfterValidator(_once)]
Intervals = Annotated[tuple[Interval, ...], AfterValidator(_once)]
Significances = Annotated[tuple[Significance, ...], AfterValidator(_once)]


def is_a(kind: str) -> Any:  # noqa: ANN401 - what pydantic itself returns
    """Mark a field as an id of some kind of thing, for the check and the JSON Schema."""
    return Field(json_schema_extra={"x-kind": kind})


def maybe(kind: str) -> Any:  # noqa: ANN401
    """Mark a field in the same way that may be left out."""
    return Field(default=None, json_schema_extra={"x-kind": kind})
