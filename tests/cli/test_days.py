"""The day of now is one, wherever a command runs."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ofmkg.cli import options


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_the_day_of_now_is_one_everywhere(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    before = datetime.now(UTC).date().isoformat()
    assert before <= options.today() <= datetime.now(UTC).date().isoformat()
    monkeypatch.undo()
    time.tzset()


def test_no_command_takes_the_day_of_where_it_runs() -> None:
    root = Path(options.__file__).parents[1]
    local = ("date.today(", "datetime.now()", "datetime.today(")
    found = [
        p.name for p in root.rglob("*.py") if any(each in p.read_text("utf-8") for each in local)
    ]
    assert found == []
