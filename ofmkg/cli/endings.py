"""What the ending of a file name promises; no file is written that holds something else."""

from pathlib import Path

from ofmkg.errors import UsageError
from ofmkg.formats import FORMATS

# Of what people might hope for beside the formats that are written.
_HOPED_FOR = {
    "CSV": (".csvs",),
    "a workbook": (".xlsx", ".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".fods", ".numbers"),
    "a document": (".doc", ".odt", ".rtf"),
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
