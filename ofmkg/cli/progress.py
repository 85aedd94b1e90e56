"""What a terminal shows while a command works: on standard error, and gone when it is done."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show what is being done, on a terminal; print nothing to standard output meanwhile."""
    if not sys.stderr.isatty():
        yield  # without a terminal nothing is imported for it, either
        return
    with _shown("{task.description}") as shown:
        shown.add_task(what, total=None)
        yield


@contextmanager
def counting(what: str = "statements") -> Iterator[Callable[[int], None]]:
    """Show how many there are by now, such as statements, and how fast, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    with _shown("{task.completed:,.0f} " + what, "{task.fields[rate]}") as shown:
        task = shown.add_task("", total=None, rate="")
        started = time.perf_counter()

        def progress(count: int) -> None:
            rate = count / max(time.perf_counter() - started, 1e-6)
            shown.update(task, completed=count, rate=f"{rate:,.0f} a second")

        yield progress


def _shown(*columns: str) -> Any:  # noqa: ANN401 - imported where it is used
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(),
        *map(TextColumn, columns),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
