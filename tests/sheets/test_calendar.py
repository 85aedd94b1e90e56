"""Dates of a sheet are days that there are, not only figures in the right places."""

import pytest
from pydantic import TypeAdapter, ValidationError

from ofmkg.sheets import values

_FORMS = {"date": values.Date, "day": values.Day, "span": values.Span}


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("date", "2026"),
        ("date", "2026-02"),
        ("date", "2026-02-28"),
        ("day", "2024-02-29"),
        ("span", "2024/2026-02-28"),
    ],
)
def test_a_day_that_there_is(form: str, written: str) -> None:
    assert TypeAdapter(_FORMS[form]).validate_python(written) == written


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("date", "2026-02-30"),
        ("day", "2025-02-29"),
        ("day", "2026-04-31"),
        ("span", "2026-01-01/2026-02-30"),
    ],
)
def test_a_day_that_no_calendar_has(form: str, written: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        TypeAdapter(_FORMS[form]).validate_python(written)


@pytest.mark.parametrize("written", ["2026-13", "2026-00", "2026-1", "26"])
def test_figures_that_are_no_date(written: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        TypeAdapter(values.Date).validate_python(written)
