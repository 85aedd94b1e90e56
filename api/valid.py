"""Data are served only if they are valid, and what has been found valid is remembered.

Checking takes seconds; a digest of the data and of the shapes stands for it the next time.
"""

import hashlib
import logging
from pathlib import Path

from ofmkg import validation
from ofmkg.errors import DataError
from ofmkg.resources import room
from ofmkg.stores.target import MEMORY

from .settings import Settings
from .state import Snapshot

_LOG = logging.getLogger("ofmkg.api")


def ensure(now: Snapshot, settings: Settings) -> None:
    """Check a snapshot unless it is known to be valid.

    Raises DataError with the first violation and how many there are, unless the settings allow
    invalid data; then that is logged.
    """
    if settings.store not in (None, MEMORY):  # it may be of any size, and loading it checks it
        _LOG.info("The store is served as it was loaded. Check it: ofmkg validate --store.")
        return
    mark = settings.state_dir / f"valid-{_digest(now)}"
    if mark.is_file():
        return
    report = validation.check_documents(now.documents)
    if not report.violations:
        _remember(mark)
        return
    first = next(each for each in report.findings if each.severity == "violation")
    told = (
        f"The data have {report.violations} violation{'s' * (report.violations > 1)}, "
        f"the first in {first.file}: {first.message} See all with: ofmkg validate"
    )
    if not settings.allow_invalid:
        raise DataError(f"{told}; to serve them as they are: --allow-invalid.")
    _LOG.warning("Served as they are. %s.", told)


def _digest(now: Snapshot) -> str:
    found = hashlib.sha256(now.digest.encode())
    for path in sorted((room("ontology") / "shapes").glob("*.ttl")):
        found.update(path.read_bytes())
    return found.hexdigest()[:32]


def _remember(mark: Path) -> None:
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError as error:  # it will be checked again, which costs seconds and no more
        _LOG.warning("Cannot remember that the data are valid: %s.", error)
