"""What stands in the log: bounded, one line for each thing, and nothing that acts on a terminal."""

import asyncio
import io
import json
import logging

import pytest

from ofmkg.api import logs
from ofmkg.api.logs import ACCESS, Lines
from ofmkg.api.middleware import AccessLog


class Clock:
    """A time that goes on when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def record(
    message: str, *values: object, name: str = "ofmkg.api", exc_info: object = None
) -> logging.LogRecord:
    return logging.LogRecord(name, logging.WARNING, "", 0, message, values, exc_info)  # type: ignore[arg-type]


def test_the_same_message_is_written_a_few_times_and_then_counted() -> None:
    out, clock = io.StringIO(), Clock()
    lines = Lines(out, 100, clock)
    for number in range(1_000_000 // 1_000):
        lines.handle(record("socket.accept() out of system resource %s", number))
    assert out.getvalue().count("\n") == 5
    lines.handle(record("something else"))
    clock.now = 10.1
    lines.tell()
    last = out.getvalue().splitlines()[-1]
    assert last == "995 more like this in 10 seconds: socket.accept() out of system resource %s"
    lines.handle(record("socket.accept() out of system resource %s", 7))
    assert out.getvalue().endswith("resource 7\n")


def test_what_was_left_out_is_told_before_what_comes_next() -> None:
    out, clock = io.StringIO(), Clock()
    lines = Lines(out, 100, clock)
    for _ in range(7):
        lines.handle(record("again"))
    clock.now = 11
    lines.handle(record("next"))
    assert out.getvalue().splitlines()[-2:] == ["2 more like this in 10 seconds: again", "next"]


def test_access_lines_have_a_limit_of_their_own() -> None:
    out, clock = io.StringIO(), Clock()
    lines = Lines(out, 2, clock)
    for number in range(50):
        lines.handle(record(json.dumps({"path": f"/{number}"}), name=ACCESS.name))
    clock.now = 10.1
    lines.tell()
    written = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(written) == 21
    assert written[-1] == {"left_out": 30, "seconds": 10}


def test_no_limit_is_none() -> None:
    out = io.StringIO()
    lines = Lines(out, 0, Clock())
    for _ in range(5_000):
        lines.handle(record("{}", name=ACCESS.name))
    assert out.getvalue().count("\n") == 5_000


def test_messages_of_very_many_kinds_are_counted_together() -> None:
    out = io.StringIO()
    lines = Lines(out, 100, Clock())
    for number in range(10_000):
        lines.handle(record(f"kind {number}"))
    assert out.getvalue().count("\n") < 300


def test_a_message_is_one_line_without_control_characters() -> None:
    out = io.StringIO()
    Lines(out, 100, Clock()).handle(record("at %s", "a\nb\x1b[31m\x9b\u2028\u202e한"))
    assert out.getvalue() == "at a\\u000ab\\u001b[31m\\u009b\\u2028\\u202e한\n"


def test_a_long_traceback_is_cut_in_the_middle() -> None:
    out = io.StringIO()
    try:
        raise ValueError("x" * 100_000 + " the end")
    except ValueError as error:
        found = (type(error), error, error.__traceback__)
    Lines(out, 100, Clock()).handle(record("it failed", exc_info=found))
    written = out.getvalue()
    assert len(written) < 9_000
    assert written.startswith("it failed\nTraceback")
    assert written.endswith("the end\n")


def test_an_access_line_is_short_whatever_is_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    async def app(*_: object) -> None:
        pass

    scope = {
        "type": "http",
        "client": ("192.0.2.7", 1),
        "method": "X" * 5_000,
        "path": "/\x1b]0;\u202e\n" + "한" * 50_000,
    }
    with caplog.at_level(logging.INFO, ACCESS.name):
        asyncio.run(AccessLog(app)(scope, None, None))  # type: ignore[arg-type]
    (line,) = caplog.messages
    assert len(line) < 2_000
    assert line.isascii() and line.isprintable()
    assert json.loads(line)["path"].startswith("/\x1b]0;\u202e\n한")


def test_libraries_beneath_are_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    names = (
        None,
        "ofmkg",
        "uvicorn",
        "uvicorn.error",
        "asyncio",
    )  # set by servers before
    for logger in map(logging.getLogger, names):
        monkeypatch.setattr(logger, "handlers", [])
        monkeypatch.setattr(logger, "level", logger.level)
        monkeypatch.setattr(logger, "propagate", True)
    monkeypatch.setattr("sys.stderr", out)
    logs.to_stderr(100)
    for _ in range(100):
        logging.getLogger("asyncio").error("socket.accept() out of system resource")
        logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    assert out.getvalue().count("\n") == 10
