"""Reads YAML as text with line numbers, refuses what YAML would guess or hide, and writes it.

Every scalar is the text that is written: `no` is no, `012` is 012, a date stays as it is. Anchors,
aliases and tags are refused (a small file could grow without limit), as are keys given twice, of
which other readers keep the last without a word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofmkg.errors import UnreadableError
from ofmkg.graph.characters import strange

if TYPE_CHECKING:
    from yaml.nodes import Node

Place = tuple[str | int, ...]
_LIMIT = 4_000_000  # bytes; the longest sheet of ours has 40 thousand
_DEPTH = 12
_VALUES = 20_000  # the longest sheet of ours has some hundreds
_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in a sheet: in which line, what, and what to do.

    Of a sheet that is no text, `name` says where, as `codings!D4`, and `line` only orders. `place`
    are the keys that lead there, for whoever shows a sheet as a form.
    """

    line: int
    message: str
    name: str = ""
    place: Place = field(default=(), compare=False)

    def __str__(self) -> str:
        """Write it as one line."""
        return f"{self.name or f'line {self.line}'}: {self.message}"


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file: its values, the line of each place, and what lines are called if not so."""

    value: Any
    lines: dict[Place, int]
    mistakes: tuple[Mistake, ...] = field(default=())
    names: dict[int, str] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest one around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def mistake(self, place: Place, message: str) -> Mistake:
        """Return what is wrong at a place."""
        line = self.line(place)
        return Mistake(line, message, self.names.get(line, ""), place)


def read(path: Path) -> Tree:
    """Read a file. Raises UnreadableError if it is not there, too long, or no UTF-8."""
    held = content(path)
    try:
        return parse(held.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as bad:
        line = held.count(b"\n", 0, bad.start) + 1
        raise UnreadableError(
            f"{path}, line {line}: is not in UTF-8; save the file as UTF-8."
        ) from bad


def content(path: Path) -> bytes:
    """Return what a file holds. Raises UnreadableError if it is not there, or too long."""
    try:
        with path.open("rb") as file:
            held = file.read(_LIMIT + 1)
    except IsADirectoryError as error:
        raise UnreadableError(f"{path}: is a folder; name a sheet in it.") from error
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: does not exist; check the path.") from error
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read ({error.strerror}).") from error
    if len(held) > _LIMIT:
        raise UnreadableError(f"{path}: is longer than any sheet; check that it is one.")
    return held


def parse(text: str, name: str = "sheet") -> Tree:
    """Parse YAML. Raises UnreadableError, with the line, if it is none."""
    import yaml

    text = text.replace("\r\n", "\n")
    try:
        hidden = _hidden(yaml.BaseLoader(text))
        if hidden:
            return Tree(None, {}, (hidden,))
        node = yaml.BaseLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise UnreadableError(
            f"{name}{where}: is not YAML ({error.problem or error.context}); mend this line. "
            "A text with a colon or a # in it needs quotes."
        ) from error
    except yaml.YAMLError as error:
        raise UnreadableError(
            f"{name}: holds a character that YAML does not allow; remove it ({_first(error)})."
        ) from error
    except RecursionError as error:
        raise UnreadableError(f"{name}: is nested without end; a sheet is not.") from error
    if node is None:
        raise UnreadableError(f"{name}: holds nothing; make a sheet with: ofmkg sheet new")
    lines: dict[Place, int] = {}
    mistakes: list[Mistake] = []
    value = _value(node, (), lines, mistakes)
    mistakes += _cut(node, text)
    return Tree(value, lines, tuple(mistakes))


def _cut(node: "Node", text: str) -> Iterator[Mistake]:
    """Yield where a text is followed by a sign that makes a comment of the rest of its line."""
    import yaml

    lines = text.split("\n")

    def found(each: Any) -> Iterator[Mistake]:  # noqa: ANN401 - nodes, and keys with values
        if isinstance(each, yaml.ScalarNode):
            end = each.end_mark
            rest = lines[end.line][end.column :] if end.line < len(lines) else ""
            if each.style is None and each.value and rest.lstrip().startswith("#"):
                yield Mistake(
                    end.line + 1,
                    'has " #" after a text, which YAML takes for the beginning of a comment; put '
                    "the text in quotes, or the comment on a line of its own.",
                )
        elif isinstance(each, yaml.SequenceNode):
            for item in each.value:
                yield from found(item)
        elif isinstance(each, yaml.MappingNode):
            for _, value in each.value:
                yield from found(value)

    yield from found(node)


def _first(error: Exception) -> str:
    return str(error).splitlines()[0]


def _hidden(loader: Any) -> Mistake | None:  # noqa: ANN401 - published without types
    """Return the first anchor, alias or tag, or where there is too much; look at nothing behind."""
    import yaml

    depth = values = 0
    while loader.check_event():
        event = loader.get_event()
        line = event.start_mark.line + 1
        values += isinstance(event, yaml.ScalarEvent)
        if values > _VALUES:
            said = f"comes after {_VALUES:,} values, more than any sheet has; check that it is one."
            return Mistake(line, said)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            return Mistake(line, "is nested deeper than any part of a sheet; check the brackets.")
        if getattr(event, "anchor", None):
            return Mistake(
                line,
                f"refers by & or * ({event.anchor}); write the value out, or put it in quotes.",
            )
        if getattr(event, "tag", None):
            return Mistake(line, f"has a tag ({event.tag}); remove it, or put the value in quotes.")
    return None


def _value(node: "Node", place: Place, lines: dict[Place, int], mistakes: list[Mistake]) -> Any:  # noqa: ANN401
    import yaml

    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        wrong = strange(node.value)
        if wrong:
            mistakes.append(Mistake(node.start_mark.line + 1, wrong, place=place))
        if node.style is None and node.value in ("~", "null", "Null", "NULL"):
            mistakes.append(
                Mistake(
                    node.start_mark.line + 1,
                    f"says {node.value}; leave the place empty, or put the word in quotes.",
                )
            )
        # Nothing written after a key means that nothing is said, as if the key were not there.
        return None if node.value == "" and node.style is None else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, (*place, n), lines, mistakes) for n, each in enumerate(node.value)]
    return dict(_pairs(node, place, lines, mistakes))


def _pairs(
    node: "Node", place: Place, lines: dict[Place, int], mistakes: list[Mistake]
) -> Iterator[tuple[str, Any]]:
    import yaml

    seen: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            mistakes.append(Mistake(line, "uses a list as a key; write a word before the colon."))
            continue
        if key.value in seen:
            mistakes.append(
                Mistake(
                    line,
                    f"gives {key.value!r} a second time (first in line {seen[key.value]}); "
                    "keep one of them.",
                )
            )
            continue
        seen[key.value] = line
        lines[(*place, key.value)] = line
        found = _value(value, (*place, key.value), lines, mistakes)
        if found is not None:
            yield key.value, found


def put(data: dict[str, Any], path: Sequence[str], value: object) -> None:
    """Put a value into a mapping of mappings, which are made where there are none."""
    for name in path[:-1]:
        data = data.setdefault(name, {})
    data[path[-1]] = value


def dump(data: dict[str, Any], comment: str = "") -> str:
    """Return YAML in the order of `data`; what another reader would guess at is in quotes."""
    import yaml

    text = yaml.safe_dump(
        data, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )
    return f"# {comment}\n{text}" if comment else text
