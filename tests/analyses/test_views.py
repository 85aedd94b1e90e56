"""A view of ofmkg as something to cite."""

import re

import pytest
from small_graph import small

from ofmkg.analyses.cite import bibliography
from ofmkg.analyses.views import view
from ofmkg.errors import OfmkgError, UsageError
from ofmkg.version import __version__


def test_a_view_has_a_lasting_address_a_title_and_the_works_behind_it() -> None:
    found = view(small(), "/matrix?collection=all")
    assert found.address == "https://w3id.org/ofmkg/matrix?collection=all"
    assert found.title == "Studies by steps: all"
    assert set(found.works) <= set(small().labels("Work"))
    assert found.works
    assert view(small(), "https://w3id.org/ofmkg/matrix?collection=all") == found
    assert view(small(), "/matrix.svg?collection=all") == found


def test_a_statement_is_a_view_of_its_own() -> None:
    position, label = next(iter(small().labels("Position").items()))
    found = view(small(), f"/position/{position}")
    assert found.address == f"https://w3id.org/ofmkg/position/{position}"
    assert found.title == label


@pytest.mark.parametrize("address", ["", "/", "/nothing", "/claim/nothing", "/matrix?x=1", "/crux"])
def test_what_is_no_view_is_refused(address: str) -> None:
    with pytest.raises(OfmkgError):
        view(small(), address)


def test_a_view_is_cited_first_with_date_and_version() -> None:
    first, *works = bibliography(small(), view="/matrix").references
    assert first.venue == f"ofmkg {__version__}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", first.issued or "")
    assert (first.id, first.url) == ("ofmkg-matrix", "https://w3id.org/ofmkg/matrix")
    assert [each.id for each in works] == list(view(small(), "/matrix").works)


def test_works_and_a_view_are_not_cited_at_once() -> None:
    with pytest.raises(UsageError, match="not both at once"):
        bibliography(small(), "alpha-2023", view="/matrix")
