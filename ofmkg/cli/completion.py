"""What a shell is offered when it completes an id: the data are read then, and at no other time."""

from collections.abc import Callable
from typing import Any

from ofmkg.analyses.declaration import Parameter
from ofmkg.errors import OfmkgError


def ids(parameter: Parameter) -> Callable[[Any, str], list[tuple[str, str]]] | None:
    """Return what completes a value of a parameter; None where it is no id of a known class."""
    of = parameter.of
    if of is None:
        return None

    def complete(ctx: Any, incomplete: str) -> list[tuple[str, str]]:  # noqa: ANN401 - as typer
        """Return the ids that begin like it, each with its label; none if the data are unsound."""
        from ofmkg.knowledge import load

        folders = ctx.params.get("data") or []
        try:
            graph = load(folders, only=bool(ctx.params.get("only_data") and folders))
            labels = graph.labels(*(("Study", "Work") if of == "Study" else (of,)))
        except (OfmkgError, OSError):
            return []  # a shell has no place for what is wrong; the command itself says it
        return sorted(each for each in labels.items() if each[0].startswith(incomplete))

    return complete
