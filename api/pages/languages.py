"""In which language a page speaks, and its words in that language.

Words of the interface stand in templates in English; the catalogue of messages has the others.
Labels of things come from the graph.
"""

from functools import cache

from starlette.requests import Request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ofmkg.pages.messages import LANGUAGES, Language, catalogue

NAMES: dict[Language, str] = {"en": "English", "ko": "한국어"}
COOKIE = "lang"


def language(request: Request) -> Language:
    """Return the language chosen in the header of a page, else the one that the browser likes."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    accepted = parse_accept_header(request.headers.get("accept-language"), LanguageAccept)
    best = accepted.best_match(LANGUAGES)
    return next((each for each in LANGUAGES if each == best), "en")


@cache
def words(language: Language) -> dict[str, str]:
    """Return the words of the interface by their English: those that the catalogue has."""
    return {message: forms[0] for message, forms in catalogue(language).items()}
