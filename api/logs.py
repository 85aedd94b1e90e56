"""What the service writes to standard error: bounded lines, and not the same ones over and over."""

import json
import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TextIO

ACCESS = logging.getLogger("ofmkg.access")
_LONGEST = 8_000  # characters of a message, with its traceback
_WINDOW = 10.0  # seconds in which lines are counted
_SAME = 5  # messages of one kind in that time
_KINDS = 256  # of messages that are counted at a time

# What a terminal or a reader of logs would act on, or what turns the direction of writing.
_CONTROL = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F))
_ESCAPES = {code: f"\\u{code:04x}" for code in (*_CONTROL, *range(0x2066, 0x206A))}


@dataclass(slots=True)
class _Count:
    start: float
    lines: int = 0


class Lines(logging.StreamHandler[TextIO]):
    """Writes records; of those of one kind only so many in a while, and then how many more."""

    def __init__(
        self,
        stream: TextIO,
        access_lines: int,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Write to a stream, at most `access_lines` of the access log a second (0: all)."""
        super().__init__(stream)
        self._access = int(access_lines * _WINDOW) or sys.maxsize
        self._clock = clock
        self._counts: dict[tuple[str, int, str], _Count] = {}
        self._own = threading.RLock()  # whoever tells comes from outside `handle`
        self.setFormatter(_Plain())

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, or count it."""
        with self._own:
            self.tell()
            self._emit(record)

    def _emit(self, record: logging.LogRecord) -> None:
        kind = (record.name, record.levelno, "" if record.name == ACCESS.name else str(record.msg))
        if kind not in self._counts and len(self._counts) >= _KINDS:
            kind = (record.name, record.levelno, "")
        count = self._counts.setdefault(kind, _Count(self._clock()))
        count.lines += 1
        if count.lines <= self._most(kind):
            super().emit(record)

    def tell(self) -> None:
        """Write how many records were left out of those whose time is over."""
        now = self._clock()
        with self._own:
            over = [kind for kind, c in self._counts.items() if now - c.start > _WINDOW]
            for kind in over:
                more = self._counts.pop(kind).lines - self._most(kind)
                if more > 0:
                    super().emit(_left_out(kind, more))

    def _most(self, kind: tuple[str, int, str]) -> int:
        return self._access if kind[0] == ACCESS.name else _SAME


class _Plain(logging.Formatter):
    """A message in one line; behind it the traceback, if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage().translate(_ESCAPES)
        if record.exc_info:
            trace = self.formatException(record.exc_info)
            lines = (line.translate(_ESCAPES) for line in trace.split("\n"))
            message += "\n" + "\n".join(lines)
        if len(message) <= _LONGEST:
            return message
        return f"{message[: _LONGEST // 4]} [...] {message[-_LONGEST * 3 // 4 :]}"


def _left_out(kind: tuple[str, int, str], more: int) -> logging.LogRecord:
    name, level, message = kind
    if name == ACCESS.name:
        told = json.dumps({"left_out": more, "seconds": _WINDOW})
    else:
        told = f"{more} more like this in {_WINDOW:g} seconds: {message}"
    return logging.LogRecord(name, level, "", 0, told, (), None)


def to_stderr(access_lines: int) -> Lines:
    """Write access lines and messages to standard error; return what does it.

    Messages of the libraries beneath are written from warnings on.
    """
    lines = Lines(sys.stderr, access_lines)
    root, own = logging.getLogger(), logging.getLogger("ofmkg")
    root.handlers, own.handlers = [lines], []
    root.setLevel(logging.WARNING)
    own.setLevel(logging.INFO)
    own.propagate = True
    return lines
