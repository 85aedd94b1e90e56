"""Regular expressions as ECMA-262 has them, in Unicode mode: those of JSON Schema."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

NODE = shutil.which("node")
_SYNTAX = set("^$\\.*+?()[]{}|/")  # SyntaxCharacter and the solidus
_CLASSES = set("dDwWsSbBtnvfr0")
_LONGER = re.compile(
    r"u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|c[A-Za-z]|[pP]\{\w+(=\w+)?\}"
)
_OF_PYTHON = re.compile(r"\(\?(?!:|=|!|<=|<!|<[A-Za-z_]\w*>)|[*+?}]\+|\\[AZz]")


def patterns(part: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield all expressions of a schema."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "pattern" and isinstance(value, str):
                yield value
            elif key == "patternProperties":
                yield from value
            yield from patterns(value)
    elif isinstance(part, list):
        for each in part:
            yield from patterns(each)


def wrong(pattern: str) -> str | None:
    """Return what is wrong in an expression of ECMA-262 in Unicode mode, as far as it is told."""
    if _OF_PYTHON.search(re.sub(r"\\\\", "", pattern)):
        return "of Python alone"
    inside = False
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            rest = pattern[at + 1 :]
            longer = _LONGER.match(rest)
            if longer is None and not rest:
                return "a backslash at the end"
            if (
                longer is None
                and rest[0] not in _SYNTAX | _CLASSES
                and not (inside and rest[0] == "-")
            ):
                return f"invalid escape \\{rest[0]}"
            at += 1 + (longer.end() if longer else 1)
            continue
        if sign == "[" and not inside:
            inside = True
        elif sign == "]":
            if not inside:
                return "a lone ]"
            inside = False
        elif sign in "{}" and not inside and not _is_count(pattern, at):
            return f"a lone {sign}"
        at += 1
    return "a class without end" if inside else None


def _is_count(pattern: str, at: int) -> bool:
    """Tell whether a brace is one of a count, such as {2,4}."""
    begins = re.match(r"\{\d+(,\d*)?\}", pattern[at:])
    ends = pattern[at] == "}" and re.search(r"\{\d+(,\d*)?$", pattern[:at])
    return bool(begins or ends)


def refused(given: list[str]) -> list[str]:
    """Return the expressions that JavaScript refuses in Unicode mode."""
    assert NODE
    code = (
        "const bad = JSON.parse(process.argv[1]).filter(p => {"
        " try { new RegExp(p, 'u'); return false } catch { return true } });"
        "console.log(JSON.stringify(bad))"
    )
    done = subprocess.run(
        [NODE, "-e", code, json.dumps(given)], check=True, capture_output=True, text=True
    )
    found: list[str] = json.loads(done.stdout)
    return found
