"""What every result of an analysis can do in the hands of Python, in one place.

A result is a frozen dataclass whose fields are those of the JSON, and inherits `Result`. The method
of `KnowledgeGraph` that returns one lets it know of what it was asked; all else follows from that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from ofmkg.errors import UsageError
from ofmkg.graph import writing

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame

_MOST = 6  # fields that a short form tells
_LONGEST = 32  # characters of one


class Inquiry(Protocol):
    """Of what a result was asked, and how it is shown: the analysis, the graph, the values."""

    def written(self, result: Any, form: str) -> str | bytes:  # noqa: ANN401 - of its class
        """Return a result in one of the formats of its command."""

    def drawn(self, result: Any) -> str:  # noqa: ANN401
        """Return a result as a picture in SVG."""

    def notebook(self, result: Any) -> str:  # noqa: ANN401
        """Return the page of a result as a piece of HTML."""

    def table(self, result: Any) -> tuple[Sequence[str], Sequence[Sequence[object]]]:  # noqa: ANN401
        """Return the columns and rows of a result."""

    def network(self, result: Any) -> "MultiDiGraph[str]":  # noqa: ANN401
        """Return a result as a graph of networkx."""

    def plain(self, result: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return a result as dicts and lists."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in SVG."""

    svg: str

    def __repr__(self) -> str:
        """Tell how large it is."""
        return f"<Figure: SVG of {len(self.svg):,} characters>"

    def _repr_svg_(self) -> str:
        """Show the picture in a notebook."""
        return self.svg

    def save(self, path: str | Path) -> None:
        """Write the picture to a file, whole or not at all. Raises UsageError if that fails."""
        writing.put(Path(path), self.svg.encode())


class Result:
    """A result of an analysis.

    What it shows of itself beyond its fields needs the graph that was asked: `UsageError` is raised
    by a result that no method of a `KnowledgeGraph` returned.
    """

    __slots__ = ("_inquiry",)
    _inquiry: Inquiry

    def __init_subclass__(cls) -> None:
        """Let a dataclass keep the short form, where it would write all of its fields."""
        super().__init_subclass__()
        cls.__repr__ = Result.__repr__  # type: ignore[method-assign]

    def asked(self, inquiry: Inquiry) -> Self:
        """Let the result know of what it was asked, and return it."""
        object.__setattr__(self, "_inquiry", inquiry)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the object that the command prints with `--format json`."""
        return self._asked().plain(self)

    def table(self) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
        """Return the columns and the rows of the result."""
        return self._asked().table(self)

    def to_pandas(self) -> "DataFrame":
        """Return the rows of the result as a table of pandas, with typed columns.

        Raises UsageError where pandas is not installed.
        """
        from ofmkg.graph.frames import frame

        return frame(*self.table())

    def to_networkx(self) -> "MultiDiGraph[str]":
        """Return the result as a graph of networkx. Raises UsageError if it is none."""
        return self._asked().network(self)

    def write(self, form: str = "text") -> str | bytes:
        """Return the result in one of the formats of its command: text, md, html, csv, svg ...

        Only Word documents (docx) are bytes. Raises UsageError for a format that there is not.
        """
        return self._asked().written(self, form)

    def figure(self) -> Figure:
        """Return the picture that the command draws, which a notebook shows and `save` keeps.

        Raises UsageError where there is none.
        """
        return Figure(self._asked().drawn(self))

    def _repr_html_(self) -> str | None:
        """Show the first table of the page in a notebook, and the rest of it folded below."""
        inquiry = getattr(self, "_inquiry", None)
        return None if inquiry is None else inquiry.notebook(self)

    def __repr__(self) -> str:
        """Tell what it is and how much it holds, in a line."""
        told = [
            f"{each.name}={brief}"
            for each in fields(self)  # type: ignore[arg-type]  # those who inherit are dataclasses
            if (brief := _brief(getattr(self, each.name)))
        ]
        more = ", ..." if len(told) > _MOST else ""
        return f"<{type(self).__name__}: {', '.join(told[:_MOST])}{more}>"

    def __reduce__(self) -> Any:  # noqa: ANN401 - as pickle has it
        """Let a result be pickled with the graph that was asked."""
        values = {
            each.name: getattr(self, each.name)
            for each in fields(self)  # type: ignore[arg-type]
        }
        return _restored, (type(self), values, getattr(self, "_inquiry", None))

    def _asked(self) -> Inquiry:
        inquiry: Inquiry | None = getattr(self, "_inquiry", None)
        if inquiry is None:
            raise UsageError(
                f"This {type(self).__name__} does not know of what it was asked; take it from a "
                "method of ofmkg.load()."
            )
        return inquiry


def _restored(kind: type[Result], values: dict[str, Any], inquiry: Inquiry | None) -> Result:
    made = kind(**values)
    return made if inquiry is None else made.asked(inquiry)


def _brief(value: object) -> str:
    """Return a value in few words; nothing for what is empty."""
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}..."
        return repr(text) if text else ""
    if isinstance(value, bool | int | float):
        return repr(value)
    if is_dataclass(value):
        first = getattr(value, fields(value)[0].name)
        return first if isinstance(first, str) else f"<{type(value).__name__}>"
    try:
        count = len(value)  # type: ignore[arg-type]  # whatever has none is told otherwise
    except TypeError:
        return "" if value is None else f"<{type(value).__name__}>"
    return f"[{count}]" if count else ""
