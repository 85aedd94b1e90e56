"""What the ending of a file name promises; no file is written that holds something else."""

from collections.abc import Iterable
from pathlib import Path

from ofmkg.errors import UsageError
from ofmkg.formats import DRAWN, FORMATS

# Of what people might hope for beside the formats that are written.
_HOPED_FOR = {
    "CSV": (".csvs",),
    "a workbook": (".xlsx", ".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".fods", ".numbers"),
    "a text": (".doc", ".odt", ".rtf"),
    "a picture": (".jpg", ".jpeg", ".gif"),
    "an archive": (".gz", ".zip", ".bz2", ".xz", ".zst"),
}


def _endings() -> dict[str, tuple[str, ...]]:
    """Return the endings of file names by the name that people know their content by."""
    found: dict[str, tuple[str, ...]] = {}
    for each in FORMATS.values():
        found[each.kind] = tuple(dict.fromkeys((*found.get(each.kind, ()), *each.endings)))
    for kind, endings in _HOPED_FOR.items():
        found[kind] = (*found.get(kind, ()), *endings)
    return found


_ENDINGS = _endings()


def figure(target: Path | None, forms: Iterable[str]) -> str | None:
    """Return the format of figures that a file name asks for, if it is one of these."""
    ending = target.suffix.lower() if target else ""
    drawn = (each for each in forms if each in DRAWN)
    return next((each for each in drawn if ending in FORMATS[each].endings), None)


def require(target: Path | None, kind: str) -> None:
    """Refuse a file name that promises another kind of content. Raises UsageError."""
    if target is None:
        return
    ending, own = target.suffix.lower(), _ENDINGS[kind]
    promised = [name for name, endings in _ENDINGS.items() if ending in endings]
    if promised and kind not in promised:
        raise UsageError(
            f"{target}: ends like {' or '.join(promised)}, and {kind} is written; "
            f"name a file that ends in {' or '.join(own)}."
        )
