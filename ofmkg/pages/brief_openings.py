"""What the pages of studies, claims, vectors and releases open with."""

from collections.abc import Callable, Mapping

from ofmkg.analyses.briefs import Brief
from ofmkg.pages.blocks import Page
from ofmkg.pages.claim_opening import claim
from ofmkg.pages.opening import Opening
from ofmkg.pages.opening import glance as page_of
from ofmkg.pages.release_opening import release
from ofmkg.pages.study_opening import study
from ofmkg.pages.vector_opening import vector
from ofmkg.pages.words import Words
from ofmkg.pages.work_opening import benefit, openness, work

_OPENINGS: Mapping[str, Callable[[Brief, Words], Opening]] = {
    "study": study,
    "claim": claim,
    "vector": vector,
    "release": release,
    "work": work,
    "property": openness,
    "benefit": benefit,
}


def opening(result: Brief, words: Words) -> Opening:
    """Return what the page of a brief opens with."""
    return _OPENINGS[result.kind](result, words)


def glance(result: Brief, words: Words) -> Page:
    """Return what a brief comes to, on about one screen of a terminal."""
    return page_of(opening(result, words))
