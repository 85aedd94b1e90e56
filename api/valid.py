"""Data are served only if they are valid; what has been found valid is remembered."""

import logging
from collections.abc import Sequence

from ofmkg.errors import DataError, UsageError
from ofmkg.graph import valid, validation
from ofmkg.graph.parsing import Document

from .settings import Settings

_LOG = logging.getLogger("ofmkg.api")


def ensure(documents: Sequence[Document], digest: str, settings: Settings) -> None:
    """Check documents with this digest unless they are known to be valid.

    Raises DataError with the first violation and how many there are, unless the settings allow
    invalid data; then that is logged.
    """
    place = settings.cache_dir
    if place is not None and valid.is_known(digest, place):
        return
    report = validation.check_documents(documents)
    if not report.violations:
        try:
            if place is not None:
                valid.remember(digest, place)
        except UsageError as error:  # it will be checked again, which costs seconds and no more
            _LOG.warning("Cannot remember that the data are valid: %s", error)
        return
    first = next(each for each in report.findings if each.severity == "violation")
    told = (
        f"The data have {report.violations} violation{'s' * (report.violations > 1)}, "
        f"the first in {first.file}: {first.message} See all with: ofmkg validate"
    )
    if not settings.allow_invalid:
        raise DataError(f"{told}; to serve them as they are: --allow-invalid.")
    _LOG.warning("Served as they are. %s.", told)
